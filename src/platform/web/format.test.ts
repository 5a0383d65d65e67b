// Numbers keep every digit on their way to the page.
import { expect, test } from 'vitest';
import {
  evenly,
  exactNumber,
  instantOf,
  momentOf,
  plotted,
  readClockOf,
  shifted,
  shownInstant,
  shownNumber,
  unitOf,
  withUnit,
} from './format.ts';

const yi = { unit: '亿元', factor: '1e8' };

test('the point is moved, nothing is divided', () => {
  expect(shifted('45000000000.00', 8)).toBe('450.0000000000');
  expect(shifted('5', 8)).toBe('0.00000005');
  expect(shifted('-120000.00', 4)).toBe('-12.000000');
  expect(shifted('9007199254740993', 0)).toBe('9007199254740993');
});

test('a figure is shown in its unit with at most two decimals', () => {
  expect(shownNumber('38742000000.00', yi, 'zh-CN')).toBe('387.42');
  expect(shownNumber('100000000000', yi, 'en')).toBe('1,000');
  expect(shownNumber('-120000', { unit: '万元', factor: '1e4' }, 'zh-CN')).toBe('−12');
});

test('English counts in billions where Chinese counts in hundreds of millions', () => {
  expect(shownNumber('38742000000.00', { unit: 'bn CNY', factor: '1e9' }, 'en')).toBe('38.74');
});

test('numbers of one column have as many decimals as one of them needs', () => {
  const shown = evenly(['5800000000', '14702000000', null], yi, 'zh-CN');
  expect([shown('5800000000'), shown('14702000000')]).toEqual(['58.00', '147.02']);
  expect(evenly(['5', '7'], { unit: '家', factor: '1' }, 'en')('5')).toBe('5');
});

test('an entry keeps all its decimals, beyond what a JS number can hold', () => {
  expect(exactNumber('9007199254740993.01', false, 'en')).toBe('9,007,199,254,740,993.01');
  expect(exactNumber('3000000.00', true, 'zh-CN')).toBe('+3,000,000.00');
  expect(exactNumber('-120000.00', true, 'zh-CN')).toBe('−120,000.00');
});

test('no value is no point on a chart, never 0', () => {
  expect(plotted(null, yi)).toBeNull();
});

test('one alone has a unit of its own where the language has one', () => {
  const places = { unit: 'places', factor: '1', one: 'place' };
  expect(['1', '-1', '2', '0'].map((value) => withUnit(value, places, 'en'))).toEqual([
    '1 place',
    '−1 place',
    '2 places',
    '0 places',
  ]);
  expect(withUnit('1000', { ...places, factor: '1e3' }, 'en')).toBe('1 place');
  expect(withUnit('1', { unit: '家', factor: '1' }, 'zh-CN')).toBe('1 家');
  expect(unitOf('1.5', places)).toBe('places');
});

test('an instant is told by the city’s clock, wherever its reader sits, and typed by it', () => {
  readClockOf('Asia/Shanghai');
  expect(shownInstant('2026-11-27T20:02:31.000Z')).toBe('2026-11-28 04:02');
  expect(shownInstant('soon')).toBe('soon');
  expect(momentOf('2026-11-27T20:02:31.000Z')).toBe('2026-11-28T04:02');
  expect([momentOf(''), instantOf(''), instantOf('2026-13-01T00:00')]).toEqual(['', null, null]);
  expect(instantOf('2026-11-28T04:02')).toBe('2026-11-27T20:02:00.000Z');
  readClockOf('America/St_Johns');
  expect(shownInstant('2026-11-27T20:02:31.000Z')).toBe('2026-11-27 16:32');
});
