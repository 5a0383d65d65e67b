// Who holds an event and who comes: sight of registrations and meetings, who reads names. Reads; changes nothing.
import { type RawBuilder, sql } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import type { Sight } from '../../../records/server/index.ts';
import { ownOf } from '../owning.ts';

/** An event's two columns of who holds it: an organization, else a district's office, else the bureau. */
export type Held = { host: string | null; host_region: string | null };

const ofDistrict = (actor: Actor, region: string | null): boolean =>
  hasRole(actor, 'districtOfficer') && actor.region !== null && actor.region === region;

/** The organization that holds it, and the officers in charge. */
export const inChargeOf = (actor: Actor, { host, host_region }: Held): boolean =>
  hasRole(actor, 'bureauOfficer') || ofDistrict(actor, host_region) || (host !== null && ownOf(actor) === host);

/** Who holds it: its own people; where an office does, the officers of that. They alone read the names of who comes. */
export const holdsIt = (actor: Actor, { host, host_region }: Held): boolean => {
  if (host !== null) return ownOf(actor) === host;
  return host_region === null ? hasRole(actor, 'bureauOfficer') : ofDistrict(actor, host_region);
};

export const hostParties = {
  host: (actor: Actor, row: Held | null) => row !== null && row.host !== null && ownOf(actor) === row.host,
  districtInCharge: (actor: Actor, row: Held | null) =>
    hasRole(actor, 'districtOfficer') && actor.region !== null && (row === null || row.host_region === actor.region),
};

/** The bureau all, a district what is held in its charge, an organization what it holds and what it stands in itself. */
export const heldOrOwn =
  ({ oneWith }: Pick<Organizations, 'oneWith'>, own: (organization: RawBuilder<unknown>) => RawBuilder<boolean>) =>
  (actor: Actor): Sight => {
    if (hasRole(actor, 'bureauOfficer', 'clock')) return 'all';
    const organization = ownOf(actor);
    const parts = [
      ...(hasRole(actor, 'districtOfficer') && actor.region !== null ? [sql<boolean>`host_region = ${actor.region}`] : []),
      ...(organization === null ? [] : [sql<boolean>`(${own(oneWith(organization))} or host in (${oneWith(organization)}))`]),
    ];
    return parts.length === 0 ? 'none' : sql<boolean>`(${sql.join(parts, sql` or `)})`;
  };
