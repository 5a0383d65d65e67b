// How long a registrar had a contract before him: reports of the browser, added up no further than the clock went. Not what is made of it (figures.ts).
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import type { Actor } from '../../../platform/shared/actor.ts';
import { notAllowed, notFound } from '../../../platform/shared/errors.ts';
import { now, transact } from '../../../records/server/index.ts';
import { longestReport, queueStates } from '../../desk.ts';
import { inCharge } from '../in-charge.ts';
import type { ContractTables } from '../tables.ts';
import { oneAtATime } from '../../../platform/server/locks.ts';

type Db = Kysely<ContractTables>;
/** A contract takes nobody longer than a working day of eight hours. */
const longest = 8 * 3600;
/** What was done before a decision may arrive a little after it. */
const lateSeconds = 600;

/**
 * Adds a report and gives the sum. No more is added than has passed since the last report of the same account, whichever contract that
 * was of: two windows do not make two working days.
 */
export async function noteWorkingTime(db: Db, actor: Actor, id: string, seconds: number): Promise<number> {
  const { account } = actor;
  if (account === null) throw notAllowed();
  return transact(db, async (tx) => {
    const { rows } = await sql<{ open: boolean }>`
      select (state = any(${[...queueStates]}::text[]) or recorded_at > clock_timestamp() - ${lateSeconds} * interval '1 second') as open
      from contracts where id = ${id}::uuid and submitted_on is not null and ${inCharge(actor)}`.execute(tx);
    const [row] = rows;
    if (!row) throw notFound();
    // One report of an account after another: what two send at once is not counted twice.
    await oneAtATime(tx, 'work', account);
    const at = await now(tx);
    const last = await tx
      .selectFrom('contract_work')
      .select('at')
      .where('account', '=', account)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst();
    const passed = last ? Math.floor((at.getTime() - last.at.getTime()) / 1000) : longestReport;
    const added = row.open ? Math.max(0, Math.min(seconds, passed, longestReport)) : 0;
    const kept = await tx
      .insertInto('contract_work')
      .values({ contract: id, account, seconds: added, at })
      .onConflict((on) =>
        on.columns(['contract', 'account']).doUpdateSet({
          seconds: (eb) => eb.fn<number>('least', [eb('contract_work.seconds', '+', added), sql.lit(longest)]),
          at,
        }),
      )
      .returning('seconds')
      .executeTakeFirstOrThrow();
    return kept.seconds;
  });
}

/** So many are shown at once, the last first; all of them are counted. */
const mostShown = 500;
/** What is kept of an account's working time: for the person himself. */
export async function workHeldOf(db: QueryExecutorProvider, account: string) {
  const { rows } = await sql<{ total: number; contract: string; seconds: number; at: Date }>`
    select (count(*) over ())::int as total, contract, seconds, at from contract_work
    where account = ${account}::uuid order by at desc limit ${mostShown}`.execute(db);
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map(({ contract, seconds, at }) => ({ record: contract, seconds, at: at.toISOString() })),
  };
}
/** A measure of a person, and of nothing that was decided: it goes with him. */
export async function eraseWork(tx: Kysely<ContractTables>, account: string): Promise<number> {
  const gone = await tx.deleteFrom('contract_work').where('account', '=', account).executeTakeFirst();
  return Number(gone.numDeletedRows);
}
