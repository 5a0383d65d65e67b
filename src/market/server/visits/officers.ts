// Officers as visits name them: what they are called, who may be given something to do for a firm, and who is in charge of one. Reads accounts, writes nothing.
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { notAllowed, wrongField } from '../../../platform/shared/errors.ts';
import { type Sight } from '../../../records/server/index.ts';
import { inCharge } from '../owning.ts';

type Names = ReadonlyMap<string, { zh: string; en: string }>;
export async function officerNames(on: QueryExecutorProvider, ids: readonly string[]): Promise<Names> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; zh: string; en: string }>`select id, name as zh, coalesce(name_in_english, name) as en
    from accounts where id = any(${[...new Set(ids)]}::uuid[])`.execute(on);
  return new Map(rows.map((row) => [row.id, row]));
}
export const namedOf = (names: Names | undefined, id: string, { language }: Pick<Actor, 'language'>) => {
  const found = names?.get(id);
  return { id, name: (language === 'en' ? found?.en : found?.zh) ?? '' };
};

/** The bureau's officers and those of the district. */
export async function officersFor(on: QueryExecutorProvider, region: string | null): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct a.id, a.name from accounts a join account_roles r on r.account = a.id
    where not a.disabled and (r.role = 'bureauOfficer' or (r.role = 'districtOfficer' and a.region is not distinct from ${region}))
    order by a.name, a.id limit 200`.execute(on);
  return rows.map(({ id }) => id);
}
/** Oneself unless said; else somebody who may do it. */
export async function ownerFor(
  on: QueryExecutorProvider,
  { owner, region, actor }: { owner: string | null; region: string | null; actor: Actor },
): Promise<string> {
  const id = owner ?? accountOf(actor);
  if (id !== actor.account && !(await officersFor(on, region)).includes(id))
    throw wrongField('owner', 'unknown', 'visits:refusals.owner');
  return id;
}
export function accountOf({ account }: Actor): string {
  if (account === null) throw notAllowed();
  return account;
}

/** Officers by where the firm reports now; of its own people nobody, unless `own` says what. */
export const officersSee =
  (table: 'visits' | 'visit_items', own: (organization: string) => ReturnType<typeof sql<boolean>>) =>
  (actor: Actor): Sight =>
    inCharge(actor, sql`(select o.region from organizations o where o.id = ${sql.ref(`${table}.organization`)})`, own);
export const nobodys = () => sql<boolean>`false`;
