// `verify`: recomputes everything from the sealed texts and names each row that was changed, removed or inserted behind the platform's back.
import { type Kysely, sql } from 'kysely';
import type { Body } from '../body.ts';
import { canonical } from '../canonical.ts';
import { parted, whole } from '../withheldValues.ts';
import { saltedDigest } from './hash.ts';
import type { Kernel, KernelDb } from './kernel.ts';
import { type Finding, type KeptHead, verifyBatches, verifyHead } from './verify-batches.ts';
import { type Holding, verifyWithheldDigests, verifyWithheldRows } from './verify-withheld.ts';
import { digestOf, heldOf, type HeldValue, restored } from './withheldValues.ts';

export type { Finding, KeptHead } from './verify-batches.ts';

export type Verified = { events: number; batches: number; records: number; findings: Finding[] };

const page = 2000;

/**
 * Reads the whole city in one repeatable-read transaction; memory stays at a page of rows, or a batch. With a head that was kept
 * outside it also finds a chain that was computed anew.
 */
export async function verify(kernel: Kernel, kept: KeptHead | null = null): Promise<Verified> {
  return kernel.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const findings: Finding[] = [];
      const batches = await verifyBatches(kernel, tx, findings);
      if (kept) await verifyHead(kernel, tx, kept, findings);
      const wrong = await verifyWithheldRows(kernel, tx, findings);
      const events = await verifyEvents(kernel, tx, wrong, findings);
      await verifyVersions(tx, findings);
      await verifyStrayEntries(tx, findings);
      let records = 0;
      for (const kind of kernel.kinds.values()) records += await verifyRecords(kernel, tx, kind, findings);
      await verifyStrayPersonal(tx, findings);
      return { events, batches, records, findings };
    });
}

/** Compares each event's columns and entries with its text. */
async function verifyEvents(
  kernel: Pick<Kernel, 'city'>,
  tx: Kysely<KernelDb>,
  wrong: ReadonlySet<string>,
  findings: Finding[],
): Promise<number> {
  let count = 0;
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await sql<StoredEvent>`
      select e.*, coalesce((select json_agg(json_build_array(m.code, n.amount::text, n.effective_on, r.code, k.code, l.code, n.organization, n.dimensions, n.record, n.recorded_at = e.recorded_at) order by n.position)
        from entries n join codes m on m.id = n.measure join codes r on r.id = n.region join codes k on k.id = n.kind join codes l on l.id = n.level where n.event = e.id), '[]') as entries
      from events e where e.id > ${last} order by e.id limit ${page}`.execute(tx);
    if (rows.length === 0) return count;
    const holding: Holding[] = [];
    for (const row of rows) {
      count++;
      const body = readBody(row.body);
      if (body?.withheld) holding.push({ record: row.record, version: row.version, withheld: body.withheld });
      if (!body) findings.push({ table: 'events', row: row.id, what: 'changed', detail: 'the text is no event' });
      else findings.push(...compareEvent(row, body));
    }
    await verifyWithheldDigests(kernel, tx, holding, wrong, findings);
    last = rows.at(-1)!.id;
  }
}

type StoredEvent = {
  id: string;
  batch: number;
  kind: string;
  record: string;
  version: number;
  action: string;
  actor: string | null;
  acted_for: string | null;
  recorded_at: Date;
  body: string;
  entries: StoredEntry[];
};
type StoredEntry = [string, string, string, string, string, string, string | null, Record<string, string>, string, boolean];
const readBody = (text: string): Body | null => {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return null;
  }
};

