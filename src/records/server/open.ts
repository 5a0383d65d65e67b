// Opens a record kind: the typed front of `act` and `actMany`, reading one, listing, history. What a module's service is made of.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import { type Actor, clock } from '../../platform/shared/actor.ts';
import { malformed, notFound } from '../../platform/shared/errors.ts';
import { type Page, readCursor, writeCursor } from '../../platform/shared/page.ts';
import type { Posted } from '../../ledger/entry.ts';
import { type ActionOf, createsFrom, type InputOf, inputOf, type Life, mayFrom } from '../lifecycle.ts';
import { type EventOfRecord, mostCounted, type Offer, type Total } from '../record.ts';
import { type Act, foreseen, join, perform, personalOf, seenBy, seenRow, standing, valuesOf } from './act.ts';
import type { AnyCall, AnyKind } from './call.ts';
import { eventsOf } from './events.ts';
import { type Kernel, type KernelDb, type KernelTx, type Row, transact } from './kernel.ts';
import type { Beside, KindServer } from './kind.ts';
import { performMany } from './many.ts';
import { earlier, remember } from './repeats.ts';
import { drainRecalculations } from './recalculate.ts';
import { offerCache, recordCursor } from './shapes.ts';
import { openWaiting } from './waiting.ts';

export type Call<DB, L extends Life, A extends ActionOf<L>> = {
  actor: Actor;
  id?: string | undefined;
  input: InputOf<L, A>;
  version?: number | undefined;
  /** Route and `Idempotency-Key` of the request, with what was asked. */
  repeat?: { route: string; key: string } | undefined;
  /** Transaction of an act that this one happens in: both are done or neither. */
  within?: Transaction<DB> | undefined;
};
export type Acted<R> = { row: R; event: { id: string; recordedAt: Date }; answer: Record<string, unknown>; status: number };
/** A page of records. What the actions of its rows take stands once, in `inputs`, and the rows refer to it: `{ $ref: '#/inputs/edit' }`. */
export type Listed = Page<Record<string, unknown>> & {
  total?: Total;
  actions: Offer[];
  inputs: Record<string, Record<string, unknown>>;
};
export type Opened<DB, T extends keyof DB & string, L extends Life> = ReturnType<typeof openKind<DB, T, L, unknown, unknown>>;

