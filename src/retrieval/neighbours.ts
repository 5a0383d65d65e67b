// Words that go with a word in the texts that are kept: normalised pointwise mutual information (Bouma 2009). Nothing is learned from elsewhere. Pure.
import type { Postings } from './postings.ts';
import { openTally, widened } from './tally.ts';

export type Neighbours = {
  put: (slot: number, words: Int32Array) => void;
  /** At most twenty, the likest first, each from 0 to 1; none for a word that is rare or everywhere. */
  of: (word: number) => readonly (readonly [word: number, likeness: number])[];
};

/** So many texts with a word are looked at; so many neighbours are kept; so often at least must two stand together. */
const [looked, kept, together] = [1000, 20, 2];
const leastLikeness = 0.25;
/** A word in more than a twentieth of all texts goes with everything. */
const everywhere = 0.05;
/** What was found stands until a tenth of all texts has changed. */
const stale = 0.1;

export function openNeighbours(postings: Postings): Neighbours {
  let starts = new Int32Array(1024);
  let pool = new Int32Array(1 << 14);
  let [length, slots] = [0, 0];
  let found = new Map<number, (readonly [number, number])[]>();
  let foundAt = 0;
  const tally = openTally();
  return {
    put: (slot, words) => {
      if (slot + 1 >= starts.length) starts = widened(starts, Math.max(slot + 2, starts.length * 2));
      // A slot that was left out is empty.
      for (let at = slots; at <= slot; at += 1) starts[at] = length;
      slots = slot + 1;
      if (length + words.length > pool.length) pool = widened(pool, Math.max(length + words.length, pool.length * 2));
      pool.set(words, length);
      length += words.length;
      starts[slots] = length;
      if (slots - foundAt > Math.max(100, foundAt * stale)) {
        found = new Map();
        foundAt = slots;
      }
    },
    of: (word) => {
      if (word < 0) return [];
      const known = found.get(word);
      if (known !== undefined) return known;
      const made = search(word);
      found.set(word, made);
      return made;
    },
  };

  function search(word: number): (readonly [number, number])[] {
    const n = postings.size();
    const df = postings.df(word);
    if (df < 2 || df > n * everywhere) return [];
    const holders = postings.holders(word, looked);
    tally.begin();
    for (const slot of holders)
      for (let at = starts[slot] ?? 0; at < (starts[slot + 1] ?? 0); at += 1) tally.add(pool[at] ?? 0, 1);
    // Where not all were looked at, what was counted stands for all.
    const share = df / holders.length;
    const near: [number, number][] = [];
    for (const other of tally.terms()) {
      const count = tally.count(other);
      const dfOther = postings.df(other);
      if (other === word || count < together || dfOther === 0 || dfOther > n * everywhere) continue;
      const both = count * share;
      const likeness = Math.log((both * n) / (df * dfOther)) / -Math.log(both / n);
      if (likeness > leastLikeness) near.push([other, Math.min(1, likeness)]);
    }
    return near.toSorted(([a, first], [b, second]) => second - first || a - b).slice(0, kept);
  }
}
