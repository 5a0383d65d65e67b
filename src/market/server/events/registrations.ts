// Who comes to an event: registered in order, waiting beyond its capacity, checked in by a code, asked afterwards. Who waits is reckoned and so moves up by itself.
import { hash, randomInt } from 'node:crypto';
import { type Kysely, type QueryExecutorProvider, type Selectable, sql, type Transaction } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { notAllowed, wrongField } from '../../../platform/shared/errors.ts';
import { maskName } from '../../../platform/shared/mask.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, openKind } from '../../../records/server/index.ts';
import {
  codeAsTyped,
  codeSigns,
  noPlaceYet,
  registeredTwice,
  registrationOver,
  registrationRecords,
  registrationTells,
} from '../../eventRegistration.ts';
import { notYetHeld } from '../../matchEvent.ts';
import { holds } from '../conditions.ts';
import { membersAmong } from '../audiences.ts';
import { ownOf } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import { heldBy, type EventRow } from './service.ts';
import { broughtOf, openListingsAmong } from './shown.ts';
import { heldOrOwn, holdsIt, hostParties, inChargeOf } from './sight.ts';

type Tx = Transaction<MarketTables>;
export type RegistrationRow = Selectable<MarketTables['event_registrations']>;
export type EventRegistrations = ReturnType<typeof openEventRegistrations>;

const newCode = () => Array.from({ length: 12 }, () => codeSigns[randomInt(codeSigns.length)] ?? '').join('');
const digestOf = (code: string): string => hash('sha256', codeAsTyped(code));

export function openEventRegistrations(kernel: Kernel, db: Kysely<MarketTables>, organizations: Organizations) {
  return openKind(kernel, db, {
    kind: registrationRecords,
    table: 'event_registrations',
    personal: true,
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.flatMap((row) => row.organization ?? []))], on),
      listings: await openListingsAmong(
        on,
        rows.flatMap((row) => row.listing ?? []),
      ),
      ...(await standingOf(on, rows)),
      meetings: await meetingsOf(on, rows),
    }),
    present: (row, personal, actor, { related }) => presented(row, personal, actor, related),
    title: (row) => row.title,
    tells: registrationTells,
    audiences: {
      own: membersAmong(
        kernel,
        organizations,
        (id) => sql`select organization as id from event_registrations where id = ${id}::uuid`,
      ),
      host: membersAmong(kernel, organizations, (id) => sql`select host as id from event_registrations where id = ${id}::uuid`),
    },
    concerns: (row) => ({
      region: row.host_region,
      organizations: [row.organization, row.host].filter((id) => id !== null),
    }),
    visible: heldOrOwn(organizations, (own) => sql<boolean>`organization in (${own})`),
    parties: {
      ...hostParties,
      registrant: (actor, row) => {
        const own = ownOf(actor);
        return own !== null && (row === null || row.organization === own);
      },
    },
    filters: {
      event: (value) => sql<boolean>`event = ${value}::uuid`,
      state: (value) => sql<boolean>`state = ${value}`,
      code: (value) => sql<boolean>`code_digest = ${digestOf(value)}`,
      q: (value) =>
        sql<boolean>`(${holds(sql`coalesce(guest, (select o.name from organizations o where o.id = event_registrations.organization))`, value)})`,
    },
    waits: [waitAfterwards],
    handlers: handlersOf(organizations),
  });
}

/** Whoever came is asked what came of it, from the day after the event, until a meeting is written down or they say that there is nothing. */
const waitAfterwards = {
  states: ['attended'],
  for: 'reportNothing',
  words: 'events:waits.afterwards',
  due: () => null,
  whose: (actor: Actor, row: RegistrationRow) => ownOf(actor) === row.organization,
  when: (row: RegistrationRow) => !row.nothing,
  among: (today: string) => sql<boolean>`not nothing
    and exists (select from match_events e where e.id = event and e.state in ('open', 'held') and e.to_on < ${today}::date)
    and not exists (select from event_meetings m where m.event = event_registrations.event and m.state <> 'voided'
      and event_registrations.organization in (m.first, m.second))`,
} as const;

