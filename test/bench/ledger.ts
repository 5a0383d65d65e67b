// Measures figures over a large ledger: the product's own sums and indicators, beside the same sums without the index. Fills it first (entries.ts).
import { type Kysely, sql } from 'kysely';
import { type IndicatorDefinition, type Where } from '../../src/indicators/indicator.ts';
import { type Indicators, openIndicators, type RegionTree } from '../../src/indicators/server/index.ts';
import { type Ledger, type LedgerTables, openLedger, type Question } from '../../src/ledger/server/index.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { addDays, startOfYear } from '../../src/platform/shared/dates.ts';
import { visitor } from '../../src/platform/shared/actor.ts';
import { fillEntries, firstYear, isStock, kinds, largest, largestStock, lastYear, levels, measures, regions } from './entries.ts';
import { type Place, schema } from './place.ts';
import { shown, spreadOf, table, timed } from './report.ts';

type Asked = { asOf: string; knownAt: Date };
type Case = {
  what: string;
  target: string;
  ask: (q: Asked) => Promise<unknown>;
  naive?: (db: Kysely<LedgerTables>, q: Asked) => Promise<unknown>;
};

const cities: RegionTree = {
  root: regions[0]!,
  inside: (id) => (id === regions[0] ? regions : regions.filter((one) => one === id)),
  parts: () => regions.slice(1).map((id) => ({ id, name: { zh: id, en: id } })),
  whole: regions.slice(1),
};

const everything: Where = {};
const definitionOf = (rank: number): IndicatorDefinition => ({
  code: `i${rank}`,
  name: { zh: '指标', en: 'Indicator' },
  basis: { zh: '口径', en: 'Basis' },
  unit: 'CNY',
  display: { unit: { zh: '元', en: 'yuan' }, factor: '1' },
  scale: 2,
  from: '2000-01-01',
  to: null,
  compute: { kind: isStock(rank) ? 'stock' : 'flow', measure: measures[rank - 1]!.code, where: everything },
  register: 'bench',
  reported: null,
  known: null,
  supplier: { zh: '无', en: 'Nobody' },
});

/** The city page: the sixteen largest measures. */
const sixteen = Array.from({ length: 16 }, (_, at) => definitionOf(at + 1));
const page = sixteen.map((one) => one.code).join(',');

const indicatorsOver = (db: Kysely<LedgerTables>, ledger: Ledger): Indicators =>
  openIndicators({
    db,
    ledger,
    definitions: sixteen,
    coverages: [{ register: 'bench', from: '2000-01-01', to: null, list: { zh: '表', en: 'List' }, documentNumber: null }],
    regions: cities,
    ports: {
      dayOf: (at) => at.toISOString().slice(0, 10),
      now: async () => new Date(`${lastYear}-12-31T23:00:00Z`),
      settledBefore: async () => new Date(`${lastYear + 1}-01-01T00:00:00Z`),
      entriesNow: async () => null,
      firstDay: `${firstYear}-01-01`,
      nameOf: () => null,
      titlesOf: async () => new Map(),
      organizationNames: async () => new Map(),
      showsEntries: () => true,
      openTo: () => null,
      say: (words) => words,
    },
  });

/** A day of the last two months and an instant of the last: nearly all entries are there, and no two runs ask the same. */
const askedIn = (run: number): Asked => ({
  asOf: addDays(`${lastYear}-12-31`, -(((run + 100) * 17) % 60)),
  knownAt: new Date(Date.parse(`${lastYear}-12-31T00:00:00Z`) - (((run + 100) * 37) % 720) * 3_600_000 - run),
});

