// Objections to what was decided on a contract, and their re-check by somebody who did not decide: shapes, actions, refusals. Pure.
// While one is open the decision stands: what was registered counts until the re-check says otherwise.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { money } from '../platform/shared/money.ts';
import { text } from '../platform/shared/words.ts';
import { sureness } from '../rules/rule.ts';
import { contractTypes, subtypes } from './terms.ts';

/** What is objected to: that it was refused; or of what was registered the registration itself, its type, its amounts. */
export const againstWhat = ['refusal', 'registration', 'type', 'amount'] as const;
/** Bodies that look at a contract when a benefit is claimed (draft of 2024, art. 17). */
export const objectingBodies = ['tax', 'fiscal'] as const;
export const objectionResults = ['upheld', 'acceptedAgain', 'registered', 'amended', 'revoked', 'withdrawn'] as const;
type Result = (typeof objectionResults)[number];

/** `law/contract-objections.json`: how long a re-check may take, and how sure that is. */
export const objectionFile = z.strictObject({
  recheck: z.strictObject({
    days: z.number().int().min(1),
    kind: z.enum(['working', 'calendar']),
    basis: z.strictObject({ law: text, article: z.string(), sure: z.enum(sureness) }),
  }),
});
export type ObjectionFile = z.output<typeof objectionFile>;

/** As it is kept. `rechecker` is an account; of a body outside there is no organization of the register. */
export type Objection = {
  number: number;
  against: (typeof againstWhat)[number];
  from: 'party' | (typeof objectingBodies)[number];
  organization: string | null;
  body: string | null;
  documentNumber: string | null;
  documentOn: string | null;
  reason: string;
  on: string;
  rechecker: string | null;
  assignedOn: string | null;
  result: Result | null;
  decision: string | null;
  decidedOn: string | null;
};
export const shownObjection = z.strictObject({
  number: z.number().int(),
  against: z.enum(againstWhat),
  from: z.enum(['party', ...objectingBodies]),
  organizationName: z.string().nullable(),
  body: z.string().nullable(),
  documentNumber: z.string().nullable(),
  documentOn: day.nullable(),
  reason: z.string(),
  on: day,
  assignedOn: day.nullable(),
  /** Last day for the re-check; null once it was decided, or where a year is not published. */
  dueOn: day.nullable(),
  result: z.enum(objectionResults).nullable(),
  decision: z.string().nullable(),
  decidedOn: day.nullable(),
});

export const openObjection = (all: readonly Objection[]): Objection | null => {
  const last = all.at(-1);
  return last && last.result === null ? last : null;
};

const reason = z.string().trim().min(1).max(2000).meta({ title: 'contracts:reason' });
const said = { against: z.enum(againstWhat).meta({ title: 'contracts:objection.against' }), reason };
const decided = ['registered', 'cancelled', 'refused'] as const;
const counting = ['registered', 'cancelled'] as const;

/** Actions of the contract's life. The office that has a re-check made is the bureau; who makes it is a registrar who did not decide. */
export const objectionSteps = {
  object: { from: decided, to: 'same', by: 'party', input: z.strictObject(said) },
  /** Of a body outside, as the bureau has it on paper. */
  recordObjection: {
    from: decided,
    to: 'same',
    by: 'bureauOfficer',
    input: z.strictObject({
      ...said,
      from: z.enum(objectingBodies).meta({ title: 'contracts:objection.from' }),
      body: line(200).meta({ title: 'contracts:objection.body' }),
      documentNumber: line(100).nullable().default(null).meta({ title: 'contracts:objection.documentNumber' }),
      documentOn: day.meta({ title: 'contracts:objection.documentOn' }),
    }),
  },
  withdrawObjection: { from: decided, to: 'same', by: 'objector', input: z.strictObject({ reason }) },
  assignRecheck: {
    from: decided,
    to: 'same',
    by: 'recheckOffice',
    input: z.strictObject({ account: z.uuid().meta({ title: 'contracts:objection.rechecker' }) }),
  },
  uphold: { from: decided, to: 'same', by: 'rechecker', input: z.strictObject({ reason }) },
  /** The refusal falls: the case is taken up anew. */
  acceptAgain: { from: 'refused', to: 'accepted', by: 'rechecker', input: z.strictObject({ reason }) },
  registerOnRecheck: { from: 'refused', to: 'registered', by: 'rechecker', input: z.strictObject({ reason }), counts: true },
  amendOnRecheck: {
    from: counting,
    to: 'same',
    by: 'rechecker',
    input: z.strictObject({
      amount: money.meta({ title: 'contracts:amount', unit: 'CNY' }),
      technologyAmount: money.meta({ title: 'contracts:technologyAmount', unit: 'CNY' }),
      /** What is not named stays. */
      type: z.enum(contractTypes).nullable().default(null).meta({ title: 'contracts:type' }),
      subtype: z.enum(subtypes).nullable().default(null).meta({ title: 'contracts:subtype' }),
      reason,
    }),
    counts: true,
  },
  revokeOnRecheck: { from: counting, to: 'revoked', by: 'rechecker', input: z.strictObject({ reason }), counts: true },
} as const;
/** Actions by which a contract was decided on: who did one of them does not re-check it. */
export const decidingActions = ['review', 'register', 'refuse', 'amend', 'settle', 'revoke'] as const;

export const objectionOpen = refusal('contract.objectionOpen', 409, 'contracts:refusals.objectionOpen');
/** Somebody else re-checks. */
export const ownDecision = refusal('contract.ownDecision', 409, 'contracts:refusals.ownDecision');
