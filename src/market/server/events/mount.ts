// Events over HTTP: what everybody reads of them, as pages and as a calendar; for those who hold one, who registered, as a sheet. The records' own routes.
import type { FastifyInstance } from 'fastify';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { notAllowed, notFound } from '../../../platform/shared/errors.ts';
import type { Written } from '../../../platform/server/documents/sheet.ts';
import { mount } from '../../../platform/server/mount.ts';
import type { Say } from '../../../platform/server/words.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, listSheet, mountKind, now, ownAddress } from '../../../records/server/index.ts';
import { type registrationFields, registrationSheet } from '../../eventRegistration.ts';
import { eventCalendar, getMarketEvent, listMarketEvents } from '../../matchEvent.ts';
import type { z } from 'zod';
import type { MarketTables } from '../tables.ts';
import { calendarOf, type Stamped } from './calendar.ts';
import type { EventMeetings } from './meetings.ts';
import type { EventRegistrations } from './registrations.ts';
import { type EventRow, heldBy, type MatchEvents } from './service.ts';
import { broughtTo, relatedOf, shownOf } from './shown.ts';
import { inChargeOf } from './sight.ts';

export type EventsWith = {
  kernel: Kernel;
  db: Kysely<MarketTables>;
  organizations: Organizations;
  matchEvents: MatchEvents;
  registrations: EventRegistrations;
  meetings: EventMeetings;
  say: Say;
  house: { city: string; timeZone: string };
};
type Shown = EventRow & { state: 'open' | 'held' | 'cancelled' };

export function mountEvents(app: FastifyInstance, of: EventsWith): void {
  for (const kind of [of.matchEvents, of.registrations, of.meetings]) mountKind(app, of.kernel, kind);
  const today = async () => of.kernel.dayOf(await now(of.kernel.db));
  mount(app, listMarketEvents, async ({ query: { when, venue } }) => {
    const ahead = sql`(to_on >= ${await today()}::date)`;
    const asked = [
      ...(when === undefined ? [] : [when === 'ahead' ? ahead : sql`not ${ahead}`]),
      ...(venue === undefined ? [] : [sql`venue = ${venue}::uuid`]),
    ];
    const order = sql`order by ${ahead} desc, case when ${ahead} then from_on end, from_on desc, id`;
    const items = await shownWhere(of, sql`${asked.length === 0 ? sql`true` : sql.join(asked, sql` and `)} ${order}`);
    return { items: items.map(unstamped) };
  });
  mount(app, getMarketEvent, async ({ params }) => {
    const [one] = await shownWhere(of, sql`id = ${params.id}::uuid`);
    if (!one) throw notFound();
    return { ...unstamped(one), listings: await broughtTo(of.db, one.id, one.capacity) };
  });
  mount(app, eventCalendar, async ({ query: { event }, request }) => {
    const items = await shownWhere(of, event === undefined ? sql`true order by from_on desc, id` : sql`id = ${event}::uuid`);
    if (event !== undefined && items.length === 0) throw notFound();
    const text = calendarOf({ ...of.house, origin: ownAddress(app, request) }, items);
    return { attachment: text, type: 'text/calendar; charset=utf-8' };
  });
  mount(app, registrationSheet, async ({ params, actor, request }) => {
    const { rows } = await sql<EventRow>`select * from match_events where id = ${params.id}::uuid`.execute(of.db);
    const [event] = rows;
    // What is being prepared is not there for others; of what is published, who registered is no business of theirs.
    const manages = event !== undefined && inChargeOf(actor, heldBy(event));
    if (!event || (!manages && !shown.has(event.state))) throw notFound();
    if (!manages) throw notAllowed();
    return sheetOf(of, { actor, request }, event);
  });
}

const shown: ReadonlySet<string> = new Set(['open', 'held', 'cancelled']);
const unstamped = ({ version: _version, recordedAt: _at, ...one }: Stamped) => one;
async function shownWhere({ db, organizations }: EventsWith, where: RawBuilder<unknown>): Promise<Stamped[]> {
  const { rows } =
    await sql<Shown>`select * from match_events where state in ('open', 'held', 'cancelled') and ${where} limit 500`.execute(db);
  const related = await relatedOf(organizations, rows, db);
  return rows.map((row) => ({
    ...shownOf(row, related),
    id: row.id,
    state: row.state,
    online: row.link !== null,
    listings: [],
    version: row.version,
    recordedAt: row.recorded_at,
  }));
}

const columns = [
  ['place', 8],
  ['attendeeOrganization', 40],
  ['attendee', 16],
  ['state', 14],
  ['listing', 44],
  ['meetings', 12],
  ['signature', 24],
] as const;
type Registration = z.output<typeof registrationFields> & { state: string };

/** In the order of places, with room to sign; names as the reader of the page sees them. */
async function sheetOf({ kernel, registrations, say: saying }: EventsWith, by: Parameters<typeof listSheet>[1], event: EventRow) {
  const say = (key: string) => saying(by.actor.language, `events:${key}`, {});
  const titled = columns.map(([key, width]) => ({
    key,
    title: say(`sheet.${key}`),
    width,
    ...(key === 'place' || key === 'meetings' ? { kind: 'number' as const } : {}),
  }));
  const rowOf = (one: Registration, at: number): Written => ({
    place: String(at + 1),
    attendeeOrganization: one.organization?.name ?? one.guest,
    attendee: one.attendee,
    state: say(one.waiting ? 'waiting' : `states.${one.state}`),
    listing: one.listing?.title ?? null,
    meetings: one.meetings === 0 ? null : String(one.meetings),
    signature: null,
  });
  return listSheet(kernel, by, {
    kind: 'eventRegistration',
    list: async (actor, { event: of }) => ({ items: await allOf(registrations, actor, String(of)), next: null }),
    asked: { event: event.id },
    format: 'xlsx',
    name: `${event.name} ${say('registrations.title')}`.replaceAll(/[\\/:*?"<>|]/g, ' '),
    columns: titled,
    rows: (items) => (items as Registration[]).map(rowOf),
  });
}

/** All that hold or wait for a place, whoever registered first at the head: a list reads them the other way round. */
async function allOf(registrations: EventRegistrations, actor: Actor, event: string): Promise<Registration[]> {
  const rows: Registration[] = [];
  for (let after: string | undefined; ; ) {
    const page = await registrations.list(actor, { event, limit: 200, after });
    rows.push(...(page.items as Registration[]));
    if (page.next === null) return rows.filter(({ state }) => state !== 'cancelled').toReversed();
    after = page.next;
  }
}
