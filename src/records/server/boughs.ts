// Boughs: of a batch of many events the hashes half-way up, so that a proof reads a thousand of its leaves and not all. Derived from the leaves; what they were not kept for is read whole.
import { sql } from 'kysely';
import { type EventLeaf, unpackLeaves } from './closings.ts';
import { type Algorithm, pathOf, rootOf, type Side } from './hash.ts';
import type { Kernel, KernelTx } from './kernel.ts';

/** Leaves of a bough: a power of two, so that each is a whole subtree. The index of large closings names it as well. */
const leavesOfBough = 1024;
const [idLength, hashLength] = [16, 32];
const leafLength = idLength + hashLength;

export type Boughs = { firsts: Buffer; roots: Buffer };
const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

/** The boughs of a batch, null where it is small enough to be read whole. */
export function boughsOf(algorithm: Algorithm, leaves: readonly EventLeaf[]): Boughs | null {
  if (leaves.length <= leavesOfBough) return null;
  const parts = Array.from({ length: Math.ceil(leaves.length / leavesOfBough) }, (_none, at) =>
    leaves.slice(at * leavesOfBough, (at + 1) * leavesOfBough),
  );
  return {
    firsts: Buffer.concat(parts.map(([first]) => bytesOf(first?.id ?? ''))),
    roots: Buffer.concat(parts.map((part) => rootOf(algorithm, hashesOf(part)))),
  };
}

/** Keeps the boughs of a batch that is being closed, or was. */
export async function keepBoughs(tx: KernelTx, batch: number, boughs: Boughs | null): Promise<void> {
  if (boughs === null) return;
  await tx
    .insertInto('boughs')
    .values({ batch, ...boughs })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Keeps those of batches that were closed before boughs were kept, one after the other; nothing when all have them. */
export async function growBoughs({ db, city }: Pick<Kernel, 'db' | 'city'>): Promise<void> {
  const { rows } = await sql<{ batch: number }>`select batch from closings c
    where events > 1024 and not exists (select from boughs b where b.batch = c.batch) order by batch`.execute(db);
  for (const { batch } of rows)
    await db.transaction().execute(async (tx) => {
      const { leaves } = await tx.selectFrom('closings').select('leaves').where('batch', '=', batch).executeTakeFirstOrThrow();
      await keepBoughs(tx, batch, boughsOf(city.algorithm, unpackLeaves(leaves)));
    });
}

/** The way from an event's leaf to the root of its batch, from below. */
export async function pathInBatch(
  { db, city: { algorithm } }: Pick<Kernel, 'db' | 'city'>,
  batch: number,
  event: string,
): Promise<Side[]> {
  const boughs = await db.selectFrom('boughs').select(['firsts', 'roots']).where('batch', '=', batch).executeTakeFirst();
  const bough = boughs ? boughWith(boughs.firsts, bytesOf(event)) : 0;
  const part = boughs
    ? sql<Buffer>`substring(leaves from ${bough * leavesOfBough * leafLength + 1}::int for ${leavesOfBough * leafLength}::int)`
    : sql<Buffer>`leaves`;
  const read = db.selectFrom('closings').select(part.as('leaves')).where('batch', '=', batch);
  const leaves = unpackLeaves((await read.executeTakeFirstOrThrow()).leaves);
  const at = leaves.findIndex(({ id }) => id === event.toLowerCase());
  if (at < 0) throw new Error(`batch ${batch} keeps no leaf of event ${event}`);
  const inBough = pathOf(algorithm, hashesOf(leaves), at);
  return boughs ? [...inBough, ...pathOf(algorithm, rootsOf(boughs.roots), bough)] : inBough;
}

/** The last bough whose first event does not come after this one. */
function boughWith(firsts: Buffer, event: Buffer): number {
  let [low, high] = [0, firsts.length / idLength - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (firsts.compare(event, 0, idLength, middle * idLength, (middle + 1) * idLength) > 0) high = middle - 1;
    else low = middle;
  }
  return low;
}

const hashesOf = (leaves: readonly EventLeaf[]): Buffer[] => leaves.map(({ leaf }) => leaf);
const rootsOf = (roots: Buffer): Buffer[] =>
  Array.from({ length: roots.length / hashLength }, (_none, at) => roots.subarray(at * hashLength, (at + 1) * hashLength));
