// Accounts as actors without a session: for what is told or asked on behalf of somebody who is not there. Not signing in (auth.ts).
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Actor, Language, Role } from '../shared/actor.ts';

export type KnownAccount = { actor: Actor & { account: string }; name: string; nameInEnglish: string | null };

type Row = {
  id: string;
  name: string;
  name_in_english: string | null;
  language: Language;
  region: string | null;
  demo: boolean;
  roles: Role[];
  organization: string | null;
  membership: Role | null;
};

/** The accounts that are not disabled, by id, each with the organization that it acts for on this day as memberships have it. */
export async function actorsOf<T>(
  on: Kysely<T> | Transaction<T>,
  accounts: readonly string[],
  today: string,
): Promise<Map<string, KnownAccount>> {
  if (accounts.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select a.id, a.name, a.name_in_english, a.language, a.region, a.demo, m.organization, m.role as membership,
      array(select r.role from account_roles r where r.account = a.id order by r.role) as roles
    from accounts a left join lateral (select organization, role from memberships where account = a.id and since <= ${today}::date
      and (until is null or until >= ${today}::date) order by since desc limit 1) m on true
    where a.id = any(${[...accounts]}::uuid[]) and not a.disabled`.execute(on);
  return new Map(
    rows.map(({ id, name, name_in_english: nameInEnglish, language, region, demo, roles, organization, membership }) => {
      const all = membership && !roles.includes(membership) ? [...roles, membership] : roles;
      return [id, { actor: { account: id, roles: all, organization, region, language, demo }, name, nameInEnglish }];
    }),
  );
}
