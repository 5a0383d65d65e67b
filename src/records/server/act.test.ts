// `act` against a real database: one event, row and entries or nothing; versions, repeats, rights, races, numbers.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../platform/shared/actor.ts';
import { clock, visitor } from '../../platform/shared/actor.ts';
import { cloneDatabase } from '../../../test/harness/database.ts';
import { createPledges, openPledges, type PledgeTables } from './fixtures.ts';
import { transact } from './kernel.ts';
import { drainRecalculations, forgetRepeats, type KernelTables } from './index.ts';
import type { LedgerTables } from '../../ledger/server/index.ts';

type Tables = PledgeTables & KernelTables & LedgerTables;
let database: Awaited<ReturnType<typeof cloneDatabase<Tables>>>;
let house: Awaited<ReturnType<typeof openPledges>>;
const zhou: Actor = { ...visitor, account: '00000000-0000-7000-8000-000000000001', roles: ['bureauOfficer'] };
const li: Actor = { ...visitor, account: '00000000-0000-7000-8000-000000000002', roles: ['member'] };

beforeAll(async () => {
  database = await cloneDatabase<Tables>({ max: 12 });
  await database.ownerPool.query(createPledges);
  await database.ownerPool.query('grant select, insert, update, delete on pledges to public');
  house = await openPledges(database.db);
});
afterAll(() => database.drop());

const draft = (amount = '100.00', purpose = 'chairs') =>
  house.pledges.act('create', { actor: zhou, input: { amount, purpose, region: 'T-A', name: 'Wang' } });
const total = async (to = '2026-12-31', knownAt = new Date(Date.now() + 60_000)) => {
  const [sum] = await house.ledger.sums(database.db as never, {
    measure: 'pledged',
    from: null,
    to,
    knownAt,
    regions: ['T-A', 'T-B'],
  });
  return sum!.amount;
};

test('an act writes row, event and entries; voiding takes them back on the old day, except as known before', async () => {
  const before = await total();
  const made = await draft('250.00');
  expect(made.answer).toMatchObject({ kind: 'pledge', state: 'draft', version: 1, name: 'Wang', amount: '250.00' });
  const given = await house.pledges.act('give', { actor: zhou, id: made.row.id, input: { on: '2026-03-01' } });
  expect(given.row.number).toMatch(/^\d{4}-\d{4}$/);
  expect(Number(await total())).toBe(Number(before) + 250);
  expect(Number(await total('2026-02-28'))).toBe(Number(before));
  const known = new Date(given.event.recordedAt.getTime() + 1);
  await house.pledges.act('void', { actor: zhou, id: made.row.id, input: { reason: 'entered twice' } });
  expect(Number(await total())).toBe(Number(before));
  expect(Number(await total('2026-12-31', known))).toBe(Number(before) + 250);
  const { items } = await house.pledges.events(zhou, made.row.id, 25, undefined);
  expect(items.map((one) => one.action)).toEqual(['void', 'give', 'create']);
  expect(items[0]).toMatchObject({ before: 'given', state: 'voided', reason: 'entered twice', sealed: false });
});

test('who may not, sees not, or comes too late is refused and nothing is written', async () => {
  const { row } = await draft();
  await expect(house.pledges.act('give', { actor: li, id: row.id, input: { on: '2026-01-01' } })).rejects.toMatchObject({
    code: 'notAllowed',
    status: 403,
  });
  await expect(house.pledges.act('give', { actor: visitor, id: row.id, input: { on: '2026-01-01' } })).rejects.toMatchObject({
    status: 401,
  });
  await expect(house.pledges.act('void', { actor: zhou, id: row.id, input: { reason: 'x' } })).rejects.toMatchObject({
    code: 'action.notNow',
    status: 409,
  });
  await expect(house.pledges.act('edit', { actor: zhou, id: row.id, input: { amount: '1' }, version: 7 })).rejects.toMatchObject({
    code: 'record.stale',
    status: 412,
  });
  const elsewhere = { ...zhou, roles: ['districtOfficer'] as const, region: 'T-B' };
  await expect(house.pledges.one(elsewhere, row.id)).rejects.toMatchObject({ status: 404 });
  await expect(house.pledges.act('edit', { actor: elsewhere, id: row.id, input: {} })).rejects.toMatchObject({ status: 404 });
  await expect(
    house.pledges.act('create', {
      actor: { ...zhou, demo: true },
      input: { amount: '1', purpose: 'x', region: 'T-A', name: null },
    }),
  ).rejects.toMatchObject({ code: 'demo.looksOnly' });
  expect((await house.pledges.events(zhou, row.id, 25, undefined)).items).toHaveLength(1);
});

test('a repeated request gets the stored answer; the same key with another body is refused', async () => {
  const repeat = { route: '/pledges', key: 'once' };
  const input = { amount: '5.00', purpose: 'once', region: 'T-A', name: null };
  const [first, second] = await Promise.all([1, 2].map(() => house.pledges.act('create', { actor: zhou, input, repeat })));
  expect(second!.answer).toEqual(first!.answer);
  expect((await house.pledges.act('create', { actor: zhou, input, repeat })).answer).toEqual(first!.answer);
  await expect(house.pledges.act('create', { actor: zhou, input: { ...input, amount: '6.00' }, repeat })).rejects.toMatchObject({
    status: 422,
  });
  const page = await house.pledges.list(zhou, { limit: 200 });
  expect(page.items.filter((one) => one['purpose'] === 'once')).toHaveLength(1);
});

