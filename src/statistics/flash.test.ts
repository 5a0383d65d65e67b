// The flash: rank, growth, and pace by the target of the year where each place has one, else by the year before; never by a target that is not there.
import { expect, test } from 'vitest';
import { flashOf, type Goals } from './flash.ts';

const figures = (value: string | null, ...parts: (string | null)[]) => ({
  value,
  regions: parts.map((part, at) => ({ region: `R${at + 1}`, value: part })),
});
const now = figures('90', '60', '30', null);
const before = figures('75', '50', '25', null);
const year = figures('100', '75', '25', null);
const goals = (...places: [string, string, string][]): Goals => ({
  plan: { zh: '计划', en: 'Plan' },
  city: { amount: '120', due: '0.7' },
  places: new Map(places.map(([region, amount, due]) => [region, { amount, due }])),
});

test('where each place that tells a value has a target, pace is the share of it beside what was due', () => {
  const { by, city, rows } = flashOf(now, before, year, goals(['R1', '100', '0.75'], ['R2', '20', '0.5']));
  expect(by).toBe('target');
  expect(city).toMatchObject({ growth: '0.2000', pace: { reached: '0.7500', due: '0.7000' } });
  expect(city.goal).toEqual(city.pace);
  expect(rows.map(({ region, rank, pace }) => [region, rank, pace])).toEqual([
    ['R1', 1, { reached: '0.6000', due: '0.7500' }],
    ['R2', 2, { reached: '1.5000', due: '0.5000' }],
    ['R3', null, null],
  ]);
});

test('where a place has none, all are measured by the year before, and the city’s own target is said apart', () => {
  const { by, city, rows } = flashOf(now, before, year, goals(['R1', '100', '0.75']));
  expect(by).toBe('yearBefore');
  expect(city).toMatchObject({ pace: { reached: '0.9000', due: null }, goal: { reached: '0.7500', due: '0.7000' } });
  expect(rows.map(({ pace }) => pace)).toEqual([{ reached: '0.8000', due: null }, { reached: '1.2000', due: null }, null]);
});

test('without a target and without a year before there is no pace, and a target of nothing is none', () => {
  const none = figures(null);
  expect(flashOf(now, none, none, null)).toMatchObject({ by: 'yearBefore', city: { growth: null, pace: null, goal: null } });
  const nothing = goals(['R1', '0', '0.75'], ['R2', '20', '0.5']);
  expect(flashOf(now, before, year, nothing).rows[0]?.pace).toBeNull();
  expect(flashOf(figures(null, null), before, year, goals())).toMatchObject({ by: 'yearBefore' });
});
