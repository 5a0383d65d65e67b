// Which database server runs on a cluster: what its lock file tells, and whether that is still true. Starts and stops nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './database.ts';
import { StartError } from './env.ts';

/** `host`: the folder of its socket, on Windows an address. */
export type Running = { pid: number; port: number; host: string };

const isWindows = process.platform === 'win32';

/** The server that `postmaster.pid` tells of, if it lives. A lock file whose process is another program by now is removed when `log` is given. */
export function readRunning(cluster: string, log?: (sentence: string) => void): Running | null {
  const file = join(cluster, 'postmaster.pid');
  const [first = '', , , port = '', socket = '', address = ''] = readLines(file);
  const pid = Number(first);
  if (!(pid > 0) || !isAlive(pid)) return null;
  if (!isServerOf(pid, cluster)) {
    if (log && readLines(file)[0] === first) {
      // In a copied folder the file names the socket of the folder that it was copied from, whose server may be alive.
      const own = join(cluster, '..', 'socket');
      const folders = isServer(pid) ? [own] : [own, socket].filter(Boolean);
      for (const beside of folders.map((folder) => join(folder, `.s.PGSQL.${port}.lock`)))
        if (readLines(beside)[0] === first) rmSync(beside, { force: true });
      rmSync(file, { force: true });
      log(
        `A lock file that a crashed database server had left was removed (process ${pid} is ${isServer(pid) ? 'the server of another folder' : 'no database server'}).`,
      );
    }
    return null;
  }
  // The socket's folder stands in the file a moment after its first lines.
  return port && (socket || address) ? { pid, port: Number(port), host: socket || address } : { pid, port: 5432, host: cluster };
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH') return [];
    if (codeOf(error) === 'EACCES')
      throw new StartError(
        'folder',
        `The database's folder belongs to another account (${file}): start Touyan as that account.`,
        error,
      );
    throw error;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Whether the process is the server of this cluster: numbers of processes are used again. */
export function isServerOf(pid: number, cluster: string): boolean {
  if (isWindows) return isAlive(pid);
  return isServer(pid) && commandOf(pid).includes(`${cluster} `);
}

const isServer = (pid: number): boolean => !isWindows && /^\S*postgres\b/.test(commandOf(pid));

const commandOf = (pid: number): string =>
  existsSync('/proc/self/cmdline')
    ? readLines(`/proc/${pid}/cmdline`).join('\n').replaceAll('\0', ' ')
    : spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout;
