// One's own account over HTTP: password, second factor, recovery codes, language, sessions. Not accounts of others (administration.ts).
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import {
  type Account,
  beginFactor,
  changePassword,
  confirmFactor,
  demoAccount,
  endOtherSessions,
  endOwnSession,
  factorRequired,
  getAccount,
  listOwnSessions,
  needsTwoFactors,
  noFactor,
  type OwnSession,
  removeFactor,
  renewRecoveryCodes,
  setLanguage,
} from '../shared/account.ts';
import type { Language } from '../shared/actor.ts';
import { notFound, notSignedIn } from '../shared/errors.ts';
import type { AccountTables } from './accounts.ts';
import type { Found, Sessions } from './auth.ts';
import { writeCookie } from './cookie.ts';
import { removeFactor as dropFactor } from './factors.ts';
import { mount } from './mount.ts';
import { holdsFor, putPassword, renewedPassword } from './passwords.ts';
import { doerOf, logged } from './securityLog.ts';

type Own = { sessions: Sessions; db: Kysely<AccountTables> };
/** Whose account it is. A demo account's is nobody's to change. */
type Mine = Found & { account: string; name: string; language: Language };

function mineIn({ found, language }: FastifyRequest): Mine {
  if (found === null || found.actor.account === null) throw notSignedIn();
  return { ...found, account: found.actor.account, name: found.session.account, language };
}
function changeable(request: FastifyRequest): Mine {
  const mine = mineIn(request);
  if (mine.session.demo) throw demoAccount();
  return mine;
}

export function mountOwnAccount(app: FastifyInstance, own: Own): void {
  mount(app, getAccount, ({ request }) => accountOf(own, mineIn(request)));
  mount(app, setLanguage, async ({ request, body }) => {
    const mine = changeable(request);
    await own.db.updateTable('accounts').set({ language: body.language }).where('id', '=', mine.account).execute();
    own.sessions.forget();
    return accountOf(own, mine);
  });
  mount(app, changePassword, ({ request, reply, body }) => renewPassword(own, request, reply, body));
  mountFactor(app, own);
  mountSessions(app, own);
}

function mountFactor(app: FastifyInstance, own: Own): void {
  const { sessions, db } = own;
  const at = () => sessions.now();
  mount(app, beginFactor, async ({ request, body }) => {
    const mine = changeable(request);
    // Who must set one up has just shown the password; whoever sits at a session left open has not.
    const { password } = await accountOf(own, mine);
    if (mine.session.needs === null && password !== null)
      await sessions.prove({ ...doerOf(request), id: mine.account, password: body.password ?? '' });
    return sessions.factors.begin({ id: mine.account, account: mine.name });
  });
  mount(app, confirmFactor, async ({ request, reply, body }) => {
    const mine = changeable(request);
    const recoveryCodes = await sessions.factors.confirm(mine.account, body.code);
    await logged(db, { ...doerOf(request), event: 'factorEnrolled', at: at() });
    await anew(own, request, reply, mine);
    return { recoveryCodes };
  });
  mount(app, removeFactor, async ({ request, body }) => {
    const mine = changeable(request);
    await factorWanted(own, mine);
    if (needsTwoFactors(mine.session.roles)) throw factorRequired();
    await sessions.prove({ ...doerOf(request), id: mine.account, code: body.code });
    await dropFactor(db, mine.account);
    await sessions.end({ account: mine.account, spare: mine.id });
    await logged(db, { ...doerOf(request), event: 'factorRemoved', at: at() });
    return accountOf(own, mine);
  });
  mount(app, renewRecoveryCodes, async ({ request, body }) => {
    const mine = changeable(request);
    await factorWanted(own, mine);
    await sessions.prove({ ...doerOf(request), id: mine.account, code: body.code });
    const recoveryCodes = await sessions.factors.renewRecovery(mine.account);
    await logged(db, { ...doerOf(request), event: 'recoveryCodes', at: at() });
    return { recoveryCodes };
  });
}

function mountSessions(app: FastifyInstance, { sessions, db }: Own): void {
  const told = async (request: FastifyRequest, ended: number) => {
    if (ended > 0) await logged(db, { ...doerOf(request), event: 'sessionEnded', detail: { ended }, at: sessions.now() });
    return ended;
  };
  mount(app, listOwnSessions, async ({ request }) => {
    const mine = mineIn(request);
    // Everybody who tries the demonstration is signed in to one account: they are shown themselves alone.
    const rows = await db
      .selectFrom('sessions')
      .select(['id', 'created_at', 'last_seen', 'address', 'agent'])
      .where('account', '=', mine.account)
      .$if(mine.session.demo, (query) => query.where('id', '=', mine.id))
      .orderBy('last_seen', 'desc')
      .execute();
    return { items: rows.map((row) => ownSessionOf(row, mine.id)) };
  });
  mount(app, endOwnSession, async ({ request, params }) => {
    const mine = changeable(request);
    if ((await told(request, await sessions.end({ account: mine.account, id: params.id }))) === 0) throw notFound();
    return null;
  });
  mount(app, endOtherSessions, async ({ request }) => {
    const mine = changeable(request);
    return { ended: await told(request, await sessions.end({ account: mine.account, spare: mine.id })) };
  });
}

