// Near-duplicates among a hundred thousand contracts, in memory and incremental: of each text its 128 smallest shingles in linked lists of typed arrays, and of every shingle how many contracts say it.
//
// Not bands of min-hashes: which shingles are boilerplate is only known once many contracts are there, and a signature cannot forget
// them afterwards. Here the commonness is asked at the query: what many say is not followed, so that two contracts on one form meet only
// by what is their own. The same contracts give the same candidates in whatever order they came.
import { digestOf } from './shingles.ts';

/** Places of a contract: its smallest shingles, a fair sample of all. 1.5 KB a contract. */
const width = 128;
/** A query follows more, since a short text keeps larger ones than a long text does. */
const asked = 512;
const bits = 22;
const saidBits = 24;
const most = 0xffff;

export type Commonness = { share: number; floor: number };
export type Candidate = { id: string; shared: number; share: number };
export type NearDuplicates = {
  readonly size: number;
  /** Adds, or puts in the place of what was known of this id. The shingles must be sorted and distinct. */
  add: (id: string, shingles: Uint32Array) => void;
  remove: (id: string) => void;
  /** Said by so many contracts that it tells nothing of one. */
  isCommon: (shingle: number) => boolean;
  /** The likeliest first: those that share more than `least` of what is rare in the smaller of the two, at most `count`; those whose whole text is the same always. */
  candidates: (shingles: Uint32Array, options: { count: number; least: number; but: string }) => Candidate[];
  /** Bytes of the arrays. */
  bytes: () => number;
};

type Arrays = {
  shingle: Uint32Array;
  next: Int32Array;
  before: Int32Array;
  limit: Uint32Array;
  count: Uint8Array;
  digest: Float64Array;
  hits: Uint16Array;
};
const arraysOf = (contracts: number): Arrays => ({
  shingle: new Uint32Array(contracts * width),
  next: new Int32Array(contracts * width),
  before: new Int32Array(contracts * width),
  limit: new Uint32Array(contracts),
  count: new Uint8Array(contracts),
  digest: new Float64Array(contracts),
  hits: new Uint16Array(contracts),
});

