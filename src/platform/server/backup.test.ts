// Backup and restore of any tables: odd columns, partitions, triggers, rings of references, older schemas, and files that are no backup. What a city says afterwards is another test's.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/harness/database.ts';
import { backup } from './backup.ts';
import { migrate } from './migrate.ts';
import { openBackup, restore } from './restore.ts';

const schema = 'touyan_kinds';
const folder = mkdtempSync(join(tmpdir(), 'touyan-backup-'));
const [older, newer] = [join(folder, 'older'), join(folder, 'newer')];
const first = `
  create table settings (name text primary key, value text not null);
  insert into settings values ('secret', gen_random_uuid()::text);
  create type mood as enum ('glad', 'sad');
  create table odd (id smallint generated always as identity primary key, raw bytea, at timestamptz, day date, much numeric, real float8,
    many text[], said jsonb, feeling mood, twice int generated always as (id * 2) stored, "select" text, gone text, span interval);
  alter table odd drop column gone;
  create index odd_of_much on odd (much) include (day) where much > 0;
  create table hens (id int primary key, egg int);
  create table eggs (id int primary key, hen int not null references hens deferrable initially deferred);
  alter table hens add foreign key (egg) references eggs;
  create table parts (id int not null, year int not null, primary key (id, year)) partition by range (year);
  create table parts_old partition of parts for values from (0) to (2000);
  create table parts_new partition of parts for values from (2000) to (3000);
  create table sessions (id int primary key);
  create table renewals (session int references sessions);
  create table guarded (id int primary key);
  create function refuse() returns trigger language plpgsql as $$ begin raise 'never'; end $$;
  create sequence numbers start 7;`;
const second = `alter table odd add column later text not null default 'as before'; update odd set later = 'of ' || id;
  create trigger guard before insert on guarded for each row execute function refuse();`;
const rows = String.raw`
  insert into odd (raw, at, day, much, real, many, said, feeling, "select", span) values
    ('\x00ff5c0a09', '2026-01-02 03:04:05.678901+08', '0044-03-15 BC', '123456789012345678901234567890.12300', 0.1 + 0.2, array['a,b', null, '"', ''], '{"文": "\\n\u2028"}', 'sad', E'tab\t newline\n back\\slash \\N', '1 mon -2 days'),
    (null, 'infinity', '9999-12-31', 'NaN', 'NaN', '{}', 'null', null, '', null), (null, null, null, null, null, null, null, null, null, null);
  begin; insert into eggs values (1, 1), (2, 1); insert into hens values (1, 2); commit;
  insert into parts values (1, 1999), (2, 2001), (3, 2026);
  insert into sessions values (1); insert into renewals values (1); insert into guarded values (1), (2);
  select nextval('numbers'), nextval('numbers');`;

let [from, to]: TestDatabase<unknown>[] = [];
const clients: pg.Client[] = [];
async function clientOf(database: TestDatabase<unknown>): Promise<pg.Client> {
  const client = new pg.Client({ ...database.admin, options: `-c search_path=${schema} -c TimeZone=UTC` });
  await client.connect();
  clients.push(client);
  return client;
}
beforeAll(async () => {
  [from, to] = [await cloneDatabase<unknown>(), await cloneDatabase<unknown>()];
  for (const [dir, files] of [
    [older, { '0001_first.sql': first }],
    [newer, { '0001_first.sql': first, '0002_second.sql': second }],
  ] as const) {
    mkdirSync(dir);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  }
  await migrate({ admin: from.admin, schema, folder: older, log: () => {} });
  await (await clientOf(from)).query(rows);
});
afterAll(async () => {
  for (const client of clients) await client.end();
  await from?.drop();
  await to?.drop();
  rmSync(folder, { recursive: true });
});

let taken = 0;
const take = (files?: string) =>
  backup({
    admin: from!.admin,
    schema,
    city: 'kinds',
    product: 'test',
    path: join(folder, `${++taken}.zip`),
    files,
    snapshot: async ({ read }) => read<{ n: number }>('select count(*)::int as n from odd'),
    statement: async ([seen]) => seen,
  });
async function bring(path: string, options: { folder?: string; files?: string } = {}) {
  const opened = await openBackup(path);
  try {
    return await restore({ admin: to!.admin, schema, from: opened, folder: older, log: () => {}, ...options });
  } finally {
    opened.close();
  }
}
const clear = async () => (await clientOf(to!)).query(`drop schema if exists ${schema} cascade`);
const everything = (client: pg.Client) =>
  client.query(`select (select json_agg(odd order by id) from (select id, raw, at, day, much::text, real, many, said, feeling, twice, "select", span from odd) odd) as odd,
    (select json_agg(hens) from hens) as hens, (select json_agg(eggs order by id) from eggs) as eggs, (select json_agg(parts order by id) from parts) as parts,
    (select count(*)::int from only parts_new) as new, (select value from settings) as secret, (select json_agg(guarded order by id) from guarded) as guarded`);
/** Constraints and indexes by name and text, valid ones alone. */
const shape = (client: pg.Client) =>
  client.query(`select conrelid::regclass::text as "on", conname as name, pg_get_constraintdef(oid) as said, convalidated as valid from pg_constraint where connamespace = '${schema}'::regnamespace
    union all select tablename, indexname, indexdef, true from pg_indexes where schemaname = '${schema}' order by 1, 2, 3`);

