// Supervises the PostgreSQL that comes with the project, as a child process. Not schemas and roles (migrate.ts), nor a server of one's own.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fchownSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { codeOf, diskFull, diskFullAtFirst } from './database.ts';
import {
  existingHome,
  installedNative,
  preparePlace,
  program,
  removeSocketFolder,
  socketFolder,
  type Place,
} from './embedded-place.ts';
import { isAlive, isServerOf, readRunning, type Running } from './embedded-lock.ts';
import { StartError } from './env.ts';

export type Embedded = {
  /** The server's superuser, on the database `touyan`. */
  connection: pg.ClientConfig;
  /** True if the server was already running. */
  adopted: boolean;
  /** Fast shutdown, after the pools are closed; nothing where we only attached. */
  stop: () => Promise<void>;
};
export type EmbeddedOptions = {
  dataDir: string;
  /** Use a running server, never start or stop one. */
  attachOnly?: boolean;
  /** Settings of the server beyond its defaults, such as `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>;
  /** The folder of PostgreSQL's programs; npm's unless said. */
  native?: string;
  log?: (sentence: string) => void;
};

const superuser = 'touyan';
const database = 'touyan';
const isWindows = process.platform === 'win32';
/** One supervisor a server: it holds this lock for as long as it lives, so that a killed one leaves nothing behind. */
const supervisorLock = 7_108_121;
const patience = 60_000;

/** Starts the server of a data folder, or adopts one that a killed parent left; refuses with `server.held` where another process supervises it. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  if (options.attachOnly) return attach(options.dataDir);
  const log = options.log ?? console.error;
  const place = preparePlace(options.dataDir, options.native ?? installedNative(), log);
  const held = await hold(place, options, log);
  const state: Supervision = { client: held.client, stopping: false, recovery: null };
  const recover = async () => {
    log('The database server has ended unexpectedly; it is started again.');
    const client = await holdAgain(place, options, log, state);
    if (client) watch(client);
  };
  const watch = (client: pg.Client) => {
    state.client = client;
    client.once('end', () => {
      if (!state.stopping) state.recovery = recover();
    });
  };
  watch(held.client);
  const end = async () => {
    state.stopping = true;
    await state.recovery;
    await shutDown(place, log);
    await state.client.end().catch(() => {});
  };
  let ended: Promise<void> | null = null;
  return {
    connection: connectionTo(held.running, place.home, database),
    adopted: held.adopted,
    stop: () => (ended ??= end()),
  };
}
type Supervision = { client: pg.Client; stopping: boolean; recovery: Promise<void> | null };

/** For commands: supervises the server while the command runs, or attaches to the one that `npm start` supervises. */
export async function attachOrStart(options: EmbeddedOptions): Promise<Embedded> {
  try {
    return await startEmbedded(options);
  } catch (error) {
    if (error instanceof StartError && error.code === 'server.held') return attach(options.dataDir);
    throw error;
  }
}

