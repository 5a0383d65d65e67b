// Measures finding a supply for a demand: how often the right text comes first, beside three libraries on the same tokens, and what 200,000 texts cost.
import { create, insertMultiple, search, type AnyOrama } from '@orama/orama';
import flexsearch from 'flexsearch';
import MiniSearch from 'minisearch';
import { openTextIndex, type TextIndex } from '../../src/retrieval/textIndex.ts';
import { eachGram } from '../../src/retrieval/tokens.ts';
import { chanceOf } from '../../src/seed-random.ts';
import { type Finder, inReport, type Paper, papers, questionSets, tried } from './matching-sets.ts';
import { shown, spreadOf, table } from './report.ts';

type Print = (line: string) => void;

/** What words that go with it, and the same field of technology, are worth beside the characters of the best: chosen on the tuned half. */
export const worth = { words: 0.8, field: 1.3 };

export async function benchMatching(print: Print, texts: number): Promise<void> {
  const all = papers();
  if (all === null) {
    print('The 969 records that quality is measured on are not beside this checkout: nothing was measured.');
    return;
  }
  quality(print, all, await finders(all));
  cost(print, all, texts);
}

const everybody = () => true;

async function finders(all: readonly Paper[]): Promise<Finder[]> {
  const index = openTextIndex({ text: 1 });
  for (const [at, { abstract }] of all.entries()) index.put(String(at), { text: abstract });
  const ours = (name: string, widen: number, byField: boolean): Finder => ({
    name,
    find: ({ of, text }) => {
      const field = all[of]?.discipline;
      const beside = (slot: number) => (byField && all[slot]?.discipline === field ? worth.field : 0);
      return index.find(text, { most: 10, accept: everybody, widen, beside }).map(({ slot }) => slot);
    },
  });
  return [
    ours('characters and pairs', 0, false),
    ours('and words that go with words', worth.words, false),
    ours('and the field that both sides name', worth.words, true),
    mini(all),
    flex(all),
    await orama(all),
  ];
}

export const tokens = (text: string): string[] => {
  const found: string[] = [];
  eachGram(text, (gram) =>
    found.push(typeof gram === 'string' ? gram : String.fromCharCode(...(gram > 65_535 ? [gram >>> 16, gram & 65_535] : [gram]))),
  );
  return found;
};

function mini(all: readonly Paper[]): Finder {
  const index = new MiniSearch<{ id: number; text: string }>({ fields: ['text'], tokenize: tokens });
  index.addAll(all.map(({ abstract }, id) => ({ id, text: abstract })));
  return {
    name: 'minisearch',
    find: ({ text }) =>
      index
        .search(text)
        .slice(0, 10)
        .map(({ id }) => Number(id)),
  };
}

function flex(all: readonly Paper[]): Finder {
  const index = new flexsearch.Index({ encode: tokens, tokenize: 'strict' });
  for (const [at, { abstract }] of all.entries()) index.add(at, abstract);
  return { name: 'flexsearch', find: ({ text }) => index.search(text, { limit: 10, suggest: true }).map(Number) };
}

async function orama(all: readonly Paper[]): Promise<Finder> {
  const index: AnyOrama = create({
    schema: { text: 'string' },
    components: { tokenizer: { language: 'english', normalizationCache: new Map(), tokenize: tokens } },
  });
  await insertMultiple(
    index,
    all.map(({ abstract }, at) => ({ id: String(at), text: abstract })),
  );
  return {
    name: 'orama',
    find: ({ text }) => {
      const answer = search(index, { term: text, limit: 10, threshold: 1 });
      if (answer instanceof Promise) throw new Error('orama answers later than it is asked');
      return answer.hits.map(({ id }) => Number(id));
    },
  };
}

function quality(print: Print, all: readonly Paper[], every: readonly Finder[]): void {
  print(`${all.length} abstracts; MRR@10 / Recall@10. Tuned on one half, told on the other and on all.`);
  for (const { name, questions } of questionSets(all)) {
    print('');
    const reported = questions.filter(({ of }) => inReport(all[of] ?? { title: '', abstract: '', keywords: [], discipline: '' }));
    table(
      print,
      [`${name} (${questions.length}; ${reported.length} of the other half)`, 'all', 'the other half', 'ms, median', 'ms, p95'],
      every.map((finder) => {
        const [whole, half] = [tried(finder, questions), tried(finder, reported)];
        const said = ({ mrr, recall }: typeof whole) => `${mrr.toFixed(3)} / ${recall.toFixed(3)}`;
        return [finder.name, said(whole), said(half), shown(whole.p50), shown(whole.p95)];
      }),
    );
  }
}

/** Texts as long as a listing's, of sentences of the abstracts in new order: for time and memory, not for quality. */
function cost(print: Print, all: readonly Paper[], count: number): void {
  const chance = chanceOf(1, 'texts to be found');
  const sentences = all.flatMap(({ abstract }) =>
    abstract.split(/[.。;；]/).filter((one) => one.length > 15 && one.length < 120),
  );
  const index: TextIndex<'title' | 'keywords' | 'text'> = openTextIndex({ title: 3, keywords: 3, text: 1 });
  const before = process.memoryUsage().rss;
  let [making, letters] = [0, 0];
  const begun = performance.now();
  for (let at = 0; at < count; at += 1) {
    const from = performance.now();
    const { title, keywords } = chance.pick(all);
    const text = [0, 1, 2].map(() => chance.pick(sentences)).join('。');
    letters += text.length;
    making += performance.now() - from;
    index.put(String(at), { title, keywords, text });
  }
  index.find('检测', { most: 1, accept: everybody });
  const built = performance.now() - begun - making;
  print('');
  print(
    `${count.toLocaleString('en')} texts of ${Math.round(letters / count)} characters: kept in ${(built / 1000).toFixed(1)} s, ${Math.round((process.memoryUsage().rss - before) / 2 ** 20)} MiB more.`,
  );
  const most = {
    most: 50,
    accept: (slot: number) => slot % 10 !== 0,
    beside: (slot: number) => (slot % 67 === 0 ? worth.field : 0),
  };
  const questions = Array.from({ length: 200 }, () => chance.pick(all));
  const timed = (name: string, ask: (paper: Paper) => unknown) => {
    const {
      p50,
      p95,
      most: longest,
    } = spreadOf(
      questions.map((paper) => {
        const from = performance.now();
        ask(paper);
        return performance.now() - from;
      }),
    );
    return [name, shown(p50), shown(p95), shown(longest)];
  };
  const asked = (text: string, widen: number): unknown => index.find(text, { ...most, widen });
  table(
    print,
    ['milliseconds, one in ten texts hidden', 'median', 'p95', 'longest'],
    [
      timed('two keywords', ({ keywords }) => asked(keywords.slice(0, 2).join(' '), 0)),
      timed('two keywords, widened', ({ keywords }) => asked(keywords.slice(0, 2).join(' '), worth.words)),
      timed('a demand of 200 characters, widened', ({ abstract }) => asked(abstract.slice(0, 200), worth.words)),
      timed('one text changed, then two keywords', (paper) => {
        index.put('0', { title: paper.title, keywords: paper.keywords, text: paper.abstract });
        return asked(paper.keywords.slice(0, 2).join(' '), 0);
      }),
    ],
  );
}
