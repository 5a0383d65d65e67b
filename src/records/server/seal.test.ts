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
import { refuseWithheldIn } from './withheldValues.ts';

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
}, 300_000);

test('columns that a later version adds or drops change nothing of what was sealed', async () => {
  const { database, kernel, give } = await open();
  const { row } = await give('5.00', 'Qian');
  await seal(kernel);
  await database.ownerPool.query(
    `alter table pledges add column note text, add column kinds jsonb not null default '["a"]', add column rank int default 2 + 1, drop column purpose`,
  );
  expect((await verify(kernel)).findings).toEqual([]);
  await database.ownerPool.query(`update pledges set rank = 4 where id = $1`, [row.id]);
  expect((await verify(kernel)).findings).toEqual([expect.objectContaining({ table: 'pledges', row: row.id, what: 'changed' })]);
  await database.drop();
});

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
    for (let i = 0; i < 3; i++) await house.give('12.00', null);
    await seal(house.kernel);
    await house.give('11.00', 'Li Na');
    // Withheld from its second version on, said anew in the third, and standing in the fourth.
    const { row } = await house.give('14.00');
    for (const input of [{ remark: 'doubtful' }, { remark: 'sound' }, { amount: '15.00' }])
      await house.pledges.act('edit', { actor: zhou, id: row.id, input });
  });
  afterAll(() => house.database.drop());

  const some = `(select id from events where action = 'give' and batch = 1 order by id limit 1)`;
  const newest = `(select id from events order by id desc limit 1)`;
  const entry = `(select ctid from entries order by event limit 1)`;
  const pledge = `(select id from pledges order by id limit 1)`;
  const heldName = `record || ' ' || field || ' ' || version as row`;
  /** What is done, and the statement that does it: it returns the name of the row that `verify` must give. */
  const tampered: [what: string, table: string, how: 'changed' | 'removed' | 'inserted', statement: string][] = [
    [
      'the text of a sealed event changed, its copies too',
      'events',
      'changed',
      `with e as (update events set body = replace(body, '10.00', '99.00') where id = ${some} returning id, record),
         n as (update entries set amount = 99 where event = (select id from e)),
         p as (update pledges set amount = 99 where id = (select record from e)) select id as row from e`,
    ],
    ['an event column changed', 'events', 'changed', `update events set action = 'other' where id = ${some} returning id as row`],
    [
      'a sealed event moved to another batch',
      'events',
      'removed',
      `update events set batch = 2 where id = ${some} returning id as row`,
    ],
    ['a sealed event removed', 'events', 'removed', `delete from events where id = ${some} returning id as row`],
    [
      'a record removed with all that was sealed of it',
      'events',
      'removed',
      `with p as (delete from pledges where id = ${pledge} returning id), n as (delete from entries where record = (select id from p)),
         v as (delete from personal_values where record = (select id from p)),
         e as (delete from events where record = (select id from p) returning id) select id as row from e limit 1`,
    ],
    [
      'the newest, unsealed event removed',
      'pledges',
      'changed',
      `delete from events where id = ${newest} returning record as row`,
    ],
    [
      'an event put into a sealed batch',
      'events',
      'inserted',
      `insert into events select gen_random_uuid(), 1, kind, gen_random_uuid(), 1, action, actor, recorded_at, body from events limit 1 returning id as row`,
    ],
    [
      'an entry changed',
      'entries',
      'changed',
      `update entries set amount = amount + 1 where ctid = ${entry} returning event || ':' || position as row`,
    ],
    [
      'an entry back-dated',
      'entries',
      'changed',
      `update entries set effective_on = '2020-01-01' where ctid = ${entry} returning event || ':' || position as row`,
    ],
    [
      'an entry removed',
      'entries',
      'removed',
      `delete from entries where ctid = ${entry} returning event || ':' || position as row`,
    ],
    [
      'an entry inserted',
      'entries',
      'inserted',
      `insert into entries select event, 1, record, measure, amount, effective_on, recorded_at, region, kind, level from entries
         where ctid = ${entry} returning event || ':' || position as row`,
    ],
    [
      'an entry without event',
      'entries',
      'inserted',
      `insert into entries select gen_random_uuid(), 0, record, measure, amount, effective_on, recorded_at, region, kind, level
         from entries limit 1 returning event || ':' || position as row`,
    ],
    ['a record changed', 'pledges', 'changed', `update pledges set amount = 1 where id = ${pledge} returning id as row`],
    ['a record removed', 'pledges', 'removed', `delete from pledges where id = ${pledge} returning id as row`],
    [
      'a record inserted',
      'pledges',
      'inserted',
      `insert into pledges select gen_random_uuid(), state, version, created, recorded_at, amount, purpose, region from pledges limit 1 returning id as row`,
    ],
    ['a root changed', 'closings', 'changed', `update closings set root = '\\x00' where batch = 1 returning 'batch 1' as row`],
    [
      'the instant of a closing changed',
      'closings',
      'changed',
      `update closings set closed_at = closed_at + interval '1 day' where batch = 1 returning 'batch 1' as row`,
    ],
    [
      'the opening of a batch changed, from which answers are settled',
      'closings',
      'changed',
      `update batches set opened_at = opened_at - interval '1 day' where n = 1 returning 'batch 1' as row`,
    ],
    [
      'a leaf changed with its event',
      'closings',
      'changed',
      `update closings set leaves = overlay(leaves placing '\\x0000' from 30) where batch = 2 returning 'batch 2' as row`,
    ],
    ['a link changed', 'closings', 'changed', `update closings set chain = '\\x00' where batch = 2 returning 'batch 2' as row`],
    ['a closing removed', 'closings', 'removed', `delete from closings where batch = 1 returning 'batch 1' as row`],
    [
      'a personal value changed',
      'personal_values',
      'changed',
      `update personal_values set value = 'Zhao' where record = ${pledge} returning record || ' ' || field as row`,
    ],
    [
      'a personal value removed',
      'personal_values',
      'removed',
      `delete from personal_values where record = ${pledge} returning record || ' ' || field as row`,
    ],
    [
      'a personal value inserted',
      'personal_values',
      'inserted',
      `insert into personal_values select record, 'phone', value, salt from personal_values where record = ${pledge} returning record || ' ' || field as row`,
    ],
    [
      'a personal value of no record',
      'personal_values',
      'inserted',
      `insert into personal_values values (gen_random_uuid(), 'name', 'Zhao', 'ab') returning record || ' ' || field as row`,
    ],
    [
      'a withheld value changed',
      'withheld_values',
      'changed',
      `update withheld_values set value = '"good"' where version = 4 returning ${heldName}`,
    ],
    [
      'one of an earlier version changed',
      'withheld_values',
      'changed',
      `update withheld_values set value = '"good"' where version = 3 returning ${heldName}`,
    ],
    [
      'a withheld value removed',
      'withheld_values',
      'removed',
      `delete from withheld_values where version = 4 returning ${heldName}`,
    ],
    [
      'a withheld value inserted',
      'withheld_values',
      'inserted',
      `insert into withheld_values select record, 2, field, value, salt from withheld_values where version = 3 returning ${heldName}`,
    ],
    [
      'a withheld value of no record',
      'withheld_values',
      'inserted',
      `insert into withheld_values values (gen_random_uuid(), 1, 'remark', '"good"', 'ab') returning ${heldName}`,
    ],
    [
      'the column itself of what is withheld changed',
      'pledges',
      'changed',
      `update pledges set remark = 'good' where remark = 'sound' returning id as row`,
    ],
  ];
  const saved = ['events', 'entries', 'pledges', 'closings', 'personal_values', 'withheld_values'];
  test.each(tampered)('%s', async (_what, table, what, statement) => {
    const client = await house.database.ownerPool.connect();
    try {
      for (const one of [...saved, 'batches']) await client.query(`create temp table saved_${one} as select * from ${one}`);
      const { rows } = await client.query<{ row: string }>(statement);
      const { findings } = await verify(house.kernel);
      expect(findings).toContainEqual(expect.objectContaining({ table, row: rows[0]?.row, what }));
      for (const one of saved) await client.query(`delete from ${one}; insert into ${one} select * from saved_${one}`);
      await client.query('update batches b set opened_at = s.opened_at from saved_batches s where s.n = b.n');
      for (const one of [...saved, 'batches']) await client.query(`drop table saved_${one}`);
    } finally {
      client.release();
    }
    expect((await verify(house.kernel)).findings).toEqual([]);
  });

  test('a chain computed anew is sound by itself, and told by a head that was kept', async () => {
    const kept = await sealHeadOf(house.kernel);
    expect((await verify(house.kernel, kept)).findings).toEqual([]);
    const other = { ...kept, chain: kept.chain.replace(/^../, (pair) => (pair === '00' ? '01' : '00')) };
    const found = async (head: typeof kept) =>
      (await verify(house.kernel, head)).findings.map(({ row, what }) => `${row} ${what}`);
    expect(await found(other)).toEqual([`batch ${kept.batch} changed`]);
    expect(await found({ ...kept, batch: kept.batch + 5 })).toEqual([`batch ${kept.batch + 5} removed`]);
    expect(await found({ ...kept, city: 'elsewhere' })).toEqual([`batch ${kept.batch} changed`]);
  });

  test('erasing a person leaves every seal valid', async () => {
    const { row } = await house.give('13.00', 'Sun Li');
    await seal(house.kernel);
    await house.pledges.act('edit', { actor: zhou, id: row.id, input: { name: null } });
    await seal(house.kernel);
    const left = await house.database.pool.query('select from personal_values where record = $1', [row.id]);
    expect(left.rowCount).toBe(0);
    expect((await verify(house.kernel)).findings).toEqual([]);
  });
});