/** Opens a kind over the module's own tables; `db` tells their types, the kernel's connection is used. */
export function openKind<DB, T extends keyof DB & string, L extends Life, F, N>(
  kernel: Kernel,
  _db: Kysely<DB>,
  definition: KindServer<DB, T, L, F, N>,
) {
  type R = Selectable<DB[T]>;
  const def = definition as unknown as AnyKind;
  const { life } = def.kind;
  const offers = offerCache(def);

  const offered = (actor: Actor, row: Row | null): Offer[] =>
    actor.account === null || (actor.demo && !kernel.demoActs)
      ? []
      : Object.entries(life.actions)
          .filter(
            ([, step]) =>
              (row ? !createsFrom(step) && mayFrom(step, row.state) : createsFrom(step)) &&
              standing(def, step, actor, row, undefined) !== null,
          )
          .map(([name]) => offers(name));
  const shown = (
    row: Row,
    personal: Readonly<Record<string, string>>,
    actor: Actor,
    beside: Beside<unknown>,
    actions = offered(actor, row),
  ): Record<string, unknown> => ({
    id: row.id,
    kind: life.kind,
    state: row.state,
    version: row.version,
    recordedAt: row.recorded_at.toISOString(),
    actions,
    ...def.present(row, personal, actor, beside),
  });
  // Inside an act on the act's own connection: acts that each wait for a second one would wait for one another for ever.
  const beside = async (on: Kysely<KernelDb>, rows: readonly Row[], query: Record<string, unknown> = {}) => ({
    related: await def.related?.(rows, on as never),
    query,
  });
  const answerOf = async (tx: KernelTx, { row, personal, event }: Act, actor: Actor) => ({
    ...shown(row, personal, actor, await beside(tx, [row])),
    event: { id: event.id, recordedAt: event.recordedAt.toISOString() },
  });

  async function act<A extends ActionOf<L>>(action: A, call: Call<DB, L, A>): Promise<Acted<R>> {
    const status = createsFrom(life.actions[action]!) ? 201 : 200;
    const run = async (tx: KernelTx): Promise<Acted<R>> => {
      const repeat = call.repeat && {
        ...call.repeat,
        actor: call.actor.account ?? 'visitor',
        request: { id: call.id ?? null, action, input: call.input },
      };
      const stored = repeat ? await earlier(tx, repeat) : null;
      if (stored)
        return { ...(stored.answer as Acted<R>), status: stored.status, answer: stored.answer as Record<string, unknown> };
      const done = await perform(kernel, def, tx, await join(tx), {
        ...call,
        action,
        input: call.input as Record<string, unknown>,
      });
      const answer = await answerOf(tx, done, call.actor);
      if (repeat) await remember(tx, repeat, status, answer);
      return { row: done.row as unknown as R, event: done.event, answer, status };
    };
    if (call.within) return run(kernel.closing(call.within as unknown as KernelTx));
    const done = await transact(kernel.db, run);
    // The act is done whatever comes of it: what fails stays queued, and the job that tries it again tells its fault.
    if (kernel.hooks.has(`${life.kind} ${action}`)) await drainRecalculations(kernel, done.event.id).catch(() => undefined);
    return done;
  }

  /** Many acts in one transaction; the rows come in the order of the calls. */
  async function actMany(calls: readonly AnyCall[], within?: Transaction<DB>): Promise<R[]> {
    const run = async (tx: KernelTx) => (await performMany(kernel, def, tx, calls)).map((done) => done.row as unknown as R);
    return within ? run(kernel.closing(within as unknown as KernelTx)) : transact(kernel.db, run);
  }

  /** What an action would post in the ledger, without doing it. The transaction cannot write. */
  const foresee = <A extends ActionOf<L>>(
    action: A,
    call: { actor: Actor; id: string; input: InputOf<L, A> },
  ): Promise<Posted[]> =>
    kernel.db
      .transaction()
      .setIsolationLevel('read committed')
      .setAccessMode('read only')
      .execute((tx) => foreseen(kernel, def, tx, { ...call, action, input: call.input as Record<string, unknown> }));

  async function one(actor: Actor, id: string): Promise<Record<string, unknown>> {
    const row = await seenRow(def, kernel.db, id, actor);
    if (!row) throw notFound();
    return shown(row, valuesOf(await personalOf(kernel.db, id)), actor, await beside(kernel.db, [row]));
  }

  async function list(
    actor: Actor,
    query: Record<string, unknown> & { limit: number; after?: string | undefined; count?: 'yes' | undefined },
  ): Promise<Listed> {
    const { limit, after, count, ...filters } = query;
    const [rows, total] = await Promise.all([
      rowsOf(kernel.db, def, actor, filters, limit, after),
      count ? totalOf(kernel.db, def, actor, filters) : undefined,
    ]);
    const page = rows.slice(0, limit);
    const personal = await personalOfMany(kernel, def, page);
    const extra = await beside(kernel.db, page, filters);
    const next = rows.length > limit ? writeCursor({ id: page.at(-1)!.id }) : null;
    const inputs: Listed['inputs'] = {};
    const actionsOf = (row: Row) => offered(actor, row).map((one) => referred(one, inputs));
    const items = page.map((row) => shown(row, personal.get(row.id) ?? {}, actor, extra, actionsOf(row)));
    return { items, next, ...(total ? { total } : {}), actions: offered(actor, null), inputs };
  }

  async function events(actor: Actor, id: string, limit: number, after: string | undefined): Promise<Page<EventOfRecord>> {
    if (!(await seenRow(def, kernel.db, id, actor))) throw notFound();
    return eventsOf(kernel, { kind: life.kind, id }, limit, after, actor);
  }

  /** Runs `contributes` anew because a fact of another record changed: an event of its own, by the clock. */
  async function recalculate(id: string, cause: string): Promise<void> {
    await transact(kernel.db, async (tx) => {
      // Who takes it from the queue does it; a second process finds nothing.
      const { numDeletedRows } = await tx
        .deleteFrom('recalculations')
        .where('record', '=', id)
        .where('cause', '=', cause)
        .executeTakeFirstOrThrow();
      if (numDeletedRows === 0n) return;
      await perform(kernel, def, tx, await join(tx), { actor: clock, action: 'recalculate', id, input: {}, cause });
    });
  }

  if (def.confidential) kernel.confidential.set(def.table, new Set(def.confidential));
  kernel.kinds.set(life.kind, {
    name: life.kind,
    life,
    table: def.table,
    path: def.kind.path,
    title: def.title,
    seen: (on, id, actor) => seenRow(def, on as unknown as Kysely<KernelDb>, id, actor),
    recalculate: life.actions['recalculate'] ? recalculate : null,
    waiting: openWaiting(kernel, def),
    withheld: def.withheld ?? null,
    ...tellingOf(def),
  });
  return {
    kind: definition.kind,
    definition: def,
    act,
    actMany,
    foresee,
    one,
    list,
    events,
    offered,
    /** Parses an action's body as the route does; for imports and commands. */
    parse: <A extends ActionOf<L>>(action: A, input: unknown) => (inputOf(life.actions[action]!) as z.ZodObject).safeParse(input),
  };
}

