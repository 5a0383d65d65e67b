// Files that somebody uploaded, whose preview stands there and was not committed. Reads only.
import type { Kysely, Transaction } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import type { Kernel } from './kernel.ts';
import type { ImportTables } from './tables.ts';

/** Days after which a preview is gone. */
export const daysKept = 7;

/** Previews that somebody left pass to who takes over his post. */
export async function passPreviews(tx: Transaction<ImportTables>, from: string, to: string): Promise<void> {
  await tx.updateTable('imports').set({ account: to }).where('account', '=', from).where('state', '=', 'judged').execute();
}

export async function previewsOf(kernel: Kernel, { account }: Actor) {
  if (account === null) return [];
  const db = kernel.db as unknown as Kysely<ImportTables>;
  const rows = await db
    .selectFrom('imports')
    .select(['id', 'kind', 'file_name', 'total', 'at'])
    .where('account', '=', account)
    .where('state', '=', 'judged')
    .orderBy('at')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    rows: row.total,
    on: kernel.dayOf(row.at),
    daysKept,
  }));
}