function* compareEvent(row: StoredEvent, body: Body): Iterable<Finding> {
  const columns = {
    id: row.id,
    batch: row.batch,
    kind: row.kind,
    record: row.record,
    version: row.version,
    action: row.action,
    actor: row.actor,
    actedFor: row.acted_for,
    at: row.recorded_at.toISOString(),
  };
  const said = {
    id: body.id,
    batch: body.batch,
    kind: body.kind,
    record: body.record,
    version: body.version,
    action: body.action,
    actor: body.actor?.account ?? null,
    actedFor: body.actor?.for ?? null,
    at: body.at,
  };
  if (canonical(columns) !== canonical(said) || canonical(body) !== row.body)
    yield { table: 'events', row: row.id, what: 'changed', detail: 'columns and sealed text differ' };
  const asked = (body.entries ?? []).map((one) => [
    one.measure,
    one.amount,
    one.on,
    one.region,
    one.kind,
    one.level,
    one.organization,
    one.dimensions,
    body.record,
    true,
  ]);
  const same = Math.min(asked.length, row.entries.length);
  for (let i = 0; i < same; i++)
    if (canonical(asked[i]) !== canonical(row.entries[i]))
      yield { table: 'entries', row: `${row.id}:${i}`, what: 'changed', detail: 'the entry is not the one in the event' };
  if (row.entries.length < asked.length)
    yield {
      table: 'entries',
      row: `${row.id}:${same}`,
      what: 'removed',
      detail: `${asked.length - row.entries.length} entries of the event are missing`,
    };
  if (row.entries.length > asked.length)
    yield {
      table: 'entries',
      row: `${row.id}:${same}`,
      what: 'inserted',
      detail: `${row.entries.length - asked.length} entries more than the event has`,
    };
}

/** Versions of each record run from 1 without a gap: a removed event of an open batch shows here. */
async function verifyVersions(tx: Kysely<KernelDb>, findings: Finding[]): Promise<void> {
  const { rows } = await sql<{ kind: string; record: string; versions: number; last: number }>`
    select kind, record, count(*)::int as versions, max(version) as last from events group by 1, 2 having count(*) <> max(version) or min(version) <> 1`.execute(
    tx,
  );
  for (const row of rows)
    findings.push({
      table: 'events',
      row: `${row.kind} ${row.record}`,
      what: 'removed',
      detail: `${row.last - row.versions} events of this record are missing`,
    });
}

async function verifyStrayEntries(tx: Kysely<KernelDb>, findings: Finding[]): Promise<void> {
  const { rows } = await sql<{
    event: string;
    position: number;
  }>`select event, position from entries n where not exists (select from events e where e.id = n.event)`.execute(tx);
  for (const row of rows)
    findings.push({ table: 'entries', row: `${row.event}:${row.position}`, what: 'inserted', detail: 'there is no such event' });
}

/** Each record row is what its last event says; there is a row for each, and no other. */
async function verifyRecords(
  kernel: Kernel,
  tx: Kysely<KernelDb>,
  { name: kind, table }: { name: string; table: string },
  findings: Finding[],
): Promise<number> {
  const added = await defaultsOf(tx, table);
  let last = '00000000-0000-0000-0000-000000000000';
  let count = 0;
  for (;;) {
    const { rows } = await sql<{ id: string; body: string | null; row: Record<string, unknown> | null }>`
      select coalesce(t.id, e.record) as id, e.body, to_jsonb(t) as row
      from (select * from ${sql.table(table)} where id > ${last} order by id limit ${page}) t
      full join (select distinct on (record) record, body from events where kind = ${kind} and record > ${last}
        and record <= coalesce((select max(id::text)::uuid from (select id from ${sql.table(table)} where id > ${last} order by id limit ${page}) s), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
        order by record, version desc) e on e.record = t.id
      order by 1`.execute(tx);
    if (rows.length === 0) return count;
    await verifyPersonal(kernel, tx, rows, findings);
    const withheld = await heldOf(
      tx,
      rows.flatMap(({ id, body }) => (body?.includes('"withheld":') ? [id] : [])),
    );
    for (const { id, body, row } of rows) {
      count++;
      if (!row) findings.push({ table, row: id, what: 'removed', detail: 'its events are there, the row is not' });
      else if (!body) findings.push({ table, row: id, what: 'inserted', detail: 'no event made it' });
      else if (!sameRow(row, sealedRow(kernel, row, body, withheld.get(id) ?? []), added))
        findings.push({ table, row: id, what: 'changed', detail: 'the row is not what its last event says' });
    }
    last = rows.at(-1)!.id;
  }
}