type Related = Awaited<ReturnType<typeof standingOf>> & {
  names: ReadonlyMap<string, string>;
  listings: Awaited<ReturnType<typeof openListingsAmong>>;
  meetings: ReadonlyMap<string, number>;
};
function presented(
  row: RegistrationRow,
  personal: Readonly<Record<string, string>>,
  actor: Actor,
  related: Related | undefined,
): Record<string, unknown> {
  const own = ownOf(actor);
  const mine = own !== null && own === row.organization;
  const attendee = personal['attendee'];
  const event = related?.events.get(row.event);
  const ahead = related?.waiting.get(row.id) ?? null;
  return {
    event: event
      ? { ...event, link: mine || inChargeOf(actor, row) ? event.link : null }
      : { id: row.event, name: row.title, from: '', to: '', opens: '', closes: '', state: '', place: null, link: null },
    organization: row.organization === null ? null : { id: row.organization, name: related?.names.get(row.organization) ?? '' },
    guest: row.guest,
    attendee: attendee === undefined ? null : mine || holdsIt(actor, row) ? attendee : maskName(attendee),
    waiting: ahead !== null,
    place: ahead,
    entered: row.entered,
    code: mine ? (personal['code'] ?? null) : null,
    listing: broughtOf(related?.listings, row.listing),
    meetings: related?.meetings.get(row.id) ?? 0,
    reason: row.reason,
  };
}

type Create = { event: string; organization: string | null; guest: string | null; attendee: string; listing: string | null };
type Of<I> = { tx: Tx; record: RegistrationRow; input: I; day: string };
const handlersOf = (organizations: Organizations) => ({
  create: async ({ tx, input, actor, day }: { tx: Tx; input: Create; actor: Actor; day: string }) => {
    const event = await lockedEvent(tx, input.event);
    if (!event) throw wrongField('event', 'unknown', 'events:refusals.event');
    const { organization, guest, entered } = await whoComes(tx, organizations, { actor, event, input });
    // The organizer writes down whoever stands at the door.
    if (event.state !== 'open' || (entered ? event.to_on : event.until) < day) throw registrationOver();
    const { rows } = await sql<{ number: string; before: number; twice: boolean | null }>`
      select greatest(coalesce(max(number), 0) + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint) as number,
        (count(*) filter (where state <> 'cancelled'))::int as before,
        bool_or(state <> 'cancelled' and organization in (${organizations.oneWith(organization ?? event.id)})) as twice
      from event_registrations where event = ${event.id}::uuid`.execute(tx);
    const { number = '1', before = 0, twice = false } = rows[0] ?? {};
    if (twice) throw registeredTwice();
    const code = newCode();
    return {
      event: event.id,
      title: event.name,
      organization,
      guest,
      ...heldBy(event),
      entered,
      number,
      queued: event.capacity !== null && before >= event.capacity,
      code_digest: digestOf(code),
      listing: await listingOf(tx, organizations, { organization, listing: input.listing }),
      nothing: false,
      reason: null,
      personal: { attendee: input.attendee, code },
    };
  },
  bring: async ({ tx, record, input }: Of<{ listing: string | null }>) => ({
    listing: await listingOf(tx, organizations, { organization: record.organization, listing: input.listing }),
  }),
  cancel: async ({ tx, record }: Of<object>) => {
    await lockedEvent(tx, record.event);
    return {};
  },
  moveUp: () => ({ queued: false }),
  checkIn: async ({ tx, record, input: { code, reason }, day }: Of<{ code: string | null; reason: string | null }>) => {
    if (code === null && reason === null && !record.entered) throw wrongField('code', 'required', 'events:refusals.codeOrReason');
    if (code !== null && digestOf(code) !== record.code_digest) throw wrongField('code', 'wrong', 'events:refusals.code');
    const event = await lockedEvent(tx, record.event);
    if (!event || event.state === 'cancelled' || day < event.from_on) throw notYetHeld();
    if ((await standingOf(tx, [record])).waiting.has(record.id)) throw noPlaceYet();
    return { reason };
  },
  undoCheckIn: ({ input }: Of<{ reason: string }>) => ({ reason: input.reason, nothing: false }),
  reportNothing: ({ input }: Of<{ reason: string }>) => ({ nothing: true, reason: input.reason }),
  erase: () => ({ personal: { attendee: null, code: null } }),
});

