// How many rows a list has, counted only as far as a list tells it.
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { mostCounted, type Total } from '../record.ts';

/** `rows`: what stands between `from` and the end of a query, as `listings where …`. */
export async function totalOf(on: QueryExecutorProvider, rows: RawBuilder<unknown>): Promise<Total> {
  const { rows: found } = await sql<{ rows: number }>`select count(*)::int as rows
    from (select from ${rows} limit ${mostCounted + 1}) found`.execute(on);
  const counted = found[0]?.rows ?? 0;
  return { rows: Math.min(counted, mostCounted), more: counted > mostCounted };
}
