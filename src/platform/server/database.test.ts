// The database as the app gets it: types, schema, what the app's role may and may not do.
import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { cloneDatabase, testSchema, type TestDatabase } from '../../../test/harness/database.ts';
import { connectionOf, openDatabase, schemaOf, unreachable, withSettings } from './database.ts';
import { insertOnly } from './migrate.ts';

type Settings = { settings: { name: string; value: string } };
let database: TestDatabase<Settings>;
beforeAll(async () => {
  database = await cloneDatabase<Settings>();
});
afterAll(() => database.drop());

test('days, big numbers and amounts come back as the text that they are, instants as dates', async () => {
  const { rows } =
    await database.pool.query(`select date '2026-03-01' as day, 9007199254740993::int8 as big, 0.10::numeric as amount,
    array[date '2026-03-01', null] as days, array[1.10::numeric] as amounts, array[]::int8[] as none, timestamptz '2026-03-01 08:00+08' as instant`);
  expect(rows[0]).toEqual({
    day: '2026-03-01',
    big: '9007199254740993',
    amount: '0.10',
    days: ['2026-03-01', null],
    amounts: ['1.10'],
    none: [],
    instant: new Date('2026-03-01T00:00:00Z'),
  });
});

test('the app writes its tables through Kysely, in UTC and without JIT', async () => {
  await database.db.insertInto('settings').values({ name: 'anchor', value: '2026' }).execute();
  await database.db.updateTable('settings').set({ value: '2027' }).where('name', '=', 'anchor').execute();
  const kept = await database.db.selectFrom('settings').selectAll().where('name', '=', 'anchor').execute();
  expect(kept).toEqual([{ name: 'anchor', value: '2027' }]);
  const { rows } = await database.pool.query(
    `select current_setting('TimeZone') as zone, current_setting('jit') as jit, current_schema() as schema`,
  );
  expect(rows).toEqual([{ zone: 'UTC', jit: 'off', schema: testSchema }]);
});

test('what is insert-only can be read and added to, by no mistake changed or emptied', async () => {
  await database.pool.query(`insert into batches values (2, now())`);
  for (const table of insertOnly) {
    await database.pool.query(`select * from ${table}`);
    for (const attempt of [
      `delete from ${table}`,
      `truncate ${table}`,
      `drop table ${table}`,
      `alter table ${table} disable trigger all`,
    ])
      await expect(database.pool.query(attempt)).rejects.toThrow(/permission denied|must be owner/);
  }
  await expect(database.pool.query(`update batches set opened_at = now()`)).rejects.toThrow('permission denied');
  await expect(database.pool.query(`update migrations set digest = ''`)).rejects.toThrow('permission denied');
  await expect(database.pool.query(`create table ${testSchema}.stray (a int)`)).rejects.toThrow('permission denied');
});

test('a stray search path shows no other city: its schema is closed to this login', async () => {
  const other = new pg.Client(database.admin);
  await other.connect();
  await other.query('create schema touyan_elsewhere; create table touyan_elsewhere.settings (name text, value text)');
  await other.end();
  const client = await database.pool.connect();
  await client.query('set search_path to touyan_elsewhere');
  await expect(client.query('select * from settings')).rejects.toThrow('does not exist');
  await expect(client.query('select * from touyan_elsewhere.settings')).rejects.toThrow('permission denied');
  client.release(true);
});

test('a login that reads another schema is refused at opening', async () => {
  const connection = withSettings(database.app, { search_path: 'public' });
  const opening = openDatabase({ connection, schema: testSchema, log: () => {} });
  await expect(opening).rejects.toThrow(`reads schema public, not ${testSchema}`);
});

test('an unreachable database is one sentence', async () => {
  const nowhere = openDatabase({ connection: connectionOf('postgres://a:b@127.0.0.1:1/c'), schema: testSchema, log: () => {} });
  await expect(nowhere).rejects.toThrow('No database server answers at 127.0.0.1:1: is it running, and is DATABASE_URL right?');
  const missing = openDatabase({ connection: { ...database.app, database: 'missing' }, schema: testSchema, log: () => {} });
  await expect(missing).rejects.toThrow('The database missing does not exist');
  const fault = new Error('something else');
  expect(unreachable(fault, {})).toBe(fault);
});

test('another process reaches the same database by its address', async () => {
  const client = new pg.Client(connectionOf(database.url));
  await client.connect();
  const { rows } = await client.query('select current_database() as name');
  await client.end();
  expect(rows).toEqual([{ name: database.name }]);
});

test('an address is taken apart, with a socket, settings and signs in the password', () => {
  expect(connectionOf('postgres://li:p%40ss@db.example:6000/city?options=-c%20a%3Db')).toMatchObject({
    host: 'db.example',
    port: 6000,
    user: 'li',
    password: 'p@ss',
    database: 'city',
    options: '-c a=b',
  });
  expect(connectionOf('postgres://li@localhost/city?host=/run/pg')).toMatchObject({ host: '/run/pg', database: 'city' });
  expect(withSettings({ options: '-c a=b' }, { c: 'd e' }).options).toBe('-c a=b -c c=d\\ e');
  expect(schemaOf('san-ya')).toBe('touyan_san_ya');
});