/** Locked: one after another they register, cancel and come in; their order is the order of places. */
async function lockedEvent(tx: Tx, id: string): Promise<EventRow | undefined> {
  const { rows } = await sql<EventRow>`select * from match_events where id = ${id}::uuid
    and state in ('open', 'held', 'cancelled') for update`.execute(tx);
  return rows[0];
}

type Asked = { actor: Actor; event: EventRow; input: Create };
/** One's own organization, or whom the organizer writes down: of the register, or as they say who they are. */
async function whoComes(tx: Tx, organizations: Organizations, { actor, event, input }: Asked) {
  const own = ownOf(actor);
  const { guest, organization: said } = input;
  if (guest !== null && said !== null) throw wrongField('guest', 'both', 'events:refusals.guestOrOrganization');
  if (guest === null && (said ?? own) === null) throw wrongField('organization', 'required', 'events:refusals.who');
  const entered = guest !== null || (said !== null && said !== own);
  if (entered && !inChargeOf(actor, heldBy(event))) throw notAllowed();
  if (guest !== null) return { organization: null, guest, entered };
  const id = said ?? own ?? '';
  const found = (await organizations.survivors(tx, [id])).get(id);
  if (!found) throw wrongField('organization', 'unknown', 'events:refusals.organization');
  return { organization: found.id, guest: null, entered };
}

/** A listing of their own that everybody sees with their name. */
async function listingOf(tx: Tx, { survivors }: Organizations, of: { organization: string | null; listing: string | null }) {
  if (of.listing === null) return null;
  const found = (await openListingsAmong(tx, [of.listing])).get(of.listing);
  const owner = found && ((await survivors(tx, [found.organization])).get(found.organization)?.id ?? found.organization);
  if (!owner || owner !== of.organization) throw wrongField('listing', 'unknown', 'events:refusals.listing');
  return of.listing;
}

type EventHead = Record<'id' | 'name' | 'from' | 'to' | 'opens' | 'closes' | 'state', string> &
  Record<'place' | 'link', string | null>;
/** Heads of the events, and which of these registrations have no place yet, with how many wait up to them. */
export async function standingOf(on: QueryExecutorProvider, rows: readonly Pick<RegistrationRow, 'event'>[]) {
  const ids = [...new Set(rows.map((row) => row.event))];
  const { rows: events } = await sql<EventHead>`
    select id, name, from_on as "from", to_on as "to", opens, closes, state, place, link from match_events where id = any(${ids}::uuid[])`.execute(
    on,
  );
  const { rows: waiting } = await sql<{ id: string; place: number }>`select id, (at - capacity)::int as place from (
      select r.id, r.state, e.capacity, row_number() over (partition by r.event order by r.number) as at
      from event_registrations r join match_events e on e.id = r.event
      where r.event = any(${ids}::uuid[]) and r.state <> 'cancelled') ranked
    where at > capacity and state = 'registered'`.execute(on);
  return { events: new Map(events.map((one) => [one.id, one])), waiting: new Map(waiting.map((one) => [one.id, one.place])) };
}

async function meetingsOf(on: QueryExecutorProvider, rows: readonly RegistrationRow[]): Promise<ReadonlyMap<string, number>> {
  const { rows: found } = await sql<{ id: string; count: number }>`select r.id, count(*)::int as count
    from event_registrations r join event_meetings m on m.event = r.event and m.state <> 'voided' and r.organization in (m.first, m.second)
    where r.id = any(${rows.map(({ id }) => id)}::uuid[]) group by r.id`.execute(on);
  return new Map(found.map(({ id, count }) => [id, count]));
}
