// A segment of an index: which documents hold a term and how often, in typed arrays, never changed once it is built. Pure.
import type { Tally } from './tally.ts';

export type Segment = {
  /** Terms that occur, ascending; `starts[i]` to `starts[i + 1]` are the places of the i-th. */
  terms: Int32Array;
  starts: Int32Array;
  /** Documents by their slots, ascending within a term. */
  slots: Int32Array;
  /** How often, weighted by field, at most 255. */
  counts: Uint8Array;
  /** Slots of its documents lie from the first to before the second; those that are gone included. */
  from: number;
  to: number;
};

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
    const twice = <A extends Int32Array | Uint8Array>(old: A, made: A): A => {
      made.set(old);
      return made;
    };
    const size = terms.length * 2;
    [terms, slots, counts] = [
      twice(terms, new Int32Array(size)),
      twice(slots, new Int32Array(size)),
      twice(counts, new Uint8Array(size)),
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
function sorted({ terms, slots, counts, from: first, to, highest }: Gathered): Segment {
  const places = new Int32Array(highest + 2);
  for (const term of terms) places[term + 1] = (places[term + 1] ?? 0) + 1;
  let known = 0;
  for (let term = 0; term <= highest; term += 1) {
    if ((places[term + 1] ?? 0) > 0) known += 1;
    places[term + 1] = (places[term + 1] ?? 0) + (places[term] ?? 0);
  }
  const made: Segment = {
    terms: new Int32Array(known),
    starts: new Int32Array(known + 1),
    slots: new Int32Array(terms.length),
    counts: new Uint8Array(terms.length),
    from: first,
    to,
  };
  let at = 0;
  for (let term = 0; term <= highest; term += 1) {
    if (places[term] === places[term + 1]) continue;
    made.terms[at] = term;
    made.starts[at] = places[term] ?? 0;
    at += 1;
  }
  made.starts[known] = terms.length;
  for (let from = 0; from < terms.length; from += 1) {
    const place = places[terms[from] ?? 0] ?? 0;
    places[terms[from] ?? 0] = place + 1;
    made.slots[place] = slots[from] ?? 0;
    made.counts[place] = counts[from] ?? 0;
  }
  return made;
}

/** Two segments as one, without the documents that are gone; all slots of the first lie below those of the second. */
export function merged(first: Segment, second: Segment, alive: (slot: number) => boolean): Segment {
  const [terms, starts] = [
    new Int32Array(first.terms.length + second.terms.length),
    new Int32Array(first.terms.length + second.terms.length + 1),
  ];
  const slots = new Int32Array(first.slots.length + second.slots.length);
  const counts = new Uint8Array(slots.length);
  let [a, b, known, length] = [0, 0, 0, 0];
  const copy = (of: Segment, at: number): void => {
    for (let place = of.starts[at] ?? 0; place < (of.starts[at + 1] ?? 0); place += 1) {
      const slot = of.slots[place] ?? 0;
      if (!alive(slot)) continue;
      slots[length] = slot;
      counts[length] = of.counts[place] ?? 0;
      length += 1;
    }
  };
  while (a < first.terms.length || b < second.terms.length) {
    const [one, other] = [first.terms[a] ?? Number.MAX_SAFE_INTEGER, second.terms[b] ?? Number.MAX_SAFE_INTEGER];
    const before = length;
    if (one <= other) copy(first, a);
    if (other <= one) copy(second, b);
    if (one <= other) a += 1;
    if (other <= one) b += 1;
    if (length === before) continue;
    terms[known] = Math.min(one, other);
    starts[known] = before;
    known += 1;
  }
  starts[known] = length;
  return {
    terms: terms.slice(0, known),
    starts: starts.slice(0, known + 1),
    slots: slots.slice(0, length),
    counts: counts.slice(0, length),
    from: first.from,
    to: second.to,
  };
}

/** Where a term's places begin and end in a segment; both alike where it does not occur. */
export function placesOf(of: Segment, term: number): readonly [from: number, to: number] {
  let [low, high] = [0, of.terms.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = of.terms[middle] ?? 0;
    if (found === term) return [of.starts[middle] ?? 0, of.starts[middle + 1] ?? 0];
    if (found < term) low = middle + 1;
    else high = middle - 1;
  }
  return [0, 0];
}
