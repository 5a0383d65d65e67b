// The draw and the choice of a registry, alone: anybody gets the same numbers, and the most specific place wins.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { draw, sampleSize } from './draw.ts';
import { chooseRegistry } from './registry.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const numbers = Array.from({ length: 200 }, (_, at) => `TC2026-${String(at + 1).padStart(6, '0')}`);

test('two in a hundred are drawn, at least one of any, none of nothing', () => {
  expect([0, 1, 50, 51, 100, 101, 12_500].map(sampleSize)).toEqual([0, 1, 1, 2, 2, 3, 250]);
  expect(draw({ seed: 'a', code: 'CH', numbers: [] }, hash)).toEqual([]);
});

test('the same seed, code and numbers draw the same, in whatever order; another seed or code draws others', () => {
  const of = { seed: 'f00d', code: 'CH', numbers };
  const drawn = draw(of, hash);
  expect(drawn).toHaveLength(4);
  expect(draw({ ...of, numbers: [...numbers].reverse() }, hash)).toEqual(drawn);
  expect(draw({ ...of, numbers: [...numbers, ...numbers] }, hash)).toEqual(drawn);
  expect(draw({ ...of, seed: 'f00e' }, hash)).not.toEqual(drawn);
  expect(draw({ ...of, code: 'CI' }, hash)).not.toEqual(drawn);
  // As an outsider would do it: sorted by the hash of three lines.
  const [first] = numbers.map((one) => [hash(`f00d\nCH\n${one}`), one] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  expect(drawn[0]).toBe(first?.[1]);
});

test('over many seeds each number has the same chance', () => {
  const few = numbers.slice(0, 20);
  const counts = new Map(few.map((one) => [one, 0]));
  for (let seed = 0; seed < 2000; seed++)
    for (const one of draw({ seed: String(seed), code: 'X', numbers: few }, hash)) counts.set(one, (counts.get(one) ?? 0) + 1);
  // 100 each; five standard deviations are about 49.
  for (const count of counts.values()) expect(Math.abs(count - 100)).toBeLessThan(50);
});

test('a contract comes to the registry of its own place, then of what lies around it, never to one of its parties where there is another', () => {
  const at = (code: string, territory: string[], more: object = {}) => ({
    id: code,
    code,
    organization: null,
    owners: [],
    territory,
    ...more,
  });
  const all = [at('CITY', ['YC']), at('CH', ['YC-CH']), at('WIDE', ['YC-CH', 'YC-WY']), at('HT', ['YC-HT'])];
  const of = (places: string[], parties: string[] = [], among = all) =>
    chooseRegistry(among, { places: [...places, 'YC'], parties: new Set(parties) })?.code ?? null;
  expect(of(['YC-CH'])).toBe('CH');
  expect(of(['YC-WY'])).toBe('WIDE');
  expect(of(['YC-HT', 'YC-CH'])).toBe('HT');
  expect(of(['YC-XX', 'YC-CH'])).toBe('CH');
  expect(of(['YC-XX'])).toBe('CITY');
  expect(of([])).toBe('CITY');
  expect(of(['YC-XX'], [], all.slice(1))).toBeNull();
  const owned = [at('CITY', ['YC']), at('CH', ['YC-CH'], { owners: ['firm'] })];
  expect(of(['YC-CH'], ['firm'], owned)).toBe('CITY');
  expect(of(['YC-CH'], ['firm'], owned.slice(1))).toBe('CH');
});
