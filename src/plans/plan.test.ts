// What is still to come of a target, for any figures: what it lacks, where it is going, and the month in which it is reached. Not its verdict and pace (verdict.test.ts).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, endOfMonth, yearBefore } from '../platform/shared/dates.ts';
import { add, compare } from '../platform/shared/money.ts';
import { comparators, type Forecast, forecastOf, type Judged, leastOf, needOf, reaches, type Reading } from './plan.ts';

const target = (more: Partial<Judged> = {}): Judged => ({
  comparator: 'atLeast',
  value: '50',
  tolerance: null,
  kind: 'stock',
  everyYear: false,
  by: '2026-12-31',
  ...more,
});
const at = (on: string, value: number | string): Reading => ({ on, value: String(value) });
const told = (of: Judged, now: Reading, past: Reading[] = [], scale = 0) => forecastOf(of, now, past, scale);

test('the least figure that reaches a target, whatever its comparator', () => {
  const least = (more: Partial<Judged>, scale = 0) => leastOf(target(more), scale);
  expect(least({})).toBe('50');
  expect(least({ comparator: 'moreThan' })).toBe('51');
  expect(least({ comparator: 'moreThan', value: '100.5' }, 2)).toBe('100.51');
  expect(least({ comparator: 'about', tolerance: '0.05' })).toBe('48');
  expect(least({ comparator: 'exactly' })).toBe('50');
});

test('a stock goes on as in the last twelve months', () => {
  const year = [at('2025-10-31', 31)];
  expect(told(target(), at('2026-10-31', 43), year)).toEqual({
    on: '2026-12-31',
    projected: '45',
    reachedIn: null,
    short: '5',
  });
  // Seven more at twelve a year take 213 days: too late for this year, not for the next.
  expect(told(target({ by: '2027-12-31' }), at('2026-10-31', 43), year)).toMatchObject({ reachedIn: '2027-06', short: null });
  expect(told(target({ value: '44' }), at('2026-10-31', 43), year)).toMatchObject({ projected: '45', reachedIn: '2026-12' });
  expect(told(target(), at('2026-10-31', 30), year)).toMatchObject({ projected: '29', short: '21' });
  expect(told(target(), at('2026-10-31', 43), [at('2025-10-30', 31)])).toBeNull();
});

test('a flow takes the course of the year before, else it goes on by days', () => {
  const flow = target({ kind: 'flow', value: '400' });
  const before = [at('2025-10-31', 200), at('2025-11-30', 250), at('2025-12-31', 400)];
  expect(told(flow, at('2026-10-31', 220), before)).toEqual({
    on: '2026-12-31',
    projected: '440',
    reachedIn: '2026-12',
    short: null,
  });
  expect(told(flow, at('2026-10-31', 330), before)).toMatchObject({ projected: '660', reachedIn: '2026-11' });
  expect(told(flow, at('2026-10-31', 190), before)).toMatchObject({ projected: '380', short: '20' });
  expect(told(flow, at('2026-10-31', 330))).toMatchObject({ projected: '396', short: '4' });
  expect(told(flow, at('2026-07-01', 220))).toMatchObject({ projected: '441', reachedIn: '2026-11' });
});

test('what a pace cannot tell is not told', () => {
  const flow = target({ kind: 'flow', value: '400' });
  // A month of the year, or a month in which last year had hardly begun.
  expect(told(flow, at('2026-01-31', 40))).toBeNull();
  expect(told(flow, at('2026-03-31', 40), [at('2025-03-31', 30), at('2025-12-31', 400)])).toBeNull();
  // A figure of a year that the target does not speak of; its own day; what is reached; what must be met exactly.
  expect(told(flow, at('2025-10-31', 40))).toBeNull();
  expect(told(target(), at('2026-12-31', 40), [at('2025-12-31', 30)])).toBeNull();
  expect(told(target(), at('2026-10-31', 50), [at('2025-10-31', 30)])).toBeNull();
  expect(told(target({ comparator: 'exactly' }), at('2026-10-31', 40), [at('2025-10-31', 30)])).toBeNull();
  expect(needOf(flow, at('2025-10-31', 40), 0)).toBeNull();
  expect(needOf(target({ kind: 'flow', everyYear: true, comparator: 'moreThan' }), at('2025-10-31', 40), 0)).toBe('11');
});

