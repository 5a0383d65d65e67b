// How often each term stands in one document: counted in arrays that are used again for the next, as a Map for each would cost more than the counting. Pure.

export type Tally = {
  begin: () => void;
  add: (term: number, by: number) => void;
  /** Terms of the document, each once, in the order in which they first stood. */
  terms: () => Int32Array;
  count: (term: number) => number;
  /** Sum of all counts. */
  total: () => number;
};

export function openTally(): Tally {
  let counts = new Int32Array(1 << 16);
  let terms = new Int32Array(1 << 12);
  let [length, total] = [0, 0];
  return {
    begin: () => {
      for (let at = 0; at < length; at += 1) counts[terms[at] ?? 0] = 0;
      [length, total] = [0, 0];
    },
    add: (term, by) => {
      if (term >= counts.length) counts = widened(counts, Math.max(term + 1, counts.length * 2));
      if (counts[term] === 0) {
        if (length === terms.length) terms = widened(terms, length * 2);
        terms[length] = term;
        length += 1;
      }
      counts[term] = (counts[term] ?? 0) + by;
      total += by;
    },
    terms: () => terms.subarray(0, length),
    count: (term) => counts[term] ?? 0,
    total: () => total,
  };
}

/** The same numbers in a longer array. */
export function widened<A extends Int32Array | Float32Array | Float64Array>(old: A, length: number): A {
  const made = new (old.constructor as new (size: number) => A)(length);
  made.set(old);
  return made;
}
