// A registration for an event: who comes, its life from the place in the queue to the check-in, its refusals. Who waits follows from its number and the capacity. Pure.
import { z } from 'zod';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { route } from '../platform/shared/route.ts';
import { type ActionOf, lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import type { Tell } from '../records/tells.ts';
import { brought, eventReaders } from './matchEvent.ts';

const reason = z.string().trim().min(1).max(500).meta({ title: 'events:reason' });
const officers = ['bureauOfficer', 'districtInCharge'] as const;
const listing = z.uuid().nullable().default(null).meta({ title: 'events:listing' });

export const registrationLife = lifecycle('eventRegistration', {
  states: ['registered', 'attended', 'cancelled'],
  /** `registrant`: who acts for the organization that comes. `host`: for the one that holds the event. `districtInCharge`: of the event. */
  parties: ['registrant', 'host', 'districtInCharge'],
  actions: {
    create: {
      from: 'nothing',
      to: 'registered',
      // Whether it may be another's, the event says, which is read in the act: who holds it writes down whom they like.
      by: [...officers, 'registrant'],
      input: z.strictObject({
        event: z.uuid().meta({ title: 'events:one' }),
        /** One's own unless said. Others, and guests that are not in the register, are written down by the organizer. */
        organization: z.uuid().nullable().default(null).meta({ title: 'events:attendeeOrganization' }),
        guest: line(100, 2).nullable().default(null).meta({ title: 'events:guest' }),
        attendee: line(60, 1).meta({ title: 'events:attendee' }),
        listing,
      }),
    },
    /** Another listing to come with, or none. */
    bring: { from: 'registered', to: 'same', by: 'registrant', input: z.strictObject({ listing }) },
    cancel: { from: 'registered', to: 'cancelled', by: [...officers, 'registrant', 'host'] },
    /** A place has become free for one who was told to wait. */
    moveUp: { from: 'registered', to: 'same', by: 'clock' },
    checkIn: {
      from: 'registered',
      to: 'attended',
      by: [...officers, 'host'],
      input: z.strictObject({
        code: line(20).nullable().default(null).meta({ title: 'events:code' }),
        /** Why without it. */
        reason: reason.nullable().default(null).meta({ title: 'events:withoutCode' }),
      }),
    },
    /** Taken back where the wrong one was checked in. */
    undoCheckIn: { from: 'attended', to: 'registered', by: [...officers, 'host'], input: z.strictObject({ reason }) },
    /** Nobody to see to: what is asked after the event is answered. */
    reportNothing: { from: 'attended', to: 'same', by: 'registrant', input: z.strictObject({ reason }) },
    /** Removes the name for good. */
    erase: {
      from: ['registered', 'attended', 'cancelled'],
      to: 'same',
      by: ['bureauOfficer', 'registrant', 'host'],
      input: z.strictObject({ reason }),
    },
  },
});

type Row = { queued: boolean };
const own = [{ ofKind: 'own' }] as const;
const topic = 'events';
export const registrationTells: readonly Tell<ActionOf<typeof registrationLife>, Row>[] = [
  { after: 'create', to: [{ ofKind: 'host' }], topic, words: 'events:tells.registered' },
  { after: 'moveUp', to: own, topic, words: 'events:tells.movedUp' },
  { after: 'cancel', to: [...own, { ofKind: 'host' }], topic, words: 'events:tells.registrationCancelled' },
];

export const registrationFields = z.object({
  event: z.object({
    id: z.string(),
    name: z.string(),
    from: z.string(),
    to: z.string(),
    opens: z.string(),
    closes: z.string(),
    state: z.string(),
    place: z.string().nullable(),
    /** For one's own people and who holds it. */
    link: z.string().nullable(),
  }),
  organization: z.object({ id: z.string(), name: z.string() }).nullable(),
  guest: z.string().nullable(),
  /** In full for one's own people and who holds the event, masked for others. */
  attendee: z.string().nullable(),
  /** Whether it waits for a place, and as which. */
  waiting: z.boolean(),
  place: z.number().int().nullable(),
  entered: z.boolean(),
  /** To be shown at the door: for one's own people alone. */
  code: z.string().nullable(),
  listing: brought.nullable(),
  /** Meetings at the event that its organization wrote down or stands in. */
  meetings: z.number().int(),
  reason: z.string().nullable(),
});
export const registrationRecords = recordKind({
  life: registrationLife,
  path: '/event-registrations',
  fields: registrationFields,
  filters: {
    event: z.uuid().optional(),
    q: z.string().trim().min(1).max(100).optional(),
    code: z.string().max(40).optional(),
    state: z.enum(registrationLife.states).optional(),
  },
  readers: eventReaders,
});

/** All who registered for an event, for those who hold it: to be printed and lie at the door. */
export const registrationSheet = route({
  method: 'GET',
  path: '/match-events/:id/registrations.xlsx',
  summary: 'events:routes.sheet',
  access: eventReaders,
  params: z.object({ id: z.uuid() }),
  response: z.any(),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export const registeredTwice = refusal('event.registeredTwice', 409, 'events:refusals.registeredTwice');
export const registrationOver = refusal('event.registrationOver', 409, 'events:refusals.registrationOver');
export const noPlaceYet = refusal('event.noPlaceYet', 409, 'events:refusals.noPlaceYet');
/** A code of twelve signs, without what is read as something else: 0 and O, 1, I and L. */
export const codeSigns = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** As somebody types it: blanks and hyphens do not count. */
export const codeAsTyped = (code: string): string => code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
