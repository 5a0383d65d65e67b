// Listings that came in by a workbook: thousands at once are one matter of a desk, not thousands. Conditions on the module's own table; what they add up to is campaign/brought.ts.
import { type RawBuilder, sql } from 'kysely';
import { type Actor, handsOf } from '../../platform/shared/actor.ts';

const entered = (listing: string, and = sql<boolean>`true`): RawBuilder<boolean> =>
  sql<boolean>`exists (select from events e where e.record = ${sql.ref(`${listing}.id`)} and e.version = 1 and e.action = 'enter' and ${and})`;

/** Nothing else enters a listing (`enter`): what is written by hand begins as a draft. */
export const isImported = entered('listings');
export const isByHand = sql<boolean>`not ${isImported}`;

/** He brought it in, or has been handed it. */
export function broughtBy(actor: Actor): RawBuilder<boolean> {
  const hands = sql`any(${[...handsOf(actor)]}::uuid[])`;
  return entered('listings', sql<boolean>`(e.actor = ${hands} or e.acted_for = ${hands})`);
}
/** The city's day on which it was brought in. */
export const broughtOn = (timeZone: string): RawBuilder<string> => sql<string>`(listings.created at time zone ${timeZone})::date`;

/** Of several that wait for the first word of one organization: they are one matter for its people. */
export const isOneOfMany = sql<boolean>`(${isImported} and exists (select from listings other where other.organization = listings.organization
  and other.id <> listings.id and other.state = 'toConfirm' and ${entered('other')}))`;
