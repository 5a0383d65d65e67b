// Trial data of a real city: a copy of it in a schema of its own, in which demo accounts act. Opened, kept up, given up. Composition root.
import { rm } from 'node:fs/promises';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { sql, type Kysely } from 'kysely';
import { openHouse, type House, type Tables } from './app.ts';
import { accountName, type AccountTables } from './platform/server/accounts.ts';
import { openSessions, type Sessions } from './platform/server/auth.ts';
import { cloneSchema, dropSchema } from './platform/server/clone.ts';
import { readCookie } from './platform/server/cookie.ts';
import { openDatabase, seenAs } from './platform/server/database.ts';
import { ensureDemoAccounts } from './platform/server/demo.ts';
import { migrate } from './platform/server/migrate.ts';
import { keptSetting, putSetting } from './platform/server/settings.ts';
import type { Running } from './running.ts';

/** What stays behind: accounts and all that is about persons, and what is under way. */
const without = [
  'accounts',
  'account_roles',
  'memberships',
  'sessions',
  'sign_in_tries',
  'security_log',
  'sign_ups',
  'sign_up_letters',
  'portal_attempts',
  'person_keys',
  'personal_values',
  'personal_reads',
  'access_log',
  'imports',
  'import_rows',
  'repeats',
];
/** In the city's settings: which trial there is; while it is being cleared none is opened. */
const setting = 'trial';
const clearing = 'clearing';

export const trialSchema = (schema: string): string => `${schema}__trial`;

type Opened = {
  house: House;
  sessions: Sessions;
  db: Kysely<AccountTables>;
  app: FastifyInstance;
  which: string;
  close: () => Promise<void>;
};
export type Trial = {
  /** Looks whether there is one now: the first real account ends it, and a cleared one begins anew. Run every few seconds. */
  keepUp: () => Promise<void>;
  /** Who answers a request that comes with a session of the trial; null for every other one. */
  answering: (request: IncomingMessage) => RequestListener | null;
  /** Where a demo account signs in and the demo accounts are listed; null when there is no trial (any more), or for another account. */
  signsIn: (account?: string) => Promise<(Pick<Opened, 'sessions' | 'db'> & { cookie: string }) | null>;
  house: () => House | null;
  close: () => Promise<void>;
};
/** Opens the HTTP of a house: the same as the city's own, under another cookie. */
type OpenApp = (of: { house: House; sessions: Sessions; db: Kysely<AccountTables> }) => Promise<FastifyInstance>;

export function openTrial(
  city: Pick<Running, 'db' | 'admin' | 'schema' | 'pack' | 'crypto' | 'trialFiles'>,
  openApp: OpenApp,
): Trial {
  let opened: Opened | null = null;
  let looked = 0;
  let under: Promise<void> = Promise.resolve();

  async function give(): Promise<void> {
    const before = opened;
    opened = null;
    await before?.close();
  }

  async function look(): Promise<void> {
    const which = await keptSetting(city.db, setting, '1');
    const wanted = which !== clearing && !(await hasRealAccount(city.db));
    if (opened && (!wanted || opened.which !== which)) await give();
    if (!opened && wanted) opened = await open(city, which, openApp);
    looked = Date.now();
  }

  /** One at a time; what failed is looked at again the next time. */
  const keepUp = () => (under = under.catch(() => {}).then(look));

  return {
    keepUp,
    answering: (request) => {
      if (!opened || readCookie(request.headers.cookie, opened.app.cookieName) === null) return null;
      // Signing in is always the city's own: it knows which accounts are whose.
      if (request.method === 'POST' && request.url === '/api/session') return null;
      return opened.app.routing;
    },
    async signsIn(account) {
      if (Date.now() - looked > 2000) await keepUp();
      if (!opened) return null;
      const { sessions, db, app } = opened;
      const found = account === undefined ? true : await isThere(db, accountName(account));
      return found ? { sessions, db, cookie: app.cookieName } : null;
    },
    house: () => opened?.house ?? null,
    async close() {
      await under.catch(() => {});
      await give();
    },
  };
}

async function open(
  { admin, schema: from, pack, crypto, trialFiles }: Parameters<typeof openTrial>[0],
  which: string,
  openApp: OpenApp,
) {
  const schema = trialSchema(from);
  const { app: login } = await migrate({ admin, schema, log: () => {} });
  await cloneSchema({ admin, from, to: schema, without });
  const database = await openDatabase<Tables>({ connection: login, schema, max: 5 });
  try {
    const house = await openHouse({ db: database.db, pack, demo: true, trial: true, files: trialFiles() });
    const db = seenAs<AccountTables>(database.db);
    await ensureDemoAccounts(db, {
      ...pack.city.demo,
      organization: await house.demoOrganization(),
      respondent: await house.demoRespondent(),
    });
    const sessions = await openSessions({
      db,
      timeZone: pack.city.timeZone,
      demo: true,
      crypto,
      issuer: pack.city.name.zh,
      actsFor: house.organizations.survivor,
    });
    const app = await openApp({ house, sessions, db });
    await app.ready();
    const close = async () => {
      await app.close();
      await house.signals.close();
      await database.close();
    };
    return { house, sessions, db, app, which, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

const isThere = async (db: Kysely<AccountTables>, account: string): Promise<boolean> =>
  (await db.selectFrom('accounts').select('id').where('account', '=', account).where('demo', '=', true).executeTakeFirst()) !==
  undefined;

/** Whether anybody but the demonstration has an account here. */
export async function hasRealAccount(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`select exists(select from accounts where not demo) as some`.execute(db);
  return rows[0]?.some ?? false;
}

/** Drops the trial with its files: no process opens it meanwhile, and those that serve it let go first, or are cut off. False when there was none. */
export async function clearTrial({
  db,
  admin,
  schema,
  trialPlace,
}: Pick<Running, 'db' | 'admin' | 'schema' | 'trialPlace'>): Promise<boolean> {
  await putSetting(db, setting, clearing);
  const there = await dropSchema(admin, trialSchema(schema));
  // Whoever served the trial has let go of it: nobody reads its files any more.
  await rm(trialPlace, { recursive: true, force: true });
  await putSetting(db, setting, new Date().toISOString());
  return there;
}
