// Signing in and sessions: who a token is, renewal, idle and absolute ends, what a session still needs. Not accounts (accounts.ts) nor the routes (session.ts).
import { hash, randomBytes } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Actor, Language, Role } from '../shared/actor.ts';
import { needsTwoFactors } from '../shared/account.ts';
import { dayOf } from '../shared/dates.ts';
import { codeRequired, wrongCode, wrongCredentials, type Session } from '../shared/session.ts';
import { accountName, type AccountTables, type Duty } from './accounts.ts';
import { type Crypto, hashPassword, openCrypto, passwordFits } from './crypto.ts';
import { type Factors, openFactors } from './factors.ts';
import { holdsFor } from './passwords.ts';
import { absentOf } from './office.ts';
import { type Doer, logged } from './securityLog.ts';
import { clearTries, countTry, lockedFor, noteWrong, triesAllowed, triesWithin, uncount } from './tries.ts';

const minutes = (count: number): number => count * 60_000;
const idle = minutes(30);
/** Of the three administrators (等保 S2). */
const idleOfAdministrators = minutes(15);
const longest = minutes(12 * 60);
const renewAfter = minutes(15);
/** How long the token before a renewal still opens its session once the new one was seen: for requests on their way. */
const grace = minutes(1);
const seenEvery = minutes(1);
const sessionsAtOnce = 5;
const keptFor = 2000;

export type Found = {
  /** Of the session: never told but to whose it is. */
  id: string;
  actor: Actor;
  /** What `GET /session` tells. */
  session: Session;
  nameInEnglish: string | null;
  /** Of the one it acts for. */
  absentInEnglish: string | null;
  /** A new token that the caller must be given: the old one has served its time. */
  renewed: string | null;
};
/** Where a session is opened from: address, what the browser says it is, and the token that it comes with, which is ended. */
export type From = { address: string; agent?: string; replaces?: string | null };
export type SignIn = From & { account: string; password: string; code?: string | undefined };
type Opened = { token: string; found: Found };

export type Sessions = {
  /** Who a token is, null for nobody. Kept in the process for two seconds. */
  find(token: string, address?: string): Promise<Found | null>;
  /** Throws `wrongCredentials`, `codeRequired`, `wrongCode` or `signInLocked`. The token is always new. */
  signIn(of: SignIn): Promise<Opened>;
  /** Opens a session for an account that has shown otherwise who it is (a portal's sign-in); null where it may not sign in. */
  openFor(account: string, from: From): Promise<Opened | null>;
  signOut(token: string, address: string): Promise<void>;
  /** Whether a password or a code is this account's; wrong ones count as at sign-in. Throws like `signIn`. */
  prove(of: Doer & { id: string; password?: string | undefined; code?: string | undefined }): Promise<void>;
  /** From here on the session acts for this account, as its deputy; null: for itself alone. The caller has checked that it may. */
  actFor(of: { id: string; for: string | null }): Promise<void>;
  /** Ends one or all sessions of an account, but the one that is spared; tells how many. */
  end(of: { account: string; id?: string; spare?: string }): Promise<number>;
  /** What the process keeps of sessions is asked anew: something about an account has changed. */
  forget(): void;
  /** Removes sessions that have ended and tries that no longer count; run daily. */
  sweep(): Promise<void>;
  factors: Factors;
  now: () => Date;
};

export type SessionOptions = {
  db: Kysely<AccountTables>;
  timeZone: string;
  /** Whether demo accounts may sign in; without it they are as if they were not there. */
  demo: boolean;
  now?: () => Date;
  /** The organization for which members of one act now: itself, or the one that it has become one with. */
  actsFor?: (organization: string) => Promise<string>;
  /** Suite and key; without one there are no second factors. */
  crypto?: Crypto;
  /** What authenticators call the house: the city's name. */
  issuer?: string;
};

type Context = Required<SessionOptions> & { factors: Factors; digestOf: (token: string) => Buffer };

