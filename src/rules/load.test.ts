// What is refused when rules are loaded, and which rules are in force on a day.
import { describe, expect, test } from 'vitest';
import { Refusal } from '../platform/shared/errors.ts';
import { contractFacts, outcome, written } from './fixtures.ts';
import { loadRules } from './load.ts';
import { rulesInForce } from './rule.ts';
import { rulesWords } from './web/words.ts';

function refused(json: unknown) {
  try {
    loadRules(json, contractFacts);
  } catch (error) {
    if (error instanceof Refusal) return error.errors;
    throw error;
  }
  return [];
}
const flaws = (expression: string) => refused([written(expression)]).map(({ code, params }) => [code, params?.['text']]);

describe('expressions', () => {
  test('a misspelt field is refused with its position', () => {
    expect(
      refused([written('true'), written('contract.amuont > 5')].map((rule, at) => ({ ...rule, code: `rule${at}` }))),
    ).toEqual([
      {
        path: '1.expression',
        code: 'unknownName',
        words: 'rules:flaws.unknownName',
        params: { rule: 'rule1', from: 9, to: 15, text: 'amuont' },
      },
    ]);
  });

  test.each([
    ['contract.parties.exists(p, p.nmae == "x")', 'unknownName', 'nmae'],
    ['contrat.amount > 5', 'unknownName', 'contrat'],
    ['contract.amount > "5"', 'type', 'contract.amount > "5"'],
    ['contract.amount + 1', 'notBoolean', 'contract.amount + 1'],
    ['contract.amount >', 'syntax', ''],
    ['contract.amount > 5)', 'syntax', ')'],
    ['contract.amount == null', 'nullLiteral', 'null'],
    ['contract.amount > 1.5', 'forbiddenNumber', '1.5'],
    ['contract.amount > 2u', 'forbiddenNumber', '2u'],
    ['contract.parties[0].share > 1', 'forbiddenForm', 'contract.parties[0]'],
    ['{"a": 1}.a == 1', 'forbiddenForm', '{"a": 1}'],
    ['contract.parties == contract.parties', 'wholeComparison', 'contract.parties == contract.parties'],
    [
      'contract.parties.filter(p, p.foreign) == contract.parties',
      'wholeComparison',
      'contract.parties.filter(p, p.foreign) == contract.parties',
    ],
    ['contract.parties.exists(p, p in contract.parties)', 'wholeComparison', 'p in contract.parties'],
    ['has(contract.amount > 1)', 'hasNeedsFact', 'has(contract.amount > 1)'],
    ['like(contract.title, contract.title)', 'likeNeedsWords', 'contract.title'],
    ['like(contract.title, "  ")', 'likeNeedsWords', '"  "'],
    ['got(contract.amount)', 'forbiddenFunction', 'got(contract.amount)'],
    ['dyn(contract.amount) == 1', 'forbiddenFunction', 'dyn(contract.amount)'],
    ['cel.bind(x, 1, x > 0)', 'forbiddenFunction', 'cel.bind(x, 1, x > 0)'],
    ['timestamp(contract.title) > timestamp("x")', 'forbiddenFunction', 'timestamp(contract.title)'],
  ])('%s', (expression, code, text) => expect(flaws(expression)).toEqual([[code, text]]));

  test('a regular expression is refused, hostile or not, before it runs', () => {
    const begun = performance.now();
    expect(flaws('contract.title.matches("(a+)+$")')).toEqual([['forbiddenFunction', 'contract.title.matches("(a+)+$")']]);
    expect(flaws('contract.kinds.exists(k, k.matches("a"))')).toEqual([['forbiddenFunction', 'k.matches("a")']]);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  test('nesting stops at 64 levels, whatever it is made of; a chain is one level', () => {
    const nested = (levels: number) => `${'('.repeat(levels)}contract.inForce${')'.repeat(levels)}`;
    expect(flaws(nested(60))).toEqual([]);
    const code = (expression: string) => flaws(expression).map(([flaw]) => flaw);
    for (const deep of [nested(64), `${'!'.repeat(65)}contract.inForce`, `${'-'.repeat(65)}1 < 0`, `1${'+1'.repeat(65)} > 0`]) {
      expect(code(deep)).toEqual(['tooDeep']);
    }
    expect(code(`${'!'.repeat(3900)}contract.inForce`)).toEqual(['tooDeep']);
    expect(code(`${'true?'.repeat(65)}true${':true'.repeat(65)}`)).toEqual(['tooDeep']);
    expect(outcome(`contract.inForce${' && true'.repeat(400)}`, { inForce: true })).toBe(true);
  });

  test('4,000 characters and no more', () => {
    const long = (length: number) => `contract.title == "${'x'.repeat(length - 20)}"`;
    expect(flaws(long(4000))).toEqual([]);
    expect(refused([written(long(4001))])).toMatchObject([{ path: '0.expression', code: 'tooLong' }]);
  });
});

describe('rules', () => {
  const rule = written('contract.inForce');

  test('a missing language, an unknown field, a wrong day and an end before the start are refused at their place', () => {
    expect(refused([{ ...rule, name: { zh: '名称' } }])).toMatchObject([{ path: '0.name.en', code: 'language' }]);
    expect(refused([{ ...rule, basis: { ...rule.basis, law: { zh: '', en: 'Law' } } }])).toMatchObject([
      { path: '0.basis.law.zh', code: 'language' },
    ]);
    expect(refused([{ ...rule, extra: 1 }])).toMatchObject([{ path: '0', code: 'shape' }]);
    expect(refused([{ ...rule, from: '2026-02-30' }])).toMatchObject([{ path: '0.from', code: 'shape' }]);
    expect(refused([{ ...rule, basis: { ...rule.basis, sure: 'certain' } }])).toMatchObject([
      { path: '0.basis.sure', code: 'shape' },
    ]);
    expect(refused([{ ...rule, from: '2026-01-02', to: '2026-01-01' }])).toMatchObject([{ path: '0.to', code: 'order' }]);
    expect(refused('rules')).toMatchObject([{ path: '', code: 'shape' }]);
  });

  test('every mistake is named, not the first alone', () => {
    const wrong = [written('x'), { ...written('y'), code: 'other' }];
    expect(refused(wrong).map(({ path }) => path)).toEqual(['0.expression', '1.expression']);
  });

  test('versions of a rule share no day', () => {
    const until = { ...rule, to: '2025-12-31' };
    expect(refused([until, { ...rule, from: '2026-01-01' }])).toEqual([]);
    expect(refused([until, { ...rule, from: '2025-12-31' }])).toMatchObject([{ path: '1.from', code: 'overlap' }]);
    expect(refused([rule, { ...rule, from: '2030-01-01' }])).toMatchObject([{ code: 'overlap' }]);
    expect(refused([rule, { ...rule, jurisdiction: 'CN-JS' }])).toEqual([]);
  });

  test('in force: by day, both ends included, and by place, the nearest standing for the wider', () => {
    const rules = loadRules(
      [
        { ...rule, to: '2025-12-31' },
        { ...rule, from: '2026-01-01' },
        { ...rule, jurisdiction: 'CN-ZJ' },
        { ...rule, code: 'contract.local', jurisdiction: 'CN-JS-CZ' },
      ],
      contractFacts,
    );
    const inForce = (on: string, place: string) =>
      rulesInForce(rules, on, place).map(({ rule: found }) => [found.code, found.jurisdiction, found.from]);
    expect(inForce('2025-12-31', 'CN-JS')).toEqual([['contract.amounts', 'CN', '2020-01-01']]);
    expect(inForce('2026-01-01', 'CN-JS')).toEqual([['contract.amounts', 'CN', '2026-01-01']]);
    expect(inForce('2026-01-01', 'CN-ZJ-HZ')).toEqual([['contract.amounts', 'CN-ZJ', '2020-01-01']]);
    expect(inForce('2026-01-01', 'CN-JS-CZ').map(([code]) => code)).toEqual(['contract.amounts', 'contract.local']);
    expect(inForce('2026-01-01', 'CN-JSX')).toHaveLength(1);
    expect(inForce('2019-12-31', 'CN')).toEqual([]);
  });
});

test('each way to be refused has its words', () => {
  for (const code of [
    'syntax',
    'tooDeep',
    'unknownName',
    'type',
    'notBoolean',
    'forbiddenFunction',
    'forbiddenForm',
    'forbiddenNumber',
  ]) {
    expect(rulesWords).toHaveProperty([`flaws.${code}`]);
  }
  for (const code of [
    'nullLiteral',
    'hasNeedsFact',
    'likeNeedsWords',
    'wholeComparison',
    'order',
    'language',
    'tooLong',
    'shape',
    'overlap',
  ]) {
    expect(rulesWords).toHaveProperty([`flaws.${code}`]);
  }
});
