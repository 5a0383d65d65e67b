// Growth on a comparable basis tells of nobody: neither of few who stayed nor, beside the plain growth, of one who came or went.
import { expect, test } from 'vitest';
import type { Telling } from './growth.ts';
import { isTellable } from './openGrowth.ts';

const told = (amounts: Record<string, string>, region = 'A'): Telling[] =>
  Object.entries(amounts).map(([organization, amount]) => ({ organization, region, amount }));
const inA = (region: string) => region === 'A';
const many = { a: '10', b: '12', c: '9', d: '14' };

test.each([
  ['four who stayed', many, { ...many, a: '20' }, true],
  ['two who stayed', { a: '1', b: '2' }, { a: '2', b: '3' }, false],
  ['one that is nearly all', { ...many, a: '900' }, many, false],
  ['one that has become nearly all', many, { ...many, a: '900' }, false],
  ['one who came', many, { ...many, x: '5' }, false],
  ['one who went', { ...many, x: '5' }, many, false],
  ['two who came and one who went', { ...many, x: '5' }, { ...many, y: '5', z: '6' }, true],
  ['three who came, one of them nearly all of it', many, { ...many, x: '1', y: '1', z: '900' }, false],
  ['one who came with nothing', many, { ...many, x: '0' }, true],
  ['nobody', {}, {}, false],
] as const)('%s', (_what, before, now, is) => {
  expect(isTellable(told(before), told(now), inA)).toBe(is);
});

test('who moved away counts as gone from the place, and what is told elsewhere does not count', () => {
  const before = [...told(many), ...told({ e: '5' })];
  expect(isTellable(before, [...told(many), ...told({ e: '5' }, 'B')], inA)).toBe(false);
  expect(isTellable([...told(many), ...told({ e: '5' }, 'B')], [...told(many), ...told({ e: '500' }, 'B')], inA)).toBe(true);
});
