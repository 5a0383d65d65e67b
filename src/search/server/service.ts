// Keeps the index of one process: built from the tables while it answers, kept up from the events, asked with the rights of whoever asks.
import { type QueryExecutorProvider, sql } from 'kysely';
import { setImmediate } from 'node:timers/promises';
import { type Actor, visitor } from '../../platform/shared/actor.ts';
import { type Found, type Narrowed, openAnswering } from '../answering.ts';
import { type Once, openOnce } from '../../retrieval/once.ts';
import { openSearchIndex, type SearchIndex } from '../searchIndex.ts';
import { openChanges } from '../../records/server/index.ts';
import type { WordGroups } from '../../retrieval/alike.ts';
import { openSynonyms } from '../synonyms.ts';
import type { Source } from './ports.ts';
import { openSights } from './sights.ts';

/** So many rows are read at once, and so many put before others have their turn. */
const chunk = 500;
const turn = 50;
/** A request looks for changes itself when the last look is older. */
const lookAfter = 300;

export type Building = { done: number; total: number } | null;
export type Search = ReturnType<typeof openSearch>;
export type Asking = { question: string; narrowed: Narrowed; most: number };
/** `listed`: groups of words as the packs list them; `held`: those that operators hold, the same array until one changes. */
type Of = { db: QueryExecutorProvider; sources: readonly Source[]; listed: WordGroups; held: () => Promise<WordGroups> };

export function openSearch({ db, sources, listed, held }: Of) {
  const index = openSearchIndex();
  const kept: Kept = { db, index, once: openOnce(), others: othersOf(sources) };
  let [known, synonyms]: [WordGroups, ReturnType<typeof openSynonyms>] = [[], openSynonyms(listed)];
  const answer = openAnswering(index, () => synonyms);
  const sights = openSights(db, index, sources);
  const changes = openChanges(db, [...new Set([...sources.map((one) => one.kind), 'organization'])]);
  let building: Building = { done: 0, total: 0 };
  let [begun, looking]: [Promise<void> | null, Promise<void> | null] = [null, null];
  let [looked, closed] = [0, false];

  const build = async (): Promise<void> => {
    await changes.begin();
    const state = { done: 0, total: 0 };
    building = state;
    for (const { table } of sources) state.total += await countOf(db, table);
    for (const source of sources) {
      let last: string | null = '00000000-0000-0000-0000-000000000000';
      while (last !== null && !closed) {
        const ids = await idsAfter(db, source.table, last);
        await refresh(kept, source, ids);
        state.done += ids.length;
        last = ids.length < chunk ? null : (ids.at(-1) ?? null);
      }
    }
    if (!closed) building = null;
  };
  /** Builds once; what failed is begun anew by who asks next. */
  const begin = (): Promise<void> => {
    begun ??= build().catch((fault: unknown) => {
      begun = null;
      throw fault;
    });
    return begun;
  };
  const look = async (): Promise<void> => {
    const changed = await changes.next();
    const moved = [...(changed.get('organization') ?? [])];
    for (const source of sources) {
      const touched = moved.length > 0 && source.touchedBy ? await source.touchedBy(db, moved) : [];
      const ids = [...new Set([...(changed.get(source.kind) ?? []), ...touched])];
      for (let at = 0; at < ids.length; at += chunk) await refresh(kept, source, ids.slice(at, at + chunk));
    }
    looked = Date.now();
  };
  const follow = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = null;
    });
    return looking;
  };
  /** As everything stands now, as far as it is built. */
  const upToDate = async (): Promise<void> => {
    const groups = await held();
    // What an operator decided here comes before what is listed for everywhere.
    if (groups !== known) [known, synonyms] = [groups, openSynonyms([...groups, ...listed])];
    // What fails is told by the job that builds; the answer says that it is not built.
    if (building !== null) return void begin().catch(() => undefined);
    if (Date.now() - looked > lookAfter) await follow();
  };

  const find = async (actor: Actor, { question, narrowed, most }: Asking): Promise<Found> => {
    await upToDate();
    const ask = async () => answer({ question, narrowed, most, allowed: await sights.of(actor) });
    const found = await ask();
    const shown = await sights.now(actor, slotsOf(found));
    if (shown.size === found.slots.length) return found;
    // What its condition said half a minute ago holds no more: asked anew.
    sights.forget(actor);
    const again = await ask();
    const still = await sights.now(actor, slotsOf(again));
    return { ...again, slots: again.slots.filter(({ slot }) => still.has(slot)) };
  };
  const words = new Map(sources.map((one) => [one.name, one.words]));
  const unnamed = new Set(sources.flatMap((one) => (one.tellsNoId ? [one.name] : [])));
  return {
    index,
    listed,
    find,
    /** What a find of this source is called: a key of the words. */
    wordsOf: (source: string): string | null => words.get(source) ?? null,
    /** What is told as the id of a find: its place, where its own is told to nobody. */
    idOf: ({ source, id }: { source: string; id: string }, place: number): string => (unnamed.has(source) ? String(place) : id),
    building: (): Building => (building === null ? null : { ...building }),
    /** Every second: builds first, then takes up what has changed. */
    work: async (): Promise<void> => {
      await begin();
      if (!closed) await follow();
    },
    /** Building ends after the rows in hand. */
    close: (): void => {
      closed = true;
    },
    /** Ids of a kind as everybody finds them, the best first; null while the index is being built. */
    idsFor: async (kind: string, question: string, most: number): Promise<string[] | null> => {
      await upToDate();
      if (building !== null) return null;
      const { slots } = answer({ question, narrowed: { kind }, most, allowed: await sights.of(visitor) });
      return slots.flatMap(({ slot }) => index.at(slot)?.id ?? []);
    },
  };
}
const slotsOf = ({ slots }: Found): number[] => slots.map(({ slot }) => slot);

