// The tree over batches read node by node against the same tree hashed whole: roots, paths, and what each leaf completes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leafOf, pathOf, rootOf } from './hash.ts';
import { growing, joined, lastLeafOf, type Nodes, stepsOf, subtreesOf } from './tree.ts';

const algorithm = 'sha256';
const leaves = Array.from({ length: 200 }, (_none, at) => leafOf(algorithm, `leaf ${at}`));

/** Every node that a growing tree completes, kept with the leaf that completed it, as closings keep them. */
function grown(): { nodes: Nodes; roots: Buffer[] } {
  const kept: Buffer[][] = [];
  const roots: Buffer[] = [];
  const tree = growing(algorithm, 0, []);
  for (const leaf of leaves) {
    kept.push(tree.add(leaf));
    roots.push(tree.root());
  }
  return { nodes: (place) => kept[lastLeafOf(place)]![place.level]!, roots };
}
const { nodes, roots } = grown();

test('the root after each leaf is that of RFC 6962', () => {
  for (let size = 1; size <= leaves.length; size++)
    expect(roots[size - 1]!.equals(rootOf(algorithm, leaves.slice(0, size)))).toBe(true);
});

test('a tree taken up again from its peaks grows on as before', () => {
  const at = fc.integer({ min: 1, max: leaves.length - 1 });
  fc.assert(
    fc.property(at, (size) => {
      const tree = growing(algorithm, size, subtreesOf(0, size).map(nodes));
      tree.add(leaves[size]!);
      expect(tree.root().equals(roots[size]!)).toBe(true);
    }),
  );
});

test('the path from any leaf to any later root is that of RFC 6962, of as many steps as the tree has levels', () => {
  const sizes = fc.integer({ min: 1, max: leaves.length });
  fc.assert(
    fc.property(sizes, fc.nat(), (size, any) => {
      const leaf = any % size;
      const path = stepsOf(leaf, size).map(({ side, over }) => ({ side, hash: joined(algorithm, over.map(nodes)) }));
      expect(path).toEqual(pathOf(algorithm, leaves.slice(0, size), leaf));
      expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
    }),
  );
});
