// Recalculation: when a fact of one record changes, those whose figures use it are queued in the same transaction, and each gets an event of its own.
import { type RawBuilder, sql } from 'kysely';
import type { Kernel, KernelTx } from './kernel.ts';

/** Queues the records that `found` selects (their ids as `id`). */
export async function queueRecalculation(
  tx: KernelTx,
  kind: string,
  cause: string,
  found: RawBuilder<{ id: string }>,
): Promise<void> {
  await sql`insert into recalculations (kind, record, cause) select ${kind}, f.id, ${cause}::uuid from (${found}) f on conflict do nothing`.execute(
    tx,
  );
}

/** Recalculates what is queued, one record a transaction; several processes share the queue. Returns how many were done. */
export async function drainRecalculations(kernel: Kernel): Promise<number> {
  let done = 0;
  for (;;) {
    const next = await kernel.db.selectFrom('recalculations').selectAll().limit(1).executeTakeFirst();
    if (!next) return done;
    await kernel.kinds.get(next.kind)?.recalculate?.(next.record, next.cause);
    done++;
  }
}
