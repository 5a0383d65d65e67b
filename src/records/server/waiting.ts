// Which records of a kind wait for whom: by its `waits`, its lifecycle and what the actor sees. Bounded; reads only. What is made of it is the desk's.
import { sql } from 'kysely';
import { type Actor, handsOf, type Language } from '../../platform/shared/actor.ts';
import { listOf } from '../lifecycle.ts';
import { type AskedWaiting, dueOf, type Waiters, type Waiting } from '../waits.ts';
import { seenBy, standing } from './act.ts';
import type { AnyKind } from './call.ts';
import type { Kernel, Row } from './kernel.ts';
import type { WaitOf } from './kind.ts';

type AnyWait = WaitOf<Row, AnyKind['kind']['life']>;

export function openWaiting(kernel: Kernel, def: AnyKind): Waiters {
  const waits = (def.waits ?? []) as readonly AnyWait[];
  const kind = def.kind.life.kind;
  const stepOf = (wait: AnyWait) => def.kind.life.actions[wait.for]!;
  const mayDo = (wait: AnyWait, actor: Actor, row: Row): boolean =>
    standing(def, stepOf(wait), actor, row, undefined) !== null && (wait.whose?.(actor, row) ?? true);

  /** Rows in the states of a wait that the actor sees, longest waiting first. */
  async function rowsOf(wait: AnyWait, { actor, today, most }: AskedWaiting, own: boolean): Promise<Row[]> {
    const hands = [...handsOf(actor)];
    let query = kernel.db
      .selectFrom(def.table)
      .selectAll()
      .where('state', 'in', [...wait.states]);
    const conditions = [seenBy(def, actor), wait.among?.(today) ?? null, (own ? wait.others : wait.mine)?.(actor) ?? null];
    for (const one of conditions) if (one) query = query.where(one);
    if (own)
      query = query.where(
        sql<boolean>`exists (select from events e where e.record = ${sql.ref(`${def.table}.id`)} and (e.actor = any(${hands}::uuid[]) or e.acted_for = any(${hands}::uuid[])))`,
      );
    return (await query
      .orderBy('recorded_at')
      .orderBy('id')
      .limit(most + 1)
      .execute()) as Row[];
  }

  async function gather(asked: AskedWaiting, own: boolean): Promise<{ items: Waiting[]; more: boolean }> {
    const found: Waiting[] = [];
    let more = false;
    for (const wait of waits) {
      if (!own && !couldDo(def, wait, asked.actor)) continue;
      const rows = await rowsOf(wait, asked, own);
      more ||= rows.length > asked.most;
      const fits = rows
        .slice(0, asked.most)
        .filter((row) => mayDo(wait, asked.actor, row) !== own && (wait.when?.(row, asked.today) ?? true));
      const names = await personalNames(fits.map((row) => row.id));
      for (const row of fits) found.push(waitingOf(wait, row, names.get(row.id) ?? {}, asked));
    }
    return { items: found, more };
  }

  function waitingOf(wait: AnyWait, row: Row, personal: Readonly<Record<string, string>>, asked: AskedWaiting): Waiting {
    const since = wait.since?.(row) ?? kernel.dayOf(row.recorded_at);
    const due = dueOf(wait, row, since, asked.calendar, asked.limits[`${kind}.${wait.for}`]);
    return {
      kind,
      record: row.id,
      state: row.state,
      title: def.title(row, personal, asked.actor.language),
      action: wait.for,
      words: wait.words,
      by: listOf(stepOf(wait).by),
      since,
      due: due.on,
      unpublished: due.unpublished,
      region: wait.region ? wait.region(row) : typeof row['region'] === 'string' ? row['region'] : null,
      version: row.version,
    };
  }

  /** Personal values that titles are made of, of all rows at once. */
  async function personalNames(ids: readonly string[]): Promise<Map<string, Record<string, string>>> {
    const found = new Map<string, Record<string, string>>();
    if (!def.personal || ids.length === 0) return found;
    const { rows } = await sql<{ record: string; field: string; value: string }>`
      select record, field, value from personal_values where record = any(${[...ids]}::uuid[])`.execute(kernel.db);
    for (const { record, field, value } of rows) found.set(record, { ...found.get(record), [field]: value });
    return found;
  }

  async function titles(ids: readonly string[], actor: Actor) {
    let query = kernel.db
      .selectFrom(def.table)
      .selectAll()
      .where(sql<boolean>`id = any(${[...ids]}::uuid[])`);
    const condition = seenBy(def, actor);
    if (condition) query = query.where(condition);
    const rows = (await query.execute()) as Row[];
    const names = await personalNames(rows.map((row) => row.id));
    return new Map(
      rows.map((row) => [row.id, { title: titleIn(def, row, names.get(row.id) ?? {}, actor.language), state: row.state }]),
    );
  }

  return {
    forActor: (asked) => gather(asked, false),
    forOthers: (asked) => (asked.actor.account === null ? Promise.resolve({ items: [], more: false }) : gather(asked, true)),
    titles,
  };
}

const titleIn = (def: AnyKind, row: Row, personal: Readonly<Record<string, string>>, language: Language): string =>
  def.title(row, personal, language);

/** Whether any row could be the actor's: by a role that he has, or by a party, which only a row can tell. */
const couldDo = (def: AnyKind, wait: AnyWait, actor: Actor): boolean =>
  listOf(def.kind.life.actions[wait.for]!.by).some(
    (by) => Object.hasOwn(def.parties, by) || actor.roles.some((role) => role === by),
  );
