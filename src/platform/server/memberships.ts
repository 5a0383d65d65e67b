// Who acts for which organization, through time: read, ended, changed from a day on. Not who may (members.ts), nor accounts themselves.
import { type QueryExecutorProvider, type RawBuilder, sql, type Transaction } from 'kysely';
import { addDays } from '../shared/dates.ts';
import { accountName, type AccountTables, checkedAccount, join, type MembershipRole, writeAccount } from './accounts.ts';
import { withinAs } from './database.ts';
import { putPassword, type Renewed } from './passwords.ts';
import { type Doer, logged } from './securityLog.ts';
import { oneAtATime } from './locks.ts';

/** Organizations as a query of their ids: one with all that are one with it. */
export type Organizations = RawBuilder<{ id: string }>;
export type Membership = {
  id: string;
  account: string;
  account_name: string;
  name: string;
  name_in_english: string | null;
  role: MembershipRole;
  since: string;
  until: string | null;
  disabled: boolean;
};

const rowsOf = (of: Organizations) => sql<Membership>`
  select m.id, m.account, a.account as account_name, a.name, a.name_in_english, m.role, m.since, m.until, a.disabled
  from memberships m join accounts a on a.id = m.account where m.organization in (${of})`;

/** Members of an organization, present ones first, then those that were. */
export async function membersOf(on: QueryExecutorProvider, of: Organizations): Promise<Membership[]> {
  const { rows } = await sql<Membership>`select * from (${rowsOf(of)}) m
    order by until is not null, role <> 'organizationAdmin', until desc, account_name`.execute(on);
  return rows;
}

/** Accounts of those who are members of organizations on a day. */
export async function memberAccountsOn(on: QueryExecutorProvider, of: RawBuilder<unknown>, day: string): Promise<string[]> {
  const { rows } = await sql<{ account: string }>`select distinct account from memberships where organization in (${of})
    and since <= ${day}::date and (until is null or until >= ${day}::date)`.execute(on);
  return rows.map(({ account }) => account);
}

/** Administrators of an organization whose accounts work. */
export async function administratorsOf(on: QueryExecutorProvider, of: Organizations): Promise<Membership[]> {
  const { rows } = await sql<Membership>`select * from (${rowsOf(of)}) m
    where until is null and role = 'organizationAdmin' and not disabled`.execute(on);
  return rows;
}

/** Changes of one organization's members happen one after another, so that two administrators cannot end one another. */
export const holdMembers = (tx: QueryExecutorProvider) => oneAtATime(tx, 'memberships');

/** Ends a membership at once: `until` is the day before, the last whole one. */
export async function endMembership(tx: QueryExecutorProvider, id: string, today: string): Promise<void> {
  await sql`update memberships set until = ${addDays(today, -1)}::date where id = ${id}::uuid and until is null`.execute(tx);
}

/** Ends it and begins another with the new role on the same day: what was stays on record. */
export async function changeMembership(
  tx: Transaction<AccountTables>,
  of: { id: string; account: string; organization: string; role: MembershipRole },
  today: string,
): Promise<void> {
  await endMembership(tx, of.id, today);
  await join(tx, { account: of.account, id: of.organization, role: of.role, since: today });
}

/** A name that nobody has yet: the one that was wished for, else with a number behind it. */
async function freeName(on: QueryExecutorProvider, wished: string): Promise<string> {
  const cut = wished.slice(0, 58);
  const { rows } = await sql<{ account: string }>`
    select account from accounts where account = ${wished} or starts_with(account, ${`${cut}-`})`.execute(on);
  const taken = new Set(rows.map((one) => one.account));
  if (!taken.has(wished)) return wished;
  for (let n = 2; ; n++) if (!taken.has(`${cut}-${n}`)) return `${cut}-${n}`;
}

export type Appointed = { id: string; account: string };
/**
 * Makes the account of an administrator within the transaction of whatever appoints him. It has no password: he chooses it, or signs
 * in otherwise. Logged as done by `doer`.
 */
export async function appoint(
  within: object,
  of: { wished: string; name: string; organization: string; today: string; doer: Doer; detail: Record<string, string | null> },
): Promise<Appointed> {
  const tx = withinAs<AccountTables>(within);
  const account = await freeName(tx, accountName(of.wished));
  const organization = { id: of.organization, since: of.today };
  const id = await writeAccount(
    tx,
    await checkedAccount(tx, { account, name: of.name, password: null, roles: ['organizationAdmin'], organization }),
  );
  const { doer, detail } = of;
  await logged(tx, { ...doer, event: 'accountMade', object: { kind: 'account', id }, detail: { account, ...detail } });
  const object = { kind: 'organization', id: of.organization };
  await logged(tx, { ...doer, event: 'memberJoined', object, detail: { account, role: 'organizationAdmin', ...detail } });
  return { id, account };
}

/** The first password of an account that has none, within the transaction of whatever gives the right to choose it. */
export async function putFirstPassword(within: object, renewed: Renewed): Promise<void> {
  await putPassword(withinAs<AccountTables>(within), renewed);
}

/** What an account is called, for the log. */
export async function doerOfAccount(on: QueryExecutorProvider, account: string | null): Promise<Doer> {
  const { rows } = await sql<{ account: string }>`select account from accounts where id = ${account}::uuid`.execute(on);
  return { account, name: rows[0]?.account ?? '', address: '' };
}
