// Opens the database: pool, Kysely, how types come back. Not schemas, roles and migrations (migrate.ts), nor the server (embedded-postgres.ts).
import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { StartError } from './env.ts';

export type Db<T> = Kysely<T>;
export type Tx<T> = Transaction<T>;

/** The same database as one module sees it: the tables that the module's type names. In the composition root alone. */
export const seenAs = <T>(db: object): Db<T> => db as unknown as Db<T>;

/** A transaction likewise, for what several modules do in one. In the composition root alone. */
export const withinAs = <T>(tx: object): Tx<T> => tx as unknown as Tx<T>;

export type Database<T> = { pool: pg.Pool; db: Kysely<T>; close: () => Promise<void> };

export type DatabaseOptions = {
  /** The app's login as `migrate` returns it, or any other. */
  connection: pg.ClientConfig;
  /** The schema that unqualified names must mean on this connection; checked at opening. */
  schema: string;
  /** Connections at most, 10 unless said. */
  max?: number;
  /** Whether a second connection within an act is a fault at once (tests), or is told in the log. */
  strict?: boolean;
  log?: (sentence: string) => void;
};

/** Schema of a city: `touyan_changzhou`. A hyphen in the code becomes an underscore. */
export const schemaOf = (city: string): string => `touyan_${city.replaceAll('-', '_')}`;

const asText = (value: string): string => value;
/** Arrays of one dimension, of values that PostgreSQL never quotes. */
const asTexts = (value: string): (string | null)[] =>
  value === '{}'
    ? []
    : value
        .slice(1, -1)
        .split(',')
        .map((one) => (one === 'NULL' ? null : one));
/** By type's oid: `int8`, `date`, `numeric` and arrays of them stay text, so that no day gets an hour and no amount is rounded. */
const parsers = new Map<number, (value: string) => unknown>([
  [20, asText],
  [1082, asText],
  [1700, asText],
  [1016, asTexts],
  [1182, asTexts],
  [1231, asTexts],
]);

/** The types of each connection: `timestamptz` is a `Date`, `jsonb` is parsed, what `parsers` names is text. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format),
};

/** The connection of an address (`postgres://…`), in parts, so that user and database can be changed. */
export function connectionOf(url: string): pg.ClientConfig {
  const { user, password, host, port, database, ssl } = new pg.Client({ connectionString: url });
  const options = new URL(url).searchParams.get('options');
  return {
    host,
    port,
    ssl,
    ...(user && { user }),
    ...(database && { database }),
    ...(password && { password }),
    ...(options && { options }),
  };
}

/** Adds settings to those that a connection asks for when it begins. */
export const withSettings = (connection: pg.ClientConfig, settings: Record<string, string>): pg.ClientConfig => ({
  ...connection,
  options: [
    connection.options,
    ...Object.entries(settings).map(([name, value]) => `-c ${name}=${value.replaceAll(/[\\ ]/g, '\\$&')}`),
  ]
    .filter(Boolean)
    .join(' '),
});

const holding = new AsyncLocalStorage<true>();
/** Runs what holds a connection. It may ask for no second one: as many at once as the pool has would wait for one another for ever. */
export const whileHolding = <R>(work: () => Promise<R>): Promise<R> => holding.run(true, work);

/** Tells who asks the pool for a connection while he holds one. */
function watchHolders(pool: pg.Pool, tell: (fault: Error) => void): void {
  const connect = pool.connect.bind(pool);
  pool.connect = ((given?: Parameters<typeof connect>[0]) => {
    if (holding.getStore()) tell(new Error('an act asks for a second connection of the pool: read through its own transaction'));
    return given ? connect(given) : connect();
  }) as typeof pool.connect;
}

