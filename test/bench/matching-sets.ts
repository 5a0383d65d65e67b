// Questions over 969 abstracts whose answer is known: a record's own title or keywords, its abstract alone being kept. Which half a record is of, hangs on its title.
import { existsSync, readFileSync } from 'node:fs';
import { quantile } from './report.ts';

export type Paper = { title: string; abstract: string; keywords: string[]; discipline: string };
/** A question, and the paper that answers it. */
export type Question = { of: number; text: string };
export type QuestionSet = { name: string; questions: Question[] };

const place = new URL('../../../shared/data/csl/dev.jsonl', import.meta.url);
/** Null where the records are not beside the checkout. */
export function papers(): Paper[] | null {
  if (!existsSync(place)) return null;
  return readFileSync(place, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Paper);
}

/** As the goal has them: title; two keywords; two that both do not stand in the abstract, at most three pairs a record; one such. */
export function questionSets(all: readonly Paper[]): QuestionSet[] {
  const sets: Record<'title' | 'two' | 'absentTwo' | 'absentOne', Question[]> = {
    title: [],
    two: [],
    absentTwo: [],
    absentOne: [],
  };
  for (const [of, { title, abstract, keywords }] of all.entries()) {
    const absent = keywords.filter((one) => !abstract.includes(one));
    const pairs = absent.flatMap((one, at) => absent.slice(at + 1).map((other) => `${one} ${other}`));
    sets.title.push({ of, text: title });
    sets.two.push({ of, text: keywords.slice(0, 2).join(' ') });
    sets.absentTwo.push(...pairs.slice(0, 3).map((text) => ({ of, text })));
    sets.absentOne.push(...absent.map((text) => ({ of, text })));
  }
  return [
    { name: 'title', questions: sets.title },
    { name: 'two keywords', questions: sets.two },
    { name: 'two that do not stand there', questions: sets.absentTwo },
    { name: 'one that does not', questions: sets.absentOne },
  ];
}

/** FNV-1a of the title: halves that hang on nothing else. */
export const inReport = ({ title }: Paper): boolean => {
  let hash = 2_166_136_261;
  for (const sign of title) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619);
  return (hash >>> 0) % 2 === 1;
};

/** The first ten papers for a question, the best first. */
export type Finder = { name: string; find: (question: Question) => number[] };
export type Quality = { mrr: number; recall: number; questions: number; p50: number; p95: number };

/** Mean reciprocal rank among ten, share found among ten, and milliseconds. */
export function tried({ find }: Finder, questions: readonly Question[]): Quality {
  const taken: number[] = [];
  let [reciprocal, found] = [0, 0];
  for (const question of questions) {
    const begun = performance.now();
    const rank = find(question).slice(0, 10).indexOf(question.of);
    taken.push(performance.now() - begun);
    if (rank >= 0) [reciprocal, found] = [reciprocal + 1 / (rank + 1), found + 1];
  }
  taken.sort((a, b) => a - b);
  const n = questions.length;
  return { mrr: reciprocal / n, recall: found / n, questions: n, p50: quantile(taken, 0.5), p95: quantile(taken, 0.95) };
}
