// Several processes on one database, and processes that end at bad moments: src/main.ts as it is started, over real SQL.
import { existsSync, mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { type AccountTables, createAccount } from '../src/platform/server/accounts.ts';
import { openSessions } from '../src/platform/server/auth.ts';
import { readEnv } from '../src/platform/server/env.ts';
import { migrate } from '../src/platform/server/migrate.ts';
import { openRunning } from '../src/running.ts';
import { openDatabase, withSettings } from '../src/platform/server/database.ts';
import { startEmbedded } from '../src/platform/server/embedded-postgres.ts';
import { until } from './faults/run.ts';
import { cloneDatabase, type TestDatabase } from './harness/database.ts';
import { personAt, sessionOf, testPassword } from './harness/http.ts';
import { begin, type Begun, serve, type Serving } from './harness/serving.ts';

vi.setConfig({ testTimeout: 90_000 });

const schema = 'touyan_changzhou';
/** What the pack of Changzhou brings: organizations, recognitions, reported figures. */
const packed = { organizations: 73, recognitions: 124, reported: 64 };
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

async function emptyDatabase(): Promise<TestDatabase<AccountTables>> {
  const database = await cloneDatabase<AccountTables>();
  cleanups.push(database.drop);
  return database;
}

const settingsOf = (database: TestDatabase<AccountTables>) => ({
  CITY: 'changzhou',
  DATABASE_URL: database.url,
  SECRET_KEY: '0f'.repeat(32),
});
/** Ended at the end of the test, whatever comes. */
function started<T extends Begun | Serving>(one: T): T {
  cleanups.push(() => (one.child.exitCode === null && one.child.signalCode === null ? one.stop('SIGKILL') : null));
  return one;
}

async function asked<R>(database: TestDatabase<AccountTables>, text: string): Promise<R[]> {
  const client = new pg.Client(database.admin);
  await client.connect();
  try {
    return ((await client.query(`set search_path to ${schema}; ${text}`)) as unknown as { rows: R[] }[])[1]?.rows ?? [];
  } finally {
    await client.end();
  }
}

const loaded = (database: TestDatabase<AccountTables>) =>
  asked(
    database,
    `select (select count(*)::int from organizations) as organizations, (select count(*)::int from recognitions) as recognitions,
      (select count(*)::int from reported_figures) as reported`,
  );

async function officerAt(database: TestDatabase<AccountTables>, urls: readonly string[]) {
  const { db, close } = await openDatabase<AccountTables>({
    connection: withSettings(database.admin, { search_path: schema }),
    schema,
    log: () => {},
  });
  await createAccount(db, { account: 'zhou', name: '周', password: testPassword, roles: ['bureauOfficer'] });
  const sessions = await openSessions({ db, timeZone: 'Asia/Shanghai', demo: false });
  const people = urls.map((url) => personAt(url));
  for (const person of people) person.cookies.set('touyan-changzhou', await sessionOf(db, sessions, 'zhou'));
  await close();
  return people;
}

test('three that start at once on an empty database: one loads the pack, all serve, and what one writes the others show at once', async () => {
  const database = await emptyDatabase();
  const three = [1, 2, 3].map(() => started(begin(settingsOf(database))));
  const urls = await Promise.all(three.map(({ ready }) => ready));
  expect(urls).not.toContain(null);
  expect(three.filter(({ said }) => said().includes('the pack 1 was loaded'))).toHaveLength(1);
  expect(await loaded(database)).toEqual([packed]);

  const [a, b, c] = await officerAt(
    database,
    urls.filter((url) => url !== null),
  );
  const made = await a!.create('organizations', { name: '常州多进程技术服务有限公司', region: 'CZ-WJ' });
  expect(await b!.get(`/organizations/${made.id}`)).toMatchObject({ name: '常州多进程技术服务有限公司', version: 1 });
  await b!.get('/organizations', { q: '多进程' });
  await b!.act(made, 'edit', { aliases: ['多进程'] }, { ifMatch: 1 });
  await expect(c!.act(made, 'edit', { aliases: [] }, { ifMatch: 1 })).rejects.toMatchObject({ status: 412 });
  // The same request sent twice, to two of them.
  const again = { name: '常州又一家技术服务有限公司', region: 'CZ-WJ' };
  const [one, two] = await Promise.all([a, c].map((person) => person!.create('organizations', again, { key: 'twice' })));
  expect(two!.id).toBe(one!.id);
  await until(
    'all is sealed',
    async () => (await asked(database, 'select from events where batch not in (select batch from closings)')).length === 0,
  );
  for (const process of three) expect(await process.stop()).toBe(0);
});

test('one is killed while it loads the pack: nothing half is left, and the next start loads it whole', async () => {
  const database = await emptyDatabase();
  // The schema is there, the pack is not: a lock holds the loading up after the organizations.
  await (await openRunning(readEnv(settingsOf(database)), { as: 'command', log: () => {} })).close();
  const holder = new pg.Client(database.admin);
  await holder.connect();
  cleanups.push(() => holder.end());
  await holder.query(`begin; lock table ${schema}.recognitions in share mode`);
  const killed = started(begin(settingsOf(database)));
  await until(
    'it waits for the lock',
    async () => {
      const { rowCount } = await holder.query(
        `select from pg_locks where relation = '${schema}.recognitions'::regclass and not granted`,
      );
      return rowCount === 1;
    },
    60_000,
  );
  await killed.stop('SIGKILL');
  await holder.query('rollback');
  await until(
    'its transaction is undone',
    async () => (await holder.query(`select from pg_locks where relation = '${schema}.recognitions'::regclass`)).rowCount === 0,
  );
  expect(await loaded(database)).toEqual([{ organizations: 0, recognitions: 0, reported: 0 }]);
  const next = started(await serve(settingsOf(database)));
  expect(await loaded(database)).toEqual([packed]);
  expect(await next.stop()).toBe(0);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s while it starts ends everything, the database server too', async (signal) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'touyan-start-'));
  chmodSync(dataDir, 0o755);
  cleanups.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const starting = started(begin({ CITY: 'example', DATA_DIR: dataDir, DATABASE_URL: '' }));
  await until('it has begun to migrate', () => starting.said().includes('Migration 0001'), 30_000);
  expect(await starting.stop(signal)).toBe(0);
  expect(existsSync(join(dataDir, 'postgres/cluster/postmaster.pid'))).toBe(false);
  await expect(startEmbedded({ dataDir, attachOnly: true })).rejects.toThrow('No database server is running');
  expect(starting.said()).not.toMatch(/Error|at .*\.ts/);
});

test('what an operator watches: metrics of requests, pool and queues; health that fails while the database is away', async () => {
  const database = await emptyDatabase();
  const { url } = started(await serve(settingsOf(database)));
  await (await fetch(`${url}/api/organizations`)).text();
  expect((await fetch(`${url}/api/metrics`)).headers.get('content-type')).toContain('text/plain; version=0.0.4');
  // An answer is counted when its last byte has left, which may be after it was read here.
  let metrics = '';
  await until('the answer is counted', async () => {
    metrics = await (await fetch(`${url}/api/metrics`)).text();
    return metrics.includes('route="/api/organizations"');
  });
  for (const line of [
    /^touyan_info\{city="changzhou",version="[\d.]+"\} 1$/m,
    /^touyan_http_requests_total\{method="GET",route="\/api\/organizations",status="200"\} 1$/m,
    /^touyan_http_request_seconds_count\{method="GET",route="\/api\/organizations"\} 1$/m,
    /^touyan_database_connections\{state="waiting"\} 0$/m,
    /^touyan_database_up 1$/m,
    /^touyan_database_bytes [1-9]\d+$/m,
    /^touyan_recalculations_waiting 0$/m,
    /^touyan_imports_writing 0$/m,
    /^process_cpu_seconds_total /m,
  ])
    expect(metrics).toMatch(line);
  expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ status: 'ok', city: 'changzhou', schema });
  const elsewhere = new pg.Client({ ...database.admin, database: 'postgres' });
  await elsewhere.connect();
  await elsewhere.query(`alter database ${database.name} with allow_connections false`);
  await elsewhere.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [database.name]);
  await elsewhere.end();
  await until('it is told', async () => (await fetch(`${url}/api/health`)).status === 503);
  expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ status: 503, code: 'database.away' });
});

