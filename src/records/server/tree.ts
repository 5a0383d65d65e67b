// The Merkle tree over batches (RFC 6962, section 2.1): which complete subtrees make up a root or a path. Each is hashed once, when its last batch closes.
import { type Algorithm, nodeOf, type Side } from './hash.ts';

/** A complete subtree of `2 ** level` leaves, the `index`-th of its size. Leaf 0 is the beginning, leaf n is batch n. */
export type Place = { level: number; index: number };
/** Hashes of complete subtrees; a place that was not asked for is a fault. */
export type Nodes = (place: Place) => Buffer;

/** The leaf that completes a subtree: its hash is kept with that batch. */
export const lastLeafOf = ({ level, index }: Place): number => (index + 1) * 2 ** level - 1;

/** The complete subtrees that `count` leaves from `from` on fall into, largest first. */
export function subtreesOf(from: number, count: number): Place[] {
  const places: Place[] = [];
  for (let at = from, left = count; left > 0; ) {
    const level = 31 - Math.clz32(left);
    places.push({ level, index: at / 2 ** level });
    at += 2 ** level;
    left -= 2 ** level;
  }
  return places;
}

/** The way from a leaf to the root over `size` leaves, from below: on which side the neighbour stands, and what it is made of. */
export function stepsOf(leaf: number, size: number): { side: Side['side']; over: Place[] }[] {
  const steps: { side: Side['side']; over: Place[] }[] = [];
  for (let from = 0, count = size; count > 1; ) {
    const half = 2 ** (31 - Math.clz32(count - 1));
    const left = leaf < from + half;
    steps.push(
      left ? { side: 'right', over: subtreesOf(from + half, count - half) } : { side: 'left', over: subtreesOf(from, half) },
    );
    if (!left) from += half;
    count = left ? half : count - half;
  }
  return steps.reverse();
}

/** One hash over subtrees side by side, largest first: the root when they are all there are. */
export const joined = (algorithm: Algorithm, subtrees: readonly Buffer[]): Buffer =>
  subtrees.reduceRight((right, left) => nodeOf(algorithm, left, right));

/** A tree that grows: adding a leaf gives the hashes of the subtrees that it completes, smallest first. `peaks` are those of its leaves so far. */
export function growing(algorithm: Algorithm, size: number, peaks: readonly Buffer[]) {
  const standing = subtreesOf(0, size).map(({ level }, at) => ({ level, hash: peaks[at]! }));
  return {
    add(leaf: Buffer): Buffer[] {
      const completed = [leaf];
      let top = { level: 0, hash: leaf };
      while (standing.at(-1)?.level === top.level) {
        top = { level: top.level + 1, hash: nodeOf(algorithm, standing.pop()!.hash, top.hash) };
        completed.push(top.hash);
      }
      standing.push(top);
      return completed;
    },
    root: (): Buffer =>
      joined(
        algorithm,
        standing.map((one) => one.hash),
      ),
  };
}
