// The market as everybody reads it, and the record's own routes. What an owner does not show is not read for the answer, and no filter looks at it.
import type { FastifyInstance } from 'fastify';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { notFound, someOf } from '../../platform/shared/errors.ts';
import { cursorNumber, readCursor, writeCursor } from '../../platform/shared/page.ts';
import { mount } from '../../platform/server/mount.ts';
import type { Pack } from '../../platform/server/pack.ts';
import { industriesIn, industry } from '../../organizations/classification.ts';
import { regionsInside } from '../../organizations/region.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { mostCounted } from '../../records/record.ts';
import { type Kernel, mountKind, totalOf } from '../../records/server/index.ts';
import { getMarketListing, listMarket, orders, type PublicListing } from '../publicListing.ts';
import { holds, shown } from './conditions.ts';
import { statedOf } from './listings/stated.ts';
import { mountWriting } from './listings/writing.ts';
import { type Listings, type Row, untilOf } from './service.ts';
import { venueNames } from './venues/service.ts';
import type { MarketTables } from './tables.ts';

/** Nobody reads further into a list that can be narrowed. */
const deepest = mostCounted;
const open = sql<boolean>`confidentiality = 'public'`;
/** Only what is shown is read. */
const columns = sql`id, side, sort, title, keywords, field, industry, cooperation, maturity, demand_type, price, price_low, price_high, ip_items, transfer,
  venue, deadline, confidentiality, anonymous, published_on, last_confirmed_on, case when ${open} then text end as text,
  case when ${open} then acceptance end as acceptance, case when not anonymous then organization end as organization,
  case when not anonymous then region end as region`;
type Shown = Omit<Row, 'text' | 'organization' | 'published_on' | 'hidden' | 'prints' | 'venue_operator'> & {
  text: string | null;
  organization: string | null;
  published_on: string;
};

type Asked = {
  q?: string | undefined;
  side?: string | undefined;
  sort?: string | undefined;
  field?: string | undefined;
  industry?: string | undefined;
  region?: string | undefined;
  venue?: string | undefined;
  cooperation?: string | undefined;
  priceFrom?: string | undefined;
  priceTo?: string | undefined;
  maturity?: string | undefined;
};

export function mountMarket(app: FastifyInstance, { kernel, db, pack, listings, organizations, hall }: With): void {
  mountKind(app, kernel, listings);
  mountWriting(app, { pack, db, listings, organizations });
  mount(app, listMarket, async ({ query: { limit, after, count, ...asked } }) => {
    const first = Math.min(readCursor(after, cursorNumber) ?? 0, deepest);
    const { items, more, total } = await hall.stretch(asked, { from: first, limit, count: count !== undefined });
    return {
      items,
      next: more && first + limit < deepest ? writeCursor(first + limit) : null,
      ...(total === undefined ? {} : { total }),
    };
  });
  mount(app, getMarketListing, async ({ params }) => {
    const one = await hall.find(params.id);
    if (!one) throw notFound();
    return one;
  });
}

export type Hall = ReturnType<typeof openHall>;
type Ordered = Asked & { order?: (typeof orders)[number] | undefined };
type Stretch = { from: number; limit: number; count?: boolean };
/** What everybody sees of the market: a stretch of its list as filters narrow it, and a single one. */
export function openHall({ db, organizations, finding }: Opening) {
  const showing = showingWith(db, organizations);
  const narrowed = async ({ order, ...asked }: Ordered) => {
    const found = asked.q === undefined ? null : await finding(asked.q, mostFound);
    const where = sql.join(conditionsOf(asked, found, organizations), sql` and `);
    return { where, by: byOf(order ?? (found === null ? 'newest' : 'best'), found ?? []) };
  };
  return {
    stretch: async (asked: Ordered, { from, limit, count }: Stretch) => {
      const { where, by } = await narrowed(asked);
      const [rows, total] = await Promise.all([
        pageOf(db, where, { from, limit: limit + 1, by }),
        count ? totalOf(db, sql`listings where ${where}`) : undefined,
      ]);
      return { items: await showing(rows.slice(0, limit)), more: rows.length > limit, total };
    },
    /**
     * All that the filters let through, so many at once: which they are is asked once, so that none comes twice and none is missed while
     * others are published; what is not shown any more by then is left out.
     */
    all: async function* (asked: Ordered, limit: number): AsyncGenerator<readonly PublicListing[]> {
      const { where, by } = await narrowed(asked);
      const { rows: all } = await sql<{ id: string }>`select id from listings where ${where} order by ${by}`.execute(db);
      for (let from = 0; from < all.length; from += limit) {
        const ids = all.slice(from, from + limit).map((row) => row.id);
        const { rows } = await sql<Shown>`select ${columns} from listings where ${shown} and id = any(${ids}::uuid[])
          order by array_position(${ids}::uuid[], id)`.execute(db);
        yield await showing(rows);
      }
    },
    /** Null where nobody is shown it. */
    find: async (id: string): Promise<PublicListing | null> => {
      const { rows } = await sql<Shown>`select ${columns} from listings where ${shown} and id = ${id}`.execute(db);
      const [one] = await showing(rows);
      return one ?? null;
    },
  };
}
type With = {
  kernel: Kernel;
  db: Kysely<MarketTables>;
  pack: Pack;
  listings: Listings;
  organizations: Organizations;
  hall: Hall;
};
type Opening = {
  db: Kysely<MarketTables>;
  organizations: Organizations;
  /** Ids of listings as everybody sees them that answer some words, the best first; null while their index is being built. */
  finding: (question: string, most: number) => Promise<readonly string[] | null>;
};
/** Of words that very many hold, more than this are told by other filters. */
const mostFound = 2000;

