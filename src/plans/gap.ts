// What a target lacks: who is nearest to counting, what each lacks, and what was done about it. Shapes and routes; pure.
import { z } from 'zod';
import { addDays, day } from '../platform/shared/dates.ts';
import { decimal } from '../platform/shared/money.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { route } from '../platform/shared/route.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

export const subjectKinds = ['recognition', 'technologyManager', 'organization', 'region'] as const;
export const outcomes = ['done', 'later', 'dropped'] as const;

/** Somebody or something that could count for a target. */
export type GapCandidate = {
  subject: { kind: (typeof subjectKinds)[number]; id: string };
  title: string;
  /** Reporting unit; null where not known. */
  region: string | null;
  /** Whom to call: the organization, whose page has the contact. */
  organization: { id: string; name: string } | null;
  /** What is missing, as a key under `plans:gap.lacks` with its params. */
  lacks: { key: string; params?: Record<string, string> };
  /** The smaller the nearer. */
  rank: number;
};

const followed = z.object({
  id: z.string(),
  version: z.number().int(),
  state: z.enum(outcomes),
  note: z.string().nullable(),
  until: day.nullable(),
  changedOn: day,
});
const gapItem = z.object({
  subject: z.object({ kind: z.enum(subjectKinds), id: z.string() }),
  title: z.string(),
  region: z.string().nullable(),
  organization: z.object({ id: z.string(), name: z.string() }).nullable(),
  lacks: z.string(),
  followed: followed.nullable(),
});
export type GapItem = z.infer<typeof gapItem>;
const gapOfTarget = z.object({
  target: z.string(),
  indicator: z.string(),
  name: z.string(),
  /** The city's figure and what it lacks, in the base unit; null where nothing is lacking or nothing is known. */
  current: decimal.nullable(),
  need: decimal.nullable(),
  verdict: z.enum(['met', 'notMet', 'unknown']),
  display: z.object({ unit: z.string(), factor: z.string(), one: z.string().optional() }),
  items: z.array(gapItem),
  /** How many there are in all; `items` holds the nearest. */
  count: z.number().int(),
});
export type GapOfTarget = z.infer<typeof gapOfTarget>;

const officers = ['bureauOfficer', 'districtOfficer'] as const;
const gapQuery = {
  /** A district's own, whatever is asked; the bureau may ask for any, or for all. */
  region: z.string().max(40).optional(),
  target: z.string().max(100).optional(),
};
export const listGaps = route({
  method: 'GET',
  path: '/plans/:code/gaps',
  summary: 'plans:routes.gaps',
  access: officers,
  params: z.object({ code: z.string().max(100) }),
  query: z.strictObject({ ...gapQuery, limit: z.coerce.number().int().min(1).max(200).default(50) }),
  response: z.object({ today: day, region: z.string().nullable(), targets: z.array(gapOfTarget) }),
});
export const getMonday = route({
  method: 'GET',
  path: '/plans/:code/monday',
  summary: 'plans:routes.monday',
  access: officers,
  params: z.object({ code: z.string().max(100) }),
  query: z.strictObject({ region: gapQuery.region }),
  response: z.object({
    /** The Monday of this week, and today. */
    monday: day,
    today: day,
    region: z.string(),
    targets: z.array(gapOfTarget),
    /** What was done this week and the week before. */
    done: z.array(
      z.object({ week: z.enum(['this', 'last']), target: z.string(), title: z.string(), region: z.string(), followed }),
    ),
  }),
});

/** The Monday on or before a day. */
export const mondayOf = (on: string): string => addDays(on, -((new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % 7));

const note = line(300).nullable().meta({ title: 'gaps:note' });
const until = day.nullable().meta({ title: 'gaps:until' });
const outcome = z.enum(outcomes).meta({ title: 'gaps:outcome', options: 'gaps:states' });
export const FollowUpInput = z.strictObject({
  plan: z.string().min(1).max(100),
  target: z.string().min(1).max(100),
  region: z.string().regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/),
  subject: z.strictObject({ kind: z.enum(subjectKinds), id: z.string().min(1).max(64) }),
  outcome,
  note: note.default(null),
  until: until.default(null),
});

/** What was done about one of them: done, to be looked at later, or of no use here. */
export const life = lifecycle('gapFollowUp', {
  states: [...outcomes, 'withdrawn'],
  parties: ['districtInCharge'],
  actions: {
    create: {
      from: 'nothing',
      to: { field: 'outcome', among: outcomes, otherwise: 'done' },
      by: ['bureauOfficer', 'districtInCharge'],
      input: FollowUpInput,
    },
    change: {
      from: outcomes,
      to: { field: 'outcome', among: outcomes, otherwise: 'done' },
      by: ['bureauOfficer', 'districtInCharge'],
      input: z.strictObject({ outcome, note: note.optional(), until: until.default(null) }),
    },
    /** It was ticked by mistake. */
    withdraw: { from: outcomes, to: 'withdrawn', by: ['bureauOfficer', 'districtInCharge'] },
  },
});

export const fields = z.object({
  plan: z.string(),
  target: z.string(),
  region: z.string(),
  subject: z.object({ kind: z.enum(subjectKinds), id: z.string() }),
  title: z.string(),
  note: z.string().nullable(),
  until: z.string().nullable(),
  changedOn: z.string(),
});
export const followedAlready = refusal('gapFollowUp.already', 409, 'gaps:refusals.already');

export const followUpRecords = recordKind({
  life,
  path: '/gap-follow-ups',
  fields,
  filters: {
    region: z.string().max(40).optional(),
    target: z.string().max(100).optional(),
    state: z.enum(life.states).optional(),
  },
  readers: officers,
});
