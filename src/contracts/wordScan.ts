// Finds the words of a dictionary in a text, all of them in one pass. Pure; time grows with the text and not with the dictionary.

/** A word found: which, and from where to where. */
export type Hit = { word: number; from: number; to: number };
export type Dictionary = { find: (codes: Uint16Array, from: number, to: number) => Hit[] };

type Entry = { id: number; codes: number[] };

/** A dictionary of words, already plain (half-width, small letters, no blanks); a word's number is its place in the list. */
export function dictionaryOf(words: readonly string[]): Dictionary {
  // A bit for each first character passes over most of a text without a look-up.
  const begins = new Uint8Array(0x10000);
  const single = new Map<number, Entry[]>();
  const pairs = new Map<number, Entry[]>();
  words.forEach((word, id) => {
    const codes = Array.from({ length: word.length }, (_, at) => word.charCodeAt(at));
    const [first = 0, second] = codes;
    begins[first] = 1;
    const [under, key] = second === undefined ? [single, first] : [pairs, first * 0x10000 + second];
    const held = under.get(key) ?? [];
    held.push({ id, codes });
    under.set(key, held);
  });
  return {
    find(codes, from, to) {
      const hits: Hit[] = [];
      for (let at = from; at < to; at += 1) {
        const first = codes[at] ?? 0;
        if (begins[first] === 0) continue;
        for (const { id } of single.get(first) ?? none) hits.push({ word: id, from: at, to: at + 1 });
        for (const entry of pairs.get(first * 0x10000 + (codes[at + 1] ?? 0)) ?? none)
          if (at + entry.codes.length <= to && standsAt(codes, at, entry.codes))
            hits.push({ word: entry.id, from: at, to: at + entry.codes.length });
      }
      return hits;
    },
  };
}

const none: readonly Entry[] = [];

function standsAt(codes: Uint16Array, at: number, word: readonly number[]): boolean {
  for (let index = 2; index < word.length; index += 1) if (codes[at + index] !== word[index]) return false;
  return true;
}
