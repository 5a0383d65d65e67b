// A question as it is asked of the index: its words, and for each the forms under which it may stand. Pure.
import { eachGram, plain, wordsOf } from '../retrieval/tokens.ts';
import type { SearchIndex } from './searchIndex.ts';
import { readingsOf, spokenBy } from './sounds.ts';
import { initialsTerm, pairTerm } from './soundTerms.ts';
import type { Synonyms } from './synonyms.ts';

/** One thing that has to stand there: any of these terms, each worth so much of the first. A `bonus` is worth something and need not stand there. */
export type Unit = { by: 'grams' | 'sounds'; any: readonly (readonly [term: number, likeness: number])[]; bonus?: true };
/** A way in which a word may stand: how much of its units has to, and what it is worth beside the word as typed. */
export type Form = { units: readonly Unit[]; need: number; worth: number };
/** The forms of each word. `strict`: as typed, begun, or by another name; `loose`: also by sound, by initials, with a slip of the keys. */
export type Asked = {
  words: readonly { said: string; strict: readonly Form[]; loose: readonly Form[] }[];
  also: readonly string[];
};

/** More words than this make a question no clearer: the rest is not asked. */
const mostWords = 8;
const longWord = 6;
const worth = { synonym: 0.8, begun: 0.8, slip: 0.7, sound: 0.6, initials: 0.5 };

export function askedOf(question: string, index: SearchIndex, synonyms: Synonyms): Asked {
  const said = plain(question).match(/[\p{Script=Han}a-z0-9]+(?:[.+#-][a-z0-9]+)*/gu) ?? [];
  const also: string[] = [];
  const words = [...new Set(said)].slice(0, mostWords).map((word) => {
    const others = synonyms.beside(word);
    also.push(...others);
    const strict = [formOf(word, index, 1), ...others.map((one) => formOf(one, index, worth.synonym, 1))];
    return { said: word, strict: strict.filter(isAsking), loose: looseOf(word, index).filter(isAsking) };
  });
  return { words, also };
}
const isAsking = ({ units }: Form): boolean => units.length > 0;

/** Pairs of characters and Latin words; one character by itself where nothing else is said. What joins two words need not stand there. */
function formOf(word: string, index: SearchIndex, of: number, need = word.length > longWord ? 0.45 : 0.6): Form {
  const [pairs, singles, latin] = gramsIn(word);
  const inside = new Set(wordsOf(word).flatMap((one) => gramsIn(one)[0]));
  const grams = pairs.length > 0 ? pairs : latin.length > 0 ? [] : singles;
  const units = [
    ...[...new Set(grams)].map(
      (gram): Unit => ({
        by: 'grams',
        any: [[index.gram(gram), 1]],
        ...(inside.size === 0 || grams === singles || inside.has(gram) ? {} : { bonus: true }),
      }),
    ),
    ...latin.map((one): Unit => ({ by: 'grams', any: [[index.gram(one), 1], ...begunBy(one, index)] })),
  ];
  return { units, need, worth: of };
}

function gramsIn(text: string): [pairs: number[], singles: number[], latin: string[]] {
  const [pairs, singles, latin]: [number[], number[], string[]] = [[], [], []];
  eachGram(text, (gram) => {
    if (typeof gram === 'string') latin.push(gram);
    else (gram > 65_535 ? pairs : singles).push(gram);
  });
  return [pairs, singles, latin];
}

/** What is still being typed: `las` for laser. */
const begunBy = (word: string, index: SearchIndex): (readonly [number, number])[] =>
  word.length < 2 ? [] : index.latin.beginning(word).map((term) => [term, worth.begun] as const);

function looseOf(word: string, index: SearchIndex): Form[] {
  if (/^[a-z0-9]+$/.test(word)) return [...slips(word, index), ...spoken(word, index), ...initialed(word, index)];
  return /^\p{Script=Han}{2,}$/u.test(word) ? [sounding(word, index)] : [];
}

const slips = (word: string, index: SearchIndex): Form[] =>
  word.length < 4
    ? []
    : [{ units: [{ by: 'grams', any: index.latin.slips(word).map((term) => [term, 1] as const) }], need: 1, worth: worth.slip }];

const spoken = (word: string, index: SearchIndex): Form[] =>
  spokenBy(word).map((places) => ({ units: neighbours(places, index), need: 1, worth: worth.sound }));

const sounding = (word: string, index: SearchIndex): Form => ({
  units: neighbours(
    [...word].map((one) => readingsOf(one.charCodeAt(0))),
    index,
  ),
  need: 1,
  worth: worth.sound,
});

function neighbours(places: readonly (readonly number[])[], index: SearchIndex): Unit[] {
  return places.slice(1).map((seconds, at): Unit => {
    const firsts = places[at] ?? [];
    return {
      by: 'sounds',
      any: seconds.flatMap((second) => firsts.map((first) => [index.sound(pairTerm(first, second)), 1] as const)),
    };
  });
}

function initialed(word: string, index: SearchIndex): Form[] {
  if (!/^[a-z]{2,10}$/.test(word)) return [];
  const letters = [...word].map((one) => one.charCodeAt(0) - 97);
  const length = Math.min(3, letters.length);
  const runs = letters.slice(length - 1).map((_last, at) => letters.slice(at, at + length));
  const units = runs.map((run): Unit => ({ by: 'sounds', any: [[index.sound(initialsTerm(run)), 1]] }));
  return [{ units, need: 1, worth: worth.initials }];
}
