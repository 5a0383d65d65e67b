// Front door of the ledger: what a record has posted, writing differences (for `act`), sums and pages of entries as of a day, as known at an instant.
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Measure, Posted } from '../entry.ts';
import { fits } from '../entry.ts';
import { type Codes, makeCodes, openCodes } from './codes.ts';
import type { Domain, LedgerTables } from './tables.ts';

export type { LedgerTables } from './tables.ts';
type Reading = Kysely<LedgerTables> | Transaction<LedgerTables>;

/** What is asked of the ledger. Lists are alternatives; a code that was never used finds nothing. */
export type Question = {
  /** One measure, or several that are told apart by grouping. */
  measure: string | readonly string[];
  kinds?: readonly string[] | undefined;
  levels?: readonly string[] | undefined;
  regions?: readonly string[] | undefined;
  dimensions?: Record<string, readonly string[]> | undefined;
  /** First effective day, null for all before `to` (a stock). */
  from: string | null;
  to: string;
  /** Entries recorded before this instant. */
  knownAt: Date;
  /** Of these only those recorded at this instant or later: what was changed since something was published. */
  since?: Date | undefined;
};
export type Grouping = 'measure' | 'region' | 'kind' | 'level' | { dimension: string } | { column: 'record' | 'organization' };
/** `keys` are those of the groupings, in their order, and `key` the first; `on` is the first day of the period, empty without periods. */
export type Sum = { key: string; keys: readonly string[]; on: string; amount: string };
export type EntryRow = Posted & { event: string; position: number; record: string; recordedAt: Date };

export type Ledger = Awaited<ReturnType<typeof openLedger>>;

