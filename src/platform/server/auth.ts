// Signing in and sessions: who a token is, renewal, idle and absolute ends, lockout. Not accounts (accounts.ts) nor the routes (session.ts).
import { createHash, hash, randomBytes } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Actor, Language, Role } from '../shared/actor.ts';
import { dayOf } from '../shared/dates.ts';
import { signInLocked, wrongCredentials, type Session } from '../shared/session.ts';
import { accountName, hashPassword, passwordFits, type AccountTables } from './accounts.ts';

const minutes = (count: number): number => count * 60_000;
const idle = minutes(30);
const longest = minutes(12 * 60);
const renewAfter = minutes(15);
/** How long the token before a renewal still opens its session once the new one was seen: for requests on their way. */
const grace = minutes(1);
const seenEvery = minutes(1);
const triesAllowed = 5;
const triesWithin = minutes(15);
const lockedFor = minutes(15);
const sessionsAtOnce = 5;
const keptFor = 2000;

export type Found = {
  actor: Actor;
  /** What `GET /session` tells. */
  session: Session;
  nameInEnglish: string | null;
  /** A new token that the caller must be given: the old one has served its time. */
  renewed: string | null;
};
export type SignIn = { account: string; password: string; address: string; replaces: string | null };

export type Sessions = {
  /** Who a token is, null for nobody. Kept in the process for two seconds. */
  find(token: string): Promise<Found | null>;
  /** Throws `wrongCredentials` or `signInLocked`, the same for accounts that exist and that do not. The token is always new. */
  signIn(of: SignIn): Promise<{ token: string; found: Found }>;
  signOut(token: string, address: string): Promise<void>;
  /** Removes sessions that have ended and tries that no longer count; run daily. */
  sweep(): Promise<void>;
};

export type SessionOptions = {
  db: Kysely<AccountTables>;
  timeZone: string;
  /** Whether demo accounts may sign in; without it they are as if they were not there. */
  demo: boolean;
  now?: () => Date;
  /** The organization for which members of one act now: itself, or the one that it has become one with. */
  actsFor?: (organization: string) => Promise<string>;
};

type Context = Required<SessionOptions>;
const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export async function openSessions(options: SessionOptions): Promise<Sessions> {
  const context: Context = { now: () => new Date(), actsFor: async (organization) => organization, ...options };
  /** What a password is compared with when there is no such account, so that it takes as long. */
  const nobody = await hashPassword(randomBytes(16).toString('hex'));
  const kept = new Map<string, { until: number; found: Promise<Found | null> }>();

  function find(token: string): Promise<Found | null> {
    const key = hash('sha256', token);
    const at = context.now().getTime();
    const before = kept.get(key);
    if (before && at < before.until) return before.found.then(acting);
    if (kept.size >= 10_000) kept.clear();
    const found = look(context, token);
    kept.set(key, { until: at + keptFor, found });
    found.catch(() => kept.delete(key));
    return found.then(acting);
  }

  /** Asked each time: from one merge of organizations to its undoing no request may act for the wrong one. */
  async function acting(found: Found | null): Promise<Found | null> {
    const own = found?.actor.organization ?? null;
    if (!found || own === null) return found;
    const organization = await context.actsFor(own);
    return { ...found, actor: { ...found.actor, organization }, session: { ...found.session, organization } };
  }

  async function signIn(of: SignIn): Promise<{ token: string; found: Found }> {
    const token = await admit(context, of, nobody);
    if (of.replaces !== null) await leave(of.replaces);
    const found = await acting(await look(context, token));
    if (!found) throw wrongCredentials({ left: triesAllowed });
    return { token, found };
  }

  /** Ends the session of a token; tells whose it was. */
  async function leave(token: string): Promise<string | null> {
    // All of them: the session may be kept under the token before as well, and people seldom leave.
    kept.clear();
    const digest = digestOf(token);
    const ended = await context.db
      .deleteFrom('sessions')
      .where((row) => row.or([row('digest', '=', digest), row('previous', '=', digest)]))
      .returning('account')
      .executeTakeFirst();
    return ended?.account ?? null;
  }

  async function signOut(token: string, address: string): Promise<void> {
    const id = await leave(token);
    if (id === null) return;
    const { account } = await context.db.selectFrom('accounts').select('account').where('id', '=', id).executeTakeFirstOrThrow();
    await note(context, account, 'signedOut', address);
  }

  return { find, signIn, signOut, sweep: () => sweep(context) };
}

