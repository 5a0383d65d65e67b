// A match-making event (对接活动), online or on the spot, and who comes: its life, its registrations, what everybody reads of it. Who waits follows from number and capacity. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { route } from '../platform/shared/route.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

const readers = ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'] as const;
const reason = z.string().trim().min(1).max(500).meta({ title: 'events:reason' });
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

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
    .max(500)
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

const counts = {
  /** Who registered and has a place, and who waits for one. */
  admitted: z.number().int(),
  waiting: z.number().int(),
};
const named = z.object({ id: z.string(), name: z.string() }).nullable();
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
  attended: z.number().int(),
  /** The registration of the reader's organization that stands. */
  mine: z.string().nullable(),
  reason: z.string().nullable(),
});
export const eventRecords = recordKind({
  life: eventLife,
  path: '/match-events',
  fields: eventFields,
  filters: { q: z.string().trim().min(1).max(100).optional(), state: z.enum(eventLife.states).optional() },
  readers,
});

export const registrationLife = lifecycle('eventRegistration', {
  states: ['registered', 'attended', 'cancelled'],
  /** `registrant`: who acts for the organization that comes. `host`: for the one that holds the event. `districtInCharge`: of the event. */
  parties: ['registrant', 'host', 'districtInCharge'],
  actions: {
    create: {
      from: 'nothing',
      to: 'registered',
      by: 'registrant',
      input: z.strictObject({
        event: z.uuid().meta({ title: 'events:one' }),
        attendee: line(60, 1).meta({ title: 'events:attendee' }),
      }),
    },
    cancel: { from: 'registered', to: 'cancelled', by: [...officers, 'registrant', 'host'] },
    checkIn: {
      from: 'registered',
      to: 'attended',
      by: [...officers, 'host'],
      input: z.strictObject({ code: line(20).meta({ title: 'events:code' }) }),
    },
    /** Whom they met about what, and until when somebody sees to it. */
    followUp: {
      from: 'attended',
      to: 'same',
      by: [...officers, 'host', 'registrant'],
      input: z.strictObject({
        met: line(200, 2).meta({ title: 'events:met' }),
        about: line(500, 2).meta({ title: 'events:about' }),
        due: day.meta({ title: 'events:due' }),
      }),
    },
    settle: { from: 'attended', to: 'same', by: [...officers, 'host', 'registrant'], input: z.strictObject({ reason }) },
    /** Removes the name for good. */
    erase: {
      from: ['registered', 'attended', 'cancelled'],
      to: 'same',
      by: ['bureauOfficer', 'registrant'],
      input: z.strictObject({ reason }),
    },
  },
});
export const registrationFields = z.object({
  event: z.object({ id: z.string(), name: z.string() }),
  organization: z.object({ id: z.string(), name: z.string() }),
  region: z.string().nullable(),
  /** In full for one's own people and who holds the event, masked for others. */
  attendee: z.string().nullable(),
  /** Whether it waits for a place. */
  waiting: z.boolean(),
  /** To be shown at the door: for one's own people alone. */
  code: z.string().nullable(),
  met: z.string().nullable(),
  about: z.string().nullable(),
  due: day.nullable(),
  reason: z.string().nullable(),
});
export const registrationRecords = recordKind({
  life: registrationLife,
  path: '/event-registrations',
  fields: registrationFields,
  filters: { event: z.uuid().optional(), code: z.string().max(40).optional(), state: z.enum(registrationLife.states).optional() },
  readers,
});

export const publicEvent = z.strictObject({
  ...eventFields.omit({ link: true, mine: true, attended: true, reason: true, region: true }).shape,
  id: z.string(),
  state: z.enum(['open', 'held', 'cancelled']),
  online: z.boolean(),
});
export type PublicEvent = z.output<typeof publicEvent>;
export const listMarketEvents = route({
  method: 'GET',
  path: '/market/events',
  summary: 'events:routes.list',
  access: 'public',
  query: z.strictObject({ when: z.enum(['ahead', 'past']).default('ahead') }),
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

export const registeredTwice = refusal('event.registeredTwice', 409, 'events:refusals.registeredTwice');
export const registrationOver = refusal('event.registrationOver', 409, 'events:refusals.registrationOver');
export const noPlaceYet = refusal('event.noPlaceYet', 409, 'events:refusals.noPlaceYet');
export const notYetHeld = refusal('event.notYetHeld', 409, 'events:refusals.notYetHeld');

/** How many of so many have a place. */
export const admittedOf = (registered: number, capacity: number | null): number =>
  capacity === null ? registered : Math.min(registered, capacity);
