// Who enters a listing for another organization: officers in charge, a technology manager, the people of an open venue within its territory. Reads venues; writes nothing.
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { notAllowed, wrongField } from '../../platform/shared/errors.ts';
import { type Region, regionsInside } from '../../organizations/region.ts';
import { accountOf, actingManager } from './brokering/managers.ts';
import { ownOf } from './owning.ts';

type Entered = { organization: string; entered_by: string | null; last_confirmed_on: string | null };

/** What the actor's organization entered through its venue for another, as long as that has not said its word. */
export const enteredFor = (own: string): RawBuilder<boolean> =>
  sql<boolean>`(entered_by = ${own}::uuid and last_confirmed_on is null)`;
export const isEnteredBy = (own: string | null, row: Entered | null): boolean =>
  own !== null && row !== null && row.entered_by === own && row.organization !== own && row.last_confirmed_on === null;

/** Names another organization than the actor's own: whether a venue of his may enter for it, the act reads. */
export const namesAnother = (actor: Actor, said: unknown): boolean => {
  const own = ownOf(actor);
  return own !== null && said !== null && said !== own && !hasRole(actor, 'bureauOfficer', 'districtOfficer');
};

export type OwnVenue = { id: string; name: string; territory: string | null };
/** The open venues that an organization runs. */
export async function openVenuesOf(on: QueryExecutorProvider, own: string): Promise<OwnVenue[]> {
  const { rows } = await sql<OwnVenue>`select id, name, territory from venues
    where organization = ${own}::uuid and state = 'open' order by id`.execute(on);
  return rows;
}

/** The venue through which its people enter: the one that they name, or the only one that they run. */
export function venueAmong(venues: readonly OwnVenue[], said: string | null): OwnVenue {
  const [only] = venues;
  if (!only) throw notAllowed();
  if (said === null && venues.length > 1) throw wrongField('venue', 'required', 'market:refusals.whichVenue');
  const found = said === null ? only : venues.find((one) => one.id === said);
  if (!found) throw wrongField('venue', 'notYours', 'market:refusals.notYourVenue');
  return found;
}
/** Whether the venue serves the place where a firm reports. */
export const serves = (venue: OwnVenue, region: string | null, regions: readonly Region[]): boolean =>
  venue.territory === null ||
  (region !== null && regionsInside(regions, venue.territory, { functionalAreas: 'in' }).includes(region));
export const outsideTerritory = (venue: OwnVenue) =>
  wrongField('organization', 'outside', 'market:refusals.outsideTerritory', { venue: venue.name });

type Said = { organization: string | null; venue: string | null };
export type Entering = { manager: { id: string; account: string | null } | null; venue: OwnVenue | null };
/** As whom the actor enters it: a technology manager or a venue's people; neither where it is his own, or an officer's to enter. */
export async function enteringAs(tx: QueryExecutorProvider, actor: Actor, said: Said, day: string): Promise<Entering> {
  const own = ownOf(actor);
  const another = own === null || (said.organization ?? own) !== own;
  if (accountOf(actor) !== null && another) return { manager: await actingManager(tx, actor, day), venue: null };
  if (own === null || !namesAnother(actor, said.organization)) return { manager: null, venue: null };
  return { manager: null, venue: venueAmong(await openVenuesOf(tx, own), said.venue) };
}
