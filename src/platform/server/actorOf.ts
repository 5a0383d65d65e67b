// Who an account is now, without a session: for what is read or done in its name (a calendar feed, a mail). Null for one that is disabled or not there.
import { type Kysely, sql } from 'kysely';
import type { Actor, Language, Role } from '../shared/actor.ts';
import type { AccountTables } from './accounts.ts';

type Row = {
  id: string;
  language: Language;
  region: string | null;
  demo: boolean;
  roles: Role[];
  organization: string | null;
  membership: Role | null;
};
export type ActorOptions = {
  /** Day in the city: memberships hold from and until a day. */
  today: string;
  /** Whether demo accounts are on. */
  demo: boolean;
  /** The organization that one acts for which has become one with another. */
  actsFor: (organization: string) => Promise<string | null>;
};

export async function actorOf(
  db: Kysely<AccountTables>,
  account: string,
  { today, demo, actsFor }: ActorOptions,
): Promise<Actor | null> {
  const { rows } = await sql<Row>`
    select a.id, a.language, a.region, a.demo, m.organization, m.role as membership,
      array(select r.role from account_roles r where r.account = a.id order by r.role) as roles
    from accounts a left join lateral (select organization, role from memberships where account = a.id and since <= ${today}::date
      and (until is null or until >= ${today}::date) order by since desc limit 1) m on true
    where a.id = ${account}::uuid and not a.disabled and (${demo} or not a.demo)`.execute(db);
  const row = rows[0];
  if (!row) return null;
  const roles = row.membership && !row.roles.includes(row.membership) ? [...row.roles, row.membership] : row.roles;
  const organization = row.organization === null ? null : await actsFor(row.organization);
  return { account: row.id, roles, organization, region: row.region, language: row.language, demo: row.demo };
}
