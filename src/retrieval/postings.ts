// Documents by term, kept up while they change: segments that stand, the newest documents beside them, BM25 over both. Pure.
import { gather, merged, openUnpacked, type Segment, unpack } from './segment.ts';
import type { Slots } from './slots.ts';
import { type Tally, widened } from './tally.ts';

/** Robertson and Zaragoza, The Probabilistic Relevance Framework (2009): k1 how soon more of a term adds no more, b how much length counts. */
export type Bm25 = { k1: number; b: number };

export type Postings = {
  /**
   * A document with how often each term stands in it; slots ascend from call to call. One that is not `measured` is found like the others
   * and moves no figure by which they are measured: what only some may see must not show in what the others get.
   */
  put: (slot: number, of: Tally, measured?: boolean) => void;
  /** A document is gone; its terms, and whether it was measured, as they were put. */
  drop: (slot: number, of: Tally, measured?: boolean) => void;
  /** In how many documents a term stands. */
  df: (term: number) => number;
  /** How much a term tells, at least 0. */
  idf: (term: number) => number;
  /** Adds what the term is worth in each document, times `weight`. */
  add: (term: number, weight: number, into: Float64Array) => void;
  /**
   * Raises each document's value to what the term is worth there, times `weight`; tells which were touched, of which there may be as many as
   * slots. `among`: only where this holds something.
   */
  raise: (term: number, weight: number, into: Float64Array, touched: Slots, among?: Float64Array) => void;
  /** The first documents that hold it, at most `most`. */
  holders: (term: number, most: number) => number[];
  size: () => number;
};

/** So many of the newest become a segment, or an eighth of all: what is loaded at once is sorted in few parts. */
const young = 512;
/** Slots begin at 0 and are never used again; who is gone has length −1. */
export function openPostings({ k1, b }: Bm25): Postings {
  let lengths = new Float32Array(1024);
  let df = new Int32Array(1024);
  let [documents, total, standing] = [0, 0, 0];
  let segments: Segment[] = [];
  let newest = gather();
  const unpacked = openUnpacked();
  const alive = (slot: number): boolean => (lengths[slot] ?? -1) >= 0;
  const settle = (): void => {
    if (newest.documents() === 0) return;
    segments.push(newest.build());
    newest = gather();
    // Each is more than four times as large as the next: few segments, and none is copied more often than the logarithm of all.
    for (let last = segments.length - 1; last > 0; last -= 1) {
      const [older, younger] = [segments[last - 1], segments[last]];
      if (older === undefined || younger === undefined || spanOf(older) > 4 * spanOf(younger)) break;
      segments = [...segments.slice(0, last - 1), merged(older, younger, alive)];
    }
  };
  const idf = (term: number): number => {
    const n = df[term] ?? 0;
    return Math.log(1 + (documents - n + 0.5) / (n + 0.5));
  };
  const change = (of: Tally, by: 1 | -1): void => {
    for (const term of of.terms()) {
      if (term >= df.length) df = widened(df, Math.max(term + 1, df.length * 2));
      df[term] = (df[term] ?? 0) + by;
    }
    documents += by;
    total += by * of.total();
  };
  return {
    size: () => documents,
    df: (term) => df[term] ?? 0,
    idf,
    put: (slot, of, measured = true) => {
      if (slot >= lengths.length) lengths = widened(lengths, Math.max(slot + 1, lengths.length * 2));
      lengths[slot] = of.total();
      if (measured) change(of, 1);
      standing += 1;
      newest.add(slot, of);
      if (newest.documents() >= Math.max(young, standing / 8)) settle();
    },
    drop: (slot, of, measured = true) => {
      if (!alive(slot)) return;
      lengths[slot] = -1;
      standing -= 1;
      if (measured) change(of, -1);
    },
    add: (term, weight, into) => {
      settle();
      const worth = weight * (k1 + 1);
      const perLength = (k1 * b * documents) / Math.max(1, total);
      const floor = k1 * (1 - b);
      for (const segment of segments) {
        unpack(segment, term, unpacked);
        const { slots, counts } = unpacked;
        for (let place = 0; place < unpacked.length; place += 1) {
          const slot = slots[place] ?? 0;
          const length = lengths[slot] ?? -1;
          const count = counts[place] ?? 0;
          if (length >= 0) into[slot] = (into[slot] ?? 0) + (worth * count) / (count + floor + perLength * length);
        }
      }
    },
    raise: (term, weight, into, touched, among) => {
      settle();
      const perLength = (k1 * b * documents) / Math.max(1, total);
      const floor = k1 * (1 - b);
      for (const segment of segments) {
        unpack(segment, term, unpacked);
        const { slots, counts } = unpacked;
        for (let place = 0; place < unpacked.length; place += 1) {
          const slot = slots[place] ?? 0;
          if (among !== undefined && among[slot] === 0) continue;
          const length = lengths[slot] ?? -1;
          if (length < 0) continue;
          const count = counts[place] ?? 0;
          const value = (weight * (k1 + 1) * count) / (count + floor + perLength * length);
          const held = into[slot] ?? 0;
          if (held === 0) touched.at[touched.length++] = slot;
          if (value > held) into[slot] = value;
        }
      }
    },
    holders: (term, most) => {
      settle();
      const found: number[] = [];
      for (const segment of segments) {
        unpack(segment, term, unpacked);
        for (let place = 0; place < unpacked.length && found.length < most; place += 1) {
          const slot = unpacked.slots[place] ?? 0;
          if (alive(slot)) found.push(slot);
        }
      }
      return found;
    },
  };
}

const spanOf = ({ from, to }: Segment): number => to - from;
