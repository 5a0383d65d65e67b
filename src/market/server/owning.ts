// Whose a record of the market is: who sees it, and for whom an actor makes one, his own organization or one that he is in charge of.
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { notAllowed, wrongField } from '../../platform/shared/errors.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import type { Sight } from '../../records/server/index.ts';

/** The organization whose people a member acts for; null for who acts for none. */
export const ownOf = (actor: Actor): string | null => (hasRole(actor, 'organizationAdmin', 'member') ? actor.organization : null);

/** The bureau sees all, a district what its organizations have, by where these report; an organization's people their own, as `own` says. */
export function inCharge(actor: Actor, seat: RawBuilder<unknown>, own: (organization: string) => RawBuilder<boolean>): Sight {
  if (hasRole(actor, 'bureauOfficer', 'clock')) return 'all';
  const organization = ownOf(actor);
  const parts = [
    ...(hasRole(actor, 'districtOfficer') && actor.region !== null ? [sql<boolean>`${seat} = ${actor.region}`] : []),
    ...(organization === null ? [] : [own(organization)]),
  ];
  return parts.length === 0 ? 'none' : sql<boolean>`(${sql.join(parts, sql` or `)})`;
}
/** By the column that names it, with those that became one with it. */
export const ofOwner =
  ({ oneWith }: Pick<Organizations, 'oneWith'>) =>
  (own: string): RawBuilder<boolean> =>
    sql<boolean>`organization in (${oneWith(own)})`;

/** The organization that an input names. */
export const saidIn = (input: unknown): unknown =>
  typeof input === 'object' && input !== null && 'organization' in input ? input.organization : null;

/** Whose it is: one's own, or what an officer names and is in charge of, or whoever may for anybody; of one that was merged, the other's. */
export async function ownerOf(
  tx: QueryExecutorProvider,
  organizations: Organizations,
  actor: Actor,
  said: string | null,
  words: string,
  forAnybody = false,
) {
  const own = ownOf(actor);
  const id = said ?? own;
  if (id === null) throw wrongField('organization', 'required', `${words}:refusals.whose`);
  const found = (await organizations.survivors(tx, [id])).get(id);
  if (!found) throw wrongField('organization', 'unknown', `${words}:refusals.organization`);
  const inCharge =
    forAnybody || hasRole(actor, 'bureauOfficer') || (hasRole(actor, 'districtOfficer') && found.region === actor.region);
  if (id !== own && !inCharge) throw notAllowed();
  return found;
}
