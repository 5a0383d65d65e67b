// Statistics of registered contracts for everybody, to the end of the last quarter: sums of the ledger, of which those that tell of a single party are withheld.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { notFound } from '../../platform/shared/errors.ts';
import { endOfYear, startOfYear, yearOf } from '../../platform/shared/dates.ts';
import type { Language } from '../../platform/shared/actor.ts';
import { isZero } from '../../platform/shared/money.ts';
import { sheetTypes, type SheetKind, type Written, writeSheet } from '../../platform/server/documents/sheet.ts';
import { type Attachment, mount } from '../../platform/server/mount.ts';
import type { Ledger, LedgerTables } from '../../ledger/server/index.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { contractCount, technologyTurnover, turnover } from '../contributes.ts';
import { type Cell, type Deal, fewestParties, known, largestShare, lastQuarterEnd, natureClassOf } from '../published.ts';
import { type Known, publishedCells, publishedTotal, type Sums } from '../published.ts';
import {
  getPublicStatistics,
  getPublicStatisticsCsv,
  getPublicStatisticsXlsx,
  type PublicDimension,
  publicDimensions,
} from '../publicContract.ts';
import { nameOfKey, sectionOf } from './figure-names.ts';
import type { ContractTables } from './tables.ts';

export type PublicStatisticsOf = {
  ledger: Ledger;
  organizations: Organizations;
  today: () => Promise<string>;
  /** Now, by the database. */
  now: () => Promise<Date>;
  /** Whether the register of contracts is complete from one day to another. */
  complete: (from: string, to: string) => boolean;
};
type Keyed = Deal & { keys: Readonly<Record<PublicDimension, string>> };
type Tables = { dimension: PublicDimension; cells: Cell[] }[];
type Made = { all: Sums | null; tables: Tables };
type Say = (key: string, params?: Record<string, string | number>) => string;

const groupings = [
  'measure',
  'region',
  { column: 'record' },
  { column: 'organization' },
  ...(['type', 'field', 'industry', 'seller', 'buyer'] as const).map((dimension) => ({ dimension })),
] as const;
const fieldOf: Readonly<Record<string, 'amount' | 'technologyAmount' | 'count'>> = {
  [turnover.code]: 'amount',
  [technologyTurnover.code]: 'technologyAmount',
  [contractCount.code]: 'count',
};

const measures = Object.keys(fieldOf);

/** What each contract added by months, from the ledger, with who buys from the contracts themselves. */
async function dealsOf(
  db: Kysely<ContractTables & LedgerTables>,
  of: PublicStatisticsOf,
  from: string,
  to: string,
): Promise<Keyed[]> {
  const question = { measure: measures, from, to, knownAt: await of.now() };
  const [rows, buyers] = await Promise.all([of.ledger.sums(db, question, groupings, 'month'), buyersIn(db, from)]);
  const deals = new Map<string, Keyed>();
  for (const { keys: said, on, amount } of rows) {
    const [measure = '', region = '', contract = '', seller = '', type = '', technologyField = '', industry = ''] = said;
    const [sellerKind = '', buyerKind = ''] = said.slice(7).map(natureClassOf);
    const section = sectionOf(industry);
    const keys = { type, region, technologyField, industry: section, sellerKind, buyerKind, month: on.slice(0, 7) };
    const at = JSON.stringify([contract, seller, keys]);
    const held = deals.get(at) ?? { ...nothing, contract, on, seller, buyer: buyers.get(contract) ?? '', keys };
    const field = fieldOf[measure];
    if (field !== undefined) deals.set(at, { ...held, [field]: amount });
  }
  // What was revoked has come to nothing, and must not even have a cell.
  return [...deals.values()].filter((one) => [one.count, one.amount, one.technologyAmount].some((sum) => !isZero(sum)));
}
const nothing = { count: '0', amount: '0', technologyAmount: '0' };

/** Who buys, as one name: of the register, a code, a name; natural persons are taken together, for nobody is told who they are. */
export async function buyersIn(db: Kysely<ContractTables>, from: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; buyer: string | null }>`
    select c.id, (select case when (p ->> 'person')::boolean then 'person'
        else coalesce(p ->> 'organization', p ->> 'creditCode', p ->> 'name') end
      from jsonb_array_elements(c.parties) p where p ->> 'role' = 'buyer' limit 1) as buyer
    from contracts c where c.statements <> '[]' and c.recorded_at >= ${from}::date - 1`.execute(db);
  return new Map(rows.map((row) => [row.id, row.buyer ?? '']));
}

