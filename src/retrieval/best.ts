// The best of many in one pass: a heap with the least on top, ties to the lower slot. Pure.

export type Scored = { slot: number; score: number };
export type Best = {
  /** A value not above this cannot be among them. */
  least: () => number;
  offer: (slot: number, score: number) => void;
  /** The best first. */
  taken: () => Scored[];
};

export function openBest(most: number): Best {
  const heap: Scored[] = [];
  /** Whether the first is worse: it goes before the second is dropped. */
  const worse = (a: Scored, b: Scored): boolean => a.score < b.score || (a.score === b.score && a.slot > b.slot);
  const sink = (from: number): void => {
    let at = from;
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let next = at;
      for (const child of [left, right]) {
        const [one, other] = [heap[child], heap[next]];
        if (one !== undefined && other !== undefined && worse(one, other)) next = child;
      }
      if (next === at) return;
      exchange(at, next);
      at = next;
    }
  };
  const exchange = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]];
    if (one !== undefined && other !== undefined) [heap[a], heap[b]] = [other, one];
  };
  const rise = (from: number): void => {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1;
      const [one, above] = [heap[at], heap[parent]];
      if (one === undefined || above === undefined || !worse(one, above)) return;
      exchange(at, parent);
      at = parent;
    }
  };
  return {
    least: () => (heap.length < most ? Number.NEGATIVE_INFINITY : (heap[0]?.score ?? 0)),
    offer: (slot, score) => {
      if (most < 1) return;
      if (heap.length < most) {
        heap.push({ slot, score });
        rise(heap.length - 1);
        return;
      }
      const [first] = heap;
      if (first !== undefined && worse(first, { slot, score })) {
        heap[0] = { slot, score };
        sink(0);
      }
    },
    taken: () => heap.toSorted((a, b) => b.score - a.score || a.slot - b.slot),
  };
}