/** Opens the pool and looks once whether it reaches the right schema of a new enough server. Throws `StartError`. */
export async function openDatabase<T>(options: DatabaseOptions): Promise<Database<T>> {
  const log = options.log ?? console.error;
  const pool = new pg.Pool({ ...options.connection, types, max: options.max ?? 10, application_name: `touyan ${process.pid}` });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => log(`A database connection was lost and will be replaced: ${error.message}`));
  // The same while it is in use, between two statements of a transaction: the next statement fails, and that is told.
  pool.on('connect', (client) => client.on('error', () => {}));
  watchHolders(pool, (fault) => {
    if (options.strict) throw fault;
    log(fault.stack ?? fault.message);
  });
  try {
    const { rows } = await pool.query<{ schema: string | null; version: number }>(
      `select current_schema() as schema, current_setting('server_version_num')::int as version`,
    );
    const [found] = rows;
    if (!found) throw new Error('The database answered nothing.');
    refuseOldServer(found.version);
    if (found.schema !== options.schema)
      throw new StartError(
        'database.schema',
        `The database login reads ${found.schema ? `schema ${found.schema}` : 'no schema'}, not ${options.schema}: run \`npm run touyan -- migrate\`.`,
      );
  } catch (error) {
    await pool.end();
    throw unreachable(error, options.connection);
  }
  const db = new Kysely<T>({ dialect: new PostgresDialect({ pool }) });
  return { pool, db, close: () => db.destroy() };
}

/** `version` as `server_version_num` has it. */
export function refuseOldServer(version: number): void {
  if (version >= 150_000) return;
  const found = `${Math.floor(version / 10_000)}`;
  throw new StartError(
    'database.version',
    `Touyan needs PostgreSQL 15 or newer, and the server of DATABASE_URL is PostgreSQL ${found}: upgrade it, or leave DATABASE_URL out.`,
  );
}

/** Says in one sentence why the database does not answer; other errors come back as they are. */
export function unreachable(error: unknown, connection: pg.ClientConfig): unknown {
  if (error instanceof StartError) return error;
  const code = codeOf(error);
  const at = `${connection.host ?? 'localhost'}${connection.host?.startsWith('/') ? '' : `:${connection.port ?? 5432}`}`;
  const sentences: Record<string, string> = {
    ECONNREFUSED: `No database server answers at ${at}: is it running, and is DATABASE_URL right?`,
    ENOENT: `No database server answers at ${at}: is it running, and is DATABASE_URL right?`,
    ETIMEDOUT: `The database server at ${at} does not answer in time: is DATABASE_URL right, and may this machine reach it?`,
    ENOTFOUND: `The database server's host ${connection.host} is not known: is DATABASE_URL right?`,
    EAI_AGAIN: `The database server's host ${connection.host} is not known: is DATABASE_URL right?`,
    '28P01': `The database server at ${at} does not accept the password of ${connection.user}.`,
    '28000': `The database server at ${at} does not let ${connection.user} in.`,
    '3D000': `The database ${connection.database} does not exist on the server at ${at}: create it, or correct DATABASE_URL.`,
    '53300': `The database server at ${at} has no connection left: raise max_connections, or run fewer processes.`,
    '53100': diskFull(),
  };
  return code && sentences[code] ? new StartError('database', sentences[code], error) : error;
}

/** What is said when no more can be written. */
export const diskFull = (place?: string): string =>
  `The disk of the database${place ? ` (${place})` : ''} is full: make room. Everything that was acknowledged is kept; nothing new can be written until then.`;

/** The same where there are no data yet. */
export const diskFullAtFirst = (place: string): string =>
  `The disk of the database (${place}) has no room for it: make room (150 MB at the least), or choose another folder with DATA_DIR. Nothing was begun.`;

/** The code of a driver's or PostgreSQL's error; of the first one when several addresses were tried. */
export function codeOf(error: unknown): string | null {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Has the database look at its tables anew after much was written: until then it plans as if they were as before. */
export const analyzeTables = <T>(db: Kysely<T>): Promise<unknown> => sql`select analyze_tables()`.execute(db);
