// Who met whom at an event and what came of it (对接记录): seen to by a day, linked to the deal that it led to. Fields, life, refusals. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { type ActionOf, lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import type { Tell } from '../records/tells.ts';
import { life as dealLife } from './deal.ts';
import { brought, eventReaders } from './matchEvent.ts';

const reason = z.string().trim().min(1).max(500).meta({ title: 'events:reason' });
const said = z.string().trim().min(2).max(1000);
const due = day.nullable().default(null).meta({ title: 'events:due' });
const deal = z.uuid().meta({ title: 'events:deal' });

/** What came of it in the end. A deal says for itself how far it came. */
export const outcomes = ['deal', 'cooperation', 'otherWay', 'nothing'] as const;
const all = ['bureauOfficer', 'districtInCharge', 'host', 'party'] as const;

export const meetingLife = lifecycle('eventMeeting', {
  states: ['open', 'done', 'voided'],
  /** `party`: who acts for one of the two that met. `host`: for the organization that holds the event. */
  parties: ['party', 'host', 'districtInCharge'],
  actions: {
    create: {
      from: 'nothing',
      to: 'open',
      // For whom it may be written down the event says, which is read in the act.
      by: ['bureauOfficer', 'districtInCharge', 'party'],
      input: z.strictObject({
        event: z.uuid().meta({ title: 'events:one' }),
        /** Who came and writes it down: one's own organization unless said. */
        first: z.uuid().nullable().default(null).meta({ title: 'events:first' }),
        second: z.uuid().nullable().default(null).meta({ title: 'events:second' }),
        secondName: line(100, 2).nullable().default(null).meta({ title: 'events:secondName' }),
        about: said.meta({ title: 'events:about' }),
        listing: z.uuid().nullable().default(null).meta({ title: 'events:aboutListing' }),
        due,
      }),
    },
    report: {
      from: 'open',
      to: 'same',
      by: all,
      input: z.strictObject({ progress: said.meta({ title: 'events:progress' }), due }),
    },
    /** The talks that it led to, of the same two: only they know them. */
    linkDeal: { from: ['open', 'done'], to: 'same', by: 'party', input: z.strictObject({ deal }) },
    settle: {
      from: 'open',
      to: 'done',
      by: all,
      input: z.strictObject({
        outcome: z.enum(outcomes).meta({ title: 'events:outcome' }),
        reason: reason.nullable().default(null),
      }),
    },
    reopen: { from: 'done', to: 'open', by: all, input: z.strictObject({ reason, due }) },
    void: { from: ['open', 'done'], to: 'voided', by: all, input: z.strictObject({ reason }) },
  },
});

export const meetingTells: readonly Tell<ActionOf<typeof meetingLife>, unknown>[] = [
  { after: 'create', to: [{ ofKind: 'both' }], topic: 'events', words: 'events:tells.met' },
  { after: ['report', 'settle', 'reopen'], to: [{ ofKind: 'both' }], topic: 'events', words: 'events:tells.progress' },
];

const organization = z.object({ id: z.string(), name: z.string() });
export const meetingFields = z.object({
  event: organization,
  first: organization,
  second: organization.nullable(),
  secondName: z.string().nullable(),
  about: z.string(),
  listing: brought.nullable(),
  /** For its two sides alone. */
  deal: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** How far it came: for its two sides, and for officers. */
  dealState: z.enum(dealLife.states).nullable(),
  due: day.nullable(),
  progress: z.string().nullable(),
  outcome: z.enum(outcomes).nullable(),
  reason: z.string().nullable(),
});
export const meetingRecords = recordKind({
  life: meetingLife,
  path: '/event-meetings',
  fields: meetingFields,
  filters: { event: z.uuid().optional(), state: z.enum(meetingLife.states).optional(), organization: z.uuid().optional() },
  readers: eventReaders,
});

export const notThere = refusal('event.notThere', 409, 'events:refusals.notThere');
