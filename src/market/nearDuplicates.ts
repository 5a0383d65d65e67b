// Texts that are nearly the same, found among very many: MinHash with bands (Broder 1997), the same on every machine. Pure; what is kept of each: prints.ts.
import { tidyLine } from '../platform/shared/characters.ts';

const pieceLength = 5;
/** Two texts meet where all rows of a band are equal: 1 − (1 − s³)²⁴. */
const [bands, rows] = [24, 3];
const width = bands * rows;

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

/** The least of each of so many hashes, told apart by their places: sets that share a quarter of all their pieces meet in one of sixteen, as a rule. */
export function leastOf(pieces: ReadonlySet<string>, places: number): number[] {
  const signature = new Uint32Array(width);
  sign(pieces, signature);
  return pieces.size === 0 ? [] : Array.from({ length: places }, (_none, at) => mixed((signature[at] ?? 0) ^ (at + width)) | 0);
}

/**
 * One number for each band: texts meet where one of them is equal. Of texts alike by 0.5 one in 25 is missed, by 0.6 one in 300, by 0.7 one in
 * 30,000; below 0.4 few meet.
 */
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
