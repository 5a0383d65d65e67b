// Demo accounts, one for each role and a few more, named by the city's pack. They exist for visitors only where the demonstration is on (TOUYAN_DEMO=1).
import type { Kysely, Transaction } from 'kysely';
import { roles, type Language, type Role } from '../shared/actor.ts';
import type { City } from '../shared/city.ts';
import type { DemoAccount } from '../shared/session.ts';
import { accountName, dutyOf, isMembership, join, writeAccount, type AccountTables } from './accounts.ts';
import { hashPassword } from './crypto.ts';
import { suiteNow } from './secret.ts';
import { oneAtATime } from './locks.ts';

/** Public by purpose: it is shown on the sign-in page. An account with it is refused everywhere else (auth.ts). */
const password = 'Touyan-demo-1';

export type DemoOptions = {
  accounts: City['demo']['accounts'];
  more?: City['demo']['more'];
  /** Id of the organization that the member and the organization's administrator act for; null where there is none to act for. */
  organization: { id: string; since: string } | null;
  /** The one that members among the further accounts act for; the same unless said. */
  respondent?: DemoOptions['organization'];
  /** Those that further accounts name by their code; who names another is not made. */
  named?: ReadonlyMap<string, DemoOptions['organization']>;
};

/** Makes the demo accounts that are missing and brings names, regions and organization up to date. Again: no change. */
export async function ensureDemoAccounts(db: Kysely<AccountTables>, options: DemoOptions): Promise<void> {
  const { accounts, more = [], organization, respondent = organization, named } = options;
  const password_hash = await hashPassword(password, await suiteNow(db));
  await db.transaction().execute(async (tx) => {
    // Two processes that start at once make one set between them.
    await oneAtATime(tx, 'demo accounts');
    for (const role of roles) await ensure(tx, role, accounts[role], isMembership(role) ? organization : null, password_hash);
    for (const { role, creditCode, ...one } of more) {
      const actsFor = creditCode === undefined ? respondent : (named?.get(creditCode) ?? null);
      if (creditCode !== undefined && actsFor === null) continue;
      await ensure(tx, role, one, isMembership(role) ? actsFor : null, password_hash);
    }
  });
}

type Wanted = DemoOptions['accounts'][Role];

async function ensure(
  tx: Transaction<AccountTables>,
  role: Role,
  { account: named, name: { zh, en }, region }: Wanted,
  organization: DemoOptions['organization'],
  password_hash: string,
): Promise<void> {
  const account = accountName(named);
  const found = await tx.selectFrom('accounts').select(['id', 'demo']).where('account', '=', account).executeTakeFirst();
  if (!found) {
    const whose = { account, name: zh, nameInEnglish: en, region, organization, demo: true };
    await writeAccount(tx, { ...whose, roles: [role], duty: dutyOf([role]), password_hash });
    return;
  }
  if (!found.demo)
    throw new Error(`${account} is the name of a demo account of the pack and of a real account: rename one of them`);
  await tx.updateTable('accounts').set({ name: zh, name_in_english: en, region }).where('id', '=', found.id).execute();
  if (organization && isMembership(role)) await moveTo(tx, found.id, role, organization);
}

/** The demo account acts for this organization and no other. */
async function moveTo(
  tx: Transaction<AccountTables>,
  account: string,
  role: 'member' | 'organizationAdmin',
  organization: { id: string; since: string },
): Promise<void> {
  const now = await tx
    .selectFrom('memberships')
    .select('organization')
    .where('account', '=', account)
    .where('until', 'is', null)
    .executeTakeFirst();
  if (now?.organization === organization.id) return;
  await tx.deleteFrom('memberships').where('account', '=', account).execute();
  await tx.deleteFrom('account_roles').where('account', '=', account).execute();
  await join(tx, { account, role, ...organization });
}

/** The demo accounts as the sign-in page lists them, in the order of the roles. */
export async function demoAccountsOf(db: Kysely<AccountTables>, language: Language): Promise<DemoAccount[]> {
  const rows = await db
    .selectFrom('accounts as a')
    .leftJoin('account_roles as r', 'r.account', 'a.id')
    .leftJoin('memberships as m', (on) => on.onRef('m.account', '=', 'a.id').on('m.until', 'is', null))
    .select(['a.account', 'a.name', 'a.name_in_english', 'a.region', 'r.role', 'm.role as membership', 'm.organization'])
    .where('a.demo', '=', true)
    .where('a.disabled', '=', false)
    .execute();
  return rows
    .flatMap(({ account, name, name_in_english, region, role: own, membership, organization }): DemoAccount[] => {
      const role = own ?? membership;
      if (role === null) return [];
      const said = (language === 'en' ? name_in_english : null) ?? name;
      return [
        {
          account,
          password,
          role,
          name: said,
          ...(organization === null ? {} : { organization }),
          ...(region === null ? {} : { region }),
        },
      ];
    })
    .sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || (a.account < b.account ? -1 : 1));
}
