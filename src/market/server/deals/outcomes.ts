// What came of listings, from the deals on them: by venue for its page, by owner for those whom it is matched to.
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { Conduct } from '../../fit.ts';
import type { VenueOutcomes } from '../../publicVenue.ts';

/** Asked for an answer: it was given, or its day has passed. What its asker took back before asks nothing. */
const askedBy = (today: string) => sql`(d.answered_on is not null or (d.state = 'interested' and d.due_on < ${today}::date))`;
const inTime = sql`(d.answered_on <= d.due_on)`;
const talked = sql`(d.answered_on is not null and d.state not in ('interested', 'declined', 'withdrawn'))`;
const open = sql`d.state in ('talking', 'agreed', 'underNotice', 'contracted')`;
const count = (where: RawBuilder<unknown>) => sql<number>`(count(*) filter (where ${where}))::int`;

/** Of venues; one that nobody asked anything is not named. */
export async function outcomesOf(
  on: QueryExecutorProvider,
  venues: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, VenueOutcomes>> {
  if (venues.length === 0) return new Map();
  const { rows } = await sql<VenueOutcomes & { venue: string }>`
    select l.venue, ${count(askedBy(today))} as enquiries, ${count(inTime)} as answered, ${count(talked)} as talks,
      ${count(sql`d.state = 'registered'`)} as contracts
    from deals d join listings l on l.id = d.listing where l.venue = any(${[...venues]}::uuid[]) group by l.venue`.execute(on);
  return new Map(rows.map(({ venue, ...outcomes }) => [venue, outcomes]));
}

/** Of organizations, as owners of listings; of one that nobody asked anything nothing is known. */
export async function conductsOf(
  on: QueryExecutorProvider,
  organizations: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, Conduct>> {
  if (organizations.length === 0) return new Map();
  const { rows } = await sql<Conduct & { organization: string }>`
    select l.organization, ${count(askedBy(today))} as asked, ${count(inTime)} as answered, ${count(sql`d.state = 'registered'`)} as registered,
      ${count(open)} as open
    from deals d join listings l on l.id = d.listing
    where l.organization = any(${[...organizations]}::uuid[]) group by l.organization`.execute(on);
  return new Map(rows.map(({ organization, ...conduct }) => [organization, conduct]));
}
