// Answers a question from the index: what matches, the best first, and how many there are of each sort. Pure; only what may be seen is looked at.
import { openBest } from '../retrieval/best.ts';
import { widened } from '../retrieval/tally.ts';
import { type Facet, facets } from './document.ts';
import type { Postings } from '../retrieval/postings.ts';
import { type Asked, askedOf, type Form, type Unit } from './question.ts';
import type { SearchIndex } from './searchIndex.ts';
import type { Synonyms } from './synonyms.ts';

export type Narrowed = Readonly<Partial<Record<Facet, string | undefined>>>;
export type Ask = {
  question: string;
  narrowed: Narrowed;
  /** One for each slot that may be shown. What may not is neither counted nor measured. */
  allowed: Uint8Array;
  most: number;
};
export type Found = {
  slots: readonly { slot: number; score: number }[];
  total: number;
  counts: ReadonlyMap<Facet, ReadonlyMap<string, number>>;
  asked: Asked;
  /** Hardly anything stands as it was typed: what sounds like it, or is written nearly so, was taken too. */
  loose: boolean;
};
/** With fewer than this as typed, what is nearly so is looked for as well. */
const few = 3;

/** `synonyms`: those in force when a question is asked. */
export function openAnswering(index: SearchIndex, synonyms: () => Synonyms) {
  let score = new Float64Array(1024);
  let [best, value, cover, one] = [
    new Float64Array(1024),
    new Float64Array(1024),
    new Float64Array(1024),
    new Float64Array(1024),
  ];
  let passed = new Uint8Array(1024);
  const fit = (): void => {
    if (index.width() <= score.length) return;
    const length = Math.max(index.width(), score.length * 2);
    score = widened(score, length);
    [best, value, cover, one] = [widened(best, length), widened(value, length), widened(cover, length), widened(one, length)];
    passed = new Uint8Array(length);
  };

  /** Slots where enough of the form stands, with what it is worth there; `best` keeps the most of all forms of a word. */
  const raise = ({ units, need, worth }: Form, touched: number[]): void => {
    const reached: number[] = [];
    let all = 0;
    for (const { by, any, bonus } of units) {
      const postings = index[by];
      const idf = idfOf(postings, any);
      if (!bonus) all += idf;
      const found: number[] = [];
      for (const [term, likeness] of any) if (term >= 0) postings.raise(term, likeness, one, found);
      for (const slot of found) {
        if (value[slot] === 0) reached.push(slot);
        value[slot] = (value[slot] ?? 0) + idf * (one[slot] ?? 0);
        if (!bonus) cover[slot] = (cover[slot] ?? 0) + idf;
        one[slot] = 0;
      }
    }
    for (const slot of reached) {
      const worthHere = worth * (value[slot] ?? 0);
      if ((cover[slot] ?? 0) >= need * all - tiny && worthHere > (best[slot] ?? 0)) {
        if (best[slot] === 0) touched.push(slot);
        best[slot] = worthHere;
      }
      [value[slot], cover[slot]] = [0, 0];
    }
  };
  /** Each word has to stand in one of its forms. */
  const matching = ({ words }: Asked, loose: boolean, allowed: Uint8Array): number[] => {
    let last: number[] = [];
    score.fill(0);
    passed.fill(0);
    for (const [at, { strict, loose: more }] of words.entries()) {
      const touched: number[] = [];
      for (const form of loose ? [...strict, ...more] : strict) raise(form, touched);
      last = [];
      for (const slot of touched) {
        if (passed[slot] === at && allowed[slot] === 1) {
          passed[slot] = at + 1;
          score[slot] = (score[slot] ?? 0) + (best[slot] ?? 0);
          last.push(slot);
        }
        best[slot] = 0;
      }
    }
    return last;
  };

  return ({ question, narrowed, allowed, most }: Ask): Found => {
    fit();
    const asked = askedOf(question, index, synonyms());
    let [slots, loose] = [matching(asked, false, allowed), false];
    if (slots.length < few && asked.words.some((word) => word.loose.length > 0)) {
      const strict = slots.length;
      slots = matching(asked, true, allowed);
      loose = slots.length > strict;
    }
    const { inside, counts } = counted(index, slots, narrowed);
    const taken = openBest(most);
    // The same order in every process, in whatever order the documents came.
    for (const slot of inside) taken.offer(slot, (score[slot] ?? 0) + tiny * shareOf(index.at(slot)?.id ?? ''));
    return { slots: taken.taken(), total: inside.length, counts, asked, loose };
  };
}
/** What any of these tells: as the one that stands in most, so that a rare ending makes no word rare. */
function idfOf(postings: Postings, any: Unit['any']): number {
  let least = postings.idf(any[0]?.[0] ?? -1);
  for (const [term] of any) least = Math.min(least, postings.idf(term));
  return least;
}
const tiny = 1e-9;
const shareOf = (id: string): number => Number.parseInt(id.slice(-8), 16) / 2 ** 32 || 0;

/** Of each sort those that all other choices let through: a reader sees what another choice would bring. */
function counted(index: SearchIndex, slots: readonly number[], narrowed: Narrowed) {
  const chosen = facets.flatMap((facet) => {
    const said = narrowed[facet];
    return said === undefined ? [] : [{ facet, value: index.valueOf(facet, said) }];
  });
  const inside: number[] = [];
  const numbers = new Map(facets.map((facet) => [facet, new Map<number, number>()]));
  const count = (facet: Facet, slot: number): void => {
    const value = index.valueAt(facet, slot);
    const own = numbers.get(facet);
    if (value >= 0) own?.set(value, (own.get(value) ?? 0) + 1);
  };
  for (const slot of slots) {
    const failing = chosen.filter(({ facet, value }) => index.valueAt(facet, slot) !== value);
    if (failing.length === 0) {
      inside.push(slot);
      for (const facet of facets) count(facet, slot);
    } else if (failing.length === 1 && failing[0] !== undefined) count(failing[0].facet, slot);
  }
  const counts = new Map(
    facets.map((facet) => [
      facet,
      new Map(
        [...(numbers.get(facet) ?? [])]
          .map(([value, rows]): [string, number] => [index.nameOf(facet, value), rows])
          .toSorted(([a, first], [b, second]) => second - first || (a < b ? -1 : 1)),
      ),
    ]),
  );
  return { inside, counts };
}
