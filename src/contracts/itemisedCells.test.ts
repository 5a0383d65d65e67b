// Cells with several amounts as people write them: each read as it was meant, or refused by the part that is wrong.
import { expect, test } from 'vitest';
import { costsIn, rateIn, scheduleIn } from './itemisedCells.ts';

const words = {
  kinds: [
    ['equipment', ['设备', 'equipment']],
    ['materials', ['原材料', '材料', 'material']],
  ],
  carriers: ['载体', 'carriers'],
} as const;
const day = (said: string) => (said === '2026-13-01' ? null : said.replaceAll(/\D/g, '-').replace(/-$/, ''));

test('costs: label, colon, amount; the kind by its words, carriers in brackets', () => {
  expect(costsIn('设备费:120000； 材料费（载体：2000）：3.5万;\n差旅:1,000.50; Test equipment: 7', words)).toEqual({
    ok: true,
    value: [
      { kind: 'equipment', what: '设备费', amount: '120000.00', carriers: '0.00' },
      { kind: 'materials', what: '材料费', amount: '35000.00', carriers: '2000.00' },
      { kind: 'other', what: '差旅', amount: '1000.50', carriers: '0.00' },
      { kind: 'equipment', what: 'Test equipment', amount: '7.00', carriers: '0.00' },
    ],
  });
  // A bracket that says something else stays with what it is for.
  expect(costsIn('检测台架（两套）:5', words)).toMatchObject({
    ok: true,
    value: [{ what: '检测台架（两套）', carriers: '0.00' }],
  });
  for (const [cell, fault] of [
    ['120000', { code: 'noLabel', value: '120000' }],
    ['设备:', { code: 'amount.nothing', value: '' }],
    ['设备:很多', { code: 'amount.approximate', value: '很多' }],
    ['设备:-5', { code: 'amount.negative', value: '-5' }],
    ['设备:三万五', { code: 'amount.ambiguous', value: '三万五' }],
    ['设备:1; 材料:USD 5', { code: 'amount.foreign', value: 'USD 5' }],
    ['设备（载体abc）:1', { code: 'amount.malformed', value: 'abc' }],
  ] as const)
    expect([cell, costsIn(cell, words)]).toEqual([cell, { ok: false, fault }]);
});

test('instalments: a day, a condition, both or neither', () => {
  expect(scheduleIn('2026-03-01:300000;验收合格后:70万; 2026年6月30日 交付样机:200000; 5', day)).toEqual({
    ok: true,
    value: [
      { amount: '300000.00', on: '2026-03-01', condition: null },
      { amount: '700000.00', on: null, condition: '验收合格后' },
      { amount: '200000.00', on: '2026-6-30', condition: '交付样机' },
      { amount: '5.00', on: null, condition: null },
    ],
  });
  expect(scheduleIn('2026-13-01:5', day)).toEqual({ ok: false, fault: { code: 'notADay', value: '2026-13-01' } });
});

test('a rate below one without its sign may be a share, and is not guessed', () => {
  expect(['3', '3.5%', '０．５％', '0.03', '0', 'x', '1000'].map(rateIn)).toEqual([
    { ok: true, rate: '3' },
    { ok: true, rate: '3.5' },
    { ok: true, rate: '0.5' },
    { ok: false, code: 'ambiguous' },
    { ok: false, code: 'malformed' },
    { ok: false, code: 'malformed' },
    { ok: false, code: 'malformed' },
  ]);
});
