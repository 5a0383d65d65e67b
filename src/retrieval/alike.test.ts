// Words held for the same: found in any text as whole words, the longest first, and asked in the index beside the word.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openAlike, othersOf, standsIn } from './alike.ts';
import { openTextIndex } from './textIndex.ts';
import { plain } from './tokens.ts';

const han = fc.string({ unit: fc.constantFrom(...'激光镭射切割机器视觉检测'), minLength: 1, maxLength: 5 });
const latin = fc.string({ unit: fc.constantFrom(...'aiLsR3'), minLength: 1, maxLength: 4 });
const word = fc.oneof(han, latin);
const groups = fc.array(fc.array(word, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
const text = fc.array(fc.oneof(word, fc.constantFrom(' ', '，', '\n')), { maxLength: 20 }).map((all) => all.join(''));

test('whatever is found stands in the text, as often as is said, and stands for none but the others of its groups', () => {
  fc.assert(
    fc.property(groups, text, (all, said) => {
      const found = openAlike(all, 0.8)(said);
      for (const { word: one, times, stands, worth } of found) {
        expect(standsIn(plain(said), one)).toBe(true);
        expect(times).toBeLessThanOrEqual(plain(said).split(one).length - 1);
        expect(stands).not.toContain(one);
        for (const other of stands)
          expect(all.some((group) => [one, other].every((it) => group.map(plain).includes(it)))).toBe(true);
        expect(worth).toBe(0.8);
      }
      expect(new Set(found.map((one) => one.word)).size).toBe(found.length);
    }),
  );
});

test('others of a group are mutual, in whatever order its words were written', () => {
  fc.assert(
    fc.property(groups, (all) => {
      const others = othersOf(all);
      for (const [one, stands] of others) for (const other of stands) expect(others.get(other)).toContain(one);
    }),
  );
});

test('the longest word is taken at each place, and no part of a Latin word', () => {
  const alike = openAlike(
    [
      ['机器视觉', 'machine vision'],
      ['视觉', 'sight'],
      ['AI', '人工智能'],
    ],
    1,
  );
  expect(alike('机器视觉检测，视觉引导').map(({ word: one, times }) => [one, times])).toEqual([
    ['机器视觉', 1],
    ['视觉', 1],
  ]);
  expect(alike('air, aid')).toEqual([]);
  expect(alike('用ＡＩ识别')).toMatchObject([{ word: 'ai', stands: ['人工智能'] }]);
});

const texts = ['激光切割设备，用于钣金', '液压折弯设备，用于钣金', '水稻育秧营养土', '污水膜分离装置', '数控铣床主轴'];
function kept() {
  const index = openTextIndex({ text: 1 });
  for (const [at, said] of texts.entries()) index.put(String(at), { text: said });
  return index;
}
const all = { most: 5, accept: () => true, widen: 0.8 };

test('a text that says it by another name is found, with the word it stands for as the reason', () => {
  const index = kept();
  const question = '镭射下料';
  expect(index.find(question, all)).toEqual([]);
  const alike = openAlike([['镭射', '激光']], 0.8)(question);
  const [hit] = index.find(question, { ...all, alike });
  expect(index.idOf(hit?.slot ?? -1)).toBe('0');
  expect(index.reasons(question, alike)(hit?.slot ?? -1)).toEqual([{ word: '镭射', stands: '激光', likeness: 0.8, held: true }]);
});

test('without a group in force nothing is asked that the question does not say', () => {
  fc.assert(
    fc.property(text, (question) => {
      const index = kept();
      const none = openAlike([], 0.8)(question);
      expect(index.find(question, { ...all, alike: none })).toEqual(index.find(question, all));
      expect(index.find(question, { ...all, alike: openAlike([['孤词', '另一个']], 0.8)(question) })).toEqual(
        index.find(question, all),
      );
    }),
    { numRuns: 50 },
  );
});