type Row = {
  id: string;
  account_id: string;
  account: string;
  name: string;
  name_in_english: string | null;
  language: Language;
  region: string | null;
  demo: boolean;
  roles: Role[];
  organization: string | null;
  membership: Role | null;
  previous: Buffer | null;
  is_previous: boolean;
  renewed_at: Date;
  renewal_seen: boolean;
  created_at: Date;
  last_seen: Date;
};

/** The session of a token, if it still holds; notes that it was seen and renews its token when it is due. */
async function look(context: Context, token: string): Promise<Found | null> {
  const { db, demo } = context;
  const digest = digestOf(token);
  const at = context.now();
  const today = dayOf(at, context.timeZone);
  const { rows } = await sql<Row>`
    select s.id, s.previous, s.digest <> ${digest} as is_previous, s.renewed_at, s.renewal_seen, s.created_at, s.last_seen,
      a.id as account_id, a.account, a.name, a.name_in_english, a.language, a.region, a.demo, m.organization, m.role as membership,
      array(select r.role from account_roles r where r.account = a.id order by r.role) as roles
    from sessions s join accounts a on a.id = s.account
    left join lateral (select organization, role from memberships where account = a.id and since <= ${today}::date
      and (until is null or until >= ${today}::date) order by since desc limit 1) m on true
    where (s.digest = ${digest} or s.previous = ${digest}) and not a.disabled and (${demo} or not a.demo)`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const age = (of: Date): number => at.getTime() - of.getTime();
  if (age(row.created_at) >= longest || age(row.last_seen) >= idle) {
    await db.deleteFrom('sessions').where('id', '=', row.id).execute();
    return null;
  }
  if (row.is_previous && row.renewal_seen && age(row.renewed_at) >= grace) return null;
  return { ...foundOf(row), renewed: await keepUp(context, row, digest, at) };
}

function foundOf(row: Row): Omit<Found, 'renewed'> {
  const { language, region, demo, organization } = row;
  const roles = row.membership && !row.roles.includes(row.membership) ? [...row.roles, row.membership] : row.roles;
  return {
    actor: { account: row.account_id, roles, organization, region, language, demo },
    session: { account: row.account, name: row.name, roles, organization, region, language, demo },
    nameInEnglish: row.name_in_english,
  };
}

/** Notes the visit, and gives a new token when the present one is due or was lost on its way. */
async function keepUp({ db }: Context, row: Row, digest: Buffer, at: Date): Promise<string | null> {
  const due = at.getTime() - row.renewed_at.getTime() >= (row.is_previous ? grace : renewAfter);
  if (due) {
    const token = newToken();
    const renewed = await db
      .updateTable('sessions')
      .set({ digest: digestOf(token), previous: digest, renewed_at: at, renewal_seen: false, last_seen: at })
      .where('id', '=', row.id)
      .where('renewed_at', '=', row.renewed_at)
      .executeTakeFirst();
    return renewed.numUpdatedRows === 1n ? token : null;
  }
  const firstOfNew = !row.is_previous && !row.renewal_seen;
  if (firstOfNew || at.getTime() - row.last_seen.getTime() >= seenEvery)
    await db
      .updateTable('sessions')
      .set({ last_seen: at, ...(firstOfNew ? { renewal_seen: true } : {}) })
      .where('id', '=', row.id)
      .execute();
  return null;
}

const newToken = (): string => randomBytes(32).toString('base64url');

