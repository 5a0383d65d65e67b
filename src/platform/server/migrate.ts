// Brings a city's schema up to date: roles, schema, the SQL files of db/migrations, rights. Not the pack's data (`seed`).
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { codeOf, refuseOldServer, types, unreachable, withSettings } from './database.ts';
import { StartError } from './env.ts';

export type MigrateOptions = {
  /** A login that may create roles and schemas: the embedded superuser, or DATABASE_URL's. */
  admin: pg.ClientConfig;
  schema: string;
  /** Folder of the SQL files; the project's unless said. */
  folder?: string;
  log?: (sentence: string) => void;
};
export type Migrated = {
  /** The app's login: reads and writes, but events, entries, batches and closings it may only add to. */
  app: pg.ClientConfig;
  /** The schema's owner, for migrations and tests. */
  owner: pg.ClientConfig;
  /** Files that were applied now. */
  applied: string[];
  /** False where the login may not create roles: then app and owner are one login, and no rights protect what is insert-only. */
  separated: boolean;
};

/** What even the app may never change nor remove (kernel: insert-only by rights). */
export const insertOnly: readonly string[] = [
  'events',
  'entries',
  'batches',
  'closings',
  'boughs',
  'withheld_values',
  'codes',
  'security_log',
  'personal_reads',
  'comment_log',
  'access_log',
];

export const projectFolder = fileURLToPath(new URL('../../../db/migrations', import.meta.url));
const quoted = pg.escapeIdentifier;
export const ownerOf = (schema: string): string => `${schema}_owner`;
const appOf = (schema: string): string => `${schema}_app`;

/** Migrates one schema under its own lock: several processes may start at once. Throws `StartError`; what was applied before the failing file stays. */
export async function migrate(options: MigrateOptions): Promise<Migrated> {
  const { schema, folder = projectFolder, log = console.error } = options;
  const files = readFiles(folder);
  return underLock(options, async (client, logins) => {
    await makeSchema(client, schema, logins.separated);
    if (logins.separated) await client.query(`set role ${quoted(ownerOf(schema))}`);
    await client.query(`set search_path to ${quoted(schema)}; set time zone 'UTC'`);
    const applied = await applyFiles(client, files, log);
    if (logins.separated) await grant(client, schema);
    return { ...logins, applied };
  });
}

/** Runs `work` as the login that migrates, roles made and nobody else migrating. Throws `StartError`. */
export async function underLock<R>(
  { admin, schema, log = console.error }: MigrateOptions,
  work: (client: pg.Client, logins: Logins) => Promise<R>,
): Promise<R> {
  if (!/^[a-z][a-z0-9_]{0,50}$/.test(schema)) throw new Error(`Not a name of a schema: ${schema}`);
  const client = new pg.Client({ ...admin, types, application_name: `touyan migrate ${process.pid}` });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows: server } = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    refuseOldServer(server[0]?.version ?? 0);
    await client.query(`select pg_advisory_lock(hashtext('touyan migrate'), hashtext($1))`, [schema]);
    const logins = (await prepareRoles(client, admin, schema)) ?? oneLogin(admin, schema, log);
    return await work(client, logins);
  } catch (error) {
    throw unreachable(error, admin);
  } finally {
    await client.end().catch(() => {});
  }
}

export type Logins = Omit<Migrated, 'applied'>;

const sessionSettings = (schema: string): Record<string, string> => ({ search_path: schema, jit: 'off', TimeZone: 'UTC' });

function oneLogin(admin: pg.ClientConfig, schema: string, log: (sentence: string) => void): Logins {
  log(
    `The database login ${admin.user ?? ''} cannot set up logins of its own for ${schema}: Touyan uses this one login for everything, and the database's rights do not keep events from being changed.`,
  );
  const login = withSettings(admin, sessionSettings(schema));
  return { app: login, owner: login, separated: false };
}

/** Makes owner and app role where the login may; null where it may not, or where the app's role cannot sign in. */
async function prepareRoles(client: pg.Client, admin: pg.ClientConfig, schema: string): Promise<Logins | null> {
  const [owner, app] = [ownerOf(schema), appOf(schema)];
  const { rows: me } = await client.query<{ super: boolean; may: boolean }>(
    `select rolsuper as super, rolsuper or rolcreaterole as may from pg_roles where rolname = current_user`,
  );
  const { rows: known } = await client.query<{ name: string; settings: string[] | null }>(
    `select rolname as name, rolconfig as settings from pg_roles where rolname = any($1)`,
    [[owner, app]],
  );
  const appSettings = known.find(({ name }) => name === app)?.settings ?? [];
  const wanted = Object.entries(sessionSettings(schema));
  const complete = known.length === 2 && wanted.every(([name, value]) => appSettings.includes(`${name}=${value}`));
  if (!complete && !me[0]?.may) return null;
  const secret = passwordFor(admin, app);
  if (!complete) {
    await ignoring(['42710', '23505'], client.query(`create role ${quoted(owner)} nologin`));
    await ignoring(['42710', '23505'], client.query(`create role ${quoted(app)} login`));
    for (const [name, value] of wanted)
      await alterRole(client, `alter role ${quoted(app)} set ${name} = ${pg.escapeLiteral(value)}`);
  }
  // Only a member may act for a role and give it a schema; who made it is, from PostgreSQL 16 on, not yet one in that sense.
  if (!me[0]?.super) await ignoring(['42501', '0LP01'], alterRole(client, `grant ${quoted(owner)} to current_user`));
  const appLogin: pg.ClientConfig = { ...admin, user: app, ...(secret && { password: secret }) };
  if (!(await signsIn(appLogin)) && me[0]?.may) {
    if (secret) await alterRole(client, `alter role ${quoted(app)} password ${pg.escapeLiteral(verifierOf(secret))}`);
    if (!(await signsIn(appLogin))) return null;
  }
  return { app: appLogin, owner: withSettings(admin, { role: owner, ...sessionSettings(schema) }), separated: true };
}

