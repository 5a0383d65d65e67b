// Copies a backup into an empty schema, in one transaction: all of it or nothing. A backup of an older version is brought up to date. Not the comparing of figures.
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type ArchiveReader, damagedBackup, openArchive } from './archive.ts';
import { type Manifest, manifestShape, partOf, tablesIn } from './backup.ts';
import { codeOf, unreachable } from './database.ts';
import { StartError } from './env.ts';
import { type File, grant, type Logins, ownerOf, projectFolder, readFiles, underLock } from './migrate.ts';

export type OpenedBackup = Pick<ArchiveReader, 'digest' | 'close' | 'read'> & { path: string; manifest: Manifest };

/** Opens a backup and reads its manifest. Throws `StartError` for what is none, or of a format that this version does not know. */
export async function openBackup(path: string): Promise<OpenedBackup> {
  const archive = await openArchive(path);
  const read = manifestShape.safeParse(archive.manifest);
  if (read.success) return { ...archive, path, manifest: read.data };
  archive.close();
  const { format, version } = Object(archive.manifest) as { format?: unknown; version?: unknown };
  if (format === 'touyan-backup' && typeof version === 'number' && version > 1)
    throw new StartError('backup', `${path} was taken by a newer version of Touyan (format ${version}): install that one.`);
  throw damagedBackup(path, 'its manifest does not say what it should');
}

export type RestoreOptions = {
  admin: pg.ClientConfig;
  schema: string;
  from: OpenedBackup;
  /** Where the file store lies. */
  files?: string | undefined;
  /** Folder of the migrations; the project's unless said. */
  folder?: string;
  log?: ((sentence: string) => void) | undefined;
};
/** Migrations that were run afterwards, and tables of the backup that no migration makes. */
export type Restored = { applied: string[]; unknown: string[] };

const quoted = pg.escapeIdentifier;
/** What a schema holds that was migrated and opened, but in which nothing has happened. */
const ofItself: readonly string[] = ['migrations', 'settings', 'batches', 'codes'];

/** Restores into a schema that is not there, or in which nothing has happened yet. Throws `StartError`; then nothing was done. */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { admin, schema, from, log = console.error } = options;
  const files = readFiles(options.folder ?? projectFolder);
  const { before, after } = splitAt(files, from.manifest.migrations);
  const restored = await underLock({ admin, schema, log }, async (client, logins) => {
    await refuseUnlessEmpty(client, schema);
    await client.query(
      `begin; set local time zone 'UTC'; set local maintenance_work_mem = '256MB'; set local statement_timeout = 0`,
    );
    try {
      await remake(client, schema, logins);
      for (const file of before) await apply(client, file);
      const unknown = await fill(client, from, log);
      for (const file of after) await apply(client, file);
      if (logins.separated) await grant(client, schema);
      await client.query('analyze');
      if (options.files !== undefined) await restoreFiles(from, options.files);
      await client.query('commit');
      return { applied: after.map(({ name }) => name), unknown };
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw told(error, from);
    }
  }).catch((error: unknown) => {
    throw unreachable(error, admin);
  });
  for (const name of restored.applied) log(`Migration ${name} was applied.`);
  return restored;
}

/** What the database or the unpacking says of bytes that were changed is not for whoever sits at the terminal. */
function told(error: unknown, { path }: OpenedBackup): unknown {
  if (error instanceof StartError) return error;
  const code = codeOf(error) ?? '';
  const bad =
    /^(22|23)/.test(code) ||
    /^(ZSTD|Z)_|^ERR_ZSTD|^ERR_BUFFER/.test(code) ||
    (error instanceof Error && /zstd|invalid (relative|local)|unexpected (EOF|end)|end of file/i.test(error.message));
  return bad ? damagedBackup(path, 'what stands in it cannot be read', error) : error;
}

type Done = { name: string; digest: string };
function splitAt(files: readonly File[], done: readonly Done[]): { before: File[]; after: File[] } {
  for (const { name, digest } of done) {
    const file = files.find((one) => one.name === name);
    if (!file)
      throw new StartError(
        'backup',
        `The backup has migration ${name}, which this version of Touyan does not know: install the newer version.`,
      );
    if (file.digest !== digest)
      throw new StartError(
        'backup',
        `Migration ${name} is another one here than where the backup was taken: install the version that took it.`,
      );
  }
  const isDone = ({ name }: File) => done.some((one) => one.name === name);
  return { before: files.filter(isDone), after: files.filter((file) => !isDone(file)) };
}

