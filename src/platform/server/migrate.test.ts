// Migrations: order, history, rights, and processes that start at the same moment.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/harness/database.ts';
import { start } from '../../../test/faults/run.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase<unknown>;
let folder: string;
let cities = 0;
let schema: string;
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const run = () => migrate({ admin: database.admin, schema, folder, log: () => {} });

async function ask(text: string, login: pg.ClientConfig = database.admin) {
  const client = new pg.Client(login);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  const { rows } = await database.ownerPool.query(`select rolname as name from pg_roles where rolname like 'touyan_migrating_%'`);
  for (const { name } of rows) await ask(`drop owned by ${name} cascade; drop role ${name}`);
  await database.drop();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touyan-migrations-'));
  schema = `touyan_migrating_${process.pid}_${++cities}`;
  write('0001_first.sql', 'create table events (id int); create table notes (id int generated always as identity, text text);');
  return () => rmSync(folder, { recursive: true });
});

test('files are applied in order, once, and the rights follow', async () => {
  write('0002_second.sql', 'insert into notes (text) values ($$from 2$$);');
  const first = await run();
  expect(first.applied).toEqual(['0001_first.sql', '0002_second.sql']);
  expect(first.separated).toBe(true);
  write('0003_third.sql', 'create table later (id int); insert into notes (text) select $$from 3$$;');
  const second = await run();
  expect(second.applied).toEqual(['0003_third.sql']);
  await ask(
    `insert into events values (1); insert into later values (1); update later set id = 2; insert into notes (text) values ('app')`,
    second.app,
  );
  await expect(ask('update events set id = 2', second.app)).rejects.toThrow('permission denied');
  expect(await ask('select text from notes order by id', second.app)).toEqual([
    { text: 'from 2' },
    { text: 'from 3' },
    { text: 'app' },
  ]);
  expect((await run()).applied).toEqual([]);
});

test('a migration that fails is undone whole, names its line, and those before it stay', async () => {
  write('0002_broken.sql', 'create table half (id int);\n\ninsert into missing values (1);');
  await expect(run()).rejects.toThrow(
    'Migration 0002_broken.sql failed, line 3, and nothing of it was done: relation "missing" does not exist',
  );
  expect(await ask(`select name from ${schema}.migrations`)).toEqual([{ name: '0001_first.sql' }]);
  expect(await ask(`select 1 from pg_tables where schemaname = '${schema}' and tablename = 'half'`)).toEqual([]);
  write('0002_broken.sql', 'create table half (id int);');
  expect((await run()).applied).toEqual(['0002_broken.sql']);
});

test('an applied file that was changed, is gone, or is overtaken by an earlier one is refused', async () => {
  write('0003_third.sql', 'create table third (id int)');
  await run();
  write('0003_third.sql', 'create table third (id bigint)');
  await expect(run()).rejects.toThrow('Migration 0003_third.sql was changed after it had been applied');
  rmSync(join(folder, '0003_third.sql'));
  await expect(run()).rejects.toThrow('which this version of Touyan does not know');
  write('0003_third.sql', 'create table third (id int)\r\n'.replace('\r\n', ''));
  write('0002_second.sql', 'create table second (id int)');
  await expect(run()).rejects.toThrow('Migration 0002_second.sql comes before 0003_third.sql');
});

test('processes that start at the same moment migrate once', async () => {
  write('0002_slow.sql', 'select pg_sleep(0.3); create table slow (id int);');
  const processes = [1, 2, 3].map(() => start('migrate', JSON.stringify(database.admin), schema, folder));
  const applied = await Promise.all(processes.map(({ ready }) => ready));
  expect(await Promise.all(processes.map(({ exit }) => exit))).toEqual([0, 0, 0]);
  expect(applied.toSorted()).toEqual(['["0001_first.sql","0002_slow.sql"]', '[]', '[]']);
});

test('many cities may be migrated at once, and a failing one stops no other', async () => {
  write('0002_second.sql', `do $$ begin if current_schema() like '%_bad' then raise 'no'; end if; end $$`);
  const names = ['a', 'b', 'bad', 'c'].map((name) => `${schema}_${name}`);
  const all = await Promise.allSettled(
    names.map((name) => migrate({ admin: database.admin, schema: name, folder, log: () => {} })),
  );
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});

test('a login that may create no roles does everything itself, and is told so', async () => {
  const name = `touyan_migrating_${process.pid}_plain`;
  const plain = { ...database.admin, user: name, password: 'plain' };
  await ask(`create role ${name} login password 'plain'; grant create on database ${database.name} to ${name}`);
  const said: string[] = [];
  const migrated = await migrate({ admin: plain, schema, folder, log: (sentence) => said.push(sentence) });
  expect(migrated.separated).toBe(false);
  expect(said[0]).toContain(`login ${name} cannot set up logins of its own`);
  expect(await ask(`insert into events values (1) returning current_schema() as schema`, migrated.app)).toEqual([{ schema }]);
  expect((await migrate({ admin: plain, schema, folder, log: () => {} })).applied).toEqual([]);
});

test('a login that may not even create the schema is told which right it lacks', async () => {
  const name = `touyan_migrating_${process.pid}_poor`;
  await ask(`create role ${name} login password 'poor'`);
  const poor = migrate({ admin: { ...database.admin, user: name, password: 'poor' }, schema, folder, log: () => {} });
  await expect(poor).rejects.toThrow(`may not create the schema ${schema}`);
});

test('a login that may create roles but is no superuser gives the app a login of its own', async () => {
  const name = `touyan_migrating_${process.pid}_maker`;
  await ask(`create role ${name} login createrole password 'maker'; grant create on database ${database.name} to ${name}`);
  const maker = { ...database.admin, user: name, password: 'maker' };
  const migrated = await migrate({ admin: maker, schema, folder, log: () => {} });
  expect(migrated.separated).toBe(true);
  expect(migrated.app.user).toBe(`${schema}_app`);
  await expect(ask('delete from events', migrated.app)).rejects.toThrow('permission denied');
  expect((await migrate({ admin: maker, schema, folder, log: () => {} })).separated).toBe(true);
});
