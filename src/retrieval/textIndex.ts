// Finds texts that answer a text: BM25 over characters and their pairs, widened by words that go with its words in what is kept. Pure, in memory.
import { type Alike, standsIn } from './alike.ts';
import { openNeighbours } from './neighbours.ts';
import { openPostings } from './postings.ts';
import { type Best, openBest, type Scored } from './best.ts';
import { roomFor } from './slots.ts';
import { openTally, type Tally, widened as longer } from './tally.ts';
import { eachGram, plain, wordsOf } from './tokens.ts';
import { openTerms } from './terms.ts';

/** A text in parts, each of which counts so many times: `{ title: 3, keywords: 3, text: 1 }`. */
export type Parts<P extends string> = Record<P, string | readonly string[]>;
/** `closeness`: what its text alone is worth, 0 to 1, the closest of all that may be shown by both ways having 1; `score`: with what it is worth beside. */
export type Hit = { slot: number; score: number; closeness: number };
export type Grouping<G> = {
  /** So many of each group. */
  most: number;
  /** The group that a slot belongs to; null where it may not be shown at all: it neither comes nor counts in what others are measured by. */
  groupOf: (slot: number) => G | null;
  /** What words that go with those of a short question count besides the characters: 0.8 is best on abstracts (docs/benchmarks.md); nought is none. A long question says what it means in words of its own. */
  widen?: number;
  /** Words of the question that somebody holds for the same as others: these are asked beside them. */
  alike?: readonly Alike[];
  /** What a slot is worth beside its text, where its text is worth anything: field, region, price. */
  beside?: (slot: number) => number;
};
export type Ask = Omit<Grouping<string>, 'groupOf'> & { accept: (slot: number) => boolean };
/** Why a text was found: words of the question that stand in it, those held for the same (`held`), and those that go with one. */
export type Reason = { word: string; stands: string; likeness: number; held?: true };

export type TextIndex<P extends string> = {
  put: (id: string, parts: Parts<P>) => number;
  drop: (id: string) => void;
  slotOf: (id: string) => number | undefined;
  idOf: (slot: number) => string;
  /** Slots are below this. */
  width: () => number;
  size: () => number;
  find: (question: string, ask: Ask) => Hit[];
  /** The best of each group, all measured by the closest of all of them: the question is read once. */
  findGroups: <G>(question: string, grouping: Grouping<G>) => Map<G, Hit[]>;
  /** What each slot is worth by characters alone; kept until the next question. */
  score: (question: string) => Float64Array;
  /** Why a slot answers the question, words that tell most first: the question is read once for many slots. */
  reasons: (question: string, alike?: readonly Alike[]) => (slot: number) => Reason[];
  neighbours: (word: string) => readonly { word: string; likeness: number }[];
};

/** Tuned on one half of 969 abstracts, told on the other (docs/benchmarks.md). */
const characters = { k1: 0.6, b: 0.75 };
const words = { k1: 1.2, b: 0.75 };
/** More terms than this of a long question add work and no answer: those that tell most are asked. */
const mostTerms = 160;
/** So many words of a question are widened. */
const mostWidened = 16;
/** A question of more words than this is widened less, by as many times as it is longer. */
const short = 6;
/** A word in no more texts than this may be a reason, however few texts there are. */
const fewest = 5;
/** What goes with a word is worth so much of the word. */
const widened = 0.7;

/** `any`: terms of which one has to stand there, with what each is worth. */
type Asked = { word: string; idf: number; any: [term: number, likeness: number][] };
type Kept<P extends string> = { id: string; parts: Parts<P> };