async function refuseUnlessEmpty(client: pg.Client, schema: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and relkind in ('r', 'p') and not relispartition and relname <> all($2) order by 1`,
    [schema, ofItself],
  );
  for (const { name } of rows) {
    const { rowCount } = await client.query(`select from ${quoted(schema)}.${quoted(name)} limit 1`);
    if (rowCount)
      throw new StartError(
        'backup.notEmpty',
        `The schema ${schema} is not empty (${name} has rows): restore into another database, or into a new DATA_DIR. Nothing was changed.`,
      );
  }
}

/** The schema anew, and its owner at work in it. */
async function remake(client: pg.Client, schema: string, { separated }: Logins): Promise<void> {
  const { rowCount } = await client.query('select from pg_namespace where nspname = $1', [schema]);
  const owner = quoted(ownerOf(schema));
  if (rowCount && separated) await client.query(`set local role ${owner}`);
  if (rowCount) await client.query(`drop schema ${quoted(schema)} cascade`);
  if (rowCount && separated) await client.query('reset role');
  await client.query(`create schema ${quoted(schema)}${separated ? ` authorization ${owner}` : ''}`);
  if (separated) await client.query(`set local role ${owner}`);
  await client.query(`set local search_path to ${quoted(schema)};
    create table migrations (name text primary key, digest text not null, applied_at timestamptz(3) not null default clock_timestamp())`);
}

async function apply(client: pg.Client, { name, text, digest }: File): Promise<void> {
  try {
    await client.query(text);
    await client.query('insert into migrations (name, digest) values ($1, $2) on conflict (name) do nothing', [name, digest]);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new StartError('migrations', `Migration ${name} failed, and nothing was restored: ${error.message}`, error);
  }
}

/** Empties what the migrations wrote, copies the rows in without indexes and constraints, and puts those back, which checks them. */
async function fill(client: pg.Client, from: OpenedBackup, log: (sentence: string) => void): Promise<string[]> {
  const read = async <T>(text: string, values: unknown[] = []) => (await client.query(text, values)).rows as T[];
  const here = await tablesIn(read);
  const known = from.manifest.tables.filter(({ name }) => here.some((one) => one.name === name));
  const unknown = from.manifest.tables.filter((one) => !known.includes(one));
  const back = await takeOff(client);
  // Logs that are only ever added to are empty here, and refuse to be emptied.
  const filled: string[] = [];
  for (const { name } of here) if ((await read(`select 1 from ${quoted(name)} limit 1`)).length > 0) filled.push(quoted(name));
  if (filled.length > 0) await client.query(`truncate ${filled.join(', ')}`);
  for (const table of known) {
    await copyTable(client, from, table);
    if (table.rows >= 10_000) log(`${table.name}: ${table.rows.toLocaleString('en')} rows`);
  }
  for (const statement of back) await client.query(statement);
  for (const { name, last, called } of from.manifest.sequences)
    await client.query(
      `select setval(c.oid, $2::bigint, $3) from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'S' and c.relname = $1`,
      [name, last, called],
    );
  return unknown.filter(({ rows }) => rows > 0).map(({ name }) => name);
}

async function copyTable(
  client: pg.Client,
  from: OpenedBackup,
  { name, columns, rows, bytes, sha256 }: Manifest['tables'][number],
): Promise<void> {
  const { rows: kinds } = await client.query<{ plain: boolean }>(
    `select relkind = 'r' as plain from pg_class where relnamespace = current_schema()::regnamespace and relname = $1`,
    [name],
  );
  // Emptied in this transaction: nobody else can see the rows, so they may be frozen at once and need no vacuum.
  const freeze = kinds[0]?.plain ? ' with (freeze)' : '';
  const into = copyFrom(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin${freeze}`);
  await from.read(partOf(name), { bytes, sha256 }, () => client.query(into));
  if (into.rowCount !== rows) throw damagedBackup(from.path, `${name} has ${into.rowCount} rows instead of ${rows}`);
}

/** Drops what slows copying or asks for an order of tables; returns the statements that bring it back, in their order. Partitioned tables keep theirs. */
async function takeOff(client: pg.Client): Promise<string[]> {
  const { rows: constraints } = await client.query<{ on: string; name: string; said: string }>(`
    select c.oid::regclass::text as "on", quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as said
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and not c.relispartition and k.contype in ('f', 'p', 'u', 'x')
      and not exists (select from pg_constraint f join pg_class r on r.oid = f.conrelid
        where f.contype = 'f' and k.contype <> 'f' and f.conindid = k.conindid and (r.relkind = 'p' or r.relispartition))
    order by k.contype <> 'f', c.relname, k.conname`);
  const { rows: indexes } = await client.query<{ name: string; said: string }>(`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as said
    from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and not c.relispartition
      and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype <> 'f') order by 1`);
  const { rows: triggers } = await client.query<{ on: string }>(`
    select distinct c.oid::regclass::text as "on" from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = current_schema()::regnamespace and not t.tgisinternal and t.tgenabled = 'O'`);
  for (const { on } of triggers) await client.query(`alter table ${on} disable trigger user`);
  for (const { on, name } of constraints) await client.query(`alter table ${on} drop constraint ${name}`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  const foreign = constraints.filter(({ said }) => said.startsWith('FOREIGN'));
  const own = constraints.filter((one) => !foreign.includes(one));
  return [
    ...own.map(({ on, name, said }) => `alter table ${on} add constraint ${name} ${said}`),
    ...indexes.map(({ said }) => said),
    ...foreign.map(({ on, name, said }) => `alter table ${on} add constraint ${name} ${said}`),
    ...triggers.map(({ on }) => `alter table ${on} enable trigger user`),
  ];
}

/** Files are content: one that is there already under its name stays. */
async function restoreFiles(from: OpenedBackup, folder: string): Promise<void> {
  for (const { path, bytes, sha256 } of from.manifest.files) {
    const [full, unfinished] = [join(folder, path), join(folder, `.${sha256}.restoring`)];
    if (existsSync(full)) continue;
    await mkdir(dirname(full), { recursive: true, mode: 0o700 });
    try {
      await from.read(`files/${path}`, { bytes, sha256 }, () => createWriteStream(unfinished, { mode: 0o600 }));
      await rename(unfinished, full);
    } finally {
      await rm(unfinished, { force: true });
    }
  }
}
