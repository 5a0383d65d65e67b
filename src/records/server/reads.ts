// The log of who read personal values unmasked. Only ever added to; read by those who audit.
import type { FastifyInstance } from 'fastify';
import { uuidv7 } from 'uuidv7';
import { z } from 'zod';
import type { Actor } from '../../platform/shared/actor.ts';
import { readCursor, writeCursor } from '../../platform/shared/page.ts';
import { mount } from '../../platform/server/mount.ts';
import type { personalReads } from '../reads.ts';
import type { Kernel } from './kernel.ts';

const cursor = z.strictObject({ id: z.uuid() });
/** Which personal values of which record an answer is about to show. */
export type Shown = { record: string; fields: readonly string[] };

/** Logs what an answer shows of persons, before it is given. What is masked or missing is no reading, and not named. */
export async function logReads(kernel: Kernel, { account, for: absent }: Actor, shown: readonly Shown[]): Promise<void> {
  if (account === null) return;
  const reads = shown.flatMap(({ record, fields }) =>
    fields.length === 0 ? [] : [{ id: uuidv7(), account, acted_for: absent ?? null, record, fields: [...fields] }],
  );
  if (reads.length > 0) await kernel.db.insertInto('personal_reads').values(reads).execute();
}

/** Mounts the list of readings of one record, newest first. */
export function mountReads<F extends string>(
  app: FastifyInstance,
  kernel: Kernel,
  route: ReturnType<typeof personalReads<F>>,
): void {
  mount(app, route, ({ params, query }) => readsOf(kernel, params.id, query.limit, query.after) as never);
}

async function readsOf({ db }: Kernel, record: string, limit: number, after: string | undefined) {
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
