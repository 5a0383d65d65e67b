// The end of an import's judging or writing, and the word to whoever brought the file: both or neither. Not the work itself.
import { sql, type Updateable } from 'kysely';
import type { ImportState } from '../import.ts';
import type { Importing } from './importJudge.ts';
import { type KernelTx, transact } from './kernel.ts';
import type { ImportTables } from './tables.ts';
import { tellOfImport } from './tell.ts';

/** Judging that took no longer than this was waited for: its end is seen on the page and is no news. */
const waitedFor = '10 seconds';

type End = Updateable<ImportTables['imports']> & { state: 'judged' | 'written' | 'failed' };

/** Ends it if it is still at one of these states; of two processes one does. */
export async function endImport(of: Importing, id: string, from: readonly ImportState[], end: End): Promise<void> {
  await transact(of.db, async (tx) => {
    const ended = await tx
      .updateTable('imports')
      .set(end)
      .where('id', '=', id)
      .where('state', 'in', from)
      .returning([
        'account',
        'kind',
        'file_name as file',
        'total',
        'done',
        sql<boolean>`at < clock_timestamp() - ${waitedFor}::interval`.as('late'),
      ])
      .executeTakeFirst();
    if (!ended || (end.state === 'judged' && !ended.late)) return;
    const { account, kind, file } = ended;
    await tellOfImport(of.kernel, tx as unknown as KernelTx, { id, kind, account, file, how: end.state, rows: ended.done });
  });
}
