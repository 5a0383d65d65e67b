// What a segment holds is what was put in, however far apart and however often, alone or grown together.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gather, merged, openUnpacked, type Segment, unpack } from './segment.ts';
import { openTally } from './tally.ts';

type Document = { gap: number; counts: Record<string, number> };
const document = fc.record({
  gap: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 60, max: 70 }), fc.integer({ min: 8000, max: 3_000_000 })),
  counts: fc.dictionary(
    fc.constantFrom('0', '1', '2', '7', '4000'),
    fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 250, max: 400 })),
  ),
});

type Held = [slot: number, count: number][];
function built(documents: readonly Document[], before: number): { segment: Segment; held: Map<number, Held>; last: number } {
  const [gathering, tally, held] = [gather(), openTally(), new Map<number, Held>()];
  let slot = before;
  for (const { gap, counts } of documents) {
    slot += gap;
    tally.begin();
    for (const [term, count] of Object.entries(counts)) {
      tally.add(Number(term), count);
      held.set(Number(term), [...(held.get(Number(term)) ?? []), [slot, Math.min(255, count)]]);
    }
    gathering.add(slot, tally);
  }
  return { segment: gathering.build(), held, last: slot };
}
const into = openUnpacked();
const read = (segment: Segment, term: number): Held => {
  unpack(segment, term, into);
  return [...into.slots.subarray(0, into.length)].map((slot, at) => [slot, into.counts[at] ?? 0]);
};

test('a segment gives back each document of a term with its count, and two of them as one give those that stand', () => {
  const some = fc.array(document, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(some, some, fc.integer({ min: 2, max: 5 }), (first, second, every) => {
      const one = built(first, -1);
      const other = built(second, one.last);
      const alive = (slot: number): boolean => slot % every !== 0;
      const both = merged(one.segment, other.segment, alive);
      for (const term of [0, 1, 2, 3, 7, 4000, 4001]) {
        expect(read(one.segment, term)).toEqual(one.held.get(term) ?? []);
        expect(read(other.segment, term)).toEqual(other.held.get(term) ?? []);
        const standing = [...(one.held.get(term) ?? []), ...(other.held.get(term) ?? [])].filter(([slot]) => alive(slot));
        expect(read(both, term)).toEqual(standing);
        expect([...both.terms].includes(term)).toBe(standing.length > 0);
      }
    }),
    { numRuns: 200 },
  );
});
