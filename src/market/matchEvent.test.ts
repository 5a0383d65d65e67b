// How an event stands on a day, for whoever thinks of coming.
import { expect, test } from 'vitest';
import { standingOf } from './matchEvent.ts';

const event = { state: 'open', from: '2026-05-18', to: '2026-05-19', until: '2026-05-15', admitted: 3, capacity: 3 };

test('registration is open until its last day, or there is a waiting list; then the event is on, then over', () => {
  const free = { ...event, capacity: 4 };
  const on = (day: string, one = event) => standingOf(one, day);
  expect(on('2026-05-15', free)).toBe('registration');
  expect(standingOf({ ...event, capacity: null }, '2026-05-15')).toBe('registration');
  expect(on('2026-05-15')).toBe('full');
  expect(on('2026-05-16', free)).toBe('registrationOver');
  expect([on('2026-05-18'), on('2026-05-19')]).toEqual(['on', 'on']);
  expect(on('2026-05-20')).toBe('over');
});

test('what was said of it goes before the days', () => {
  expect(standingOf({ ...event, state: 'held' }, '2026-05-01')).toBe('over');
  for (const state of ['draft', 'cancelled', 'voided'] as const)
    expect(standingOf({ ...event, state }, '2026-05-18')).toBe(state);
});
