// A rule as data, what it says when asked, and which rules are in force. Pure and small: a page may import it. Not the
// language of the expressions (expression.ts), nor asking (evaluate.ts).
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { text } from '../platform/shared/words.ts';
import type { ShownFact } from './facts.ts';

/** Longest expression, in UTF-16 units. */
export const longestExpression = 4000;

/** How sure we are of a legal basis: read in the source, told from memory, or worked out from other sources. */
export const sureness = ['verified', 'recalled', 'derived'] as const;

export const ruleShape = z
  .strictObject({
    /** The same for all versions of a rule: `contract.development.goal`. */
    code: z
      .string()
      .regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/)
      .max(120),
    name: text,
    basis: z.strictObject({
      law: text,
      /** The article as the law numbers it: `14`, `14(2)`. */
      article: z.string().min(1).max(40).optional(),
      sure: z.enum(sureness),
    }),
    /** From the widest inward: `CN`, `CN-JS`, `CN-JS-CZ`. A rule holds in its jurisdiction and in those inside it. */
    jurisdiction: z
      .string()
      .regex(/^[A-Z]{2}(-[A-Z0-9]+)*$/)
      .max(40),
    /** First and last day in force, both included; `null` has no end. */
    from: day,
    to: day.nullable(),
    /** CEL, true or false; see the README for what of CEL is there. */
    expression: z.string().min(1).max(longestExpression),
  })
  .refine((rule) => rule.to === null || rule.from <= rule.to, { path: ['to'], params: { code: 'order' } });
export type Rule = z.infer<typeof ruleShape>;

/** `null` is unknown. */
export type Outcome = boolean | null;

/**
 * A part of an expression with what it came to. `all` and `any` are chains of `&&` and `||`, `choice` is `?:` (parts:
 * condition, then, else), `leaf` is what CEL answers as one question.
 */
export type Clause = {
  kind: 'all' | 'any' | 'not' | 'choice' | 'leaf';
  /** As the author wrote it. */
  text: string;
  /** Where it stands in the expression: first position, position after the last. */
  at: [from: number, to: number];
  verdict: Outcome;
  parts: Clause[];
  /** The facts that it asked for and that are known, by path; `null` is known to be absent. */
  facts: Record<string, ShownFact>;
  /** The paths that it asked for and that are not known. */
  missing: string[];
};

/** What a rule says of some facts, JSON as it stands. */
export type Verdict = {
  rule: Omit<Rule, 'expression'>;
  verdict: Outcome;
  clause: Clause;
  /** The smallest parts that made the verdict, each of the same verdict: of a false rule the false parts only. */
  reasons: Clause[];
  facts: Record<string, ShownFact>;
  missing: string[];
};

/** Rules that cannot be loaded; each error names the rule's place in the list, what is wrong and where in its expression. */
export const rulesRefused = refusal('rules.refused', 422, 'rules:refusals.refused');

type Dated = { rule: Pick<Rule, 'code' | 'jurisdiction' | 'from' | 'to'> };

const holdsIn = (inner: string, outer: string): boolean => inner === outer || inner.startsWith(`${outer}-`);

/**
 * The rules in force on a day in a jurisdiction, in the order of the list. Where a place has a rule of its own under a code, it
 * stands instead of the wider one.
 */
export function rulesInForce<R extends Dated>(rules: readonly R[], on: string, jurisdiction: string): R[] {
  const narrowest = new Map<string, R>();
  for (const candidate of rules) {
    const { code, from, to, jurisdiction: place } = candidate.rule;
    if (on < from || (to !== null && on > to) || !holdsIn(jurisdiction, place)) continue;
    const rival = narrowest.get(code);
    if (rival === undefined || holdsIn(place, rival.rule.jurisdiction)) narrowest.set(code, candidate);
  }
  return rules.filter((candidate) => narrowest.get(candidate.rule.code) === candidate);
}
