// Who comes to an event: registered in order, waiting beyond its capacity, checked in by a code, followed up. Who waits is reckoned and so moves up by itself.
import { hash, randomInt } from 'node:crypto';
import { type Kysely, type QueryExecutorProvider, type Selectable, sql } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { notAllowed, wrongField } from '../../../platform/shared/errors.ts';
import { maskName } from '../../../platform/shared/mask.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, openKind, type Sight } from '../../../records/server/index.ts';
import { noPlaceYet, notYetHeld, registeredTwice, registrationOver, registrationRecords } from '../../matchEvent.ts';
import { ownOf } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import type { EventRow } from './service.ts';

export type RegistrationRow = Selectable<MarketTables['event_registrations']>;
export type EventRegistrations = ReturnType<typeof openEventRegistrations>;

/** Without what is read as something else: 0 and O, 1, I and L. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const newCode = () => Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)] ?? '').join('');
/** As somebody types it: blanks and hyphens do not count. */
const digestOf = (code: string): string => hash('sha256', code.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''));

export function openEventRegistrations(kernel: Kernel, db: Kysely<MarketTables>, organizations: Organizations) {
  return openKind(kernel, db, {
    kind: registrationRecords,
    table: 'event_registrations',
    personal: true,
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.map((row) => row.organization))], on),
      ...(await standingOf(on, rows)),
    }),
    present: (row, personal, actor, { related }) => {
      const own = ownOf(actor);
      const mine = own !== null && own === row.organization;
      const knows = mine || (own !== null && own === row.host) || hasRole(actor, 'bureauOfficer');
      const attendee = personal['attendee'];
      return {
        event: { id: row.event, name: related?.events.get(row.event) ?? '' },
        organization: { id: row.organization, name: related?.names.get(row.organization) ?? '' },
        region: row.region,
        attendee: attendee === undefined ? null : knows ? attendee : maskName(attendee),
        waiting: related?.waiting.has(row.id) ?? false,
        code: mine ? (personal['code'] ?? null) : null,
        met: row.met,
        about: row.about,
        due: row.due,
        reason: row.reason,
      };
    },
    title: () => '',
    concerns: (row) => ({
      region: row.host_region,
      organizations: row.host === null ? [row.organization] : [row.organization, row.host],
    }),
    visible: visibleTo(organizations),
    parties: {
      registrant: (actor, row) => {
        const own = ownOf(actor);
        return own !== null && (row === null || row.organization === own);
      },
      host: (actor, row) => row !== null && row.host !== null && ownOf(actor) === row.host,
      districtInCharge: (actor, row) =>
        hasRole(actor, 'districtOfficer') && actor.region !== null && row !== null && row.host_region === actor.region,
    },
    filters: {
      event: (value) => sql<boolean>`event = ${value}::uuid`,
      state: (value) => sql<boolean>`state = ${value}`,
      code: (value) => sql<boolean>`code_digest = ${digestOf(value)}`,
    },
    waits: [
      {
        states: ['attended'],
        for: 'settle',
        words: 'events:waits.settle',
        since: (row) => row.due ?? kernel.dayOf(row.created),
        due: (row) => row.due,
        region: (row) => row.host_region,
        when: (row) => row.due !== null,
        // Whoever met somebody sees to it; officers look on.
        whose: (actor, row) => ownOf(actor) === row.organization,
        among: () => sql<boolean>`due is not null`,
      },
    ],
    handlers: {
      create: async ({ tx, input, actor, day }) => {
        const own = ownOf(actor);
        if (own === null) throw notAllowed();
        // One after another: their order is the order of places.
        const { rows } = await sql<EventRow>`select * from match_events where id = ${input.event}::uuid
          and state in ('open', 'held', 'cancelled') for update`.execute(tx);
        const [event] = rows;
        if (!event) throw wrongField('event', 'unknown', 'events:refusals.event');
        if (event.state !== 'open' || event.until < day) throw registrationOver();
        const { rows: before } = await sql<{ number: number; twice: boolean | null }>`
          select coalesce(max(number), 0)::int as number,
            bool_or(organization in (${organizations.oneWith(own)}) and state <> 'cancelled') as twice
          from event_registrations where event = ${event.id}`.execute(tx);
        if (before[0]?.twice) throw registeredTwice();
        const code = newCode();
        const { region = null } = (await organizations.survivors(tx, [own])).get(own) ?? {};
        return {
          event: event.id,
          organization: own,
          region,
          host: event.organization,
          host_region: event.region,
          number: (before[0]?.number ?? 0) + 1,
          code_digest: digestOf(code),
          met: null,
          about: null,
          due: null,
          reason: null,
          personal: { attendee: input.attendee, code },
        };
      },
      checkIn: async ({ tx, record, input, day }) => {
        if (digestOf(input.code) !== record.code_digest) throw wrongField('code', 'wrong', 'events:refusals.code');
        const { rows } = await sql<EventRow>`select * from match_events where id = ${record.event}`.execute(tx);
        if (rows[0] === undefined || rows[0].state === 'cancelled' || day < rows[0].from_on) throw notYetHeld();
        if ((await standingOf(tx, [record])).waiting.has(record.id)) throw noPlaceYet();
        return {};
      },
      followUp: ({ input, day }) => {
        if (input.due < day) throw wrongField('due', 'past', 'events:refusals.past');
        return { ...input, reason: null };
      },
      settle: ({ input }) => ({ due: null, reason: input.reason }),
      erase: () => ({ personal: { attendee: null, code: null } }),
    },
  });
}

/** Names of the events, and which of these registrations have no place yet. */
async function standingOf(on: QueryExecutorProvider, rows: readonly Pick<RegistrationRow, 'event'>[]) {
  const ids = [...new Set(rows.map((row) => row.event))];
  const { rows: events } = await sql<{ id: string; name: string }>`
    select id, name from match_events where id = any(${ids}::uuid[])`.execute(on);
  const { rows: waiting } = await sql<{ id: string }>`select id from (
      select r.id, r.state, e.capacity, row_number() over (partition by r.event order by r.number) as at
      from event_registrations r join match_events e on e.id = r.event
      where r.event = any(${ids}::uuid[]) and r.state <> 'cancelled') ranked
    where at > capacity and state = 'registered'`.execute(on);
  return { events: new Map(events.map((one) => [one.id, one.name])), waiting: new Set(waiting.map((one) => one.id)) };
}

const visibleTo =
  ({ oneWith }: Pick<Organizations, 'oneWith'>) =>
  (actor: Actor): Sight => {
    if (hasRole(actor, 'bureauOfficer', 'clock')) return 'all';
    const own = ownOf(actor);
    const parts = [
      ...(hasRole(actor, 'districtOfficer') && actor.region !== null ? [sql<boolean>`host_region = ${actor.region}`] : []),
      ...(own === null ? [] : [sql<boolean>`(organization in (${oneWith(own)}) or host in (${oneWith(own)}))`]),
    ];
    return parts.length === 0 ? 'none' : sql<boolean>`(${sql.join(parts, sql` or `)})`;
  };
