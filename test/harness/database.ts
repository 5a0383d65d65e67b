// A PostgreSQL for tests: one server a run, one migrated template, one database a test file. Not the app over HTTP (app.ts).
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { codeOf, connectionOf, openDatabase, schemaOf, types, type Database } from '../../src/platform/server/database.ts';
import { startEmbedded } from '../../src/platform/server/embedded-postgres.ts';
import { migrate } from '../../src/platform/server/migrate.ts';

/** The city of tests, and its schema. */
export const testCity = 'test';
export const testSchema: string = schemaOf(testCity);

/** What a test file needs to reach the server; plain values, so that it fits into the environment of other processes. */
export type TestServer = {
  admin: pg.ClientConfig;
  app: pg.ClientConfig;
  owner: pg.ClientConfig;
  template: string;
  prefix: string;
  /** How a database is copied: by its files where nothing waits for the disk, else by its log. */
  strategy: 'file_copy' | 'wal_log';
};
export type TestDatabase<T> = Database<T> & {
  /** The schema's owner: for what the app may not do (tampering, counting). */
  ownerPool: pg.Pool;
  /** Logins of the app, of the owner and of the server's superuser, for other processes. */
  app: pg.ClientConfig;
  owner: pg.ClientConfig;
  admin: pg.ClientConfig;
  /** The superuser's login as an address: `DATABASE_URL` for another process. */
  url: string;
  name: string;
  /** Closes the pools and drops the database. */
  drop: () => Promise<void>;
};
export type CloneOptions = {
  /** Connections of the app's pool, 5 unless said. */
  max?: number;
  /** Commit as in production; else commits do not wait for the disk. */
  durable?: boolean;
};

const variable = 'TOUYAN_TEST_SERVER';
const quick = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Starts a server in a temporary folder, or uses `DATABASE_URL`; migrates the template. `stop` drops what is left. */
export async function startTestServer(): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const url = process.env.DATABASE_URL;
  await sweep();
  const dataDir = url ? null : mkdtempSync(join(tmpdir(), `touyan-test-${process.pid}-`));
  // Root's server runs as another account, which must be able to enter.
  if (dataDir) chmodSync(dataDir, 0o755);
  const embedded = dataDir ? await startEmbedded({ dataDir, settings: quick, log: () => {} }) : null;
  const admin = embedded?.connection ?? connectionOf(url ?? '');
  const prefix = `touyan_test_${Date.now().toString(36)}_${process.pid}`;
  const template = `${prefix}_template`;
  await asAdmin(admin, (client) => client.query(`create database ${template} template template0 encoding 'UTF8'`));
  const { app, owner } = await migrate({ admin: { ...admin, database: template }, schema: testSchema, log: () => {} });
  const strategy = embedded ? 'file_copy' : 'wal_log';
  const server: TestServer = { admin, app, owner, template, prefix, strategy };
  process.env[variable] = JSON.stringify(server);
  return {
    server,
    stop: async () => {
      delete process.env[variable];
      if (!embedded) await dropAll(admin, prefix);
      await embedded?.stop();
      if (dataDir) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Ends the servers of runs that were killed, and removes their folders. */
async function sweep() {
  for (const name of readdirSync(tmpdir())) {
    const run = Number(/^touyan-test-(\d+)-\w+$/.exec(name)?.[1]);
    if (!run || existsProcess(run)) continue;
    const dataDir = join(tmpdir(), name);
    try {
      await startEmbedded({ dataDir, attachOnly: true });
      await (await startEmbedded({ dataDir, log: () => {} })).stop();
    } catch {
      // It does not run, or belongs to somebody else.
    }
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function existsProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

let clones = 0;
let own: Promise<TestServer> | null = null;

/** A database of one's own, a copy of the migrated template (50 ms). Outside of Vitest it starts a server that ends with the process's `stopOwnServer`. */
export async function cloneDatabase<T>(options: CloneOptions = {}): Promise<TestDatabase<T>> {
  const server = await theServer();
  return cloneOf(server, server.template, options);
}

/**
 * A copy of a database that is filled once a run, by the file that first asks for its label: for what takes long to fill.
 * `fill` gets its address and leaves no connection behind. Files that run side by side wait for the one that fills it.
 */
export async function cloneFilled<T>(label: string, fill: (url: string) => Promise<void>): Promise<TestDatabase<T>> {
  const server = await theServer();
  const filled = `${server.prefix}_filled_${label}`;
  await asAdmin(server.admin, async (client) => {
    // Held by the connection until it ends.
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [filled]);
    const { rows } = await client.query('select from pg_database where datname = $1', [filled]);
    if (rows.length > 0) return;
    const filling = `${filled}_now`;
    await client.query(`drop database if exists ${filling} with (force)`);
    await client.query(`create database ${filling} template ${server.template} strategy ${server.strategy}`);
    await fill(urlOf({ ...server.admin, database: filling }));
    await client.query(`alter database ${filling} rename to ${filled}`);
  });
  return cloneOf(server, filled, {});
}

async function cloneOf<T>(server: TestServer, template: string, { max = 5, durable = false }: CloneOptions) {
  const name = `${server.prefix}_${process.pid}_${process.env.VITEST_POOL_ID ?? 0}_${++clones}`;
  await asAdmin(server.admin, async (client) => {
    await client.query(`create database ${name} template ${template} strategy ${server.strategy}`);
    if (durable) await client.query(`alter database ${name} set synchronous_commit = on`);
  });
  const [app, owner, admin] = [server.app, server.owner, server.admin].map((login) => ({
    ...login,
    database: name,
  })) as Three<pg.ClientConfig>;
  const opened = await openDatabase<T>({ connection: app, schema: testSchema, max, strict: true, log: () => {} });
  const ownerPool = new pg.Pool({ ...owner, types, max: 2 });
  ownerPool.on('error', () => {});
  return {
    ...opened,
    ownerPool,
    app,
    owner,
    admin,
    url: urlOf(admin),
    name,
    drop: async () => {
      await opened.close();
      await ownerPool.end();
      await asAdmin(server.admin, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}
type Three<T> = [T, T, T];

function urlOf({ user = '', password, host = 'localhost', port = 5432, database = '' }: pg.ClientConfig): string {
  const url = new URL(`postgres://${host.startsWith('/') ? 'localhost' : host}:${port}/${database}`);
  url.username = user;
  if (typeof password === 'string') url.password = encodeURIComponent(password);
  if (host.startsWith('/')) url.searchParams.set('host', host);
  return url.href;
}

let stopOwn: (() => Promise<void>) | null = null;
async function theServer(): Promise<TestServer> {
  const given = process.env[variable];
  if (given) return JSON.parse(given);
  own ??= startTestServer().then(({ server, stop }) => {
    stopOwn = stop;
    return server;
  });
  return own;
}

/** Ends the server that `cloneDatabase` started by itself, outside of Vitest. */
export async function stopOwnServer() {
  await stopOwn?.();
  [own, stopOwn] = [null, null];
}

async function asAdmin<R>(admin: pg.ClientConfig, work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function dropAll(admin: pg.ClientConfig, prefix: string) {
  await asAdmin(admin, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [prefix],
    );
    for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`);
  });
}