function contextOf(options: SessionOptions): Context {
  const crypto = options.crypto ?? openCrypto({ suite: 'international', secret: null });
  const now = options.now ?? (() => new Date());
  const issuer = options.issuer ?? 'Touyan';
  const factors = openFactors({ db: options.db, crypto, now, issuer });
  const asItIs = async (organization: string) => organization;
  return { actsFor: asItIs, ...options, now, crypto, issuer, factors, digestOf: (token) => crypto.digest(token) };
}

export async function openSessions(options: SessionOptions): Promise<Sessions> {
  const context = contextOf(options);
  const { db, digestOf } = context;
  /** What a password is compared with when there is no such account, so that it takes as long. */
  const nobody = await hashPassword(randomBytes(16).toString('hex'), context.crypto.suite);
  const kept = new Map<string, { until: number; found: Promise<Found | null> }>();

  function find(token: string, address = ''): Promise<Found | null> {
    const key = hash('sha256', token);
    const at = context.now().getTime();
    const before = kept.get(key);
    if (before && at < before.until) return before.found.then(acting);
    if (kept.size >= 10_000) kept.clear();
    const found = look(context, token, address);
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

  async function openFor(account: string, from: From): Promise<Opened | null> {
    const token = await open(context, account, from);
    if (from.replaces) await leave(from.replaces);
    const found = await acting(await look(context, token, from.address));
    if (!found) return null;
    await logged(db, { account, name: found.session.account, address: from.address, event: 'signIn', at: context.now() });
    return { token, found };
  }

  async function signIn(of: SignIn): Promise<Opened> {
    const opened = await openFor(await admit(context, of, nobody), of);
    if (!opened) throw wrongCredentials({ left: triesAllowed });
    return opened;
  }

  /** Ends the session of a token; tells whose it was. */
  async function leave(token: string): Promise<string | null> {
    // All of them: the session may be kept under the token before as well, and people seldom leave.
    kept.clear();
    const digest = digestOf(token);
    const ended = await db
      .deleteFrom('sessions')
      .where((row) => row.or([row('digest', '=', digest), row('previous', '=', digest)]))
      .returning('account')
      .executeTakeFirst();
    return ended?.account ?? null;
  }

  async function signOut(token: string, address: string): Promise<void> {
    const id = await leave(token);
    if (id === null) return;
    const { account } = await db.selectFrom('accounts').select('account').where('id', '=', id).executeTakeFirstOrThrow();
    await logged(db, { account: id, name: account, address, event: 'signOut', at: context.now() });
  }

  async function end({ account, id, spare }: { account: string; id?: string; spare?: string }): Promise<number> {
    kept.clear();
    let query = db.deleteFrom('sessions').where('account', '=', account);
    if (id !== undefined) query = query.where('id', '=', id);
    if (spare !== undefined) query = query.where('id', '<>', spare);
    return Number((await query.executeTakeFirst()).numDeletedRows);
  }

  async function actFor({ id, for: absent }: { id: string; for: string | null }): Promise<void> {
    await db.updateTable('sessions').set({ acting_for: absent }).where('id', '=', id).execute();
    kept.clear();
  }

  const { factors, now } = context;
  const rest = {
    factors,
    now,
    forget: () => kept.clear(),
    sweep: () => sweep(context),
    prove: (of: Proof) => prove(context, of),
  };
  return { find, signIn, openFor, signOut, actFor, end, ...rest };
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
  duty: Duty;
  organization: string | null;
  membership: Role | null;
  has_password: boolean;
  password_initial: boolean;
  password_changed_at: Date;
  has_factor: boolean;
  previous: Buffer | null;
  is_previous: boolean;
  renewed_at: Date;
  renewal_seen: boolean;
  created_at: Date;
  last_seen: Date;
  absent: { id: string; account: string; name: string; nameInEnglish: string | null; until: string } | null;
  took: string[];
};

/** The session of a token, if it still holds; notes that it was seen and renews its token when it is due. */
async function look(context: Context, token: string, address: string): Promise<Found | null> {
  const { db, demo } = context;
  const digest = context.digestOf(token);
  const at = context.now();
  const today = dayOf(at, context.timeZone);
  const { rows } = await sql<Row>`
    select s.id, s.previous, s.digest <> ${digest} as is_previous, s.renewed_at, s.renewal_seen, s.created_at, s.last_seen,
      a.id as account_id, a.account, a.name, a.name_in_english, a.language, a.region, a.demo, a.duty, m.organization, m.role as membership,
      a.password_hash is not null as has_password, a.password_initial, a.password_changed_at,
      exists(select from second_factors f where f.account = a.id and f.confirmed_at is not null) as has_factor,
      x.absent, handed_to(array_remove(array[a.id, (x.absent->>'id')::uuid], null)) as took,
      array(select r.role from account_roles r where r.account = a.id order by r.role) as roles
    from sessions s join accounts a on a.id = s.account
    left join lateral (select organization, role from memberships where account = a.id and since <= ${today}::date
      and (until is null or until >= ${today}::date) order by since desc limit 1) m on true
    left join lateral (select ${absentOf(today)} as absent) x on true
    where (s.digest = ${digest} or s.previous = ${digest}) and not a.disabled and (${demo} or not a.demo)`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const age = (of: Date): number => at.getTime() - of.getTime();
  if (age(row.created_at) >= longest || age(row.last_seen) >= idleOf(row.duty)) {
    await db.deleteFrom('sessions').where('id', '=', row.id).execute();
    return null;
  }
  if (row.is_previous && row.renewal_seen && age(row.renewed_at) >= grace) {
    // Whoever it belongs to has a newer one: this one was copied. Which of the two is the thief nobody can tell, so the session ends.
    await db.deleteFrom('sessions').where('id', '=', row.id).execute();
    const doer = { account: row.account_id, name: row.account, address };
    await logged(db, { ...doer, event: 'sessionReplayed', outcome: 'refused', object: { kind: 'session', id: row.id }, at });
    return null;
  }
  return { ...foundOf(row, at), renewed: await keepUp(context, row, digest, at) };
}

const idleOf = (duty: Duty): number => (duty === 'business' ? idle : idleOfAdministrators);

/** What an account owes before anything else; demo accounts, which are everybody's, owe nothing. */
function needsOf(row: Row, roles: readonly Role[], at: Date): Session['needs'] {
  if (row.demo) return null;
  const old = at.getTime() - row.password_changed_at.getTime() >= holdsFor;
  if (row.has_password && (row.password_initial || old)) return 'newPassword';
  return needsTwoFactors(roles) && !row.has_factor ? 'secondFactor' : null;
}

function foundOf(row: Row, at: Date): Omit<Found, 'renewed'> {
  const { language, region, demo, organization } = row;
  const roles = row.membership && !row.roles.includes(row.membership) ? [...row.roles, row.membership] : row.roles;
  const actingFor = row.absent && { account: row.absent.account, name: row.absent.name, until: row.absent.until };
  const told = { needs: needsOf(row, roles, at), idleSeconds: idleOf(row.duty) / 1000, for: actingFor };
  return {
    id: row.id,
    actor: {
      account: row.account_id,
      roles,
      organization,
      region,
      language,
      demo,
      ...(row.absent ? { for: row.absent.id } : {}),
      ...(row.took.length > 0 ? { took: row.took } : {}),
    },
    session: { account: row.account, name: row.name, roles, organization, region, language, demo, ...told },
    nameInEnglish: row.name_in_english,
    absentInEnglish: row.absent?.nameInEnglish ?? null,
  };
}

/** Notes the visit, and gives a new token when the present one is due or was lost on its way. */
async function keepUp({ db, digestOf }: Context, row: Row, digest: Buffer, at: Date): Promise<string | null> {
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

/** Counts the try, compares the password, takes the code; whose account it is. */
async function admit(context: Context, { account: typed, password, code, address }: SignIn, nobody: string): Promise<string> {
  const { db, demo, factors } = context;
  const account = accountName(typed);
  const one = await countTry(context, account, { account: null, name: account, address });
  const row = await db
    .selectFrom('accounts as a')
    .leftJoin('second_factors as f', (on) => on.onRef('f.account', '=', 'a.id').on('f.confirmed_at', 'is not', null))
    .select(['a.id', 'a.password_hash', 'a.demo', 'f.account as factor'])
    .where('a.account', '=', account)
    .where('a.disabled', '=', false)
    .executeTakeFirst();
  const usable = row !== undefined && (demo || !row.demo) ? row : null;
  const doer = { account: usable?.id ?? null, name: account, address };
  const fits = await passwordFits(usable?.password_hash ?? nobody, password);
  if (!usable || usable.password_hash === null || !fits) {
    await noteWrong(context, one, doer, 'password');
    throw wrongCredentials({ left: triesAllowed - one.tries });
  }
  if (usable.factor !== null && !usable.demo) {
    if (code === undefined || code.trim() === '') {
      await uncount(context, one);
      throw codeRequired();
    }
    const took = await factors.takes(usable.id, code);
    if (took === null) {
      await noteWrong(context, one, doer, 'code');
      throw wrongCode({ left: triesAllowed - one.tries });
    }
    if (took === 'recovery') await logged(db, { ...doer, event: 'recoveryUsed', at: context.now() });
  }
  await clearTries(db, account, context.now());
  return usable.id;
}

type Proof = Doer & { id: string; password?: string | undefined; code?: string | undefined };
async function prove(context: Context, { id, password, code, ...doer }: Proof): Promise<void> {
  const { db, factors } = context;
  const one = await countTry(context, doer.name, doer);
  const left = triesAllowed - one.tries;
  if (password !== undefined) {
    const kept = await db.selectFrom('accounts').select('password_hash').where('id', '=', id).executeTakeFirstOrThrow();
    if (kept.password_hash === null || !(await passwordFits(kept.password_hash, password))) {
      await noteWrong(context, one, doer, 'password');
      throw wrongCredentials({ left });
    }
  }
  if (code !== undefined && (await factors.takes(id, code)) === null) {
    await noteWrong(context, one, doer, 'code');
    throw wrongCode({ left });
  }
  await clearTries(db, doer.name, context.now());
}

/** Opens a session under a new token; of too many the oldest ends. */
async function open(context: Context, account: string, { address, agent = '' }: From): Promise<string> {
  const token = newToken();
  const at = context.now();
  const times = { renewed_at: at, created_at: at, last_seen: at };
  const whence = { address: address.slice(0, 100), agent: agent.slice(0, 300) };
  await context.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('sessions')
      .values({ id: uuidv7(), account, digest: context.digestOf(token), previous: null, ...times, ...whence })
      .execute();
    const { demo } = await tx.selectFrom('accounts').select('demo').where('id', '=', account).executeTakeFirstOrThrow();
    if (!demo) await endOldest(tx, account);
  });
  return token;
}

/** Ends every session of an account; a process that has just seen one may know it for two seconds more. */
export async function endSessions(tx: Transaction<AccountTables>, account: string): Promise<void> {
  await tx.deleteFrom('sessions').where('account', '=', account).execute();
}

/** An account has few sessions at once: the oldest ends. */
async function endOldest(tx: Transaction<AccountTables>, account: string): Promise<void> {
  const kept = tx
    .selectFrom('sessions')
    .select('id')
    .where('account', '=', account)
    .orderBy('created_at', 'desc')
    .limit(sessionsAtOnce);
  await tx.deleteFrom('sessions').where('account', '=', account).where('id', 'not in', kept).execute();
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
