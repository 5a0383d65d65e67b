// Idempotency: a request that is repeated with the same key gets the stored answer; the same key with another body is refused.
import { createHash } from 'node:crypto';
import { canonical } from '../canonical.ts';
import { repeatedDifferently } from '../record.ts';
import { sql } from 'kysely';
import type { Kernel, KernelTx } from './kernel.ts';

/** `key` is the caller's `Idempotency-Key`, unique for actor and route. */
export type Repeat = { actor: string; route: string; key: string; request: unknown };
type Stored = { status: number; answer: unknown };

/** The stored answer of an earlier request, or null when this is the first. A request still under way is waited for by the unique key. */
export async function earlier(tx: KernelTx, of: Repeat): Promise<Stored | null> {
  const request = createHash('sha256').update(canonical(of.request)).digest();
  const { actor, route, key } = of;
  const fresh = await tx
    .insertInto('repeats')
    .values({ actor, route, key, request, status: null, answer: null })
    .onConflict((c) => c.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (fresh) return null;
  const stored = await tx
    .selectFrom('repeats')
    .selectAll()
    .where('actor', '=', actor)
    .where('route', '=', route)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (!stored.request.equals(request)) throw repeatedDifferently();
  return { status: stored.status ?? 200, answer: JSON.parse(stored.answer ?? 'null') as unknown };
}

export async function remember(tx: KernelTx, of: Repeat, status: number, answer: unknown): Promise<void> {
  const { actor, route, key } = of;
  await tx
    .updateTable('repeats')
    .set({ status, answer: JSON.stringify(answer) })
    .where('actor', '=', actor)
    .where('route', '=', route)
    .where('key', '=', key)
    .execute();
}

/** Removes answers that are older than seven days: whoever repeats a request does so sooner. */
export async function forgetRepeats({ db }: Pick<Kernel, 'db'>): Promise<void> {
  await sql`delete from repeats where at < clock_timestamp() - interval '7 days'`.execute(db);
}
