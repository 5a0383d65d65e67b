// What is kept of closed batches: the leaves of each, and the nodes of the tree over them. Reading and writing of rows; not the hashing.
import type { Kysely } from 'kysely';
import { type Algorithm, beginningOf } from './hash.ts';
import type { Kernel, KernelDb, KernelTx } from './kernel.ts';
import { lastLeafOf, type Nodes, type Place } from './tree.ts';

/** Bytes of a hash: both algorithms give 256 bits. */
const hashLength = 32;
const idLength = 16;

/** Leaf of one event as its closing keeps it. */
export type EventLeaf = { id: string; leaf: Buffer };

export const packLeaves = (leaves: readonly EventLeaf[]): Buffer =>
  Buffer.concat(leaves.flatMap(({ id, leaf }) => [Buffer.from(id.replaceAll('-', ''), 'hex'), leaf]));

export function unpackLeaves(packed: Buffer): EventLeaf[] {
  const size = idLength + hashLength;
  return Array.from({ length: Math.floor(packed.length / size) }, (_none, at) => {
    const one = packed.subarray(at * size, (at + 1) * size);
    const id = one.toString('hex', 0, idLength).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return { id, leaf: one.subarray(idLength) };
  });
}

/** Reads the nodes of the tree at these places, in one statement. */
export async function readNodes(
  db: Kysely<KernelDb> | KernelTx,
  city: { code: string; algorithm: Algorithm },
  places: readonly Place[],
): Promise<Nodes> {
  const batches = [...new Set(places.map(lastLeafOf))].filter((n) => n > 0);
  const rows =
    batches.length === 0
      ? []
      : await db.selectFrom('closings').select(['batch', 'nodes']).where('batch', 'in', batches).execute();
  const found = new Map(rows.map((row) => [row.batch, row.nodes]));
  found.set(0, beginningOf(city.algorithm, city.code));
  return (place) => {
    const nodes = found.get(lastLeafOf(place));
    const at = place.level * hashLength;
    if (!nodes || nodes.length < at + hashLength)
      throw new Error(`batch ${lastLeafOf(place)} keeps no node of level ${place.level}`);
    return nodes.subarray(at, at + hashLength);
  };
}

export type Head = { batch: number; chain: Buffer; closedAt: Date | null };

/** Root of the tree up to a batch, the last closed one unless said; null for a batch that is not closed yet. */
export async function headOf({ db, city }: Pick<Kernel, 'db' | 'city'>, batch?: number): Promise<Head | null> {
  const beginning = { batch: 0, chain: beginningOf(city.algorithm, city.code), closedAt: null };
  if (batch === 0) return beginning;
  const rows = db.selectFrom('closings').select(['batch', 'chain', 'closed_at']).orderBy('batch', 'desc').limit(1);
  const row = await (batch === undefined ? rows : rows.where('batch', '=', batch)).executeTakeFirst();
  if (row) return { batch: row.batch, chain: row.chain, closedAt: row.closed_at };
  return batch === undefined ? beginning : null;
}