type Narrowing = Record<keyof Asked, (value: string) => RawBuilder<boolean> | null>;
function conditionsOf(
  asked: Asked,
  found: readonly string[] | null,
  { pack: { regions, root } }: Organizations,
): RawBuilder<boolean>[] {
  const narrowing: Narrowing = {
    q: (value) =>
      found !== null
        ? sql`id = any(${[...found]}::uuid[])`
        : holds(sql`title || ' ' || array_to_string(keywords, ' ') || case when ${open} then ' ' || text else '' end`, value),
    side: (value) => sql`side = ${value}`,
    sort: (value) => sql`sort = ${value}`,
    field: (value) => sql`field = ${value}`,
    industry: (value) => sql`industry like any(${beginnings(value)}::text[])`,
    region: (value) => {
      const known = regions.map((one) => one.id);
      const [id = root] = someOf('region', value, known);
      const inside = regionsInside(regions, id, { functionalAreas: 'in' });
      return id === root ? null : sql`(not anonymous and region = any(${inside}::text[]))`;
    },
    venue: (value) => sql`venue = ${value}::uuid`,
    cooperation: (value) => sql`cooperation @> array[${value}]::text[]`,
    priceFrom: (value) => sql`coalesce(price_high, price_low) >= ${value}::numeric`,
    priceTo: (value) => sql`price_low <= ${value}::numeric`,
    maturity: (value) => sql`maturity >= ${value}::int`,
  };
  const said = Object.keys(narrowing) as (keyof Asked)[];
  const parts = said.flatMap((key) => {
    const value = asked[key];
    return value === undefined ? [] : (narrowing[key](value) ?? []);
  });
  return [shown, ...parts];
}

/** An industry and all below it: a section by its divisions, any other by how its codes begin. */
const beginnings = (code: string): string[] =>
  industry(code)?.level === 'section' ? [code, ...industriesIn(code).map((one) => `${one.code}%`)] : [`${code}%`];

const byOf = (order: (typeof orders)[number], found: readonly string[]): RawBuilder<unknown> =>
  ({
    best: sql`array_position(${[...found]}::uuid[], id), published_on desc, id desc`,
    newest: sql`published_on desc, id desc`,
    confirmed: sql`coalesce(last_confirmed_on, published_on) desc, id desc`,
  })[order];
type Page = { from: number; limit: number; by: RawBuilder<unknown> };
async function pageOf(db: Kysely<MarketTables>, where: RawBuilder<unknown>, { from, limit, by }: Page): Promise<Shown[]> {
  const { rows } = await sql<Shown>`select ${columns} from listings where ${where} order by ${by}
    limit ${limit} offset ${from}`.execute(db);
  return rows;
}

const showingWith =
  (db: Kysely<MarketTables>, organizations: Organizations) =>
  async (rows: readonly Shown[]): Promise<PublicListing[]> => {
    const names = await organizations.names([...new Set(rows.flatMap((row) => row.organization ?? []))]);
    const venues = await venueNames(db, [...new Set(rows.flatMap((row) => row.venue ?? []))]);
    return rows.map((row) => ({
      id: row.id,
      side: row.side,
      sort: row.sort,
      ...statedOf({ ...row, text: '', organization: '' }),
      venue: row.venue === null ? null : { id: row.venue, name: venues.get(row.venue) ?? '' },
      text: row.text,
      anonymous: row.anonymous,
      organization: row.organization === null ? null : { id: row.organization, name: names.get(row.organization) ?? '' },
      region: row.region,
      publishedOn: row.published_on,
      lastConfirmedOn: row.last_confirmed_on ?? row.published_on,
      shownUntil: untilOf(row) ?? row.published_on,
    }));
  };