test('whatever a table holds comes back as it was, with its constraints, indexes, sequences and files; sessions do not', async () => {
  const [source, target] = [await clientOf(from!), await clientOf(to!)];
  const store = join(folder, 'files');
  mkdirSync(join(store, 'ab'), { recursive: true });
  writeFileSync(join(store, 'ab', 'abcdef'), Buffer.from([0, 1, 255]));
  writeFileSync(join(store, '.half-written'), 'x');
  const { path, manifest } = await take(store);
  expect(manifest).toMatchObject({
    omitted: ['renewals', 'sessions'],
    statement: { n: 3 },
    files: [{ path: 'ab/abcdef', bytes: 3 }],
  });
  expect(manifest.tables.map(({ name, rows: n }) => [name, n])).toEqual([
    ['eggs', 2],
    ['guarded', 2],
    ['hens', 1],
    ['migrations', 1],
    ['odd', 3],
    ['parts', 3],
    ['settings', 1],
  ]);
  expect(await bring(path, { files: join(folder, 'files-again') })).toEqual({ applied: [], unknown: [] });
  expect((await everything(target)).rows).toEqual((await everything(source)).rows);
  expect((await shape(target)).rows).toEqual((await shape(source)).rows);
  expect((await target.query('select count(*)::int as n from sessions')).rows).toEqual([{ n: 0 }]);
  expect((await target.query(`insert into odd (much) values (1) returning id, twice`)).rows).toEqual([{ id: 4, twice: 8 }]);
  expect((await target.query(`select nextval('numbers')`)).rows).toEqual([{ nextval: '9' }]);
  await expect(target.query('insert into eggs values (9, 9)')).rejects.toMatchObject({ code: '23503' });
  expect(readFileSync(join(folder, 'files-again/ab/abcdef'))).toEqual(Buffer.from([0, 1, 255]));
  expect(readdirSync(join(folder, 'files-again'))).toEqual(['ab']);
  await expect(bring(path)).rejects.toThrow(/not empty \(eggs has rows\).*Nothing was changed/);
});

test('an older backup is restored as it was and then brought up to date; a newer one, or of another history, is refused', async () => {
  await clear();
  const { path } = await take();
  expect(await bring(path, { folder: newer })).toEqual({ applied: ['0002_second.sql'], unknown: [] });
  const target = await clientOf(to!);
  expect((await target.query('select later from odd order by id')).rows.map((row) => row.later)).toEqual([
    'of 1',
    'of 2',
    'of 3',
  ]);
  await expect(target.query('insert into guarded values (3)')).rejects.toThrow('never');
  await clear();
  const none = join(folder, 'none');
  mkdirSync(none);
  await expect(bring(path, { folder: none })).rejects.toThrow(/does not know: install the newer version/);
  writeFileSync(join(none, '0001_first.sql'), `${first} -- changed`);
  await expect(bring(path, { folder: none })).rejects.toThrow(/is another one here/);
  writeFileSync(join(newer, '0002_second.sql'), 'alter table nothing add x int');
  await expect(bring(path, { folder: newer })).rejects.toThrow(/0002_second.sql failed, and nothing was restored/);
  expect((await target.query('select from pg_namespace where nspname = $1', [schema])).rowCount).toBe(0);
});

test('what is cut off, changed, exchanged or no backup is refused with a sentence, and nothing is left of it', async () => {
  const { path } = await take();
  const whole = readFileSync(path);
  const file = (bytes: Buffer): string => {
    const made = join(folder, `${++taken}.broken`);
    writeFileSync(made, bytes);
    return made;
  };
  const changedAt = (at: number) =>
    Buffer.concat([whole.subarray(0, at), Buffer.from([whole[at]! ^ 0x55]), whole.subarray(at + 1)]);
  const odd = whole.indexOf('tables/odd.copy.zst') + 19;
  const broken: [string, RegExp][] = [
    [file(whole.subarray(0, whole.length - 30)), /no whole backup.*cut off/],
    [file(whole.subarray(0, whole.length / 2)), /no whole backup.*cut off/],
    [file(Buffer.from('a,b\n1,2\n')), /no whole backup/],
    [file(Buffer.alloc(0)), /no whole backup/],
    [folder, /is a folder/],
    [join(folder, 'nowhere.zip'), /There is no file/],
    [file(changedAt(2)), /eggs.*cannot be read/],
    [file(changedAt(whole.indexOf('manifest.json') + 60)), /manifest|directory/],
    ...[20, 40, 80].map((more): [string, RegExp] => [file(changedAt(odd + more)), /no whole backup/]),
  ];
  await clear();
  const target = await clientOf(to!);
  for (const [one, said] of broken) {
    await expect(bring(one)).rejects.toThrow(said);
    expect((await target.query('select from pg_namespace where nspname = $1', [schema])).rowCount).toBe(0);
  }
  await expect(backup({ ...(await optionsTo(path)) })).rejects.toThrow(/is there already/);
  await expect(backup({ ...(await optionsTo(join(folder, 'no/such/place.zip'))) })).rejects.toThrow(/folder of .* is not there/);
  await expect(backup({ ...(await optionsTo(join(folder, 'x.zip'))), schema: 'touyan_nobody' })).rejects.toThrow(
    /nothing to back up/,
  );
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

const optionsTo = async (path: string) => ({
  admin: from!.admin,
  schema,
  city: 'kinds',
  product: 'test',
  path,
  snapshot: async () => null,
  statement: async () => null,
});
