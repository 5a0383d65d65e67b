// Proofs of a batch of thousands of events: from its boughs they are the same as from all of its leaves, and `verify` tells boughs that are not.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/harness/database.ts';
import type { LedgerTables } from '../../ledger/server/index.ts';
import { createPledges, openPledges, type PledgeTables } from './fixtures.ts';
import { leafOf, pathOf, rootOf } from './hash.ts';
import { growBoughs, type Kernel, type KernelTables, proofOf, seal, verify } from './index.ts';

type Tables = PledgeTables & KernelTables & LedgerTables;
/** Two whole boughs and a part of a third. */
const count = 2500;
const record = '0198c0de-0000-7000-8000-000000000001';
let database: TestDatabase<Tables>;
let kernel: Kernel;
let events: { id: string; body: string }[];

beforeAll(async () => {
  database = await cloneDatabase<Tables>();
  await database.ownerPool.query(createPledges);
  await database.ownerPool.query('grant select, insert, update, delete on pledges to public');
  ({ kernel } = await openPledges(database.db, { algorithm: 'sm3' }));
  const made = `insert into events (id, batch, kind, record, version, action, recorded_at, body)
    select gen_random_uuid(), (select max(n) from batches), 'pledge', $1, at, 'give', now(), '{"salt":"' || at || '"}' from generate_series(1, ${count}) at`;
  await database.ownerPool.query(made, [record]);
  await seal(kernel);
  events = (await database.ownerPool.query('select id, body from events order by id')).rows;
});
afterAll(() => database?.drop());

const hex = (path: ReturnType<typeof pathOf>) => path.map(({ side, hash }) => ({ side, hash: hash.toString('hex') }));
/** The first and the last, those beside the edges of boughs, and one within each. */
const chosen = [0, 1, 500, 1023, 1024, 1025, 1700, 2047, 2048, 2400, count - 2, count - 1];
const proven = () => Promise.all(chosen.map(async (at) => (await proofOf(kernel, record, events[at]!.id)).path));

test('from its boughs, from all leaves where they were not kept, and from boughs that were grown later, a proof is one and the same', async () => {
  const leaves = events.map(({ body }) => leafOf('sm3', body));
  const whole = chosen.map((at) => hex(pathOf('sm3', leaves, at)));
  const { batch } = await proofOf(kernel, record, events[0]!.id.toUpperCase());
  expect(batch).toMatchObject({ events: count, root: rootOf('sm3', leaves).toString('hex') });
  const kept = async () => (await database.ownerPool.query('select * from boughs')).rows;
  const first = await kept();
  expect(first).toMatchObject([{ batch: batch.n, firsts: { length: 3 * 16 }, roots: { length: 3 * 32 } }]);
  expect(await proven()).toEqual(whole);
  await database.ownerPool.query('delete from boughs');
  expect(await proven()).toEqual(whole);
  await growBoughs(kernel);
  await growBoughs(kernel);
  expect(await kept()).toEqual(first);
  expect(await proven()).toEqual(whole);
});

test('verify tells boughs that are not those of their leaves', async () => {
  const ofBoughs = async () => (await verify(kernel)).findings.filter(({ table }) => table === 'boughs');
  expect(await ofBoughs()).toEqual([]);
  await database.ownerPool.query(`update boughs set roots = set_byte(roots, 40, get_byte(roots, 40) # 1)`);
  expect(await ofBoughs()).toEqual([expect.objectContaining({ what: 'changed' })]);
});
