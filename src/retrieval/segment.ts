// A segment of an index: which documents hold a term and how often, packed into bytes, never changed once it is built. Pure.
import type { Tally } from './tally.ts';

/**
 * A term's documents ascend, each as the distance from the one before: seven bits a byte, low ones first (LEB128), of twice the distance, and
 * one more where the term stands there more than once; then its count is the next byte. A third of what arrays of numbers weigh.
 */
export type Segment = {
  /** Terms that occur, ascending; `starts[i]` to `starts[i + 1]` are the bytes of the i-th. */
  terms: Int32Array;
  starts: Int32Array;
  bytes: Uint8Array;
  /** Slots of its documents lie from the first to before the second; those that are gone included. */
  from: number;
  to: number;
};

/** What a term's documents are unpacked into, used again for the next. */
export type Unpacked = {
  slots: Int32Array;
  /** How often, weighted by field, at most 255. */
  counts: Uint8Array;
  length: number;
};
export const openUnpacked = (): Unpacked => ({ slots: new Int32Array(1024), counts: new Uint8Array(1024), length: 0 });

/** What gathers documents until they become a segment. */
export type Gathering = {
  /** Adds a document; slots ascend from call to call. */
  add: (slot: number, of: Tally) => void;
  build: () => Segment;
  documents: () => number;
};

export function gather(): Gathering {
  let terms = new Int32Array(1 << 12);
  let slots = new Int32Array(1 << 12);
  let counts = new Uint8Array(1 << 12);
  let [length, documents, highest, first, last] = [0, 0, -1, 0, 0];
  const grow = (): void => {
    const size = terms.length * 2;
    [terms, slots, counts] = [
      copied(terms, new Int32Array(size)),
      copied(slots, new Int32Array(size)),
      copied(counts, new Uint8Array(size)),
    ];
  };
  return {
    documents: () => documents,
    add: (slot, of) => {
      if (documents === 0) first = slot;
      documents += 1;
      last = slot;
      for (const term of of.terms()) {
        if (length === terms.length) grow();
        terms[length] = term;
        slots[length] = slot;
        counts[length] = Math.min(255, of.count(term));
        length += 1;
        if (term > highest) highest = term;
      }
    },
    build: () => sorted({ terms: terms.subarray(0, length), slots, counts, from: first, to: last + 1, highest }),
  };
}

type Gathered = { terms: Int32Array; slots: Int32Array; counts: Uint8Array; from: number; to: number; highest: number };
/** By counting: linear, and documents stay in their order within a term. */
function sorted({ terms, slots, counts, from, to, highest }: Gathered): Segment {
  const places = new Int32Array(highest + 2);
  for (const term of terms) places[term + 1] = (places[term + 1] ?? 0) + 1;
  for (let term = 0; term <= highest; term += 1) places[term + 1] = (places[term + 1] ?? 0) + (places[term] ?? 0);
  const inOrder = new Int32Array(terms.length);
  const next = places.slice();
  for (let at = 0; at < terms.length; at += 1) {
    const term = terms[at] ?? 0;
    const place = next[term] ?? 0;
    next[term] = place + 1;
    inOrder[place] = at;
  }
  const packed = openPacking(from, terms.length * 2);
  for (let term = 0; term <= highest; term += 1) {
    packed.begin(term);
    for (let place = places[term] ?? 0; place < (places[term + 1] ?? 0); place += 1) {
      const at = inOrder[place] ?? 0;
      packed.add(slots[at] ?? 0, counts[at] ?? 0);
    }
  }
  return packed.build(to);
}

/** Two segments as one, without the documents that are gone; all slots of the first lie below those of the second. */
export function merged(first: Segment, second: Segment, alive: (slot: number) => boolean): Segment {
  const packed = openPacking(first.from, first.bytes.length + second.bytes.length);
  const unpacked = openUnpacked();
  let [a, b] = [0, 0];
  const copy = (of: Segment, at: number): void => {
    unpackAt(of, at, unpacked);
    for (let place = 0; place < unpacked.length; place += 1) {
      const slot = unpacked.slots[place] ?? 0;
      if (alive(slot)) packed.add(slot, unpacked.counts[place] ?? 0);
    }
  };
  while (a < first.terms.length || b < second.terms.length) {
    const [one, other] = [first.terms[a] ?? Number.MAX_SAFE_INTEGER, second.terms[b] ?? Number.MAX_SAFE_INTEGER];
    packed.begin(Math.min(one, other));
    if (one <= other) copy(first, a);
    if (other <= one) copy(second, b);
    if (one <= other) a += 1;
    if (other <= one) b += 1;
  }
  return packed.build(second.to);
}

/** Packs terms one after the other, in ascending order; a term without documents is left out. */
function openPacking(from: number, guess: number) {
  let bytes = new Uint8Array(Math.max(1024, guess));
  let [terms, starts] = [new Int32Array(1024), new Int32Array(1025)];
  let [known, length, before] = [0, 0, from - 1];
  const close = (): void => {
    if (known > 0 && starts[known - 1] === length) known -= 1;
  };
  return {
    begin: (term: number): void => {
      close();
      if (known === terms.length)
        [terms, starts] = [copied(terms, new Int32Array(known * 2)), copied(starts, new Int32Array(known * 2 + 1))];
      terms[known] = term;
      starts[known] = length;
      known += 1;
      before = from - 1;
    },
    add: (slot: number, count: number): void => {
      if (length + longest > bytes.length) bytes = copied(bytes, new Uint8Array(Math.ceil(bytes.length * 1.25) + longest));
      // Slots lie below 2³⁰ by far: each is a document in memory.
      let left = ((slot - before - 1) << 1) | (count > 1 ? 1 : 0);
      before = slot;
      while (left > 127) {
        bytes[length++] = (left & 127) | 128;
        left >>>= 7;
      }
      bytes[length++] = left;
      if (count > 1) bytes[length++] = count;
    },
    build: (to: number): Segment => {
      close();
      starts[known] = length;
      return { terms: terms.slice(0, known), starts: starts.slice(0, known + 1), bytes: bytes.slice(0, length), from, to };
    },
  };
}
/** Bytes of one document at most: five of the distance, one of the count. */
const longest = 6;

function copied<A extends Int32Array | Uint8Array>(old: A, made: A): A {
  made.set(old);
  return made;
}

/** The documents of a term in a segment; none where it does not occur. */
export function unpack(of: Segment, term: number, into: Unpacked): void {
  let [low, high] = [0, of.terms.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = of.terms[middle] ?? 0;
    if (found === term) return unpackAt(of, middle, into);
    if (found < term) low = middle + 1;
    else high = middle - 1;
  }
  into.length = 0;
}

function unpackAt({ starts, bytes, from }: Segment, at: number, into: Unpacked): void {
  const [start, end] = [starts[at] ?? 0, starts[at + 1] ?? 0];
  // Each takes a byte at least.
  if (end - start > into.slots.length) {
    const room = Math.max(end - start, into.slots.length * 2);
    [into.slots, into.counts] = [new Int32Array(room), new Uint8Array(room)];
  }
  const { slots, counts } = into;
  let [place, length, slot] = [start, 0, from - 1];
  while (place < end) {
    let byte = bytes[place++] ?? 0;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[place++] ?? 0;
      value |= (byte & 127) << shift;
    }
    slot += (value >>> 1) + 1;
    slots[length] = slot;
    counts[length] = (value & 1) === 1 ? (bytes[place++] ?? 0) : 1;
    length += 1;
  }
  into.length = length;
}
