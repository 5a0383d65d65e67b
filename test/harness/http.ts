// The house over real HTTP for tests: an app on a free port, and people who are signed in to it. Not a browser, no mocks.
import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { createAccount, type AccountTables } from '../../src/platform/server/accounts.ts';
import { openSessions, type SessionOptions, type Sessions } from '../../src/platform/server/auth.ts';
import { listen, openHttp, type HttpOptions } from '../../src/platform/server/http.ts';
import { type Crypto, openCrypto } from '../../src/platform/server/crypto.ts';
import { type Identity, mountIdentity } from '../../src/platform/server/identity.ts';
import type { Role } from '../../src/platform/shared/actor.ts';
import type { Problem } from '../../src/platform/shared/errors.ts';
import { words } from '../../src/words.ts';
import { cloneDatabase, testCity, type TestDatabase } from './database.ts';
import { ask } from './request.ts';

/** An answer that was refused, as tests expect it: `rejects.toMatchObject({ status: 409, code: 'contract.duplicate' })`. */
export class RefusedError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: Problem['errors'];
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail} ${problem.errors.map(({ words: said }) => said).join('; ')}`);
    this.name = 'RefusedError';
    this.status = problem.status;
    this.code = problem.code;
    this.errors = problem.errors;
    this.problem = problem;
  }
}

type Answer = Record<string, unknown>;
/** A record as it is read; what its kind adds is said by the caller: `get<Recorded & { title: string }>(…)`. */
export type Recorded = {
  id: string;
  kind: string;
  state: string;
  version: number;
  recordedAt: string;
  actions: { name: string }[];
  [field: string]: unknown;
};
export type Acted = Recorded & { event: { id: string; recordedAt: string } };
export type Sending = {
  body?: unknown;
  query?: Record<string, string | number | boolean>;
  headers?: Record<string, string>;
  key?: string;
  ifMatch?: number;
};

export type Person = {
  /** The answer as it is, whatever its status. */
  send(method: string, path: string, sending?: Sending): Promise<Response>;
  get<T extends object = Answer>(path: string, query?: Sending['query']): Promise<T>;
  post<T = Answer>(path: string, body?: unknown, sending?: Sending): Promise<T>;
  delete(path: string): Promise<void>;
  upload<T = Answer>(path: string, file: { name: string; content: string | Buffer; type?: string }): Promise<T>;
  /** `create('contracts', drone)`: the record. */
  create(records: string, input: unknown, sending?: Sending): Promise<Acted>;
  /** `act(contract, 'submit')`: the record after it. */
  act(record: { id: string; kind: string }, action: string, input?: unknown, sending?: Sending): Promise<Acted>;
  /** The cookie jar: name and value, empty when signed out. */
  cookies: Map<string, string>;
};

export type Who = { account?: string; roles: readonly Role[]; region?: string; organization?: string; language?: 'zh-CN' | 'en' };
export const testPassword = 'Long-enough-1';

export type TestApp = {
  url: string;
  app: FastifyInstance;
  database: TestDatabase<AccountTables>;
  sessions: Sessions;
  /** Somebody signed in: by role (`as('registrar')`), or as described. The account is made when it is not there yet. */
  as(who: Role | Who): Promise<Person>;
  visitor(): Person;
  close(): Promise<void>;
};
export type Built = { app: FastifyInstance; database: TestDatabase<AccountTables>; db: Kysely<AccountTables> };
export type AppOptions = Partial<HttpOptions> & {
  demo?: boolean;
  now?: () => Date;
  actsFor?: SessionOptions['actsFor'];
  database?: TestDatabase<AccountTables>;
  crypto?: Crypto;
  identity?: Pick<Identity, 'regions' | 'timeZone' | 'demoActs' | 'matters' | 'joining'>;
};

/** Starts an app on a database of its own, with sign-in and the routes that `build` mounts. */
export async function startApp(
  build: (of: Built) => void | Promise<void> = () => {},
  options: AppOptions = {},
): Promise<TestApp> {
  const { demo = false, now, actsFor, database = await cloneDatabase<AccountTables>(), identity, ...rest } = options;
  const { crypto = openCrypto({ suite: 'international', secret: randomBytes(32) }), ...http } = rest;
  const { db } = database;
  const sessions = await openSessions({
    db,
    timeZone: 'Asia/Shanghai',
    demo,
    crypto,
    ...(now ? { now } : {}),
    ...(actsFor ? { actsFor } : {}),
  });
  const app = await openHttp({ words, city: { code: testCity }, sessions, logLevel: 'error', ...http });
  const aCity = { regions: ['CZ-WJ', 'CZ-TN'], timeZone: 'Asia/Shanghai', demoActs: false };
  mountIdentity(app, { sessions, db, demo, ...(identity ?? aCity) });
  await build({ app, database, db });
  const url = await listen(app, { port: 0, host: '127.0.0.1' });
  const made = new Set<string>();

  async function as(who: Role | Who): Promise<Person> {
    const { roles, region, organization, language = 'zh-CN', ...rest }: Who = typeof who === 'string' ? { roles: [who] } : who;
    const account = (rest.account ?? [...roles, region, organization].filter(Boolean).join('-').slice(0, 60)).toLowerCase();
    if (!made.has(account)) {
      made.add(account);
      const membership = organization === undefined ? null : { id: organization, since: '2020-01-01' };
      const isMember = roles.some((role) => role === 'member' || role === 'organizationAdmin');
      const of = isMember ? (membership ?? { id: randomUUID(), since: '2020-01-01' }) : null;
      await createAccount(db, {
        account,
        name: account,
        password: testPassword,
        roles,
        region: region ?? null,
        organization: of,
        language,
      });
    }
    return signedIn({ url, app, db, sessions }, account);
  }

  const close = async () => {
    // An answer that a test did not read to its end keeps its connection busy until somebody clears up.
    const unread = setTimeout(() => app.server.closeAllConnections(), 500);
    await app.close();
    clearTimeout(unread);
    await database.drop();
  };
  return { url, app, database, sessions, as, visitor: () => personAt(url), close };
}

/**
 * Somebody who has been through sign-in: a session of the account, its second factor set up where its roles want one. What happens
 * at the door is the matter of identity.test.ts.
 */
async function signedIn(
  { url, app, db, sessions }: Pick<TestApp, 'url' | 'app' | 'sessions'> & Pick<Built, 'db'>,
  account: string,
) {
  const person = personAt(url);
  const token = await sessionOf(db, sessions, account);
  person.cookies.set(app.cookieName, token);
  return person;
}

/** A token of a new session of an account that owes nothing. Its authenticator is nobody's: no code of it will be asked. */
export async function sessionOf(db: Kysely<AccountTables>, sessions: Sessions, account: string): Promise<string> {
  const { id } = await db.selectFrom('accounts').select('id').where('account', '=', account).executeTakeFirstOrThrow();
  const opened = await sessions.openFor(id, { address: '127.0.0.1' });
  if (!opened) throw new Error(`${account} may not sign in`);
  if (opened.found.session.needs === 'secondFactor') {
    const at = sessions.now();
    const row = { account: id, secret: Buffer.alloc(0), begun_at: at, confirmed_at: at };
    await db.insertInto('second_factors').values(row).execute();
  }
  return opened.token;
}

/** Where a record was got from: `/contracts`. */
const foldersOf = new WeakMap<object, string>();

/** Somebody at a browser of their own, not signed in yet. */
export function personAt(url: string): Person {
  const cookies = new Map<string, string>();

  async function send(
    method: string,
    path: string,
    { body, query = {}, headers = {}, key, ifMatch }: Sending = {},
  ): Promise<Response> {
    const asked = new URL(`${url}/api${path}`);
    for (const [name, value] of Object.entries(query)) asked.searchParams.append(name, String(value));
    const sent = new Headers(headers);
    if (cookies.size > 0) sent.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '));
    if (key !== undefined) sent.set('idempotency-key', key);
    if (ifMatch !== undefined) sent.set('if-match', `"${ifMatch}"`);
    const raw = body instanceof FormData || typeof body === 'string';
    if (body !== undefined && !raw) sent.set('content-type', 'application/json');
    const answer = await ask(asked, {
      method,
      headers: sent,
      body: raw ? body : body === undefined ? null : JSON.stringify(body),
    });
    for (const set of answer.headers.getSetCookie()) keep(set);
    return answer;
  }

  function keep(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (value === '' || /max-age=0/i.test(set)) cookies.delete(name);
    else cookies.set(name, value);
  }

  async function read<T>(method: string, path: string, sending?: Sending): Promise<T> {
    const answer = await send(method, path, sending);
    const text = await answer.text();
    const held: unknown = text === '' ? null : JSON.parse(text);
    if (!answer.ok) throw new RefusedError(held as Problem);
    return held as T;
  }

  async function write(folder: string, path: string, input: unknown, sending: Sending): Promise<Acted> {
    const acted = await read<Acted>('POST', path, { key: randomUUID(), ...sending, body: input });
    foldersOf.set(acted, folder);
    return acted;
  }

  return {
    send,
    cookies,
    get: async <T extends object>(path: string, query = {}) => {
      const got = await read<T>('GET', path, { query });
      const folder = /^(\/.+)\/[0-9a-f-]{36}$/.exec(path)?.[1];
      if (folder) foldersOf.set(got, folder);
      const items: unknown = Reflect.get(got, 'items');
      for (const one of Array.isArray(items) ? items : []) if (typeof one === 'object' && one !== null) foldersOf.set(one, path);
      return got;
    },
    post: (path, body = {}, sending = {}) => read('POST', path, { ...sending, body }),
    delete: async (path) => {
      await read('DELETE', path);
    },
    upload: (path, { name, content, type = 'application/octet-stream' }) => {
      const body = new FormData();
      body.append('file', new File([typeof content === 'string' ? content : Uint8Array.from(content)], name, { type }));
      return read('POST', path, { body });
    },
    create: (records, input, sending = {}) => write(`/${records}`, `/${records}`, input, sending),
    act: (record, action, input = {}, sending = {}) => {
      const folder = foldersOf.get(record) ?? `/${record.kind}s`;
      return write(folder, `${folder}/${record.id}/${action}`, input, sending);
    },
  };
}
