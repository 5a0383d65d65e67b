// What is done one at a time in a city, whichever process does it: the second waits until the transaction of the first is over.
import { type QueryExecutorProvider, sql } from 'kysely';

/** Waits for whoever does `what` (of one thing, where `of` names it) in this schema, and holds it until the transaction ends. */
export async function oneAtATime(tx: QueryExecutorProvider, what: string, of = ''): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${what} ${of} `} || current_schema(), 0))`.execute(tx);
}
