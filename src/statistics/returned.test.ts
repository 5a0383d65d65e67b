// What returns add to the ledger: monthly parts of a year, stocks that are told anew or forgotten, each where and as what it was told.
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { sum } from '../platform/shared/money.ts';
import { sure } from '../platform/shared/sure.ts';
import monthly from '../../law/forms/institution-month.json' with { type: 'json' };
import type { Posted } from '../ledger/entry.ts';
import { form } from '../forms/form.ts';
import { spanOf } from '../forms/period.ts';
import { contributes, type Told } from './returned.ts';

const version = sure(form.parse(monthly).versions[0], 'a version');
const months = Array.from(
  { length: 24 },
  (_none, at) => `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
);
const posts = (returns: readonly Told[], seats = [{ region: 'A', on: null as string | null }]): Posted[] =>
  returns.flatMap((one, at) => contributes('f', one, { version, seats, root: 'Z', before: returns[at - 1] ?? null }));
const total = (entries: readonly Posted[], kind: string, from: string, to: string, region?: string): number =>
  Number(
    sum(
      entries
        .filter((one) => one.kind === `f.${kind}` && one.on >= from && one.on <= to && (region ?? one.region) === one.region)
        .map(({ amount }) => amount),
    ),
  );
const told = (period: string, revenue: number, staff: number): Told => ({
  period,
  class: '01',
  items: { revenue: String(revenue), staff: String(staff) },
});

test('through a year the parts make the last figure told; a stock is the last one told, whichever months are missing', () => {
  const months24 = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 90 })), {
    minLength: 24,
    maxLength: 24,
  });
  fc.assert(
    fc.property(months24, (given) => {
      const returns = given.flatMap(([there, revenue, staff], at) => (there ? [told(months[at] ?? '', revenue, staff)] : []));
      const entries = posts(returns);
      for (const [at, month] of months.entries()) {
        const { to } = spanOf(month);
        const year = to.slice(0, 4);
        const last = returns.filter((one) => one.period <= month);
        const ofYear = last.filter((one) => one.period.startsWith(year)).at(-1);
        expect(total(entries, 'revenue', `${year}-01-01`, to)).toBe(Number(ofYear?.items['revenue'] ?? 0));
        const known = [months[at - 1], month].flatMap((one) => last.find(({ period }) => period === one) ?? []).at(-1);
        expect(total(entries, 'staff', '', to)).toBe(Number(known?.items['staff'] ?? 0));
      }
      expect(total(entries, 'staff', '', '2030-01-01')).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test('who moves is counted where it was, month by month', () => {
  const seats = [
    { region: 'A', on: null },
    { region: 'B', on: '2024-03-10' },
  ];
  const entries = posts([told('2024-01', 10, 5), told('2024-02', 25, 6), told('2024-03', 45, 7), told('2024-04', 70, 8)], seats);
  expect([
    total(entries, 'revenue', '2024-01-01', '2024-12-31', 'A'),
    total(entries, 'revenue', '2024-01-01', '2024-12-31', 'B'),
  ]).toEqual([25, 45]);
  expect([total(entries, 'staff', '', '2024-02-29', 'A'), total(entries, 'staff', '', '2024-03-31', 'A')]).toEqual([6, 0]);
  expect(total(entries, 'staff', '', '2024-04-30', 'B')).toBe(8);
});
