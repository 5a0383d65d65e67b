// A running house for `main.ts` and `cli.ts`: database server, migrations, pack, modules. Part of the composition root.
import { dayOf, yearOf } from './platform/shared/dates.ts';
import { sure } from './platform/shared/sure.ts';
import type { Kysely } from 'kysely';
import { openHouse, type House, type Sending, type Tables } from './app.ts';
import { openMailer } from './platform/server/mail.ts';
import { openSms } from './platform/server/sms.ts';
import { connectionOf, type Database, openDatabase, schemaOf } from './platform/server/database.ts';
import { attachOrStart, startEmbedded } from './platform/server/embedded-postgres.ts';
import type { Env } from './platform/server/env.ts';
import { migrate, type MigrateOptions } from './platform/server/migrate.ts';
import { join } from 'node:path';
import type { FileKeeping } from './app-files.ts';
import { openFolder } from './platform/server/files/store.ts';
import { openStore, scanOf } from './platform/server/files/settings.ts';
import { openSecret } from './platform/server/secret.ts';
import type { Crypto } from './platform/server/crypto.ts';
import { openPack, type Pack } from './platform/server/pack.ts';
import { keptSetting } from './platform/server/settings.ts';
import { now } from './records/server/index.ts';

export type Running = {
  house: House;
  db: Kysely<Tables>;
  pool: Database<Tables>['pool'];
  pack: Pack;
  /** The login that may make schemas, and the city's schema. */
  admin: MigrateOptions['admin'];
  schema: string;
  /** Where files of the trial are kept: never among the city's own, whose sweep knows nothing of them. */
  trialPlace: string;
  trialFiles: () => FileKeeping;
  crypto: Crypto;
  close: () => Promise<void>;
};
export type RunningOptions = {
  /** `main` supervises the database server; a command attaches to the one that runs, or starts one for itself. */
  as: 'server' | 'command';
  log?: (sentence: string) => void;
  /** Connections at most. */
  max?: number;
  /** Told at once how to break off: ends the server that was begun, and with it whatever is under way. */
  begun?: (breakOff: () => Promise<void>) => void;
  /** Year that an invented city's plan ends in; the one it was seeded with unless it is still empty. */
  anchor?: number;
};

/** Opens everything but HTTP. Throws `StartError` with a sentence for whoever sits at the terminal. */
export async function openRunning(
  env: Env,
  { as, log = (sentence) => console.error(sentence), max = 10, anchor, begun }: RunningOptions,
): Promise<Running> {
  // A city that is not there leaves no database, schema or login behind.
  const { city } = openPack(env.city, { anchor: new Date().getUTCFullYear() });
  const starting = serverOf(env, as, log);
  begun?.(async () => (await starting.catch(() => null))?.stop());
  const server = await starting;
  let database: Database<Tables> | null = null;
  try {
    const admin = server?.connection ?? connectionOf(sure(env.databaseUrl, 'DATABASE_URL'));
    const schema = schemaOf(env.city);
    const { app } = await migrate({ admin, schema, log });
    database = await openDatabase<Tables>({ connection: app, schema, max, log });
    const opened = database;
    const crypto = await openSecret(opened.db, env);
    const pack = suited(openPack(env.city, { anchor: await anchorOf(opened.db, city.timeZone, anchor) }), crypto);
    const files = { store: await openStore(env.files, env.dataDir), limit: env.fileLimit, scan: scanOf(env.scan) };
    const trialPlace = join(env.dataDir, 'trial-files');
    const trialFiles = () => ({ ...files, store: openFolder(trialPlace) });
    const house = await openHouse({
      db: opened.db,
      pack,
      demo: env.demo,
      sending: sendingOf(env),
      files,
      oidc: env.oidc,
      crypto,
    });
    const close = async () => {
      house.board.notices.close();
      await opened.close();
      await server?.stop();
    };
    return { house, db: opened.db, pool: opened.pool, pack, crypto, admin, schema, trialPlace, trialFiles, close };
  } catch (error) {
    await database?.close();
    await server?.stop();
    throw error;
  }
}

const sendingOf = ({ mail, sms, publicUrl }: Env): Sending => ({
  mailer: mail && openMailer(mail),
  sms: sms && openSms(sms),
  publicUrl,
});
/** The server's own login: that of the embedded one, which is started or attached to, or of DATABASE_URL. For what works below the modules (backup, restore). */
export async function openServer(
  env: Env,
  { log = (sentence) => console.error(sentence), begun }: Omit<RunningOptions, 'as'> = {},
) {
  const starting = serverOf(env, 'command', log);
  begun?.(async () => (await starting.catch(() => null))?.stop());
  const server = await starting;
  const admin = server?.connection ?? connectionOf(sure(env.databaseUrl, 'DATABASE_URL'));
  return { admin, stop: async () => server?.stop() };
}

/** In the suite `sm` a city's seals are SM3's, whatever its pack says. The suite is kept from the first opening on, and so are the seals. */
const suited = (pack: Pack, { suite }: Crypto): Pack =>
  suite === 'sm' ? { ...pack, city: { ...pack.city, algorithm: 'sm3' } } : pack;

async function serverOf({ databaseUrl, dataDir }: Env, as: RunningOptions['as'], log: (sentence: string) => void) {
  if (databaseUrl !== null) return null;
  return as === 'server' ? startEmbedded({ dataDir, log }) : attachOrStart({ dataDir, log });
}

/** The year that relative days of the pack are resolved against: kept with the city from its first opening on. */
const anchorOf = async (db: Kysely<Tables>, timeZone: string, wanted: number | undefined): Promise<number> =>
  Number(await keptSetting(db, 'anchor', String(wanted ?? yearOf(dayOf(await now(db), timeZone)))));
