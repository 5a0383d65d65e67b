// "Still valid?" where nobody of the owner signs in: it lies once, in time, on the desk of the officer who entered the listing, else of the district in charge. Conditions on the module's own table.
import { type RawBuilder, sql } from 'kysely';
import { type Actor, handsOf, hasRole } from '../../platform/shared/actor.ts';
import { confirmWithinDays } from '../codes.ts';

/** So many days before it expires its owner is asked to confirm it. */
export const noticeDays = 14;
export const sinceConfirmed = sql`coalesce(last_confirmed_on, published_on)`;
const askedFrom = sql`${sinceConfirmed} + ${confirmWithinDays - noticeDays}::int`;

/** Nobody of its owner has an account that works. */
export const hasNobody = (today: string): RawBuilder<boolean> =>
  sql<boolean>`not exists (select from memberships m join accounts a on a.id = m.account
    where m.organization = listings.organization and (m.until is null or m.until >= ${today}::date) and not a.disabled)`;

/** Shown, soon over, nobody of its owner has an account that works, no manager has it in care, and not asked in this round. */
export const toBeAsked = (today: string): RawBuilder<boolean> =>
  sql<boolean>`(listings.state = 'published' and manager_since is null and ${askedFrom} <= ${today}::date
    and (asked_on is null or asked_on < ${askedFrom}) and ${hasNobody(today)})`;

const first = (where: RawBuilder<unknown>) =>
  sql`exists (select from events e where e.record = listings.id and e.version = 1 and ${where})`;
/** What he entered himself, or has been handed; in a district also what a venue, a manager, or an officer who is gone entered. */
export function askedBy(actor: Actor): RawBuilder<boolean> {
  const own = first(sql`e.actor = any(${[...handsOf(actor)]}::uuid[])`);
  if (!hasRole(actor, 'districtOfficer')) return sql<boolean>`${own}`;
  const gone = first(sql`e.actor in (select a.id from accounts a where a.disabled)`);
  return sql<boolean>`(${own} or entered_by is not null or manager is not null or ${gone})`;
}
