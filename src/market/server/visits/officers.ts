// Officers as visits name them: what they are called, who may be given something to do for a firm, and who is in charge of one. Reads accounts, writes nothing.
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { notAllowed, wrongField } from '../../../platform/shared/errors.ts';
import { type AccountNames, nameOf, type Sight } from '../../../records/server/index.ts';
import { inCharge } from '../owning.ts';

export const namedOf = (names: AccountNames | undefined, id: string, actor: Pick<Actor, 'language'>) => ({
  id,
  name: nameOf(names, id, actor) ?? '',
});

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
