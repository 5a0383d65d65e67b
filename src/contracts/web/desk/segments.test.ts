// Cutting a text by its marks: nothing is lost, nothing is shown twice, and the gravest mark shows.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Mark, segmentsOf, tones } from './segments.ts';

const mark = fc.record({
  from: fc.integer({ min: -2, max: 30 }),
  to: fc.integer({ min: -2, max: 34 }),
  tone: fc.constantFrom(...tones),
});

test('the pieces follow one another from the beginning to the end, each with the gravest mark on it', () => {
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 12 }), (marks) => {
      const pieces = segmentsOf(30, marks);
      expect(pieces[0]?.from).toBe(0);
      expect(pieces.at(-1)?.to).toBe(30);
      expect(pieces.slice(1).map(({ from }) => from)).toEqual(pieces.slice(0, -1).map(({ to }) => to));
      const sound = marks.filter(({ from, to }) => from >= 0 && from < to && to <= 30);
      for (const { from, to, tone } of pieces)
        for (let unit = from; unit < to; unit += 1) {
          const on = sound.filter((one) => one.from <= unit && unit < one.to).map((one: Mark) => one.tone);
          expect(tones.find((one) => on.includes(one)) ?? null).toBe(tone);
        }
    }),
  );
  expect(segmentsOf(0, [])).toEqual([]);
});
