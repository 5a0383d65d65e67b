// What happens to match-making events: prepared, published, held or cancelled. Not who comes (registrations.ts), nor what everybody reads (mount.ts).
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { addDays } from '../../../platform/shared/dates.ts';
import { wrongField } from '../../../platform/shared/errors.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, openKind, type Sight } from '../../../records/server/index.ts';
import { masked } from '../../contacts.ts';
import { eventRecords, eventTells, mostDays, notYetHeld, type StatedEvent } from '../../matchEvent.ts';
import { holds } from '../conditions.ts';
import { ownerOf, ownOf, saidIn } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import { venueNames } from '../venues/service.ts';
import { comingOf, relatedOf, shownOf } from './shown.ts';
import { membersAmong } from '../audiences.ts';
import { inChargeOf } from './sight.ts';

type Tx = Transaction<MarketTables>;
export type EventRow = Selectable<MarketTables['match_events']>;
export type MatchEvents = ReturnType<typeof openMatchEvents>;

export const heldBy = (row: Pick<EventRow, 'organization' | 'region'>) => ({ host: row.organization, host_region: row.region });

export function openMatchEvents(kernel: Kernel, db: Kysely<MarketTables>, organizations: Organizations) {
  return openKind(kernel, db, {
    kind: eventRecords,
    table: 'match_events',
    related: async (rows, on) => ({
      ...(await relatedOf(organizations, rows, on)),
      coming: await comingOf(
        organizations,
        rows.map((row) => row.id),
        on,
      ),
    }),
    present: (row, _personal, actor, { related }) => {
      const own = ownOf(actor);
      const mine = own === null ? undefined : related?.coming.get(row.id)?.find((one) => one.organization === own);
      const manages = inChargeOf(actor, heldBy(row));
      return {
        ...shownOf(row, related),
        link: mine !== undefined || manages ? row.link : null,
        region: row.region,
        mine: mine?.id ?? null,
        manages,
        reason: row.reason,
      };
    },
    title: (row) => row.name,
    tells: eventTells,
    audiences: {
      coming: membersAmong(
        kernel,
        organizations,
        (event) =>
          sql`select distinct organization as id from event_registrations where event = ${event}::uuid and state <> 'cancelled'`,
      ),
    },
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
        region: (row) => row.region,
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
        const to = said.to ?? said.from;
        const stated = { ...said, to, until: said.until ?? to };
        return { ...(await columnsOf(tx, stated)), organization: of?.id ?? null, region, reason: null };
      },
      edit: ({ tx, record, input }) => changed(tx, record, input),
      correct: async ({ tx, record, input: { reason, ...said } }) => {
        const after = await changed(tx, record, said);
        await refuseFewerPlaces(tx, record, after.capacity);
        return { ...after, reason };
      },
      hold: ({ record, day }) => {
        if (day < record.from_on) throw notYetHeld();
        return {};
      },
      cancel: ({ input }) => input,
      void: ({ input }) => input,
    },
  });
}

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

type Partly<T> = { [K in keyof T]?: T[K] | undefined };
function changed(tx: Tx, record: EventRow, said: Partly<StatedEvent>) {
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<StatedEvent>;
  return columnsOf(tx, { ...record, from: record.from_on, to: record.to_on, ...given });
}

/** Whoever was given a place keeps it. */
async function refuseFewerPlaces(tx: Tx, record: EventRow, capacity: number | null): Promise<void> {
  if (capacity === null || (record.capacity !== null && capacity >= record.capacity)) return;
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from event_registrations
    where event = ${record.id}::uuid and state <> 'cancelled'`.execute(tx);
  const taken = Math.min(rows[0]?.count ?? 0, record.capacity ?? Number.POSITIVE_INFINITY);
  if (capacity < taken) throw wrongField('capacity', 'taken', 'events:refusals.taken', { taken });
}

const withoutContacts = (text: string | null): string | null => (text === null ? null : masked(text));
/** Contact data is masked in what everybody reads: whoever wants to come registers. */
async function columnsOf(tx: Tx, said: StatedEvent) {
  const { name, sort, from, to, opens, closes, place, link, agenda, capacity, until, venue } = said;
  if (to < from) throw wrongField('to', 'beforeStart', 'events:refusals.beforeStart');
  if (to >= addDays(from, mostDays)) throw wrongField('to', 'tooLong', 'events:refusals.tooLong', { days: mostDays });
  if (closes <= opens) throw wrongField('closes', 'beforeStart', 'events:refusals.beforeStart');
  if (until > to) throw wrongField('until', 'afterEnd', 'events:refusals.afterEnd');
  if (place === null && link === null) throw wrongField('place', 'required', 'events:refusals.placeOrLink');
  if (venue !== null && !(await venueNames(tx, [venue])).has(venue))
    throw wrongField('venue', 'unknown', 'events:refusals.venue');
  return {
    name: masked(name),
    sort,
    from_on: from,
    to_on: to,
    opens,
    closes,
    place: withoutContacts(place),
    link,
    agenda: withoutContacts(agenda === '' ? null : agenda),
    capacity,
    until,
    venue,
  };
}
