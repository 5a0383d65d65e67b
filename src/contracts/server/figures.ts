// Figures of contracts for officers, asked of the ledger: by a dimension, the same days a year before, the entries behind a line, amounts that changed.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Actor, Language } from '../../platform/shared/actor.ts';
import { day, lastDayOf, startOfYear, yearBefore } from '../../platform/shared/dates.ts';
import { someOf } from '../../platform/shared/errors.ts';
import { add, isZero, sum } from '../../platform/shared/money.ts';
import { cursorNumber, readCursor, writeCursor } from '../../platform/shared/page.ts';
import { sheetTypes, type SheetKind, writeSheet } from '../../platform/server/documents/sheet.ts';
import { type Attachment, mount } from '../../platform/server/mount.ts';
import type { Grouping, Ledger, LedgerTables, Question } from '../../ledger/server/index.ts';
import { regionsInside } from '../../organizations/region.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import type { Kernel } from '../../records/server/index.ts';
import { contractCount, counting, technologyTurnover, turnover } from '../contributes.ts';
import type { Statement } from '../contract.ts';
import {
  type FigureDimension,
  type FigureSums,
  getContractFigures,
  getContractFiguresCsv,
  getContractFiguresXlsx,
  listFigureChanges,
  listFigureEntries,
} from '../figures.ts';
import { dimensionOf, nameOfKey, sectionOf } from './figure-names.ts';
import { natureClassOf } from '../published.ts';
import type { ContractTables } from './tables.ts';

export type FiguresOf = {
  kernel: Kernel;
  ledger: Ledger;
  organizations: Organizations;
  root: string;
  today: () => Promise<string>;
  now: () => Promise<Date>;
  complete: (from: string, to: string) => boolean;
};
type Db = Kysely<ContractTables & LedgerTables>;
type Asked = { asOf?: string | undefined; knownAt?: string | undefined; region?: string | undefined };
type Range = { from: string; to: string; regions: string[] | undefined; knownAt: Date };

const fields = { amount: turnover.code, technologyAmount: technologyTurnover.code, count: contractCount.code } as const;
const nothing: FigureSums = { count: '0', amount: '0', technologyAmount: '0' };

async function rangeOf(of: FiguresOf, { asOf, knownAt, region }: Asked): Promise<Range & { asOf: string; region: string }> {
  const { regions } = of.organizations.pack;
  const to = asOf ?? (await of.today());
  const place =
    region === undefined
      ? of.root
      : (someOf(
          'region',
          region,
          regions.map((one) => one.id),
        )[0] ?? of.root);
  const inside = place === of.root ? undefined : regionsInside(regions, place, { functionalAreas: 'in' });
  const known = knownAt === undefined ? await of.now() : new Date(knownAt);
  return { from: startOfYear(to), to, regions: inside, knownAt: known, asOf: to, region: place };
}

/** Codes of the ledger as they are put together: industries by section, kinds of party by class. */
const gathered = (by: FigureDimension, key: string): string =>
  by === 'industry' ? sectionOf(key) : by === 'sellerKind' || by === 'buyerKind' ? natureClassOf(key) : key;

/** Sums by key; of all under ''. */
async function sumsOf(db: Db, ledger: Ledger, range: Range, by: FigureDimension | null): Promise<Map<string, FigureSums>> {
  const dimension = by === null || by === 'month' || by === 'region' ? null : { dimension: dimensionOf[by] };
  const groupings: Grouping[] = ['measure', ...(by === 'region' ? (['region'] as const) : dimension ? [dimension] : [])];
  const question = { ...range, measure: Object.values(fields) };
  const rows = await ledger.sums(db, question, groupings, by === 'month' ? 'month' : null);
  const found = new Map<string, FigureSums>();
  for (const { keys, on, amount } of rows) {
    const key = by === null ? '' : by === 'month' ? on.slice(0, 7) : gathered(by, keys[1] ?? '');
    const field = (Object.keys(fields) as (keyof typeof fields)[]).find((one) => fields[one] === keys[0]);
    const held = found.get(key) ?? nothing;
    if (field) found.set(key, { ...held, [field]: add(held[field], amount) });
  }
  return found;
}

