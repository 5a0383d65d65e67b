// Which contracts need a second review, and how long a decision may take: dated rules of the jurisdiction, asked on the day of acceptance. Pure.
import { z } from 'zod';
import type { FactSchema } from '../rules/facts.ts';
import { ruleShape } from '../rules/rule.ts';

/** `law/contract-lanes.json`. `lane` says what the rule decides when it is true. */
export const laneFile = z.strictObject({
  /** Working days for a decision, from acceptance; and where a rule of the lane `long` is true. */
  terms: z.strictObject({
    usual: z.number().int().min(1),
    long: z.number().int().min(1),
    sentBack: z.number().int().min(1),
    reminder: z.number().int().min(1),
  }),
  rules: z.array(z.strictObject({ lane: z.enum(['secondReview', 'experts', 'long']), rule: ruleShape })),
});
export type LaneFile = z.output<typeof laneFile>;

/** What a lane may ask: amounts in fen. */
export const laneFacts = {
  contract: { amount: 'int', technologyAmount: 'int', type: 'text', crossing: 'text' },
} as const satisfies FactSchema;