/** Who is told of what. */
const tellingOf = (def: AnyKind) => ({
  tells: def.tells ?? [],
  audiences: def.audiences ?? {},
  concerns: def.concerns ?? (() => ({ region: null, organizations: [] })),
});

/** Schemas would be four fifths of a page if each row repeated them. */
function referred({ name, input }: Offer, inputs: Listed['inputs']): Offer {
  if (input === null) return { name, input };
  inputs[name] = input;
  return { name, input: { $ref: `#/inputs/${name}` } };
}

async function rowsOf(
  db: Kysely<KernelDb>,
  def: AnyKind,
  actor: Actor,
  filters: Record<string, unknown>,
  limit: number,
  after: string | undefined,
): Promise<Row[]> {
  let query = fitting(db, def, actor, filters).selectAll();
  const from = readCursor(after, recordCursor);
  if (from) query = query.where('id', '<', from.id);
  return (await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()) as Row[];
}

/** Counted only so far: a reader is told that there are many, and a large register is not read through for it. */
async function totalOf(db: Kysely<KernelDb>, def: AnyKind, actor: Actor, filters: Record<string, unknown>): Promise<Total> {
  const some = fitting(db, def, actor, filters)
    .select('id')
    .limit(mostCounted + 1);
  const { rows } = await db
    .selectFrom(some.as('some'))
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return { rows: Math.min(Number(rows), mostCounted), more: Number(rows) > mostCounted };
}

/** The rows that an actor sees and the filters let through. */
function fitting(db: Kysely<KernelDb>, def: AnyKind, actor: Actor, filters: Record<string, unknown>) {
  let query = db.selectFrom(def.table);
  const seen = seenBy(def, actor);
  if (seen) query = query.where(seen);
  for (const [name, value] of Object.entries(filters)) {
    if (value === undefined) continue;
    const filter = def.filters[name];
    if (!filter) throw malformed({}, [{ path: name, code: 'unknown', words: 'platform:form.unknown' }]);
    const condition = filter(String(value), actor, filters);
    if (condition) query = query.where(condition);
  }
  return query;
}

async function personalOfMany(kernel: Kernel, def: AnyKind, rows: readonly Row[]): Promise<Map<string, Record<string, string>>> {
  const found = new Map<string, Record<string, string>>();
  if (rows.length === 0 || !def.personal) return found;
  const ids = rows.map((row) => row.id);
  // One array and not a parameter a row: the statement is the same whatever the page's length.
  const { rows: held } = await sql<{ record: string; field: string; value: string }>`
    select record, field, value from personal_values where record = any(${ids}::uuid[])`.execute(kernel.db);
  for (const { record, field, value } of held) {
    const of = found.get(record);
    if (of) of[field] = value;
    else found.set(record, { [field]: value });
  }
  return found;
}