/** The app role's password follows from the login's own, so that every process with the same DATABASE_URL knows it and none has to keep it. */
function passwordFor(admin: pg.ClientConfig, role: string): string | null {
  const known = typeof admin.password === 'string' ? admin.password : process.env.PGPASSWORD;
  return known ? createHmac('sha256', known).update(`touyan login ${role}`).digest('base64url') : null;
}

/** What PostgreSQL keeps instead of a password (RFC 5803): the password itself never stands in a statement, nor in the server's log. */
function verifierOf(password: string): string {
  const [salt, rounds] = [randomBytes(16), 4096];
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256');
  const keyOf = (name: string) => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${keyOf('Server Key').toString('base64')}`;
}

async function signsIn(login: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(login);
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (codeOf(error)?.startsWith('28')) return false;
    // Wanted a password and had none.
    if (error instanceof Error && /password must be a string|no password/i.test(error.message)) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

async function ignoring(codes: readonly string[], work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (!codes.includes(codeOf(error) ?? '')) throw error;
  }
}

/** Roles belong to all databases of a server: another one's migration may be changing the same row. */
async function alterRole(client: pg.Client, statement: string) {
  for (let left = 20; ; left--) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      if (left === 0 || !(error instanceof Error && /tuple concurrently updated/.test(error.message))) throw error;
    }
  }
}

async function makeSchema(client: pg.Client, schema: string, separated: boolean) {
  const { rowCount } = await client.query('select 1 from pg_namespace where nspname = $1', [schema]);
  if (rowCount) return;
  try {
    await client.query(`create schema ${quoted(schema)}${separated ? ` authorization ${quoted(ownerOf(schema))}` : ''}`);
  } catch (error) {
    if (codeOf(error) !== '42501') throw error;
    throw new StartError(
      'database.rights',
      `The database login may not create the schema ${schema}: let it (grant create on database … to …), or create the schema for it.`,
      error,
    );
  }
}

export type File = { name: string; text: string; digest: string };

/** The SQL files of a folder, in order. */
export function readFiles(folder: string): File[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.toSorted().map((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    return { name, text, digest: createHash('sha256').update(text).digest('hex') };
  });
}

async function applyFiles(client: pg.Client, files: readonly File[], log: (sentence: string) => void): Promise<string[]> {
  const { rows: has } = await client.query(
    `select 1 from pg_tables where schemaname = current_schema() and tablename = 'migrations'`,
  );
  if (has.length === 0)
    await client.query(
      'create table migrations (name text primary key, digest text not null, applied_at timestamptz(3) not null default clock_timestamp())',
    );
  const { rows: done } = await client.query<{ name: string; digest: string }>(
    'select name, digest from migrations order by name',
  );
  const pending = files.filter(({ name }) => !done.some((one) => one.name === name));
  refuseWrongHistory(files, done, pending);
  for (const file of pending) {
    await applyFile(client, file);
    log(`Migration ${file.name} was applied.`);
  }
  return pending.map(({ name }) => name);
}

function refuseWrongHistory(files: readonly File[], done: readonly { name: string; digest: string }[], pending: readonly File[]) {
  const refuse = (sentence: string) => new StartError('migrations', sentence);
  for (const { name, digest } of done) {
    const file = files.find((one) => one.name === name);
    if (!file)
      throw refuse(
        `The database has migration ${name}, which this version of Touyan does not know: install the newer version, or restore a backup.`,
      );
    if (file.digest !== digest)
      throw refuse(
        `Migration ${name} was changed after it had been applied: put it back as it was, and write the change into a new file.`,
      );
  }
  const last = done.at(-1);
  const late = pending.find(({ name }) => last && name < last.name);
  if (late && last)
    throw refuse(`Migration ${late.name} comes before ${last.name}, which is already applied: number it after that.`);
}

async function applyFile(client: pg.Client, { name, text, digest }: File) {
  await client.query('begin');
  try {
    await client.query(text);
    await client.query('insert into migrations (name, digest) values ($1, $2)', [name, digest]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    if (!(error instanceof Error)) throw error;
    const position = 'position' in error ? Number(error.position) : 0;
    const line = position > 0 ? `, line ${text.slice(0, position).split('\n').length}` : '';
    throw new StartError('migrations', `Migration ${name} failed${line}, and nothing of it was done: ${error.message}`, error);
  }
}

/** The app's rights, said anew after each migration, all at once; what is insert-only loses every other right. */
export async function grant(client: pg.Client, schema: string) {
  const [inside, app] = [quoted(schema), quoted(appOf(schema))];
  const { rows } = await client.query<{ name: string }>('select tablename as name from pg_tables where schemaname = $1', [
    schema,
  ]);
  const kept = rows.filter(({ name }) => insertOnly.includes(name)).map(({ name }) => `${inside}.${quoted(name)}`);
  const keep = kept.length > 0 ? `revoke update, delete on ${kept.join(', ')} from ${app};` : '';
  await client.query(`
    grant usage on schema ${inside} to ${app};
    grant select, insert, update, delete on all tables in schema ${inside} to ${app};
    grant usage, select on all sequences in schema ${inside} to ${app};
    ${keep}
    revoke insert, update, delete on ${inside}.migrations from ${app}`);
}
