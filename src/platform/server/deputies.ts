// Deputies over HTTP: who stands in for whom in an absence, and a session that acts for the one who is away. Not four eyes (shared/actor.ts).
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql, type Kysely, type Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Language } from '../shared/actor.ts';
import { addDays, dayOf, daysBetween } from '../shared/dates.ts';
import {
  actFor,
  deputyAway,
  deputyChain,
  deputyOverlap,
  deputySelf,
  type Deputies,
  endNaming,
  getDeputies,
  longestAbsence,
  nameDeputy,
  type Naming,
  namingOver,
  notDeputy,
  noOffice,
  otherOffice,
  shortenNaming,
} from '../shared/deputy.ts';
import { notAllowed, notFound, notSignedIn, Refusal, wrongField } from '../shared/errors.ts';
import { accountName, type AccountTables } from './accounts.ts';
import type { Sessions } from './auth.ts';
import { mount } from './mount.ts';
import { officeOf } from './office.ts';
import { doerOf, logged } from './securityLog.ts';
import { oneAtATime } from './locks.ts';

export type Standing = {
  sessions: Sessions;
  db: Kysely<AccountTables>;
  timeZone: string;
  /** Whether demo accounts may write: in an invented city, and on trial. */
  demoActs: boolean;
};
type Tx = Transaction<AccountTables>;
type On = Kysely<AccountTables> | Tx;
type Mine = { account: string; language: Language; today: string };
type Row = {
  id: string;
  from_day: string;
  to_day: string;
  ended_at: Date | null;
  absent: string;
  absent_account: string;
  absent_name: string;
  deputy: string;
  deputy_account: string;
  deputy_name: string;
};

/** Who asks, and which day it is in the city. Demo accounts of a real city only look. */
function mineIn({ sessions, timeZone, demoActs }: Standing, { actor, language }: FastifyRequest, writing: boolean): Mine {
  if (actor.account === null) throw notSignedIn();
  if (writing && actor.demo && !demoActs) throw notAllowed();
  return { account: actor.account, language, today: dayOf(sessions.now(), timeZone) };
}

export const nameIn = (alias: string, language: Language) =>
  language === 'en'
    ? sql<string>`coalesce(${sql.ref(`${alias}.name_in_english`)}, ${sql.ref(`${alias}.name`)})`
    : sql<string>`${sql.ref(`${alias}.name`)}`;

/** Accounts that hold the same office as this one, in the same place: who could stand in, or take over. */
export async function colleaguesOf(on: On, account: string, language: Language) {
  const { rows } = await sql<{ id: string; account: string; name: string }>`
    select b.id, b.account, ${nameIn('b', language)} as name from accounts a join accounts b on b.id <> a.id and not b.disabled and b.demo = a.demo
    where a.id = ${account}::uuid and ${officeOf('a')} = ${officeOf('b')} order by name, b.account limit 500`.execute(on);
  return rows;
}

const rowsOf = (language: Language) => sql<Row>`
  select d.id, d.from_day, d.to_day, d.ended_at, a.id as absent, a.account as absent_account, ${nameIn('a', language)} as absent_name,
    b.id as deputy, b.account as deputy_account, ${nameIn('b', language)} as deputy_name
  from deputies d join accounts a on a.id = d.account join accounts b on b.id = d.deputy`;

const stateOf = ({ ended_at, from_day, to_day }: Row, today: string): Naming['state'] =>
  ended_at !== null ? 'ended' : to_day < today ? 'over' : from_day > today ? 'ahead' : 'running';

const namingOf = (row: Row, today: string): Naming => ({
  id: row.id,
  absent: { account: row.absent_account, name: row.absent_name },
  deputy: { account: row.deputy_account, name: row.deputy_name },
  from: row.from_day,
  to: row.to_day,
  state: stateOf(row, today),
});

async function shownTo(on: On, { account, language, today }: Mine): Promise<Deputies> {
  const { rows } = await sql<Row>`select * from (${rowsOf(language)}) d where absent = ${account}::uuid
    or (deputy = ${account}::uuid and ended_at is null and to_day >= ${today}::date) order by from_day desc, id desc limit 200`.execute(
    on,
  );
  const colleagues = await colleaguesOf(on, account, language);
  return {
    today,
    named: rows.filter((row) => row.absent === account).map((row) => namingOf(row, today)),
    standsIn: rows.filter((row) => row.deputy === account).map((row) => namingOf(row, today)),
    colleagues: colleagues.map(({ account: name, name: said }) => ({ account: name, name: said })),
  };
}