/**
 * Made once for a year until there are other entries in it: entries are only ever added, so that their number says whether there are.
 * Other requests are answered between the tables.
 */
function openMade(db: Kysely<ContractTables & LedgerTables>, of: PublicStatisticsOf) {
  const kept = new Map<number, { key: string; made: Promise<Made> }>();
  const make = async (from: string, to: string): Promise<Made> => {
    const deals: Known<Keyed>[] = (await dealsOf(db, of, from, to)).map(known);
    const all = publishedTotal(deals);
    const tables: Tables = [];
    for (const dimension of publicDimensions) {
      await nextTurn();
      const cells = publishedCells(deals, (one) => one.keys[dimension]);
      tables.push({ dimension, cells: all === null ? cells.map(({ key }) => ({ key, sums: null })) : cells });
    }
    return { all, tables };
  };
  return async (year: number, through: string): Promise<Made> => {
    const range = { from: `${year}-01-01`, to: through };
    const key = `${through} ${await of.ledger.count(db, { measure: measures, ...range, knownAt: await of.now() })}`;
    const held = kept.get(year);
    if (held?.key === key) return held.made;
    const made = make(range.from, range.to);
    kept.set(year, { key, made });
    made.catch(() => kept.delete(year));
    return made;
  };
}

export function mountPublicStatistics(
  app: FastifyInstance,
  db: Kysely<ContractTables & LedgerTables>,
  of: PublicStatisticsOf,
): void {
  const madeOf = openMade(db, of);
  const regions = of.organizations.pack.regions;
  const answer = async (asked: string | undefined, language: Language) => {
    const last = lastQuarterEnd(await of.today());
    const years = await yearsTo(db, yearOf(last));
    const year = asked === undefined ? yearOf(last) : Number(asked);
    if (year > yearOf(last)) throw notFound();
    const through = year === yearOf(last) ? last : endOfYear(year);
    const { all, tables } = await madeOf(year, through);
    const say: Say = (key, params) => app.say(language, key, params);
    return {
      year,
      years,
      through,
      complete: of.complete(startOfYear(through), through),
      all,
      tables: tables.map(({ dimension, cells }) => ({
        dimension,
        cells: cells.map((one) => ({ ...one, name: nameOfKey({ by: dimension, key: one.key, language, say, regions }) })),
      })),
      rule: { parties: fewestParties, share: largestShare },
    };
  };
  mount(app, getPublicStatistics, ({ query, actor }) => answer(query.year, actor.language));
  const fileOf = async (kind: SheetKind, year: string | undefined, language: Language): Promise<Attachment> =>
    sheetOf(await answer(year, language), kind, (key, params) => app.say(language, key, params));
  mount(app, getPublicStatisticsCsv, ({ query, actor }) => fileOf('csv', query.year, actor.language));
  mount(app, getPublicStatisticsXlsx, ({ query, actor }) => fileOf('xlsx', query.year, actor.language));
}

/** Years in which something was registered, up to one. */
async function yearsTo(db: Kysely<ContractTables>, last: number): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`select distinct extract(year from registered_on)::int as year from contracts
    where registered_on is not null and statements <> '[]' order by year desc`.execute(db);
  return rows.map((row) => row.year).filter((year) => year <= last);
}

type Answer = {
  year: number;
  through: string;
  all: Sums | null;
  tables: readonly { dimension: PublicDimension; cells: readonly { name: string; sums: Sums | null }[] }[];
};
function sheetOf({ year, through, all, tables }: Answer, kind: SheetKind, say: Say): Attachment {
  const title = (key: string) => say(`publicContracts:columns.${key}`);
  const columns = [
    { key: 'by', title: title('by') },
    { key: 'name', title: title('name'), width: 32 },
    ...(['count', 'amount', 'technologyAmount'] as const).map((key) => ({ key, title: title(key), kind: 'number' as const })),
  ];
  const line = (by: string, name: string, sums: Sums | null): Written => ({
    by,
    name,
    ...(sums ?? { count: say('publicContracts:withheld'), amount: null, technologyAmount: null }),
  });
  const rows = [
    line(say('publicContracts:by.all'), say('publicContracts:through', { through }), all),
    ...tables.flatMap(({ dimension, cells }) =>
      cells.map((one) => line(say(`publicContracts:by.${dimension}`), one.name, one.sums)),
    ),
  ];
  const name = say('publicContracts:file', { year });
  return { attachment: writeSheet(name, columns, rows, kind), type: sheetTypes[kind], name: `${name}.${kind}` };
}