test.each([
  ['a city that there is not', { CITY: 'atlantis' }, /atlantis: no such city; there are: changzhou, example/],
  ['an address that is not this machine’s', { HOST: '192.0.2.1' }, /192\.0\.2\.1 is no address of this machine: correct HOST/],
  [
    'a database that does not answer',
    { DATABASE_URL: 'postgres://touyan@127.0.0.1:1/touyan' },
    /No database server answers at 127\.0\.0\.1:1/,
  ],
])('%s is told in one sentence, and nothing is made', async (_, settings, said) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'touyan-start-'));
  cleanups.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const refused = started(begin({ CITY: 'changzhou', DATA_DIR: join(dataDir, 'data'), DATABASE_URL: '', ...settings }));
  expect(await refused.ready).toBeNull();
  expect(refused.child.exitCode).toBe(1);
  expect(refused.said().trim()).toMatch(said);
  expect(refused.said().trim().split('\n')).toHaveLength(1);
  expect(existsSync(join(dataDir, 'data'))).toBe(false);
});

test('the app’s login may only add to what is sealed, and reaches no other city', async () => {
  const database = await emptyDatabase();
  for (const CITY of ['changzhou', 'example']) {
    const running = await openRunning(readEnv({ ...settingsOf(database), CITY }), { as: 'command', log: () => {} });
    await running.close();
  }
  const { app } = await migrate({ admin: database.admin, schema, log: () => {} });
  const client = new pg.Client(app);
  await client.connect();
  cleanups.push(() => client.end());
  const refusal = (text: string) =>
    client.query(text).then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  expect((await client.query('select current_schema() as schema')).rows).toEqual([{ schema }]);
  const sealed = ['events', 'entries', 'batches', 'closings', 'boughs', 'codes', 'security_log', 'personal_reads'];
  const forbidden = [
    ...sealed.flatMap((table) => [`delete from ${table}`, `truncate ${table}`, `drop table ${table}`]),
    "update events set body = ''",
    'update entries set amount = 0',
    'update batches set opened_at = now()',
    'update closings set events = 0',
    "update codes set code = 'x'",
    'delete from migrations',
    'alter table events disable trigger all',
    'create table mine (a int)',
    'create table public.mine (a int)',
    'create schema mine',
    'create role mine',
    `set role ${schema}_owner`,
    'set role touyan_example_app',
    'select * from touyan_example.events',
    'select * from touyan_example.settings',
    'insert into touyan_example.codes (domain, code) values (1, 1)',
    'set session_replication_role = replica',
    "copy codes to program 'true'",
  ];
  const answers: [string, string][] = [];
  for (const text of forbidden) answers.push([text, await refusal(text)]);
  expect(answers.filter(([, code]) => code !== '42501')).toEqual([]);
  expect(await refusal("insert into codes (domain, code) values ('kind', 'new')")).toBe('done');
});

