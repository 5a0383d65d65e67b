// Posts that change hands over HTTP: what would pass, and one action that passes all of it. What modules hold of an account they say by a port.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql, type Kysely, type Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { type Actor, hasRole, type Language } from '../shared/actor.ts';
import {
  askedAlready,
  askHandOver,
  confirmHandOver,
  declineHandOver,
  type HandOver,
  handOverOver,
  listHandOvers,
  type Matters,
  nobodyLeaves,
  otherSuccessor,
  withdrawHandOver,
} from '../shared/deputy.ts';
import { notAllowed, notFound, notSignedIn, Refusal } from '../shared/errors.ts';
import type { BodyOf } from '../shared/route.ts';
import { accountName, type AccountTables } from './accounts.ts';
import { codeOf } from './database.ts';
import { alone, colleaguesOf, holdsOffice, nameIn, type Standing } from './deputies.ts';
import { mount } from './mount.ts';
import { doerOf, logged } from './securityLog.ts';

type Tx = Transaction<AccountTables>;
/** What modules hold by account. `pass` moves it within the transaction; what follows from acts passes by itself, as `answers_for` says. */
export type MattersPort = {
  count: (account: string) => Promise<Matters>;
  pass: (tx: object, from: string, to: string) => Promise<void>;
};
export type HandingOver = Standing & { matters?: MattersPort };
type Row = {
  id: string;
  reason: string;
  asked_by: string;
  asked_at: Date;
  ended_at: Date | null;
  outcome: 'done' | 'declined' | 'withdrawn' | null;
  passed: Matters | null;
  from_id: string;
  from_account: string;
  from_name: string;
  to_id: string;
  to_account: string;
  to_name: string;
};

const rowsOf = (language: Language) => sql<Row>`
  select h.id, h.reason, h.asked_by, h.asked_at, h.ended_at, h.outcome, h.passed, a.id as from_id, a.account as from_account,
    ${nameIn('a', language)} as from_name, b.id as to_id, b.account as to_account, ${nameIn('b', language)} as to_name
  from hand_overs h join accounts a on a.id = h.from_account join accounts b on b.id = h.to_account`;

const shownTo = (row: Row, { account }: Actor): HandOver => ({
  id: row.id,
  from: { account: row.from_account, name: row.from_name },
  to: { account: row.to_account, name: row.to_name },
  reason: row.reason,
  askedAt: row.asked_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  state: row.outcome ?? 'asked',
  passed: row.passed,
  may: row.outcome !== null ? [] : row.to_id === account ? ['confirm', 'decline'] : row.asked_by === account ? ['withdraw'] : [],
});

async function oneOf(on: Kysely<AccountTables> | Tx, id: string, { language }: FastifyRequest): Promise<Row> {
  const { rows } = await sql<Row>`select * from (${rowsOf(language)}) h where id = ${id}::uuid`.execute(on);
  if (!rows[0]) throw notFound();
  return rows[0];
}

function doing({ demoActs }: HandingOver, { actor }: FastifyRequest): string {
  if (actor.account === null) throw notSignedIn();
  if (actor.demo && !demoActs) throw notAllowed();
  return actor.account;
}

export function mountHandOvers(app: FastifyInstance, of: HandingOver): void {
  const { db, sessions } = of;
  mount(app, listHandOvers, async ({ request, actor, query }) => {
    const all = hasRole(actor, 'securityAdmin', 'auditAdmin');
    const { rows } = await sql<Row>`select * from (${rowsOf(request.language)}) h
      where ${all} or from_id = ${actor.account}::uuid or to_id = ${actor.account}::uuid order by asked_at desc, id desc limit 200`.execute(
      db,
    );
    const items = rows.map((row) => shownTo(row, actor));
    const leaving = await leavingOf(of, request, query.from);
    if (leaving === null) return { items, leaving: null, passes: {}, successors: [] };
    const { id, ...whose } = leaving;
    const successors = (await colleaguesOf(db, id, request.language)).map(({ account, name }) => ({ account, name }));
    return { items, leaving: whose, passes: await passes(of, id), successors };
  });
  mount(app, askHandOver, async ({ request, actor, body }) => {
    const asked = { ...(body.from === undefined ? {} : { from: accountName(body.from) }), to: accountName(body.to) };
    const made = await ask(of, request, body).catch((refused: unknown) => refusedTold(of, request, asked, refused));
    if (made.outcome === 'done') await sessions.end({ account: made.from_id });
    return shownTo(made, actor);
  });
  mountAnswers(app, of);
}

/** The security administrator's word carries it out at once; who leaves himself waits for his successor's. */
async function ask(of: HandingOver, request: FastifyRequest, body: BodyOf<typeof askHandOver>): Promise<Row> {
  const by = doing(of, request);
  const security = hasRole(request.actor, 'securityAdmin');
  if (!security && body.from !== undefined) throw notAllowed();
  const from = await leavingOf(of, request, body.from);
  if (from === null) throw nobodyLeaves({}, [{ path: 'from', code: 'unknown', words: 'rights:refusals.nobodyLeaves' }]);
  const wanted = accountName(body.to);
  const passed = await passes(of, from.id);
  const id = uuidv7();
  return alone(of.db, async (tx) => {
    const to = (await colleaguesOf(tx, from.id, request.language)).find((one) => one.account === wanted);
    if (!to) throw otherSuccessor({}, [{ path: 'to', code: 'otherOffice', words: 'rights:refusals.otherSuccessor' }]);
    const asked = { from_account: from.id, to_account: to.id, asked_by: by, asked_at: of.sessions.now(), reason: body.reason };
    await tx
      .insertInto('hand_overs')
      .values({ id, ...asked, outcome: null, ended_by: null, ended_at: null, passed: null })
      .execute()
      .catch((error: unknown) => {
        throw codeOf(error) === '23505' ? askedAlready() : error;
      });
    const row = await oneOf(tx, id, request);
    if (security) await carryOut(of, tx, request, row, passed);
    else await told(of, tx, request, row, 'handOverAsked');
    return oneOf(tx, id, request);
  });
}

