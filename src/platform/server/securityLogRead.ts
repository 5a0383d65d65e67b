// The security log as the audit administrator reads it: filtered, paged, taken away as a file. Writing is securityLog.ts; nobody removes.
import type { FastifyInstance } from 'fastify';
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../shared/actor.ts';
import { instant } from '../shared/dates.ts';
import { readCursor, writeCursor } from '../shared/page.ts';
import { exportSecurityLog, listSecurityLog, type LogAsked, type SecurityLine } from '../shared/securityLog.ts';
import { accountName, type AccountTables } from './accounts.ts';
import { sheetTypes, writeSheet } from './documents/write.ts';
import { mount } from './mount.ts';
import { doerOf, logged } from './securityLog.ts';

export type LogReading = {
  db: Kysely<AccountTables>;
  timeZone: string;
  /** Whether a demo account sees the log of others: only in an invented city. */
  demoActs: boolean;
};

type Line = {
  id: string;
  at: Date;
  account: string | null;
  name: string;
  event: string;
  outcome: 'done' | 'refused';
  address: string;
  object_kind: string | null;
  object_id: string | null;
  object_name: string | null;
  detail: Record<string, unknown> | null;
};
type Asked = Omit<LogAsked, 'limit' | 'after' | 'count'>;

const cursor = z.strictObject({ at: instant, id: z.uuid() });
const countedTo = 10_000;
const exportedAtOnce = 1000;

export function mountSecurityLog(app: FastifyInstance, of: LogReading): void {
  const { db } = of;
  mount(app, listSecurityLog, async ({ query, actor }) => {
    const { limit, after, count, ...asked } = query;
    const rows = await linesOf(of, actor, asked, limit + 1, readCursor(after, cursor));
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? nextOf(page) : null;
    const items = page.map(lineOf);
    return count === undefined ? { items, next } : { items, next, total: await totalOf(of, actor, asked) };
  });
  mount(app, exportSecurityLog, async ({ query, actor, request }) => {
    const { format, ...asked } = query;
    // Told before it is given: a file that was begun has left the house.
    const detail = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value ?? null]));
    await logged(db, { ...doerOf(request), event: 'export', object: { kind: 'securityLog', id: format }, detail });
    const { language } = request;
    const columns = (['at', 'account', 'name', 'event', 'outcome', 'address', 'objectKind', 'objectId', 'detail'] as const).map(
      (key) => ({
        key,
        title: app.say(language, `accounts:log.${key}`),
      }),
    );
    return {
      attachment: writeSheet('security-log', columns, written(of, actor, asked), format),
      type: sheetTypes[format],
      name: 'security-log.csv',
    };
  });
}

async function* written(of: LogReading, actor: Actor, asked: Asked) {
  let from: z.infer<typeof cursor> | null = null;
  for (;;) {
    const rows: Line[] = await linesOf(of, actor, asked, exportedAtOnce, from);
    for (const one of rows) {
      const { at, account, name, event, outcome, address, object_kind: objectKind, object_id: objectId, detail } = one;
      const said = detail === null ? null : JSON.stringify(detail);
      yield { at: at.toISOString(), account, name, event, outcome, address, objectKind, objectId, detail: said };
    }
    const last = rows.at(-1);
    if (rows.length < exportedAtOnce || !last) return;
    from = { at: last.at.toISOString(), id: last.id };
  }
}

function nextOf(page: readonly Line[]): string | null {
  const last = page.at(-1);
  return last ? writeCursor({ at: last.at.toISOString(), id: last.id }) : null;
}

/** Days are the city's, both included. */
const fits = ({ timeZone, demoActs }: LogReading, actor: Actor, { account, event, outcome, from, to }: Asked) => sql`
  (${account ?? null}::text is null or l.name = ${account === undefined ? null : accountName(account)})
  and (${event ?? null}::text is null or l.event = ${event ?? null})
  and (${outcome ?? null}::text is null or l.outcome = ${outcome ?? null})
  and (${from ?? null}::date is null or l.at >= ${from ?? null}::date::timestamp at time zone ${timeZone})
  and (${to ?? null}::date is null or l.at < (${to ?? null}::date + 1)::timestamp at time zone ${timeZone})
  and (${demoActs || !actor.demo} or exists(select from accounts a where a.id = l.account and a.demo))`;

async function linesOf(
  of: LogReading,
  actor: Actor,
  asked: Asked,
  limit: number,
  from: z.infer<typeof cursor> | null,
): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select l.*, o.account as object_name from security_log l left join accounts o on l.object_kind = 'account' and o.id::text = l.object_id
    where ${fits(of, actor, asked)} and (${from?.at ?? null}::timestamptz is null or (l.at, l.id) < (${from?.at ?? null}::timestamptz, ${from?.id ?? null}::uuid))
    order by l.at desc, l.id desc limit ${limit}`.execute(of.db);
  return rows;
}

async function totalOf(of: LogReading, actor: Actor, asked: Asked) {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from
    (select from security_log l where ${fits(of, actor, asked)} limit ${countedTo}) as counted`.execute(of.db);
  const n = rows[0]?.n ?? 0;
  return { rows: n, more: n >= countedTo };
}

const lineOf = (row: Line): SecurityLine => ({
  id: row.id,
  at: row.at.toISOString(),
  account: row.account,
  name: row.name,
  event: row.event,
  outcome: row.outcome,
  address: row.address,
  object: row.object_kind === null ? null : { kind: row.object_kind, id: row.object_id ?? '', name: row.object_name },
  detail: row.detail,
});
