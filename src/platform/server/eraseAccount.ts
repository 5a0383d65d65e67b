// What the platform itself holds of a person: told to him, and erased within the transaction of an erasure. The security log stays its time.
import { sql, type Kysely, type Transaction } from 'kysely';
import type { AccountTables } from './accounts.ts';
import { officeOf } from './office.ts';

type On = Kysely<AccountTables> | Transaction<AccountTables>;
/** What stands in the place of a name that was erased. */
const nobody = '***';
/** Lines of a log that a person is shown, newest first; how many there are is told. */
const shownAtMost = 500;

/** Whether an account still answers for something: an office, or the administration of the house. */
export async function isInOffice(on: On, account: string): Promise<boolean> {
  const { rows } = await sql<{ office: string | null; duty: string }>`
    select ${officeOf('a')} as office, a.duty from accounts a where a.id = ${account}::uuid`.execute(on);
  return rows[0] === undefined || rows[0].office !== null || rows[0].duty !== 'business';
}

/** Takes name, password, factors, sessions and memberships of an account away; its id stays, so that every event keeps its actor. */
export async function eraseAccount(tx: Transaction<AccountTables>, account: string, today: string): Promise<void> {
  const { account: name } = await tx.selectFrom('accounts').select('account').where('id', '=', account).executeTakeFirstOrThrow();
  await tx.deleteFrom('sessions').where('account', '=', account).execute();
  await tx.deleteFrom('second_factors').where('account', '=', account).execute();
  await tx.deleteFrom('recovery_codes').where('account', '=', account).execute();
  await tx.deleteFrom('old_passwords').where('account', '=', account).execute();
  await tx.deleteFrom('account_roles').where('account', '=', account).execute();
  await tx.deleteFrom('sign_in_tries').where('account', '=', name).execute();
  await tx
    .updateTable('memberships')
    .set({ until: sql<string>`greatest(since, ${today}::date)` })
    .where('account', '=', account)
    .where('until', 'is', null)
    .execute();
  await tx
    .updateTable('accounts')
    .set({
      account: `erased-${account}`,
      name: nobody,
      name_in_english: null,
      password_hash: null,
      region: null,
      disabled: true,
    })
    .where('id', '=', account)
    .execute();
}

type Shown = { total: number; items: Record<string, unknown>[] };
const all = (items: Record<string, unknown>[]): Shown => ({ total: items.length, items });

/** What the platform holds of an account, by part. */
export async function heldOfAccount(db: Kysely<AccountTables>, account: string) {
  const read = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows as Record<string, unknown>[];
  const counted = async (from: ReturnType<typeof sql>): Promise<number> =>
    Number((await read(sql`select count(*)::int as n ${from}`))[0]?.['n'] ?? 0);
  const log = sql`from security_log where account = ${account}::uuid`;
  const saw = sql`from access_log where account = ${account}::uuid`;
  return {
    account: all(
      await read(sql`select a.account, a.name, a.name_in_english as "nameInEnglish", a.language, a.region, a.created_at as "createdAt",
        array(select r.role from account_roles r where r.account = a.id) as roles from accounts a where a.id = ${account}::uuid`),
    ),
    memberships: all(
      await read(sql`select m.organization, o.name, m.role, m.since, m.until from memberships m left join organizations o on o.id = m.organization
        where m.account = ${account}::uuid order by m.since`),
    ),
    sessions: all(
      await read(
        sql`select created_at as since, last_seen as "lastSeen", address, agent from sessions where account = ${account}::uuid order by created_at`,
      ),
    ),
    securityLog: {
      total: await counted(log),
      items: await read(sql`select at, event, outcome, address ${log} order by at desc limit ${shownAtMost}`),
    },
    accessLog: {
      total: await counted(saw),
      items: await read(sql`select at, route, record, address ${saw} order by at desc limit ${shownAtMost}`),
    },
    posts: all(
      await read(sql`select from_day as "from", to_day as "to", case when account = ${account}::uuid then 'absent' else 'deputy' end as role, ended_at as "endedAt"
        from deputies where account = ${account}::uuid or deputy = ${account}::uuid
        union all select (asked_at at time zone 'UTC')::date, (ended_at at time zone 'UTC')::date, case when from_account = ${account}::uuid then 'left' else 'took' end, ended_at
        from hand_overs where from_account = ${account}::uuid or to_account = ${account}::uuid`),
    ),
  };
}
