// What the tests of rules share: a schema of contracts, and one rule asked of some facts.
import { evaluate } from './evaluate.ts';
import type { Facts } from './facts.ts';
import { loadRules } from './load.ts';
import type { Verdict } from './rule.ts';

export const contractFacts = {
  contract: {
    title: 'text',
    amount: 'int',
    technologyAmount: 'int',
    months: 'int',
    signedOn: 'day',
    inForce: 'bool',
    kinds: ['text'],
    seller: { name: 'text', region: 'text' },
    parties: [{ name: 'text', share: 'int', foreign: 'bool' }],
  },
} as const;
export type ContractFacts = Facts<typeof contractFacts>;

/** A rule as it stands in a city's pack, with the given expression. */
export const written = (expression: string) => ({
  code: 'contract.amounts',
  name: { zh: '技术交易额', en: 'Technology amount' },
  basis: { law: { zh: '技术合同认定规则', en: 'Rules for recognising technology contracts' }, article: '14', sure: 'recalled' },
  jurisdiction: 'CN',
  from: '2020-01-01',
  to: null,
  expression,
});

export const compiled = (expression: string) => loadRules([written(expression)], contractFacts);

export function ask(expression: string, facts: ContractFacts): Verdict {
  const [rule] = compiled(expression);
  if (rule === undefined) throw new Error('no rule was loaded');
  return evaluate(rule, facts);
}

export const outcome = (expression: string, contract: ContractFacts['contract'] = {}) =>
  ask(expression, contract === undefined ? {} : { contract }).verdict;
