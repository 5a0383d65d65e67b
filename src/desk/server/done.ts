// What an actor has done, newest first, from the events: which record, which action, when. A record that he no longer sees is not named.
import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../../platform/shared/actor.ts';
import { readCursor, writeCursor } from '../../platform/shared/page.ts';
import type { DeskItem } from '../desk.ts';
import type { DeskParts, DeskQuery } from './ports.ts';

type Row = { id: string; kind: string; record: string; action: string; recorded_at: Date };
const cursor = z.strictObject({ id: z.uuid() });
/** Counted so far: who wants to know more than that takes a shorter period. */
const mostDone = 1000;

export async function doneBy({ kernel, timeZone }: DeskParts, actor: Actor, query: DeskQuery) {
  const from = readCursor(query.after, cursor);
  // What a deputy did stands with both.
  const conditions = sql`(actor = ${actor.account}::uuid or acted_for = ${actor.account}::uuid)
    ${query.kind ? sql`and kind = ${query.kind}` : sql``}
    ${query.from ? sql`and recorded_at >= (${query.from}::date::timestamp at time zone ${timeZone})` : sql``}
    ${query.to ? sql`and recorded_at < ((${query.to}::date + 1)::timestamp at time zone ${timeZone})` : sql``}`;
  const { rows } = await sql<Row>`select id, kind, record, action, recorded_at from events
    where ${conditions} ${from ? sql`and id < ${from.id}::uuid` : sql``} order by id desc limit ${query.limit + 1}`.execute(
    kernel.db,
  );
  const page = rows.slice(0, query.limit);
  const items = await itemsOf(kernel, page, actor);
  const last = page.at(-1);
  return {
    items,
    next: rows.length > query.limit && last ? writeCursor({ id: last.id }) : null,
    ...(query.count ? { total: await totalOf(kernel, conditions) } : {}),
  };
}

async function totalOf({ db }: DeskParts['kernel'], conditions: ReturnType<typeof sql>) {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (select from events where ${conditions}
    limit ${mostDone + 1}) found`.execute(db);
  const n = rows[0]?.n ?? 0;
  return { rows: Math.min(n, mostDone), more: n > mostDone };
}

async function itemsOf(kernel: DeskParts['kernel'], rows: readonly Row[], actor: Actor): Promise<DeskItem[]> {
  const names = new Map<string, { title: string; state: string }>();
  for (const [kind, own] of Map.groupBy(rows, (row) => row.kind)) {
    const seen = await kernel.kinds.get(kind)?.waiting.titles([...new Set(own.map((row) => row.record))], actor);
    for (const [id, one] of seen ?? []) names.set(id, one);
  }
  return rows.map((row) => {
    const named = names.get(row.record);
    return {
      id: row.id,
      kind: row.kind,
      record: named ? row.record : null,
      page: null,
      title: named?.title ?? '',
      asked: '',
      action: row.action,
      state: named?.state ?? null,
      by: [],
      since: kernel.dayOf(row.recorded_at),
      due: null,
      left: null,
      unpublished: null,
      group: 'none',
      region: null,
      at: row.recorded_at.toISOString(),
    };
  });
}
