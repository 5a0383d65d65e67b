// Measures rules: loading one, and asking it with its explanation, beside the library alone. Prints a markdown table.
import { Environment } from '@marcbachmann/cel-js';
import { evaluate, evaluateAll, loadRules } from '../../src/rules/server/index.ts';

const schema = {
  contract: {
    title: 'text',
    type: 'text',
    amount: 'int',
    technologyAmount: 'int',
    signedOn: 'day',
    validTo: 'day',
    writtenForm: 'bool',
    seller: { name: 'text', region: 'text' },
    parties: [{ name: 'text', sealed: 'bool' }],
  },
} as const;

const expression = `contract.writtenForm
  && contract.technologyAmount > 0 && contract.technologyAmount <= contract.amount
  && (contract.type in ["development", "transfer", "licence"] || contract.seller.region == "CZ-WJ")
  && contract.signedOn <= contract.validTo
  && contract.parties.all(p, has(p.name) && p.sealed)
  && !like(contract.title, ["设备 采购", "广告"])`;

const facts = {
  contract: {
    title: '无人机集群控制系统技术开发',
    type: 'development',
    amount: 300_000_000n,
    technologyAmount: 280_000_000n,
    signedOn: '2026-03-02',
    validTo: '2027-03-01',
    writtenForm: true,
    seller: { name: '甲', region: 'CZ-XB' },
    parties: [
      { name: '甲', sealed: true },
      { name: '乙', sealed: true },
    ],
  },
};
const { amount: _, ...withoutAmount } = facts.contract;

const rule = {
  code: 'contract.registrable',
  name: { zh: '可登记', en: 'Registrable' },
  basis: { law: { zh: '示例', en: 'Example' }, sure: 'derived' },
  jurisdiction: 'CN',
  from: '2020-01-01',
  to: null,
  expression,
};

const rounds = 15;

export function benchRules(print: (line: string) => void): void {
  const [loaded] = loadRules([rule], schema);
  if (loaded === undefined) throw new Error('no rule was loaded');
  const forty = loadRules(
    Array.from({ length: 40 }, (__, at) => ({ ...rule, code: `contract.rule${at}` })),
    schema,
  );
  const library = new Environment({ unlistedVariablesAreDyn: true })
    .registerFunction('like(string, list<string>): bool', () => false)
    .registerFunction('got(dyn): bool', () => true);
  const bare = library.parse(expression.replace('has(', 'got('));

  print(`A rule of 7 parts and ${expression.length} characters; ${rounds} rounds after a warm-up; microseconds for one.`);
  print('');
  print('| what | median | fastest | slowest |');
  print('|---|---|---|---|');
  row(print, 'load: validate, parse, type-check, take apart', 200, () => loadRules([rule], schema));
  row(print, 'the library alone: parse', 2000, () => library.parse(expression));
  row(print, 'evaluate with its explanation, all facts known', 5000, () => evaluate(loaded, facts));
  row(print, 'evaluate with its explanation, one fact unknown', 5000, () => evaluate(loaded, { contract: withoutAmount }));
  row(print, 'the library alone: evaluate, no explanation', 5000, () => bare(facts));
  row(print, '40 such rules of the same facts', 100, () => evaluateAll(forty, facts));
}

function row(print: (line: string) => void, what: string, times: number, work: () => unknown): void {
  const round = () => {
    const begun = performance.now();
    for (let at = 0; at < times; at += 1) work();
    return ((performance.now() - begun) * 1000) / times;
  };
  round();
  const taken = Array.from({ length: rounds }, round).sort((a, b) => a - b);
  const shown = [taken[rounds >> 1], taken[0], taken[rounds - 1]].map((micros) => (micros ?? 0).toFixed(1));
  print(`| ${what} | ${shown.join(' | ')} |`);
}
