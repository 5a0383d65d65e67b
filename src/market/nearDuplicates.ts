// Texts that are nearly the same, found among very many: MinHash with bands (Broder 1997), in memory, the same on every machine. Pure.
import { tidyLine } from '../platform/shared/characters.ts';

export type Near = {
  id: string;
  /** Of the signatures: what picked it. */
  estimate: number;
  /** Jaccard similarity over all pieces of five characters, from 0 to 1. */
  likeness: number;
};
export type NearDuplicates = {
  /** A text; one that stood under the id is gone. */
  put: (id: string, text: string) => void;
  drop: (id: string) => void;
  /**
   * Those at least as like as `least`, the likest first, then by id. Of texts alike by 0.5 one in 25 is missed, by 0.6 one in 300, by 0.7
   * one in 30,000; below 0.4 it finds few. Who may see them is for the caller to say.
   */
  like: (text: string, least: number) => Near[];
  size: () => number;
};

const pieceLength = 5;
/** Two texts meet where all rows of a band are equal: 1 − (1 − s³)²⁴. */
const [bands, rows] = [24, 3];
const width = bands * rows;
/** An estimate so far below what is asked (four standard deviations) is not measured. */
const doubt = 4 * Math.sqrt(0.25 / width);
const gone = -1;

/** Signs of one width, small letters, one blank for many: what differs in these is no other text. */
const levelled = (text: string): string => tidyLine(text).toLowerCase();

/** All pieces of so many characters (five), once each; a shorter text is one piece. */
export function piecesOf(text: string, length = pieceLength): Set<string> {
  const signs = [...levelled(text)];
  if (signs.length === 0) return new Set();
  const pieces = new Set<string>();
  for (let at = 0; at === 0 || at + length <= signs.length; at += 1) pieces.add(signs.slice(at, at + length).join(''));
  return pieces;
}

/** Shared pieces by all pieces; two empty texts have nothing in common. */
export function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const piece of one) if (other.has(piece)) shared += 1;
  return shared === 0 ? 0 : shared / (one.size + other.size - shared);
}

const mixed = (value: number): number => {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
};
/** One function of hashing for each place of a signature; the numbers follow from the place. */
const [added, times] = [new Int32Array(width), new Int32Array(width)];
for (let at = 0; at < width; at += 1) {
  added[at] = mixed(at * 2 + 1);
  times[at] = mixed(at * 2 + 2) | 1;
}

