// Sums and paces of allocations as properties: what comes to the city's amount, what is due by a day, how shares are carried to another total.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, endOfYear, yearOf } from '../platform/shared/dates.ts';
import { add, compare, subtract, sum } from '../platform/shared/money.ts';
import { balanceOf, inProportion, type Part } from './allocation.ts';
import { dueBy, isWhole, type PacePath, paceOfShare } from './pace.ts';
import { linesOf, type Place } from './share.ts';

const target = (more: object = {}) => ({
  comparator: 'atLeast' as const,
  value: '450.00',
  tolerance: null,
  kind: 'flow' as const,
  everyYear: false,
  by: '2025-12-31',
  ...more,
});
const cents = (n: number): string => (n / 100).toFixed(2);
const dayIn = fc.integer({ min: 0, max: 365 }).map((n) => addDays('2024-01-01', n));
/** Shares of twelve months in ten-thousandths that come to 1. */
const months: fc.Arbitrary<PacePath> = fc
  .array(fc.integer({ min: 0, max: 800 }), { minLength: 11, maxLength: 11 })
  .map((some) => [...some, 10_000 - some.reduce((all, one) => all + one, 0)])
  .map((some) => ({ path: 'months', shares: some.map((one) => (one / 10_000).toFixed(4)) }));
const path: fc.Arbitrary<PacePath> = fc.oneof(fc.constant<PacePath>({ path: 'linear' }), months);

test('parts sum when they come to the city’s amount to the last decimal, above and below they do not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 9 }),
      fc.integer({ min: -5, max: 5 }),
      (parts, off) => {
        const whole = parts.reduce((all, one) => all + one, 0) + off;
        fc.pre(whole > 0);
        const said = { year: 2025, total: null, parts: parts.map((one) => ({ amount: cents(one) })) };
        const { balanced, difference } = balanceOf(target({ value: cents(whole) }), said, 2);
        expect(balanced).toBe(off === 0);
        expect(compare(difference ?? '', cents(-off))).toBe(0);
      },
    ),
  );
});

test('a year that the plan does not speak of needs a total of its own; more than 20 is reached by 21 as well', () => {
  const parts = [{ amount: '12' }, { amount: '8' }];
  const flow = target({ value: '20', comparator: 'moreThan' });
  expect(balanceOf(flow, { year: 2024, total: null, parts }, 0)).toMatchObject({ city: null, balanced: false });
  expect(balanceOf(flow, { year: 2024, total: '20', parts }, 0)).toMatchObject({ city: '20', balanced: true });
  expect(balanceOf(flow, { year: 2025, total: null, parts: [...parts, { amount: '1' }] }, 0)).toMatchObject({
    balanced: true,
    difference: '1',
  });
  expect(balanceOf(flow, { year: 2025, total: null, parts: [...parts, { amount: '2' }] }, 0)).toMatchObject({ balanced: false });
  expect(balanceOf(target({ everyYear: true }), { year: 2023, total: null, parts: [{ amount: '450' }] }, 2)).toMatchObject({
    balanced: true,
  });
});

test('what is due grows from nothing to the whole, whatever the path, and never falls', () => {
  fc.assert(
    fc.property(path, dayIn, (by, on) => {
      expect(isWhole(by)).toBe(true);
      const due = dueBy(by, 2024, on);
      expect(compare(due, dueBy(by, 2024, addDays(on, -1)))).toBeGreaterThanOrEqual(0);
      expect(compare(due, '0')).toBeGreaterThanOrEqual(0);
      expect(compare(due, '1')).toBeLessThanOrEqual(0);
      expect(dueBy(by, 2024, '2023-12-31')).toBe('0');
      expect(dueBy(by, 2024, '2024-12-31')).toBe('1');
    }),
  );
  const late: PacePath = { path: 'months', shares: ['0', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0.5', '0.5'] };
  expect([dueBy(late, 2024, '2024-10-31'), Number(dueBy(late, 2024, '2024-11-15'))]).toEqual(['0', 0.25]);
  expect(isWhole({ path: 'months', shares: [...late.shares.slice(0, 11), '0.499999'] })).toBe(false);
});

test('a flow grows from 0; a stock from its level at the year’s beginning, and holds what it has', () => {
  fc.assert(
    fc.property(path, dayIn, fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 500 }), (by, on, had, to) => {
      const share = { amount: String(to), path: by, year: 2024 };
      const stock = paceOfShare(target({ kind: 'stock' }), share, { on, value: String(had) }, String(had), 0);
      const expected = stock.expected ?? '';
      expect(compare(expected, String(Math.min(had, to)))).toBeGreaterThanOrEqual(0);
      expect(compare(expected, String(to))).toBeLessThanOrEqual(0);
      const within = yearOf(on) === 2024 && on < endOfYear(2024);
      const possible = had >= to ? ['met'] : within ? ['onPace', 'behind'] : ['onPace', 'behind', 'notMet'];
      expect(possible).toContain(stock.verdict);
      expect(stock.short === null).toBe(had >= to);
      expect(paceOfShare(target({ kind: 'flow' }), share, { on: '2024-01-01', value: '0' }, null, 0).short).toBe(String(to));
    }),
  );
  const share = { amount: '10', path: { path: 'linear' } as const, year: 2024 };
  expect(paceOfShare(target({ kind: 'stock' }), share, { on: '2024-06-30', value: '4' }, null, 0)).toMatchObject({
    expected: null,
    verdict: 'unknown',
  });
  expect(paceOfShare(target(), share, null, null, 0)).toEqual({ expected: null, gap: null, short: null, verdict: 'unknown' });
  expect(paceOfShare(target(), share, { on: '2024-12-31', value: '9' }, null, 0).verdict).toBe('notMet');
});