/** `forms`: shingles of known model texts, common from the first day on. */
export function openNearDuplicates(common: Commonness, forms: readonly Uint32Array[] = []): NearDuplicates {
  let capacity = 1024;
  let arrays = arraysOf(capacity);
  const heads = new Int32Array(1 << bits);
  const said = new Uint16Array(1 << saidBits);
  const places = new Map<string, number>();
  const ids: (string | null)[] = [];
  const free: number[] = [];
  const sameWhole = new Map<number, Set<number>>();
  /** Whose shingles were counted: each contract once, however often it is handed in again, so that nobody makes his text common. */
  const counted = new Set<string>();
  for (const form of forms) for (const one of form) said[one >>> (32 - saidBits)] = most;

  const limitOf = () => Math.max(common.floor, counted.size * common.share);
  const isCommon = (shingle: number) => (said[shingle >>> (32 - saidBits)] ?? 0) > limitOf();

  const grow = () => {
    // A quarter more: the copy is short against what is read meanwhile, and little lies idle.
    const larger = arraysOf((capacity = Math.ceil(capacity * 1.25)));
    for (const name of ['shingle', 'next', 'before', 'limit', 'count', 'digest', 'hits'] as const) larger[name].set(arrays[name]);
    arrays = larger;
  };
  const link = (place: number, shingle: number) => {
    const bucket = shingle & (heads.length - 1);
    const first = heads[bucket] ?? 0;
    arrays.shingle[place] = shingle;
    arrays.next[place] = first;
    arrays.before[place] = 0;
    if (first !== 0) arrays.before[first - 1] = place + 1;
    heads[bucket] = place + 1;
  };
  const unlink = (place: number) => {
    const [next = 0, before = 0] = [arrays.next[place], arrays.before[place]];
    if (before === 0) heads[(arrays.shingle[place] ?? 0) & (heads.length - 1)] = next;
    else arrays.next[before - 1] = next;
    if (next !== 0) arrays.before[next - 1] = before;
  };
  const placesOf = (contract: number) => ({ from: contract * width, to: contract * width + (arrays.count[contract] ?? 0) });

  const remove = (id: string) => {
    const contract = places.get(id);
    if (contract === undefined) return;
    const { from, to } = placesOf(contract);
    for (let place = from; place < to; place += 1) unlink(place);
    const whole = arrays.digest[contract] ?? 0;
    sameWhole.get(whole)?.delete(contract);
    if (sameWhole.get(whole)?.size === 0) sameWhole.delete(whole);
    places.delete(id);
    ids[contract] = null;
    free.push(contract);
  };

  const add = (id: string, shingles: Uint32Array) => {
    remove(id);
    const contract = free.pop() ?? ids.length;
    if (contract >= capacity) grow();
    ids[contract] = id;
    places.set(id, contract);
    const count = Math.min(width, shingles.length);
    for (let at = 0; at < count; at += 1) link(contract * width + at, shingles[at] ?? 0);
    arrays.count[contract] = count;
    // Below its limit a contract keeps all that it says: there two samples can be set against each other.
    arrays.limit[contract] = shingles[width] ?? 0xffffffff;
    const whole = (arrays.digest[contract] = digestOf(shingles));
    if (shingles.length > 0) {
      const same = sameWhole.get(whole) ?? new Set();
      sameWhole.set(whole, same.add(contract));
    }
    if (counted.has(id)) return;
    counted.add(id);
    for (const one of shingles) {
      const slot = one >>> (32 - saidBits);
      if ((said[slot] ?? 0) < most) said[slot] = (said[slot] ?? 0) + 1;
    }
  };

  /** Numbers of contracts that share something rare, with how much. */
  const met = (rare: Uint32Array): number[] => {
    const found: number[] = [];
    for (const one of rare)
      for (let place = heads[one & (heads.length - 1)] ?? 0; place !== 0; place = arrays.next[place - 1] ?? 0)
        if (arrays.shingle[place - 1] === one) {
          const contract = Math.floor((place - 1) / width);
          if (arrays.hits[contract] === 0) found.push(contract);
          arrays.hits[contract] = (arrays.hits[contract] ?? 0) + 1;
        }
    return found;
  };
  /** What is shared of the rare in the smaller of both, below the limit that holds for both. */
  const shareOf = (contract: number, rare: Uint32Array, shared: number): number => {
    const limit = arrays.limit[contract] ?? 0;
    let mine = 0;
    while (mine < rare.length && (rare[mine] ?? 0) < limit) mine += 1;
    const { from, to } = placesOf(contract);
    const last = rare.length === asked ? (rare.at(-1) ?? 0) : 0xffffffff;
    let theirs = 0;
    for (let place = from; place < to; place += 1) {
      const one = arrays.shingle[place] ?? 0;
      if (one <= last && !isCommon(one)) theirs += 1;
    }
    return shared / Math.max(1, Math.min(mine, theirs));
  };

  return {
    get size() {
      return places.size;
    },
    add,
    remove,
    isCommon,
    candidates(shingles, { count, least, but }) {
      const rare = shingles.filter((one) => !isCommon(one)).subarray(0, asked);
      const found: Candidate[] = [];
      const whole = shingles.length === 0 ? undefined : sameWhole.get(digestOf(shingles));
      for (const contract of met(rare)) {
        const shared = arrays.hits[contract] ?? 0;
        arrays.hits[contract] = 0;
        // Two may be met by chance; of a short text even all are few.
        if (shared < 3 || whole?.has(contract)) continue;
        const share = shareOf(contract, rare, shared);
        if (share >= least) found.push({ id: ids[contract] ?? '', shared, share });
      }
      for (const contract of whole ?? []) found.push({ id: ids[contract] ?? '', shared: shingles.length, share: 1 });
      return found
        .filter(({ id }) => id !== but)
        .sort((a, b) => b.share - a.share || b.shared - a.shared || (a.id < b.id ? -1 : 1))
        .slice(0, count);
    },
    bytes: () => heads.byteLength + said.byteLength + Object.values(arrays).reduce((total, one) => total + one.byteLength, 0),
  };
}
