// The registrar's desk as HTTP operations: queue, decisions on many, how clean a contract is, working time, figures. Pure; not their handling.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { verdicts } from './check.ts';
import { life } from './contract.ts';
import { contractTypes } from './terms.ts';

/** States in which a contract waits for a registrar. */
export const queueStates = ['submitted', 'accepted', 'reviewed', 'expertReview'] as const;
export const queueFlags = ['large', 'secondReview', 'sentBackBefore'] as const;
/** So many are listed, the most urgent first; whoever has more searches among them. */
export const mostQueued = 1000;

const left = z.object({ working: z.number().int().nullable(), days: z.number().int(), unpublished: z.number().int().nullable() });
export const queued = z.object({
  id: z.string(),
  version: z.number().int(),
  state: z.enum(queueStates),
  title: z.string(),
  type: z.enum(contractTypes).nullable(),
  amount: z.string().nullable(),
  sellerName: z.string().nullable(),
  submittedOn: day.nullable(),
  acceptedOn: day.nullable(),
  /** Last day for the decision; null before acceptance, or where a year's holidays are not published (`unpublished`). */
  dueOn: day.nullable(),
  left: left.nullable(),
  unpublished: z.number().int().nullable(),
  large: z.boolean(),
  secondReview: z.boolean(),
  sentBackBefore: z.boolean(),
  hasText: z.boolean(),
});
export type Queued = z.output<typeof queued>;

/** What waits for this registrar, the most urgent first; what he has reviewed and another one decides is not his. */
export const getQueue = route({
  method: 'GET',
  path: '/contracts/desk',
  summary: 'contractDesk:routes.queue',
  access: ['registrar'],
  query: z.strictObject({
    q: z.string().trim().min(1).max(100).optional(),
    type: z.enum(contractTypes).optional(),
    state: z.enum(queueStates).optional(),
    flag: z.enum(queueFlags).optional(),
  }),
  response: z.object({
    items: z.array(queued),
    /** There are others beyond those listed. */
    more: z.boolean(),
    /** Decided by this registrar today, and how long he had those before him, where it was measured. */
    today: z.object({ decided: z.number().int(), averageSeconds: z.number().int().nullable() }),
  }),
});

const { actions } = life;
/** Which contract, and in the version that the registrar saw: what has changed since is not decided. */
const of = { id: z.uuid(), version: z.number().int().min(1).max(2_147_483_647) };
const nothing = z.strictObject({});
export const decision = z.discriminatedUnion('action', [
  z.strictObject({ ...of, action: z.literal('accept'), input: nothing }),
  z.strictObject({ ...of, action: z.literal('register'), input: nothing }),
  z.strictObject({ ...of, action: z.literal('review'), input: actions.review.input }),
  z.strictObject({ ...of, action: z.literal('sendBack'), input: actions.sendBack.input }),
  z.strictObject({ ...of, action: z.literal('refuse'), input: actions.refuse.input }),
  z.strictObject({ ...of, action: z.literal('askExperts'), input: actions.askExperts.input }),
  z.strictObject({ ...of, action: z.literal('passTo'), input: actions.passTo.input }),
]);
export type Decision = z.output<typeof decision>;
export const mostDecided = 200;

/** Each is decided in an act of its own: what is refused stops no other. The same request again gets the same answer. */
export const decideMany = route({
  method: 'POST',
  path: '/contracts/decisions',
  summary: 'contractDesk:routes.decisions',
  access: ['registrar'],
  headers: ['Idempotency-Key'],
  bodyLimit: 4 * 1024 * 1024,
  body: z.strictObject({
    decisions: z.array(decision).min(1).max(mostDecided).meta({ title: 'contractDesk:decisions' }),
    /** Decide only what is clean now, by the same check as the queue shows. */
    onlyClean: z.boolean().default(false).meta({ title: 'contractDesk:onlyClean' }),
  }),
  response: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        action: z.string(),
        done: z.boolean(),
        state: z.string().nullable(),
        version: z.number().int().nullable(),
        refusal: z.object({ code: z.string(), words: z.string() }).nullable(),
      }),
    ),
  }),
});
export const notClean = refusal('contract.notClean', 409, 'contractDesk:refusals.notClean');

