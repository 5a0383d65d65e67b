// Fills the ledger with invented entries by SQL, as many as asked: skewed measures, ten years, late reversals. Not through `act`, which would take hours.
import pg from 'pg';
import { measure, type Measure } from '../../src/ledger/entry.ts';

const count = 40;
/** Ranks of the measures that are stocks (sums of all days); the others are flows of a year. The largest of all is a flow. */
const stocks = [3, 4, 6, 7, 9, 10, 12, 13, 15, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40];
const codeOf = (rank: number): string => `m${String(rank).padStart(2, '0')}`;
/** Zipf: the largest has 23 % of all entries, the largest stock 8 %. */
const weights = Array.from({ length: count }, (_, at) => 1 / (at + 1));

export const measures: readonly Measure[] = weights.map((_, at) => measure(codeOf(at + 1), 'CNY', 2, ['type']));
export const isStock = (rank: number): boolean => stocks.includes(rank);
export const [largest, largestStock] = [codeOf(1), codeOf(3)];
export const regions: readonly string[] = ['B', 'B-1', 'B-2', 'B-3', 'B-4', 'B-5', 'B-6', 'B-7'];
export const kinds: readonly string[] = ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'];
export const levels: readonly string[] = ['l1', 'l2', 'l3'];
export const [firstYear, lastYear] = [2016, 2025];

/** Shares of the measures, added up: a random number falls into one of them. */
function steps(): string {
  const total = weights.reduce((sum, one) => sum + one, 0);
  let sum = 0;
  return `array[${weights
    .map((one) => (sum += one) / total)
    .slice(0, -1)
    .join(', ')}]::float8[]`;
}

const numbers = (domain: string, codes: readonly string[]): string =>
  `(select array_agg(id order by code) from codes where domain = '${domain}' and code in (${codes.map((code) => `'${code}'`).join(', ')}))`;

/**
 * Entries of one stretch of the ten years, in the order in which they were recorded. Each was recorded up to 20 days after its day; 3 % take back
 * an amount of up to four years earlier.
 */
const stretch = (from: number, to: number, rows: number): string => `
  with drawn as (
    select i, timestamptz '${firstYear}-01-01Z' + ((i - 1)::float8 / ${rows}) * interval '${(lastYear - firstYear + 1) * 365} days' as at,
      1 + width_bucket(random(), ${steps()}) as rank, random() as sort, random() as amount, random() as lag,
      1 + floor(random() * 7)::int as region, 1 + floor(random() * 6)::int as kind, 1 + floor(random() * 3)::int as level
    from generate_series(${from}, ${to}) i
  )
  insert into entries (event, position, record, measure, amount, effective_on, recorded_at, region, kind, level, organization, dimensions)
  select
    (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008000' || lpad(to_hex(i), 12, '0'))::uuid, 0,
    (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70009000' || lpad(to_hex(i / 2), 12, '0'))::uuid,
    m.ids[rank],
    case when rank = any('{${stocks.join(',')}}') then 1 else round((1000 + amount * 1000000)::numeric, 2) end * case when sort < 0.03 then -1 else 1 end,
    (at - case when sort < 0.03 then lag * interval '4 years' else lag * interval '20 days' end)::date,
    date_trunc('milliseconds', at), r.ids[region], k.ids[kind], l.ids[level],
    ('00000000-0000-7000-8000-' || lpad(to_hex(1 + (i::bigint * 7919) % 5000), 12, '0'))::uuid,
    jsonb_build_object('type', (array['development', 'transfer', 'licence', 'consulting', 'service'])[1 + floor(lag * 5)::int])
  from drawn, (select ${numbers(
    'measure',
    measures.map((one) => one.code),
  )} as ids) m, (select ${numbers('region', regions.slice(1))} as ids) r,
    (select ${numbers('kind', kinds)} as ids) k, (select ${numbers('level', levels)} as ids) l`;

export type Filled = { seconds: number; table: string; index: string };

/** Fills and vacuums; tells how long it took and how large table and covering index are. The codes must be there. */
export async function fillEntries(owner: pg.ClientConfig, rows: number): Promise<Filled> {
  const client = new pg.Client(owner);
  await client.connect();
  const begun = performance.now();
  try {
    await client.query('select setseed(0.5)');
    for (let from = 1; from <= rows; from += 500_000) await client.query(stretch(from, Math.min(rows, from + 499_999), rows));
    await client.query('vacuum analyze entries');
    const { rows: sizes } = await client.query<{ table: string; index: string }>(
      `select pg_size_pretty(pg_total_relation_size('entries')) as table, pg_size_pretty(pg_relation_size('entries_of_figures')) as index`,
    );
    return { seconds: (performance.now() - begun) / 1000, ...sizes[0]! };
  } finally {
    await client.end();
  }
}
