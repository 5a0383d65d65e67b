// What is found is what exact arithmetic finds; puts and drops in any order leave what a fresh set would have.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { likenessOf, openNearDuplicates, piecesOf } from './nearDuplicates.ts';

const base =
  '针对锂电池极片涂布工序的厚度在线检测，现有射线法成本高且需要防护，希望开发基于光谱共焦的非接触测量装置，重复精度优于一微米，速度达到每分钟八十米。';

test('a text copied with a few words changed is found, another is not', () => {
  const set = openNearDuplicates();
  set.put('a', base);
  set.put('b', '寻求一种用于污水处理厂的低能耗曝气控制方法，能够根据进水负荷自动调节风量，并给出节能效果的第三方检测报告。');
  const copy = base.replace('希望开发', '拟委托研制').replace('八十米', '一百米');
  const [first, ...others] = set.like(copy, 0.5);
  expect(first).toMatchObject({ id: 'a', likeness: likenessOf(piecesOf(copy), piecesOf(base)) });
  expect(others).toEqual([]);
  expect(set.like(` ${base.replaceAll('，', ',')}\n`, 1)).toMatchObject([{ id: 'a', estimate: 1, likeness: 1 }]);
  set.put('a', '换成了别的内容，和原来的需求没有关系。');
  expect(set.like(copy, 0.3)).toEqual([]);
  set.drop('a');
  set.drop('a');
  expect(set.size()).toBe(1);
  expect(set.like('', 0)).toEqual([]);
});

const sign = fc.constantFrom(...'测量装置精度检测电池涂布工序污水处理');
const long = fc.array(sign, { minLength: 60, maxLength: 120 });
/** A text and another that has some of its signs changed. */
const pair = fc.tuple(long, fc.array(fc.tuple(fc.nat(119), sign), { maxLength: 6 })).map(([signs, changes]) => {
  const other = [...signs];
  for (const [at, by] of changes) if (at < other.length) other[at] = by;
  return [signs.join(''), other.join('')] as const;
});

test('likeness is exact, and whatever is alike by 0.75 is found', () => {
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 12 }), (pairs) => {
      const set = openNearDuplicates();
      pairs.forEach(([text], at) => set.put(`t${at}`, text));
      for (const [, asked] of pairs) {
        const exact = pairs.map(([text], at) => ({ id: `t${at}`, likeness: likenessOf(piecesOf(asked), piecesOf(text)) }));
        const found = set.like(asked, 0.75);
        expect(found.map(({ id, likeness }) => ({ id, likeness }))).toEqual(
          exact.filter(({ likeness }) => likeness >= 0.75).toSorted((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1)),
        );
        for (const { estimate, likeness } of found) expect(Math.abs(estimate - likeness)).toBeLessThan(0.3);
      }
    }),
    { seed: 20_261_126 },
  );
});

test('puts and drops in any order leave what a fresh set of the same texts finds', () => {
  const change = fc.tuple(fc.nat(9), fc.option(pair, { nil: null }));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), pair, (changes, [, asked]) => {
      const [grown, fresh] = [openNearDuplicates(), openNearDuplicates()];
      const stand = new Map<string, string>();
      for (const [at, said] of changes) {
        const id = `t${at}`;
        if (said === null) {
          grown.drop(id);
          stand.delete(id);
        } else {
          grown.put(id, said[0]);
          stand.set(id, said[0]);
        }
      }
      for (const [id, text] of stand) fresh.put(id, text);
      expect(grown.size()).toBe(stand.size);
      for (const text of [asked, ...stand.values()]) expect(grown.like(text, 0.4)).toEqual(fresh.like(text, 0.4));
    }),
  );
});

test('a set that has grown and emptied many times still finds what stands', () => {
  const set = openNearDuplicates();
  for (let at = 0; at < 5000; at += 1) {
    set.put(`t${at}`, `${base}第${at}号样机的编号是${at * 7919}，由${at * 31}车间试用。`);
    if (at >= 50) set.drop(`t${at - 50}`);
  }
  expect(set.size()).toBe(50);
  const ids = set.like(base, 0.5).map(({ id }) => id);
  expect(ids.toSorted()).toEqual(Array.from({ length: 50 }, (_, at) => `t${4950 + at}`));
});