/** What an event says of its record. What is withheld and not as it was sealed is told of there, and taken from the row here. */
function sealedRow(
  kernel: Pick<Kernel, 'city'>,
  row: Record<string, unknown>,
  text: string,
  held: readonly HeldValue[],
): Record<string, unknown> {
  const body = readBody(text);
  if (body?.after === undefined) return {};
  const { row: said, missing } = restored(body, held, (one, digest) => digestOf(kernel, one) === digest);
  return whole(said, parted(row, missing).withheld);
}

/** What each column of a table holds in rows that were there before it: a migration may add columns to what is sealed. */
async function defaultsOf(tx: Kysely<KernelDb>, table: string): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ name: string; given: string | null }>`select column_name as name, column_default as given
    from information_schema.columns where table_schema = current_schema() and table_name = ${table}`.execute(tx);
  // As rows, not as arguments of one function, which takes a hundred at most.
  const given = rows.map(({ name, given: by }) => sql`(${name}::text, to_jsonb(${by === null ? sql`null::text` : sql.raw(by)}))`);
  const { rows: found } = await sql<{
    defaults: Record<string, unknown>;
  }>`select jsonb_object_agg(name, value) as defaults from (values ${sql.join(given)}) v (name, value)`.execute(tx);
  return found[0]?.defaults ?? {};
}

/**
 * A row as `to_jsonb` gives it and as the driver gave it to the event: numbers, decimals and instants are written differently. Columns
 * that were added since the event hold what they were added with; those that were dropped are gone from the row alone.
 */
function sameRow(row: Record<string, unknown>, after: Record<string, unknown>, added: Record<string, unknown>): boolean {
  const plain = (value: unknown): unknown => {
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value)) return new Date(value).toISOString();
    if (typeof value === 'string' && /^-?\d+\.\d*0$/.test(value)) return value.replace(/\.?0+$/, '');
    if (Array.isArray(value)) return value.map(plain);
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, plain(held)]));
    return value;
  };
  const sealed = Object.fromEntries(Object.keys(row).map((column) => [column, column in after ? after[column] : added[column]]));
  return canonical(plain(row)) === canonical(plain(sealed));
}

type Personal = { record: string; field: string; value: string; salt: string };

/** Personal values are those whose digests the record's last event holds. Erasing is an act: its event holds the digest no more. */
async function verifyPersonal(
  { city }: Pick<Kernel, 'city'>,
  tx: Kysely<KernelDb>,
  records: readonly { id: string; body: string | null }[],
  findings: Finding[],
): Promise<void> {
  const ids = records.map(({ id }) => id);
  const { rows } = await sql<Personal>`select * from personal_values where record = any(${ids}::uuid[])`.execute(tx);
  const held = new Map(rows.map((row) => [`${row.record} ${row.field}`, row]));
  for (const { id, body } of records) {
    for (const [field, digest] of Object.entries((body && readBody(body)?.personal) || {})) {
      const row = `${id} ${field}`;
      const value = held.get(row);
      held.delete(row);
      if (!value) findings.push({ table: 'personal_values', row, what: 'removed', detail: 'no event erased it' });
      else if (saltedDigest(city.algorithm, value.salt, field, value.value) !== digest)
        findings.push({
          table: 'personal_values',
          row,
          what: 'changed',
          detail: 'the value is not the one whose digest was sealed',
        });
    }
  }
  for (const row of held.keys())
    findings.push({ table: 'personal_values', row, what: 'inserted', detail: 'the last event of the record has no such value' });
}

async function verifyStrayPersonal(tx: Kysely<KernelDb>, findings: Finding[]): Promise<void> {
  const { rows } = await sql<{ record: string; field: string }>`
    select record, field from personal_values p where not exists (select from events e where e.record = p.record)`.execute(tx);
  for (const { record, field } of rows)
    findings.push({ table: 'personal_values', row: `${record} ${field}`, what: 'inserted', detail: 'there is no such record' });
}
