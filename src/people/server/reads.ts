// The log of who read personal values unmasked. Only ever added to; read by those who audit.
import type { Kysely } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import type { Actor } from '../../platform/shared/actor.ts';
import { readCursor, writeCursor } from '../../platform/shared/page.ts';
import { personalFields, type PersonalField } from '../routes.ts';
import type { PeopleTables } from './tables.ts';

const cursor = z.strictObject({ id: z.uuid() });

/** Logs what an answer shows of persons, before it is given. Masked and missing values are no reading. */
export async function logReads(
  db: Kysely<PeopleTables>,
  { account }: Actor,
  shown: readonly Record<string, unknown>[],
  of: readonly PersonalField[] = personalFields,
): Promise<void> {
  if (account === null) return;
  const reads = shown.flatMap((one) => {
    const fields = one['masked'] === false ? of.filter((field) => typeof one[field] === 'string') : [];
    return fields.length === 0 ? [] : [{ id: uuidv7(), account, record: String(one['id']), fields }];
  });
  if (reads.length > 0) await db.insertInto('personal_reads').values(reads).execute();
}

/** Readings of one record, newest first. */
export async function readsOf(db: Kysely<PeopleTables>, record: string, limit: number, after: string | undefined) {
  const from = readCursor(after, cursor);
  let query = db.selectFrom('personal_reads').selectAll().where('record', '=', record);
  if (from) query = query.where('id', '<', from.id);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({ id: row.id, account: row.account, fields: row.fields, at: row.at.toISOString() })),
    next: rows.length > limit && last ? writeCursor({ id: last.id }) : null,
  };
}