const isNothing = (of: FigureSums): boolean => isZero(of.count) && isZero(of.amount) && isZero(of.technologyAmount);
const aYearBefore = (range: Range): Range => ({ ...range, from: yearBefore(range.from), to: yearBefore(range.to) });
/** A month stands beside the same month a year before. */
const keyBefore = (by: FigureDimension, key: string): string => (by === 'month' ? yearBefore(`${key}-01`).slice(0, 7) : key);

async function figuresOf(db: Db, of: FiguresOf, asked: Asked & { by: FigureDimension }, say: Say, language: Language) {
  const range = await rangeOf(of, asked);
  const { by } = asked;
  const earlier = aYearBefore(range);
  const [now, before, all, allBefore] = await Promise.all([
    sumsOf(db, of.ledger, range, by),
    sumsOf(db, of.ledger, earlier, by),
    sumsOf(db, of.ledger, range, null),
    sumsOf(db, of.ledger, earlier, null),
  ]);
  const keys = by === 'month' ? [...now.keys()] : [...new Set([...now.keys(), ...before.keys()])];
  const items = keys
    .map((key) => ({
      key,
      name: nameOfKey({ by, key, language, say, regions: of.organizations.pack.regions }),
      ...(now.get(key) ?? nothing),
      before: before.get(keyBefore(by, key)) ?? nothing,
    }))
    .filter((one) => !isNothing(one) || !isNothing(one.before));
  items.sort((a, b) => (by === 'month' ? (a.key < b.key ? -1 : 1) : Number(b.amount) - Number(a.amount)));
  return {
    asOf: range.asOf,
    knownAt: range.knownAt.toISOString(),
    by,
    region: range.region,
    complete: of.complete(range.from, range.to),
    completeBefore: of.complete(earlier.from, earlier.to),
    all: { ...(all.get('') ?? nothing), before: allBefore.get('') ?? nothing },
    items,
  };
}
type Say = (key: string, params?: Record<string, string | number>) => string;

/** The ledger's question behind one line; null where no code stands behind it. */
async function questionOf(
  db: Db,
  of: FiguresOf,
  range: Range,
  by: FigureDimension | undefined,
  key: string,
): Promise<Question | null> {
  const question: Question = { ...range, measure: turnover.code };
  if (by === undefined) return question;
  if (by === 'month') {
    if (!/^[12]\d{3}-(0[1-9]|1[0-2])$/.test(key)) return null;
    const last = lastDayOf(key);
    return { ...question, from: `${key}-01`, to: last < range.to ? last : range.to };
  }
  if (by === 'region') {
    const regions = range.regions === undefined || range.regions.includes(key) ? [key] : [];
    return { ...question, regions };
  }
  const dimension = dimensionOf[by];
  const codes = await of.ledger.sums(db, question, { dimension });
  return { ...question, dimensions: { [dimension]: codes.map((one) => one.key).filter((one) => gathered(by, one) === key) } };
}
const entryCursor = z.strictObject({ knownAt: z.iso.datetime(), on: day, event: z.uuid(), position: cursorNumber.max(32_767) });
type Page = { limit: number; after?: string | undefined };

async function entriesOf(
  db: Db,
  of: FiguresOf,
  asked: Asked & Page & { by?: FigureDimension | undefined; key?: string | undefined },
  actor: Actor,
) {
  const from = readCursor(asked.after, entryCursor);
  const range = await rangeOf(of, { ...asked, ...(from ? { knownAt: from.knownAt } : {}) });
  const question = await questionOf(db, of, range, asked.by, asked.key ?? '');
  if (question === null) return { items: [], next: null, sum: '0', count: 0 };
  const [rows, sums, count] = await Promise.all([
    of.ledger.entries(db, question, asked.limit + 1, from),
    of.ledger.sums(db, question),
    of.ledger.count(db, question),
  ]);
  const page = rows.slice(0, asked.limit);
  const titles = await titlesOf(
    of.kernel,
    page.map((one) => one.record),
    actor,
  );
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      id: `${row.event}:${row.position}`,
      on: row.on,
      recordedAt: row.recordedAt.toISOString(),
      region: row.region,
      amount: row.amount,
      contract: row.record,
      title: titles.get(row.record)?.title ?? null,
    })),
    sum: sum(sums.map((one) => one.amount)),
    count,
    next:
      rows.length > asked.limit && last
        ? writeCursor({ knownAt: range.knownAt.toISOString(), on: last.on, event: last.event, position: last.position })
        : null,
  };
}

