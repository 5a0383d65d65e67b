// Which documents an actor may see, as one mark a slot: the condition of each kind's own list, asked once and then only of what has changed.
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import type { SearchIndex } from '../searchIndex.ts';
import type { Source } from './ports.ts';

/** Asked anew after so long: a condition may look at other tables, whose changes name no document. */
const staleAfter = 30_000;
const mostActors = 64;
type Sighted = { allowed: Uint8Array; once: Uint8Array; upTo: number; at: number };

export function openSights(db: QueryExecutorProvider, index: SearchIndex, sources: readonly Source[]) {
  const held = new Map<string, Sighted>();
  const byName = new Map(sources.map((one) => [one.name, one]));
  const lesser = new Map(sources.flatMap((one) => (one.fuller === undefined ? [] : [[one.fuller, one.name] as const])));

  /** Ids that the actor sees, all or of these. */
  const seenOf = async (source: Source, actor: Actor, among: readonly string[] | null): Promise<ReadonlySet<string>> => {
    const sight = source.sight(actor);
    if (sight === 'none') return none;
    const where = sight === 'all' ? sql`true` : sight;
    const of = among === null ? sql`true` : sql`id = any(${[...among]}::uuid[])`;
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(source.table)} where ${of} and ${where}`.execute(db);
    return new Set(rows.map((row) => row.id));
  };
  /** Marks all slots from one on. */
  const mark = async (actor: Actor, sighted: Sighted): Promise<void> => {
    const [from, to] = [sighted.upTo, index.width()];
    const fresh = new Map<string, string[]>();
    for (let slot = from; slot < to; slot += 1) {
      const one = index.at(slot);
      if (one === undefined) continue;
      const ids = fresh.get(one.source);
      if (ids) ids.push(one.id);
      else fresh.set(one.source, [one.id]);
    }
    const seen = new Map<string, ReadonlySet<string> | 'all'>();
    for (const [name, ids] of fresh) {
      const source = byName.get(name);
      if (source === undefined) continue;
      const sight = source.sight(actor);
      seen.set(name, sight === 'all' ? sight : await seenOf(source, actor, from === 0 ? null : ids));
    }
    if (to > sighted.allowed.length) {
      sighted.allowed = longer(sighted.allowed, to);
      sighted.once = longer(sighted.once, to);
    }
    for (let slot = from; slot < to; slot += 1) {
      const one = index.at(slot);
      const of = one === undefined ? undefined : seen.get(one.source);
      sighted.allowed[slot] = one !== undefined && of !== undefined && (of === 'all' || of.has(one.id)) ? 1 : 0;
    }
    for (let slot = from; slot < to; slot += 1) settleOnce(sighted, slot);
    sighted.upTo = to;
  };
  /** A record that is seen in full is shown once. */
  const settleOnce = (sighted: Sighted, slot: number): void => {
    const one = index.at(slot);
    sighted.once[slot] = sighted.allowed[slot] ?? 0;
    if (one === undefined) return;
    const fuller = byName.get(one.source)?.fuller;
    const full = fuller === undefined ? undefined : index.slotOf(fuller, one.id);
    if (full !== undefined && sighted.allowed[full] === 1) sighted.once[slot] = 0;
    const less = lesser.get(one.source);
    const other = less === undefined ? undefined : index.slotOf(less, one.id);
    if (other !== undefined && other < sighted.allowed.length)
      sighted.once[other] = sighted.allowed[slot] === 1 ? 0 : (sighted.allowed[other] ?? 0);
  };
  return {
    /** One for each slot that the actor sees, each record once. */
    of: async (actor: Actor): Promise<Uint8Array> => {
      const key = keyOf(actor);
      const known = held.get(key);
      const fresh = known !== undefined && Date.now() - known.at < staleAfter;
      const sighted: Sighted = fresh ? known : { allowed: new Uint8Array(0), once: new Uint8Array(0), upTo: 0, at: Date.now() };
      if (sighted.upTo < index.width()) await mark(actor, sighted);
      held.delete(key);
      held.set(key, sighted);
      for (const old of held.keys()) if (held.size > mostActors) held.delete(old);
      return sighted.once;
    },
    forget: (actor: Actor): void => void held.delete(keyOf(actor)),
    /** Of these, those that the actor sees at this moment. */
    now: async (actor: Actor, slots: readonly number[]): Promise<ReadonlySet<number>> => {
      const shown = new Set(slots);
      for (const source of sources) {
        if (source.everybody) continue;
        const own = slots.flatMap((slot) => (index.at(slot)?.source === source.name ? [slot] : []));
        if (own.length === 0) continue;
        const seen = await seenOf(
          source,
          actor,
          own.flatMap((slot) => index.at(slot)?.id ?? []),
        );
        for (const slot of own) if (!seen.has(index.at(slot)?.id ?? '')) shown.delete(slot);
      }
      return shown;
    },
  };
}
const none: ReadonlySet<string> = new Set();
const longer = (old: Uint8Array, length: number): Uint8Array => {
  const made = new Uint8Array(Math.max(length, Math.ceil(old.length * 1.25)));
  made.set(old);
  return made;
};
const keyOf = (actor: Actor): string =>
  JSON.stringify([actor.roles, actor.organization, actor.region, actor.account, actor.for ?? null, actor.took ?? []]);
