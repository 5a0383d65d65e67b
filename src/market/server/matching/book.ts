// What is matched, in memory of one process: published listings as everybody sees them, and what organizations are known to do. Built when first asked, kept up from the events.
import { setImmediate, setTimeout } from 'node:timers/promises';
import { type QueryExecutorProvider, sql } from 'kysely';
import { type Once, openOnce } from '../../../retrieval/once.ts';
import { openTextIndex, type TextIndex } from '../../../retrieval/textIndex.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { openChanges } from '../../../records/server/index.ts';
import type { Facts } from '../../fit.ts';
import { shown } from '../conditions.ts';

/** What an organization is known for: a title that everybody may read, and its technology field. */
export type Shown = { organization: string; title: string; field: string | null };
export type Capable = { id: string; name: string; region: string | null; industry: string | null; shown: Shown[] };
export type Book = {
  listings: TextIndex<'title' | 'keywords' | 'text'>;
  capabilities: TextIndex<'name' | 'shown'>;
  factsAt: (slot: number) => Facts | undefined;
  capableAt: (slot: number) => Capable | undefined;
  /** As everything stands now; while it is being built, how far that is. */
  upToDate: () => Promise<{ done: number; total: number } | null>;
};
type Of = {
  db: QueryExecutorProvider;
  organizations: Pick<Organizations, 'survivors'>;
  /** Registered contracts that everybody may read, by their seller; of all who have some when none is named. */
  contractsShown: (on: QueryExecutorProvider, organizations: readonly string[]) => Promise<Shown[]>;
};

const [chunk, turn] = [500, 50];
/** What changed is looked for again after so many milliseconds. */
const lookAfter = 300;
/** Older titles of an organization tell little more. */
const mostShown = 200;

export function openBook(of: Of): Book {
  const { db } = of;
  const listings = openTextIndex({ title: 3, keywords: 3, text: 1 });
  const capabilities = openTextIndex({ name: 1, shown: 1 });
  const facts: (Facts | undefined)[] = [];
  const capable: (Capable | undefined)[] = [];
  const ofOwner = new Map<string, Set<string>>();
  const changes = openChanges(db, ['listing', 'contract', 'organization']);
  let building: { done: number; total: number } | null = { done: 0, total: 0 };
  let [begun, looking]: [Promise<void> | null, Promise<void> | null] = [null, null];
  let looked = 0;

  const once = openOnce();
  const slotOf = (id: string) => listings.slotOf(id);
  const dropListing = (id: string): void => {
    const slot = slotOf(id);
    const owner = slot === undefined ? undefined : facts[slot]?.organization;
    if (slot === undefined || owner === undefined) return;
    ofOwner.get(owner)?.delete(id);
    facts[slot] = undefined;
    listings.drop(id);
  };
  /** Gives the owners that gained or lost something. */
  const refreshListings = async (ids: readonly string[]): Promise<Set<string>> => {
    const owners = new Set<string>();
    const rows = await factsOf(of, ids, once);
    for (const id of ids) {
      const slot = slotOf(id);
      const before = slot === undefined ? undefined : facts[slot]?.organization;
      if (before !== undefined) owners.add(before);
      dropListing(id);
    }
    for (const [at, one] of rows.entries()) {
      if (at % turn === turn - 1) await setImmediate();
      const slot = listings.put(one.id, { title: one.title, keywords: one.keywords, text: one.text ?? '' });
      facts[slot] = one;
      owners.add(one.organization);
      ofOwner.set(one.organization, (ofOwner.get(one.organization) ?? new Set()).add(one.id));
    }
    return owners;
  };
  const offersOf = (owner: string): Shown[] =>
    [...(ofOwner.get(owner) ?? [])].flatMap((id) => {
      const one = facts[slotOf(id) ?? -1];
      return one?.side === 'supply' ? [{ organization: owner, title: one.title, field: one.field }] : [];
    });
  const refreshCapable = async (ids: readonly string[]): Promise<void> => {
    const [seats, contracts] = await Promise.all([seatsOf(db, ids), of.contractsShown(db, ids)]);
    const byOwner = Map.groupBy(contracts, (one) => one.organization);
    for (const id of ids) {
      const before = capabilities.slotOf(id);
      if (before !== undefined) capable[before] = undefined;
      const seat = seats.get(id);
      const known = [...offersOf(id), ...(byOwner.get(id) ?? [])].slice(0, mostShown);
      if (seat === undefined || known.length === 0) {
        capabilities.drop(id);
        continue;
      }
      const slot = capabilities.put(id, { name: seat.name, shown: known.map((one) => one.title) });
      capable[slot] = { ...seat, shown: known };
    }
  };

  const build = async (): Promise<void> => {
    await changes.begin();
    const state = { done: 0, total: await countOf(db) };
    building = state;
    for (const table of ['listings', 'organizations'] as const) {
      for (let last: string | undefined = '00000000-0000-0000-0000-000000000000'; last !== undefined; ) {
        const ids: string[] = await idsAfter(db, table, last);
        await (table === 'listings' ? refreshListings(ids) : refreshCapable(ids));
        state.done += ids.length;
        last = ids.length < chunk ? undefined : ids.at(-1);
      }
    }
    building = null;
  };
  const look = async (): Promise<void> => {
    const changed = await changes.next();
    const organizations = [...(changed.get('organization') ?? [])];
    const [moved, sellers] = await Promise.all([
      listingsOf(db, organizations),
      sellersOf(db, [...(changed.get('contract') ?? [])]),
    ]);
    const owners = await refreshListings([...new Set([...(changed.get('listing') ?? []), ...moved])]);
    const touched = new Set([...owners, ...organizations, ...sellers]);
    if (touched.size > 0) await refreshCapable([...touched]);
    looked = Date.now();
  };

  return {
    listings,
    capabilities,
    factsAt: (slot) => facts[slot],
    capableAt: (slot) => capable[slot],
    upToDate: async () => {
      if (building !== null) {
        begun ??= build().catch((fault: unknown) => {
          // What failed is begun anew by who asks next.
          begun = null;
          throw fault;
        });
        await Promise.race([begun, setTimeout(patience, undefined, { ref: false })]);
        return building === null ? null : { ...building };
      }
      if (Date.now() - looked > lookAfter)
        await (looking ??= look().finally(() => {
          looking = null;
        }));
      return null;
    },
  };
}
/** So many milliseconds who asks waits for the book before he is told how far it is. */
const patience = 2000;

