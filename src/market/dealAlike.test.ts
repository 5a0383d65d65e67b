// Numbers of contracts in what is said as evidence of a deal.
import { expect, test } from 'vitest';
import { contractNumbers } from './dealAlike.ts';

test('one number however it is written; days, years and small numbers are none', () => {
  for (const said of ['省技术产权交易市场 2026-001', '合同编号：２０２６－００１', '2026 - 001 号合同，2026-03-04 签订'])
    expect(contractNumbers(said)).toEqual(['2026001']);
  expect(contractNumbers('登记号 yc-2026-000123')).toEqual(['YC2026000123']);
  for (const said of [null, '', '线下签约', '2026年3月成交', '2026-03-04', '第12号']) expect(contractNumbers(said)).toEqual([]);
});
