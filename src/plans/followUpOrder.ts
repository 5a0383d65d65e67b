// An order to follow up (督办单): the bureau asks a district or a department for something by a day; it is answered, returned or closed off. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import { Evidence, shownEvidence } from './milestone.ts';
import { departmentCode, officers, planCode, reasonOf, regionId, taskNumber } from './planTask.ts';

const longText = (max: number, title: string) => z.string().trim().min(1).max(max).meta({ title });
const reason = reasonOf('orders:reason');
const dueOn = day.meta({ title: 'orders:dueOn' });

export const daysKinds = ['calendar', 'working'] as const;
export type DaysKind = (typeof daysKinds)[number];

export const OrderInput = z.strictObject({
  plan: planCode.meta({ title: 'orders:plan' }),
  task: taskNumber.nullable().default(null).meta({ title: 'orders:task' }),
  target: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,99}$/)
    .nullable()
    .default(null)
    .meta({ title: 'orders:target' }),
  region: regionId.nullable().default(null).meta({ title: 'orders:region' }),
  department: departmentCode.nullable().default(null).meta({ title: 'orders:department' }),
  title: line(120).meta({ title: 'orders:title' }),
  asked: longText(4000, 'orders:asked'),
  /** By when: a day, or so many days from today on. */
  dueOn: dueOn.nullable().default(null),
  days: z.number().int().min(1).max(365).nullable().default(null).meta({ title: 'orders:days' }),
  daysKind: z.enum(daysKinds).nullable().default(null).meta({ title: 'orders:daysKind' }),
});
export const OrderAnswer = Evidence.extend({ text: longText(4000, 'orders:answer') });

export const life = lifecycle('followUpOrder', {
  states: ['issued', 'answered', 'returned', 'accepted', 'closedOff', 'withdrawn'],
  parties: ['addressee', 'anotherOfficer'],
  actions: {
    create: { from: 'nothing', to: 'issued', by: 'bureauOfficer', input: OrderInput },
    postpone: {
      from: ['issued', 'returned'],
      to: 'same',
      by: 'bureauOfficer',
      input: z.strictObject({ dueOn, reason }),
    },
    answer: { from: ['issued', 'returned'], to: 'answered', by: 'addressee', input: OrderAnswer },
    accept: { from: 'answered', to: 'accepted', by: 'anotherOfficer' },
    sendBack: {
      from: ['answered', 'accepted'],
      to: 'returned',
      by: 'bureauOfficer',
      input: z.strictObject({ reason, dueOn: dueOn.nullable().default(null) }),
    },
    closeOff: {
      from: 'accepted',
      to: 'closedOff',
      by: 'bureauOfficer',
      input: z.strictObject({ conclusion: longText(1000, 'orders:conclusion') }),
    },
    reopen: {
      from: 'closedOff',
      to: 'returned',
      by: 'bureauOfficer',
      input: z.strictObject({ reason, dueOn }),
    },
    withdraw: {
      from: ['issued', 'returned', 'answered'],
      to: 'withdrawn',
      by: 'bureauOfficer',
      input: z.strictObject({ reason }),
    },
    /** Its day has passed without an answer. */
    escalate: { from: ['issued', 'returned'], to: 'same', by: 'clock' },
  },
});

const verdicts = ['accepted', 'returned'] as const;
/** An answer, and what became of it. */
export type Answered = {
  on: string;
  text: string;
  evidence: Evidence;
  verdict: (typeof verdicts)[number] | null;
  verdictOn: string | null;
  reason: string | null;
};

export const fields = z.object({
  number: z.string().nullable(),
  plan: z.string(),
  task: z.number().int().nullable(),
  target: z.string().nullable(),
  /** Title of the task or name of the target. */
  about: z.string(),
  region: z.string().nullable(),
  department: z.string().nullable(),
  departmentName: z.string().nullable(),
  title: z.string(),
  asked: z.string(),
  issuedOn: z.string(),
  days: z.number().int().nullable(),
  daysKind: z.enum(daysKinds).nullable(),
  dueOn: z.string(),
  overdue: z.boolean(),
  escalatedOn: z.string().nullable(),
  answers: z.array(
    z.object({
      on: z.string(),
      text: z.string(),
      evidence: shownEvidence,
      verdict: z.enum(verdicts).nullable(),
      verdictOn: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  conclusion: z.string().nullable(),
});

export const orderRecords = recordKind({
  life,
  path: '/follow-up-orders',
  fields,
  filters: {
    plan: planCode.optional(),
    task: z.coerce.number().int().min(1).max(99).optional(),
    target: z.string().max(100).optional(),
    region: z.string().max(40).optional(),
    department: z.string().max(60).optional(),
    state: z.enum(life.states).optional(),
    overdue: z.enum(['yes', 'no']).optional(),
    q: z.string().trim().min(1).max(50).optional(),
  },
  readers: officers,
});

export const aboutWhat = refusal('followUpOrder.aboutWhat', 422, 'orders:refusals.aboutWhat');
export const toWhom = refusal('followUpOrder.toWhom', 422, 'orders:refusals.toWhom');

/** Whether it is past its day without an answer. */
export const isLate = (of: { state: string; dueOn: string }, today: string): boolean =>
  (of.state === 'issued' || of.state === 'returned') && of.dueOn < today;
