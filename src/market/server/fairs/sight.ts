// Who sees which project of a fair: the bureau all, a district its own, an organization those that it is a party of.
import { sql } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import type { Sight } from '../../../records/server/index.ts';
import { inCharge, ownOf } from '../owning.ts';

export const visibleTo =
  ({ oneWith }: Pick<Organizations, 'oneWith'>) =>
  (actor: Actor): Sight =>
    inCharge(
      actor,
      sql`region`,
      (own) => sql<boolean>`(first_organization in (${oneWith(own)}) or second_organization in (${oneWith(own)}))`,
    );

type Tied = { region: string | null; first: string | null; second: string | null };
/** The same of what was read already; organizations are those that they are one with now. */
export const projectsSeen =
  (actor: Actor) =>
  ({ region, first, second }: Tied): boolean => {
    if (hasRole(actor, 'bureauOfficer')) return true;
    if (hasRole(actor, 'districtOfficer') && actor.region !== null && region === actor.region) return true;
    const own = ownOf(actor);
    return own !== null && (first === own || second === own);
  };
