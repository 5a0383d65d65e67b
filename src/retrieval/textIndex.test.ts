// The index against the formula, whatever was put, changed and taken away before; and what widening finds.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTextIndex } from './textIndex.ts';
import { eachGram, plain, wordsOf } from './tokens.ts';

const everybody = () => true;
const gramsOf = (text: string): string[] => {
  const grams: string[] = [];
  eachGram(text, (gram) => grams.push(String(gram)));
  return grams;
};

/** BM25 as it is written down, over all texts at once. */
function formula(texts: ReadonlyMap<string, string>, question: string, k1 = 0.6, b = 0.75): Map<string, number> {
  const cut = new Map([...texts].map(([id, text]) => [id, gramsOf(text)]));
  const average = [...cut.values()].reduce((sum, grams) => sum + grams.length, 0) / Math.max(1, cut.size);
  const scores = new Map<string, number>();
  for (const [id, grams] of cut) {
    let score = 0;
    for (const gram of gramsOf(question)) {
      const count = grams.filter((one) => one === gram).length;
      const holders = [...cut.values()].filter((all) => all.includes(gram)).length;
      const idf = Math.log(1 + (cut.size - holders + 0.5) / (holders + 0.5));
      score += (idf * count * (k1 + 1)) / (count + k1 * (1 - b + (b * grams.length) / (average || 1)));
    }
    if (score > 0) scores.set(id, score);
  }
  return scores;
}

const text = fc.array(fc.constantFrom(...'污水处理膜分离激光切割机床控制'), { maxLength: 14 }).map((all) => all.join(''));
const changes = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), text: fc.option(text, { nil: null }) }), {
  maxLength: 24,
});

test('scores are the formula over what stands now, in whatever order it came, changed and went', () => {
  fc.assert(
    fc.property(changes, text, (all, question) => {
      const index = openTextIndex({ text: 1 });
      const standing = new Map<string, string>();
      for (const change of all) {
        if (change.text === null) index.drop(change.id);
        else index.put(change.id, { text: change.text });
        if (change.text === null) standing.delete(change.id);
        else standing.set(change.id, change.text);
        // Asked between changes, so that segments are built and grow together.
        index.find(question, { most: 3, accept: everybody });
      }
      const wanted = formula(standing, question);
      const scores = index.score(question);
      expect(index.size()).toBe(standing.size);
      for (const [id, score] of wanted) expect(scores[index.slotOf(id) ?? -1]).toBeCloseTo(score, 9);
      const found = index.find(question, { most: 10, accept: everybody });
      expect(found.map(({ slot }) => index.idOf(slot)).sort()).toEqual([...wanted.keys()].sort());
      const values = found.map(({ score }) => score);
      expect(values).toEqual(values.toSorted((a, b) => b - a));
    }),
    { numRuns: 150 },
  );
});

test('what may not be shown neither comes nor changes what the others are measured by', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 8 }), text, (texts, question) => {
      const index = openTextIndex({ text: 1 });
      for (const [at, one] of texts.entries()) index.put(String(at), { text: one });
      const hidden = texts.length - 1;
      const asked = { most: 10, accept: (slot: number) => slot !== hidden };
      for (const widen of [0, 0.8]) {
        const found = index.find(question, { ...asked, widen });
        expect(found.every(({ slot, closeness }) => slot !== hidden && closeness <= 1 + 1e-9)).toBe(true);
        // The best of those that are shown is the measure, of each of both ways.
        const best = Math.max(0, ...found.map(({ closeness }) => closeness));
        expect(found.length === 0 || best > 1 / (1 + widen) - 1e-9).toBe(true);
      }
    }),
  );
});

test('many segments give what one gives', () => {
  const [inParts, atOnce] = [openTextIndex({ text: 1 }), openTextIndex({ text: 1 })];
  const texts = Array.from(
    { length: 1500 },
    (_, at) => `第${at % 7}类设备${at % 31}的检测与${['焊接', '切割', '喷涂'][at % 3]}工艺${at}`,
  );
  for (const [at, one] of texts.entries()) {
    inParts.put(String(at), { text: one });
    atOnce.put(String(at), { text: one });
    if (at % 97 === 0) inParts.find('焊接', { most: 1, accept: everybody });
  }
  const ask = { most: 40, accept: everybody };
  expect(inParts.find('设备5的焊接工艺', ask)).toEqual(atOnce.find('设备5的焊接工艺', ask));
});

test('a word is found by what goes with it', () => {
  const index = openTextIndex({ title: 3, text: 1 });
  const pairs = ['废水与膜分离', '废水的膜分离', '膜分离处理废水', '采用膜分离净化废水'];
  for (const [at, one] of pairs.entries()) index.put(`pair ${at}`, { title: '', text: one });
  index.put('alone', { title: '', text: '一种膜分离装置' });
  for (let at = 0; at < 200; at += 1) index.put(`other ${at}`, { title: `机床${at}`, text: `数控机床的主轴${at}` });
  const found = (widen = 0) => index.find('废水', { most: 10, accept: everybody, widen }).map(({ slot }) => index.idOf(slot));
  expect(found()).not.toContain('alone');
  expect(found(0.8)).toContain('alone');
  const slot = index.slotOf('alone') ?? -1;
  const [reason] = index.reasons('废水')(slot);
  expect(reason).toMatchObject({ word: '废水' });
  expect(reason?.likeness).toBeGreaterThan(0.25);
});

test('width, case and Latin words do not matter; a text of any length and kind is taken', () => {
  expect(plain('ＰＬＣ控制')).toBe('plc控制');
  const [first, second] = ['控'.charCodeAt(0), '制'.charCodeAt(0)];
  expect(gramsOf('PLC 控制')).toEqual(['plc', first, second, first * 65_536 + second].map(String));
  expect(wordsOf('污水处理')).toContain('污水');
  const index = openTextIndex({ text: 1 });
  index.put('long', { text: '<script>膜</script>𠀀𠀁'.repeat(20_000) });
  expect(index.find('膜', { most: 1, accept: everybody })).toHaveLength(1);
  expect(index.find('', { most: 1, accept: everybody })).toEqual([]);
});

test('groups are measured by the closest of all of them, and each has its own best', () => {
  const index = openTextIndex({ text: 1 });
  for (const one of ['铝壳激光焊接', '激光焊接专家', '激光打标', '激光打标专家']) index.put(one, { text: one });
  const expert = (slot: number): boolean => index.idOf(slot).endsWith('专家');
  const groups = index.findGroups('铝壳激光焊接', { most: 1, groupOf: (slot) => (expert(slot) ? 'expert' : 'supply') });
  const [supply, one] = [groups.get('supply') ?? [], groups.get('expert') ?? []];
  expect([...supply, ...one].map(({ slot }) => index.idOf(slot))).toEqual(['铝壳激光焊接', '激光焊接专家']);
  expect(supply[0]?.closeness).toBe(1);
  expect(one[0]?.closeness).toBeLessThan(0.9);
});