export function openTextIndex<P extends string>(weights: Record<P, number>): TextIndex<P> {
  const [grams, gramTerms] = [openPostings(characters), openTerms()];
  const [byWord, wordTerms, names] = [openPostings(words), openTerms(), [] as string[]];
  const near = openNeighbours(byWord);
  const kept: (Kept<P> | undefined)[] = [];
  const slots = new Map<string, number>();
  let [scores, wide, one] = [new Float64Array(1024), new Float64Array(1024), new Float64Array(1024)];
  let touched = roomFor(1024);

  const partsOf = Object.entries(weights) as [P, number][];
  const tally = openTally();
  /** Counts the terms of a text; what was counted stands until the next is. */
  const counted = (parts: Parts<P>, each: (text: string, take: (term: number) => void) => void): Tally => {
    tally.begin();
    for (const [part, weight] of partsOf) {
      const texts = parts[part];
      each(typeof texts === 'string' ? texts : texts.join('\n'), (term) => tally.add(term, weight));
    }
    return tally;
  };
  const gramsOf = (parts: Parts<P>) => counted(parts, (text, take) => eachGram(text, (gram) => take(gramTerms.add(gram))));
  const wordNumber = (word: string): number => {
    const number = wordTerms.add(word);
    names[number] = word;
    return number;
  };
  const wordsIn = (parts: Parts<P>) => counted(parts, (text, take) => wordsOf(text).forEach((word) => take(wordNumber(word))));

  const drop = (id: string): void => {
    const slot = slots.get(id);
    const held = slot === undefined ? undefined : kept[slot];
    if (slot === undefined || held === undefined) return;
    grams.drop(slot, gramsOf(held.parts));
    byWord.drop(slot, wordsIn(held.parts));
    kept[slot] = undefined;
    slots.delete(id);
  };
  const put = (id: string, parts: Parts<P>): number => {
    drop(id);
    const slot = kept.length;
    kept.push({ id, parts });
    slots.set(id, slot);
    if (slot >= scores.length) {
      [scores, wide, one] = [twice(scores), twice(wide), twice(one)];
      touched = roomFor(scores.length);
    }
    grams.put(slot, gramsOf(parts));
    byWord.put(slot, wordsIn(parts));
    near.put(slot, tally.terms());
    return slot;
  };

  const score = (question: string, alike: readonly Alike[] = []): Float64Array => {
    const asked = new Map<number, number>();
    const ask = (text: string, times: number): void =>
      eachGram(text, (gram) => {
        const term = gramTerms.find(gram);
        if (term >= 0) asked.set(term, (asked.get(term) ?? 0) + times);
      });
    ask(question, 1);
    for (const { stands, times, worth } of alike) for (const other of stands) ask(other, times * worth);
    scores.fill(0);
    for (const [term, weight] of telling(asked, grams.idf)) grams.add(term, weight, scores);
    return scores;
  };
  /** Each word of the question by itself or by what goes with it, whichever is worth more in a text: a sum would drift to other subjects. */
  const widen = (question: string, alike: readonly Alike[]): { wide: Float64Array; share: number } => {
    wide.fill(0);
    const asked = askedWith(question, alike);
    for (const { idf, any } of asked.slice(0, mostWidened)) {
      touched.length = 0;
      for (const [term, likeness] of any) byWord.raise(term, likeness, one, touched);
      for (let place = 0; place < touched.length; place += 1) {
        const slot = touched.at[place] ?? 0;
        wide[slot] = (wide[slot] ?? 0) + idf * (one[slot] ?? 0);
        one[slot] = 0;
      }
    }
    return { wide, share: Math.min(1, short / Math.max(1, asked.length)) };
  };
  /** Words of a question that are known, those that tell most first, with what goes with each and what that is worth beside the word. */
  const asking = (question: string) =>
    [...new Set(wordsOf(question))]
      .flatMap((word) => {
        const term = wordTerms.find(word);
        if (term < 0 || byWord.df(term) === 0) return [];
        const others = near.of(term).map(([other, likeness]): [number, number] => [other, widened * likeness]);
        return [{ word, term, idf: byWord.idf(term), near: others }];
      })
      .toSorted((a, b) => b.idf - a.idf);
  /** Words of a question, each with what may stand in its place: what goes with it, and what is held for the same. */
  const askedWith = (question: string, alike: readonly Alike[]): Asked[] => {
    const asked = asking(question).map(
      ({ word, term, idf, near: others }): Asked => ({ word, idf, any: [[term, 1], ...others] }),
    );
    if (alike.length === 0) return asked;
    const byName = new Map(asked.map((one) => [one.word, one]));
    for (const held of alike) {
      const any = held.stands.flatMap((other) => tellingPiece(other).map((term): [number, number] => [term, held.worth]));
      const own = byName.get(held.word);
      if (own !== undefined) own.any.push(...any);
      // It stands in no text, or is cut into several words.
      else if (any.length > 0) asked.push({ word: held.word, idf: Math.max(...any.map(([term]) => byWord.idf(term))), any });
    }
    return asked.toSorted((a, b) => b.idf - a.idf);
  };
  /** Of what a word is cut into, the piece that tells most; a single character tells nothing, and pairs of them are asked as characters. */
  const tellingPiece = (word: string): number[] =>
    wordsOf(word)
      .filter((piece) => !/^\p{Script=Han}$/u.test(piece))
      .flatMap(termsKnown)
      .toSorted((a, b) => byWord.idf(b) - byWord.idf(a) || a - b)
      .slice(0, 1);
  const termsKnown = (word: string): number[] => {
    const term = wordTerms.find(word);
    return term < 0 || byWord.df(term) === 0 ? [] : [term];
  };
  const findGroups = <G>(
    question: string,
    { most, groupOf, widen: weight = 0, alike = [], beside = () => 0 }: Grouping<G>,
  ): Map<G, Hit[]> => {
    const byCharacters = score(question, alike);
    const { wide: byWords, share } = weight === 0 ? { wide: null, share: 0 } : widen(question, alike);
    const [atCharacters, atWords] = [(slot: number) => byCharacters[slot] ?? 0, (slot: number) => byWords?.[slot] ?? 0];
    let [highest, widest] = [0, 0];
    for (let slot = 0; slot < kept.length; slot += 1) {
      const [first, second] = [atCharacters(slot), atWords(slot)];
      // Neither may pass for the best: what others are measured by must not tell of what is not shown.
      if ((first > highest || second > widest) && kept[slot] !== undefined && groupOf(slot) !== null) {
        highest = Math.max(highest, first);
        widest = Math.max(widest, second);
      }
    }
    const [perCharacter, perWord] = [highest === 0 ? 0 : 1 / highest, widest === 0 ? 0 : (share * weight) / widest];
    const worthOf = (slot: number): number => atCharacters(slot) * perCharacter + atWords(slot) * perWord;
    const groups = new Map<G, Best>();
    for (let slot = 0; slot < kept.length; slot += 1) {
      const text = worthOf(slot);
      const group = text <= 0 || kept[slot] === undefined ? null : groupOf(slot);
      if (group === null) continue;
      const best = groups.get(group) ?? openBest(most);
      groups.set(group, best);
      const value = text + beside(slot);
      if (value > best.least()) best.offer(slot, value);
    }
    const hit = ({ slot, score: value }: Scored): Hit => ({
      slot,
      score: value,
      closeness: worthOf(slot) / (1 + share * weight),
    });
    return new Map([...groups].map(([group, best]) => [group, best.taken().map(hit)]));
  };

  return {
    put,
    drop,
    score,
    slotOf: (id) => slots.get(id),
    idOf: (slot) => kept[slot]?.id ?? '',
    width: () => kept.length,
    size: () => slots.size,
    findGroups,
    find: (question, { accept, ...ask }) =>
      findGroups(question, { ...ask, groupOf: (slot) => (accept(slot) ? 'all' : null) }).get('all') ?? [],
    reasons: (question, alike = []) => {
      // What stands in every tenth text is no reason.
      const asked = asking(question).filter(({ term }) => byWord.df(term) <= Math.max(fewest, byWord.size() / 10));
      return (slot) => {
        const held = kept[slot];
        if (held === undefined) return [];
        const same = alike.length === 0 ? [] : heldIn(textOf(held.parts), alike);
        const standing = wordsIn(held.parts);
        const all = asked.flatMap(({ word, term, near: others }): Reason[] => {
          if (standing.count(term) > 0) return [{ word, stands: word, likeness: 1 }];
          if (same.some((one) => one.word === word)) return [];
          const [other, likeness] = others.find(([one]) => standing.count(one) > 0) ?? [];
          return other === undefined || likeness === undefined ? [] : [{ word, stands: names[other] ?? '', likeness }];
        });
        return [...same, ...all];
      };
    },
    neighbours: (word) => near.of(wordTerms.find(word)).map(([term, likeness]) => ({ word: names[term] ?? '', likeness })),
  };
}

const textOf = <P extends string>(parts: Parts<P>): string =>
  plain(Object.values<string | readonly string[]>(parts).flat().join('\n'));
/** Words of the question that stand in a text under another name alone. */
const heldIn = (text: string, alike: readonly Alike[]): Reason[] =>
  alike.flatMap(({ word, stands, worth }): Reason[] => {
    const other = standsIn(text, word) ? undefined : stands.find((one) => standsIn(text, one));
    return other === undefined ? [] : [{ word, stands: other, likeness: worth, held: true }];
  });

const twice = (old: Float64Array<ArrayBuffer>) => longer(old, old.length * 2);

/** The terms of a question with what they are worth, those that tell most first. */
function telling(asked: ReadonlyMap<number, number>, idf: (term: number) => number): [term: number, weight: number][] {
  return [...asked]
    .map(([term, times]): [number, number] => [term, times * idf(term)])
    .toSorted(([a, first], [b, second]) => second - first || a - b)
    .slice(0, mostTerms);
}
