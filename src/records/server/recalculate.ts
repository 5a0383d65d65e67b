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

/**
 * Recalculates what is queued, or what one event has queued, one record a transaction; several processes share the queue. One that
 * fails stays queued and holds up no other; all faults are thrown together at the end. Returns how many were done.
 */
export async function drainRecalculations(kernel: Kernel, of: string | null = null): Promise<number> {
  const faults: unknown[] = [];
  let done = 0;
  let last = { record: '00000000-0000-0000-0000-000000000000', cause: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const { rows } = await sql<{ kind: string; record: string; cause: string }>`select * from recalculations
      where (record, cause) > (${last.record}::uuid, ${last.cause}::uuid) and (${of}::uuid is null or cause = ${of}::uuid) order by record, cause limit 100`.execute(
      kernel.db,
    );
    if (rows.length === 0) break;
    for (const { kind, record, cause } of rows) {
      try {
        await kernel.kinds.get(kind)?.recalculate?.(record, cause);
        done++;
      } catch (fault) {
        faults.push(fault);
      }
    }
    last = rows.at(-1)!;
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} records could not be recalculated`);
  return done;
}
