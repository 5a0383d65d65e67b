// The figures of a dashboard: those named, else the first that have a value; growth only where there is something to compare with.
import { expect, test } from 'vitest';
import { chosenOf, most, onYear, pointsOn, signed } from './dashboard.ts';

const figures = Array.from({ length: 20 }, (_, n) => ({ code: `f${n}`, value: n % 2 === 0 ? String(n) : null }));

test('those named stand in their order, once, as far as there are such; else the first with a value', () => {
  expect(chosenOf(figures, undefined)).toEqual(['f0', 'f2', 'f4', 'f6', 'f8', 'f10']);
  expect(chosenOf(figures, 'f3,f1,f3,none')).toEqual(['f3', 'f1']);
  expect(chosenOf(figures, '')).toEqual([]);
  expect(chosenOf(figures, figures.map(({ code }) => code).join(','))).toHaveLength(most);
});

test('growth is null without a year before, and counts from below zero upwards', () => {
  expect(onYear('12', '10')).toBeCloseTo(0.2);
  expect(onYear('-5', '-10')).toBeCloseTo(0.5);
  expect([onYear('1', null), onYear('1', '0'), onYear('1', undefined), onYear(null, '1')]).toEqual([null, null, null, null]);
});

test('a share in per cent differs by points, with its sign', () => {
  expect([pointsOn('3.62', '3.38'), pointsOn('60', '61.5')].map((one) => signed(one ?? 0))).toEqual(['+0.24', '−1.5']);
  expect([pointsOn('1', null), pointsOn(null, '1'), pointsOn('1', undefined)]).toEqual([null, null, null]);
});