test('an import whose process is killed is gone on with by another that lives', async () => {
  const database = await emptyDatabase();
  const first = started(await serve(settingsOf(database)));
  const second = started(await serve(settingsOf(database)));
  const [officer, watching] = await officerAt(database, [first.url, second.url]);
  const rows = Array.from({ length: 3000 }, (_, index) => `常州第${index + 1}号检测技术服务有限公司,武进区`);
  const { id } = await officer!.upload<{ id: string }>('/organizations/imports', {
    name: 'many.csv',
    content: `企业名称,地区\n${rows.join('\n')}\n`,
  });
  type Status = { state: string; done: number; fingerprint: string; rows: { create: number } };
  const status = () => watching!.get<Status>(`/organizations/imports/${id}`);
  await until('it is judged', async () => (await status()).state === 'judged');
  const { fingerprint, rows: counts } = await status();
  expect(counts.create).toBe(3000);
  await officer!.post(`/organizations/imports/${id}/commit`, { fingerprint });
  await until('some are written', async () => (await status()).done > 0);
  await first.stop('SIGKILL');
  const { done, state } = await status();
  expect([state, done < 3000]).toEqual(['writing', true]);
  for (const deadline = Date.now() + 40_000; (await status()).state !== 'written' && Date.now() < deadline; )
    await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await status()).toMatchObject({ state: 'written', done: 3000 });
  expect(await asked(database, 'select count(*)::int as organizations from organizations')).toEqual([
    { organizations: 3000 + packed.organizations },
  ]);
});
