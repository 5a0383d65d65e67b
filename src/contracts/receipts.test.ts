// Technical income and what is due, as pure arithmetic: right to the fen, never above the technology amount, late by its day.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, compare, scaled } from '../platform/shared/money.ts';
import { asked, needed, onlyAsked } from './fieldsOf.ts';
import { dues, incomes, type Receipt, sumOf } from './receipts.ts';
import type { Terms } from './terms.ts';

const receipt = (number: number, amount: string, more: Partial<Receipt> = {}): Receipt => ({
  number,
  on: '2026-03-01',
  amount,
  instalment: null,
  technologyAmount: null,
  note: null,
  voided: null,
  ...more,
});
const third = { amount: '300.00', technologyAmount: '100.00', paymentMode: 'instalments' } as const;

test('shares of many receipts come to the technology amount to the fen, whatever the parts', () => {
  const receipts = [1, 2, 3].map((number) => receipt(number, '100.00'));
  expect([...incomes(receipts, third).values()]).toEqual(['33.33', '33.34', '33.33']);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 12 }),
      fc.nat(100),
      (parts, share) => {
        const fenToYuan = (fen: number) => scaled(String(fen / 100), 2);
        const amount = fenToYuan(parts.reduce((all, one) => all + one, 0));
        const technologyAmount = scaled(String((Number(amount) * (share + 1)) / 101), 2);
        const all = parts.map((fen, at) => receipt(at + 1, fenToYuan(fen)));
        const of = { amount, technologyAmount, paymentMode: 'lumpSum' } as const;
        const income = [...incomes(all, of).values()].reduce(add, '0');
        expect(compare(income, technologyAmount)).toBe(0);
        expect(sumOf(all)).toBe(amount);
      },
    ),
  );
});

test('itemised it is what was itemised, up to the technology amount; void it is nothing; paid by sales nothing limits it', () => {
  const receipts = [
    receipt(1, '150.00', { technologyAmount: '90.00' }),
    receipt(2, '60.00'),
    receipt(3, '90.00', { voided: '误记' }),
  ];
  expect([...incomes(receipts, third)]).toEqual([
    [1, '90.00'],
    [2, '10.00'],
  ]);
  const royalty = { amount: '0.00', technologyAmount: '0.00', paymentMode: 'royalty' } as const;
  expect([...incomes([receipt(1, '70.00')], royalty).values()]).toEqual(['70.00']);
  // A receipt of an earlier day is counted first, whenever it was noted.
  const late = [receipt(1, '290.00', { on: '2026-05-01' }), receipt(2, '10.00', { on: '2026-01-01', technologyAmount: '10.00' })];
  expect([...incomes(late, third)]).toEqual([
    [2, '10.00'],
    [1, '90.00'],
  ]);
});

test('an instalment is paid, partly paid, late once its day is over, open without a day', () => {
  const schedule: Terms['schedule'] = [
    { amount: '100', on: '2026-01-31', condition: null },
    { amount: '100', on: '2026-02-28', condition: null },
    { amount: '100', on: '2026-12-31', condition: null },
    { amount: '100', on: null, condition: '验收后' },
  ];
  const paid = [receipt(1, '100', { instalment: 1 }), receipt(2, '40', { instalment: 2 }), receipt(3, '40', { instalment: 3 })];
  expect(dues(schedule, paid, '2026-03-01').map(({ paid: sum, state }) => [sum, state])).toEqual([
    ['100.00', 'paid'],
    ['40.00', 'late'],
    ['40.00', 'partly'],
    ['0.00', 'open'],
  ]);
  expect(dues(schedule, [], '2026-01-31')[0]?.state).toBe('due');
});

test('what is asked for follows from type, sub-type, payment and parties; what is not asked for keeps nothing', () => {
  const of = (type: string | null, subtype: string | null = null, paymentMode: string | null = null, roles: string[] = []) => ({
    type,
    subtype,
    paymentMode,
    parties: roles.map((role) => ({ role })),
  });
  expect(needed('items', of('transfer'))).toBe(true);
  expect(needed('items', of('development'))).toBe(false);
  expect(asked('items', of('development'))).toBe(true);
  expect(asked('subtype', of('consulting'))).toBe(false);
  expect(asked('newOutput', of('licence'))).toBe(false);
  expect(needed('newOutput', of('transfer'))).toBe(true);
  expect(asked('royalty', of('licence', null, 'lumpSum'))).toBe(false);
  expect(needed('royalty', of('licence', null, 'royaltyWithEntryFee'))).toBe(true);
  expect(asked('trainees', of('service', 'general'))).toBe(false);
  expect(needed('trainees', of('service', 'training'))).toBe(true);
  expect(asked('intermediaryFee', of('service', null, null, ['buyer']))).toBe(false);
  expect(asked('intermediaryFee', of('service', null, null, ['intermediary']))).toBe(true);
  const said = { type: 'consulting', subtype: 'training', paymentMode: 'lumpSum', parties: [], newInput: '5', trainees: 3 };
  const rest = {
    royalty: { base: 'sales', rate: '3', entryFee: null },
    newOutput: '6',
    mainContract: '甲',
    intermediaryFee: '1',
  };
  expect(onlyAsked({ ...said, ...rest } as unknown as Terms)).toMatchObject({
    subtype: null,
    royalty: null,
    newInput: null,
    newOutput: null,
    trainees: null,
    mainContract: null,
    intermediaryFee: null,
  });
});
