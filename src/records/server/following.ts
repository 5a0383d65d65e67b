// What was done next to many records of one kind, with few statements: while an invented city is loaded, where a kind says so (`bulk`). Not creating.
import { sql } from 'kysely';
import { notFound } from '../../platform/shared/errors.ts';
import { difference, type Posted } from '../../ledger/entry.ts';
import { mayFrom, stateAfter } from '../lifecycle.ts';
import { notNow } from '../record.ts';
import { type Act, handled, valuesOf, writePersonal } from './act.ts';
import type { AnyCall, AnyKind } from './call.ts';
import { closedRows, forKeeping } from './confidentialColumns.ts';
import { type Making, type Personal, writeEvents } from './event.ts';
import type { Kernel, KernelTx, Row } from './kernel.ts';

/** Whether a call may be done together with those before it: the same action on another record, at a time of its own. */
export function follows(kernel: Kernel, def: AnyKind, before: readonly AnyCall[], call: AnyCall): boolean {
  if (!def.bulk || !kernel.loading || call.at === undefined || call.id === undefined) return false;
  return before.length === 0 || (before[0]?.action === call.action && !before.some((one) => one.id === call.id));
}

type Following = { call: AnyCall; at: Date; day: string; before: Row; personal: Personal; columns: Record<string, unknown> };

/** The same as one act after another; the answer keeps the order of the calls, and so do numbers. */
export async function followAll(
  kernel: Kernel,
  def: AnyKind,
  tx: KernelTx,
  batch: number,
  calls: readonly AnyCall[],
): Promise<Act[]> {
  const ids = calls.map((one) => one.id!);
  const rows = await rowsOf(def, tx, ids);
  const held = await personalOfAll(def, tx, ids);
  const following: Following[] = [];
  for (const call of calls) following.push(await follow(kernel, def, tx, call, rows.get(call.id!), held.get(call.id!) ?? {}));
  await number(def, tx, following);
  const after = await updateRows(kernel, def, tx, following);
  const entries = await changedOf(kernel, def, tx, following, after);
  const makings = following.map(
    ({ call, at, before, personal }): Making => ({
      call,
      role: 'loader',
      recordedAt: at,
      before,
      after: after.get(before.id)!,
      personal,
      entries: entries.get(before.id) ?? [],
    }),
  );
  const events = await writeEvents(kernel, tx, def.kind.life.kind, batch, makings);
  return events.map((event, index) => ({ row: event.row, personal: valuesOf(makings[index]!.personal), event }));
}

async function rowsOf(def: AnyKind, tx: KernelTx, ids: readonly string[]): Promise<Map<string, Row>> {
  const rows = (await tx
    .selectFrom(def.table)
    .selectAll()
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .forUpdate()
    .execute()) as Row[];
  return new Map(rows.map((row) => [row.id, row]));
}

async function personalOfAll(def: AnyKind, tx: KernelTx, ids: readonly string[]): Promise<Map<string, Personal>> {
  const found = new Map<string, Personal>();
  if (!def.personal) return found;
  const { rows } = await sql<{ record: string; field: string; value: string; salt: string }>`
    select record, field, value, salt from personal_values where record = any(${[...ids]}::uuid[])`.execute(tx);
  for (const { record, field, value, salt } of rows) found.set(record, { ...found.get(record), [field]: { value, salt } });
  return found;
}

async function follow(
  kernel: Kernel,
  def: AnyKind,
  tx: KernelTx,
  call: AnyCall,
  before: Row | undefined,
  held: Personal,
): Promise<Following> {
  const step = def.kind.life.actions[call.action]!;
  if (!before) throw notFound();
  if (!mayFrom(step, before.state)) throw notNow({ action: call.action, state: before.state });
  const at = call.at!;
  const day = kernel.dayOf(at);
  const { columns, personal } = await handled(def, tx, call, before, valuesOf(held), at, day);
  const state = stateAfter(step, before, call.input);
  const written = { ...columns, state, version: before.version + 1, recorded_at: at };
  return { call, at, day, before, personal: await writePersonal(tx, before.id, held, personal), columns: written };
}

/** Numbers of a series are taken at once, and given in the order of the calls. */
async function number(def: AnyKind, tx: KernelTx, following: readonly Following[]): Promise<void> {
  const rule = def.numbers?.[following[0]!.call.action];
  if (!rule) return;
  const bySeries = Map.groupBy(following, ({ before, columns, day }) => rule.series({ ...before, ...columns }, day));
  for (const [series, own] of bySeries) {
    const { rows } = await sql<{ value: string }>`insert into counters values (${series}, ${own.length})
      on conflict (series) do update set value = counters.value + ${own.length} returning value`.execute(tx);
    const first = BigInt(rows[0]!.value) - BigInt(own.length) + 1n;
    for (const [at, one] of own.entries()) one.columns[rule.column] = rule.format(first + BigInt(at), one.day);
  }
}

/** One statement: the new values as one JSON text, typed by the table itself. */
async function updateRows(
  kernel: Kernel,
  def: AnyKind,
  tx: KernelTx,
  following: readonly Following[],
): Promise<Map<string, Row>> {
  const written = (of: Following) => Object.entries(of.columns).filter(([, value]) => value !== undefined);
  const names = [...new Set(following.flatMap((one) => written(one).map(([name]) => name)))];
  const values = following.map((one) => ({
    ...Object.fromEntries(names.map((name) => [name, forKeeping(one.before[name])])),
    ...Object.fromEntries(written(one).map(([name, value]) => [name, forKeeping(value)])),
    id: one.before.id,
  }));
  const table = sql.table(def.table);
  const set = sql.join(names.map((name) => sql`${sql.ref(name)} = v.${sql.ref(name)}`));
  const { rows } = await sql<Row>`update ${table} as t set ${set}
    from jsonb_populate_recordset(null::${table}, ${JSON.stringify(values)}::jsonb) as v where t.id = v.id returning t.*`.execute(
    tx,
  );
  return new Map(closedRows(kernel.confidential.get(def.table), rows).map((row) => [row.id, row]));
}

/** What each act changes in the ledger, as for a single one. */
async function changedOf(
  kernel: Kernel,
  def: AnyKind,
  tx: KernelTx,
  following: readonly Following[],
  after: ReadonlyMap<string, Row>,
): Promise<Map<string, Posted[]>> {
  const found = new Map<string, Posted[]>();
  const step = def.kind.life.actions[following[0]!.call.action]!;
  if (!step.counts || !def.contributes) return found;
  const posted = await kernel.ledger.postedOfMany(
    tx as never,
    following.map((one) => one.before.id),
  );
  for (const { before, day } of following) {
    const row = after.get(before.id)!;
    const should = def.contributes(row, def.facts ? await def.facts(tx, row) : undefined);
    const closed = def.closedPeriods ? { periods: await def.closedPeriods(tx, row), on: day } : null;
    found.set(before.id, difference(posted.get(before.id) ?? [], should, closed));
  }
  return found;
}
