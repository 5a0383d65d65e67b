// How much memory and processor the house and its database take together. Memory is the proportional share of each process (PSS), which counts what several share once. Linux alone.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Memory = { app: number; database: number; appResident: number; processes: number };

/** Bytes; null where the system does not tell. */
export function memoryOf(app: number, dataDir: string): Memory | null {
  try {
    const postmaster = postmasterOf(dataDir);
    const servers = [postmaster, ...childrenOf(postmaster)];
    return {
      app: kept(app, 'Pss'),
      database: servers.reduce((sum, one) => sum + kept(one, 'Pss'), 0),
      appResident: kept(app, 'Rss'),
      processes: servers.length,
    };
  } catch {
    return null;
  }
}

/** Seconds of processor that app and database have taken so far, those of ended connections included; null where the system does not tell. */
export function processorOf(app: number, dataDir: string): { app: number; database: number } | null {
  try {
    const postmaster = postmasterOf(dataDir);
    const servers = [postmaster, ...childrenOf(postmaster)];
    return { app: ticks(app), database: servers.reduce((sum, one) => sum + ticks(one), 0) };
  } catch {
    return null;
  }
}

/** Ticks are hundredths of a second on every Linux that Node runs on. */
function ticks(pid: number): number {
  try {
    const said = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = said
      .slice(said.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return (fields[11]! + fields[12]! + fields[13]! + fields[14]!) / 100;
  } catch {
    return 0;
  }
}

const postmasterOf = (dataDir: string): number =>
  Number(/^\d+/.exec(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8'))?.[0]);

function kept(pid: number, what: 'Pss' | 'Rss'): number {
  try {
    const said = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(said)?.[1] ?? 0) * 1024;
  } catch {
    // It ended between being listed and being asked.
    return 0;
  }
}

const childrenOf = (parent: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]) === parent;
      } catch {
        return false;
      }
    })
    .map(Number);