/** Counts the try, compares the password, opens the session. */
async function admit(context: Context, { account: typed, password, address }: SignIn, nobody: string): Promise<string> {
  const { db, demo } = context;
  const account = accountName(typed);
  const at = context.now();
  const tries = await countTry(context, account, at, address);
  const row = await db
    .selectFrom('accounts')
    .select(['id', 'password_hash', 'demo'])
    .where('account', '=', account)
    .where('disabled', '=', false)
    .executeTakeFirst();
  const usable = row !== undefined && (demo || !row.demo) ? row : null;
  const fits = await passwordFits(usable?.password_hash ?? nobody, password);
  if (!usable || !fits) {
    await note(context, account, 'wrong', address);
    throw wrongCredentials({ left: triesAllowed - tries });
  }
  const token = newToken();
  const times = { renewed_at: at, created_at: at, last_seen: at };
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('sign_in_tries').where('account', '=', account).execute();
    await tx
      .insertInto('sessions')
      .values({ id: uuidv7(), account: usable.id, digest: digestOf(token), previous: null, ...times })
      .execute();
  });
  if (!usable.demo) await endOldest(context, usable.id);
  await note(context, account, 'signedIn', address);
  return token;
}

/**
 * Counts a try before its password is looked at, in one statement, so that many tries at once are no way round the limit. The
 * fifth locks; a right password takes the lock away with the count. While it is locked nothing is counted.
 */
async function countTry(context: Context, account: string, at: Date, address: string): Promise<number> {
  const fresh = new Date(at.getTime() - triesWithin);
  const lock = new Date(at.getTime() + lockedFor);
  const { rows } = await sql<{ tries: number }>`
    insert into sign_in_tries as t (account, since, tries) values (${account}, ${at}, 1)
    on conflict (account) do update set
      since = case when t.locked_until is not null or t.since < ${fresh} then ${at} else t.since end,
      tries = case when t.locked_until is not null or t.since < ${fresh} then 1 else t.tries + 1 end,
      locked_until = case when t.locked_until is null and t.since >= ${fresh} and t.tries + 1 >= ${triesAllowed} then ${lock}::timestamptz end
    where t.locked_until is null or t.locked_until <= ${at}
    returning tries`.execute(context.db);
  if (rows[0]) return rows[0].tries;
  const locked = await context.db
    .selectFrom('sign_in_tries')
    .select('locked_until')
    .where('account', '=', account)
    .executeTakeFirst();
  await note(context, account, 'locked', address);
  const until = locked?.locked_until ?? lock;
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: context.timeZone, hour: '2-digit', minute: '2-digit' });
  const retryAfter = Math.max(1, Math.ceil((until.getTime() - at.getTime()) / 1000));
  // Told to the next full minute, so that who comes back then is let in.
  throw signInLocked({ until: time.format(new Date(until.getTime() + 59_999)), retryAfter });
}

/** An account has few sessions at once: the oldest ends. */
async function endOldest({ db }: Context, account: string): Promise<void> {
  const kept = db
    .selectFrom('sessions')
    .select('id')
    .where('account', '=', account)
    .orderBy('created_at', 'desc')
    .limit(sessionsAtOnce);
  await db.deleteFrom('sessions').where('account', '=', account).where('id', 'not in', kept).execute();
}

async function note(
  { db, now }: Context,
  account: string,
  outcome: 'signedIn' | 'wrong' | 'locked' | 'signedOut',
  address: string,
): Promise<void> {
  await db
    .insertInto('sign_in_log')
    .values({ id: uuidv7(), at: now(), account: account.slice(0, 100), outcome, address })
    .execute();
}

async function sweep({ db, now }: Context): Promise<void> {
  const before = (age: number): Date => new Date(now().getTime() - age);
  await db
    .deleteFrom('sessions')
    .where((row) => row.or([row('last_seen', '<', before(idle)), row('created_at', '<', before(longest))]))
    .execute();
  await db
    .deleteFrom('sign_in_tries')
    .where('since', '<', before(triesWithin + lockedFor))
    .execute();
}
