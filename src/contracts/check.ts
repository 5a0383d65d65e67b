// What the self-check of a technology contract is asked and what it says: shapes and the HTTP operation. Pure; the judging is in checking.ts.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { money } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';
import { sureness } from '../rules/rule.ts';
import { OwnSlip } from './signals.ts';
import { contractTypes } from './terms.ts';
import { partyRoles, paymentModes, readItemTypes, royaltyBases } from './reading.ts';

/** Longest text, in UTF-16 units: whole books of annexes fit. */
export const longestText = 6_000_000;
/** Bytes of a request with such a text. */
export const largestCheck = 20 * 1024 * 1024;

const cost = z.strictObject({
  kind: z.enum(['equipment', 'instruments', 'parts', 'materials', 'other']),
  what: z.string().max(200).optional(),
  amount: money,
  /** Carries the technology, in a reasonable quantity: it is not deducted. */
  carrier: z.boolean().optional(),
});

/** Fields that the asker knows; each goes before what is read out of the text. */
export const checkFields = z.strictObject({
  type: z.enum(contractTypes).optional(),
  totalAmount: money.nullable().optional(),
  /** What the asker takes it to be; worked out from the costs unless said. */
  technologyAmount: money.nullable().optional(),
  parties: z
    .array(z.strictObject({ role: z.enum(partyRoles), name: z.string().max(200), creditCode: z.string().max(40).optional() }))
    .max(20)
    .optional(),
  signedOn: day.nullable().optional(),
  validFrom: day.nullable().optional(),
  validTo: day.nullable().optional(),
  costs: z.array(cost).max(200).optional(),
  items: z
    .array(z.strictObject({ type: z.string().max(40), number: z.string().max(60).nullable().optional() }))
    .max(200)
    .optional(),
});
export type CheckFields = z.output<typeof checkFields>;

export const checkInput = z.strictObject({
  title: z.string().max(500).optional(),
  text: z.string().max(longestText).optional(),
  /** The day of application, by which the rules in force are chosen; today unless said. */
  on: day.optional(),
  fields: checkFields.optional(),
});
export type CheckInput = z.output<typeof checkInput>;

export const verdicts = ['registrable', 'not-registrable', 'unclear'] as const;
export const ruleGroups = ['object', 'condition', 'exclusion', 'tie', 'form', 'amount', 'competition'] as const;
/** What a rule that fails does: the contract is refused, something is handed in later, or it is only said. */
export const ruleEffects = ['refuse', 'supplement', 'note'] as const;

const span = z.tuple([z.number().int(), z.number().int()]);
const clause = z.object({
  rule: z.string(),
  name: z.string(),
  basis: z.object({ law: z.string(), article: z.string().nullable(), sure: z.enum(sureness) }),
  group: z.enum(ruleGroups),
  effect: z.enum(ruleEffects),
  /** `null` is unknown. */
  verdict: z.boolean().nullable(),
  /** The sentence that it rests on, and where it stands in the text; `at` is null for the title. */
  quote: z.string().nullable(),
  at: span.nullable(),
  /** The facts that it asked for and that are known. */
  facts: z.record(z.string(), z.unknown()),
  ground: z.string().nullable(),
  /** For a rule that fails: what to do. */
  advice: z.string().nullable(),
});
export type CheckClause = z.output<typeof clause>;

const spot = z.object({ from: z.number(), to: z.number() });
const found = z.object({ value: z.string(), at: spot });
/** What was read out of the text, each value with its place; for the asker to confirm. */
export const reading = z.object({
  title: found.nullable(),
  parties: z.array(
    z.object({ role: z.enum(partyRoles), name: found, creditCode: found.extend({ valid: z.boolean() }).nullable() }),
  ),
  totalAmount: z.object({ value: z.string(), said: z.string(), at: spot, doubt: z.enum(['differs']).nullable() }).nullable(),
  costs: z.array(z.object({ kind: cost.shape.kind, what: z.string(), amount: z.string(), at: spot })),
  signedOn: found.nullable(),
  validFrom: found.nullable(),
  validTo: found.nullable(),
  paymentMode: z.object({ value: z.enum(paymentModes), at: spot }).nullable(),
  royalty: z.object({ base: z.enum(royaltyBases), rate: z.string(), entryFee: z.string().nullable(), at: spot }).nullable(),
  schedule: z.array(
    z.object({
      amount: z.string().nullable(),
      share: z.string().nullable(),
      on: z.string().nullable(),
      condition: z.string(),
      at: spot,
    }),
  ),
  items: z.array(
    z.object({ type: z.enum(readItemTypes), number: z.string().nullable(), valid: z.boolean().nullable(), at: spot }),
  ),
});

export const checkResult = z.object({
  verdict: z.enum(verdicts),
  /** `sure` where the signs lean clearly one way. */
  confidence: z.enum(['sure', 'leaning']),
  type: z.enum(contractTypes).nullable(),
  typeName: z.string().nullable(),
  subtype: z.string().nullable(),
  subtypeName: z.string().nullable(),
  /** Yuan; null where neither said nor read. */
  amount: z.string().nullable(),
  /** Proposed: the amount less itemised non-technical costs; null where it cannot be worked out. */
  technologyAmount: z.string().nullable(),
  missing: z.array(z.object({ rule: z.string(), name: z.string(), advice: z.string().nullable() })),
  /** Grounds of refusal that apply. */
  grounds: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Those that fail first, then the unknown ones that matter. */
  clauses: z.array(clause),
  /** Slips in what was sent itself; nothing of other contracts or parties, whoever asks. */
  signals: z.array(OwnSlip),
  fields: reading,
  on: day,
});
export type CheckResult = z.output<typeof checkResult>;

export const checkContract = route({
  method: 'POST',
  path: '/contracts/check',
  summary: 'contractCheck:routes.check',
  access: 'public',
  bodyLimit: largestCheck,
  body: checkInput,
  response: checkResult,
});
