// Shingles: every run of six characters of a plain text as a 32-bit number, sorted and distinct; how much two such sets share.

/** Six Han characters are about three words: long enough to be nobody's by chance, short enough that an edit breaks few. */
export const length = 6;
const base = 0x01000193;
let leaving = 1;
for (let power = 0; power < length; power += 1) leaving = Math.imul(leaving, base);

/** Rolling, then mixed so that the smallest values are a fair sample of the text (Broder 1997; the mix is MurmurHash3's last). */
export function shinglesOf(plain: string): Uint32Array {
  const count = plain.length - length + 1;
  if (count <= 0) return new Uint32Array(0);
  const all = new Uint32Array(count);
  let rolling = 0;
  for (let at = 0; at < plain.length; at += 1) {
    rolling = (Math.imul(rolling, base) + plain.charCodeAt(at)) | 0;
    if (at >= length) rolling = (rolling - Math.imul(leaving, plain.charCodeAt(at - length))) | 0;
    if (at >= length - 1) all[at - length + 1] = mixed(rolling);
  }
  all.sort();
  let kept = 0;
  for (let at = 0; at < count; at += 1) if (at === 0 || all[at] !== all[at - 1]) all[kept++] = all[at] ?? 0;
  return all.subarray(0, kept);
}

function mixed(value: number): number {
  let of = value;
  of = Math.imul(of ^ (of >>> 16), 0x85ebca6b);
  of = Math.imul(of ^ (of >>> 13), 0xc2b2ae35);
  return (of ^ (of >>> 16)) >>> 0;
}

/** A number for the whole set, up to 2^53: equal sets, equal numbers. */
export function digestOf(shingles: Uint32Array): number {
  let [low, high] = [shingles.length, 0x9e3779b9];
  for (const one of shingles) {
    low = Math.imul(low ^ one, 0x85ebca6b);
    high = Math.imul(high ^ (one >>> 7), 0xc2b2ae35) + low;
  }
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0);
}

export type Shared = { both: number; either: number; left: number; right: number };

/** Counts of two sorted sets, leaving out what `skip` says. */
export function sharedOf(a: Uint32Array, b: Uint32Array, skip: (shingle: number) => boolean): Shared {
  let [left, right, both, i, j] = [0, 0, 0, 0, 0];
  while (i < a.length || j < b.length) {
    const x = a[i] ?? Infinity;
    const y = b[j] ?? Infinity;
    const counts = skip(x < y ? x : y) ? 0 : 1;
    if (x === y) both += counts;
    if (x <= y) {
      left += counts;
      i += 1;
    }
    if (y <= x) {
      right += counts;
      j += 1;
    }
  }
  return { both, left, right, either: left + right - both };
}

/** What at least `count` of the sets hold. */
export function saidByMany(sets: readonly Uint32Array[], count: number): ReadonlySet<number> {
  const many = new Set<number>();
  if (sets.length < count) return many;
  const all = new Uint32Array(sets.reduce((total, set) => total + set.length, 0));
  let end = 0;
  for (const set of sets) {
    all.set(set, end);
    end += set.length;
  }
  all.sort();
  for (let at = count - 1; at < all.length; at += 1) if (all[at] === all[at - count + 1]) many.add(all[at] ?? 0);
  return many;
}
