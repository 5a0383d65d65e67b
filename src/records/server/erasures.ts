// Requests to be erased, and what is held of a person: each part of the house says what it holds and how it erases it; one act erases all of it.
import type { FastifyInstance } from 'fastify';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { notSignedIn } from '../../platform/shared/errors.ts';
import type { AccountTables } from '../../platform/server/accounts.ts';
import { codeOf } from '../../platform/server/database.ts';
import { eraseAccount, heldOfAccount, isInOffice } from '../../platform/server/eraseAccount.ts';
import { mount } from '../../platform/server/mount.ts';
import { doerOf, logged } from '../../platform/server/securityLog.ts';
import {
  answeredWithin,
  askedAlready,
  erasureRecords,
  exportMyData,
  getMyData,
  type Held,
  inOffice,
  type MyData,
} from '../erasure.ts';
import { endOrYear } from '../waits.ts';
import { workingDaysOn } from './calendar.ts';
import { demoLooksOnly } from '../record.ts';
import { type Kernel, now } from './kernel.ts';
import { mountKind } from './mount.ts';
import { openKind } from './open.ts';
import type { CalendarTables, ErasureTables } from './tables.ts';

type Tx = Transaction<ErasureTables>;
type Row = Selectable<ErasureTables['erasure_requests']>;
type Reader = Actor & { account: string };

/** One part of the house that holds something of persons. `erase` runs in the act's own transaction and tells how much there was. */
export type HoldsOfPersons = {
  part: string;
  held: (account: string, reader: Reader) => Promise<Pick<Held, 'total' | 'items'>>;
  kept?: Exclude<Held['kept'], null>;
  erase?: (tx: object, account: string, by: Actor) => Promise<number>;
};

const within = { days: answeredWithin, kind: 'working' as const };

export function openErasures(kernel: Kernel, db: Kysely<ErasureTables>, parts: readonly HoldsOfPersons[]) {
  const opened = openKind(kernel, db, {
    kind: erasureRecords,
    table: 'erasure_requests',
    related: (rows, on) => besideOf(on, rows),
    present: (row, _personal, actor, { related }) => {
      const person = related?.people.get(row.account);
      const { on: due } = related ? endOrYear(related.calendar, row.asked_on, within) : { on: null };
      return {
        person: person
          ? { account: person.account, name: (actor.language === 'en' ? person.name_in_english : null) ?? person.name }
          : null,
        own: row.account === actor.account,
        askedOn: row.asked_on,
        due: row.state === 'asked' ? due : null,
        closedOn: row.closed_on,
        erased: row.erased,
        reason: related?.reasons.get(row.id) ?? null,
      };
    },
    // An account is nobody's name: what a request is called outlives what it erased.
    title: (row) => row.id.slice(-6).toUpperCase(),
    visible: (actor) =>
      hasRole(actor, 'securityAdmin', 'auditAdmin')
        ? 'all'
        : actor.account === null
          ? 'none'
          : sql<boolean>`account = ${actor.account}::uuid`,
    parties: {
      person: (actor, row) => actor.account !== null && row?.account === actor.account,
    },
    filters: { state: (value) => sql<boolean>`state = ${value}` },
    waits: [{ states: ['asked'], for: 'carryOut', words: 'erasures:waits.carryOut', since: (row) => row.asked_on, within }],
    handlers: {
      create: async ({ tx, actor, day }) => {
        if (actor.demo) throw demoLooksOnly();
        const account = accountOf(actor);
        await refuseInOffice(tx, account);
        const before = await tx
          .selectFrom('erasure_requests')
          .select('id')
          .where('account', '=', account)
          .where('state', '=', 'asked')
          .executeTakeFirst();
        if (before) throw askedAlready();
        return { account, asked_on: day, closed_on: null, erased: null };
      },
      withdraw: ({ day }) => ({ closed_on: day }),
      carryOut: async ({ tx, record, actor, day }) => {
        await refuseInOffice(tx, record.account);
        const erased: Record<string, number> = {};
        for (const { part, erase } of parts) {
          const count = (await erase?.(tx, record.account, actor)) ?? 0;
          if (count > 0) erased[part] = count;
        }
        await sql`delete from repeats where actor = ${record.account}`.execute(tx);
        await eraseAccount(tx as unknown as Transaction<AccountTables>, record.account, day);
        return { closed_on: day, erased: { ...erased, account: 1 } };
      },
      decline: ({ day }) => ({ closed_on: day }),
    },
  });
  const records = {
    ...opened,
    act: (async (action, call) => {
      try {
        return await opened.act(action, call);
      } catch (error) {
        // Two requests at once: the second one finds the first.
        throw codeOf(error) === '23505' ? askedAlready() : error;
      }
    }) as typeof opened.act,
  };
  return {
    ...records,
    mount(app: FastifyInstance): void {
      mountKind(app, kernel, records);
      mount(app, getMyData, ({ actor }) => dataOf(kernel, db, parts, actor));
      mount(app, exportMyData, async ({ actor, request }) => {
        const data = await dataOf(kernel, db, parts, actor);
        await logged(kernel.db, { ...doerOf(request), event: 'export', object: { kind: 'myData', id: 'json' } });
        return { attachment: JSON.stringify(data, null, 2), type: 'application/json', name: 'my-data.json' };
      });
    },
  };
}