test('shares carried to another total come to it exactly, each near its proportion', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(0, 2), (some, whole, scale) => {
      fc.pre(some.some((one) => one > 0));
      const total = scale === 0 ? String(whole) : cents(whole);
      const made = inProportion(total, some.map(String), scale);
      expect(compare(sum(made), total)).toBe(0);
      const all = some.reduce((one, other) => one + other, 0);
      for (const [at, one] of made.entries())
        expect(Math.abs(Number(one) - (Number(total) * some[at]!) / all)).toBeLessThanOrEqual(scale === 0 ? 1.001 : 0.0101);
    }),
  );
});

const places: Place[] = [
  { id: 'C', kind: 'city', within: null },
  { id: 'WJ', kind: 'district', within: 'C' },
  { id: 'XB', kind: 'district', within: 'C' },
  { id: 'JKQ', kind: 'functionalArea', within: 'WJ' },
  { id: 'SB', kind: 'cityUnits', within: 'C' },
];
const figures = new Map(
  Object.entries({ WJ: '30', XB: '20', JKQ: '10', SB: '5' }).map(([id, value]) => [id, { on: '2025-06-30', value }]),
);
const of = { target: target(), year: 2025, scale: 0, places, figures, baselines: new Map<string, string>() };
const part = (place: string, amount: string, department: string | null = null): Part => ({
  place,
  amount,
  department,
  force: 'binding',
  pace: { path: 'linear' },
});

test('a district is compared with what its share was set for: with the area inside it, or without where that has a share of its own', () => {
  const line = (parts: Part[], areas: 'in' | 'out', place: string) =>
    linesOf(of, parts, areas).find((one) => one.place === place);
  const whole = [part('WJ', '80'), part('XB', '40'), part('SB', '10')];
  for (const areas of ['in', 'out'] as const) {
    expect(line(whole, areas, 'WJ')).toMatchObject({ share: '80', current: '40' });
    expect(line(whole, areas, 'JKQ')).toBeUndefined();
  }
  const apart = [part('WJ', '60'), part('JKQ', '20'), part('XB', '40'), part('SB', '10')];
  expect(line(apart, 'in', 'WJ')).toMatchObject({ share: '80', current: '40' });
  expect(line(apart, 'in', 'JKQ')).toMatchObject({ share: '20', current: '10', within: 'WJ' });
  expect(line(apart, 'out', 'WJ')).toMatchObject({ share: '60', current: '30' });
  // Whatever the view, the lines that stand in no other come to the city's figure.
  for (const areas of ['in', 'out'] as const) {
    const top = linesOf(of, apart, areas).filter((one) => one.within === null);
    expect(top.reduce((all, one) => add(all, one.share ?? '0'), '0')).toBe('130');
    expect(
      subtract(
        top.reduce((all, one) => add(all, one.current ?? '0'), '0'),
        '65',
      ),
    ).toBe('0');
  }
});

test('several departments of the city’s own units share one figure, which is not measured apart', () => {
  const lines = linesOf(of, [part('SB', '6', 'bureau'), part('SB', '4', 'finance')], 'in').filter((one) => one.place === 'SB');
  expect(lines.map((one) => [one.share, one.current, one.department, one.within])).toEqual([
    ['10', '5', null, null],
    ['6', null, 'bureau', 'SB'],
    ['4', null, 'finance', 'SB'],
  ]);
});
