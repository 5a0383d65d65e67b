// What the desk holds by account of somebody who leaves his post: counted beforehand, and passed to the successor in the transaction of the hand-over.
import { sql, type Kysely, type Transaction } from 'kysely';
import { passPreviews, previewsOf } from '../../records/server/index.ts';
import type { ImportTables, Kernel } from '../../records/server/index.ts';
import { actorsOf } from '../../platform/server/actors.ts';
import type { Matters } from '../../platform/shared/deputy.ts';
import type { Desk } from './open.ts';
import type { DeskTables } from './tables.ts';

export function openHandOver(kernel: Kernel, desk: Desk, db: Kysely<DeskTables>) {
  async function count(account: string): Promise<Matters> {
    const found = (await actorsOf(db, [account], await desk.parts.today())).get(account);
    if (!found) return {};
    const { rows } = await sql<{ follows: number; searches: number; mentions: number }>`select
      (select count(*)::int from follows where account = ${account}::uuid) as follows,
      (select count(*)::int from saved_searches where account = ${account}::uuid and shared and deleted_at is null) as searches,
      (select count(*)::int from notices where account = ${account}::uuid and topic = 'mentions' and read_at is null) as mentions`.execute(
      db,
    );
    const { inHand } = await desk.countsOf(found.actor);
    const imports = (await previewsOf(kernel, found.actor)).length;
    return { inHand: inHand.rows, drafts: await draftsOf(kernel, account), imports, ...rows[0] };
  }

  /** Followed records, shared searches, unread notices, previews. What follows from acts passes by itself: `handed_to` and `answers_for`. */
  async function pass(of: object, from: string, to: string): Promise<void> {
    const tx = of as Transaction<DeskTables & ImportTables>;
    await passPreviews(of as Transaction<ImportTables>, from, to);
    await tx
      .insertInto('follows')
      .columns(['account', 'record', 'kind', 'since'])
      .expression((one) =>
        one
          .selectFrom('follows')
          .select([sql<string>`${to}::uuid`.as('account'), 'record', 'kind', 'since'])
          .where('account', '=', from),
      )
      .onConflict((on) => on.doNothing())
      .execute();
    await tx.deleteFrom('follows').where('account', '=', from).execute();
    await passSearches(tx, from, to);
    const taken = tx.selectFrom('notices as own').select('own.cause').where('own.account', '=', to);
    await tx
      .updateTable('notices')
      .set({ account: to })
      .where('account', '=', from)
      .where('read_at', 'is', null)
      .where('cause', 'not in', taken)
      .execute();
  }
  return { count, pass };
}

/** Shared searches change hands; one whose name the successor has already gets the former owner's day beside it. */
async function passSearches(tx: Transaction<DeskTables>, from: string, to: string): Promise<void> {
  const own = await tx
    .selectFrom('saved_searches')
    .select('name')
    .where('account', '=', to)
    .where('deleted_at', 'is', null)
    .execute();
  const names = new Set(own.map((one) => one.name));
  const rows = await tx
    .selectFrom('saved_searches')
    .select(['id', 'name'])
    .where('account', '=', from)
    .where('shared', '=', true)
    .where('deleted_at', 'is', null)
    .execute();
  for (const { id, name } of rows) {
    let said = name;
    for (let n = 2; names.has(said); n++) said = `${[...name].slice(0, 70).join('')} (${n})`;
    names.add(said);
    await tx.updateTable('saved_searches').set({ account: to, name: said }).where('id', '=', id).execute();
  }
}

/** Drafts that the account began or wrote on last, whatever their kind. */
async function draftsOf(kernel: Kernel, account: string): Promise<number> {
  let count = 0;
  for (const { life, table } of kernel.kinds.values()) {
    if (!life.states.includes('draft')) continue;
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} t where t.state = 'draft'
      and exists(select from events e where e.record = t.id and e.actor = ${account}::uuid)`.execute(kernel.db);
    count += rows[0]?.n ?? 0;
  }
  return count;
}
