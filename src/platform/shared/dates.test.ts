// Days set against instants and against the year before: where months end and where a day of the city is another one in Greenwich.
import { expect, test } from 'vitest';
import { beginningOf, clockAt, dayKnown, dayOf, instantAt, yearBefore, yearOf } from './dates.ts';

test('the day up to which something was known is one of the city, and ends with its midnight', () => {
  const known = (instant: string) => dayKnown(new Date(instant), 'Asia/Shanghai');
  expect(known('2023-12-31T16:00:00.000Z')).toBe('2023-12-31');
  expect(known('2023-12-31T16:00:00.001Z')).toBe('2024-01-01');
  expect(known('2024-01-01T16:00:00.000Z')).toBe('2024-01-01');
  expect(yearOf(dayOf(new Date('2026-12-31T16:00:00Z'), 'Asia/Shanghai'))).toBe(2027);
});

test('a day begins at its midnight where the city is, on either side of a change of the clocks', () => {
  const begins = (day: string, zone: string) => beginningOf(day, zone).toISOString();
  expect(begins('2026-11-01', 'Asia/Shanghai')).toBe('2026-10-31T16:00:00.000Z');
  expect(begins('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
  expect(begins('2026-03-30', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
  expect(begins('2026-11-01', 'UTC')).toBe('2026-11-01T00:00:00.000Z');
});

test('what a clock shows is the instant again, wherever the clock hangs; set forward over it, it is as much later', () => {
  for (const zone of ['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'UTC', undefined])
    for (const shown of ['2026-11-28T00:00', '2026-02-28T23:59', '2026-07-01T12:30', '1899-12-31T08:00'])
      expect([zone, clockAt(instantAt(shown, zone), zone)]).toEqual([zone, shown.replace('T', ' ')]);
  expect(instantAt('2026-11-28T04:02', 'Asia/Shanghai').toISOString()).toBe('2026-11-27T20:02:00.000Z');
  expect(clockAt(instantAt('2026-03-29T02:30', 'Europe/Berlin'), 'Europe/Berlin')).toBe('2026-03-29 03:30');
});

test('a year before the end of a month was the end of that month', () => {
  expect(['2024-02-29', '2025-02-28', '2025-02-27', '2025-11-30', '2025-11-26'].map(yearBefore)).toEqual([
    '2023-02-28',
    '2024-02-29',
    '2024-02-27',
    '2024-11-30',
    '2024-11-26',
  ]);
});
