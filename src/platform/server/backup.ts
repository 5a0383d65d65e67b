// Copies a city's schema out, as one instant saw it, and its files after it. Any table, whichever module owns it. Not the way back (restore.ts).
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';
import { type ArchiveWriter, createArchive } from './archive.ts';
import { types, unreachable } from './database.ts';
import { StartError } from './env.ts';
import { ownerOf, projectFolder, readFiles } from './migrate.ts';

const written = { bytes: z.number().int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) };
/** Names of tables, columns and sequences as migrations write them; they are quoted all the same. */
const named = z.string().min(1).max(63);
/** A digest of a file is its name, or the end of its path: nothing leads out of the folder. */
const filePath = z.string().regex(/^(?!.*(^|\/)\.)[\w.-]+(\/[\w.-]+)*$/);

/** Version 1 of the format: `manifest.json`. Described in docs/operations.md. */
export const manifestShape = z.object({
  format: z.literal('touyan-backup'),
  version: z.literal(1),
  city: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  product: z.string(),
  server: z.string(),
  /** The instant of the snapshot, by the database's clock. */
  takenAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })).min(1),
  tables: z.array(z.object({ name: named, columns: z.array(named).min(1), rows: z.number().int().min(0), ...written })),
  /** Tables whose rows are left out: sessions, and what refers to them. */
  omitted: z.array(named),
  sequences: z.array(z.object({ name: named, last: z.string().regex(/^-?\d+$/), called: z.boolean() })),
  files: z.array(z.object({ path: filePath, ...written })),
  /** What the city said at the snapshot, added by whoever knows what the tables mean. */
  statement: z.unknown(),
});
export type Manifest = z.infer<typeof manifestShape>;

/** Reads with the snapshot's connection what the statement needs. */
export type Snapshot = { read: <T>(text: string, values?: unknown[]) => Promise<T[]> };

export type BackupOptions<S> = {
  admin: pg.ClientConfig;
  schema: string;
  city: string;
  product: string;
  /** The file to be made. */
  path: string;
  /** Folder of the file store; left out where there is none. */
  files?: string | undefined;
  log?: ((sentence: string) => void) | undefined;
  /** Runs in the snapshot, before the tables are copied. */
  snapshot: (of: Snapshot) => Promise<S>;
  /** Runs after it, when all tables are copied; `behind`: migrations of this version that the schema has not seen. */
  statement: (seen: S, behind: readonly string[]) => Promise<unknown>;
};
export type Backup = { path: string; digest: string; manifest: Manifest };

/** Rows that a restored house must not have: who is signed in, or was then. */
const leftOut: readonly string[] = ['sessions'];

/** Takes a backup beside a house that goes on. Nothing is locked; what commits after the first moment is not in it. Throws `StartError`. */
export async function backup<S>(options: BackupOptions<S>): Promise<Backup> {
  const archive = await createArchive(options.path);
  try {
    const { manifest, seen, behind } = await copyOut(options, archive);
    manifest.files = options.files === undefined ? [] : await addFiles(archive, options.files);
    manifest.statement = await options.statement(seen, behind);
    const digest = await archive.close(`${JSON.stringify(manifest, null, 1)}\n`);
    return { path: options.path, digest, manifest };
  } catch (error) {
    await archive.abandon();
    throw unreachable(error, options.admin);
  }
}