/** Why a contract is not clean: it has no text, fields are missing, the check says so, the text says other amounts or days, a signal is not explained, or signals are still being reckoned. */
export const uncleanReasons = [
  'noText',
  'missing',
  'notRegistrable',
  'unclear',
  'supplement',
  'differs',
  'signal',
  'reckoning',
] as const;
export const getCleanness = route({
  method: 'POST',
  path: '/contracts/desk/checks',
  summary: 'contractDesk:routes.checks',
  access: ['registrar'],
  body: z.strictObject({ ids: z.array(z.uuid()).min(1).max(mostDecided) }),
  response: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        version: z.number().int(),
        verdict: z.enum(verdicts).nullable(),
        clean: z.boolean(),
        why: z.array(z.enum(uncleanReasons)),
      }),
    ),
  }),
});
export type Cleanness = { id: string; version: number; clean: boolean; why: (typeof uncleanReasons)[number][] };

/** One report covers no more than this, in seconds. */
export const longestReport = 600;
/** How long the registrar had a contract before him since his last report; counted no further than the clock went. */
export const noteWork = route({
  method: 'POST',
  path: '/contracts/:id/working-time',
  summary: 'contractDesk:routes.workingTime',
  access: ['registrar'],
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ seconds: z.number().int().min(1).max(longestReport).meta({ title: 'contractDesk:seconds' }) }),
  response: z.object({ seconds: z.number().int() }),
});

export const spans = ['month', 'year'] as const;
const span = z.strictObject({ from: day.optional(), to: day.optional(), by: z.enum(spans).default('month') });
const figures = z.object({
  decided: z.number().int(),
  registered: z.number().int(),
  refused: z.number().int(),
  sentBack: z.number().int(),
  /** Working days from acceptance to decision. */
  medianDays: z.number().nullable(),
  /** Of `judged` decisions, those whose last day is known, so many were within the term. */
  judged: z.number().int(),
  within: z.number().int(),
  medianSeconds: z.number().int().nullable(),
});
export type Figures = z.output<typeof figures>;
const counted = z.object({
  of: z.enum(['registrar', 'registry']),
  /** Null for what no registry had, or nobody of the house decided. */
  id: z.string().nullable(),
  name: z.string().nullable(),
  own: z.boolean(),
  all: figures,
  periods: z.array(figures.extend({ period: z.string() })),
});
export type Counted = z.output<typeof counted>;

/** A registrar: himself and the totals of his registries. The bureau: all of them. */
export const getFigures = route({
  method: 'GET',
  path: '/contracts/desk/statistics',
  summary: 'contractDesk:routes.statistics',
  access: ['registrar', 'bureauOfficer'],
  query: span,
  response: z.object({ from: day, to: day, by: z.enum(spans), items: z.array(counted) }),
});
export const getFiguresFile = route({
  method: 'GET',
  path: '/contracts/desk/statistics/file',
  summary: 'contractDesk:routes.statisticsFile',
  access: ['registrar', 'bureauOfficer'],
  query: span.extend({ format: z.enum(['csv', 'xlsx']) }),
  response: z.any(),
  file: '*/*',
});

export const decidedWhat = ['registered', 'refused', 'sentBack'] as const;
/** The contracts behind a figure, newest first. */
export const listDecided = route({
  method: 'GET',
  path: '/contracts/desk/decided',
  summary: 'contractDesk:routes.decided',
  access: ['registrar', 'bureauOfficer'],
  query: z.strictObject({
    ...pageQuery,
    from: day.optional(),
    to: day.optional(),
    what: z.enum(decidedWhat).optional(),
    account: z.uuid().optional(),
    registry: z.uuid().optional(),
  }),
  response: pageOf(
    z.object({
      id: z.string(),
      contract: z.string(),
      title: z.string(),
      what: z.enum(decidedWhat),
      on: day,
      by: z.string().nullable(),
      days: z.number().int().nullable(),
      within: z.boolean().nullable(),
      /** Of the reader himself alone. */
      seconds: z.number().int().nullable(),
    }),
  ),
});
