// Tries to sign in by account name: counting, locking, unlocking. Nothing here knows whether the account is there.
import { sql, type Kysely } from 'kysely';
import { signInLocked } from '../shared/session.ts';
import type { AccountTables } from './accounts.ts';
import { type Doer, logged } from './securityLog.ts';

const minutes = (count: number): number => count * 60_000;
export const triesAllowed = 5;
export const triesWithin = minutes(15);
export const lockedFor = minutes(15);

export type Counting = { db: Kysely<AccountTables>; timeZone: string; now: () => Date };
/** How many tries there were with this one, and whether it set the lock. */
export type Try = { account: string; tries: number; locks: boolean };

/**
 * Counts a try before password or code is looked at, in one statement, so that many tries at once are no way round the limit. The
 * fifth locks; what is right in every part takes the lock away with the count. While it is locked nothing is counted.
 */
export async function countTry(context: Counting, account: string, doer: Doer): Promise<Try> {
  const at = context.now();
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
  if (rows[0]) return { account, tries: rows[0].tries, locks: rows[0].tries >= triesAllowed };
  const locked = await context.db
    .selectFrom('sign_in_tries')
    .select('locked_until')
    .where('account', '=', account)
    .executeTakeFirst();
  await logged(context.db, { ...doer, event: 'signIn', outcome: 'refused', detail: { why: 'locked' }, at });
  const until = locked?.locked_until ?? lock;
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: context.timeZone, hour: '2-digit', minute: '2-digit' });
  const retryAfter = Math.max(1, Math.ceil((until.getTime() - at.getTime()) / 1000));
  // Told to the next full minute, so that who comes back then is let in.
  throw signInLocked({ until: time.format(new Date(until.getTime() + 59_999)), retryAfter });
}

/** Takes back a try that was no wrong one: the password was right and the code has not been asked for yet. A lock that others set stays. */
export async function uncount({ db }: Counting, { account, locks }: Try): Promise<void> {
  await db
    .updateTable('sign_in_tries')
    .set((row) => ({ tries: row('tries', '-', 1), ...(locks ? { locked_until: null } : {}) }))
    .where('account', '=', account)
    .where('tries', '>', 0)
    .$if(!locks, (query) => query.where('locked_until', 'is', null))
    .execute();
}

/** Tells of a wrong try, and of the lock if it set one. */
export async function noteWrong(context: Counting, one: Try, doer: Doer, why: 'password' | 'code'): Promise<void> {
  const at = context.now();
  await logged(context.db, { ...doer, event: 'signIn', outcome: 'refused', detail: { why }, at });
  if (one.locks) await logged(context.db, { ...doer, event: 'locked', detail: { tries: one.tries }, at });
}

/** Forgets the tries of a name, and with them its lock; whether there was a lock. */
export async function clearTries(db: Kysely<AccountTables>, account: string, at: Date): Promise<boolean> {
  const gone = await db.deleteFrom('sign_in_tries').where('account', '=', account).returning('locked_until').executeTakeFirst();
  return gone?.locked_until !== undefined && gone.locked_until !== null && gone.locked_until > at;
}
