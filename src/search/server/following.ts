// Which records have changed since the last look, from the events of all batches that were open then: none is missed, whenever it was committed.
import { type QueryExecutorProvider, sql } from 'kysely';

export type Following = {
  /** From here on: to be called before anything is read. */
  begin: () => Promise<void>;
  /** Records by kind that changed since. */
  next: () => Promise<Map<string, Set<string>>>;
};

/**
 * A number that grows is no measure of what was committed: a later event may be seen first. A batch is closed when nobody is left in it, and a
 * closing is seen only after all its events; so what belongs to batches that were open at the last look is read again, and what was seen dropped.
 */
export function openFollowing(db: QueryExecutorProvider, kinds: readonly string[]): Following {
  let closed = 0;
  let seen = new Set<string>();
  return {
    begin: async () => {
      const { rows } = await sql<{ n: number }>`select coalesce(max(batch), 0) as n from closings`.execute(db);
      closed = rows[0]?.n ?? 0;
      seen = new Set();
    },
    next: async () => {
      const { rows } = await sql<{ id: string; kind: string; record: string; batch: number; closed: number }>`
        select e.id, e.kind, e.record, e.batch, (select coalesce(max(batch), 0) from closings) as closed
        from events e where e.batch > ${closed} order by e.batch, e.id`.execute(db);
      const changed = new Map<string, Set<string>>();
      const open = new Set<string>();
      for (const { id, kind, record, batch, closed: now } of rows) {
        if (batch > now) open.add(id);
        closed = Math.max(closed, now);
        if (seen.has(id) || !kinds.includes(kind)) continue;
        changed.set(kind, (changed.get(kind) ?? new Set()).add(record));
      }
      seen = open;
      return changed;
    },
  };
}
