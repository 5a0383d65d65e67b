// Working days: the vector of the standard, laws that hold for any calendar, and years that nobody has published.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from './dates.ts';
import { shippedYears, yearsIn } from './publishedYears.ts';
import { endOfTerm, openWorkingDays, timeLeft } from './workingDays.ts';

const known = openWorkingDays(shippedYears);
const refused = (year: string) => expect.objectContaining({ code: 'calendar.unpublished', params: { year } });
const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (fault) {
    return fault;
  }
};

test('ten working days after 25 September 2026 is 15 October: the day itself is not counted, Saturday the 10th is worked', () => {
  expect(known.addWorkingDays('2026-09-25', 10)).toBe('2026-10-15');
  expect(known.workingDaysBetween('2026-09-25', '2026-10-15')).toBe(10);
  expect([known.isWorkingDay('2026-10-10'), known.isWorkingDay('2026-10-01'), known.isWorkingDay('2026-09-20')]).toEqual([
    true,
    false,
    true,
  ]);
  expect(known.addWorkingDays('2026-10-15', -10)).toBe('2026-09-24');
});

test('a year that is not published is refused by its name, also where a span only reaches into it', () => {
  expect(known.years.at(-1)).toBe(2026);
  expect(thrown(() => known.isWorkingDay('2027-01-04'))).toEqual(refused('2027'));
  expect(thrown(() => known.addWorkingDays('2026-12-30', 2))).toEqual(refused('2027'));
  expect(known.addWorkingDays('2026-12-30', 1)).toBe('2026-12-31');
  expect(thrown(() => known.workingDaysBetween('2026-12-01', '2027-01-02'))).toEqual(refused('2027'));
  expect(thrown(() => known.workingDaysBetween('2003-12-31', '2004-03-01'))).toEqual(refused('2003'));
  expect(timeLeft(known, '2026-12-30', '2027-01-08')).toEqual({ working: null, unpublished: 2027, days: 9 });
  expect(timeLeft(known, '2026-12-30', '2026-12-31')).toEqual({ working: 1, unpublished: null });
});

test('a year of the package counts as published only when its holidays are there', () => {
  expect(yearsIn(['2027-01-01', '2027-01-02'], [])).toEqual([]);
  expect(yearsIn(['2027-01-01', '2027-05-01', '2027-10-01', '2027-10-02'], ['2027-10-09'])).toMatchObject([
    { year: 2027, workingDays: ['2027-10-09'] },
  ]);
});

const dayIn = fc.integer({ min: 0, max: 3600 }).map((ahead) => addDays('2015-06-01', ahead));

test('what is added is counted again, back and forth, and ends on a working day', () => {
  fc.assert(
    fc.property(dayIn, fc.integer({ min: 1, max: 120 }), (from, days) => {
      const end = known.addWorkingDays(from, days);
      expect(known.isWorkingDay(end)).toBe(true);
      expect(known.left(from, end)).toBe(days);
      expect(known.left(end, from)).toBe(0 - days);
      expect(known.left(from, addDays(end, -1))).toBe(days - 1);
    }),
  );
});

test('counting is additive, grows with the day, and never exceeds the calendar’s own', () => {
  fc.assert(
    fc.property(dayIn, dayIn, dayIn, (a, b, c) => {
      expect(known.workingDaysBetween(a, b) + known.workingDaysBetween(b, c)).toBe(known.workingDaysBetween(a, c));
      const [from, to] = a <= b ? [a, b] : [b, a];
      const all = (Date.parse(to) - Date.parse(from)) / 86_400_000;
      expect(known.workingDaysBetween(from, to)).toBeLessThanOrEqual(all);
      expect(endOfTerm(known, from, { days: all, kind: 'calendar' })).toBe(to);
    }),
  );
});
