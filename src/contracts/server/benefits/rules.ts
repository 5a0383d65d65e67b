// The rules of what a contract may be used for, as data: their shape, and their loading into rules that can be asked. Not the asking (ask.ts), nor where the file lies.
import { z } from 'zod';
import { day } from '../../../platform/shared/dates.ts';
import { Refusal } from '../../../platform/shared/errors.ts';
import { text } from '../../../platform/shared/words.ts';
import { type CompiledRule, type FactSchema, loadRules, type Rule } from '../../../rules/server/index.ts';
import { beneficiaries, claims, operations, sums, sureness, type Sureness, yesNoFacts, type YesNoFact } from '../../benefits.ts';

const yesNo = Object.fromEntries(yesNoFacts.map((one) => [one, 'bool'])) as Record<YesNoFact, 'bool'>;
/** What an expression may ask. `law` holds what no fact of a contract answers: nobody gives it, so it is unknown until a new version of the rule says it. */
export const benefitSchema = {
  contract: {
    type: 'text',
    subType: 'text',
    sellerKind: 'text',
    buyerKind: 'text',
    crossBorder: 'text',
    exclusivity: 'text',
    licenceYears: 'int',
    items: ['text'],
    signedOn: 'day',
    registeredOn: 'day',
    commerceRegisteredOn: 'day',
    /** In fen. */
    amount: 'int',
    technologyAmount: 'int',
    ...yesNo,
  },
  law: {
    vatExemptionContinued: 'bool',
    crossBorderVat: 'bool',
    otherTechnology: 'bool',
    regionalExclusive: 'bool',
    instituteDeduction: 'bool',
    localSubsidy: 'bool',
  },
} as const satisfies FactSchema;
const openQuestions = Object.keys(benefitSchema.law) as [keyof typeof benefitSchema.law];

const code = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const basis = z.strictObject({ law: text, article: z.string().min(1).max(40).optional(), sure: z.enum(sureness) });
const bases = z.array(basis).min(1);

const condition = z.strictObject({
  code,
  name: text,
  expression: z.string().min(1),
  basis: bases,
  /** What follows where it is not met. */
  otherwise: text.optional(),
  /** The same, to be said while the text of the contract can still be changed. */
  beforeSigning: text.optional(),
});
const operand = z.union([z.enum(sums), code, z.string().regex(/^\d{1,16}(\.\d{1,4})?$/)]);
const estimate = z.strictObject({
  under: text,
  /** Where a sum is not given, it is taken as this number or as that other sum. */
  assume: z.partialRecord(z.enum(sums), operand).default({}),
  /** Each may use sums, numbers and steps before it; the last one is the result. */
  steps: z.array(z.strictObject({ code, name: text, operation: z.enum(operations), of: z.array(operand).min(2) })).min(1),
});

export const benefitRule = z.strictObject({
  code,
  name: text,
  for: z.enum(beneficiaries),
  claim: z.enum(claims),
  jurisdiction: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]+)*$/),
  from: day,
  to: day.nullable(),
  basis: bases,
  conditions: z.array(condition).min(1),
  says: z.strictObject({ applies: text, onceRegistered: text.optional(), doesNotApply: text, cannotBeSaid: text }),
  registration: z.strictObject({ text, expression: z.string().min(1).optional() }),
  presupposes: z.array(text).default([]),
  unsure: z.array(text).default([]),
  estimate: estimate.optional(),
});
export type BenefitRule = z.infer<typeof benefitRule>;

export const benefitFile = z.strictObject({
  notice: text,
  /** What has to be confirmed, and with whom, for each question that only the law can answer. */
  toConfirm: z.record(z.enum(openQuestions), text),
  lines: z.array(benefitRule),
});
/** What a city's pack adds. */
export const cityBenefitFile = z.strictObject({ lines: z.array(benefitRule) });
export type BenefitFile = z.infer<typeof benefitFile>;

type Compiled = CompiledRule<typeof benefitSchema>;
/** A line ready to be asked; `rule` bears its dates and place as rules do. */
export type LoadedLine = { rule: BenefitRule; conditions: Compiled[]; registration: Compiled | null };

/**
 * Makes the lines of files ready to be asked.
 * @throws {Refusal} `rules.refused` where an expression is wrong or two versions share a day.
 * @throws {Error} where an estimate names what it does not have, or a line lacks what it says once registered.
 */
export function loadBenefits(lines: readonly BenefitRule[]): LoadedLine[] {
  for (const line of lines) {
    const faults = faultsOf(line);
    if (faults.length > 0) throw new Error(`${line.code} from ${line.from}: ${faults.join('; ')}`);
  }
  const compiled = loadRules(lines.flatMap(rulesOf), benefitSchema);
  let at = 0;
  const next = () => {
    const one = compiled[at++];
    if (one === undefined) throw new Error('a rule was lost while loading');
    return one;
  };
  return lines.map((rule) => ({
    rule,
    conditions: rule.conditions.map(next),
    registration: rule.registration.expression === undefined ? null : next(),
  }));
}

/** The words of a file's mistakes, one a line: for whoever edits it. */
export const mistakesIn = (error: unknown): string[] =>
  error instanceof Refusal
    ? error.errors.map(({ path, words, params }) => `${path}: ${words} ${JSON.stringify(params ?? {})}`)
    : [error instanceof Error ? error.message : String(error)];

function rulesOf(line: BenefitRule): Rule[] {
  const { jurisdiction, from, to } = line;
  const one = (name: string, expression: string, said: { name: BenefitRule['name']; basis: BenefitRule['basis'] }): Rule => {
    const [first] = said.basis;
    if (first === undefined) throw new Error(`${line.code}.${name} has no basis`);
    const { law, article, sure } = first;
    return {
      code: `${line.code}.${name}`,
      name: said.name,
      basis: { law, ...(article === undefined ? {} : { article }), sure: asRulesSay[sure] },
      jurisdiction,
      from,
      to,
      expression,
    };
  };
  const conditions = line.conditions.map((said) => one(`when.${said.code}`, said.expression, said));
  const { expression, text: name } = line.registration;
  return expression === undefined ? conditions : [...conditions, one('registration', expression, { name, basis: line.basis })];
}
/** Rules know three ways of being sure; ours are finer, and are what is shown. */
const asRulesSay: Record<Sureness, Rule['basis']['sure']> = {
  read: 'verified',
  copy: 'derived',
  draft: 'derived',
  inference: 'derived',
  memory: 'recalled',
};

function faultsOf(line: BenefitRule): string[] {
  const said = line.registration.expression === undefined || line.says.onceRegistered !== undefined;
  const known = new Set<string>(sums);
  const unknown = (line.estimate?.steps ?? []).flatMap(({ code: step, of }) => {
    const wrong = of.filter((name) => !/^\d/.test(name) && !known.has(name)).map((name) => `the step ${step} uses ${name}`);
    if (known.has(step)) wrong.push(`the step ${step} is there already`);
    known.add(step);
    return wrong;
  });
  return [...(said ? [] : ['says nothing of the time before registration']), ...unknown];
}
