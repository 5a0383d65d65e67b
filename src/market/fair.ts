// A fair (展洽会) as a ledger: the fair, and each project signed there with its stages. What is known of its registered contract is read from that. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { money } from '../platform/shared/money.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

const readers = ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'] as const;
const reason = z.string().trim().min(1).max(500).meta({ title: 'fairs:reason' });

const head = {
  name: line(100, 2).meta({ title: 'fairs:name' }),
  from: day.meta({ title: 'fairs:from' }),
  to: day.meta({ title: 'fairs:to' }),
  place: line(200).meta({ title: 'fairs:place' }),
  organizer: line(200).meta({ title: 'fairs:organizer' }),
  venue: z.uuid().nullable().meta({ title: 'fairs:venue' }),
};
const fairStated = z.strictObject(head);
export type StatedFair = z.output<typeof fairStated>;
export const fairLife = lifecycle('fair', {
  states: ['held', 'voided'],
  parties: [],
  actions: {
    create: {
      from: 'nothing',
      to: 'held',
      by: ['bureauOfficer', 'districtOfficer'],
      input: z.strictObject({ ...head, venue: head.venue.default(null) }),
    },
    correct: {
      from: 'held',
      to: 'same',
      by: ['bureauOfficer', 'districtOfficer'],
      input: fairStated.partial().extend({ reason }),
    },
    /** With projects it stays: what was signed is not made unsigned. */
    void: { from: 'held', to: 'voided', by: 'bureauOfficer', input: z.strictObject({ reason }) },
  },
});
export const fairFields = z.object({
  name: z.string(),
  from: day,
  to: day,
  place: z.string(),
  organizer: z.string(),
  venue: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** How many projects of it the reader sees. */
  projects: z.number().int(),
  reason: z.string().nullable(),
});
export const fairRecords = recordKind({
  life: fairLife,
  path: '/fairs',
  fields: fairFields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    venue: z.uuid().optional(),
    state: z.enum(fairLife.states).optional(),
  },
  readers,
});

/** 意向, 签约, 订立合同, 合同登记, 到账. In this order; each may be left out. */
export const stages = ['intent', 'signed', 'contract', 'registered', 'moneyIn'] as const;
export type Stage = (typeof stages)[number];
export const stageAt = (stage: Stage): number => stages.indexOf(stage);

export const said = z.strictObject({
  stage: z.enum(stages),
  on: day,
  amount: money.nullable(),
  evidence: z.string().nullable(),
});
export type Said = z.output<typeof said>;

const named = {
  title: line(200, 2).meta({ title: 'fairs:projectTitle' }),
  first: line(200, 2).meta({ title: 'fairs:first' }),
  firstOrganization: z.uuid().nullable().meta({ title: 'fairs:firstOrganization' }),
  second: line(200, 2).meta({ title: 'fairs:second' }),
  secondOrganization: z.uuid().nullable().meta({ title: 'fairs:secondOrganization' }),
};
export type Named = { [K in keyof typeof named]: z.output<(typeof named)[K]> };
const amount = money.nullable().default(null).meta({ title: 'fairs:amount', unit: 'CNY' });
const evidence = line(300).nullable().default(null).meta({ title: 'fairs:evidence' });
const on = day.meta({ title: 'fairs:on' });
export const ProjectInput = z.strictObject({
  fair: z.uuid().meta({ title: 'fairs:fair' }),
  ...named,
  firstOrganization: named.firstOrganization.default(null),
  secondOrganization: named.secondOrganization.default(null),
  stage: z.enum(['intent', 'signed']).meta({ title: 'fairs:stage' }),
  /** The day of the fair's end unless said. */
  on: day.nullable().default(null).meta({ title: 'fairs:on' }),
  amount,
  evidence,
});

const officers = ['bureauOfficer', 'districtInCharge'] as const;
const all = [...officers, 'party'] as const;
export const projectLife = lifecycle('fairProject', {
  states: ['open', 'lapsed', 'voided'],
  /** `party`: who acts for one of its two organizations. `districtInCharge`: the district where the first known one reports. */
  parties: ['party', 'districtInCharge'],
  actions: {
    create: { from: 'nothing', to: 'open', by: officers, input: ProjectInput },
    correct: { from: ['open', 'lapsed'], to: 'same', by: officers, input: z.strictObject(named).partial().extend({ reason }) },
    /** A stage is reached, with what shows it; one said before is said anew. */
    advance: {
      from: 'open',
      to: 'same',
      by: all,
      input: z.strictObject({
        stage: z.enum(stages).meta({ title: 'fairs:stage' }),
        on,
        amount,
        evidence: line(300).meta({ title: 'fairs:evidence' }),
      }),
    },
    /** The contract that came of it, by its number: from there on stages and amounts are read from that. */
    link: {
      from: 'open',
      to: 'same',
      by: all,
      input: z.strictObject({ contract: line(60).meta({ title: 'fairs:contractNumber' }) }),
    },
    unlink: { from: 'open', to: 'same', by: officers, input: z.strictObject({ reason }) },
    /** Asked after three, six and twelve months: nothing new, and why. */
    reportNoChange: { from: 'open', to: 'same', by: all, input: z.strictObject({ reason }) },
    lapse: { from: 'open', to: 'lapsed', by: all, input: z.strictObject({ on, reason }) },
    revive: { from: 'lapsed', to: 'open', by: all, input: z.strictObject({ reason }) },
    void: { from: ['open', 'lapsed'], to: 'voided', by: officers, input: z.strictObject({ reason }) },
  },
});

export const shownStep = said.extend({
  /** Said by somebody, or read from its contract. */
  of: z.enum(['said', 'contract']),
});
export type Step = z.output<typeof shownStep>;

const organization = z.object({ id: z.string(), name: z.string() }).nullable();
export const projectFields = z.object({
  fair: z.object({ id: z.string(), name: z.string() }),
  title: z.string(),
  first: z.string(),
  firstOrganization: organization,
  second: z.string(),
  secondOrganization: organization,
  region: z.string().nullable(),
  beganOn: day,
  /** Where it stands; of one that lapsed, how far it came. */
  stage: z.enum(stages),
  steps: z.array(shownStep),
  /** Null where it has none, or the reader is neither an officer nor a party of it. */
  contract: z.object({ id: z.string(), title: z.string(), number: z.string().nullable() }).nullable(),
  saidOn: day,
  lapsedOn: day.nullable(),
  reason: z.string().nullable(),
});
export const projectRecords = recordKind({
  life: projectLife,
  path: '/fair-projects',
  fields: projectFields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    fair: z.uuid().optional(),
    state: z.enum(projectLife.states).optional(),
    organization: z.uuid().optional(),
  },
  readers,
});

export const hasProjects = refusal('fair.hasProjects', 409, 'fairs:refusals.hasProjects');
export const linkedTwice = refusal('fair.linkedTwice', 409, 'fairs:refusals.linkedTwice');
