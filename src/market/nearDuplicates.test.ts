// Whatever is nearly the same meets in a band; what is measured then is exact.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandsOf, likenessOf, piecesOf } from './nearDuplicates.ts';

const base =
  '针对锂电池极片涂布工序的厚度在线检测，现有射线法成本高且需要防护，希望开发基于光谱共焦的非接触测量装置，重复精度优于一微米，速度达到每分钟八十米。';
const meet = (one: string, other: string): boolean => {
  const bands = new Set(bandsOf(piecesOf(one)));
  return bandsOf(piecesOf(other)).some((band) => bands.has(band));
};

test('a text copied with a few words changed meets it, another does not; width, blanks and signs do not matter', () => {
  const copy = base.replace('希望开发', '拟委托研制').replace('八十米', '一百米');
  const other = '寻求一种用于污水处理厂的低能耗曝气控制方法，能够根据进水负荷自动调节风量，并给出节能效果的第三方检测报告。';
  expect([meet(copy, base), meet(copy, other)]).toEqual([true, false]);
  expect(likenessOf(piecesOf(` ${base.replaceAll('，', ',')}\n`), piecesOf(base))).toBe(1);
  expect([bandsOf(piecesOf('')), likenessOf(piecesOf(''), piecesOf(''))]).toEqual([[], 0]);
});

const sign = fc.constantFrom(...'测量装置精度检测电池涂布工序污水处理');
const long = fc.array(sign, { minLength: 60, maxLength: 120 });
/** A text and another that has some of its signs changed. */
const pair = fc.tuple(long, fc.array(fc.tuple(fc.nat(119), sign), { maxLength: 6 })).map(([signs, changes]) => {
  const other = [...signs];
  for (const [at, by] of changes) if (at < other.length) other[at] = by;
  return [signs.join(''), other.join('')] as const;
});

test('whatever is alike by 0.75 meets, and every text meets itself', () => {
  fc.assert(
    fc.property(pair, ([one, other]) => {
      expect(meet(one, one)).toBe(true);
      const likeness = likenessOf(piecesOf(one), piecesOf(other));
      expect(likeness).toBe(likenessOf(piecesOf(other), piecesOf(one)));
      expect(meet(one, other) || likeness < 0.75).toBe(true);
    }),
    { seed: 20_261_126, numRuns: 600 },
  );
});
