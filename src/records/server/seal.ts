// Closing batches: a batch is closed when nobody is left in it, its events hashed into a Merkle tree, its root linked into the chain.
import { sql } from 'kysely';
import { notFound } from '../../platform/shared/errors.ts';
import type { Proof } from '../record.ts';
import { beginningOf, leafOf, linkOf, pathOf, rootOf } from './hash.ts';
import type { Kernel } from './kernel.ts';

type Head = { batch: number; chain: Buffer; closedAt: Date | null };

async function headOf(kernel: Kernel): Promise<Head> {
  const last = await kernel.db
    .selectFrom('closings')
    .select(['batch', 'chain', 'closed_at'])
    .orderBy('batch', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last
    ? { batch: last.batch, chain: last.chain, closedAt: last.closed_at }
    : { batch: 0, chain: beginningOf(kernel.city.algorithm, kernel.city.code), closedAt: null };
}

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
    if (!got[0]!.mine) return settledBefore(kernel);
    try {
      await closeOpen({ ...kernel, db }, evenEmpty);
    } finally {
      await sql`select pg_advisory_unlock(${lock})`.execute(db);
    }
    return settledBefore(kernel);
  });
}

async function closeOpen(kernel: Kernel, evenEmpty: boolean): Promise<void> {
  const { rows } = await sql<{ n: number; waiting: boolean }>`
    select n, exists(select from events where batch = n) as waiting from batches where n not in (select batch from closings) order by n`.execute(
    kernel.db,
  );
  const newest = rows.at(-1)!;
  if (newest.waiting || evenEmpty) {
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
      const { rows } = await sql<{ body: string }>`select body from events where batch = ${n} order by id`.execute(tx);
      const root = rootOf(
        algorithm,
        rows.map((row) => leafOf(algorithm, row.body)),
      );
      const head = await headOf({ ...kernel, db: tx });
      const chain = linkOf(algorithm, head.chain, n, rows.length, root);
      await sql`insert into closings values (${n}, date_trunc('milliseconds', clock_timestamp()), ${rows.length}, ${root}, ${chain}) on conflict do nothing`.execute(
        tx,
      );
    });
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

export async function sealHeadOf(kernel: Kernel) {
  const head = await headOf(kernel);
  return {
    algorithm: kernel.city.algorithm,
    city: kernel.city.code,
    batch: head.batch,
    chain: head.chain.toString('hex'),
    closedAt: head.closedAt?.toISOString() ?? null,
  };
}

/** The proof of one event; 404 until its batch is closed (a few seconds). */
export async function proofOf(kernel: Kernel, record: string, event: string): Promise<Proof> {
  const { db, city } = kernel;
  const own = await db
    .selectFrom('events')
    .select(['batch', 'body'])
    .where('id', '=', event)
    .where('record', '=', record)
    .executeTakeFirst();
  const closing = own && (await db.selectFrom('closings').selectAll().where('batch', '=', own.batch).executeTakeFirst());
  if (!own || !closing) throw notFound();
  const events = await db.selectFrom('events').select(['id', 'body']).where('batch', '=', own.batch).orderBy('id').execute();
  const before = await db
    .selectFrom('closings')
    .select('chain')
    .where('batch', '<', own.batch)
    .orderBy('batch', 'desc')
    .limit(1)
    .executeTakeFirst();
  const later = await db
    .selectFrom('closings')
    .select(['batch', 'events', 'root'])
    .where('batch', '>', own.batch)
    .orderBy('batch')
    .execute();
  const path = pathOf(
    city.algorithm,
    events.map((one) => leafOf(city.algorithm, one.body)),
    events.findIndex((one) => one.id === event),
  );
  return {
    algorithm: city.algorithm,
    city: city.code,
    body: own.body,
    salt: (JSON.parse(own.body) as { salt: string }).salt,
    path: path.map(({ side, hash }) => ({ side, hash: hash.toString('hex') })),
    batch: {
      n: own.batch,
      events: closing.events,
      root: closing.root.toString('hex'),
      previous: (before?.chain ?? beginningOf(city.algorithm, city.code)).toString('hex'),
    },
    chain: closing.chain.toString('hex'),
    later: later.map((one) => ({ n: one.batch, events: one.events, root: one.root.toString('hex') })),
  };
}
