// What of an event is no secret once it is published: facts, how many come, what came of it, what is brought along. Reads for presenting.
import { type QueryExecutorProvider, type Selectable, sql } from 'kysely';
import type { Organizations } from '../../../organizations/server/index.ts';
import type { Side } from '../../listing.ts';
import { admittedOf } from '../../matchEvent.ts';
import { shownStates } from '../../listing.ts';
import { venueNames } from '../venues/service.ts';
import type { MarketTables } from '../tables.ts';

type EventRow = Selectable<MarketTables['match_events']>;

type Came = { event: string; meetings: number; deals: number; contracts: number };
type Counted = { event: string; registered: number; attended: number };
export type EventRelated = Awaited<ReturnType<typeof relatedOf>>;
export async function relatedOf(organizations: Organizations, rows: readonly EventRow[], on: QueryExecutorProvider) {
  const ids = rows.map(({ id }) => id);
  const { rows: counted } = await sql<Counted>`select event, count(*)::int as registered,
      (count(*) filter (where state = 'attended'))::int as attended
    from event_registrations where event = any(${ids}::uuid[]) and state <> 'cancelled' group by event`.execute(on);
  const { rows: came } = await sql<Came>`select m.event, count(*)::int as meetings, count(m.deal)::int as deals,
      (count(*) filter (where d.state = 'registered'))::int as contracts
    from event_meetings m left join deals d on d.id = m.deal
    where m.event = any(${ids}::uuid[]) and m.state <> 'voided' group by m.event`.execute(on);
  return {
    venues: await venueNames(on, [...new Set(rows.flatMap((row) => row.venue ?? []))]),
    names: await organizations.names([...new Set(rows.flatMap((row) => row.organization ?? []))], on),
    counted: new Map(counted.map((one) => [one.event, one])),
    came: new Map(came.map((one) => [one.event, one])),
  };
}

type Coming = { id: string; event: string; organization: string };
/** Registrations that stand, with the organization that each is of by now: whose people read these events finds its own. */
export async function comingOf(
  { survivors }: Pick<Organizations, 'survivors'>,
  events: readonly string[],
  on: QueryExecutorProvider,
) {
  const { rows } = await sql<Coming>`select id, event, organization from event_registrations
    where event = any(${[...events]}::uuid[]) and state <> 'cancelled' and organization is not null`.execute(on);
  const known = await survivors(on, [...new Set(rows.map((one) => one.organization))]);
  return Map.groupBy(
    rows.map((one) => ({ ...one, organization: known.get(one.organization)?.id ?? one.organization })),
    (one) => one.event,
  );
}

export function shownOf(row: EventRow, related: EventRelated | undefined) {
  const { registered, attended } = related?.counted.get(row.id) ?? { registered: 0, attended: 0 };
  const came = related?.came.get(row.id);
  const admitted = admittedOf(registered, row.capacity);
  const named = (id: string | null, names: ReadonlyMap<string, string> | undefined) =>
    id === null ? null : { id, name: names?.get(id) ?? '' };
  return {
    name: row.name,
    sort: row.sort,
    from: row.from_on,
    to: row.to_on,
    opens: row.opens,
    closes: row.closes,
    place: row.place,
    agenda: row.agenda,
    capacity: row.capacity,
    until: row.until,
    venue: named(row.venue, related?.venues),
    organization: named(row.organization, related?.names),
    admitted,
    waiting: registered - admitted,
    attended,
    meetings: came?.meetings ?? 0,
    deals: came?.deals ?? 0,
    contracts: came?.contracts ?? 0,
  };
}

export type Brought = { id: string; title: string; side: Side };
/** Listings as everybody sees them now, and whose they are known to be: an anonymous one, or one that ended, is none of these. */
export async function openListingsAmong(
  on: QueryExecutorProvider,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Brought & { organization: string }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Brought & { organization: string }>`select id, title, side, organization from listings
    where id = any(${[...new Set(ids)]}::uuid[]) and state = any(${[...shownStates]}::text[]) and not anonymous`.execute(on);
  return new Map(rows.map((one) => [one.id, one]));
}
export const broughtOf = (listings: ReadonlyMap<string, Brought> | undefined, id: string | null): Brought | null => {
  const found = id === null ? undefined : listings?.get(id);
  return found ? { id: found.id, title: found.title, side: found.side } : null;
};

/** What those with a place bring along to one event, in the order in which they registered. */
export async function broughtTo(on: QueryExecutorProvider, event: string, capacity: number | null): Promise<Brought[]> {
  const { rows } = await sql<{ listing: string | null }>`select listing from event_registrations
    where event = ${event}::uuid and state <> 'cancelled' order by number ${capacity === null ? sql`` : sql`limit ${capacity}`}`.execute(
    on,
  );
  const ids = [...new Set(rows.flatMap(({ listing }) => listing ?? []))];
  const found = await openListingsAmong(on, ids);
  return ids.flatMap((id) => broughtOf(found, id) ?? []);
}