const anyTarget = fc
  .record({
    comparator: fc.constantFrom(...comparators),
    value: fc.integer({ min: 1, max: 500 }).map(String),
    kind: fc.constantFrom('stock', 'cumulative', 'flow'),
    everyYear: fc.boolean(),
    by: fc.constantFrom('2025-12-31', '2026-06-30', '2026-12-31', '2027-12-31'),
  })
  .map(
    ({ everyYear, ...one }): Judged => ({
      ...one,
      everyYear: everyYear && one.kind === 'flow',
      tolerance: one.comparator === 'about' ? '0.1' : null,
    }),
  );
const days = fc.integer({ min: 0, max: 1095 }).map((one) => addDays('2025-01-01', one));
const figure = fc.integer({ min: 0, max: 600 });
/** Month ends of three years, and the day a year ago, of a figure that may also fall. */
const readings = (now: string) =>
  fc.array(figure, { minLength: 37, maxLength: 37 }).map((values) => {
    const ends = values.map((value, month) =>
      at(endOfMonth(`${2024 + Math.floor(month / 12)}-${two((month % 12) + 1)}-01`), value),
    );
    return [at(yearBefore(now), values[36] ?? 0), ...ends];
  });
const two = (month: number) => String(month).padStart(2, '0');
const asked = days.chain((on) =>
  fc.record({ of: anyTarget, on: fc.constant(on), value: figure, past: readings(on), more: figure }),
);

/** What of a forecast is not so; nothing when it holds. */
function brokenIn(of: Judged, now: Reading, { on, projected, reachedIn, short }: Forecast): string[] {
  const sure = {
    'reached just where the projection reaches': reaches(of, projected) === (reachedIn !== null),
    'either reached or short': (short === null) === (reachedIn !== null),
    'a month from now to the end': reachedIn === null || (reachedIn >= now.on.slice(0, 7) && reachedIn <= on.slice(0, 7)),
    'what is short is enough': short === null || reaches(of, add(projected, short)),
    'and no more than enough': short === null || !reaches(of, add(projected, String(Number(short) - 1))),
    'something is lacking': needOf(of, now, 0) !== null,
  };
  return Object.entries(sure).flatMap(([what, holds]) => (holds ? [] : [what]));
}

test('never "reached" below the target, and what is said to be missing is just what lacks', () => {
  let some = 0;
  fc.assert(
    fc.property(asked, ({ of, on, value, past }) => {
      const now = at(on, value);
      const [need, got] = [needOf(of, now, 0), forecastOf(of, now, past, 0)];
      some += got ? 1 : 0;
      expect(need !== null && (reaches(of, now.value) || !reaches(of, add(now.value, need)))).toBe(false);
      expect(got ? brokenIn(of, now, got) : []).toEqual([]);
    }),
    { numRuns: 3000 },
  );
  expect(some).toBeGreaterThan(300);
});

test('who has more now is never said to come to less, nor to be reached later', () => {
  const month = (of: Forecast) => of.reachedIn ?? '9999-12';
  let some = 0;
  fc.assert(
    fc.property(asked, ({ of, on, value, past, more }) => {
      const less = forecastOf(of, at(on, value), past, 0);
      const greater = forecastOf(of, at(on, value + more), past, 0);
      const both = less !== null && greater !== null;
      some += both ? 1 : 0;
      expect(both && (compare(greater.projected, less.projected) === -1 || month(greater) > month(less))).toBe(false);
    }),
    { numRuns: 3000 },
  );
  expect(some).toBeGreaterThan(100);
});
