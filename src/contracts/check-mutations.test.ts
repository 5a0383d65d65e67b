// The same contract in another dress comes to the same verdict: how it was typed, scanned, ordered and padded says nothing of it. Pure;
// the contracts stand in check-cases.json.
import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import cases from './check-cases.json' with { type: 'json' };
import { openChecker } from './checking.ts';
import { lexiconShape } from './lexicon.ts';
import { contractCodes, ruleBase } from './ruleBase.ts';
import forms from './traditional.json' with { type: 'json' };

const law = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../law/${name}`, import.meta.url), 'utf8'));
const checker = openChecker({
  rules: ruleBase.parse(law('contract-rules.json')),
  codes: contractCodes.parse(law('contract-codes.json')),
  lexicon: lexiconShape.parse(law('contract-facts.json')),
  jurisdiction: 'CN-JS-CZ',
});
const check = (text: string, title?: string) => checker({ text, ...(title ? { title } : {}) }, '2026-11-26', 'zh-CN');

/** Of each type and of each kind of refusal one; the last two call their parties by name, and are no technology contract. */
const ids = ['W-joint', 'W-secret', 'W-licence', 'W-monopoly', 'U-rent', 'XW03', 'XW04', 'XW06', 'XW12', 'YW01', 'YW05'];
const wholes = ids.map((id) => {
  const found = cases.find((one) => one.id === id);
  if (!found) throw new Error(`no such case: ${id}`);
  return found;
});

const by = (from: string, to: string) => {
  const signs = new Map([...from].map((sign, at) => [sign, [...to][at] ?? sign]));
  return (text: string) => [...text].map((sign) => signs.get(sign) ?? sign).join('');
};
/** The first and the last part stay: parties are named before, and sign behind, what is agreed. */
const reordered = (text: string) => {
  const parts = text.split(/\n(?=第.{1,3}条|[一二三四五六七八九十]{1,2}、|\d{1,2}[. ])/);
  return [parts[0], ...parts.slice(1, -1).reverse(), ...parts.slice(-1)].join('\n');
};
const generalTerms = '双方应当遵守诚实信用原则，加强沟通，相互配合，共同维护良好的合作氛围，提高办事效率。'.repeat(500);
const dresses: [string, (text: string) => string][] = [
  ['full-width digits', by('0123456789', '０１２３４５６７８９')],
  ['western punctuation', by('，。；：（）、', ',.;:(),')],
  ['a blank after each character', (text) => text.replace(/(?<=[^\n])(?=[^\n])/g, ' ')],
  ['lines broken inside words', (text) => text.replace(/([^\n]{32})/g, '$1\n')],
  ['articles in another order', reordered],
  ['traditional characters', by(forms.simplified, forms.traditional)],
  ['20,000 characters of general terms in front', (text) => `${generalTerms}\n${text}`],
  ['empty lines between', (text) => text.replaceAll('\n', '\r\n\r\n')],
];

describe.each(dresses)('%s', (_, dressed) => {
  test.each(wholes)('$id', ({ text }) => {
    const [said, plain] = [check(dressed(text)), check(text)];
    expect(dressed(text)).not.toBe(text);
    expect([said.verdict, said.type]).toEqual([plain.verdict, plain.type]);
  });
});

test('a quote in traditional characters stays as it was written', () => {
  const text = '專利權人許可企業普通實施其發明專利，按年收取使用費，專利權不轉移。';
  const { verdict, type, clauses } = check(text);
  expect([verdict, type]).toEqual(['registrable', 'licence']);
  expect(clauses.map(({ quote }) => quote)).toContain(text);
});

test('a title alone makes no technology contract, whatever it promises', () => {
  const washing = '清洗写字楼外墙玻璃，每年四次。';
  const cracks = '解决外墙石材渗水的技术难题，使渗漏率降到百分之一以下。';
  const titled = (text: string) => check(text, '外墙技术服务合同');
  expect(titled(washing)).toMatchObject({ verdict: 'not-registrable', type: null });
  expect(titled(cracks)).toMatchObject({ verdict: 'registrable', type: 'service' });
  // Where nothing is said yet, nothing is judged.
  expect(titled('').verdict).not.toBe('not-registrable');
});

describe('a title beside the text', () => {
  const untitled = cases.filter((one) => !('title' in one));
  const named = { development: '开发', transfer: '转让', licence: '许可', consulting: '咨询', service: '服务' } as const;
  const titleOf = (type: keyof typeof named) => `技术${named[type]}合同`;
  test('the right one changes no verdict', () => {
    const moved = untitled.filter(({ text, expected }) => {
      const type = (Object.keys(named) as (keyof typeof named)[]).find((one) => one === expected.type);
      return type && expected.outcome === 'register' && check(text, titleOf(type)).verdict !== 'registrable';
    });
    expect(moved.map(({ id }) => id)).toEqual([]);
  });
  test('a false one makes hardly anything registrable', () => {
    const refused = untitled.filter(({ expected }) => expected.outcome === 'refuse');
    const moved = refused.filter(({ text }) => check(text, titleOf('service')).verdict !== 'not-registrable');
    expect(moved.length).toBeLessThan(refused.length / 100);
  });
});

test('indicators left blank are not given', () => {
  const whole = cases.find(({ id }) => id === 'W-indicators')?.text ?? '';
  const figures = '提前两小时的预测准确率不低于92%，单次充电续航不少于45天。';
  const method = '测试方法：在甲方三口池塘连续运行三十天，与标准仪器比对。';
  expect([whole.includes(figures), whole.includes(method)]).toEqual([true, true]);
  const missing = (said: string) =>
    check(whole.replace(method, '').replace(figures, said)).missing.some(
      ({ rule }) => rule === 'contract.development.indicators',
    );
  expect([missing('技术指标：误差不大于0.5毫克每升。'), missing('')]).toEqual([false, true]);
  const blanks = ['技术指标：________。', '技术指标：　　　　。', '技术指标待定。', '验收标准为＿＿＿＿。', '技术指标：（空）。'];
  expect(blanks.filter((left) => !missing(left))).toEqual([]);
});
