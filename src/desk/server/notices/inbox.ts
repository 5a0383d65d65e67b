// The notices of one person as he reads them: what stands in the bell by now, read and unread. Others' do not exist for him.
import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../../platform/shared/actor.ts';
import { notFound } from '../../../platform/shared/errors.ts';
import { type Page, readCursor, writeCursor } from '../../../platform/shared/page.ts';
import { now } from '../../../records/server/index.ts';
import type { Topic } from '../../../records/tells.ts';
import type { Notice } from '../../notices.ts';
import type { NoticeTables } from '../tables.ts';
import type { Around } from './around.ts';

type Person = Actor & { account: string };
type Row = Selectable<NoticeTables['notices']>;
type Asked = { limit: number; after?: string | undefined; topic?: Topic | undefined; read?: 'yes' | 'no' | undefined };

const cursor = z.strictObject({ id: z.uuid() });
/** A digest in the bell comes at its hour. */
const shown = sql<boolean>`shown_at <= clock_timestamp()`;

const noticeOf = ({ say }: Around, { id, topic, words, params, kind, record, at, read_at }: Row, actor: Actor): Notice => ({
  id,
  topic,
  words: say(actor.language, words, params[actor.language]),
  kind,
  record,
  at: at.toISOString(),
  read: read_at !== null,
});

export async function noticesOf(around: Around, actor: Person, asked: Asked): Promise<Page<Notice>> {
  const { limit, after, topic, read } = asked;
  const from = readCursor(after, cursor);
  let query = around.db.selectFrom('notices').selectAll().where('account', '=', actor.account).where(shown);
  if (from) query = query.where('id', '<', from.id);
  if (topic !== undefined) query = query.where('topic', '=', topic);
  if (read !== undefined) query = query.where('read_at', read === 'yes' ? 'is not' : 'is', null);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map((row) => noticeOf(around, row, actor));
  return { items, next: rows.length > limit ? writeCursor({ id: items.at(-1)?.id }) : null };
}

export async function unreadOf({ db }: Around, { account }: Person): Promise<number> {
  const { unread } = await db
    .selectFrom('notices')
    .select(({ fn }) => fn.countAll<string>().as('unread'))
    .where('account', '=', account)
    .where('read_at', 'is', null)
    .where(shown)
    .executeTakeFirstOrThrow();
  return Number(unread);
}

/** One of his own, whether it stands in the bell or came by mail alone. */
export async function noticeBy(around: Around, actor: Person, id: string): Promise<Notice> {
  const row = await around.db
    .selectFrom('notices')
    .selectAll()
    .where('account', '=', actor.account)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound();
  return noticeOf(around, row, actor);
}

/** Marks some as read, or all; all at one instant, by which it can be taken back. Others' ids are as if they were not there. */
export async function markRead(
  { db }: Around,
  { account }: Person,
  which: { ids: readonly string[] } | { all: true },
): Promise<{ count: number; at: string }> {
  const at = await now(db);
  let query = db.updateTable('notices').set({ read_at: at }).where('account', '=', account).where('read_at', 'is', null);
  query = 'ids' in which ? query.where('id', 'in', which.ids) : query.where(shown);
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
  return { count: Number(numUpdatedRows), at: at.toISOString() };
}

export async function markUnread(
  { db }: Around,
  { account }: Person,
  which: { ids: readonly string[] } | { at: string },
): Promise<{ count: number }> {
  let query = db.updateTable('notices').set({ read_at: null }).where('account', '=', account).where('read_at', 'is not', null);
  query = 'ids' in which ? query.where('id', 'in', which.ids) : query.where('read_at', '=', new Date(which.at));
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
  return { count: Number(numUpdatedRows) };
}
