// Verdict and pace of a target for any figures, against plain numbers. Not what is still to come of it (plan.test.ts).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare } from '../platform/shared/money.ts';
import { type Judged, paceOf, reaches, verdictOf } from './plan.ts';

describe('verdicts', () => {
  const target = (comparator: Judged['comparator'], value = '50', more: Partial<Judged> = {}): Judged => ({
    comparator,
    value,
    tolerance: comparator === 'about' ? '0.1' : null,
    kind: 'stock',
    everyYear: false,
    by: '2025-12-31',
    ...more,
  });
  const count = fc.integer({ min: 0, max: 200 });

  test('each comparator against plain numbers', () => {
    fc.assert(
      fc.property(count, fc.integer({ min: 1, max: 100 }), (figure, value) => {
        const met = (comparator: Judged['comparator']) => reaches(target(comparator, String(value)), String(figure));
        expect(met('atLeast')).toBe(figure >= value);
        expect(met('moreThan')).toBe(figure > value);
        expect(met('exactly')).toBe(figure === value);
        expect(met('about')).toBe(figure * 10 >= value * 9);
      }),
    );
  });

  test('what is unknown is never met, and one failed year decides', () => {
    const year = fc.option(count, { nil: null });
    fc.assert(
      fc.property(fc.array(year, { minLength: 1, maxLength: 3 }), (figures) => {
        const years = Object.fromEntries(
          figures.map((figure, index) => [String(2023 + index), figure === null ? null : String(figure)]),
        );
        const verdict = verdictOf(target('moreThan', '20', { kind: 'flow', everyYear: true }), '999', years);
        const failed = figures.some((figure) => figure !== null && figure <= 20);
        expect(verdict).toBe(failed ? 'notMet' : figures.includes(null) ? 'unknown' : 'met');
      }),
    );
    expect(verdictOf(target('atLeast'), null)).toBe('unknown');
    expect(verdictOf(target('moreThan', '20', { kind: 'flow', everyYear: true }), '21')).toBe('unknown');
    expect(verdictOf(target('about'), '45')).toBe('met');
    expect(verdictOf(target('about'), '44')).toBe('notMet');
    expect(verdictOf(target('about'), '90')).toBe('met');
  });

  test('pace grows with time and figure, and ends at the whole', () => {
    const of = { from: '2023-01-01' };
    fc.assert(
      fc.property(
        count,
        fc.integer({ min: 0, max: 1500 }),
        fc.constantFrom<Judged['kind']>('stock', 'cumulative', 'flow'),
        (figure, after, kind) => {
          const asOf = new Date(Date.UTC(2022, 10, 1) + after * 86_400_000).toISOString().slice(0, 10);
          const pace = paceOf(target('atLeast', '50', { kind }), String(figure), asOf, of);
          // Before the plan begins nothing is due.
          expect(pace === null).toBe(asOf < of.from);
          if (pace === null) return;
          expect(compare(pace.expected, '0') >= 0 && compare(pace.expected, '1') <= 0).toBe(true);
          expect(Number(pace.actual)).toBeCloseTo(figure / 50, 4);
          expect(Number(pace.points)).toBeCloseTo((Number(pace.actual) - Number(pace.expected)) * 100, 2);
          expect(asOf < '2025-12-31' || pace.expected === '1.0000').toBe(true);
        },
      ),
    );
    expect(paceOf(target('atLeast'), null, '2024-06-30', of)).toBeNull();
    expect(paceOf(target('atLeast', '100', { kind: 'flow' }), '40', '2025-06-30', of)).toEqual({
      expected: '0.4959',
      actual: '0.4000',
      points: '-9.59',
    });
  });
});
