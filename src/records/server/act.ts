// `act`: the only way a record changes. Joins a batch, locks the row, checks, runs the handler, writes row, event and entries, or nothing.
import { type Kysely, sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { type Actor, hasRole, roles } from '../../platform/shared/actor.ts';
import { notAllowed, notFound, notSignedIn } from '../../platform/shared/errors.ts';
import { difference, type Posted } from '../../ledger/entry.ts';
import { createsFrom, listOf, mayFrom, stateAfter, type Step } from '../lifecycle.ts';
import { demoLooksOnly, notNow, stale } from '../record.ts';
import { type EventMade, type Kernel, type KernelDb, type KernelTx, now, type Row, toColumns } from './kernel.ts';
import type { AnyCall, AnyKind } from './call.ts';
import { eraseInImports } from './importPersonal.ts';
import { type Personal, writeEvents } from './event.ts';
import { newSalt } from './hash.ts';
import { asCondition } from './sight.ts';

export type Act = { row: Row; personal: Readonly<Record<string, string>>; event: EventMade };

type Joined = { batch: number };
/** Joins the open batch: the first statement of each transaction that acts. */
export async function join(tx: KernelTx): Promise<Joined> {
  const { rows } = await sql<{ batch: number }>`select enter_batch() as batch`.execute(tx);
  return rows[0]!;
}

export async function stamp(tx: KernelTx, batch: number): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select stamp(${batch}) as at`.execute(tx);
  return rows[0]!.at;
}

/** Which of the actor's standings may do this, or null. */
export function standing(def: AnyKind, step: Step<string, string>, actor: Actor, row: Row | null, input: unknown): string | null {
  for (const by of listOf(step.by)) {
    const party = (def.parties as Record<string, AnyKind['parties'][string]>)[by];
    if (party ? party(actor, row, input) : hasRole(actor, by as never)) return by;
  }
  return null;
}

/** Rows of one kind that the actor sees, as a condition on a query of its table. */
export const seenBy = (def: AnyKind, actor: Actor) => asCondition(def.visible(actor));

export async function seenRow(
  def: AnyKind,
  tx: Kysely<KernelDb> | KernelTx,
  id: string,
  actor: Actor,
  lock = false,
): Promise<Row | null> {
  let query = tx.selectFrom(def.table).selectAll().where('id', '=', id);
  const condition = seenBy(def, actor);
  if (condition) query = query.where(condition);
  return ((await (lock ? query.forUpdate() : query).executeTakeFirst()) as Row | undefined) ?? null;
}

export async function personalOf(tx: Kysely<KernelDb> | KernelTx, id: string): Promise<Personal> {
  const rows = await tx.selectFrom('personal_values').selectAll().where('record', '=', id).execute();
  return Object.fromEntries(rows.map((row) => [row.field, { value: row.value, salt: row.salt }]));
}
export const valuesOf = (personal: Personal): Record<string, string> =>
  Object.fromEntries(Object.entries(personal).map(([field, held]) => [field, held.value]));

/** Checks that the action is possible for this actor on this row now; returns the standing by which it is. */
function permit(kernel: Kernel, def: AnyKind, step: Step<string, string>, call: AnyCall, row: Row | null): string {
  const by = standing(def, step, call.actor, row, call.input);
  if (by === null) throw call.actor.account === null ? notSignedIn() : notAllowed();
  if (call.actor.demo && !kernel.demoActs) throw demoLooksOnly();
  if (row && call.version !== undefined && call.version !== row.version) throw stale({ version: row.version });
  if (row && !mayFrom(step, row.state)) throw notNow({ action: call.action, state: row.state });
  return by;
}

/** What an event says of who acted: without an account nobody of the house did, whatever the right by which a pack or a file was loaded. */
export const roleOf = (actor: Actor, by: string): string => (actor.account === null && hasRole(actor, ...roles) ? 'loader' : by);

/** Only the loader of an invented, empty city may say when something was recorded. */
export function refuseOwnTime(kernel: Kernel, call: AnyCall): void {
  if (call.at !== undefined && !kernel.loading)
    throw new Error('an act has no time of its own but while an invented city is loaded');
}

/** Time of the loaded act that a transaction is at: an act inside it happened then too. */
const timesOf = new WeakMap<KernelTx, Date>();

/** One act inside a transaction that has joined a batch. */
export async function perform(kernel: Kernel, def: AnyKind, tx: KernelTx, joined: Joined, call: AnyCall): Promise<Act> {
  const step = def.kind.life.actions[call.action];
  if (!step) throw notFound();
  refuseOwnTime(kernel, call);
  const creates = createsFrom(step);
  const before = creates ? null : call.id === undefined ? null : await seenRow(def, tx, call.id, call.actor, true);
  if (!creates && !before) throw notFound();
  const role = call.at ? 'loader' : roleOf(call.actor, permit(kernel, def, step, call, before));
  if (call.at) timesOf.set(tx, call.at);
  const recordedAt = timesOf.get(tx) ?? (await stamp(tx, joined.batch));
  const day = kernel.dayOf(recordedAt);
  const held = before ? await personalOf(tx, before.id) : {};
  const { columns, personal } = await handled(def, tx, call, before, valuesOf(held), recordedAt, day);
  const kept = {
    state: stateAfter(step, before, call.input),
    version: (before?.version ?? 0) + 1,
    recorded_at: recordedAt,
  };
  const draft = before ? null : { id: uuidv7(), created: recordedAt };
  let after = await writeRow(kernel, def, tx, before, { ...columns, ...kept, ...draft });
  after = await numbered(def, tx, call.action, after, day);
  const values = await writePersonal(tx, after.id, held, personal);
  const entries = await changed(kernel, def, tx, step, before, after, day);
  const making = { call, recordedAt, role, before, after, personal: values, entries };
  const [event] = await writeEvents(kernel, tx, def.kind.life.kind, joined.batch, [making]);
  return { row: after, personal: valuesOf(values), event: event! };
}

/** What an act would post, without doing it: checked as it would be. `tx` may be one that cannot write. */
export async function foreseen(kernel: Kernel, def: AnyKind, tx: KernelTx, call: AnyCall): Promise<Posted[]> {
  const step = def.kind.life.actions[call.action];
  const before = call.id === undefined ? null : await seenRow(def, tx, call.id, call.actor);
  if (!step || !before) throw notFound();
  permit(kernel, def, step, call, before);
  const at = await now(tx);
  const day = kernel.dayOf(at);
  const { columns } = await handled(def, tx, call, before, valuesOf(await personalOf(tx, before.id)), at, day);
  const after: Row = { ...before, ...columns, state: stateAfter(step, before, call.input) };
  return changed(kernel, def, tx, step, before, after, day);
}

/** Runs the module's handler, if it has one, and parts the personal values from the columns. */
export async function handled(
  def: AnyKind,
  tx: KernelTx,
  call: AnyCall,
  record: Row | null,
  personal: Record<string, string>,
  at: Date,
  day: string,
) {
  const handler = (
    def.handlers as Record<string, ((context: unknown) => Promise<Record<string, unknown> | undefined>) | undefined>
  )[call.action];
  const result = (await handler?.({ tx, record, input: call.input, actor: call.actor, day, at, personal })) ?? {};
  const { personal: changed = {}, ...columns } = result as { personal?: Record<string, string | null | undefined> };
  return { columns, personal: changed };
}

async function writeRow(
  kernel: Kernel,
  def: AnyKind,
  tx: KernelTx,
  before: Row | null,
  values: Record<string, unknown>,
): Promise<Row> {
  const columns = toColumns(kernel, def.table, values);
  const written = before
    ? await tx
        .updateTable(def.table)
        .set(columns as never)
        .where('id', '=', before.id)
        .returningAll()
        .executeTakeFirstOrThrow()
    : await tx
        .insertInto(def.table)
        .values(columns as never)
        .returningAll()
        .executeTakeFirstOrThrow();
  return written as Row;
}

/** Takes the next number of a series, last of all writes that another act could wait for. */
async function numbered(def: AnyKind, tx: KernelTx, action: string, row: Row, day: string): Promise<Row> {
  const rule = def.numbers?.[action];
  if (!rule) return row;
  const { rows } = await sql<{ value: string }>`insert into counters values (${rule.series(row, day)}, 1)
    on conflict (series) do update set value = counters.value + 1 returning value`.execute(tx);
  const number = rule.format(BigInt(rows[0]!.value), day);
  return (await tx
    .updateTable(def.table)
    .set({ [rule.column]: number } as never)
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()) as Row;
}

export async function writePersonal(
  tx: KernelTx,
  record: string,
  held: Personal,
  changes: Record<string, string | null | undefined>,
): Promise<Personal> {
  const after: Personal = { ...held };
  for (const [field, value] of Object.entries(changes)) {
    if (value === undefined || value === (held[field]?.value ?? null)) continue;
    await tx.deleteFrom('personal_values').where('record', '=', record).where('field', '=', field).execute();
    if (value === null) {
      delete after[field];
      // An answer kept for repeats would still hold the value, and so would a file on its way in.
      await sql`delete from repeats where answer::jsonb->>'id' = ${record}`.execute(tx);
      const erased = held[field]?.value;
      if (erased !== undefined) await eraseInImports(tx, { record, field, value: erased });
    } else {
      after[field] = { value, salt: newSalt() };
      await tx
        .insertInto('personal_values')
        .values({ record, field, ...after[field] })
        .execute();
    }
  }
  return after;
}

/** What an action changes in the ledger: the difference between what the record contributes now and what it has posted. */
async function changed(
  kernel: Kernel,
  def: AnyKind,
  tx: KernelTx,
  step: Step<string, string>,
  before: Row | null,
  after: Row,
  day: string,
): Promise<Posted[]> {
  if (!step.counts || !def.contributes) return [];
  const should = def.contributes(after, def.facts ? await def.facts(tx, after) : undefined);
  const posted = before ? await kernel.ledger.posted(tx as never, after.id) : [];
  return difference(posted, should, def.closedPeriods ? { periods: await def.closedPeriods(tx, after), on: day } : null);
}
