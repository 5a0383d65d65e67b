// `npm run touyan -- backup` and `restore`: what is typed, what is said, how they end. Part of the composition root.
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compare, type Compared, secretIn, seenIn, type Statement, stateOf, stateUnread } from './backup.ts';
import { backup } from './platform/server/backup.ts';
import { schemaOf } from './platform/server/database.ts';
import { stopOnSignals } from './platform/server/embedded-postgres.ts';
import { type Env, readEnv, StartError } from './platform/server/env.ts';
import { expectSecret } from './platform/server/secret.ts';
import { openBackup, type OpenedBackup, restore, type Restored } from './platform/server/restore.ts';
import { openRunning, openServer } from './running.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
const filesOf = (env: Env): string => join(env.dataDir, 'files');
const log = (sentence: string) => console.error(sentence);
const begun = (breakOff: () => Promise<void>) => stopOnSignals(breakOff, 'command');
const secondsSince = (begin: number): string => ((performance.now() - begin) / 1000).toFixed(1);

/** A file to be made; in a folder it is named after city and instant. */
function placeOf(said: string | undefined, city: string): string {
  if (!said) throw new StartError('usage', 'backup needs a file or a folder: backup /backups/');
  if (!statSync(said, { throwIfNoEntry: false })?.isDirectory()) return resolve(said);
  return resolve(said, `touyan-${city}-${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}.zip`);
}

export async function backupCommand(said: string | undefined, { json }: { json?: boolean }): Promise<number> {
  const [env, begin] = [readEnv(), performance.now()];
  const path = placeOf(said, env.city);
  const server = await openServer(env, { log, begun });
  try {
    const made = await backup({
      admin: server.admin,
      schema: schemaOf(env.city),
      city: env.city,
      product: version,
      path,
      files: filesOf(env),
      log,
      snapshot: seenIn,
      statement: async (seen, behind): Promise<Statement> => {
        if (behind.length === 0) return withHouse(env, (house) => stateOf(house, seen));
        log(`The schema has not seen ${behind.join(', ')} yet: its figures are left out of the backup.`);
        return stateUnread(seen);
      },
    });
    const { tables, files, takenAt } = made.manifest;
    const rows = tables.reduce((sum, one) => sum + one.rows, 0);
    const told = {
      path,
      digest: made.digest,
      bytes: statSync(path).size,
      takenAt,
      tables: tables.length,
      rows,
      files: files.length,
    };
    if (json) console.log(JSON.stringify(told));
    else {
      console.log(
        `${path}: ${rows.toLocaleString('en')} rows of ${tables.length} tables, ${files.length} files, as of ${takenAt}, in ${secondsSince(begin)} s.`,
      );
      console.log(`Digest ${made.digest}: keep it elsewhere, and restore --digest tells a backup that was exchanged.`);
    }
    return 0;
  } finally {
    await server.stop();
  }
}

async function withHouse<T>(env: Env, work: (house: Awaited<ReturnType<typeof openRunning>>['house']) => Promise<T>): Promise<T> {
  const running = await openRunning(env, { as: 'command', log: () => {} });
  try {
    return await work(running.house);
  } finally {
    await running.close();
  }
}

type Asked = { into?: string; digest?: string; json?: boolean };

export async function restoreCommand(file: string | undefined, { into, digest, json }: Asked): Promise<number> {
  if (!file) throw new StartError('usage', 'restore needs a backup: restore touyan-changzhou-….zip');
  const begin = performance.now();
  const from = await openBackup(file);
  try {
    if (digest !== undefined && digest !== from.digest)
      throw new StartError('backup', `${file} is not the backup of that digest, but ${from.digest}. Nothing was restored.`);
    const env = target(from, into);
    const secret = secretIn(from.manifest.statement);
    if (secret) expectSecret(env, secret);
    const server = await openServer(env, { log, begun });
    try {
      const restored = await restore({ admin: server.admin, schema: schemaOf(env.city), from, files: filesOf(env), log });
      const copied = secondsSince(begin);
      const compared = await withHouse(env, (house) => compare(house, from.manifest.statement));
      const same = compared.verified.findings.length === 0 && (compared.packChanged || compared.figures.different.length === 0);
      if (json)
        console.log(
          JSON.stringify({
            same,
            digest: from.digest,
            takenAt: from.manifest.takenAt,
            copySeconds: Number(copied),
            ...restored,
            ...compared,
          }),
        );
      else tell(from, restored, compared, copied);
      return same ? 0 : 1;
    } finally {
      await server.stop();
    }
  } finally {
    from.close();
  }
}

/** The environment with what was said instead. The city is the backup's: another one's schema would not be found by its seals. */
function target({ manifest, path }: OpenedBackup, into: string | undefined): Env {
  const place =
    into === undefined ? {} : /^postgres(ql)?:/.test(into) ? { DATABASE_URL: into } : { DATA_DIR: into, DATABASE_URL: '' };
  const env = readEnv({ ...process.env, CITY: process.env['CITY'] || manifest.city, ...place });
  if (env.city !== manifest.city)
    throw new StartError('backup', `${path} is of ${manifest.city}, and CITY is ${env.city}. Nothing was restored.`);
  return env;
}

function tell(
  { manifest }: OpenedBackup,
  { unknown }: Restored,
  { verified, figures, packChanged }: Compared,
  copied: string,
): void {
  const rows = manifest.tables.reduce((sum, one) => sum + one.rows, 0);
  console.log(
    `${rows.toLocaleString('en')} rows and ${manifest.files.length} files as of ${manifest.takenAt} were restored in ${copied} s.`,
  );
  for (const name of unknown) console.log(`The table ${name} is not Touyan's own and was left out.`);
  for (const one of verified.findings) console.log(`${one.table} ${one.row}: ${one.what}: ${one.detail}`);
  console.log(
    `Seals: ${verified.events} events in ${verified.batches} sealed batches: ${verified.findings.length === 0 ? 'sound' : `${verified.findings.length} rows are not as sealed`}.`,
  );
  for (const one of figures.different)
    console.log(`${one.code} as of ${one.asOf} by ${one.by}: was ${one.was ?? 'no data'}, is ${one.is ?? 'no data'}`);
  console.log(
    `Figures: ${figures.compared} compared, ${figures.different.length} different${packChanged ? "; the city's pack is another one than then" : ''}.`,
  );
}