test('what is withheld stands in no text, and is told to those who read it', async () => {
  const { database, kernel, pledges, give } = await open();
  const { row } = await give('5.00');
  const edit = (input: { remark?: string | null; amount?: string }) => pledges.act('edit', { actor: zhou, id: row.id, input });
  const of = kernel.kinds.get('pledge')!;
  const { withheld } = of;
  // As it was before anything was withheld.
  of.withheld = null;
  await edit({ remark: 'between us' });
  of.withheld = withheld;
  for (const input of [{ amount: '6.00' }, { remark: 'more' }, { remark: null }, { remark: 'more' }]) await edit(input);
  await seal(kernel);
  const { items } = await pledges.events(zhou, row.id, 50, undefined);
  const told = items.map((one) => one.withheld.map(({ text }) => text));
  expect(told.toReversed()).toEqual([[], [], ['between us'], [], ['more'], [], ['more']]);
  const district: Actor = { ...zhou, region: 'T-A' };
  const others = (await pledges.events(district, row.id, 50, undefined)).items.toReversed();
  expect(others.flatMap((one) => one.withheld)).toEqual([]);
  expect(others.map((one) => one.proofWithheld)).toEqual([false, false, true, false, false, false, false]);
  for (const one of others.filter(({ proofWithheld }) => !proofWithheld)) {
    const { body } = await proofOf(kernel, row.id, one.id);
    expect(body).not.toMatch(/between us|more/);
    expect(body).toMatch(/"remark":(null|"[0-9a-f]{64}")/);
  }
  const until = (version: number) => ({ record_kind: 'pledge', record: row.id, record_version: version });
  await refuseWithheldIn(kernel, until(2), district);
  await refuseWithheldIn(kernel, until(3), zhou);
  await expect(refuseWithheldIn(kernel, until(3), district)).rejects.toMatchObject({ code: 'proof.withheld' });
  // The same again keeps its salt: one row for a value until another one comes.
  const { rows } = await database.pool.query('select version, value from withheld_values order by version');
  expect(rows).toEqual([
    { version: 4, value: '"between us"' },
    { version: 5, value: '"more"' },
  ]);
  expect((await verify(kernel)).findings).toEqual([]);
  await database.drop();
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
    const early = await sealHeadOf(kernel);
    for (let i = 0; i < 5; i++) await seal(kernel, true);
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
    const run = (...files: string[]) => spawnSync(process.execPath, ['verify.mjs', ...files], { cwd: folder, encoding: 'utf8' });
    writeFileSync(join(folder, 'early.json'), JSON.stringify(early));
    expect(run('proof.json', 'early.json')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^NOT COMPARED: .*head=2 /),
    });
    writeFileSync(join(folder, 'again.json'), JSON.stringify(await proofOf(kernel, row.id, event.id, early.batch)));
    expect(run('again.json', 'early.json')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^VALID/) });

    const batchAt = text.indexOf('"batch":{');
    const places = [
      text.indexOf('given_on'),
      text.indexOf('"path":[{"side"') + 30,
      text.indexOf('"closedAt":"', batchAt) + 15,
      text.indexOf('"hash":"', batchAt) + 10,
      text.lastIndexOf('"chain":"') + 12,
    ];
    for (const at of places) {
      const other = text[at] === '1' ? '2' : '1';
      writeFileSync(join(folder, 'changed.json'), text.slice(0, at) + other + text.slice(at + 1));
      const { status, stdout } = run('changed.json', 'head.json');
      expect(status).toBe(1);
      expect(stdout.trim().split('\n')).toHaveLength(1);
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
