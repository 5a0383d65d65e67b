// Measures the search: how long an index is built, what it weighs, and how long a question takes with rights and facets.
import { openAnswering } from '../../src/search/answering.ts';
import { openSearchIndex } from '../../src/search/searchIndex.ts';
import { openSynonyms } from '../../src/search/synonyms.ts';
import { chanceOf } from '../../src/seed-random.ts';
import { type Paper, papers } from './matching-sets.ts';
import { shown, spreadOf, table } from './report.ts';

type Print = (line: string) => void;
const kinds = ['listing', 'organization', 'recognition', 'contract', 'technologyManager', 'premises'] as const;

export async function benchSearch(print: Print, count: number): Promise<void> {
  const all = papers();
  if (all === null) {
    print('The 969 records that texts are made of are not beside this checkout: nothing was measured.');
    return;
  }
  const [index, chance] = [openSearchIndex(), chanceOf(1, 'documents to be found')];
  const sentences = all.flatMap(({ abstract }) =>
    abstract.split(/[.。;；]/).filter((one) => one.length > 15 && one.length < 120),
  );
  const before = process.memoryUsage().rss;
  let making = 0;
  const begun = performance.now();
  for (let at = 0; at < count; at += 1) {
    const from = performance.now();
    const { title, keywords, discipline } = chance.pick(all);
    const one = {
      id: `00000000-0000-7000-8000-${at.toString(16).padStart(12, '0')}`,
      source: chance.pick(kinds),
      title: `${title}${at % 997}`,
      keywords,
      text: [0, 1, 2].map(() => chance.pick(sentences)).join('。'),
      note: null,
      facets: { field: discipline, region: `R${at % 7}`, industry: `I${at % 19}`, side: at % 3 === 0 ? 'demand' : 'supply' },
    };
    making += performance.now() - from;
    index.put({ ...one, kind: one.source, measured: at % 10 !== 0, worth: 1 });
  }
  const synonyms = openSynonyms([]);
  const answer = openAnswering(index, () => synonyms);
  const allowed = Uint8Array.from({ length: index.width() }, (_none, slot) => (slot % 10 === 0 ? 0 : 1));
  answer({ question: '检测', narrowed: {}, allowed, most: 20 });
  const built = performance.now() - begun - making;
  print(
    `${count.toLocaleString('en')} documents kept in ${(built / 1000).toFixed(1)} s; the process weighs ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB (${Math.round(before / 2 ** 20)} before).`,
  );
  const questions = Array.from({ length: 200 }, () => chance.pick(all));
  const row = (name: string, question: (paper: Paper) => string, narrowed: object = {}): string[] => {
    const { p50, p95, most } = spreadOf(
      questions.map((paper) => {
        const from = performance.now();
        answer({ question: question(paper), narrowed, allowed, most: 20 });
        return performance.now() - from;
      }),
    );
    return [name, shown(p50), shown(p95), shown(most)];
  };
  table(
    print,
    ['milliseconds, one document in ten hidden, all facets counted', 'median', 'p95', 'longest'],
    [
      row('one keyword', ({ keywords }) => keywords[0] ?? ''),
      row('two keywords', ({ keywords }) => keywords.slice(0, 2).join(' ')),
      row('two keywords, one kind and one region', ({ keywords }) => keywords.slice(0, 2).join(' '), {
        kind: 'listing',
        region: 'R1',
      }),
      row('a title', ({ title }) => title),
      row('the first two characters, as typed', ({ title }) => title.slice(0, 2)),
      row('by sound: jishu', () => 'jishu'),
    ],
  );
}
