// Every listing as it stands now with its place in the chain, in memory of one process: read once, then followed from the events, record by record. What stood on a past day: standing.ts.
import { setImmediate } from 'node:timers/promises';
import { type QueryExecutorProvider, sql } from 'kysely';
import { openChanges } from '../../../records/server/index.ts';
import { type Once, openOnce } from '../../../retrieval/once.ts';
import type { Placed } from '../../serviceChain.ts';
import { isShown } from '../../listing.ts';
import type { Said } from './standing.ts';

/** What the chain tells of a listing: what it said, and where that belongs. */
export type Told = Omit<Said, 'keywords' | 'cooperation' | 'industry' | 'publishedOn'> & {
  /** Empty of one that was never shown. */
  publishedOn: string;
  /** The industry that it names (GB/T 4754). */
  class: string | null;
  industry: Placed;
  link: Placed | null;
};
/** `told`: as it says now; of one that was drawn from an event, as it said then. */
export type Standing = { told: Told; shown: boolean; createdAt: number; recordedAt: number };
export type Book = ReturnType<typeof openBook>;

/** Kinds of records of which a picture of today is made. */
const kinds = ['listing', 'contract', 'organization', 'recognition', 'deal', 'declinedMatch'] as const;
const chunk = 2000;

export function openBook(db: QueryExecutorProvider, toldOf: (said: Said) => Told) {
  const changes = openChanges(db, kinds);
  const standing = new Map<string, Standing>();
  const once = openOnce();
  let [mark, voided] = [0, 0];
  let looking: Promise<void> | null = null;
  let built = false;

  const refresh = async (ids: readonly string[]): Promise<void> => {
    for (let at = 0; at < ids.length; at += chunk) {
      const some = ids.slice(at, at + chunk);
      const rows = new Map((await rowsOf(db, some)).map((row) => [row.id, row]));
      for (const id of some) {
        const row = rows.get(id);
        // What is voided stands on no day.
        if (row === undefined || row.state === 'voided') {
          if (standing.delete(id)) voided += 1;
          continue;
        }
        const { state, createdAt, recordedAt, ...said } = row;
        standing.set(id, { told: keptOf(toldOf(said), once), shown: isShown(state), createdAt, recordedAt });
      }
      await setImmediate();
    }
  };
  const look = async (): Promise<void> => {
    if (!built) {
      await changes.begin();
      standing.clear();
      voided += 1;
      await refresh(await allIds(db));
      built = true;
      mark += 1;
      return;
    }
    const changed = await changes.next();
    if (changed.size === 0) return;
    try {
      await refresh([...(changed.get('listing') ?? [])]);
    } catch (fault) {
      // What was not taken up is read with everything by who asks next.
      built = false;
      throw fault;
    }
    mark += 1;
  };
  return {
    standing: (): readonly Standing[] => [...standing.values()],
    isShown: (id: string): boolean => standing.get(id)?.shown ?? false,
    /** As everything stood when this was asked. `mark` grows with whatever a picture is made of, `voided` when a listing is gone from every day. */
    upToDate: async (): Promise<{ mark: number; voided: number }> => {
      // One look after the other: one that had begun before may have missed what its asker has just done.
      const before = looking;
      const mine = (async () => {
        await before?.catch(() => undefined);
        await look();
      })();
      looking = mine;
      try {
        await mine;
      } finally {
        if (looking === mine) looking = null;
      }
      return { mark, voided };
    },
  };
}

/** Written out: a copy of a row weighs twice as much. What very many say in the same words is held once. */
const keptOf = (told: Told, { one, row }: Once): Told => ({
  id: told.id,
  side: one(told.side),
  sort: one(told.sort),
  title: told.title,
  field: one(told.field),
  organization: one(told.organization),
  region: one(told.region),
  anonymous: told.anonymous,
  demandType: one(told.demandType),
  publishedOn: one(told.publishedOn),
  class: one(told.class),
  industry: row(told.industry),
  link: told.link && row(told.link),
});

type Row = Said & { state: string; createdAt: number; recordedAt: number };
async function rowsOf(db: QueryExecutorProvider, ids: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select id, state, (extract(epoch from created) * 1000)::float8 as "createdAt",
      (extract(epoch from recorded_at) * 1000)::float8 as "recordedAt", side, sort, title, keywords, field, industry, cooperation, organization,
      region, anonymous, demand_type as "demandType", published_on as "publishedOn"
    from listings where id = any(${[...ids]}::uuid[]) order by id`.execute(db);
  return rows;
}
async function allIds(db: QueryExecutorProvider): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from listings where state <> 'voided' order by id`.execute(db);
  return rows.map((row) => row.id);
}
