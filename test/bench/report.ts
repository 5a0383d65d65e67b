// How measurements are told: the machine they were taken on, medians and spread, markdown tables. It measures nothing itself.
import { cpus, loadavg, totalmem } from 'node:os';
import pg from 'pg';

/** One line about machine and versions; of the database only where there is one. */
export async function machineOf(database: pg.ClientConfig | null): Promise<string> {
  const [core] = cpus();
  const parts = [
    `${cpus().length} cores (${core?.model.trim() ?? 'unknown'})`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.versions.node}`,
    ...(database ? [await serverOf(database)] : []),
    `load before the run ${loadavg()[0]?.toFixed(1)}`,
    new Date().toISOString().slice(0, 10),
  ];
  return `Machine: ${parts.join(', ')}.`;
}

async function serverOf(database: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(database);
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string; buffers: string; fsync: string }>(
      `select current_setting('server_version') as version, current_setting('shared_buffers') as buffers, current_setting('fsync') as fsync`,
    );
    const [one] = rows;
    return `PostgreSQL ${one?.version} (shared buffers ${one?.buffers}, fsync ${one?.fsync})`;
  } finally {
    await client.end();
  }
}

/** The value below which `share` of the sorted values lie, by the nearest rank. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN;

export type Spread = { runs: number; p50: number; p95: number; least: number; most: number };
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    runs: sorted.length,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    least: quantile(sorted, 0),
    most: quantile(sorted, 1),
  };
}

/** A time in milliseconds with the digits that mean something. */
export const shown = (value: number): string => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));

/** Milliseconds of each of `runs` runs, one after another, after `before` runs that are not counted. */
export async function timed(runs: number, before: number, work: (run: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let run = -before; run < runs; run += 1) {
    const begun = performance.now();
    await work(run);
    if (run >= 0) taken.push(performance.now() - begun);
  }
  return taken;
}

/** A markdown table; numbers stand to the right. */
export function table(
  print: (line: string) => void,
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  print(`| ${head.join(' | ')} |`);
  print(`|${head.map((_, at) => (at === 0 ? '---' : '---:')).join('|')}|`);
  for (const row of rows) print(`| ${row.join(' | ')} |`);
  print('');
}
