// Writes a judged import in chunks, each with its rows marked in one transaction: after a crash it goes on, and no row is written twice.
import type { Transaction } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import { Refusal } from '../../platform/shared/errors.ts';
import { codeOf } from '../../platform/server/database.ts';
import { type ImportCall, saidOf, type Said } from '../import.ts';
import { createsFrom } from '../lifecycle.ts';
import type { AnyCall } from './call.ts';
import type { Importing } from './importJudge.ts';
import { dropPersonal } from './importPersonal.ts';
import { type KernelTx, transact } from './kernel.ts';
import { performMany } from './many.ts';
import type { ImportTables } from './tables.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Tx = Transaction<ImportTables>;
type Planned = { row: number; calls: ImportCall[] | null };

const rowsAtOnce = 500;

/** Holds the writing of a kind until the transaction ends: imports of one kind never write side by side. */
export const holdWriting = (tx: Tx, kind: string) => oneAtATime(tx, 'import', kind);

/** Writes what is left of an import. `actor` is who committed it. */
export async function writeRows(of: Importing, id: string, actor: Actor): Promise<void> {
  while (await writeChunk(of, id, actor, rowsAtOnce));
}

/** One chunk; false when nothing was left. Where a row is refused now, its chunk is halved until that row stands alone, and is left. */
async function writeChunk(of: Importing, id: string, actor: Actor, limit: number): Promise<boolean> {
  let taken: readonly Planned[] = [];
  try {
    return await transact(of.db, async (tx) => {
      taken = await take(of, tx, id, limit);
      if (taken.length > 0) await write(of, tx, id, actor, taken);
      return taken.length > 0;
    });
  } catch (error) {
    const [first, ...others] = taken;
    if (!isRefusal(error) || first === undefined) throw error;
    if (others.length === 0) await leave(of, id, first.row, error);
    else {
      const half = Math.ceil(taken.length / 2);
      await writeChunk(of, id, actor, half);
      await writeChunk(of, id, actor, taken.length - half);
    }
    return true;
  }
}

async function take(of: Importing, tx: Tx, id: string, limit: number): Promise<Planned[]> {
  await holdWriting(tx, of.own);
  return tx
    .selectFrom('import_rows')
    .select(['row', 'calls'])
    .where('import', '=', id)
    .where('written', '=', false)
    .where('verdict', 'in', ['create', 'change'])
    .orderBy('row')
    .limit(limit)
    .forUpdate()
    .execute();
}

async function write(of: Importing, tx: Tx, id: string, actor: Actor, rows: readonly Planned[]): Promise<void> {
  const calls = rows.flatMap((row) => row.calls ?? []);
  await of.importer.before?.(tx, calls);
  for (const [kind, def] of of.kinds) {
    const own = calls.filter((call) => (call.kind ?? of.own) === kind);
    const creates = (call: ImportCall): boolean => createsFrom(def.kind.life.actions[call.action]!);
    const acts: AnyCall[] = [...own.filter(creates), ...own.filter((call) => !creates(call))].map(
      ({ action, id: record, version, input }) => ({ actor, action, id: record, version, input }),
    );
    if (acts.length > 0) await performMany(of.kernel, def, tx as unknown as KernelTx, acts);
  }
  const written = rows.map(({ row }) => row);
  await tx.updateTable('import_rows').set({ written: true }).where('import', '=', id).where('row', 'in', written).execute();
  await dropPersonal(tx, id, of.importer.columns, written);
  await tx
    .updateTable('imports')
    .set((eb) => ({ done: eb('done', '+', rows.length) }))
    .where('id', '=', id)
    .execute();
}

/** A refusal of our own, or a key that somebody else has taken in between. */
const isRefusal = (error: unknown): boolean => error instanceof Refusal || codeOf(error) === '23505';

/** A row that can no longer be written, because a record was changed by hand after the commit: told as refused. */
async function leave(of: Importing, id: string, row: number, error: unknown): Promise<void> {
  const why: Said[] =
    error instanceof Refusal
      ? error.errors.length > 0
        ? saidOf(error.errors)
        : [{ words: error.words, params: error.params }]
      : [];
  const said = JSON.stringify([{ words: 'records:import.said.changedMeanwhile' } satisfies Said, ...why]);
  await transact(of.db, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('import_rows')
      .set({ verdict: 'refuse', said })
      .where('import', '=', id)
      .where('row', '=', row)
      .where('written', '=', false)
      .where('verdict', '<>', 'refuse')
      .executeTakeFirstOrThrow();
    if (numUpdatedRows > 0n)
      await tx
        .updateTable('imports')
        .set((eb) => ({ done: eb('done', '+', 1) }))
        .where('id', '=', id)
        .execute();
  });
}
