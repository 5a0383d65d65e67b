// The command `account`: the first accounts of a house, and the way back in when no administrator can help. Whatever it does is logged.
import type { Kysely } from 'kysely';
import { accountName, type AccountTables, checkedAccount, writeAccount } from './platform/server/accounts.ts';
import { endSessions } from './platform/server/auth.ts';
import type { Crypto } from './platform/server/crypto.ts';
import { StartError } from './platform/server/env.ts';
import { removeFactor } from './platform/server/factors.ts';
import { putPassword, renewedPassword } from './platform/server/passwords.ts';
import { logged, operator } from './platform/server/securityLog.ts';
import { clearTries } from './platform/server/tries.ts';
import { needsTwoFactors } from './platform/shared/account.ts';
import { type Role, roles } from './platform/shared/actor.ts';
import type { SecurityEvent } from './platform/shared/securityLog.ts';

type Told = {
  role?: string[] | undefined;
  display?: string | undefined;
  region?: string | undefined;
  organization?: string | undefined;
  unlock?: boolean | undefined;
  'reset-factor'?: boolean | undefined;
  'reset-password'?: boolean | undefined;
};
type House = { db: Kysely<AccountTables>; crypto: Crypto };
type Read = () => Promise<string>;

/** Does what was asked, and says so in one sentence. */
export async function accountCommand(house: House, account: string | undefined, told: Told, read: Read): Promise<string> {
  if (!account) throw new StartError('usage', 'account needs a name.');
  if (told.unlock || told['reset-factor'] || told['reset-password']) return mend(house.db, account, told, read);
  const wanted = told.role ?? [];
  const held = wanted.filter((one): one is Role => (roles as readonly string[]).includes(one));
  if (wanted.length === 0 || held.length < wanted.length)
    throw new StartError('usage', `account needs a name and --role, one of ${roles.join(', ')}.`);
  if (needsTwoFactors(held) && !house.crypto.hasKey)
    throw new StartError('crypto.noKey', `${held.join(', ')} sign in with two factors, which need a key: set SECRET_KEY.`);
  return make(house.db, account, { ...told, role: held }, await read());
}

async function make(
  db: Kysely<AccountTables>,
  account: string,
  told: Told & { role: Role[] },
  password: string,
): Promise<string> {
  const organization =
    told.organization === undefined ? null : { id: told.organization, since: new Date().toISOString().slice(0, 10) };
  const name = told.display ?? account;
  const whose = { account, name, region: told.region ?? null, organization };
  const checked = await checkedAccount(db, { ...whose, roles: told.role, password, initial: true });
  await db.transaction().execute(async (tx) => {
    const object = { kind: 'account', id: await writeAccount(tx, checked) };
    await logged(tx, { ...operator, event: 'accountMade', object, detail: { account: checked.account, roles: told.role } });
  });
  return `The account ${account} was made.`;
}

async function mend(db: Kysely<AccountTables>, said: string, told: Told, read: Read): Promise<string> {
  const account = accountName(said);
  const found = await db.selectFrom('accounts').select('id').where('account', '=', account).executeTakeFirst();
  if (!found) throw new StartError('usage', `There is no account ${account}.`);
  const at = new Date();
  const renewed = told['reset-password']
    ? await renewedPassword(db, { id: found.id, account, password: await read(), initial: true, at, field: 'password' })
    : null;
  const object = { kind: 'account', id: found.id };
  return db.transaction().execute(async (tx) => {
    const done: string[] = [];
    const note = async (event: SecurityEvent, sentence: string) => {
      await logged(tx, { ...operator, event, object, detail: { account } });
      done.push(sentence);
    };
    if (told.unlock) {
      await clearTries(tx, account, at);
      await note('unlocked', 'is unlocked');
    }
    if (told['reset-factor']) {
      await removeFactor(tx, found.id);
      await note('factorReset', 'has no second factor');
    }
    if (renewed) {
      await putPassword(tx, renewed);
      await note('passwordReset', 'has a new first password');
    }
    if (renewed || told['reset-factor']) await endSessions(tx, found.id);
    return `The account ${account} ${done.join(', ')}.`;
  });
}
