// The access log: what each account was shown, written off the path of requests in batches. Personal values are logged before the answer (records/reads).
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql, type Kysely } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Route } from '../shared/route.ts';
import type { AccountTables } from './accounts.ts';
import { exportList } from '../shared/accessLog.ts';
import { mount } from './mount.ts';
import { doerOf, logged } from './securityLog.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Writes what waits: for whoever is about to read the log. */
    accessLog: { flush: () => Promise<void> };
  }
  interface FastifyRequest {
    /** Rows of the list that was answered. */
    itemsShown: number | null;
    /** Whether the answer left the house as a file. */
    fileShown: boolean;
  }
}

/** Asked again and again by every open page, and tells of nobody but the one who asks. */
const quiet: readonly string[] = ['/session', '/session/demo-accounts', '/desk/counts', '/notices/count', '/health', '/metrics'];
const flushEvery = 1000;
/** Lines kept in memory at most: what comes beyond them while the database does not answer is counted and told, not kept. */
const mostWaiting = 20_000;

type Line = {
  id: string;
  at: string;
  account: string;
  acted_for: string | null;
  session: string;
  address: string;
  route: string;
  record: string | null;
  asked: string | null;
  items: number | null;
  file: boolean;
};

/** Notes each reading that succeeded of whoever is signed in; mounts what the browser reports of files that it made itself. */
export function openAccessLog(app: FastifyInstance, db: Kysely<AccountTables>, now: () => Date): void {
  let waiting: Line[] = [];
  let lost = 0;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const lines = waiting;
    if (lines.length === 0) return;
    waiting = [];
    try {
      for (let at = 0; at < lines.length; at += 2000) await insert(db, lines.slice(at, at + 2000));
    } catch (err) {
      // They wait for the next time, before those that came since.
      const kept = [...lines, ...waiting];
      lost += Math.max(0, kept.length - mostWaiting);
      waiting = kept.slice(0, mostWaiting);
      app.log.error({ err, waiting: waiting.length, lost }, 'the access log could not be written and will be tried again');
    }
  }
  /** One after the other: the order of the lines is that of the readings. */
  const flush = (): Promise<void> => (writing = writing.then(write));

  app.decorate('accessLog', { flush });
  app.decorateRequest('itemsShown', null);
  app.decorateRequest('fileShown', false);
  app.addHook('onResponse', async (request, reply) => {
    const line = reply.statusCode < 300 ? lineOf(request, now()) : null;
    if (line === null) return;
    if (waiting.length < mostWaiting) waiting.push(line);
    else lost++;
  });
  const timer = setInterval(() => void flush(), flushEvery);
  timer.unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await flush();
  });
  mount(app, exportList, async ({ body, request }) => {
    const { caption, rows } = body;
    await logged(db, { ...doerOf(request), event: 'export', object: { kind: 'list', id: caption }, detail: { rows }, at: now() });
    return null;
  });
}

/** What was shown, or null where nothing was that matters: no reading, nobody signed in, a page asking after itself. */
function lineOf(request: FastifyRequest, at: Date): Line | null {
  const { found, actor, routeOptions, itemsShown: items, fileShown: file } = request;
  const route: Route | undefined = routeOptions.config.route;
  if (!route || route.method !== 'GET' || !found || actor.account === null || quiet.includes(route.path)) return null;
  const params = Object.values((request.params ?? {}) as Record<string, string>);
  const asked = Object.entries((request.query ?? {}) as Record<string, unknown>);
  return {
    id: uuidv7(),
    at: at.toISOString(),
    account: actor.account,
    acted_for: actor.for ?? null,
    session: found.id,
    address: request.ip,
    route: route.path,
    record: params[0]?.slice(0, 200) ?? null,
    asked:
      asked.length === 0
        ? null
        : JSON.stringify(Object.fromEntries(asked.map(([name, value]) => [name, String(value).slice(0, 300)]))),
    items,
    file: file || route.file !== undefined,
  };
}

const insert = (db: Kysely<AccountTables>, lines: readonly Line[]) =>
  sql`insert into access_log (id, at, account, acted_for, session, address, route, record, asked, items, file)
    select id, at, account, acted_for, session, address, route, record, asked::jsonb, items, file from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(id uuid, at timestamptz(3), account uuid,
    acted_for uuid, session uuid, address text, route text, record text, asked text, items int, file boolean)`.execute(db);

/** Forgets what is older than so many months, and never what is younger than six; once a day. */
export const forgetAccess = (db: Kysely<AccountTables>, months: number) => sql`select forget_access(${months}::int)`.execute(db);
