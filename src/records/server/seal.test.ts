// Sealing, settled answers, proofs and verify, under writers that go on meanwhile.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, visitor } from '../../platform/shared/actor.ts';
import { cloneDatabase } from '../../../test/harness/database.ts';
import { createPledges, openPledges, type PledgeTables } from './fixtures.ts';
import { type KernelTables, proofOf, seal, sealHeadOf, settledBefore, verify } from './index.ts';
import type { LedgerTables } from '../../ledger/server/index.ts';

type Tables = PledgeTables & KernelTables & LedgerTables;
const zhou: Actor = { ...visitor, account: '00000000-0000-7000-8000-000000000001', roles: ['bureauOfficer'] };

async function open(algorithm: 'sha256' | 'sm3' = 'sha256', max = 26) {
  const database = await cloneDatabase<Tables>({ max });
  await database.ownerPool.query(createPledges);
  await database.ownerPool.query('grant select, insert, update, delete on pledges to public');
  const house = await openPledges(database.db, { algorithm });
  const give = async (amount: string, name: string | null = null) => {
    const { row } = await house.pledges.act('create', { actor: zhou, input: { amount, purpose: 'p', region: 'T-A', name } });
    return house.pledges.act('give', { actor: zhou, id: row.id, input: { on: '2026-01-01' } });
  };
  return { database, ...house, give };
}

test('a settled answer never changes while 20 writers go on, and no event stays unsealed', async () => {
  const { database, kernel, ledger, give } = await open();
  const until = Date.now() + 3000;
  const writers = Array.from({ length: 20 }, async (_, i) => {
    for (let n = 0; Date.now() < until; n++) {
      const failing = n % 10 === 9;
      await give(failing ? 'wrong' : `${i + 1}.00`).catch(() => undefined);
      await sleep(Math.random() * 20);
    }
  });
  const read = async (knownAt: Date) =>
    (await ledger.sums(database.db as never, { measure: 'pledged', from: null, to: '2026-12-31', knownAt }))[0]!.amount;
  const readings: { knownAt: Date; amount: string }[] = [];
  while (Date.now() < until) {
    const knownAt = await seal(kernel);
    readings.push({ knownAt, amount: await read(knownAt) });
    await sleep(40);
  }
  await Promise.all(writers);
  await seal(kernel);
  expect(readings.length).toBeGreaterThan(2);
  for (const { knownAt, amount } of readings) expect(await read(knownAt)).toBe(amount);
  const { rows } = await database.pool.query(
    'select count(*)::int as n from events where batch not in (select batch from closings)',
  );
  expect(rows[0].n).toBe(0);
  expect((await verify(kernel)).findings).toEqual([]);
  await database.drop();
}, 60_000);

test('many sealers at once close each batch once', async () => {
  const { database, kernel, give } = await open();
  await Promise.all(Array.from({ length: 10 }, () => give('1.00')));
  await Promise.all(Array.from({ length: 6 }, () => seal(kernel)));
  await seal(kernel, true);
  const { rows } = await database.pool.query(
    'select count(*)::int as open from batches where n not in (select batch from closings)',
  );
  expect(rows[0].open).toBe(1);
  expect(await settledBefore(kernel)).toBeInstanceOf(Date);
  expect((await verify(kernel)).findings).toEqual([]);
  await database.drop();
});

