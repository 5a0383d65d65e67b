// Events over HTTP: what everybody reads of them, as pages and as an iCalendar file (RFC 5545). The records' own routes.
import type { FastifyInstance } from 'fastify';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { beginningOf } from '../../../platform/shared/dates.ts';
import { notFound } from '../../../platform/shared/errors.ts';
import { mount } from '../../../platform/server/mount.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, mountKind, now } from '../../../records/server/index.ts';
import { eventCalendar, getMarketEvent, listMarketEvents, type PublicEvent } from '../../matchEvent.ts';
import type { MarketTables } from '../tables.ts';
import type { EventRegistrations } from './registrations.ts';
import { type EventRow, type MatchEvents, relatedOf, shownOf } from './service.ts';

type With = {
  kernel: Kernel;
  db: Kysely<MarketTables>;
  organizations: Organizations;
  matchEvents: MatchEvents;
  registrations: EventRegistrations;
  house: { city: string; timeZone: string };
};
type Shown = EventRow & { state: 'open' | 'held' | 'cancelled' };

export function mountEvents(app: FastifyInstance, of: With): void {
  mountKind(app, of.kernel, of.matchEvents);
  mountKind(app, of.kernel, of.registrations);
  const today = async () => of.kernel.dayOf(await now(of.kernel.db));
  mount(app, listMarketEvents, async ({ query: { when } }) => {
    const ahead = sql`to_on >= ${await today()}::date`;
    return {
      items:
        when === 'ahead'
          ? await shownWhere(of, sql`${ahead} order by from_on, id`)
          : await shownWhere(of, sql`not ${ahead} order by from_on desc, id`),
    };
  });
  mount(app, getMarketEvent, async ({ params }) => {
    const [one] = await shownWhere(of, sql`id = ${params.id}::uuid`);
    if (!one) throw notFound();
    return one;
  });
  mount(app, eventCalendar, async ({ query: { event } }) => {
    const items = await shownWhere(of, event === undefined ? sql`true order by from_on desc, id` : sql`id = ${event}::uuid`);
    if (event !== undefined && items.length === 0) throw notFound();
    return { attachment: calendarOf(of.house, items, await today()), type: 'text/calendar; charset=utf-8' };
  });
}

async function shownWhere({ db, organizations }: With, where: RawBuilder<unknown>): Promise<PublicEvent[]> {
  const { rows } =
    await sql<Shown>`select * from match_events where state in ('open', 'held', 'cancelled') and ${where} limit 500`.execute(db);
  const related = await relatedOf(organizations, rows, db);
  return rows.map((row) => ({ ...shownOf(row, related), id: row.id, state: row.state, online: row.link !== null }));
}

/** Each event once, with an id that stays; the link is for those who come and stands in none. */
function calendarOf({ city, timeZone }: With['house'], items: readonly PublicEvent[], today: string): string {
  const calendar = ical({
    name: city,
    prodId: { company: 'touyan', product: 'events', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  });
  const at = (day: string, clock: string) => {
    const [hours = 0, minutes = 0] = clock.split(':').map(Number);
    return new Date(beginningOf(day, timeZone).getTime() + (hours * 60 + minutes) * 60_000);
  };
  for (const one of items)
    calendar.createEvent({
      id: `event-${one.id}@touyan`,
      start: at(one.from, one.opens),
      end: at(one.to, one.closes),
      stamp: new Date(`${today}T00:00:00Z`),
      summary: one.name,
      description: one.agenda ?? '',
      location: one.place ?? '',
      status: one.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  return calendar.toString();
}