/** Only what everybody may see, with the organization that its owner is by now. */
async function factsOf({ db, organizations }: Of, ids: readonly string[], once: Once): Promise<Facts[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Facts>`
    select id, side, sort, organization, region, title, keywords, field, industry, cooperation, maturity, anonymous, price,
      demand_type as "demandType", price_low as "priceLow", price_high as "priceHigh",
      case when confidentiality = 'public' then concat_ws(' ', text, acceptance) end as text,
      coalesce(last_confirmed_on, published_on) as "lastConfirmedOn"
    from listings where ${shown} and id = any(${[...ids]}::uuid[]) order by id`.execute(db);
  const survivors = await organizations.survivors(db, [...new Set(rows.map((row) => row.organization))]);
  // Written out: a copy of a row weighs twice as much.
  return rows.map((row) => ({
    id: row.id,
    side: once.one(row.side),
    sort: once.one(row.sort),
    organization: once.one(survivors.get(row.organization)?.id ?? row.organization),
    region: once.one(row.region),
    title: row.title,
    keywords: once.each(row.keywords),
    text: row.text,
    anonymous: row.anonymous,
    lastConfirmedOn: once.one(row.lastConfirmedOn),
    field: once.one(row.field),
    industry: once.one(row.industry),
    cooperation: once.list(row.cooperation),
    maturity: row.maturity,
    demandType: once.one(row.demandType),
    price: once.one(row.price),
    priceLow: once.one(row.priceLow),
    priceHigh: once.one(row.priceHigh),
  }));
}

type Seat = Omit<Capable, 'shown'>;
async function seatsOf(db: QueryExecutorProvider, ids: readonly string[]): Promise<Map<string, Seat>> {
  const { rows } = await sql<Seat>`
    select id, name, region, industry from organizations where state = 'active' and id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map((row) => row.id);
async function idsAfter(db: QueryExecutorProvider, table: 'listings' | 'organizations', last: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where id > ${last}::uuid order by id limit ${chunk}`.execute(db);
  return idsOf(rows);
}
async function countOf(db: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql<{ rows: number }>`
    select ((select count(*) from listings) + (select count(*) from organizations))::int as rows`.execute(db);
  return rows[0]?.rows ?? 0;
}
async function listingsOf(db: QueryExecutorProvider, owners: readonly string[]): Promise<string[]> {
  if (owners.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from listings where organization = any(${[...owners]}::uuid[]) and ${shown}`.execute(db);
  return idsOf(rows);
}
async function sellersOf(db: QueryExecutorProvider, contracts: readonly string[]): Promise<string[]> {
  if (contracts.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select distinct seller as id from contracts where seller is not null and id = any(${[...contracts]}::uuid[])`.execute(db);
  return idsOf(rows);
}
