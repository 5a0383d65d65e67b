// Who is erased is erased from what stands beside his record too: attachments lose name and content, packages go. Digests stay.
import { sql } from 'kysely';
import type { Kernel, KernelTx } from './kernel.ts';
import type { Mountable } from './mount.ts';

/** Runs `erase` for each row of `table` that belongs to a record which is being erased, in the same transaction. */
export function eraseWith(
  kernel: Kernel,
  table: 'attachments' | 'archives',
  kinds: readonly { opened: Mountable }[],
  erase: (tx: KernelTx, id: string) => Promise<unknown>,
): void {
  for (const { opened } of kinds) {
    const { kind, actions } = opened.kind.life;
    if (!actions['erase']) continue;
    kernel.after(kind, ['erase'], async (tx, { record }) => {
      const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} where record = ${record}
        and state not in ('erased', 'destroyed') order by id`.execute(tx);
      for (const { id } of rows) await erase(tx, id);
    });
  }
}
