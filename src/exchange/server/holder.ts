// Whose a key or a webhook is: an organization's, by its administrators, or the bureau's. Who sees it, and who holds it.
import { type RawBuilder, sql } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import type { Sight } from '../../records/server/index.ts';

/** The organization that an actor administers; null for who administers none. */
export const administered = (actor: Actor): string | null => (hasRole(actor, 'organizationAdmin') ? actor.organization : null);

/** The bureau sees all, an administrator those of the organization, and of those that became one with it. */
export function seenByHolders({ oneWith }: Pick<Organizations, 'oneWith'>) {
  return (actor: Actor): Sight => {
    if (hasRole(actor, 'bureauOfficer', 'clock')) return 'all';
    const own = administered(actor);
    return own === null ? 'none' : sql<boolean>`organization in (${oneWith(own)})`;
  };
}

/** Who sees it and is no officer administers the organization that it is of. */
export const holds = (actor: Actor, row: { organization: string | null } | null): boolean =>
  row !== null && (row.organization === null ? hasRole(actor, 'bureauOfficer') : administered(actor) !== null);

/** Through the door that tells a secret once: the actor himself, for the length of one request. */
export const atDoor = (actor: Actor): Actor => ({ ...actor, roles: [...actor.roles, 'visitor'] });

/** Those that an actor holds, as a condition. */
export const heldBy = (actor: Actor, { oneWith }: Pick<Organizations, 'oneWith'>): RawBuilder<boolean> => {
  const own = administered(actor);
  return own === null ? sql<boolean>`organization is null` : sql<boolean>`organization in (${oneWith(own)})`;
};
