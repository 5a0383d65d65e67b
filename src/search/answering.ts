// Answers a question from the index: what matches, the best first, and how many there are of each sort. Pure; only what may be seen is looked at.
import { openBest } from '../retrieval/best.ts';
import { widened } from '../retrieval/tally.ts';
import { type Facet, facets } from './document.ts';
import type { Postings } from '../retrieval/postings.ts';
import { roomFor, type Slots } from '../retrieval/slots.ts';
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
  let [found, reached, touched, last] = [roomFor(1024), roomFor(1024), roomFor(1024), roomFor(1024)];
  const fit = (): void => {
    if (index.width() <= score.length) return;
    const length = Math.max(index.width(), score.length * 2);
    score = widened(score, length);
    [best, value, cover, one] = [widened(best, length), widened(value, length), widened(cover, length), widened(one, length)];
    passed = new Uint8Array(length);
    [found, reached, touched, last] = [roomFor(length), roomFor(length), roomFor(length), roomFor(length)];
  };

  /** Slots where enough of the form stands, with what it is worth there; `best` keeps the most of all forms of a word. */
  const raise = ({ units, need, worth }: Form): void => {
    const asked = units
      .map((unit) => ({ ...unit, idf: idfOf(index[unit.by], unit.any) }))
      .toSorted((a, b) => Number(a.bonus ?? false) - Number(b.bonus ?? false) || b.idf - a.idf);
    const all = asked.reduce((sum, { bonus, idf }) => sum + (bonus ? 0 : idf), 0);
    const enough = need * all - tiny;
    let left = all;
    reached.length = 0;
    for (const { by, any, bonus, idf } of asked) {
      // The rarest come first: where none of them stands, the others are not enough any more.
      const among = bonus || left < enough ? value : undefined;
      if (!bonus) left -= idf;
      found.length = 0;
      for (const [term, likeness] of any) if (term >= 0) index[by].raise(term, likeness, one, found, among);
      for (let place = 0; place < found.length; place += 1) {
        const slot = found.at[place] ?? 0;
        if (value[slot] === 0) reached.at[reached.length++] = slot;
        value[slot] = (value[slot] ?? 0) + idf * (one[slot] ?? 0);
        if (!bonus) cover[slot] = (cover[slot] ?? 0) + idf;
        one[slot] = 0;
      }
    }
    for (let place = 0; place < reached.length; place += 1) {
      const slot = reached.at[place] ?? 0;
      const worthHere = worth * (value[slot] ?? 0);
      if ((cover[slot] ?? 0) >= enough && worthHere > (best[slot] ?? 0)) {
        if (best[slot] === 0) touched.at[touched.length++] = slot;
        best[slot] = worthHere;
      }
      value[slot] = 0;
      cover[slot] = 0;
    }
  };
  /** Each word has to stand in one of its forms. */
  const matching = ({ words }: Asked, loose: boolean, allowed: Uint8Array): Slots => {
    last.length = 0;
    score.fill(0);
    passed.fill(0);
    for (const [at, { strict, loose: more }] of words.entries()) {
      touched.length = 0;
      for (const form of loose ? [...strict, ...more] : strict) raise(form);
      last.length = 0;
      for (let place = 0; place < touched.length; place += 1) {
        const slot = touched.at[place] ?? 0;
        if (passed[slot] === at && allowed[slot] === 1) {
          passed[slot] = at + 1;
          score[slot] = (score[slot] ?? 0) + (best[slot] ?? 0);
          last.at[last.length++] = slot;
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
    const taken = openBest(most);
    const { total, counts } = counted(index, slots, narrowed, (slot) => {
      const one = index.at(slot);
      const worth = (score[slot] ?? 0) * (one?.worth ?? 1);
      // The same order in every process, in whatever order the documents came.
      if (worth + tiny > taken.least()) taken.offer(slot, worth + tiny * shareOf(one?.id ?? ''));
    });
    return { slots: taken.taken(), total, counts, asked, loose };
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
function counted(index: SearchIndex, slots: Slots, narrowed: Narrowed, take: (slot: number) => void) {
  const chosen = facets.flatMap((facet) => {
    const said = narrowed[facet];
    return said === undefined ? [] : [{ facet, value: index.valueOf(facet, said) }];
  });
  let total = 0;
  const numbers = new Map(facets.map((facet) => [facet, new Map<number, number>()]));
  const count = (facet: Facet, slot: number): void => {
    const value = index.valueAt(facet, slot);
    const own = numbers.get(facet);
    if (value >= 0) own?.set(value, (own.get(value) ?? 0) + 1);
  };
  for (let place = 0; place < slots.length; place += 1) {
    const slot = slots.at[place] ?? 0;
    const failing = chosen.length === 0 ? [] : chosen.filter(({ facet, value }) => index.valueAt(facet, slot) !== value);
    if (failing.length === 0) {
      total += 1;
      take(slot);
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
  return { total, counts };
}