/** Changes the password, ends every session, and opens a new one for who changed it. */
async function renewPassword(own: Own, request: FastifyRequest, reply: FastifyReply, body: { current: string; next: string }) {
  const { sessions, db } = own;
  const mine = changeable(request);
  await sessions.prove({ ...doerOf(request), id: mine.account, password: body.current });
  const at = sessions.now();
  const renewed = await renewedPassword(db, { id: mine.account, account: mine.name, password: body.next, initial: false, at });
  await db.transaction().execute(async (tx) => {
    await putPassword(tx, renewed);
    await logged(tx, { ...doerOf(request), event: 'passwordChanged', at });
  });
  await anew(own, request, reply, mine);
  return accountOf(own, mine);
}

/** Ends all sessions of an account whose keys have changed, and gives its owner one under a new token. */
async function anew({ sessions }: Own, request: FastifyRequest, reply: FastifyReply, { account }: Mine): Promise<void> {
  await sessions.end({ account });
  const opened = await sessions.openFor(account, { address: request.ip, agent: request.headers['user-agent'] ?? '' });
  if (opened === null) throw notSignedIn();
  const cookie = writeCookie(request.server.cookieName, opened.token, request.isSecure);
  reply.removeHeader('set-cookie').header('set-cookie', cookie);
}

async function factorWanted(own: Own, mine: Mine): Promise<void> {
  if (!(await accountOf(own, mine)).factor.on) throw noFactor();
}

async function accountOf({ db }: Own, { account, session, nameInEnglish, language }: Mine): Promise<Account> {
  const row = await db
    .selectFrom('accounts as a')
    .leftJoin('second_factors as f', (on) => on.onRef('f.account', '=', 'a.id').on('f.confirmed_at', 'is not', null))
    .select(['a.password_hash', 'a.password_changed_at', 'a.password_initial', 'a.language', 'f.confirmed_at'])
    .select((one) =>
      one
        .selectFrom('recovery_codes')
        .select((codes) => codes.fn.countAll<string>().as('left'))
        .whereRef('recovery_codes.account', '=', 'a.id')
        .as('recovery_left'),
    )
    .where('a.id', '=', account)
    .executeTakeFirstOrThrow();
  const changed = row.password_changed_at;
  const until = new Date(changed.getTime() + holdsFor).toISOString();
  return {
    account: session.account,
    name: (language === 'en' ? nameInEnglish : null) ?? session.name,
    roles: session.roles,
    language: row.language,
    demo: session.demo,
    password: row.password_hash === null ? null : { changedAt: changed.toISOString(), until, initial: row.password_initial },
    factor: {
      on: row.confirmed_at !== null,
      required: needsTwoFactors(session.roles) && !session.demo,
      since: row.confirmed_at?.toISOString() ?? null,
      recoveryLeft: Number(row.recovery_left ?? 0),
    },
  };
}

type SessionRow = { id: string; created_at: Date; last_seen: Date; address: string; agent: string };

/** In the order in which they must be asked: each later one also names those before it. */
const browserSigns = [
  ['wechat', /MicroMessenger/],
  ['edge', /Edg(e|A|iOS)?\//],
  ['firefox', /Firefox\/|FxiOS/],
  ['chrome', /Chrome\/|CriOS/],
  ['safari', /Safari\//],
] as const;
const systemSigns = [
  ['android', /Android/],
  ['ios', /iPhone|iPad/],
  ['windows', /Windows/],
  ['macos', /Mac OS X/],
  ['linux', /Linux/],
] as const;

function ownSessionOf({ id, created_at, last_seen, address, agent }: SessionRow, present: string): OwnSession {
  return {
    id,
    since: created_at.toISOString(),
    lastSeen: last_seen.toISOString(),
    address,
    browser: browserSigns.find(([, sign]) => sign.test(agent))?.[0] ?? 'other',
    system: systemSigns.find(([, sign]) => sign.test(agent))?.[0] ?? 'other',
    present: id === present,
  };
}