/** Opens the ledger over the measures of all modules; an entry of another measure, or with other dimensions, is refused as a fault. */
export async function openLedger(
  db: Kysely<LedgerTables>,
  measures: readonly Measure[],
  codes: Partial<Record<Domain, readonly string[]>> = {},
) {
  const book = await openCodes(db);
  const known = new Map(measures.map((one) => [one.code, one]));
  await book.ensure('measure', [...known.keys()]);
  for (const domain of ['region', 'kind', 'level'] as const) await book.ensure(domain, ['', ...(codes[domain] ?? [])]);

  const check = (one: Posted) => {
    const of = known.get(one.measure);
    if (!of) throw new Error(`measure ${one.measure} is not declared`);
    if (!fits(one, of)) throw new Error(`${one.amount} does not fit measure ${one.measure} (${of.scale} decimals)`);
  };

  /** The book in memory if it has these numbers, else as the connection sees it. */
  const bookFor = async (on: Reading, ids: readonly number[]): Promise<Codes> =>
    ids.every((id) => book.knows(id)) ? book : book.seenBy(on);
  /** The condition of a question, or null when nothing can match. A code that memory lacks may have been made by another process since. */
  const filterFor = async (on: Reading, q: Question) => filterOf(book, q) ?? filterOf(await book.seenBy(on), q);
  /** The book with the codes of these entries, made where they are new: in the transaction itself, for it must not wait for a second connection. */
  async function withCodes(tx: Transaction<LedgerTables>, entries: readonly Posted[]): Promise<Codes> {
    const fresh = (['region', 'kind', 'level'] as const).map((domain) => {
      const codes = new Set(entries.map((one) => one[domain]));
      return { domain, codes: [...codes].filter((code) => book.find(domain, code) === null) };
    });
    for (const { domain, codes: wanted } of fresh) await makeCodes(tx, domain, wanted);
    return fresh.some((one) => one.codes.length > 0) ? book.seenBy(tx) : book;
  }

  return {
    measures: known,
    /** All entries that a record has posted. */
    async posted(tx: Reading, record: string): Promise<Posted[]> {
      const rows = await tx.selectFrom('entries').selectAll().where('record', '=', record).execute();
      const seen = await bookFor(tx, rows.flatMap(idsOf));
      return rows.map((row) => toEntry(seen, row));
    },
    /** The same of many records, in one statement. */
    async postedOfMany(tx: Reading, records: readonly string[]): Promise<Map<string, Posted[]>> {
      const { rows } = await sql<Stored>`select * from entries where record = any(${[...records]}::uuid[])`.execute(tx);
      const seen = await bookFor(tx, rows.flatMap(idsOf));
      const byRecord = Map.groupBy(rows, (row) => row.record);
      return new Map([...byRecord].map(([record, own]) => [record, own.map((row) => toEntry(seen, row))]));
    },
    /** Writes entries of one event; part of `act`, which has put them into the event's body. */
    async write(
      tx: Transaction<LedgerTables>,
      of: readonly { event: string; record: string; recordedAt: Date; entries: readonly Posted[] }[],
    ) {
      const all = of.flatMap((act) => act.entries);
      for (const one of all) check(one);
      const seen = await withCodes(tx, all);
      const rows = of.flatMap((act) =>
        act.entries.map((one, position) => ({
          event: act.event,
          position,
          record: act.record,
          measure: idOf(seen, 'measure', one.measure),
          amount: one.amount,
          effective_on: one.on,
          recorded_at: act.recordedAt,
          region: idOf(seen, 'region', one.region),
          kind: idOf(seen, 'kind', one.kind),
          level: idOf(seen, 'level', one.level),
          organization: one.organization,
          dimensions: JSON.stringify(one.dimensions),
        })),
      );
      for (let at = 0; at < rows.length; at += 2000)
        await tx
          .insertInto('entries')
          .values(rows.slice(at, at + 2000))
          .execute();
    },
    /**
     * Sums, by one grouping or several and/or by period. Periods are grouped by day inside and by month or year outside (kernel §2); `on`
     * is the first day of the period. Without grouping one row with key ''.
     */
    async sums(
      tx: Reading,
      q: Question,
      by: Grouping | readonly Grouping[] | null = null,
      every: 'day' | 'month' | 'year' | null = null,
    ): Promise<Sum[]> {
      const groupings: readonly Grouping[] = by === null ? [] : isList(by) ? by : [by];
      const filter = await filterFor(tx, q);
      if (filter === null) return by === null && every === null ? [{ key: '', keys: [], on: '', amount: '0' }] : [];
      const columns = groupings.map((one, at) => sql`${columnOf(one)} as ${sql.ref(`key${at}`)}`);
      const days = every === null ? [] : [sql`effective_on as on_day`];
      const grouped = [...columns, ...days].map((_, at) => sql.raw(String(at + 1)));
      const inner = sql`select ${sql.join([...columns, ...days, sql`sum(amount) as amount`])} from entries where ${filter} ${
        grouped.length === 0 ? sql`` : sql`group by ${sql.join(grouped)}`
      }`;
      const { rows } = await (every === null ? sql<Row>`${inner}` : byPeriod(inner, groupings.length, every)).execute(tx);
      const found = rows.flatMap((row) =>
        groupings.flatMap((one, at) => (typeof one === 'string' ? Number(row[`key${at}`]) : [])),
      );
      const seen = await bookFor(tx, found);
      return rows.map((row) => {
        const keys = groupings.map((one, at) => {
          const key = row[`key${at}`];
          return typeof one === 'string' ? seen.code(one, Number(key)) : String(key);
        });
        return { key: keys[0] ?? '', keys, on: row.on ?? '', amount: row.amount ?? '0' };
      });
    },
    /** How many entries stand behind a sum. */
    async count(tx: Reading, q: Question): Promise<number> {
      const filter = await filterFor(tx, q);
      if (filter === null) return 0;
      const { rows } = await sql<{ count: string }>`select count(*) as count from entries where ${filter}`.execute(tx);
      return Number(rows[0]?.count ?? 0);
    },
    /** By region, when the first entry behind a sum was recorded. */
    async firstRecorded(tx: Reading, q: Question): Promise<Map<string, Date>> {
      const filter = await filterFor(tx, q);
      if (filter === null) return new Map();
      const { rows } = await sql<{
        region: number;
        first: Date;
      }>`select region, min(recorded_at) as first from entries where ${filter} group by 1`.execute(tx);
      const seen = await bookFor(
        tx,
        rows.map(({ region }) => region),
      );
      return new Map(rows.map(({ region, first }) => [seen.code('region', region), first]));
    },
    /** A page of the entries behind a sum, newest effective day first; `after` is the last entry of the page before. */
    async entries(
      tx: Reading,
      q: Question,
      limit: number,
      after: { on: string; event: string; position: number } | null,
    ): Promise<EntryRow[]> {
      const filter = await filterFor(tx, q);
      if (filter === null) return [];
      const beyond =
        after === null
          ? sql`true`
          : sql`(effective_on, event, position) < (${after.on}::date, ${after.event}::uuid, ${after.position}::smallint)`;
      const { rows } =
        await sql<Stored>`select * from entries where ${filter} and ${beyond} order by effective_on desc, event desc, position desc limit ${limit}`.execute(
          tx,
        );
      const seen = await bookFor(tx, rows.flatMap(idsOf));
      return rows.map((row) => ({
        ...toEntry(seen, row),
        event: row.event,
        position: row.position,
        record: row.record,
        recordedAt: row.recorded_at,
      }));
    },
  };
}