/** Within a transaction in which nobody else names anybody and no post changes hands: two who name each other at once never both succeed. */
export const alone = <T>(db: Kysely<AccountTables>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (tx) => {
    await oneAtATime(tx, 'deputies');
    return work(tx);
  });

/** What is refused is logged with its reason: who asked for whom, in which days. */
async function orLogged<T>(
  of: Standing,
  request: FastifyRequest,
  asked: Record<string, string>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (refused) {
    if (refused instanceof Refusal) {
      const detail = { ...asked, why: refused.code };
      request.refusalTold = true;
      await logged(of.db, { ...doerOf(request), event: 'deputyNamed', outcome: 'refused', detail, at: of.sessions.now() });
    }
    throw refused;
  }
}

export function mountDeputies(app: FastifyInstance, of: Standing): void {
  const { db, sessions } = of;
  mount(app, getDeputies, ({ request }) => shownTo(db, mineIn(of, request, false)));
  mount(app, nameDeputy, ({ request, body }) =>
    orLogged(of, request, body, async () => {
      const mine = mineIn(of, request, true);
      checkDays(body, mine.today);
      await alone(db, async (tx) => {
        const deputy = await colleagueCalled(tx, mine, body.deputy);
        await refuseClash(tx, mine, deputy, body);
        const at = sessions.now();
        await tx
          .insertInto('deputies')
          .values({
            id: uuidv7(),
            account: mine.account,
            deputy,
            from_day: body.from,
            to_day: body.to,
            named_at: at,
            ended_at: null,
          })
          .execute();
        await logged(tx, { ...doerOf(request), event: 'deputyNamed', object: { kind: 'account', id: deputy }, detail: body, at });
      });
      return shownTo(db, mine);
    }),
  );
  mount(app, shortenNaming, async ({ request, params, body }) => {
    const mine = mineIn(of, request, true);
    await change(of, request, mine, params.id, async (tx, row) => {
      if (body.to >= row.to_day) throw wrongField('to', 'notShorter', 'rights:refusals.notShorter', { to: row.to_day });
      if (body.to < row.from_day || body.to < mine.today)
        throw wrongField('to', 'tooEarly', 'rights:refusals.tooEarly', {
          from: row.from_day > mine.today ? row.from_day : mine.today,
        });
      await tx.updateTable('deputies').set({ to_day: body.to }).where('id', '=', row.id).execute();
      return { to: body.to };
    });
    return shownTo(db, mine);
  });
  mount(app, endNaming, async ({ request, params }) => {
    const mine = mineIn(of, request, true);
    await change(of, request, mine, params.id, async (tx, row) => {
      await tx.updateTable('deputies').set({ ended_at: sessions.now() }).where('id', '=', row.id).execute();
      return { to: mine.today };
    });
    return shownTo(db, mine);
  });
  mountActing(app, of);
}

/** From a day that is not past, in order, and no longer than an absence may be. */
function checkDays({ from, to }: { from: string; to: string }, today: string): void {
  if (from < today) throw wrongField('from', 'past', 'rights:refusals.past', { today });
  if (to < from) throw wrongField('to', 'tooEarly', 'rights:refusals.tooEarly', { from });
  if (daysBetween(from, to) >= longestAbsence)
    throw wrongField('to', 'tooLong', 'rights:refusals.tooLong', {
      days: longestAbsence,
      last: addDays(from, longestAbsence - 1),
    });
}

/** The colleague's id. Somebody of another office and somebody who is not there are told alike. */
async function colleagueCalled(tx: Tx, { account, language }: Mine, said: string): Promise<string> {
  const own = await tx.selectFrom('accounts').select('account').where('id', '=', account).executeTakeFirstOrThrow();
  const name = accountName(said);
  const field = [{ path: 'deputy', code: 'deputy', words: 'rights:refusals.otherOffice' as const }];
  if (own.account === name) throw deputySelf({}, [{ path: 'deputy', code: 'self', words: 'rights:refusals.self' }]);
  const colleagues = await colleaguesOf(tx, account, language);
  const found = colleagues.find((one) => one.account === name);
  if (!found) throw otherOffice({}, field);
  return found.id;
}

