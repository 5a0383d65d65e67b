// Listings that came in by a workbook: thousands at once are one matter of a desk, not thousands. Conditions on the module's own table; what they add up to is campaign/brought.ts.
import { type RawBuilder, sql } from 'kysely';
import { type Actor, handsOf } from '../../platform/shared/actor.ts';

/** By the one event that made it, looked up for each: a join would be planned by guesses that are far off after a large import. */
const entered = (listing: string, and = sql<boolean>`true`): RawBuilder<boolean> =>
  sql<boolean>`coalesce((select e.action = 'enter' and ${and} from events e where e.record = ${sql.ref(`${listing}.id`)} and e.version = 1), false)`;

/** Nothing else enters a listing (`enter`): what is written by hand begins as a draft. */
export const isImported = entered('listings');
export const isByHand = sql<boolean>`not ${isImported}`;

/** He brought it in, or has been handed it. */
export function broughtBy(actor: Actor): RawBuilder<boolean> {
  const hands = sql`any(${[...handsOf(actor)]}::uuid[])`;
  return entered('listings', sql<boolean>`(e.actor = ${hands} or coalesce(e.acted_for = ${hands}, false))`);
}
/** The city's day on which it was brought in. */
export const broughtOn = (timeZone: string): RawBuilder<string> => sql<string>`(listings.created at time zone ${timeZone})::date`;

/** Of several that wait for the first word of one organization: they are one matter for its people. */
export const isOneOfMany = sql<boolean>`(${isImported} and listings.organization in (select other.organization from listings other
  where other.state = 'toConfirm' and ${entered('other')} group by 1 having count(*) > 1))`;
