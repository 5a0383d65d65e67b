// Latin words of an index: those that begin as one does, and those that differ from it by one slip of the keys. Pure.

export type LatinWords = {
  add: (word: string, term: number) => void;
  /** Terms of the words that begin so; the word itself is not among them. */
  beginning: (word: string) => number[];
  /** Terms of the words that one letter more, less, other or exchanged makes of it. */
  slips: (word: string) => number[];
};

export function openLatinWords(): LatinWords {
  const byLength = new Map<number, Map<string, number>>();
  const ofLength = (length: number): ReadonlyMap<string, number> => byLength.get(length) ?? nothing;
  return {
    add: (word, term) => {
      const held = byLength.get(word.length);
      if (held) held.set(word, term);
      else byLength.set(word.length, new Map([[word, term]]));
    },
    beginning: (word) => {
      const found: number[] = [];
      for (const [length, words] of byLength)
        if (length > word.length) for (const [one, term] of words) if (one.startsWith(word)) found.push(term);
      return found;
    },
    slips: (word) => {
      const found: number[] = [];
      for (const length of [word.length - 1, word.length, word.length + 1])
        for (const [one, term] of ofLength(length)) if (one !== word && isOneSlip(word, one)) found.push(term);
      return found;
    },
  };
}
const nothing: ReadonlyMap<string, number> = new Map();

/** Whether one letter more, less, other, or two neighbours exchanged make the second of the first (Damerau 1964). */
export function isOneSlip(first: string, second: string): boolean {
  let from = 0;
  while (from < first.length && first[from] === second[from]) from += 1;
  let [one, other] = [first.length, second.length];
  while (one > from && other > from && first[one - 1] === second[other - 1]) {
    one -= 1;
    other -= 1;
  }
  const [mine, its] = [first.slice(from, one), second.slice(from, other)];
  if (mine.length <= 1 && its.length <= 1) return mine !== its;
  return mine.length === 2 && its.length === 2 && mine[0] === its[1] && mine[1] === its[0];
}