function hashOf(piece: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < piece.length; at += 1) hash = Math.imul(hash ^ piece.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

function sign(pieces: ReadonlySet<string>, into: Uint32Array): void {
  into.fill(0xffffffff);
  for (const piece of pieces) {
    const hash = hashOf(piece);
    for (let at = 0; at < width; at += 1) {
      const turned = Math.imul(hash ^ (added[at] ?? 0), times[at] ?? 1);
      const value = (turned ^ (turned >>> 15)) >>> 0;
      if (value < (into[at] ?? 0)) into[at] = value;
    }
  }
}

/** Slots in chains by band and bucket: the newest of a bucket, and behind each slot the next older one. */
type Chains = { buckets: number; newest: Int32Array; next: Int32Array };

export function openNearDuplicates(): NearDuplicates {
  const slots = new Map<string, number>();
  let ids: (string | null)[] = [];
  let texts: string[] = [];
  let capacity = 1024;
  let signatures = new Uint32Array(capacity * width);
  let chains = emptyChains(capacity);
  const own = new Uint32Array(width);

  /** Room for twice as many as stand; whoever is gone leaves. */
  const makeRoom = (): void => {
    const alive = ids.flatMap((id, slot) => (id === null ? [] : [slot]));
    capacity = Math.max(1024, alive.length * 2);
    const kept = new Uint32Array(capacity * width);
    for (const [at, slot] of alive.entries()) kept.set(signatures.subarray(slot * width, (slot + 1) * width), at * width);
    signatures = kept;
    ids = alive.map((slot) => ids[slot] ?? null);
    texts = alive.map((slot) => texts[slot] ?? '');
    chains = emptyChains(capacity);
    for (const [slot, id] of ids.entries()) {
      if (id !== null) slots.set(id, slot);
      link(chains, signatures.subarray(slot * width, (slot + 1) * width), slot);
    }
  };
  const drop = (id: string): void => {
    const slot = slots.get(id);
    if (slot === undefined) return;
    slots.delete(id);
    ids[slot] = null;
    texts[slot] = '';
  };
  return {
    size: () => slots.size,
    drop,
    put: (id, text) => {
      drop(id);
      const pieces = piecesOf(text);
      if (ids.length >= capacity) makeRoom();
      const slot = ids.length;
      ids.push(id);
      texts.push(levelled(text));
      slots.set(id, slot);
      const signature = signatures.subarray(slot * width, (slot + 1) * width);
      sign(pieces, signature);
      // A text without any piece is like none.
      if (pieces.size > 0) link(chains, signature, slot);
    },
    like: (text, least) => {
      const pieces = piecesOf(text);
      if (pieces.size === 0) return [];
      sign(pieces, own);
      return [...metIn(chains, own)]
        .flatMap((slot): Near[] => {
          const id = ids[slot];
          if (id === undefined || id === null) return [];
          const estimate = agreement(own, signatures, slot * width);
          if (estimate < least - doubt) return [];
          const likeness = likenessOf(pieces, piecesOf(texts[slot] ?? ''));
          return likeness >= least ? [{ id, estimate, likeness }] : [];
        })
        .toSorted((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1));
    },
  };
}

function emptyChains(capacity: number): Chains {
  const buckets = 2 ** Math.ceil(Math.log2(capacity));
  return { buckets, newest: new Int32Array(bands * buckets).fill(gone), next: new Int32Array(bands * capacity).fill(gone) };
}

/** The least of each of so many hashes, told apart by their places: sets that share a quarter of all their pieces meet in one of sixteen, as a rule. */
export function leastOf(pieces: ReadonlySet<string>, places: number): number[] {
  const signature = new Uint32Array(width);
  sign(pieces, signature);
  return pieces.size === 0 ? [] : Array.from({ length: places }, (_none, at) => mixed((signature[at] ?? 0) ^ (at + width)) | 0);
}

/** One number for each band: texts meet where one of them is equal. For an index that is kept elsewhere. */
export function bandsOf(pieces: ReadonlySet<string>): number[] {
  const signature = new Uint32Array(width);
  sign(pieces, signature);
  return pieces.size === 0 ? [] : Array.from({ length: bands }, (_none, band) => bandHash(signature, band) | 0);
}

function bandHash(signature: Uint32Array, band: number): number {
  let hash = band;
  for (let row = 0; row < rows; row += 1) hash = mixed(hash ^ (signature[band * rows + row] ?? 0));
  return hash;
}

function bucketOf(signature: Uint32Array, band: number, buckets: number): number {
  const hash = bandHash(signature, band);
  return band * buckets + ((hash >>> 0) & (buckets - 1));
}

function link({ buckets, newest, next }: Chains, signature: Uint32Array, slot: number): void {
  for (let band = 0; band < bands; band += 1) {
    const bucket = bucketOf(signature, band, buckets);
    next[slot * bands + band] = newest[bucket] ?? gone;
    newest[bucket] = slot;
  }
}

function metIn({ buckets, newest, next }: Chains, signature: Uint32Array): Set<number> {
  const met = new Set<number>();
  for (let band = 0; band < bands; band += 1) {
    let slot = newest[bucketOf(signature, band, buckets)] ?? gone;
    for (; slot !== gone; slot = next[slot * bands + band] ?? gone) met.add(slot);
  }
  return met;
}

function agreement(own: Uint32Array, all: Uint32Array, from: number): number {
  let equal = 0;
  for (let at = 0; at < width; at += 1) if (own[at] === all[from + at]) equal += 1;
  return equal / width;
}
