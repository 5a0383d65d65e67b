// Reading accounts for those who administer them: one, and a list with search and states. Not changing them (administration.ts).
import { sql, type Kysely, type Transaction } from 'kysely';
import { z } from 'zod';
import type { AccountAction, KeptAccount, listAccounts } from '../shared/accounts.ts';
import { hasRole, type Actor, type Role } from '../shared/actor.ts';
import { notFound } from '../shared/errors.ts';
import { readCursor, writeCursor } from '../shared/page.ts';
import type { AccountTables, Duty } from './accounts.ts';

export type AccountRow = {
  id: string;
  account: string;
  name: string;
  name_in_english: string | null;
  duty: Duty;
  region: string | null;
  disabled: boolean;
  demo: boolean;
  initial: boolean;
  created_at: Date;
  roles: Role[];
  organization: string | null;
  factor: boolean;
  locked: boolean;
  last_sign_in: Date | null;
};
type Seen = { onlyDemo: boolean; at: Date };
type On = Kysely<AccountTables> | Transaction<AccountTables>;

const rowsOf = ({ onlyDemo, at }: Seen) => sql<AccountRow>`
  select a.id, a.account, a.name, a.name_in_english, a.duty, a.region, a.disabled, a.demo, a.password_initial as initial, a.created_at,
    array(select r.role from account_roles r where r.account = a.id union select m.role from memberships m where m.account = a.id and m.until is null
      order by 1) as roles,
    (select m.organization from memberships m where m.account = a.id and m.until is null) as organization,
    exists(select from second_factors f where f.account = a.id and f.confirmed_at is not null) as factor,
    exists(select from sign_in_tries t where t.account = a.account and t.locked_until > ${at}) as locked,
    (select max(l.at) from security_log l where l.account = a.id and l.event = 'signIn' and l.outcome = 'done') as last_sign_in
  from accounts a where (a.demo or not ${onlyDemo})`;

/** One account; one that the caller does not see is not there. */
export async function oneOf(on: On, id: string, seen: Seen): Promise<AccountRow> {
  const { rows } = await sql<AccountRow>`select * from (${rowsOf(seen)}) a where id = ${id}::uuid`.execute(on);
  if (!rows[0]) throw notFound();
  return rows[0];
}

const cursor = z.strictObject({ account: z.string().max(64) });
const countedTo = 10_000;
/** What stands for itself in a pattern. */
const plain = (said: string): string => said.replaceAll(/[\\%_]/g, '\\$&');

export async function listOf(on: On, actor: Actor, query: z.infer<typeof listAccounts.query>, seen: Seen) {
  const from = readCursor(query.after, cursor);
  const said = query.q ? `%${plain(query.q.toLowerCase())}%` : null;
  const wanted = sql`(${said}::text is null or account like ${said} or lower(name) like ${said} or lower(name_in_english) like ${said})
    and (${query.role ?? null}::text is null or ${query.role ?? null} = any(roles))
    and (${query.state ?? null}::text is null or ${query.state ?? null} = case when disabled then 'disabled' when locked then 'locked' else 'active' end)`;
  const { rows } = await sql<AccountRow>`select * from (${rowsOf(seen)}) a where ${wanted}
    and (${from?.account ?? null}::text is null or account > ${from?.account ?? null}) order by account limit ${query.limit + 1}`.execute(
    on,
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const next = rows.length > query.limit && last ? writeCursor({ account: last.account }) : null;
  const items = page.map((row) => shown(row, actor));
  if (query.count === undefined) return { items, next };
  const { rows: counted } = await sql<{ n: number }>`select count(*)::int as n from
    (select from (${rowsOf(seen)}) a where ${wanted} limit ${countedTo}) as counted`.execute(on);
  const n = counted[0]?.n ?? 0;
  return { items, next, total: { rows: n, more: n >= countedTo } };
}

/** An account as an administrator is shown it, with what he may do now. */
export function shown(row: AccountRow, actor: Actor): KeptAccount {
  const { id, account, duty, roles, region, organization, demo, factor, initial } = row;
  return {
    id,
    account,
    name: (actor.language === 'en' ? row.name_in_english : null) ?? row.name,
    duty,
    roles,
    region,
    organization,
    state: row.disabled ? 'disabled' : row.locked ? 'locked' : 'active',
    demo,
    factor,
    initial,
    createdAt: row.created_at.toISOString(),
    lastSignIn: row.last_sign_in?.toISOString() ?? null,
    actions: demo || id === actor.account ? [] : actionsOf(row, actor),
  };
}

function actionsOf(row: AccountRow, actor: Actor): AccountAction[] {
  const may: AccountAction[] = [];
  if (hasRole(actor, 'systemAdmin')) may.push(row.disabled ? 'enable' : 'disable');
  if (!hasRole(actor, 'securityAdmin')) return may;
  may.push('grant', 'resetPassword');
  if (row.factor) may.push('resetFactor');
  if (row.locked) may.push('unlock');
  return may;
}
