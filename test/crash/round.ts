// One crash: starts the writing process, kills it or the database server at a random moment, and looks what is left. Who judges is the test or the bench.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { House, Tables } from '../../src/app.ts';
import { openDatabase } from '../../src/platform/server/database.ts';
import { seal, verify } from '../../src/records/server/index.ts';
import { type Acknowledged, openCity, perform, route, type Writing } from './writer.ts';

const script = fileURLToPath(new URL('./writer.ts', import.meta.url));

/** What was found after a crash. All but the first two must be nothing. */
export type Found = {
  acknowledged: number;
  /** Committed, but killed before the line was written: allowed, at most one a writer. */
  committedOnly: number;
  /** Acknowledged, and not in the database as it was acknowledged. */
  lost: string[];
  /** Requests with an event and no answer, an answer and no event, or two events. */
  half: number;
  /** Rows that `verify` names after sealing. */
  findings: string[];
  /** Repeats that were answered otherwise, or that wrote something. */
  repeatedWrong: string[];
  repeated: number;
  /** Milliseconds from the first acknowledged act to the kill, and acts acknowledged after the database was back. */
  killedAfter: number;
  afterwards: number;
};

type Writer = { lines: Acknowledged[]; kill: () => Promise<void>; pid: number; ended: () => boolean };

function startWriter(writing: Writing): Writer {
  const child = spawn(process.execPath, [script, JSON.stringify(writing)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const lines: Acknowledged[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) lines.push(JSON.parse(line) as Acknowledged);
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const kill = async () => {
    child.kill('SIGKILL');
    await closed;
  };
  return { lines, kill, pid: child.pid ?? 0, ended: () => child.exitCode !== null };
}

/** Waits until so many acts were acknowledged; fails when the writer ends by itself or nothing comes for a minute. */
async function acknowledged(writer: Writer, wanted: number): Promise<void> {
  for (const until = Date.now() + 60_000; writer.lines.length < wanted; await sleep(2)) {
    if (writer.ended()) throw new Error('the writer ended by itself');
    if (Date.now() > until) throw new Error(`only ${writer.lines.length} of ${wanted} acts were acknowledged within a minute`);
  }
}

export type Crash = Writing & {
  /** Kills the database server instead, and lets the writer go on when it is back. */
  killServer?: () => void;
};

/** Lets the writers act, kills at a random moment within `1.2` seconds under load, and looks. */
export async function crash({ killServer, ...writing }: Crash): Promise<Found> {
  const writer = startWriter(writing);
  try {
    await acknowledged(writer, 2 * writing.writers + 1);
    const begun = performance.now();
    await sleep(Math.random() * 1200);
    const killedAfter = performance.now() - begun;
    let before = writer.lines.length;
    if (killServer) {
      killServer();
      // Those that were acknowledged before the kill may still be in the pipe.
      await sleep(50);
      before = writer.lines.length;
      await acknowledged(writer, before + 5 * writing.writers);
    } else before = Number.POSITIVE_INFINITY;
    await writer.kill();
    const afterwards = Math.max(0, writer.lines.length - before);
    return { ...(await look(writing, writer)), killedAfter, afterwards };
  } finally {
    await writer.kill();
  }
}

async function look(writing: Writing, writer: Writer): Promise<Omit<Found, 'killedAfter' | 'afterwards'>> {
  const { db, close } = await openDatabase<Tables>({ ...writing, max: 4, log: () => {} });
  try {
    // The server ends the connections of a killed process when it next looks at them.
    for (const until = Date.now() + 10_000; Date.now() < until; await sleep(20)) {
      const { rows } = await sql<{
        left: number;
      }>`select count(*)::int as left from pg_stat_activity where application_name = ${`touyan ${writer.pid}`}`.execute(db);
      if (rows[0]!.left === 0) break;
    }
    const house = await openCity(db);
    const half = await halfDone(house);
    const lost = await lostOf(house, writer.lines);
    const { rows: committed } = await sql<{
      count: number;
    }>`select count(*)::int as count from repeats where key like ${`${writing.run}-%`}`.execute(house.kernel.db);
    const { repeatedWrong, repeated } = await repeatSome(house, writer.lines);
    await house.recalculate();
    await house.seal();
    await seal(house.kernel, true);
    const { findings } = await verify(house.kernel);
    const told = findings.map((one) => `${one.table} ${one.row}: ${one.what}: ${one.detail}`);
    return {
      acknowledged: writer.lines.length,
      committedOnly: committed[0]!.count - writer.lines.length + lost.length,
      lost,
      half,
      findings: told,
      repeatedWrong,
      repeated,
    };
  } finally {
    await close();
  }
}

/** Each request is one event and one kept answer that names it: every act of the writers had a key. */
async function halfDone(house: House): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from
      (select id::text from events where action <> 'recalculate') e
      full join (select answer::jsonb -> 'event' ->> 'id' as id from repeats where route = ${route}) r on r.id = e.id
    where e.id is null or r.id is null`.execute(house.kernel.db);
  const { rows: double } = await sql<{ count: number }>`
    select (count(*) - count(distinct answer::jsonb -> 'event' ->> 'id'))::int as count from repeats where route = ${route}`.execute(
    house.kernel.db,
  );
  return rows[0]!.count + double[0]!.count;
}

async function lostOf(house: House, lines: readonly Acknowledged[]): Promise<string[]> {
  const { rows } = await sql<{ id: string; record: string; version: number; action: string }>`
    select id, record, version, action from events where id = any(${lines.map((one) => one.event)}::uuid[])`.execute(
    house.kernel.db,
  );
  const kept = new Map(rows.map((row) => [row.id, row]));
  return lines.flatMap((one) => {
    const row = kept.get(one.event);
    return row && row.record === one.record && row.version === one.version && row.action === one.action ? [] : [one.key];
  });
}

/** Sends the last acts and some earlier ones again: the same answer, and nothing new. */
async function repeatSome(house: House, lines: readonly Acknowledged[]): Promise<{ repeated: number; repeatedWrong: string[] }> {
  const count = async () =>
    (await sql<{ count: string }>`select count(*) as count from events where action <> 'recalculate'`.execute(house.kernel.db))
      .rows[0]!.count;
  const some = lines.filter((_, at) => at % 20 === 0 || at >= lines.length - 20);
  const before = await count();
  const repeatedWrong: string[] = [];
  for (const one of some) {
    const again = await perform(house, one, one.key);
    if (again.event !== one.event || again.record !== one.record || again.version !== one.version) repeatedWrong.push(one.key);
  }
  if ((await count()) !== before) repeatedWrong.push('a repeat wrote an event');
  return { repeated: some.length, repeatedWrong };
}

/** Kills a database server and all its processes at once, as a power cut would. */
export function killServerAt(dataDir: string): void {
  const postmaster = Number(readFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
  for (const pid of [postmaster, ...childrenOf(postmaster)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself meanwhile.
    }
  }
}

function childrenOf(parent: number): number[] {
  if (existsSync('/proc'))
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
      .map(Number);
  const lines = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).stdout.split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, above]) => (pid && above === parent ? [pid] : []));
}

function parentOf(pid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return 0;
  }
}
