// The self-check against cases of our own: each item of the lists, in other words than the law's, and whole contracts. Pure; the
// cases stand in check-cases.json.
import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import cases from './check-cases.json' with { type: 'json' };
import type { FieldReader } from './amountsOfCheck.ts';
import { emptyReading } from './amountsOfCheck.ts';
import { checkResult } from './check.ts';
import { openChecker } from './checking.ts';
import { lexiconShape } from './lexicon.ts';
import { contractCodes, ruleBase } from './ruleBase.ts';

const law = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../law/${name}`, import.meta.url), 'utf8'));
const parts = {
  rules: ruleBase.parse(law('contract-rules.json')),
  codes: contractCodes.parse(law('contract-codes.json')),
  lexicon: lexiconShape.parse(law('contract-facts.json')),
  jurisdiction: 'CN-JS-CZ',
};
const checker = openChecker(parts);
const today = '2026-11-26';
const check = (text: string, more: object = {}) => checker({ text, ...more }, today, 'zh-CN');

type Case = (typeof cases)[number];
const wanted = ({ expected }: Case) => ({
  verdict: { register: 'registrable', refuse: 'not-registrable' }[expected.outcome] ?? 'any',
  types: [expected.type, ...('acceptableTypes' in expected ? (expected.acceptableTypes ?? []) : [])],
});

test.each(cases)('$id $basis', (one) => {
  const { verdict, types } = wanted(one);
  const said = check(one.text, 'title' in one ? { title: one.title } : {});
  expect(verdict === 'any' ? 'any' : said.verdict).toBe(verdict);
  expect(one.expected.type === null ? one.expected.type : said.type).toSatisfy((type) => types.includes(type));
});

const wholeOf = (id: string): string => cases.find((one) => one.id === id)?.text ?? '';

describe('what a verdict rests on', () => {
  test('a failing rule quotes its sentence, whose span is in the text as given', () => {
    const text = wholeOf('W-monopoly');
    const found = check(text).clauses.find(({ rule }) => rule === 'contract.competition.improvement');
    expect(found).toMatchObject({ verdict: false, basis: { sure: 'verified' }, ground: 'monopolyOrInfringement' });
    expect(found?.quote).toContain('不得对该技术进行任何改进');
    expect(text.slice(...(found?.at ?? [0, 0]))).toBe(found?.quote);
    expect(found?.advice).not.toBeNull();
  });

  test('the same text in full-width letters, with blanks and wrapped lines, comes to the same', () => {
    const plain = '委托方与研究所签订技术开发合同，研制ＡＧＶ调度系统。';
    const blown = '委 托 方 与 研 究 所 签 订 技 术 开\u3000发 合 同，研 制 agv 调 度 系 统。';
    expect(check(blown)).toMatchObject({ verdict: check(plain).verdict, type: 'development' });
  });

  test('short descriptions are not judged for a missing seal or amount', () => {
    const { verdict, clauses, missing } = check('双方约定共同研发一种新催化剂。');
    expect(verdict).toBe('registrable');
    expect(clauses.filter(({ group, verdict: came }) => group === 'form' && came === false)).toEqual([]);
    expect(missing).toEqual([]);
  });

  test('figures that can be tested and how they are tested are indicators; a fine in figures and a promise are none', () => {
    const whole = wholeOf('W-indicators');
    const asked = (text: string) => check(text).missing.some(({ rule }) => rule === 'contract.development.indicators');
    const without = (text: string, ...sentences: string[]) => sentences.reduce((left, one) => left.replace(one, ''), text);
    const figures = '提前两小时的预测准确率不低于92%，单次充电续航不少于45天。';
    const method = '测试方法：在甲方三口池塘连续运行三十天，与标准仪器比对。';
    expect(whole).toContain(figures);
    expect(whole).toContain(method);
    expect([asked(whole), asked(without(whole, figures)), asked(without(whole, method))]).toEqual([false, false, false]);
    const bare = without(whole, figures, method);
    const fine = bare.replace('第八条', '逾期的，违约金比率不超过合同总额的10%。验收方法由双方另行协商。\n第八条');
    expect([asked(bare), asked(fine)]).toEqual([true, true]);
  });

  test('nothing said is unclear, and so is what is too short to tell', () => {
    expect(check('')).toMatchObject({ verdict: 'unclear', type: null, technologyAmount: null });
    expect(check('技术')).toMatchObject({ verdict: 'unclear' });
  });

  test('it answers in the form that it declares', () => {
    for (const { text } of cases.slice(-4)) expect(checkResult.safeParse(check(text)).error).toBeUndefined();
  });
});

describe('the day decides which rules hold', () => {
  const licence = '专利权人许可企业普通实施其发明专利，按年收取使用费，专利权不转移。';
  const mixed = '设备买卖合同含有技术服务内容，技术部分混在一起，但技术交易额单独列明。';
  test('before 2026-01-23 a licence is a transfer, since then a type of its own', () => {
    expect(check(licence, { on: '2026-01-22' }).type).toBe('transfer');
    expect(check(licence, { on: '2026-01-23' }).type).toBe('licence');
  });
  test('a mixed contract whose technical amount is clear', () => {
    const rule = (on: string) => check(mixed, { on }).clauses.find((one) => one.rule === 'contract.exclusion.unseparableMixed');
    expect(rule('2026-01-22')).toMatchObject({ verdict: false, basis: { sure: 'verified' } });
    expect(rule('2026-01-23')).toMatchObject({ verdict: true, basis: { sure: 'derived' } });
  });
  test('loading another text needs no code: a new version of a rule stands from its first day', () => {
    const last = parts.rules.find(({ rule }) => rule.code === 'contract.form.price' && rule.to === null);
    if (!last) throw new Error('no such rule');
    const ended = { ...last, rule: { ...last.rule, to: '2026-12-31' } };
    const final = { ...last, rule: { ...last.rule, from: '2027-01-01', expression: 'contract.totalAmount >= 10000' } };
    const next = openChecker({ ...parts, rules: [...parts.rules.filter((one) => one !== last), ended, final] });
    const verdict = (on: string) => next({ text: licence, on, fields: { totalAmount: '5' } }, today, 'en').verdict;
    expect([verdict('2026-12-31'), verdict('2027-01-01')]).toEqual(['registrable', 'not-registrable']);
  });
});

describe('amounts and fields', () => {
  const text = wholeOf('W-secret');
  const costs = [
    { kind: 'equipment' as const, amount: '260000' },
    { kind: 'equipment' as const, amount: '100000', carrier: true },
  ];
  test('the technology amount is the total less itemised costs, carriers not deducted', () => {
    expect(check(text, { fields: { totalAmount: '8600000', costs } })).toMatchObject({
      amount: '8600000',
      technologyAmount: '8340000.00',
    });
  });
  test('equipment without a sum leaves it unknown', () => {
    expect(check(text, { fields: { totalAmount: '8600000' } }).technologyAmount).toBeNull();
  });
  test('costs above the total and a total of nothing are refused; an end that has passed is told, for it may be misread', () => {
    for (const fields of [{ totalAmount: '1', costs }, { totalAmount: '0' }])
      expect(check(text, { fields }).verdict).toBe('not-registrable');
    const ended = check(text, { fields: { validTo: '2026-11-25' } });
    expect(ended.missing.map((one) => one.rule)).toContain('contract.form.validity');
  });
  test('a technology amount above the total is refused; a type that does not fit is said', () => {
    const above = check(text, { fields: { totalAmount: '100', technologyAmount: '101' } });
    expect(above).toMatchObject({ verdict: 'not-registrable', technologyAmount: '101' });
    const chosen = check('双方约定共同研发一种新催化剂。', { fields: { type: 'service' } });
    expect(chosen.type).toBe('service');
    expect(chosen.clauses.find(({ rule }) => rule === 'contract.tie.typeFits')?.verdict).toBe(false);
  });
  test('parties given in fields go before what the text leaves open', () => {
    const blank = wholeOf('W-blank');
    const parties = [
      { role: 'seller' as const, name: '常州大学' },
      { role: 'buyer' as const, name: '常州菲尼电机有限公司' },
    ];
    const verdictOf = (fields: object) =>
      check(blank, { fields }).clauses.find(({ rule }) => rule === 'contract.form.parties')?.verdict;
    expect([verdictOf({}), verdictOf({ parties })]).toEqual([false, true]);
  });
  test('fields read from the text are used, and what is given goes before them', () => {
    const read: FieldReader = () => ({
      ...emptyReading,
      totalAmount: { value: '500000.00', said: '50万元', at: { from: 0, to: 4 }, doubt: null },
    });
    const reading = openChecker(parts, read);
    expect(reading({ text: wholeOf('W-patent') }, today, 'en')).toMatchObject({
      amount: '500000.00',
      technologyAmount: '500000.00',
    });
    expect(reading({ text: 'x', fields: { totalAmount: '7' } }, today, 'en').amount).toBe('7');
  });
});

test('no text is a trap: five megabytes without a full stop, of one word, of brackets', () => {
  for (const piece of ['委托研究开发', '《', '不得改进,', '第一条\n']) {
    const text = piece.repeat(Math.floor(400_000 / piece.length));
    const begun = performance.now();
    check(text);
    expect(performance.now() - begun).toBeLessThan(8000);
  }
});