const titlesOf = async (kernel: Kernel, ids: readonly string[], actor: Actor) =>
  (await kernel.kinds.get('contract')?.waiting.titles([...new Set(ids)], actor)) ?? new Map<string, { title: string }>();

const changeCursor = z.strictObject({ on: day, id: z.uuid() });
type Changed = { id: string; on: string; statements: Statement[]; registered_on: string };

/** What was changed in the year, as the contract stands now: the last statement beside the one before it. */
async function changesOf(db: Db, of: FiguresOf, asked: Asked & Page, actor: Actor) {
  const range = await rangeOf(of, asked);
  const from = readCursor(asked.after, changeCursor);
  const places = range.regions === undefined ? sql`` : sql`and region = any(${range.regions}::text[])`;
  const beyond = from === null ? sql`` : sql`and ((statements -> -1 ->> 'on')::date, id) < (${from.on}::date, ${from.id}::uuid)`;
  const { rows } = await sql<Changed>`select id, (statements -> -1 ->> 'on')::date as on, statements, registered_on from contracts
    where jsonb_array_length(statements) > 1 and state = any(${[...counting]}::text[])
      and (statements -> -1 ->> 'on')::date between ${range.from}::date and ${range.to}::date ${places} ${beyond}
    order by 2 desc, id desc limit ${asked.limit + 1}`.execute(db);
  const page = rows.slice(0, asked.limit);
  const titles = await titlesOf(
    of.kernel,
    page.map((one) => one.id),
    actor,
  );
  const last = page.at(-1);
  return {
    items: page.flatMap(({ id, registered_on: registeredOn, statements }) => {
      const [before, after] = statements.slice(-2);
      if (!before || !after || after.what === 'registered') return [];
      return [
        {
          contract: id,
          title: titles.get(id)?.title ?? null,
          what: after.what,
          on: after.on,
          registeredOn,
          amount: after.amount,
          technologyAmount: after.technologyAmount,
          amountBefore: before.amount,
          technologyAmountBefore: before.technologyAmount,
        },
      ];
    }),
    next: rows.length > asked.limit && last ? writeCursor({ on: last.on, id: last.id }) : null,
  };
}

export function mountFigures(app: FastifyInstance, db: Db, of: FiguresOf): void {
  const sayIn =
    (language: Language): Say =>
    (key, params) =>
      app.say(language, key, params);
  mount(app, getContractFigures, ({ query, actor: { language } }) => figuresOf(db, of, query, sayIn(language), language));
  const fileOf = async (kind: SheetKind, query: Asked & { by: FigureDimension }, language: Language): Promise<Attachment> => {
    const say = sayIn(language);
    const { items, all, asOf } = await figuresOf(db, of, query, say, language);
    const name = say('contractFigures:file', { by: say(`publicContracts:by.${query.by}`), asOf });
    const keys = ['count', 'amount', 'technologyAmount'] as const;
    const columns = [
      { key: 'name', title: say('publicContracts:columns.name'), width: 32 },
      ...keys.map((key) => ({ key, title: say(`publicContracts:columns.${key}`), kind: 'number' as const })),
      ...keys.map((key) => ({ key: `${key}Before`, title: say(`contractFigures:before.${key}`), kind: 'number' as const })),
    ];
    const row = (title: string, line: FigureSums & { before: FigureSums }) => ({
      name: title,
      ...Object.fromEntries(
        keys.flatMap((key) => [
          [key, line[key]],
          [`${key}Before`, line.before[key]],
        ]),
      ),
    });
    const rows = [...items.map((one) => row(one.name, one)), row(say('publicContracts:by.all'), all)];
    return { attachment: writeSheet(name, columns, rows, kind), type: sheetTypes[kind], name: `${name}.${kind}` };
  };
  mount(app, getContractFiguresCsv, ({ query, actor }) => fileOf('csv', query, actor.language));
  mount(app, getContractFiguresXlsx, ({ query, actor }) => fileOf('xlsx', query, actor.language));
  mount(app, listFigureEntries, ({ query, actor }) => entriesOf(db, of, query, actor));
  mount(app, listFigureChanges, ({ query, actor }) => changesOf(db, of, query, actor));
}
