// A return (统计报表): what one respondent gives for a form and a period. Fields, life, refusals. Pure; what it adds to the ledger: returned.ts.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import type { Answers } from '../forms/answers.ts';
import { formCode } from '../forms/form.ts';
import { period } from '../forms/period.ts';
import { given } from '../forms/routes.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import { query, round } from './asking.ts';
import { carried, CarryInput, WithdrawInput } from './carried.ts';
import { AttachSealedInput, sealedSaid } from './sealedCopy.ts';

/** What findings are explained by, each under its key; what is no finding any more needs none. */
export const explanations = z.record(z.string().max(200), z.string().max(500)).default({});

const reason = z.string().trim().min(2).max(500).meta({ title: 'returns:reason' });
/** The draft as the respondent saw it last: who typed in another window in the meantime is not handed in unseen. */
const draft = z.number().int().min(1).meta({ title: 'returns:draft' });
/** Or all at once, without a draft: for programs. */
const whole = given.extend({ explanations }).meta({ title: 'returns:whole' });
const handed = { draft: draft.optional(), whole: whole.optional() };

/** What a respondent would put in the place of what was accepted. */
export type Amendment = {
  on: string;
  reason: string;
  answers: Answers;
  explanations: Record<string, string>;
};
/** What counted until an amendment was accepted, and why it counts no more. */
export type Superseded = { on: string; reason: string; answers: Answers };

/** How a respondent who is late was asked. */
export const waysToCall = ['notice', 'phone', 'message', 'mail', 'visit'] as const;
const call = {
  how: z.enum(waysToCall).exclude(['notice']).meta({ title: 'returns:how' }),
  said: z.string().trim().min(2).max(300).meta({ title: 'returns:said' }),
  promisedOn: day.nullable().meta({ title: 'returns:promisedOn' }),
};
/** One attempt: by whom, on which day, how, what was said, until when it was promised. */
export type ChaseCall = {
  on: string;
  by: string | null;
  how: (typeof waysToCall)[number];
  said: string | null;
  promisedOn: string | null;
};

export const ReturnInput = z.strictObject({
  form: formCode.meta({ title: 'returns:form' }),
  period: period.meta({ title: 'returns:period' }),
  organization: z.uuid().meta({ title: 'returns:organization' }),
});

const officers = ['districtInCharge', 'bureauOfficer'] as const;
/**
 * A figure changes by its respondent's word alone: `submit` and `amend` are the only actions with figures, and nobody else may do them. An
 * officer asks all at once, accepts or returns; until an amendment is accepted what was accepted before stands and counts.
 */
export const life = lifecycle('statisticalReturn', {
  states: ['open', 'submitted', 'sentBack', 'districtAccepted', 'accepted', 'locked', 'amending', 'amended', 'missing', 'voided'],
  /** `respondent`: who acts for the organization that answers. */
  parties: ['respondent', 'districtInCharge'],
  actions: {
    create: { from: 'nothing', to: 'open', by: ['bureauOfficer', 'clock'], input: ReturnInput },
    submit: { from: ['open', 'sentBack'], to: 'submitted', by: 'respondent', input: z.strictObject(handed) },
    /** Taken back before anybody has accepted it. */
    recall: { from: 'submitted', to: 'open', by: 'respondent' },
    sendBack: {
      from: ['submitted', 'districtAccepted'],
      to: 'sentBack',
      by: officers,
      input: z.strictObject({
        queries: z.array(query).min(1).max(100).meta({ title: 'returns:queries' }),
        /** Once, with all queries: whoever sends it back again before it is accepted tells the respondent why. */
        again: reason.optional().meta({ title: 'asking:again' }),
      }),
    },
    acceptAtDistrict: { from: 'submitted', to: 'districtAccepted', by: officers },
    accept: { from: 'districtAccepted', to: 'accepted', by: 'bureauOfficer', counts: true },
    /** Taken out of the figures again, or asked for after all. */
    reopen: { from: ['accepted', 'missing'], to: 'open', by: 'bureauOfficer', input: z.strictObject({ reason }), counts: true },
    lock: { from: 'accepted', to: 'locked', by: ['bureauOfficer', 'clock'] },
    amend: {
      from: ['accepted', 'locked', 'amended'],
      to: 'amending',
      by: 'respondent',
      input: z.strictObject({ ...handed, reason }),
    },
    acceptAmendment: { from: 'amending', to: 'amended', by: 'bureauOfficer', counts: true },
    /** As it stood before: only what was locked, with its copy where one is asked, is locked again. */
    declineAmendment: {
      from: 'amending',
      to: { back: 'amended_from', among: ['accepted', 'locked', 'amended'], otherwise: 'locked' },
      by: 'bureauOfficer',
      input: z.strictObject({ reason }),
    },
    /** Signed, stamped and scanned: whose figures stand, their copy is given, and given anew once they are put right. */
    attachSealed: {
      from: ['submitted', 'districtAccepted', 'accepted', 'locked', 'amended'],
      to: 'same',
      by: 'respondent',
      input: AttachSealedInput,
    },
    /** The one way out of statistics: its respondent takes figures into its own application. The event is the consent. */
    carry: { from: ['accepted', 'locked', 'amending', 'amended'], to: 'same', by: 'respondent', input: CarryInput },
    /** For what is to come: it is read no more. */
    withdrawCarried: {
      from: [
        'open',
        'submitted',
        'sentBack',
        'districtAccepted',
        'accepted',
        'locked',
        'amending',
        'amended',
        'missing',
        'voided',
      ],
      to: 'same',
      by: 'respondent',
      input: WithdrawInput,
    },
    /** Its people are told again, in the platform and as they have chosen to be reached; noted as an attempt. */
    remind: { from: ['open', 'sentBack'], to: 'same', by: officers },
    noteCall: {
      from: ['open', 'sentBack', 'missing'],
      to: 'same',
      by: officers,
      input: z.strictObject({ ...call, promisedOn: call.promisedOn.default(null) }),
    },
    /** Nothing came: it stays marked, and nothing is put in its place. */
    markMissing: { from: ['open', 'sentBack'], to: 'missing', by: ['bureauOfficer', 'clock'] },
    /** It was never to be asked: the organization did not belong to the frame; by the clock, one that was no more when the period began. */
    void: {
      from: ['open', 'submitted', 'sentBack', 'districtAccepted', 'accepted', 'locked', 'amending', 'amended', 'missing'],
      to: 'voided',
      by: ['bureauOfficer', 'clock'],
      input: z.strictObject({ reason }),
      counts: true,
    },
    recalculate: { from: ['accepted', 'locked', 'amending', 'amended'], to: 'same', by: 'clock', counts: true },
  },
});
export type ReturnState = (typeof life.states)[number];

