// What happens to match-making events: prepared, published, held or cancelled. Not who comes (registrations.ts), nor what everybody reads (mount.ts).
import { type Kysely, type QueryExecutorProvider, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { wrongField } from '../../../platform/shared/errors.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, openKind, type Sight } from '../../../records/server/index.ts';
import { admittedOf, eventRecords, notYetHeld, type StatedEvent } from '../../matchEvent.ts';
import { holds } from '../conditions.ts';
import { ownerOf, ownOf, saidIn } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import { venueNames } from '../venues/service.ts';

type Tx = Transaction<MarketTables>;
export type EventRow = Selectable<MarketTables['match_events']>;
export type MatchEvents = ReturnType<typeof openMatchEvents>;

export function openMatchEvents(kernel: Kernel, db: Kysely<MarketTables>, organizations: Organizations) {
  return openKind(kernel, db, {
    kind: eventRecords,
    table: 'match_events',
    related: (rows, on) => relatedOf(organizations, rows, on),
    present: (row, _personal, actor, { related }) => {
      const own = ownOf(actor);
      const mine = own === null ? undefined : related?.coming.get(row.id)?.find((one) => one.organization === own);
      const knows = mine !== undefined || inCharge(actor, row);
      return {
        ...shownOf(row, related),
        link: knows ? row.link : null,
        region: row.region,
        attended: related?.coming.get(row.id)?.filter((one) => one.state === 'attended').length ?? 0,
        mine: mine?.id ?? null,
        reason: row.reason,
      };
    },
    title: (row) => row.name,
    concerns: (row) => ({ region: row.region, organizations: row.organization === null ? [] : [row.organization] }),
    visible: visibleTo(organizations),
    parties: {
      organizer: (actor, row, input) => {
        const own = ownOf(actor);
        const said = row === null ? saidIn(input) : row.organization;
        return own !== null && (row === null ? said === null || said === own : said === own);
      },
      districtInCharge: (actor, row) =>
        hasRole(actor, 'districtOfficer') && actor.region !== null && (row === null || row.region === actor.region),
    },
    filters: {
      q: (value) => sql<boolean>`(${holds(sql`name || ' ' || coalesce(place, '')`, value)})`,
      state: (value) => sql<boolean>`state = ${value}`,
    },
    waits: [
      {
        states: ['draft'],
        for: 'publish',
        words: 'events:waits.publish',
        since: (row) => kernel.dayOf(row.created),
        due: (row) => row.from_on,
      },
      {
        states: ['open'],
        for: 'hold',
        words: 'events:waits.hold',
        since: (row) => row.to_on,
        due: () => null,
        region: (row) => row.region,
        when: (row, today) => row.to_on < today,
        among: (today) => sql<boolean>`to_on < ${today}::date`,
      },
    ],
    handlers: {
      create: async ({ tx, input: { organization, ...said }, actor }) => {
        const own = ownOf(actor);
        const of = organization === null && own === null ? null : await ownerOf(tx, organizations, actor, organization, 'events');
        const region = of === null ? (hasRole(actor, 'bureauOfficer') ? null : actor.region) : of.region;
        return { ...(await columnsOf(tx, said)), organization: of?.id ?? null, region, reason: null };
      },
      edit: ({ tx, record, input }) => changed(tx, record, input),
      correct: async ({ tx, record, input: { reason, ...said } }) => ({ ...(await changed(tx, record, said)), reason }),
      hold: ({ record, day }) => {
        if (day < record.from_on) throw notYetHeld();
        return {};
      },
      cancel: ({ input }) => input,
      void: ({ input }) => input,
    },
  });
}

const inCharge = (actor: Actor, row: Pick<EventRow, 'organization' | 'region'>): boolean =>
  hasRole(actor, 'bureauOfficer') ||
  (hasRole(actor, 'districtOfficer') && actor.region !== null && actor.region === row.region) ||
  (row.organization !== null && ownOf(actor) === row.organization);

/** What is published is no secret; what is prepared is its organizer's and of the officers in charge. */
const visibleTo =
  ({ oneWith }: Pick<Organizations, 'oneWith'>) =>
  (actor: Actor): Sight => {
    if (hasRole(actor, 'bureauOfficer', 'clock')) return 'all';
    if (!hasRole(actor, 'districtOfficer', 'organizationAdmin', 'member')) return 'none';
    const own = ownOf(actor);
    const parts = [
      sql<boolean>`state in ('open', 'held', 'cancelled')`,
      ...(hasRole(actor, 'districtOfficer') && actor.region !== null ? [sql<boolean>`region = ${actor.region}`] : []),
      ...(own === null ? [] : [sql<boolean>`organization in (${oneWith(own)})`]),
    ];
    return sql<boolean>`(${sql.join(parts, sql` or `)})`;
  };

type Coming = { id: string; event: string; organization: string; state: 'registered' | 'attended' };
export type EventRelated = Awaited<ReturnType<typeof relatedOf>>;
export async function relatedOf(organizations: Organizations, rows: readonly EventRow[], on: QueryExecutorProvider) {
  const { rows: coming } = await sql<Coming>`select id, event, organization, state from event_registrations
    where event = any(${rows.map(({ id }) => id)}::uuid[]) and state <> 'cancelled'`.execute(on);
  const survivors = await organizations.survivors(on, [...new Set(coming.map((one) => one.organization))]);
  return {
    venues: await venueNames(on, [...new Set(rows.flatMap((row) => row.venue ?? []))]),
    names: await organizations.names([...new Set(rows.flatMap((row) => row.organization ?? []))], on),
    coming: Map.groupBy(
      coming.map((one) => ({ ...one, organization: survivors.get(one.organization)?.id ?? one.organization })),
      (one) => one.event,
    ),
  };
}

/** What of an event is no secret once it is published. */
export function shownOf(row: EventRow, related: EventRelated | undefined) {
  const coming = related?.coming.get(row.id)?.length ?? 0;
  const admitted = admittedOf(coming, row.capacity);
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
    waiting: coming - admitted,
  };
}

type Partly<T> = { [K in keyof T]?: T[K] | undefined };
function changed(tx: Tx, record: EventRow, said: Partly<StatedEvent>) {
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<StatedEvent>;
  return columnsOf(tx, { ...record, from: record.from_on, to: record.to_on, ...given });
}

async function columnsOf(tx: Tx, said: StatedEvent) {
  const { name, sort, from, to, opens, closes, place, link, agenda, capacity, until, venue } = said;
  if (to < from) throw wrongField('to', 'beforeStart', 'events:refusals.beforeStart');
  if (closes <= opens) throw wrongField('closes', 'beforeStart', 'events:refusals.beforeStart');
  if (until > to) throw wrongField('until', 'afterEnd', 'events:refusals.afterEnd');
  if (place === null && link === null) throw wrongField('place', 'required', 'events:refusals.placeOrLink');
  if (venue !== null && !(await venueNames(tx, [venue])).has(venue))
    throw wrongField('venue', 'unknown', 'events:refusals.venue');
  return { name, sort, from_on: from, to_on: to, opens, closes, place, link, agenda, capacity, until, venue };
}
