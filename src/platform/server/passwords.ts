// Passwords through time: how long one holds, which may not come back, and those that somebody else chooses first (等保 S1). Hashing is crypto.ts.
import { randomInt } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { wrongField } from '../shared/errors.ts';
import { type AccountTables, checkPassword } from './accounts.ts';
import { hashPassword, passwordFits } from './crypto.ts';
import { suiteNow } from './secret.ts';

/** A password holds so long; then it opens nothing but the change of it. */
export const holdsFor = 90 * 86_400_000;
/** The present one and those before it: none of so many may be chosen again. */
export const remembered = 5;

export type Renewed = { account: string; old: string | null; password_hash: string; initial: boolean; at: Date };

/** A new password of an account, checked and hashed; `field` is where a weak one is told. Outside of any transaction, for it takes its time. */
export async function renewedPassword(
  db: Kysely<AccountTables>,
  of: { id: string; account: string; password: string; initial: boolean; at: Date; field?: string },
): Promise<Renewed> {
  const { id, account, password, initial, at, field = 'next' } = of;
  checkPassword(account, password, field);
  const now = await db.selectFrom('accounts').select('password_hash').where('id', '=', id).executeTakeFirstOrThrow();
  const before = await db
    .selectFrom('old_passwords')
    .select('password_hash')
    .where('account', '=', id)
    .orderBy('until', 'desc')
    .limit(remembered - 1)
    .execute();
  const held = [now.password_hash, ...before.map((one) => one.password_hash)].filter((one) => one !== null);
  const same = await Promise.all(held.map((one) => passwordFits(one, password)));
  if (same.includes(true)) throw wrongField(field, 'usedBefore', 'accounts:refusals.usedBefore', { count: remembered });
  return { account: id, old: now.password_hash, password_hash: await hashPassword(password, await suiteNow(db)), initial, at };
}

/** Puts it in the place of the old one, which is remembered. */
export async function putPassword(tx: Transaction<AccountTables>, { account, old, password_hash, initial, at }: Renewed) {
  if (old !== null)
    await tx.insertInto('old_passwords').values({ id: uuidv7(), account, password_hash: old, until: at }).execute();
  const kept = tx
    .selectFrom('old_passwords')
    .select('id')
    .where('account', '=', account)
    .orderBy('until', 'desc')
    .limit(remembered - 1);
  await tx.deleteFrom('old_passwords').where('account', '=', account).where('id', 'not in', kept).execute();
  await tx
    .updateTable('accounts')
    .set({ password_hash, password_changed_at: at, password_initial: initial })
    .where('id', '=', account)
    .execute();
}

/** Without what is taken for one another when read aloud or copied by hand. */
const letters = 'abcdefghjkmnpqrstuvwxyz';
const alphabet = `${letters}${letters.toUpperCase()}23456789`;

/** A password for the first sign-in, of 80 bits: four groups of four. */
export function initialPassword(account: string): string {
  for (;;) {
    const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
    const made = [group(), group(), group(), group()].join('-');
    try {
      checkPassword(account, made);
      return made;
    } catch {
      // One in some thousands lacks a class, or holds a short name: another one.
    }
  }
}