/** States in which the accepted figures count. */
export const counting: readonly ReturnState[] = ['accepted', 'locked', 'amending', 'amended'];
/** States in which figures stand that were handed in: they are printed with their version code. */
export const handedStates: readonly ReturnState[] = ['submitted', 'districtAccepted', ...counting];
/** States in which the respondent types. */
export const typing: readonly ReturnState[] = ['open', 'sentBack'];
/** States in which a draft of the respondent is kept: while he types, and for an amendment. */
export const drafting: readonly ReturnState[] = [...typing, 'accepted', 'locked', 'amended'];

export const fields = z.object({
  form: z.object({ code: z.string(), name: z.string(), version: z.number().int() }),
  period: z.string(),
  organization: z.object({ id: z.string(), name: z.string() }),
  /** Where it reports on the last day of the period. */
  region: z.string().nullable(),
  /** Class of S&T services and size, by which it is compared with its like. */
  class: z.string().nullable(),
  size: z.string().nullable(),
  dueOn: day,
  submittedOn: day.nullable(),
  acceptedOn: day.nullable(),
  /** Whole days by which it is, or was, late; null where it is not. */
  late: z.number().int().nullable(),
  /** What officers asked when they sent it back, until it is accepted. */
  queries: z.array(query),
  /** All that was asked so, with what was answered; it stays. */
  rounds: z.array(round),
  /** How often it was sent back since it was asked, or accepted last. */
  sentBack: z.number().int(),
  /** Why it was amended, taken out, declined or voided. */
  reason: z.string().nullable(),
  /** How often accepted figures have been put right. */
  amendments: z.number().int(),
  /** Attempts to get it. */
  calls: z.number().int(),
  /** Which edition of its figures stands: handed in or put right so often; 0 while nothing came. */
  edition: z.number().int(),
  sealed: sealedSaid,
  /** What its respondent carried into applications of its own. */
  carried: z.array(carried),
});

export const readers = ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'] as const;
export const returnRecords = recordKind({
  life,
  path: '/returns',
  fields,
  filters: {
    /** Part of the respondent's name. */
    q: z.string().trim().min(1).max(100).optional(),
    form: formCode.optional(),
    period: period.optional(),
    region: z.string().max(40).optional(),
    organization: z.uuid().optional(),
    state: z.enum(life.states).optional(),
    late: z.literal('yes').optional(),
    /** Of forms that ask a sealed copy, once they are handed in. */
    sealed: z.enum(['there', 'missing', 'typed']).optional(),
    /** Sent back more than once before it was accepted. */
    again: z.literal('yes').optional(),
  },
  readers,
});

export const notCollected = refusal('return.notCollected', 409, 'returns:refusals.notCollected');
export const notOver = refusal('return.notOver', 409, 'returns:refusals.notOver');
export const askedTwice = refusal('return.askedTwice', 409, 'returns:refusals.askedTwice');
export const draftMoved = refusal('return.draftMoved', 409, 'returns:refusals.draftMoved');
export const noDraft = refusal('return.noDraft', 409, 'returns:refusals.noDraft');
export const doesNotPass = refusal('return.doesNotPass', 422, 'returns:refusals.doesNotPass');
export const nothingChanged = refusal('return.nothingChanged', 422, 'returns:refusals.nothingChanged');
export const closedForDrafts = refusal('return.closed', 409, 'returns:refusals.closed');
export const ofAnother = refusal('return.ofAnother', 422, 'returns:refusals.ofAnother');

/** Days after the due day; null before. `on` is the day of handing in, or today while nothing came. */
export const daysLate = (dueOn: string, on: string): number | null =>
  on > dueOn ? Math.round((Date.parse(on) - Date.parse(dueOn)) / 86_400_000) : null;