function casesOf(db: Kysely<LedgerTables>, ledger: Ledger, indicators: Indicators): Case[] {
  const flow = (q: Asked): Question => ({ measure: largest, regions, from: startOfYear(q.asOf), to: q.asOf, knownAt: q.knownAt });
  const stock = (q: Asked): Question => ({ measure: largestStock, regions, from: null, to: q.asOf, knownAt: q.knownAt });
  const months = (q: Asked): Question => ({ ...flow(q), from: `${Number(q.asOf.slice(0, 4)) - 2}-01-01` });
  const figure = (q: Asked, code: string, more: object) =>
    indicators.figures({ asOf: q.asOf, knownAt: q.knownAt.toISOString(), ...more }, visitor, code);
  const summed = (what: string, target: string, of: (q: Asked) => Question, by: Parameters<Ledger['sums']>[2]): Case => ({
    what,
    target,
    ask: (q) => ledger.sums(db, of(q), by),
    naive: (own, q) => ledger.sums(own, of(q), by),
  });
  return [
    summed('flow of a year', '50 / 300', flow, null),
    summed('flow of a year by region', '50 / 300', flow, 'region'),
    summed('stock by region', '50 / 300', stock, 'region'),
    summed('stock by kind', '50 / 300', stock, 'kind'),
    summed('stock by level', '50 / 300', stock, 'level'),
    summed('flow of a year by type', '300 / –', flow, { dimension: 'type' }),
    summed('stock by type', '300 / –', stock, { dimension: 'type' }),
    {
      what: '36 months of the flow',
      target: '–',
      ask: (q) => ledger.sums(db, months(q), null, 'month'),
      naive: (own, q) => ledger.sums(own, months(q), null, 'month'),
    },
    {
      what: 'page of 50 entries',
      target: '–',
      ask: (q) => ledger.entries(db, flow(q), 50, null),
      naive: (own, q) => ledger.entries(own, flow(q), 50, null),
    },
    { what: 'indicator: flow by region', target: '50 / 300', ask: (q) => figure(q, 'i1', { by: 'region' }) },
    { what: 'indicator: stock by kind', target: '50 / 300', ask: (q) => figure(q, 'i3', { by: 'kind' }) },
    { what: 'indicator: trend of 36 months', target: '–', ask: (q) => figure(q, 'i1', { every: 'month' }) },
    { what: 'city page: 16 indicators by region', target: '–', ask: (q) => figure(q, page, { by: 'region' }) },
    { what: 'the same city page asked again', target: '–', ask: () => figure(askedIn(0), page, { by: 'region' }) },
    {
      what: 'a fixed loop in the database, to compare machines and hours',
      target: '–',
      ask: () => sql`select sum(i) from generate_series(1, 200000) i`.execute(db),
    },
  ];
}

const withoutIndex = (db: Kysely<LedgerTables>, work: (own: Kysely<LedgerTables>) => Promise<unknown>): Promise<unknown> =>
  db.transaction().execute(async (tx) => {
    await sql`set local enable_indexscan = off`.execute(tx);
    await sql`set local enable_indexonlyscan = off`.execute(tx);
    await sql`set local enable_bitmapscan = off`.execute(tx);
    return work(tx);
  });

/** Fills the ledger with `rows` entries and prints how long figures take. */
export async function benchLedger(print: (line: string) => void, place: Place, rows: number): Promise<void> {
  const { db, close } = await openDatabase<LedgerTables>({ connection: place.app, schema, log: () => {} });
  try {
    const ledger = await openLedger(db, measures, { region: regions, kind: kinds, level: levels });
    const filled = await fillEntries(place.owner, rows);
    const [runs, few] = rows > 2_000_000 ? [30, 3] : [60, 7];
    print(
      `${rows.toLocaleString('en')} entries of ${measures.length} measures, 7 regions, 6 kinds, 3 levels, 5,000 organizations, ten years, 3 % late reversals; ` +
        `${filled.table} with indexes, the covering one ${filled.index}; filled and vacuumed in ${Math.round(filled.seconds)} s.`,
    );
    print(
      'Always the largest measure (23 % of all entries; the largest stock 8 %), as known at a past instant. Milliseconds; 5 runs before, not counted.',
    );
    print('');
    const told: (string | number)[][] = [];
    for (const one of casesOf(db, ledger, indicatorsOver(db, ledger))) {
      const own = spreadOf(await timed(runs, 5, (run) => one.ask(askedIn(run))));
      const naive = one.naive && spreadOf(await timed(few, 1, (run) => withoutIndex(db, (tx) => one.naive!(tx, askedIn(run)))));
      told.push([
        one.what,
        shown(own.p50),
        shown(own.p95),
        `${shown(own.least)}–${shown(own.most)}`,
        own.runs,
        one.target,
        naive ? `${shown(naive.p50)} (${shown(naive.least)}–${shown(naive.most)})` : '–',
      ]);
    }
    table(
      print,
      ['figure', 'p50', 'p95', 'min–max', 'runs', 'p95 must stay below, 1 M / 10 M', 'without the index, p50 (min–max)'],
      told,
    );
  } finally {
    await close();
  }
}