test('an answer stays stored when a later act leaves out the name that was never there, and goes when a name does', async () => {
  const repeat = { route: '/pledges', key: 'nameless' };
  const create = (name: string | null, key = 'nameless') =>
    house.pledges.act('create', {
      actor: zhou,
      input: { amount: '5.00', purpose: 'nameless', region: 'T-A', name },
      repeat: { ...repeat, key },
    });
  const edit = (id: string) => house.pledges.act('edit', { actor: zhou, id, input: { name: null, amount: '6.00' } });
  const [nameless, named] = [await create(null), await create('Sun Li', 'named')];
  await edit(nameless.row.id);
  await edit(named.row.id);
  expect((await create(null)).answer['id']).toBe(nameless.row.id);
  expect((await create('Sun Li', 'named')).answer['id']).not.toBe(named.row.id);
});

test('two rival decisions on one record never both succeed', async () => {
  for (let race = 0; race < 25; race++) {
    const { row } = await draft('10.00', 'race');
    await house.pledges.act('give', { actor: zhou, id: row.id, input: { on: '2026-01-01' } });
    const rivals = [
      house.pledges.act('end', { actor: zhou, id: row.id, input: { on: '2026-02-01', reason: 'a' } }),
      house.pledges.act('end', { actor: zhou, id: row.id, input: { on: '2026-02-02', reason: 'b' } }),
      house.pledges.act('end', { actor: clock, id: row.id, input: { on: '2026-02-03', reason: 'c' } }),
    ];
    const done = await Promise.allSettled(rivals);
    expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  }
});

test('two acts that wait for each other both get done: who has to give way is tried again', async () => {
  const [one, two] = [await draft('1.00', 'crossed'), await draft('2.00', 'crossed')];
  const touch = (id: string) => sql`update pledges set purpose = 'touched' where id = ${id}`;
  let tries = 0;
  const crossing = (mine: string, theirs: string) =>
    transact(database.db, async (tx) => {
      tries++;
      await touch(mine).execute(tx);
      await sleep(50);
      await touch(theirs).execute(tx);
    });
  await Promise.all([crossing(one.row.id, two.row.id), crossing(two.row.id, one.row.id)]);
  // Whoever begins anew may come before the other has woken, and give way once more.
  expect(tries).toBeGreaterThan(2);
});

test('an act that asks for a second connection is a fault, not a wait for ever', async () => {
  await expect(transact(database.db, () => database.db.selectFrom('pledges').selectAll().execute())).rejects.toThrow(
    'an act asks for a second connection',
  );
});

test('a visitor reads in which role something was done, and no name', async () => {
  await database.ownerPool.query(`insert into accounts (id, account, name, password_hash) values ($1, 'zhou', 'Zhou', 'none')`, [
    zhou.account,
  ]);
  const { row } = await draft();
  const [own] = (await house.pledges.events(zhou, row.id, 25, undefined)).items;
  const [seen] = (await house.pledges.events(visitor, row.id, 25, undefined)).items;
  expect([own?.actor, seen?.actor]).toEqual([
    { name: 'Zhou', role: 'bureauOfficer', for: null, handedTo: null },
    { name: null, role: 'bureauOfficer', for: null, handedTo: null },
  ]);
});

test('numbers have no gap and no double under concurrent acts with failures', async () => {
  const drafts = await Promise.all(Array.from({ length: 30 }, () => draft('1.00', 'numbered')));
  const results = await Promise.allSettled(
    drafts.map(({ row }, i) =>
      house.pledges.act('give', { actor: zhou, id: row.id, input: { on: i % 5 === 0 ? 'not a day' : '2026-05-01' } as never }),
    ),
  );
  const numbers = results
    .flatMap((one) => (one.status === 'fulfilled' ? [Number(one.value.row.number!.slice(5))] : []))
    .sort((a, b) => a - b);
  expect(numbers).toHaveLength(24);
  expect(numbers.at(-1)! - numbers[0]!).toBe(23);
});

test('a record that cannot be recalculated stays queued and holds up no other', async () => {
  const { row, event } = await draft('3.00', 'queued');
  const nobody = '00000000-0000-4000-8000-000000000000';
  for (const record of [nobody, row.id])
    await database.pool.query(`insert into recalculations values ('pledge', $1, $2)`, [record, event.id]);
  await expect(drainRecalculations(house.kernel)).rejects.toThrow('1 records could not be recalculated');
  const { items } = await house.pledges.events(zhou, row.id, 25, undefined);
  expect(items.map((one) => one.action)).toEqual(['recalculate', 'create']);
  const { rows } = await database.pool.query<{ record: string }>('delete from recalculations returning record');
  expect(rows.map((one) => one.record)).toEqual([nobody]);
});

test('a stored answer is kept for seven days', async () => {
  const repeat = { route: '/pledges', key: 'old' };
  const create = (key: string) =>
    house.pledges.act('create', {
      actor: zhou,
      input: { amount: '1.00', purpose: 'kept', region: 'T-A', name: null },
      repeat: { ...repeat, key },
    });
  const [old, fresh] = [await create('old'), await create('fresh')];
  await database.ownerPool.query(`update repeats set at = at - interval '169 hours' where key = 'old'`);
  await forgetRepeats(house.kernel);
  expect((await create('fresh')).answer).toEqual(fresh.answer);
  expect((await create('old')).answer['id']).not.toBe(old.row.id);
});

test('the app itself may not change or remove an event, nor a module its state', async () => {
  await expect(database.pool.query('update events set action = action')).rejects.toThrow(/permission denied/);
  await expect(database.pool.query('delete from entries')).rejects.toThrow(/permission denied/);
});
