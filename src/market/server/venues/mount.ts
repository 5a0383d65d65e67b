// Venues as everybody reads them, with figures by SQL over what exists: listings here, what came of them from whoever keeps deals. The record's own routes.
import type { FastifyInstance } from 'fastify';
import { type Kysely, type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { notFound } from '../../../platform/shared/errors.ts';
import { mount } from '../../../platform/server/mount.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, mountKind, now } from '../../../records/server/index.ts';
import { confirmWithinDays } from '../../codes.ts';
import {
  byOutcome,
  figuresOf,
  getMarketVenue,
  listMarketVenues,
  type PublicVenue,
  type VenueOutcomes,
} from '../../publicVenue.ts';
import { shown } from '../conditions.ts';
import type { MarketTables } from '../tables.ts';
import type { VenueRow, Venues } from './service.ts';

/** What deals tell of the listings of these venues, by venue; of one that it does not name there were none. */
export type OutcomesOf = (on: QueryExecutorProvider, venues: readonly string[]) => Promise<ReadonlyMap<string, VenueOutcomes>>;
export type WithVenues = {
  kernel: Kernel;
  db: Kysely<MarketTables>;
  venues: Venues;
  organizations: Organizations;
  /** Stages of recognition that count. */
  counting: readonly string[];
  /** Null: no deals are kept, and what came of listings is "no data". */
  outcomes: OutcomesOf | null;
};

export function mountVenues(app: FastifyInstance, of: WithVenues): void {
  mountKind(app, of.kernel, of.venues);
  mount(app, listMarketVenues, async ({ query: { kind } }) => {
    const items = await shownWhere(of, sql`state = 'open' and (${kind ?? null}::text is null or kind = ${kind ?? null}::text)`);
    return { items: items.toSorted(byOutcome) };
  });
  mount(app, getMarketVenue, async ({ params }) => {
    const [one] = await shownWhere(of, sql`state in ('open', 'closed') and id = ${params.id}`);
    if (!one) throw notFound();
    return one;
  });
}

type Shown = VenueRow & { state: 'open' | 'closed'; opened_on: string };
async function shownWhere(of: WithVenues, where: RawBuilder<unknown>): Promise<PublicVenue[]> {
  const { rows } = await sql<Shown>`select * from venues where ${where} order by id`.execute(of.db);
  const ids = rows.map((row) => row.id);
  const [names, titles, counted, outcomes] = await Promise.all([
    of.organizations.names([...new Set(rows.map((row) => row.organization))]),
    titlesOf(of, rows),
    countedOf(of, ids),
    of.outcomes?.(of.db, ids) ?? null,
  ]);
  const none = { enquiries: 0, answered: 0, talks: 0, contracts: 0 };
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    kind: row.kind,
    name: row.name,
    organization: { id: row.organization, name: names.get(row.organization) ?? '' },
    territory: row.territory,
    fields: row.fields,
    staff: row.staff,
    address: row.address,
    phone: row.phone,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    titles: (titles.get(row.id) ?? []).map(({ id, title, level }) => ({ id, title, level })),
    figures: figuresOf(
      counted.get(row.id) ?? { listings: 0, confirmed: 0, stale: 0 },
      outcomes === null ? null : (outcomes.get(row.id) ?? none),
    ),
  }));
}

/** Titles of its kind that who runs it holds today: only these count in a plan. */
type Title = { venue: string; id: string; title: string; level: string | null };
async function titlesOf({ db, counting, organizations }: WithVenues, rows: readonly VenueRow[]) {
  if (rows.length === 0) return new Map<string, Title[]>();
  const each = rows.map(
    (row) => sql`select ${row.id}::uuid as venue, r.id, r.title, r.level, r.recognised_on from recognitions r
      where r.kind = ${row.kind} and r.state = any(${counting}::text[]) and r.organization in (${organizations.oneWith(row.organization)})`,
  );
  const { rows: titles } = await sql<Title>`${sql.join(each, sql` union all `)} order by recognised_on, id`.execute(db);
  return Map.groupBy(titles, (one) => one.venue);
}

type Counts = { listings: number; confirmed: number; stale: number };
/** Published through it, whatever became of it; a listing that was void from the beginning never was. */
async function countedOf({ kernel, db }: WithVenues, ids: readonly string[]): Promise<ReadonlyMap<string, Counts>> {
  const today = kernel.dayOf(await now(kernel.db));
  const over = sql`(coalesce(last_confirmed_on, published_on) + ${confirmWithinDays}::int < ${today}::date or deadline < ${today}::date)`;
  const { rows } = await sql<Counts & { venue: string }>`
    select venue, count(*)::int as listings, count(*) filter (where ${shown} and ${over} is not true)::int as confirmed,
      count(*) filter (where state = 'expired' or (${shown} and ${over}))::int as stale
    from listings where venue = any(${ids}::uuid[]) and published_on is not null and state <> 'voided' group by venue`.execute(
    db,
  );
  return new Map(rows.map(({ venue, ...counts }) => [venue, counts]));
}