/** Whom somebody stands in for, or who stands in for him, in these days. */
async function refuseClash(tx: Tx, mine: Mine, deputy: string, { from, to }: { from: string; to: string }): Promise<void> {
  const { rows } =
    await sql<Row>`select * from (${rowsOf(mine.language)}) d where ended_at is null and from_day <= ${to}::date and to_day >= ${from}::date
    and (absent in (${mine.account}::uuid, ${deputy}::uuid) or deputy = ${mine.account}::uuid) order by from_day limit 10`.execute(
      tx,
    );
  const said = (row: Row) => ({ from: row.from_day, to: row.to_day });
  const own = rows.find((row) => row.absent === mine.account);
  if (own) throw deputyOverlap({ ...said(own), name: own.deputy_name });
  const away = rows.find((row) => row.absent === deputy);
  if (away)
    throw deputyAway({ ...said(away), name: away.absent_name, other: away.deputy_name }, [
      {
        path: 'deputy',
        code: 'away',
        words: 'rights:refusals.away',
        params: { ...said(away), name: away.absent_name, other: away.deputy_name },
      },
    ]);
  const chain = rows.find((row) => row.deputy === mine.account);
  if (chain) throw deputyChain({ ...said(chain), name: chain.absent_name });
}

/** Changes one's own naming, while there is anything left of it; sessions that act by it are asked anew. */
async function change(
  of: Standing,
  request: FastifyRequest,
  { account, language, today }: Mine,
  id: string,
  work: (tx: Tx, row: Row) => Promise<Record<string, string>>,
): Promise<void> {
  await alone(of.db, async (tx) => {
    const { rows } =
      await sql<Row>`select * from (${rowsOf(language)}) d where id = ${id}::uuid and absent = ${account}::uuid`.execute(tx);
    const row = rows[0];
    if (!row) throw notFound();
    if (!['ahead', 'running'].includes(stateOf(row, today))) throw namingOver();
    const detail = { deputy: row.deputy_account, from: row.from_day, ...(await work(tx, row)) };
    const object = { kind: 'account', id: row.deputy };
    await logged(tx, { ...doerOf(request), event: 'deputyEnded', object, detail, at: of.sessions.now() });
  });
  of.sessions.forget();
}

function mountActing(app: FastifyInstance, of: Standing): void {
  const { db, sessions } = of;
  mount(app, actFor, async ({ request, body }) => {
    const mine = mineIn(of, request, true);
    const session = request.found?.id;
    if (session === undefined) throw notSignedIn();
    const at = sessions.now();
    if (body.account === null) {
      await sessions.actFor({ id: session, for: null });
      if (request.actor.for) await logged(db, { ...doerOf(request), event: 'actsFor', detail: { for: null }, at });
      return { for: null };
    }
    const { standsIn } = await shownTo(db, mine);
    const wanted = accountName(body.account);
    const running = standsIn.find((one) => one.state === 'running' && one.absent.account === wanted);
    const found = running && (await colleaguesOf(db, mine.account, mine.language)).find((one) => one.account === wanted);
    if (!running || !found) {
      const detail = { for: wanted.slice(0, 64), why: notDeputy.code };
      request.refusalTold = true;
      await logged(db, { ...doerOf(request), event: 'actsFor', outcome: 'refused', detail, at });
      throw notDeputy();
    }
    await sessions.actFor({ id: session, for: found.id });
    const object = { kind: 'account', id: found.id };
    await logged(db, { ...doerOf(request), event: 'actsFor', object, detail: { for: found.account }, at });
    return { for: { ...running.absent, until: running.to } };
  });
}

/** Whether an account holds an office that others can stand in for. */
export async function holdsOffice(on: On, account: string): Promise<void> {
  const { rows } = await sql<{
    office: string | null;
  }>`select ${officeOf('a')} as office from accounts a where a.id = ${account}::uuid`.execute(on);
  if (!rows[0]?.office) throw noOffice();
}
