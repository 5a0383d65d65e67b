// When notices are due: quiet hours over midnight, working days, digests by day and week, a clock that is put forward.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '../platform/shared/dates.ts';
import { dueAt, instantOf, isWeekday, weekdayOf } from './due.ts';
import type { Times } from './notices.ts';

const calendar = { timeZone: 'Asia/Shanghai', isWorkingDay: isWeekday };
const times: Times = { digestHour: 9, weeklyDay: 1, quietFrom: 22, quietTo: 7, workingDaysOnly: false };
const at = (day: string, hour: number): Date => instantOf(day, hour, 'Asia/Shanghai');
const due = (from: Date, how: 'atOnce' | 'daily' | 'weekly', more: Partial<Times> = {}): string =>
  dueAt(from, how, { ...times, ...more }, calendar).toISOString();

test('at once is at once, but waits for the end of quiet hours and for a working day', () => {
  expect(due(at('2026-03-04', 15), 'atOnce')).toBe(at('2026-03-04', 15).toISOString());
  expect(due(at('2026-03-04', 22), 'atOnce')).toBe(at('2026-03-05', 7).toISOString());
  expect(due(at('2026-03-05', 6), 'atOnce')).toBe(at('2026-03-05', 7).toISOString());
  expect(due(at('2026-03-05', 7), 'atOnce')).toBe(at('2026-03-05', 7).toISOString());
  // Friday night to Monday: quiet hours end on a day off.
  expect(due(at('2026-03-06', 23), 'atOnce', { workingDaysOnly: true })).toBe(at('2026-03-09', 9).toISOString());
  expect(due(at('2026-03-07', 12), 'atOnce', { workingDaysOnly: true })).toBe(at('2026-03-09', 9).toISOString());
  expect(due(at('2026-03-04', 3), 'atOnce', { quietFrom: null, quietTo: null })).toBe(at('2026-03-04', 3).toISOString());
  expect(due(at('2026-03-04', 13), 'atOnce', { quietFrom: 12, quietTo: 14 })).toBe(at('2026-03-04', 14).toISOString());
});

test('a digest comes at its hour, always after what it tells of', () => {
  expect(due(at('2026-03-04', 8), 'daily')).toBe(at('2026-03-04', 9).toISOString());
  expect(due(at('2026-03-04', 9), 'daily')).toBe(at('2026-03-05', 9).toISOString());
  expect(due(at('2026-03-06', 10), 'daily', { workingDaysOnly: true })).toBe(at('2026-03-09', 9).toISOString());
  expect(due(at('2026-03-04', 8), 'weekly')).toBe(at('2026-03-09', 9).toISOString());
  expect(due(at('2026-03-09', 9), 'weekly')).toBe(at('2026-03-16', 9).toISOString());
  expect(due(at('2026-03-04', 8), 'weekly', { weeklyDay: 7, workingDaysOnly: true })).toBe(at('2026-03-09', 9).toISOString());
});

test('whatever a person chooses, it is due after it is known, outside quiet hours where it is sent at once', () => {
  const hour = fc.integer({ min: 0, max: 23 });
  const chosen = fc.record({
    digestHour: hour,
    weeklyDay: fc.integer({ min: 1, max: 7 }),
    quiet: fc.option(fc.tuple(hour, hour)),
    workingDaysOnly: fc.boolean(),
  });
  const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(
      instants,
      fc.constantFrom('atOnce', 'daily', 'weekly'),
      chosen,
      fc.constantFrom('Asia/Shanghai', 'Europe/Berlin'),
      (from, how, { quiet, ...rest }, timeZone) => {
        const said: Times = { ...rest, quietFrom: quiet?.[0] ?? null, quietTo: quiet?.[1] ?? null };
        const found = dueAt(from, how, said, { timeZone, isWorkingDay: isWeekday });
        expect(found.getTime()).toBeGreaterThanOrEqual(from.getTime());
        expect(found.getTime() - from.getTime()).toBeLessThan(11 * 86_400_000);
        expect(!said.workingDaysOnly || weekdayOf(dayOf(found, timeZone)) <= 5).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test('an hour that the clock leaves out is the next one', () => {
  expect(instantOf('2026-03-29', 2, 'Europe/Berlin').toISOString()).toBe('2026-03-29T01:00:00.000Z');
});
