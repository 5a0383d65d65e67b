// Faults of the disk, on a small one in memory that only root can mount.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { unreachable } from '../../src/platform/server/database.ts';
import { ask, endAll, expectRead, finish, isRoot, served, start, until, type Fault, type Trial } from './run.ts';

/** Does it on a disk of some megabytes, or says why not. */
async function onSmallDisk(
  folder: string,
  megabytes: number,
  fault: string,
  work: (disk: string) => Promise<Fault>,
): Promise<Fault> {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  const mounted =
    isRoot() && spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', disk]).status === 0;
  if (!mounted) return { fault, done: 'Not tried: a small disk can only be mounted by root.', read: '', skipped: true };
  try {
    return await work(disk);
  } finally {
    await endAll(folder);
    spawnSync('umount', ['-l', disk]);
  }
}

/** Writes a file that leaves only some kilobytes free. */
function fill(disk: string, leave = 0): string {
  const ballast = join(disk, 'ballast');
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
  return ballast;
}

const full = 'The disk is full';

export const diskFullAtFirst: Trial = (folder) =>
  onSmallDisk(folder, 20, `${full} at the first start`, async (disk) => {
    const touyan = start('serve', join(disk, 'data'));
    if ((await touyan.exit) !== 1) throw new Error('It started nevertheless.');
    return {
      fault: `${full} at the first start`,
      done: 'Started on a new disk of 20 MB.',
      read: expectRead(touyan.lines, /has no room for it: make room .* Nothing was begun/),
    };
  });

export const diskFilled: Trial = (folder) =>
  onSmallDisk(folder, 160, `${full} while Touyan runs`, async (disk) => {
    const touyan = start('serve', join(disk, 'data'));
    const connection = await served(touyan);
    await ask(connection, 'create table kept (a int, filler text)');
    const ballast = fill(disk, 200_000);
    const { acknowledged, read } = await insertUntilRefused(connection);
    rmSync(ballast);
    let rows = 0;
    for (
      const deadline = Date.now() + 30_000;
      rows === 0 && Date.now() < deadline;
      await new Promise((done) => setTimeout(done, 200))
    )
      rows = await addOne(connection).catch(() => 0);
    await finish(touyan);
    if (rows !== acknowledged + 1) throw new Error(`${acknowledged} rows and one more were acknowledged, ${rows} are there.`);
    return {
      fault: `${full} while Touyan runs`,
      done: `Filled the disk under the server: ${acknowledged} rows were acknowledged before the refusal; with room again it went on, and all were there.`,
      read: [read, ...touyan.lines.filter((line) => !/Running as root/.test(line))].join('\n'),
    };
  });

export const diskWithoutJournal: Trial = (folder) =>
  onSmallDisk(folder, 110, `${full} and the server's journal cannot go on`, async (disk) => {
    const touyan = start('serve', join(disk, 'data'));
    const connection = await served(touyan);
    await ask(connection, 'create table kept (a int)');
    const ballast = fill(disk, 100_000);
    let acknowledged = 0;
    const goOn = async () => {
      const added = await ask(connection, 'insert into kept values (1)').catch(() => null);
      if (added) acknowledged++;
      await ask(connection, 'select pg_switch_wal()').catch(() => null);
      return touyan.lines.some((line) => /is full/.test(line));
    };
    await until('the server cannot go on', goOn, 30_000);
    rmSync(ballast);
    await until('the server runs again', () => touyan.lines.some((line) => /running again/.test(line)), 30_000);
    const [row] = await ask(connection, 'select count(*)::int as rows from kept');
    await finish(touyan);
    if ((row as { rows: number }).rows < acknowledged) throw new Error('Acknowledged rows are lost.');
    return {
      fault: `${full} and the server's journal cannot go on`,
      done: `Filled the disk until the server stopped itself, after ${acknowledged} acknowledged rows; with room again it was started and all were there.`,
      read: [...new Set(touyan.lines.filter((line) => !/Running as root/.test(line)))].join('\n'),
    };
  });

async function addOne(connection: string): Promise<number> {
  await ask(connection, `insert into kept values (0)`);
  const [row] = await ask(connection, 'select count(*)::int as rows from kept');
  return (row as { rows: number }).rows;
}

async function insertUntilRefused(connection: string): Promise<{ acknowledged: number; read: string }> {
  const login: pg.ClientConfig = JSON.parse(connection);
  const client = new pg.Client(login);
  client.on('error', () => {});
  await client.connect();
  let acknowledged = 0;
  try {
    for (;;) {
      await client.query(`insert into kept select g, repeat(md5(g::text), 200) from generate_series(1, 1) g`);
      acknowledged++;
    }
  } catch (error) {
    const said = unreachable(error, login);
    return { acknowledged, read: said instanceof Error ? said.message : String(said) };
  } finally {
    await client.end().catch(() => {});
  }
}
