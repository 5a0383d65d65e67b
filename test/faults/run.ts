// Starts the processes of the faults and reads what they say. Not the faults themselves (index.ts).
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { codeOf } from '../../src/platform/server/database.ts';

const script = fileURLToPath(new URL('./process.ts', import.meta.url));

/** What was done and read; `skipped` says why it could not be done here. A fault that is not met as it should be throws. */
export type Fault = { fault: string; done: string; read: string; skipped?: true };
export type Trial = (folder: string) => Promise<Fault>;

export type Started = {
  child: ChildProcess;
  /** All lines so far. */
  lines: string[];
  /** What stood after `ready`, or null when it ended without. */
  ready: Promise<string | null>;
  /** Exit code, null when it was killed. */
  exit: Promise<number | null>;
};

/** What was started in which data folder and has not ended. */
const running = new Map<Started, string>();

/** Starts `process.ts` with a task. */
export function start(...args: string[]): Started {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  let rest = '';
  const ready = new Promise<string | null>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) {
        if (line.startsWith('ready ')) resolve(line.slice(6));
        else lines.push(line);
      }
    });
    child.once('close', () => resolve(null));
  });
  const exit = once(child, 'close').then(([code]): number | null => (typeof code === 'number' ? code : null));
  const started = { child, lines, ready, exit };
  running.set(started, args[1] ?? '');
  void exit.then(() => running.delete(started));
  return started;
}

/** Ends what a trial that failed has left running in its folder, the server too: else nobody would, and its folder could not be removed. */
export async function endAll(folder: string) {
  const left = [...running].filter(([, dataDir]) => dataDir.startsWith(folder)).map(([started]) => started);
  await Promise.all(
    left.map((started) => {
      const last = setTimeout(() => started.child.kill('SIGKILL'), 10_000);
      return finish(started).finally(() => clearTimeout(last));
    }),
  );
}

/** Ends it in order and waits. */
export async function finish({ child, exit }: Started, signal: NodeJS.Signals = 'SIGTERM') {
  child.kill(signal);
  await exit;
}

/** Waits until something is so, ten seconds at most unless said; says what was waited for. */
export async function until(what: string, so: () => boolean | Promise<boolean>, patience = 10_000) {
  for (const deadline = Date.now() + patience; Date.now() < deadline; ) {
    if (await so()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited in vain: ${what}`);
}

/** The path of a data folder's cluster, and the server's process that it tells of. */
export const clusterOf = (dataDir: string): string => join(dataDir, 'postgres', 'cluster');
export const serverOf = (dataDir: string): number =>
  Number(readFileSync(join(clusterOf(dataDir), 'postmaster.pid'), 'utf8').split('\n')[0]);

/** A process that has ended but was not yet collected by its parent is dead. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return existsSync('/proc') ? false : codeOf(error) !== 'ESRCH';
  }
}

/** Asks the server of a started process; a connection for each question. */
export async function ask(connection: string, text: string): Promise<unknown[]> {
  const client = new pg.Client(JSON.parse(connection));
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Waits for `ready`, or fails with what was said instead. */
export async function served(started: Started): Promise<string> {
  const connection = await started.ready;
  if (connection === null) throw new Error(`The server did not start: ${started.lines.join(' ')}`);
  return connection;
}

/** Fails unless the words were read. */
export function expectRead(lines: readonly string[], words: RegExp): string {
  const read = lines.filter((line) => words.test(line));
  if (read.length === 0) throw new Error(`Expected to read ${words}, but read: ${lines.join(' | ') || 'nothing'}`);
  return read.join('\n');
}

export const isRoot = (): boolean => process.getuid?.() === 0;