type Kept = { db: QueryExecutorProvider; index: SearchIndex; once: Once; others: ReadonlyMap<string, string> };
/** By each source that shows a record in one of two ways, the one that shows the other. */
const othersOf = (sources: readonly Source[]): Map<string, string> =>
  new Map(
    sources.flatMap(({ name, fuller }): [string, string][] =>
      fuller === undefined
        ? []
        : [
            [name, fuller],
            [fuller, name],
          ],
    ),
  );
/** What both ways say alike is held once. */
const shared = (said: string, other: string | undefined): string => (other === said ? other : said);

/** Rows as they stand now; who is not to be found any more goes. */
async function refresh({ db, index, once, others }: Kept, source: Source, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const documents = await source.read(db, ids);
  const found = new Set(documents.map((one) => one.id));
  for (const id of ids) if (!found.has(id)) index.drop(source.name, id);
  for (const [at, one] of documents.entries()) {
    if (at % turn === turn - 1) await setImmediate();
    const other = index.at(index.slotOf(others.get(source.name) ?? '', one.id) ?? -1);
    const { side = null, field = null, industry = null, region = null } = one.facets;
    // Written out: an object that was copied and added to weighs twice as much, and there is one for each document.
    index.put({
      id: shared(one.id, other?.id),
      title: shared(one.title, other?.title),
      keywords: once.each(one.keywords),
      text: shared(one.text, other?.text),
      note: once.one(one.note),
      facets: once.row({ side, field, industry, region }),
      source: source.name,
      kind: source.kind,
      measured: source.everybody,
      worth: source.worth ?? 1,
    });
  }
}

async function countOf(db: QueryExecutorProvider, table: string): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*)::int as rows from ${sql.table(table)}`.execute(db);
  return rows[0]?.rows ?? 0;
}

async function idsAfter(db: QueryExecutorProvider, table: string, last: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where id > ${last}::uuid order by id limit ${chunk}`.execute(db);
  return rows.map((row) => row.id);
}