function mountAnswers(app: FastifyInstance, of: HandingOver): void {
  const { db, sessions } = of;
  /** A hand-over that still waits, for the one of its two sides that may answer; for anybody else there is none. */
  const answered = async (
    request: FastifyRequest,
    id: string,
    side: 'to_id' | 'from_id',
    work: (tx: Tx, row: Row) => Promise<unknown>,
  ) => {
    const by = doing(of, request);
    const row = await alone(db, async (tx) => {
      const found = await oneOf(tx, id, request);
      if (found[side] !== by) throw notFound();
      if (found.outcome !== null) throw handOverOver();
      await work(tx, found);
      return oneOf(tx, id, request);
    });
    return shownTo(row, request.actor);
  };
  const end = (outcome: 'declined' | 'withdrawn') => (request: FastifyRequest) => async (tx: Tx, row: Row) => {
    const ended = { outcome, ended_by: request.actor.account, ended_at: sessions.now() };
    await tx.updateTable('hand_overs').set(ended).where('id', '=', row.id).execute();
    await told(of, tx, request, row, 'handOverAsked', { outcome });
  };
  mount(app, confirmHandOver, async ({ request, params }) => {
    const before = await oneOf(db, params.id, request);
    const passed = before.to_id === request.actor.account && before.outcome === null ? await passes(of, before.from_id) : {};
    const done = await answered(request, params.id, 'to_id', async (tx, row) => {
      const colleagues = await colleaguesOf(tx, row.from_id, request.language);
      if (!colleagues.some((one) => one.id === row.to_id)) throw otherSuccessor();
      await carryOut(of, tx, request, row, passed);
    });
    await sessions.end({ account: before.from_id });
    return done;
  });
  mount(app, declineHandOver, ({ request, params }) => answered(request, params.id, 'to_id', end('declined')(request)));
  mount(app, withdrawHandOver, ({ request, params }) => answered(request, params.id, 'from_id', end('withdrawn')(request)));
}

/** Who leaves: the account that the security administrator names, or whoever asks, if he holds an office. */
async function leavingOf(of: HandingOver, { actor, language }: FastifyRequest, said: string | undefined) {
  const security = hasRole(actor, 'securityAdmin');
  if ((security && said === undefined) || hasRole(actor, 'auditAdmin')) return null;
  const { rows } = await sql<{ id: string; account: string; name: string }>`
    select a.id, a.account, ${nameIn('a', language)} as name from accounts a
    where ${security ? sql`a.account = ${accountName(said ?? '')} and (${of.demoActs} or a.demo = ${actor.demo})` : sql`a.id = ${actor.account}::uuid`}`.execute(
    of.db,
  );
  const found = rows[0];
  if (!found) return null;
  if (security) return (await holdsOffice(of.db, found.id).catch(() => false)) === false ? null : found;
  await holdsOffice(of.db, found.id);
  return found;
}

async function passes({ db, matters }: HandingOver, account: string): Promise<Matters> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from deputies
    where ended_at is null and to_day >= current_date and (account = ${account}::uuid or deputy = ${account}::uuid)`.execute(db);
  const counted: Matters = { ...(await matters?.count(account)), deputies: rows[0]?.n ?? 0 };
  return Object.fromEntries(Object.entries(counted).filter(([, n]) => n > 0));
}

/** All of it in one transaction: what is held by account moves, namings end, the rights of the office are taken back. */
async function carryOut(of: HandingOver, tx: Tx, request: FastifyRequest, row: Row, passed: Matters): Promise<void> {
  const at = of.sessions.now();
  const { from_id: from, to_id: to } = row;
  await of.matters?.pass(tx, from, to);
  await tx
    .updateTable('deputies')
    .set({ ended_at: at })
    .where('ended_at', 'is', null)
    .where((one) => one.or([one('account', '=', from), one('deputy', '=', from)]))
    .execute();
  await tx.deleteFrom('account_roles').where('account', '=', from).where('duty', '=', 'business').execute();
  await tx.updateTable('accounts').set({ region: null }).where('id', '=', from).execute();
  const ended = { outcome: 'done' as const, ended_by: request.actor.account, ended_at: at, passed: JSON.stringify(passed) };
  await tx.updateTable('hand_overs').set(ended).where('id', '=', row.id).execute();
  await told(of, tx, request, row, 'handedOver');
}

const told = (
  of: HandingOver,
  tx: Tx,
  request: FastifyRequest,
  row: Row,
  event: 'handOverAsked' | 'handedOver',
  more: Record<string, string> = {},
) =>
  logged(tx, {
    ...doerOf(request),
    event,
    object: { kind: 'account', id: row.from_id },
    detail: { from: row.from_account, to: row.to_account, reason: row.reason, ...more },
    at: of.sessions.now(),
  });

async function refusedTold(
  of: HandingOver,
  request: FastifyRequest,
  asked: Record<string, string>,
  refused: unknown,
): Promise<never> {
  if (refused instanceof Refusal) {
    const detail = { ...asked, why: refused.code };
    request.refusalTold = true;
    await logged(of.db, { ...doerOf(request), event: 'handOverAsked', outcome: 'refused', detail, at: of.sessions.now() });
  }
  throw refused;
}