describe('verify names each row touched behind the platform', () => {
  let house: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    house = await open();
    for (let i = 0; i < 6; i++) await house.give('10.00', 'Wang Fang');
    await seal(house.kernel);
    await house.give('11.00', 'Li Na');
  });
  afterAll(() => house.database.drop());

  const tampered: [string, string, { table: string; what: string }][] = [
    [
      'an event text changed',
      `update events set body = replace(body, '10.00', '99.00') where action = 'give' and id = (select min(id::text)::uuid from events where action = 'give')`,
      { table: 'events', what: 'changed' },
    ],
    [
      'an event column changed',
      `update events set action = 'other' where id = (select id from events limit 1)`,
      { table: 'events', what: 'changed' },
    ],
    [
      'an event removed',
      `delete from events where id = (select id from events where action = 'give' and batch = 1 limit 1)`,
      { table: 'events', what: 'removed' },
    ],
    [
      'the newest, unsealed event removed',
      `delete from events where id = (select id from events where action = 'give' order by id desc limit 1)`,
      { table: 'pledges', what: 'changed' },
    ],
    [
      'an event inserted',
      `insert into events select gen_random_uuid(), batch, kind, gen_random_uuid(), 1, action, actor, recorded_at, body from events limit 1`,
      { table: 'events', what: 'changed' },
    ],
    [
      'an entry changed',
      `update entries set amount = amount + 1 where ctid = (select ctid from entries limit 1)`,
      { table: 'entries', what: 'changed' },
    ],
    [
      'an entry back-dated',
      `update entries set effective_on = '2020-01-01' where ctid = (select ctid from entries limit 1)`,
      { table: 'entries', what: 'changed' },
    ],
    [
      'an entry removed',
      `delete from entries where ctid = (select ctid from entries limit 1)`,
      { table: 'entries', what: 'removed' },
    ],
    [
      'an entry inserted',
      `insert into entries select event, 99, record, measure, amount, effective_on, recorded_at, region, kind, level from entries limit 1`,
      { table: 'entries', what: 'inserted' },
    ],
    [
      'an entry without event',
      `insert into entries select gen_random_uuid(), 0, record, measure, amount, effective_on, recorded_at, region, kind, level from entries limit 1`,
      { table: 'entries', what: 'inserted' },
    ],
    [
      'a record changed',
      `update pledges set amount = 1 where id = (select id from pledges limit 1)`,
      { table: 'pledges', what: 'changed' },
    ],
    [
      'a record removed',
      `delete from pledges where id = (select id from pledges limit 1)`,
      { table: 'pledges', what: 'removed' },
    ],
    [
      'a record inserted',
      `insert into pledges select gen_random_uuid(), state, version, created, recorded_at, amount, purpose, region from pledges limit 1`,
      { table: 'pledges', what: 'inserted' },
    ],
    ['a closing changed', `update closings set root = '\\x00' where batch = 1`, { table: 'events', what: 'changed' }],
    ['a closing removed', `delete from closings where batch = 1`, { table: 'closings', what: 'removed' }],
    [
      'a personal value changed',
      `update personal_values set value = 'Zhao' where record = (select record from personal_values limit 1)`,
      { table: 'personal_values', what: 'changed' },
    ],
  ];
  test.each(tampered)('%s', async (_name, statement, expected) => {
    const client = await house.database.ownerPool.connect();
    try {
      const saved: string[] = ['events', 'entries', 'pledges', 'closings', 'personal_values'];
      await client.query(saved.map((table) => `create temp table saved_${table} as select * from ${table}`).join(';'));
      if (statement.includes('delete from closings')) await seal(house.kernel, true);
      await client.query(statement);
      const { findings } = await verify(house.kernel);
      expect(findings).toContainEqual(expect.objectContaining(expected));
      await client.query(
        saved
          .map((table) => `delete from ${table}; insert into ${table} select * from saved_${table}; drop table saved_${table}`)
          .join(';'),
      );
    } finally {
      client.release();
    }
  });

  test('erasing a person leaves every seal valid', async () => {
    await house.database.ownerPool.query(`delete from personal_values where value = 'Wang Fang'`);
    expect((await verify(house.kernel)).findings.filter((one) => one.table !== 'closings' && one.table !== 'batches')).toEqual(
      [],
    );
  });
});

describe.each(['sha256', 'sm3'] as const)('a proof by %s', (algorithm) => {
  test('is checked by the standalone script in an empty folder; one changed byte is seen', async () => {
    const { database, kernel, give } = await open(algorithm);
    const given = [];
    for (let i = 0; i < 5; i++) given.push(await give(`${i + 1}.00`));
    await seal(kernel);
    await give('7.00');
    await seal(kernel);
    const { row, event } = given[2]!;
    const proof = await proofOf(kernel, row.id, event.id);
    const folder = mkdtempSync(join(tmpdir(), 'touyan-proof-'));
    const script = join(folder, 'verify.mjs');
    copyFileSync(new URL('../../../public/verify.mjs', import.meta.url), script);
    const text = JSON.stringify(proof);
    writeFileSync(join(folder, 'proof.json'), text);
    writeFileSync(join(folder, 'head.json'), JSON.stringify(await sealHeadOf(kernel)));
    expect(execFileSync(process.execPath, ['verify.mjs', 'proof.json', 'head.json'], { cwd: folder, encoding: 'utf8' })).toMatch(
      /^VALID: pledge/,
    );
    const bodyAt = text.indexOf('given_on');
    for (const at of [bodyAt, text.indexOf('"path":[{"side"') + 30, text.indexOf('"previous":"') + 13]) {
      const other = text[at] === 'a' ? 'b' : 'a';
      writeFileSync(join(folder, 'changed.json'), text.slice(0, at) + other + text.slice(at + 1));
      const run = spawnSync(process.execPath, ['verify.mjs', 'changed.json', 'head.json'], { cwd: folder, encoding: 'utf8' });
      expect(run.status).toBe(1);
      expect(run.stdout.trim().split('\n')).toHaveLength(1);
    }
    expect(
      readFileSync(script, 'utf8')
        .match(/from '([^']+)'/g)!
        .every((one) => one.includes("'node:")),
    ).toBe(true);
    rmSync(folder, { recursive: true });
    await database.drop();
  });
});
