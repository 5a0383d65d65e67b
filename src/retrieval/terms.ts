// A dictionary of terms to small numbers: an open hash over 32-bit keys, as millions of pairs of characters would weigh too much in a Map. Pure.

export type Terms = {
  /** The number of a term; a new one where it was not known. */
  add: (term: number | string) => number;
  /** The number of a term, or −1. */
  find: (term: number | string) => number;
  size: () => number;
};

export function openTerms(): Terms {
  let keys = new Uint32Array(1 << 16);
  /** Number plus one; nought is an empty place. */
  let numbers = new Int32Array(1 << 16);
  const names = new Map<string, number>();
  let size = 0;
  let held = 0;
  const placeOf = (key: number): number => {
    const mask = keys.length - 1;
    let place = Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> 0;
    place = (place ^ (place >>> 13)) & mask;
    while (numbers[place] !== 0 && keys[place] !== key) place = (place + 1) & mask;
    return place;
  };
  const grow = (): void => {
    const [oldKeys, oldNumbers] = [keys, numbers];
    keys = new Uint32Array(oldKeys.length * 2);
    numbers = new Int32Array(oldKeys.length * 2);
    for (let at = 0; at < oldKeys.length; at += 1) {
      const number = oldNumbers[at] ?? 0;
      if (number === 0) continue;
      const place = placeOf(oldKeys[at] ?? 0);
      keys[place] = oldKeys[at] ?? 0;
      numbers[place] = number;
    }
  };
  const addNumber = (key: number): number => {
    const place = placeOf(key);
    const known = numbers[place] ?? 0;
    if (known !== 0) return known - 1;
    keys[place] = key;
    numbers[place] = size + 1;
    size += 1;
    held += 1;
    if (held * 2 > keys.length) grow();
    return size - 1;
  };
  const addName = (name: string): number => {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, size);
    size += 1;
    return size - 1;
  };
  return {
    add: (term) => (typeof term === 'number' ? addNumber(term) : addName(term)),
    find: (term) => (typeof term === 'number' ? (numbers[placeOf(term)] ?? 0) - 1 : (names.get(term) ?? -1)),
    size: () => size,
  };
}
