// `actMany`: the same action on many records in one transaction, with few statements; for imports and, with times of its own, for the example city's loader.
import { uuidv7 } from 'uuidv7';
import { invalid } from '../../platform/shared/errors.ts';
import { difference, type Posted } from '../../ledger/entry.ts';
import { createsFrom, stateAfter } from '../lifecycle.ts';
import { type Act, handled, join, perform, refuseOwnTime, roleOf, stamp, standing, valuesOf } from './act.ts';
import type { AnyCall, AnyKind } from './call.ts';
import { type Personal, writeEvents } from './event.ts';
import { newSalt } from './hash.ts';
import { followAll, follows } from './following.ts';
import { type Kernel, type KernelTx, type Row, toColumns } from './kernel.ts';

/**
 * Creates many records at once; other actions, and records with a number, are done one by one in the same transaction (while an invented
 * city is loaded, of a kind that says so also together). All or nothing. The answer keeps the order of the calls. An import calls it in chunks, so that no transaction holds its batch for long.
 */
export async function performMany(kernel: Kernel, def: AnyKind, tx: KernelTx, calls: readonly AnyCall[]): Promise<Act[]> {
  if (calls.length === 0) return [];
  const joined = await join(tx);
  const done: Act[] = [];
  const creating: AnyCall[] = [];
  const following: AnyCall[] = [];
  const flush = async () => {
    if (creating.length > 0) done.push(...(await createAll(kernel, def, tx, joined.batch, creating.splice(0))));
    if (following.length > 0) done.push(...(await followAll(kernel, def, tx, joined.batch, following.splice(0))));
  };
  for (const call of calls) {
    const step = def.kind.life.actions[call.action];
    // Numbers without gaps are given one by one.
    if (step && createsFrom(step) && !def.numbers?.[call.action]) {
      if (following.length > 0) await flush();
      creating.push(call);
    } else if (step && !createsFrom(step) && follows(kernel, def, [], call)) {
      if (creating.length > 0 || !follows(kernel, def, following, call)) await flush();
      following.push(call);
    } else {
      await flush();
      done.push(await perform(kernel, def, tx, joined, call));
    }
  }
  await flush();
  return done;
}

type Drafted = {
  call: AnyCall;
  role: string;
  at: Date;
  day: string;
  columns: Record<string, unknown>;
  personal: Personal;
  id: string;
};

async function createAll(kernel: Kernel, def: AnyKind, tx: KernelTx, batch: number, calls: readonly AnyCall[]): Promise<Act[]> {
  const now = await stamp(tx, batch);
  const drafts: Drafted[] = [];
  for (const call of calls) refuseOwnTime(kernel, call);
  for (const call of calls) drafts.push(await draft(kernel, def, tx, call, call.at ?? now));
  const rows = await insertRows(kernel, def, tx, drafts);
  const entries = new Map<string, Posted[]>();
  for (const one of drafts) entries.set(one.id, await contributed(def, tx, one.call.action, rows.get(one.id)!));
  const personal = drafts.flatMap((one) =>
    Object.entries(one.personal).map(([field, held]) => ({ record: one.id, field, ...held })),
  );
  if (personal.length > 0) await tx.insertInto('personal_values').values(personal).execute();
  const makings = drafts.map((one) => {
    const { call, role, at, personal: held, id } = one;
    return { call, role, recordedAt: at, before: null, after: rows.get(id)!, personal: held, entries: entries.get(id)! };
  });
  const events = await writeEvents(kernel, tx, def.kind.life.kind, batch, makings);
  return events.map((event, index) => ({ row: event.row, personal: valuesOf(makings[index]!.personal), event }));
}

async function draft(kernel: Kernel, def: AnyKind, tx: KernelTx, call: AnyCall, at: Date): Promise<Drafted> {
  const step = def.kind.life.actions[call.action]!;
  const by = call.at ? 'loader' : standing(def, step, call.actor, null, call.input);
  if (by === null) throw invalid();
  const role = roleOf(call.actor, by);
  const day = kernel.dayOf(at);
  const { columns, personal } = await handled(def, tx, call, null, {}, at, day);
  const held: Personal = {};
  for (const [field, value] of Object.entries(personal))
    if (value !== null && value !== undefined) held[field] = { value, salt: newSalt() };
  const id = uuidv7();
  return {
    call,
    role,
    at,
    day,
    id,
    personal: held,
    columns: { ...columns, id, state: stateAfter(step, null, call.input), version: 1, created: at, recorded_at: at },
  };
}

async function insertRows(kernel: Kernel, def: AnyKind, tx: KernelTx, drafts: readonly Drafted[]): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  // PostgreSQL takes 65,535 parameters a statement; every row must name the same columns.
  const names = [...new Set(drafts.flatMap((one) => Object.keys(one.columns)))];
  const chunk = Math.max(1, Math.floor(60_000 / Math.max(1, names.length)));
  for (let at = 0; at < drafts.length; at += chunk) {
    const values = drafts.slice(at, at + chunk).map((one) => toColumns(kernel, def.table, one.columns));
    for (const row of await tx
      .insertInto(def.table)
      .values(values as never)
      .returningAll()
      .execute())
      rows.set((row as Row).id, row as Row);
  }
  return rows;
}

async function contributed(def: AnyKind, tx: KernelTx, action: string, row: Row): Promise<Posted[]> {
  if (!def.kind.life.actions[action]!.counts || !def.contributes) return [];
  return difference([], def.contributes(row, def.facts ? await def.facts(tx, row) : undefined));
}
