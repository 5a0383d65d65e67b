// The faults of the database and the start, each made to happen with real processes: what was done, and what the user read.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskFilled, diskFullAtFirst, diskWithoutJournal } from './disk.ts';
import { closedDirectory, incompatible, notInstalled, root, scriptsNotRun } from './places.ts';
import { interrupted, killedParent, portTakenByAnother, secondProcess, serverKilled, staleLock } from './processes.ts';
import { endAll, type Fault, type Trial } from './run.ts';

/** By the names that the tests use. */
export const faults = {
  root,
  closedDirectory,
  scriptsNotRun,
  notInstalled,
  incompatible,
  staleLock,
  serverKilled,
  killedParent,
  secondProcess,
  interrupted,
  portTakenByAnother,
  diskFullAtFirst,
  diskFilled,
  diskWithoutJournal,
} satisfies Record<string, Trial>;

/** Makes one fault happen in a folder of its own, which is removed afterwards. */
export async function tryFault(trial: Trial): Promise<Fault> {
  const folder = mkdtempSync(join(tmpdir(), 'touyan-fault-'));
  // Root's server runs as another account, which must be able to enter.
  chmodSync(folder, 0o755);
  try {
    return await trial(folder);
  } finally {
    await endAll(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs every fault and prints it (`npm run touyan -- faults`); false if one was not met as it should be. */
export async function runFaults(print: (line: string) => void): Promise<boolean> {
  let sound = true;
  for (const [name, trial] of Object.entries(faults)) {
    try {
      const { fault, done, read, skipped } = await tryFault(trial);
      print(`${skipped ? '-' : '✓'} ${fault}`);
      print(`    done  ${done}`);
      if (!skipped) for (const line of read.split('\n')) print(`    read  ${line}`);
    } catch (error) {
      sound = false;
      print(`✗ ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return sound;
}
