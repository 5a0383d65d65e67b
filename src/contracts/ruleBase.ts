// The rule base of contracts as data: rules with what they do, types, sub-types and grounds of refusal. Shapes of law/contract-rules.json and
// law/contract-codes.json. Pure; not the judging.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { text } from '../platform/shared/words.ts';
import { ruleShape } from '../rules/rule.ts';
import { ruleEffects, ruleGroups } from './check.ts';
import { contractTypes } from './terms.ts';

const ruleEntry = z.strictObject({
  group: z.enum(ruleGroups),
  effect: z.enum(ruleEffects),
  /** Asked only of contracts of these types. */
  types: z.array(z.enum(contractTypes)).optional(),
  /** The ground of refusal that a failing rule gives. */
  ground: z.string().optional(),
  advice: text.optional(),
  rule: ruleShape,
});
export const ruleBase = z.array(ruleEntry).min(1);
export type RuleEntry = z.output<typeof ruleEntry>;

export const contractCodes = z.strictObject({
  /** `before`: of which type it was a part before its own first day. */
  types: z.array(
    z.strictObject({
      code: z.enum(contractTypes),
      name: text,
      from: day,
      to: day.nullable(),
      before: z.enum(contractTypes).optional(),
    }),
  ),
  /** In the order of asking: the first whose words stand in the contract, else the one marked `otherwise`. */
  subtypes: z.array(
    z.strictObject({
      code: z.string(),
      type: z.enum(contractTypes),
      name: text,
      signals: z.array(z.string()),
      otherwise: z.boolean().optional(),
    }),
  ),
  grounds: z.array(z.strictObject({ code: z.string(), name: text })),
});
export type ContractCodes = z.output<typeof contractCodes>;
