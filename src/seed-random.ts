// Seeded chance for the invented city: the same seed and topic give the same choices. Never for secrets, ids or salts.

export type Chance = {
  /** A number from 0 up to, not including, 1. */
  next: () => number;
  /** A whole number between two, both included. */
  int: (from: number, to: number) => number;
  pick: <T>(list: readonly T[]) => T;
  /** One of the values, each as often as its weight says. */
  weighted: <T>(list: readonly (readonly [T, number])[]) => T;
  happens: (probability: number) => boolean;
  /** Some of a list, without repetition, in a new order. */
  some: <T>(list: readonly T[], count: number) => T[];
};

/** A stream of chance of its own for each topic, so that more of one thing does not change another. */
export function chanceOf(seed: number, topic: string): Chance {
  const next = mulberry32(fnv1a(`${seed} ${topic}`));
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(list: readonly T[]): T => {
    const one = list[int(0, list.length - 1)];
    if (one === undefined) throw new Error(`nothing to choose from: ${topic}`);
    return one;
  };
  return {
    next,
    int,
    pick,
    weighted(list) {
      let left = next() * list.reduce((total, [, weight]) => total + weight, 0);
      for (const [value, weight] of list) {
        left -= weight;
        if (left < 0) return value;
      }
      return pick(list)[0];
    },
    happens: (probability) => next() < probability,
    some(list, count) {
      // A place in the order for each, by chance; the first of that order.
      const placed = list.map((one) => ({ one, place: next() }));
      return placed
        .sort((a, b) => a.place - b.place)
        .slice(0, count)
        .map(({ one }) => one);
    },
  };
}

/** Tommy Ettinger's generator of 32 bits of state: small, and good enough for a sample. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** FNV-1a of a text, 32 bits. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
