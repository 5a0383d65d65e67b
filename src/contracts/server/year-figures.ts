// The figures of a year: as it was closed, what each revision changed, what was taken back later because it was closed; down to the contracts.
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { add, scaled, sum } from '../../platform/shared/money.ts';
import { endOfYear, yearOf } from '../../platform/shared/dates.ts';
import { corrects, revision } from '../../ledger/entry.ts';
import type { EntryRow, Ledger, LedgerTables, Sum } from '../../ledger/server/index.ts';
import { now, seenAsSql, type Sight } from '../../records/server/index.ts';
import { contractCount, technologyTurnover, turnover } from '../contributes.ts';
import type { Amounts, Behind, Revision, YearFigure, YearFigures } from '../contractYear.ts';

const measures = [turnover.code, technologyTurnover.code, contractCount.code];
/** Entries behind a difference that are read: a revision names two hundred contracts at most. */
const mostBehind = 3000;
type Of = { ledger: Ledger; db: Kysely<LedgerTables> };
type Asked = { year: number; closed: boolean; revisions: readonly Revision[]; sight: Sight };

const amountsOf = (sums: readonly Sum[]): Amounts => {
  const of = (measure: string, scale: number) =>
    scaled(sum(sums.filter((one) => one.keys[0] === measure).map((one) => one.amount)), scale);
  return {
    turnover: of(turnover.code, 2),
    technologyTurnover: of(technologyTurnover.code, 2),
    contractCount: of(contractCount.code, 0),
  };
};
/** What was taken back and put again comes to nothing, and is no difference to be shown. */
const isSome = (of: Amounts): boolean =>
  Number(of.turnover) !== 0 || Number(of.contractCount) !== 0 || Number(of.technologyTurnover) !== 0;
/** By the keys at a place, the largest first; what came to nothing everywhere is left out. */
const partsOf = (sums: readonly Sum[], at: number) =>
  [...Map.groupBy(sums, (one) => one.keys[at] ?? '')]
    .map(([key, own]) => ({ key, ...amountsOf(own) }))
    .filter(isSome)
    .sort((a, b) => Number(b.turnover) - Number(a.turnover) || (a.key < b.key ? -1 : 1));
const figureOf = (sums: readonly Sum[]): YearFigure => ({
  ...amountsOf(sums),
  types: partsOf(sums, 2),
  regions: partsOf(sums, 1),
});
const plus = (a: Amounts, b: Amounts): Amounts => ({
  turnover: scaled(add(a.turnover, b.turnover), 2),
  technologyTurnover: scaled(add(a.technologyTurnover, b.technologyTurnover), 2),
  contractCount: add(a.contractCount, b.contractCount),
});

/** Which revision an entry of the year came by: 0 by none, for it stood there when the year was closed. */
const numberOf = (one: Sum): number => Number(one.keys[3]?.split('-')[1] ?? 0);

export async function figuresOf({ ledger, db }: Of, { year, closed, revisions, sight }: Asked): Promise<YearFigures> {
  const knownAt = new Date((await now(db)).getTime() + 1);
  const within = { measure: measures, from: `${year}-01-01`, to: endOfYear(year), knownAt };
  const sums = await ledger.sums(db, within, ['measure', 'region', { dimension: 'type' }, { dimension: revision }]);
  const asClosed = figureOf(sums.filter((one) => numberOf(one) === 0));
  let after: Amounts = asClosed;
  const revised: YearFigures['revisions'] = [];
  for (const { n } of revisions) {
    const difference = figureOf(sums.filter((one) => numberOf(one) === n));
    after = plus(after, difference);
    const own = { ...within, measure: turnover.code, dimensions: { [revision]: [`${year}-${n}`] } };
    const contracts = await behind(db, await ledger.entries(db, own, mostBehind, null), sight);
    const { turnover: amount, technologyTurnover: technology, contractCount: count } = after;
    revised.push({
      ...difference,
      n,
      after: { turnover: amount, technologyTurnover: technology, contractCount: count },
      contracts,
    });
  }
  const carried = { measure: measures, from: null, to: '9999-12-31', knownAt, dimensions: { [corrects]: [String(year)] } };
  const bySumsOfYear = Map.groupBy(await ledger.sums(db, carried, ['measure'], 'year'), (one) => yearOf(one.on));
  return {
    year,
    asClosed: closed ? asClosed : null,
    revisions: revised,
    now: figureOf(sums),
    later: [...bySumsOfYear]
      .map(([on, own]) => ({ year: on, ...amountsOf(own) }))
      .filter(isSome)
      .sort((a, b) => a.year - b.year),
    laterContracts: await behind(db, await ledger.entries(db, { ...carried, measure: turnover.code }, mostBehind, null), sight),
  };
}

type Named = { id: string; title: string; ownNumber: string | null; region: string | null };

/** The contracts of these entries; of those that the reader does not see only their number, place by place, and what they come to. */
async function behind(on: QueryExecutorProvider, entries: readonly EntryRow[], sight: Sight): Promise<Behind[]> {
  if (entries.length === 0) return [];
  const ids = [...new Set(entries.map((one) => one.record))];
  const { rows } = await sql<Named>`select id, title, own_number as "ownNumber", region from contracts
    where id = any(${ids}::uuid[]) and ${seenAsSql(sight)}`.execute(on);
  const seen = new Map(rows.map((row) => [row.id, row]));
  const groups = Map.groupBy(entries, (one) => (seen.has(one.record) ? one.record : `in ${one.region}`));
  return [...groups]
    .map(([key, own]): Behind => {
      const one = seen.get(key);
      const region = one ? one.region : (own[0]?.region ?? null);
      const count = new Set(own.map((each) => each.record)).size;
      const amount = scaled(sum(own.map((each) => each.amount)), 2);
      return {
        id: one?.id ?? null,
        title: one?.title ?? null,
        ownNumber: one?.ownNumber ?? null,
        region,
        count,
        turnover: amount,
      };
    })
    .filter((one) => Number(one.turnover) !== 0)
    .sort((a, b) => Math.abs(Number(b.turnover)) - Math.abs(Number(a.turnover)));
}
