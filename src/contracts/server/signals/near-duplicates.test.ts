// The index of near-duplicates against a naive model that keeps whole sets; and that forms are no sameness, copies are, however many.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openNearDuplicates } from './near-duplicates.ts';
import { sharedOf, shinglesOf } from './shingles.ts';

const never = { share: 1, floor: 60_000 };
const every = { count: 1000, least: 0, but: '' };
const setOf = (numbers: readonly number[]) => Uint32Array.from(new Set(numbers)).sort();

/** Few values, so that sets meet; spread over all 32 bits, as shingles are. */
const shingles = fc
  .array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 })
  .map((all) => setOf(all.map((one) => one * 97_403_111)));
const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.option(shingles, { nil: null, freq: 4 })), { maxLength: 60 });

test('after any adding, replacing and removing it finds what the whole sets share', () => {
  fc.assert(
    fc.property(steps, shingles, (all, asked) => {
      const index = openNearDuplicates(never);
      const naive = new Map<string, Uint32Array>();
      for (const [number, set] of all) {
        if (set === null) index.remove(`c${number}`);
        else index.add(`c${number}`, set);
        if (set === null) naive.delete(`c${number}`);
        else naive.set(`c${number}`, set);
      }
      expect(index.size).toBe(naive.size);
      const expected = [...naive]
        .map(([id, set]) => ({ id, ...sharedOf(asked, set, () => false) }))
        .filter(({ both, either }) => both >= 3 || (either > 0 && both === either))
        .map(({ id, both, left, right }) => [id, both, both / Math.min(left, right)] as const);
      const found = index.candidates(asked, every).map(({ id, shared, share }) => [id, shared, share] as const);
      expect(found.toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 60 },
  );
});

const textOf = (seed: number, length: number): string => {
  let state = seed;
  return Array.from({ length }, () =>
    String.fromCharCode(0x4e00 + (((state = Math.imul(state, 1_103_515_245) + 12_345) >>> 16) % 4000)),
  ).join('');
};

test('contracts on one form meet only by their own; a copy is met among a thousand, after growing', () => {
  const form = textOf(1, 2000);
  const index = openNearDuplicates({ share: 0.01, floor: 25 });
  for (let at = 0; at < 1500; at += 1) index.add(`c${at}`, shinglesOf(form + textOf(100 + at, 600)));
  const query = { count: 5, least: 0.3, but: 'new' };
  expect(index.isCommon(shinglesOf(form)[0] ?? 0)).toBe(true);
  expect(index.candidates(shinglesOf(form + textOf(9999, 600)), query)).toEqual([]);
  const copy = index.candidates(shinglesOf(form + textOf(100 + 77, 500) + textOf(8888, 100)), query);
  expect(copy.map(({ id }) => id)).toEqual(['c77']);
  expect(copy[0]?.share).toBeGreaterThan(0.6);
});

test('known model texts are forms from the first contract on', () => {
  const form = textOf(1, 2000);
  const index = openNearDuplicates(never, [shinglesOf(form)]);
  index.add('a', shinglesOf(form + textOf(2, 600)));
  expect(index.candidates(shinglesOf(form + textOf(3, 600)), { count: 5, least: 0.1, but: '' })).toEqual([]);
  expect(index.candidates(shinglesOf(form + textOf(2, 600)), { count: 5, least: 0.1, but: '' })).toHaveLength(1);
});

test('the very same text is met however often it is there; one handed in again and again makes nothing common', () => {
  const text = shinglesOf(textOf(5, 900));
  const index = openNearDuplicates({ share: 0.001, floor: 5 });
  for (let time = 0; time < 40; time += 1) index.add('one', text);
  expect(index.isCommon(text[0] ?? 0)).toBe(false);
  for (let copy = 0; copy < 40; copy += 1) index.add(`copy${copy}`, text);
  expect(index.isCommon(text[0] ?? 0)).toBe(true);
  expect(index.candidates(text, { ...every, but: 'one' })).toHaveLength(40);
});