async function copyOut<S>({ admin, schema, city, product, log, snapshot }: BackupOptions<S>, archive: ArchiveWriter) {
  const client = new pg.Client({ ...admin, types, application_name: `touyan backup ${process.pid}` });
  client.on('error', () => {});
  try {
    await client.connect();
    await enter(client, schema);
    const read = async <T>(text: string, values: unknown[] = []) => (await client.query(text, values)).rows as T[];
    const [now] = await read<{ at: Date; server: string }>(
      `select date_trunc('milliseconds', clock_timestamp()) as at, current_setting('server_version') as server`,
    );
    if (!now) throw new Error('the database did not say the time');
    const migrations = await read<{ name: string; digest: string }>('select name, digest from migrations order by name');
    const omitted = await omittedIn(read);
    const manifest: Manifest = {
      format: 'touyan-backup',
      version: 1,
      city,
      product,
      server: now.server,
      takenAt: now.at.toISOString(),
      migrations,
      tables: [],
      omitted,
      sequences: await sequencesIn(read),
      files: [],
      statement: null,
    };
    const seen = await snapshot({ read });
    for (const { name, columns } of await tablesIn(read)) {
      if (omitted.includes(name)) continue;
      const from = copyTo(`copy (select ${columns.map(quoted).join(', ')} from ${quoted(name)}) to stdout`);
      const part = await archive.add(partOf(name), client.query(from));
      manifest.tables.push({ name, columns, rows: from.rowCount, ...part });
      if (from.rowCount >= 10_000) log?.(`${name}: ${from.rowCount.toLocaleString('en')} rows`);
    }
    await client.query('commit');
    const behind = readFiles(projectFolder)
      .map((one) => one.name)
      .filter((name) => !migrations.some((one) => one.name === name));
    return { manifest, seen, behind };
  } finally {
    await client.end().catch(() => {});
  }
}

const quoted = pg.escapeIdentifier;
export const partOf = (table: string): string => `tables/${table}.copy.zst`;

/** Begins the snapshot as the schema's owner, who may read all of it. */
async function enter(client: pg.Client, schema: string): Promise<void> {
  const { rows: found } = await client.query<{ owner: string }>(
    'select pg_get_userbyid(nspowner) as owner from pg_namespace where nspname = $1',
    [schema],
  );
  const [one] = found;
  if (!one) throw new StartError('backup', `There is no schema ${schema} in this database: nothing to back up.`);
  if (one.owner === ownerOf(schema)) await client.query(`set role ${quoted(one.owner)}`);
  await client.query(`set search_path to ${quoted(schema)}; set time zone 'UTC'; set datestyle to 'ISO';
    set intervalstyle to 'postgres'; set extra_float_digits to 1; set bytea_output to 'hex'`);
  await client.query('begin isolation level repeatable read read only');
  const { rows } = await client.query(`select from pg_tables where schemaname = $1 and tablename = 'migrations'`, [schema]);
  if (rows.length === 0) throw new StartError('backup', `The schema ${schema} was never migrated: there is nothing to back up.`);
}

type Read = Snapshot['read'];

/** Tables with the columns that are written, in order: what the database computes itself it computes anew. Partitions come with what they are parts of. */
export const tablesIn = (read: Read): Promise<{ name: string; columns: string[] }[]> =>
  read(`select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    group by c.oid, c.relname order by c.relname`);

const sequencesIn = (read: Read): Promise<Manifest['sequences']> =>
  read(`select sequencename as name, coalesce(last_value, start_value)::text as last, last_value is not null as called
    from pg_sequences where schemaname = current_schema() order by 1`);

async function omittedIn(read: Read): Promise<string[]> {
  const rows = await read<{ name: string }>(
    `with recursive omitted (id) as (
       select oid from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and relname = any($1)
       union select k.conrelid from pg_constraint k join omitted o on k.confrelid = o.id where k.contype = 'f')
     select relname as name from pg_class join omitted on id = oid order by 1`,
    [leftOut],
  );
  return rows.map(({ name }) => name);
}

/** Files are written once, under their digest, before the row that names them: copied after the tables, none is missing. */
async function addFiles(archive: ArchiveWriter, folder: string): Promise<Manifest['files']> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const kept: Manifest['files'] = [];
  for (const one of found
    .filter((entry) => entry.isFile())
    .toSorted((a, b) => (join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1))) {
    const full = join(one.parentPath, one.name);
    const path = full.slice(folder.length + 1).replaceAll('\\', '/');
    // What is just being written has a name of its own kind.
    if (!filePath.safeParse(path).success) continue;
    kept.push({ path, ...(await archive.add(`files/${path}`, createReadStream(full))) });
  }
  return kept;
}
