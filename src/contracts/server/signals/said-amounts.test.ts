// Amounts as contracts write them, and what is left of a text when names, numbers and days are out.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SignalRules } from '../../signals.ts';
import { plainOf, topicOf, topicsAlike } from './plain-text.ts';
import { amountsIn } from './said-amounts.ts';

const { phrases } = SignalRules.parse(
  JSON.parse(readFileSync(new URL('../../../../law/contract-signals.json', import.meta.url), 'utf8')),
);
const amounts = amountsIn(phrases);
const values = (text: string) => amounts(text).all.map(({ value, how }) => `${how} ${value}`);

test.each([
  ['叁佰零伍万零陆佰元整', 'capitals 3050600.00'],
  ['壹亿贰仟万元', 'capitals 120000000.00'],
  ['拾伍万元', 'capitals 150000.00'],
  ['贰仟零叁拾圆', 'capitals 2030.00'],
  ['１２，５００．５０元', 'figures 12500.50'],
  ['¥3,000', 'figures 3000.00'],
  ['1.2亿元', 'figures 120000000.00'],
  ['360.5 万元', 'figures 3605000.00'],
])('%s is %s', (text, said) => {
  expect(values(text)).toEqual([said]);
});

test('days, shares and other money are no amounts', () => {
  expect(values('2026年3月1日，占10%，36万美元，第300条')).toEqual([]);
});

test('the total is what stands behind its word, in both writings; a share of it is not', () => {
  const said = amounts('首付款为合同总额的10%，即30,000元；合同总价为300,000元（大写：叁拾万元整），逾期每日300元');
  expect([said.total?.value, said.totalInCapitals?.value]).toEqual(['300000.00', '300000.00']);
  expect(amounts('费用另行约定').total).toBeNull();
});

test('a form filled in by others leaves the same text', () => {
  const plain = plainOf(phrases, 1000);
  const one = plain('第一条 甲方：卫一厂，法定代表人：张三\n支付３００元，2026年3月1日前交付PLC-200样机。', [
    { id: null, name: '卫一厂' },
  ]);
  const two = plain('第二条 甲方：第二研究院，法定代表人：李四五\n支付叁佰元，2025年12月31日前交付PLC-300样机。', [
    { id: null, name: '第二研究院' },
  ]);
  expect(one.replaceAll('元', '')).toBe(two.replaceAll('元', ''));
  expect(one).toContain('交付');
});

test('a phase says which part, not which topic', () => {
  const topic = (title: string) => topicOf(title, phrases);
  expect(topicsAlike(topic('产线控制系统开发（一期）'), topic('产线控制系统开发第二期'))).toBe(1);
  expect(topicsAlike(topic('产线控制系统开发'), topic('污泥发酵菌株筛选'))).toBe(0);
});
