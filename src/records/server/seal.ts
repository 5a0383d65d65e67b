// Closing batches: a batch is closed when nobody is left in it, its events hashed into a Merkle tree, its root into the tree over batches.
import { sql } from 'kysely';
import { boughsOf, keepBoughs } from './boughs.ts';
import { type EventLeaf, packLeaves, readNodes } from './closings.ts';
import { type Algorithm, batchLeafOf, leafOf, rootOf } from './hash.ts';
import { type Kernel, type KernelTx, now } from './kernel.ts';
import { growing, subtreesOf } from './tree.ts';

/**
 * Closes the open batch: opens the next one, waits for those still in it, seals its events. One sealer at a time (a session lock);
 * who comes second leaves. An empty batch stays open unless `evenEmpty` (a release wants a settled instant now).
 * Returns the opening of the batch that is open afterwards: what was known before it can no longer change.
 */
export async function seal(kernel: Kernel, evenEmpty = false): Promise<Date> {
  return kernel.db.connection().execute(async (db) => {
    const lock = sql`hashtext('sealer ' || current_schema())`;
    await (evenEmpty ? sql`select pg_advisory_lock(${lock})` : sql`select 1`).execute(db);
    const { rows: got } = evenEmpty
      ? { rows: [{ mine: true }] }
      : await sql<{ mine: boolean }>`select pg_try_advisory_lock(${lock}) as mine`.execute(db);
    if (!got[0]!.mine) return settledBefore({ db });
    try {
      await closeOpen({ ...kernel, db }, evenEmpty);
    } finally {
      await sql`select pg_advisory_unlock(${lock})`.execute(db);
    }
    return settledBefore({ db });
  });
}

// What is asked of batches follows the index of events by batch and id, whatever the statistics say: after a city was loaded nearly
// all events are of one batch, and a planner that expects the next one to hold as many reads them all, every two seconds.
async function closeOpen(kernel: Kernel, evenEmpty: boolean): Promise<void> {
  const { rows } = await sql<{ n: number; waiting: boolean | null }>`
    select n, n <= (select batch from events order by batch desc limit 1) as waiting from batches
    where n > coalesce((select max(batch) from closings), 0) order by n`.execute(kernel.db);
  const newest = rows.at(-1)!;
  if (newest.waiting === true || evenEmpty) {
    await sql`insert into batches select ${newest.n + 1}, greatest(date_trunc('milliseconds', clock_timestamp()), (select max(opened_at) from batches))`.execute(
      kernel.db,
    );
  } else rows.pop();
  for (const { n } of rows) await closeBatch(kernel, n);
}

async function closeBatch(kernel: Kernel, n: number): Promise<void> {
  await kernel.db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(city_lock(), ${n})`.execute(tx);
      const { algorithm } = kernel.city;
      const leaves = await leavesOf(tx, algorithm, n);
      const root = rootOf(
        algorithm,
        leaves.map(({ leaf }) => leaf),
      );
      const { opened_at } = await tx.selectFrom('batches').select('opened_at').where('n', '=', n).executeTakeFirstOrThrow();
      const closedAt = await now(tx);
      const before = subtreesOf(0, n);
      const tree = growing(algorithm, n, before.map(await readNodes(tx, kernel.city, before)));
      const nodes = tree.add(batchLeafOf(algorithm, { n, openedAt: opened_at, closedAt, events: leaves.length, root }));
      await tx
        .insertInto('closings')
        .values({
          batch: n,
          closed_at: closedAt,
          events: leaves.length,
          root,
          leaves: packLeaves(leaves),
          nodes: Buffer.concat(nodes),
          chain: tree.root(),
        })
        .onConflict((c) => c.doNothing())
        .execute();
      await keepBoughs(tx, n, boughsOf(algorithm, leaves));
    });
}

const page = 2000;

/** Leaves of a batch in the order of their ids, a page of texts at a time: the batch in which a city was loaded holds more than memory should. */
async function leavesOf(tx: KernelTx, algorithm: Algorithm, n: number): Promise<EventLeaf[]> {
  const leaves: EventLeaf[] = [];
  for (;;) {
    const last = leaves.at(-1)?.id ?? '00000000-0000-0000-0000-000000000000';
    const { rows } = await sql<{ id: string; body: string }>`
      select id, body from events where (batch, id) > (${n}, ${last}::uuid) and batch <= ${n} order by batch, id limit ${page}`.execute(
      tx,
    );
    leaves.push(...rows.map(({ id, body }) => ({ id, leaf: leafOf(algorithm, body) })));
    if (rows.length < page) return leaves;
  }
}

/** Opening of the oldest open batch. An answer for `knownAt` at or before it can never change. */
export async function settledBefore(kernel: Pick<Kernel, 'db'>): Promise<Date> {
  const { rows } = await sql<{
    at: Date;
  }>`select opened_at as at from batches where n > coalesce((select max(batch) from closings), 0) order by n limit 1`.execute(
    kernel.db,
  );
  return rows[0]!.at;
}
