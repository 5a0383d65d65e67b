// Words that confirmed matches propose: only what one side says and the other does not, over matches of different parties, and never what was decided before.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearPair, nearPairsIn } from './nearWords.ts';
import { type Confirmed, pairsIn } from './wordPairs.ts';

const bounds = { deals: 3, beside: 2, share: 0.5 };
const nothing = { together: () => false, known: () => false };
const side = (id: string, title: string, keywords: string[] = []) => ({
  id,
  title,
  keywords,
  text: [title, ...keywords].join('\n'),
});
const match = (n: number, demand: string, supply: string, keys: [string[], string[]] = [[], []]): Confirmed => ({
  parties: `party ${n}`,
  demand: side(`d${n}`, demand, keys[0]),
  supply: side(`s${n}`, supply, keys[1]),
});
const laser = (n: number, what: string) => match(n, `镭射${what}`, `激光${what}`, [['镭射'], ['激光']]);

test('a pair that recurs over enough matches is proposed with its evidence; fewer suffice where texts put it together', () => {
  const three = [laser(1, '切割'), laser(2, '焊接'), laser(3, '打标')];
  const [first, ...rest] = pairsIn(three, bounds, nothing);
  expect(first).toMatchObject({ words: ['激光', '镭射'], matches: 3, beside: false });
  expect(first?.evidence).toHaveLength(3);
  expect(rest).toEqual([]);
  expect(pairsIn(three.slice(1), bounds, nothing)).toEqual([]);
  expect(pairsIn(three.slice(1), bounds, { ...nothing, together: () => true })).toMatchObject([{ matches: 2, beside: true }]);
});

test('of one listing that many take, and of parties that come together often, nothing is learned', () => {
  const three = [laser(1, '切割'), laser(2, '焊接'), laser(3, '打标')];
  const supply = side('one', '激光设备', ['激光']);
  expect(
    pairsIn(
      three.map((one) => ({ ...one, supply })),
      bounds,
      nothing,
    ),
  ).toEqual([]);
  expect(
    pairsIn(
      three.map((one) => ({ ...one, parties: 'the same' })),
      bounds,
      nothing,
    ),
  ).toEqual([]);
});

test('a word of every deal goes with none of them', () => {
  const all = ['切割', '焊接', '打标', '熔覆', '清洗', '测距', '雷达'].map((what, n) =>
    match(n, `镭射${what}项目`, n < 3 ? `激光${what}` : `光纤${what}`, [['镭射', '项目'], [n < 3 ? '激光' : '光纤']]),
  );
  const found = pairsIn(all, { ...bounds, share: 0.6 }, nothing).map(({ words }) => words.join());
  expect(found).not.toContain('激光,项目');
});

const words = fc.constantFrom('镭射', '激光', '切割', '焊接', 'pcb', '线路板', '检测', '研发');
const confirmed = fc.array(
  fc.record({
    n: fc.nat(5),
    demand: fc.array(words, { minLength: 1, maxLength: 4 }),
    supply: fc.array(words, { minLength: 1, maxLength: 4 }),
  }),
  { maxLength: 15 },
);

test('whatever is proposed stands on one side alone in each of its matches, is not known, and does not depend on their order', () => {
  fc.assert(
    fc.property(confirmed, fc.array(fc.tuple(words, words), { maxLength: 3 }), (said, refused) => {
      const matches = said.map(({ n, demand, supply }, at) => ({
        ...match(n, '', '', [demand, supply]),
        demand: side(`d${at}`, '需求', demand),
        supply: side(`s${at}`, '供给', supply),
      }));
      const known = (one: string, other: string) =>
        refused.some((pair: readonly string[]) => pair.includes(one) && pair.includes(other));
      const found = pairsIn(matches, bounds, { ...nothing, known });
      for (const { words: pair, matches: n, evidence } of found) {
        expect(n).toBeGreaterThanOrEqual(bounds.deals);
        expect(known(...pair)).toBe(false);
        for (const { demand, supply } of evidence)
          for (const word of pair) expect(demand.text.includes(word)).toBe(!supply.text.includes(word));
      }
      const bare = (all: typeof found) => all.map(({ words: pair, matches: n }) => [...pair, n]);
      expect(bare(pairsIn(matches.toReversed(), bounds, { ...nothing, known }))).toEqual(bare(found));
    }),
  );
});

test('the pairs of a reason are read again from what it tells', () => {
  const told = { code: 'nearWords', params: { words: `${nearPair('镭射', '激光')}、${nearPair('pcb', '线路板')}` } };
  expect(nearPairsIn(told)).toEqual([
    ['镭射', '激光'],
    ['pcb', '线路板'],
  ]);
  expect(nearPairsIn({ ...told, code: 'sharedWords' })).toEqual([]);
});
