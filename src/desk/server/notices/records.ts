// Any record by its id alone: which kind it is of, if the actor sees it. Not found and not visible are the same.
import { sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import type { Kernel, Row } from '../../../records/server/index.ts';
import type { Concerns } from '../../../records/tells.ts';

export type SeenRecord = { name: string; row: Row; title: (language: Actor['language']) => string; concerns: Concerns };

/** Each record has an event, and that names its kind. */
export async function kindOf(kernel: Kernel, record: string, actor: Actor): Promise<SeenRecord | null> {
  const { rows } = await sql<{ kind: string }>`select kind from events where record = ${record} limit 1`.execute(kernel.db);
  const kind = kernel.kinds.get(rows[0]?.kind ?? '');
  const row = await kind?.seen(kernel.db, record, actor);
  if (!kind || !row) return null;
  return {
    name: kind.name,
    row,
    // Without personal values: what is said of a record outside its page outlives what may be erased.
    title: (language) => kind.title(row, {}, language),
    concerns: kind.concerns(row),
  };
}
