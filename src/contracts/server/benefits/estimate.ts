// The numbers of a line: steps that are data, over sums of a contract, in exact decimals. Not whether the line applies.
import Big from 'big.js';
import { scaled } from '../../../platform/shared/money.ts';
import { textIn } from '../../../platform/shared/words.ts';
import type { Language } from '../../../platform/shared/actor.ts';
import { type BenefitFacts, type Estimate, type Sum, sums } from '../../benefits.ts';
import type { BenefitRule } from './rules.ts';

type Declared = NonNullable<BenefitRule['estimate']>;
type Operation = Declared['steps'][number]['operation'];

const isSum = (name: string): name is Sum => sums.some((one) => one === name);

/** Every step is rounded to the fen, half up, so that what is shown adds up. */
export function estimateOf(declared: Declared, facts: BenefitFacts, language: Language): Estimate {
  const used = [...new Set(declared.steps.flatMap(({ of }) => of).filter(isSum))];
  const known = new Map<string, string>();
  const assumed: string[] = [];
  const missing: Sum[] = [];
  for (const name of used) {
    const given = facts[name];
    const instead = given === undefined ? insteadOf(declared, name, facts) : undefined;
    if (given !== undefined) known.set(name, scaled(given, 2));
    else if (instead === undefined) missing.push(missingFor(declared, name));
    else {
      known.set(name, scaled(instead, 2));
      assumed.push(name);
    }
  }
  const head = { under: textIn(declared.under, language), assumed, missing: [...new Set(missing)] };
  if (missing.length > 0) return { ...head, steps: [], result: null };
  const steps = declared.steps.map(({ code, name, operation, of }) => {
    const operands = of.map((one) => ({ of: known.has(one) ? one : null, value: known.get(one) ?? one }));
    const value = work[operation](operands.map((one) => new Big(one.value))).toFixed(2, Big.roundHalfUp);
    known.set(code, value);
    return { code, name: textIn(name, language), operation, operands, value };
  });
  const last = steps.at(-1);
  return { ...head, steps, result: last === undefined ? null : { name: last.name, value: last.value } };
}

/** What a sum is taken for where it was not given. */
function insteadOf(declared: Declared, name: Sum, facts: BenefitFacts): string | undefined {
  const instead = declared.assume[name];
  return instead !== undefined && isSum(instead) ? facts[instead] : instead;
}
/** Where one sum would stand for another, that other is asked for. */
function missingFor(declared: Declared, name: Sum): Sum {
  const instead = declared.assume[name];
  return instead !== undefined && isSum(instead) ? instead : name;
}

const nothing = new Big(0);
const work: Record<Operation, (of: Big[]) => Big> = {
  plus: (of) => of.reduce((a, b) => a.plus(b)),
  times: (of) => of.reduce((a, b) => a.times(b)),
  over: (of) => of.reduce((a, b) => a.div(b)),
  least: (of) => of.reduce((a, b) => (b.lt(a) ? b : a)),
  difference: (of) => {
    const left = of.reduce((a, b) => a.minus(b));
    return left.lt(nothing) ? nothing : left;
  },
};
