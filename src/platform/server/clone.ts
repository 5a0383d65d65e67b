// Copies a city's schema into another of the same server: its tables as the migrations make them, then the rows. Not a backup.
import pg from 'pg';
import { codeOf, types } from './database.ts';

export type CloneOptions = {
  /** A login that reaches both schemas: that of `migrate`. */
  admin: pg.ClientConfig;
  from: string;
  /** Migrated already, and its tables empty or to be emptied. */
  to: string;
  /** Tables whose rows stay behind: what is personal, who signs in, what is under way. */
  without: readonly string[];
};

const quoted = pg.escapeIdentifier;
/** Kept in the settings of a clone when it is whole: what a stop broke off is begun anew. */
const mark = 'clonedAt';

/** Copies all rows but those of `without`, in one transaction with one view of the city; a clone that is whole stays as it is. */
export async function cloneSchema(options: CloneOptions): Promise<'cloned' | 'whole'> {
  const client = new pg.Client({ ...options.admin, types, application_name: `touyan clone ${process.pid}` });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read');
    await client.query(`select pg_advisory_xact_lock(hashtext('touyan clone'), hashtext($1))`, [options.to]);
    const done = await copied(client, options);
    await client.query('commit');
    return done;
  } finally {
    await client.end().catch(() => {});
  }
}

async function copied(client: pg.Client, { from, to, without }: CloneOptions): Promise<'cloned' | 'whole'> {
  const settings = `${quoted(to)}.settings`;
  const { rowCount: whole } = await client.query(`select 1 from ${settings} where name = $1`, [mark]);
  if (whole) return 'whole';
  const tables = inOrder(await tablesOf(client, to));
  // What the migrations themselves wrote. Logs that are only ever added to are empty, and refuse to be emptied.
  for (const { name } of tables.toReversed()) {
    const place = `${quoted(to)}.${quoted(name)}`;
    const { rowCount: filled } = await client.query(`select 1 from ${place} limit 1`);
    if (filled) await client.query(`delete from ${place}`);
  }
  const left = new Set(without);
  // In order: what refers to rows that stay behind stays behind as well.
  for (const { name, needs } of tables) if (needs.some((one) => left.has(one))) left.add(name);
  for (const { name, columns } of tables.filter((one) => !left.has(one.name))) {
    const listed = columns.map(quoted).join(', ');
    await client.query(
      `insert into ${quoted(to)}.${quoted(name)} (${listed}) overriding system value select ${listed} from ${quoted(from)}.${quoted(name)}`,
    );
  }
  await goOnCounting(client, from, to);
  await client.query(`insert into ${settings} (name, value) values ($1, now()::text)`, [mark]);
  return 'cloned';
}

type Table = { name: string; columns: string[]; needs: string[] };

/** Tables with the columns that can be written, and the tables that each refers to. */
async function tablesOf(client: pg.Client, schema: string): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name,
       array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '' order by attnum) as columns,
       array(select distinct r.relname::text from pg_constraint k join pg_class r on r.oid = k.confrelid
         where k.conrelid = c.oid and k.contype = 'f' and r.oid <> c.oid) as needs
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migrations' order by 1`,
    [schema],
  );
  return rows;
}

/** Each table after those that it refers to. */
function inOrder(tables: readonly Table[]): Table[] {
  const left = [...tables];
  const ordered: Table[] = [];
  while (left.length > 0) {
    const next = left.findIndex((one) => one.needs.every((name) => ordered.some((before) => before.name === name)));
    if (next < 0) throw new Error(`tables that refer to each other in a ring: ${left.map(({ name }) => name).join(', ')}`);
    ordered.push(...left.splice(next, 1));
  }
  return ordered;
}

/** Sequences of the clone go on where the city's stand. */
async function goOnCounting(client: pg.Client, from: string, to: string): Promise<void> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    'select sequencename as name, last_value as last from pg_sequences where schemaname = $1',
    [from],
  );
  for (const { name, last } of rows)
    if (last !== null) await client.query('select setval($1::regclass, $2)', [`${quoted(to)}.${quoted(name)}`, last]);
}

/** Drops a schema with its logins. Whoever is connected through them has six seconds to let go, and is then cut off. False when there is none. */
export async function dropSchema(admin: pg.ClientConfig, schema: string): Promise<boolean> {
  const client = new pg.Client({ ...admin, types, application_name: `touyan clear ${process.pid}` });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('touyan clone'), hashtext($1))`, [schema]);
    const { rowCount: there } = await client.query('select 1 from pg_namespace where nspname = $1', [schema]);
    if (!there) return false;
    await letGo(client, `${schema}_app`);
    await client.query(`drop schema ${quoted(schema)} cascade`);
    for (const role of [`${schema}_app`, `${schema}_owner`]) await dropRole(client, role);
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}

async function letGo(client: pg.Client, login: string): Promise<void> {
  for (let left = 30; left > 0; left--) {
    const { rowCount } = await client.query('select 1 from pg_stat_activity where usename = $1', [login]);
    if (!rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [login]);
}

/** Logins belong to all databases of a server: one that another database needs stays. */
async function dropRole(client: pg.Client, role: string): Promise<void> {
  try {
    await client.query(`drop role if exists ${quoted(role)}`);
  } catch (error) {
    if (codeOf(error) !== '2BP01') throw error;
  }
}
