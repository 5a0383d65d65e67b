// What is asked of the events of a batch every few seconds, after nearly all of them came in one: no plan may read them all, whatever the statistics say.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/harness/database.ts';
import type { LedgerTables } from '../../ledger/server/index.ts';
import { createPledges, openPledges, type PledgeTables } from './fixtures.ts';
import { type Kernel, type KernelTables, seal } from './index.ts';

type Tables = PledgeTables & KernelTables & LedgerTables;
const count = 20_000;
let database: TestDatabase<Tables>;
let kernel: Kernel;

beforeAll(async () => {
  database = await cloneDatabase<Tables>({ max: 1 });
  await database.ownerPool.query(createPledges);
  await database.ownerPool.query('grant select, insert, update, delete on pledges to public');
  ({ kernel } = await openPledges(database.db));
  const record = '0198c0de-0000-7000-8000-000000000001';
  await database.ownerPool.query(
    `insert into events (id, batch, kind, record, version, action, recorded_at, body)
      select gen_random_uuid(), (select max(n) from batches), 'pledge', $1, at, 'give', now(), repeat(md5(at::text), 20) from generate_series(1, ${count}) at`,
    [record],
  );
  await seal(kernel);
  await database.ownerPool.query('vacuum analyze events');
});
afterAll(() => database?.drop());

/** How often the events were read: rows one after the other, without an index; and by an index. Told at once by the one connection. */
async function readings(): Promise<{ whole: number; byIndex: number }> {
  await sql`select pg_stat_force_next_flush()`.execute(database.db);
  const { rows } = await database.ownerPool.query<{ whole: number; byIndex: number }>(
    `select seq_tup_read::int as whole, idx_scan::int as "byIndex" from pg_stat_user_tables
      where relname = 'events' and schemaname = current_schema()`,
  );
  return rows[0]!;
}

test('closing a batch, and finding that there is none to close, reads no events but its own', async () => {
  const before = await readings();
  for (let n = 0; n < 3; n++) await seal(kernel);
  await seal(kernel, true);
  const after = await readings();
  expect(after.byIndex).toBeGreaterThan(before.byIndex);
  expect(after.whole).toBe(before.whole);
});