function accountOf({ account }: Actor): string {
  if (account === null) throw notSignedIn();
  return account;
}

async function refuseInOffice(tx: Tx, account: string): Promise<void> {
  if (await isInOffice(tx as unknown as Transaction<AccountTables>, account)) throw inOffice();
}

type Person = { id: string; account: string; name: string; name_in_english: string | null };
async function besideOf(on: Kysely<ErasureTables>, rows: readonly Row[]) {
  const { rows: people } = await sql<Person>`select id, account, name, name_in_english from accounts where not disabled
    and id = any(${rows.map((row) => row.account)}::uuid[])`.execute(on);
  const { rows: declined } = await sql<{
    record: string;
    reason: string;
  }>`select record, body::jsonb->>'reason' as reason from events
    where record = any(${rows.map((row) => row.id)}::uuid[]) and action = 'decline'`.execute(on);
  return {
    people: new Map(people.map((one) => [one.id, one])),
    reasons: new Map(declined.map((one) => [one.record, one.reason])),
    calendar: await workingDaysOn(on as unknown as Kysely<CalendarTables>),
  };
}

/** Everything that the house holds of who asks, part by part, and why some of it stays. */
async function dataOf(
  kernel: Kernel,
  db: Kysely<ErasureTables>,
  parts: readonly HoldsOfPersons[],
  actor: Actor,
): Promise<MyData> {
  const reader: Reader = { ...actor, account: accountOf(actor) };
  const accounts = kernel.db as unknown as Kysely<AccountTables>;
  const { account, memberships, sessions, securityLog, accessLog, posts } = await heldOfAccount(accounts, reader.account);
  const found: Held[] = [
    { part: 'account', kept: null, ...account },
    { part: 'memberships', kept: null, ...memberships },
    { part: 'sessions', kept: null, ...sessions },
  ];
  for (const { part, held, kept } of parts) found.push({ part, kept: kept ?? null, ...(await held(reader.account, reader)) });
  found.push(
    { part: 'securityLog', kept: 'securityLog', ...securityLog },
    { part: 'accessLog', kept: 'reads', ...accessLog },
    { part: 'posts', kept: 'posts', ...posts },
    { part: 'acts', kept: 'events', ...(await actsOf(kernel, reader.account)) },
  );
  const open = await db
    .selectFrom('erasure_requests')
    .selectAll()
    .where('account', '=', reader.account)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  const calendar = await workingDaysOn(db as unknown as Kysely<CalendarTables>);
  const blocked = actor.demo ? ('demo' as const) : (await isInOffice(accounts, reader.account)) ? ('office' as const) : null;
  return {
    at: (await now(kernel.db)).toISOString(),
    account: account.items[0]?.['account'] as string,
    parts: found.map((one) => ({ ...one, items: one.items.map(plain) })),
    request: open ? { id: open.id, askedOn: open.asked_on, due: endOrYear(calendar, open.asked_on, within).on } : null,
    blocked,
  };
}

/** As JSON says it. */
const plain = (item: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(JSON.stringify(item)) as Record<string, unknown>;

/** What a person did, as it is sealed: the last hundred acts, and how many there are. */
async function actsOf({ db }: Kernel, account: string): Promise<Pick<Held, 'total' | 'items'>> {
  const { rows: counted } = await sql<{
    n: number;
  }>`select count(*)::int as n from events where actor = ${account}::uuid`.execute(db);
  const { rows } = await sql<
    Record<string, unknown>
  >`select recorded_at as at, kind, action, record from events where actor = ${account}::uuid
    order by id desc limit 100`.execute(db);
  return { total: counted[0]?.n ?? 0, items: rows };
}