type Row = { [key: `key${number}`]: string | number } & { on?: string; amount: string | null };
const isList = (by: Grouping | readonly Grouping[]): by is readonly Grouping[] => Array.isArray(by);

function columnOf(by: Grouping) {
  if (typeof by === 'string') return sql.ref(by);
  return 'column' in by ? sql`coalesce(${sql.ref(by.column)}::text, '')` : sql`coalesce(dimensions->>${by.dimension}, '')`;
}

/** Sums by day gathered into periods. */
function byPeriod(days: RawBuilder<unknown>, keys: number, every: 'day' | 'month' | 'year') {
  const names = Array.from({ length: keys }, (_, at) => sql.ref(`key${at}`));
  const on = sql`to_char(date_trunc(${every}, on_day), 'YYYY-MM-DD')`;
  const numbers = [...names, on].map((_, at) => sql.raw(String(at + 1)));
  return sql<Row>`select ${sql.join([...names, sql`${on} as on`, sql`sum(amount) as amount`])} from (${days}) days group by ${sql.join(numbers)} order by ${sql.raw(String(keys + 1))}, 1`;
}

type Stored = {
  event: string;
  position: number;
  record: string;
  measure: number;
  amount: string;
  effective_on: string;
  recorded_at: Date;
  region: number;
  kind: number;
  level: number;
  organization: string | null;
  dimensions: Record<string, string>;
};

const idsOf = (row: Pick<Stored, 'measure' | 'region' | 'kind' | 'level'>) => [row.measure, row.region, row.kind, row.level];

const toEntry = (book: Codes, row: Stored): Posted => ({
  measure: book.code('measure', row.measure),
  amount: row.amount,
  on: row.effective_on,
  region: book.code('region', row.region),
  kind: book.code('kind', row.kind),
  level: book.code('level', row.level),
  organization: row.organization,
  dimensions: row.dimensions,
});

function idOf(book: Codes, domain: Domain, code: string): number {
  const id = book.find(domain, code);
  if (id === null) throw new Error(`${domain} ${code} has no number`);
  return id;
}

/** The condition of a question, or null when no code of a list was ever used: then nothing can match. */
function filterOf(book: Codes, q: Question) {
  const parts = [sql`effective_on <= ${q.to}::date`, sql`recorded_at < ${q.knownAt}`];
  const measures = [q.measure].flat().flatMap((one) => book.find('measure', one) ?? []);
  if (measures.length === 0) return null;
  // One measure by equality: then its days stand in the order of the index.
  parts.push(measures.length === 1 ? sql`measure = ${measures[0]}::smallint` : sql`measure = any(${measures}::smallint[])`);
  if (q.since !== undefined) parts.push(sql`recorded_at >= ${q.since}`);
  if (q.from !== null) parts.push(sql`effective_on >= ${q.from}::date`);
  for (const [domain, codes] of [
    ['region', q.regions],
    ['kind', q.kinds],
    ['level', q.levels],
  ] as const) {
    if (codes === undefined) continue;
    const ids = codes.map((code) => book.find(domain, code)).filter((id) => id !== null);
    if (ids.length === 0) return null;
    parts.push(sql`${sql.ref(domain)} = any(${ids}::smallint[])`);
  }
  for (const [name, values] of Object.entries(q.dimensions ?? {})) parts.push(sql`dimensions->>${name} = any(${values}::text[])`);
  return sql.join(parts, sql` and `);
}