/** Calls `stop` once at the first SIGINT, SIGTERM or SIGHUP and ends the process; a second signal ends it at once. What serves has ended well then (0); a command was broken off. */
export function stopOnSignals(stop: () => Promise<void>, as: 'server' | 'command' = 'server') {
  let asked = false;
  for (const [signal, number] of [
    ['SIGHUP', 1],
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    process.on(signal, () => {
      if (asked) process.exit(128 + number);
      asked = true;
      stop().then(
        () => process.exit(as === 'server' ? 0 : 128 + number),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}

async function attach(dataDir: string): Promise<Embedded> {
  const home = existingHome(dataDir);
  const running = home && readRunning(join(home, 'cluster'));
  if (!home || !running) {
    throw new StartError('server.notRunning', `No database server is running on ${dataDir}: start Touyan first (npm start).`);
  }
  return { connection: connectionTo(running, home, database), adopted: true, stop: async () => {} };
}

function connectionTo({ host, port }: Running, home: string, name: string): pg.ClientConfig {
  const password = isWindows ? { password: readFileSync(join(home, 'password'), 'utf8') } : {};
  return { host, port, user: superuser, database: name, ssl: false, ...password };
}

type Held = { running: Running; client: pg.Client; adopted: boolean };

/** Brings a server up, if none is, and takes the supervisor's lock on it. */
async function hold(place: Place, options: EmbeddedOptions, log: (sentence: string) => void): Promise<Held> {
  makeCluster(place, options);
  const deadline = Date.now() + patience;
  let child: Child | null = null;
  while (Date.now() < deadline) {
    const running = readRunning(place.cluster, log);
    const client = running && (await takeLock(running, place, options.dataDir));
    if (running && client) {
      place.address = running;
      if (!child)
        log(
          `A database server was already running on ${options.dataDir} (process ${running.pid}); it goes on under this process.`,
        );
      return { running, client, adopted: !child };
    }
    if (child?.ended()) {
      const sentence = whyNot(child.said(), place, options.dataDir);
      if (sentence) throw sentence;
      child = null;
    } else if (!running && !child) child = launch(place, options.settings ?? {});
    await sleep(child ? 20 : 200);
  }
  throw new StartError(
    'server',
    `The database server did not start within ${patience / 1000} s: its log is ${join(place.home, 'server.log')}.`,
  );
}

/** Tries until the server runs again (a full disk may have room again), the app stops, or another process has taken the server over. */
async function holdAgain(
  place: Place,
  options: EmbeddedOptions,
  log: (sentence: string) => void,
  state: Supervision,
): Promise<pg.Client | null> {
  for (let wait = 500; !state.stopping; wait = Math.min(wait * 2, 30_000)) {
    try {
      const { client } = await hold(place, options, log);
      log('The database server is running again.');
      return client;
    } catch (error) {
      log(error instanceof Error ? error.message : String(error));
      if (error instanceof StartError && error.code === 'server.held') return null;
    }
    for (const until = Date.now() + wait; !state.stopping && Date.now() < until; ) await sleep(100);
  }
  return null;
}

/** The lock's session, or null while the server cannot be reached yet. Refuses if another process holds it. */
async function takeLock(running: Running, place: Place, dataDir: string): Promise<pg.Client | null> {
  const client = new pg.Client({
    ...connectionTo(running, place.home, 'postgres'),
    application_name: `touyan supervisor ${process.pid}`,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [supervisorLock]);
    if (rows[0]?.mine) {
      const found = await client.query('select 1 from pg_database where datname = $1', [database]);
      if (found.rowCount === 0) await client.query(`create database ${database}`);
      return client;
    }
    const holder = await client.query<{ name: string }>(
      `select application_name as name from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and objid = $1 and granted`,
      [supervisorLock],
    );
    const pid = holder.rows[0]?.name.split(' ').at(-1);
    if (!pid) throw new Error('The lock was given up just now.');
    throw new StartError(
      'server.held',
      `Touyan is already running on ${dataDir} (process ${pid}): stop that one first, or choose another folder with DATA_DIR.`,
    );
  } catch (error) {
    await client.end().catch(() => {});
    if (error instanceof StartError) throw error;
    if (codeOf(error) === 'EACCES')
      throw new StartError(
        'folder',
        `The database server on ${dataDir} runs as another account (process ${running.pid}): start Touyan as that account.`,
        error,
      );
    if (codeOf(error) === '53100') throw new StartError('diskFull', diskFull(place.home), error);
    return null;
  }
}

type Child = { ended: () => boolean; said: () => string };

function launch(place: Place, settings: Record<string, string>): Child {
  const logFile = join(place.home, 'server.log');
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 5_000_000) renameSync(logFile, `${logFile}.1`);
  const from = size > 5_000_000 ? 0 : size;
  const out = openSync(logFile, 'a', 0o600);
  if (place.account) fchownSync(out, place.account.uid, place.account.gid);
  const all = {
    listen_addresses: '',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '200',
    ...ways(place),
    ...settings,
  };
  const args = ['-D', place.cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  // A process group of its own: the terminal's ^C must not end it before the app has closed its connections.
  const child = spawn(program(place.native, 'postgres'), args, {
    ...asAccount(place),
    detached: true,
    stdio: ['ignore', out, out],
  });
  closeSync(out);
  child.unref();
  let failed = '';
  child.once('error', (error) => (failed = error.message));
  return {
    ended: () => child.exitCode !== null || child.signalCode !== null || failed !== '',
    said: () => failed + tail(logFile, from),
  };
}

/** How clients reach it: a socket in a private folder; on Windows the loopback address and a password in a private file. */
function ways(place: Place): Record<string, string> {
  if (isWindows) {
    const port = place.address?.port ?? 20_000 + (randomBytes(2).readUInt16BE() % 20_000);
    return { listen_addresses: '127.0.0.1', port: String(port) };
  }
  return { unix_socket_directories: place.address?.host ?? socketFolder(place), unix_socket_permissions: '0700' };
}

function asAccount({ account }: Place) {
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', ...(isWindows && { SystemRoot: process.env.SystemRoot }) };
  return { cwd: '/', env, ...(account && { uid: account.uid, gid: account.gid }) };
}

/** Makes the cluster beside its place and moves it there whole: a process killed meanwhile, or two at once, leave none half made. */
function makeCluster(place: Place, options: EmbeddedOptions) {
  for (const name of readdirSync(place.home)) {
    const maker = /^cluster\.new-(\d+)$/.exec(name)?.[1];
    if (maker && (Number(maker) === process.pid || !isAlive(Number(maker)))) rmSync(join(place.home, name), { recursive: true });
  }
  if (existsSync(join(place.cluster, 'PG_VERSION'))) return;
  const fresh = `${place.cluster}.new-${process.pid}`;
  // The locale is PostgreSQL's own, so that no system update can change the order of an index.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const auth = isWindows
    ? [`--pwfile=${password(place.home)}`, '--auth=scram-sha-256']
    : ['--auth-local=trust', '--auth-host=reject'];
  const quick = options.settings?.fsync === 'off' ? ['--no-sync'] : [];
  const args = ['-D', fresh, '-U', superuser, ...locale, ...auth, ...quick, '--no-instructions'];
  const made = spawnSync(program(place.native, 'initdb'), args, { ...asAccount(place), encoding: 'utf8' });
  try {
    if (made.status !== 0)
      throw whyNot(`${made.error?.message ?? ''}${made.stderr}`, place, options.dataDir) ?? new Error(made.stderr);
    renameSync(fresh, place.cluster);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(join(place.cluster, 'PG_VERSION'))) throw error;
  }
}

function password(home: string): string {
  const file = join(home, 'password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return file;
}

/** What the server's last words mean for whoever reads them; null where trying again is right (another one is just starting or ending). */
function whyNot(said: string, place: Place, dataDir: string): StartError | null {
  if (/lock file "postmaster\.pid" already exists|pre-existing shared memory block|is starting up/.test(said)) return null;
  const log = join(place.home, 'server.log');
  if (/No space left on device|Disk quota exceeded/.test(said))
    return new StartError(
      'diskFull',
      existsSync(join(place.cluster, 'PG_VERSION')) ? diskFull(dataDir) : diskFullAtFirst(dataDir),
    );
  if (/database files are incompatible with server|initialized by PostgreSQL version/.test(said)) {
    const version = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim();
    return new StartError(
      'server.version',
      `The data in ${place.home} were written by PostgreSQL ${version}, and the installed one is another: restore a backup into a new DATA_DIR, or install the version of Touyan that wrote them.`,
    );
  }
  if (/error while loading shared libraries: (\S+):/.test(said)) {
    const [, library] = /error while loading shared libraries: (\S+):/.exec(said) ?? [];
    return new StartError(
      'server.missing',
      `The embedded PostgreSQL lacks ${library}: run \`npm ci\` again with install scripts allowed, or set DATABASE_URL.`,
    );
  }
  const last = said.split('\n').findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? said.trim().split('\n').at(-1) ?? '';
  return new StartError(
    'server',
    `The database server does not start: ${last.replace(/^.*?(FATAL|PANIC|error):\s*/i, '')} (${log})`,
  );
}

function tail(file: string, from: number): string {
  const size = statSync(file).size;
  const start = Math.max(from, size - 20_000);
  const bytes = Buffer.alloc(Math.max(0, size - start));
  const read = openSync(file, 'r');
  readSync(read, bytes, 0, bytes.length, start);
  closeSync(read);
  return bytes.toString('utf8');
}

async function shutDown({ cluster, native }: Place, log: (sentence: string) => void) {
  const running = readRunning(cluster);
  if (!running) return;
  if (isWindows) spawnSync(program(native, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w']);
  else process.kill(running.pid, 'SIGINT');
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(10))
    if (!isServerOf(running.pid, cluster)) return removeSocketFolder(running.host);
  log('The database server does not end in order; it is stopped at once and will recover at the next start.');
  process.kill(running.pid, 'SIGQUIT');
}
