// A match-making event (对接活动), online or on the spot: its life, and what everybody reads of it. Who comes: eventRegistration.ts; whom they met: eventMeeting.ts. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { route } from '../platform/shared/route.ts';
import { type ActionOf, lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import type { Tell } from '../records/tells.ts';
import { sides } from './listing.ts';

export const eventReaders = ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'] as const;
const reason = z.string().trim().min(1).max(500).meta({ title: 'events:reason' });
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** From its first day to its last. */
export const mostDays = 31;

/** 供需对接会, 拍卖, 路演. */
export const eventSorts = ['matchmaking', 'auction', 'roadShow'] as const;
const head = {
  name: line(100, 2).meta({ title: 'events:name' }),
  sort: z.enum(eventSorts).meta({ title: 'events:sort' }),
  from: day.meta({ title: 'events:from' }),
  to: day.meta({ title: 'events:to' }),
  /** Hours of each day, in the city's zone. */
  opens: clock.meta({ title: 'events:opens' }),
  closes: clock.meta({ title: 'events:closes' }),
  /** One of the two is said at least: where it is held, and where it is seen. The link is for those who come. */
  place: line(200).nullable().meta({ title: 'events:place' }),
  link: z
    .url({ protocol: /^https$/ })
    .max(300)
    .nullable()
    .meta({ title: 'events:link' }),
  /** A line for each part: when, what, who. */
  agenda: z.string().trim().max(4000).nullable().meta({ title: 'events:agenda' }),
  /** Null: as many as come. */
  capacity: z.number().int().min(1).max(100_000).nullable().meta({ title: 'events:capacity' }),
  until: day.meta({ title: 'events:until' }),
  venue: z.uuid().nullable().meta({ title: 'events:venue' }),
};
const stated = z.strictObject(head);
export type StatedEvent = z.output<typeof stated>;

const officers = ['bureauOfficer', 'districtInCharge'] as const;
const all = [...officers, 'organizer'] as const;
export const eventLife = lifecycle('matchEvent', {
  states: ['draft', 'open', 'held', 'cancelled', 'voided'],
  /** `organizer`: who acts for the organization that holds it. `districtInCharge`: the district where that reports. */
  parties: ['organizer', 'districtInCharge'],
  actions: {
    create: {
      from: 'nothing',
      to: 'draft',
      by: all,
      input: z.strictObject({
        /** Who holds it; one's own organization unless said, and the bureau where an officer says none. */
        organization: z.uuid().nullable().default(null).meta({ title: 'events:organization' }),
        ...head,
        /** One day unless said; registration until its last day unless said. */
        to: day.nullable().default(null).meta({ title: 'events:to' }),
        until: day.nullable().default(null).meta({ title: 'events:until' }),
        place: head.place.default(null),
        link: head.link.default(null),
        agenda: head.agenda.default(null),
        capacity: head.capacity.default(null),
        venue: head.venue.default(null),
      }),
    },
    edit: { from: 'draft', to: 'same', by: all, input: stated.partial() },
    publish: { from: 'draft', to: 'open', by: officers },
    correct: { from: 'open', to: 'same', by: all, input: stated.partial().extend({ reason }) },
    hold: { from: 'open', to: 'held', by: all },
    cancel: { from: ['draft', 'open'], to: 'cancelled', by: all, input: z.strictObject({ reason }) },
    void: { from: ['draft', 'cancelled'], to: 'voided', by: officers, input: z.strictObject({ reason }) },
  },
});

const told = (
  after: ActionOf<typeof eventLife>,
  to: Tell<string, unknown>['to'],
  words: 'published' | 'corrected' | 'cancelled',
) => ({ after, to, topic: 'events', words: `events:tells.${words}` }) as const satisfies Tell<string, unknown>;
const coming = { ofKind: 'coming' } as const;
export const eventTells: readonly Tell<ActionOf<typeof eventLife>, { state: string }>[] = [
  told('publish', [{ organization: 'members' }], 'published'),
  told('correct', [coming, { organization: 'members' }], 'corrected'),
  told('cancel', [coming, { organization: 'members' }], 'cancelled'),
];

const named = z.object({ id: z.string(), name: z.string() }).nullable();
/** Reckoned from those who registered and met; of organizations and people it says nothing. */
const counts = {
  /** Who registered and has a place, and who waits for one. */
  admitted: z.number().int(),
  waiting: z.number().int(),
  attended: z.number().int(),
  /** Meetings that were written down, those of them that led to a deal, and to a registered contract. */
  meetings: z.number().int(),
  deals: z.number().int(),
  contracts: z.number().int(),
};
export const eventFields = z.object({
  name: z.string(),
  sort: z.enum(eventSorts),
  from: day,
  to: day,
  opens: z.string(),
  closes: z.string(),
  place: z.string().nullable(),
  /** Null also for who neither comes nor holds it. */
  link: z.string().nullable(),
  agenda: z.string().nullable(),
  capacity: z.number().int().nullable(),
  until: day,
  venue: named,
  organization: named,
  region: z.string().nullable(),
  ...counts,
  /** The registration of the reader's organization that stands. */
  mine: z.string().nullable(),
  /** Whether the reader holds it, or is the officer in charge: he reads who comes. */
  manages: z.boolean(),
  reason: z.string().nullable(),
});
export const eventRecords = recordKind({
  life: eventLife,
  path: '/match-events',
  fields: eventFields,
  filters: { q: z.string().trim().min(1).max(100).optional(), state: z.enum(eventLife.states).optional() },
  readers: eventReaders,
});

/** What those who come bring along and everybody sees on the market. */
export const brought = z.strictObject({ id: z.string(), title: z.string(), side: z.enum(sides) });
export const publicEvent = z.strictObject({
  ...eventFields.omit({ link: true, mine: true, manages: true, reason: true, region: true }).shape,
  id: z.string(),
  state: z.enum(['open', 'held', 'cancelled']),
  online: z.boolean(),
  listings: z.array(brought),
});
export type PublicEvent = z.output<typeof publicEvent>;
export const listMarketEvents = route({
  method: 'GET',
  path: '/market/events',
  summary: 'events:routes.list',
  access: 'public',
  /** Those to come first, the next at the head; unless one of the two is asked for. */
  query: z.strictObject({ when: z.enum(['ahead', 'past']).optional(), venue: z.uuid().optional() }),
  response: z.strictObject({ items: z.array(publicEvent) }),
});
export const getMarketEvent = route({
  method: 'GET',
  path: '/market/events/:id',
  summary: 'events:routes.one',
  access: 'public',
  params: z.object({ id: z.uuid() }),
  response: publicEvent,
});

/** All that are shown, to be followed by a calendar; or one. */
export const eventCalendar = route({
  method: 'GET',
  path: '/market/events.ics',
  summary: 'events:routes.calendar',
  access: 'public',
  query: z.strictObject({ event: z.uuid().optional() }),
  response: z.string(),
  file: 'text/calendar',
});

export const notYetHeld = refusal('event.notYetHeld', 409, 'events:refusals.notYetHeld');
/** How many of so many have a place. */
export const admittedOf = (registered: number, capacity: number | null): number =>
  capacity === null ? registered : Math.min(registered, capacity);

type Standing = Pick<z.output<typeof eventFields>, 'from' | 'to' | 'until' | 'admitted' | 'capacity'> & {
  state: string;
};
/** How an event stands on a day for whoever thinks of coming. */
export function standingOf({ state, from, to, until, admitted, capacity }: Standing, today: string) {
  if (state === 'draft' || state === 'cancelled' || state === 'voided') return state;
  if (state === 'held' || to < today) return 'over';
  if (from <= today) return 'on';
  if (until < today) return 'registrationOver';
  return capacity !== null && admitted >= capacity ? 'full' : 'registration';
}
