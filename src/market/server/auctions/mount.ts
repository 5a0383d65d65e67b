// Auctions over HTTP: the records' own routes, and what everybody reads of an auction that was announced.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { notFound } from '../../../platform/shared/errors.ts';
import { cursorNumber, readCursor, writeCursor } from '../../../platform/shared/page.ts';
import { mount } from '../../../platform/server/mount.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, mountKind } from '../../../records/server/index.ts';
import { type AuctionPack, getPublicAuction, listPublicAuctions, type PublicAuction } from '../../auction.ts';
import { leastBid } from '../../auctionRules.ts';
import { ownOf } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import { type AuctionBidders, termsOf } from './bidders.ts';
import type { Auctions, Row } from './service.ts';

type With = {
  kernel: Kernel;
  db: Kysely<MarketTables>;
  auctions: Auctions;
  auctionBidders: AuctionBidders;
  organizations: Organizations;
  auctionPack: AuctionPack | null;
};
type Shown = Row & { now: Date; s_closes: Date; s_price: string | null; s_bids: number; leader: string | null };
const columns = sql`a.*, clock_timestamp() as now, s.closes_at as s_closes, s.price as s_price, s.bids as s_bids, s.leader
  from auctions a join auction_standings s on s.auction = a.id`;
const deepest = 10_000;

export function mountAuctions(app: FastifyInstance, of: With): void {
  const { kernel, db, auctions, auctionBidders, organizations, auctionPack } = of;
  mountKind(app, kernel, auctions);
  mountKind(app, kernel, auctionBidders);
  mount(app, listPublicAuctions, async ({ query: { limit, after } }) => {
    const from = Math.min(readCursor(after, cursorNumber) ?? 0, deepest);
    const { rows } = await sql<Shown>`select ${columns} order by (a.state = 'open') desc, a.closes_at desc, a.id
      limit ${limit + 1} offset ${from}`.execute(db);
    return { items: rows.slice(0, limit).flatMap(shown), next: rows.length > limit ? writeCursor(from + limit) : null };
  });
  mount(app, getPublicAuction, async ({ params, actor }) => {
    const { rows } = await sql<Shown>`select ${columns} where a.id = ${params.id}::uuid`.execute(db);
    const [row] = rows;
    const [one] = row ? shown(row) : [];
    if (!row || !one) throw notFound();
    const bids = await db
      .selectFrom('auction_bids as b')
      .innerJoin('auction_bidders as w', 'w.id', 'b.bidder')
      .select(['b.number', 'b.paddle', 'b.amount', 'b.at', 'b.round', 'w.organization'])
      .where('b.auction', '=', row.id)
      .orderBy('b.number', 'desc')
      .limit(100)
      .execute();
    const open = row.state === 'open';
    const names = open ? new Map<string, string>() : await organizations.names([...new Set(bids.map((bid) => bid.organization))]);
    return {
      ...one,
      now: row.now.toISOString(),
      operator: auctionPack?.operator.name ?? null,
      licence: auctionPack?.operator.licence ?? null,
      lines: bids.map(({ number, paddle, amount, at, round, organization }) => ({
        number,
        paddle,
        amount,
        at: at.toISOString(),
        void: round !== row.round,
        bidder: open ? null : (names.get(organization) ?? ''),
      })),
      mine: await placeOf(db, row, ownOf(actor)),
    };
  });
}

async function placeOf(db: Kysely<MarketTables>, row: Shown, own: string | null) {
  if (own === null) return null;
  const found = await db
    .selectFrom('auction_bidders')
    .select(['id', 'paddle'])
    .where('auction', '=', row.id)
    .where('organization', '=', own)
    .executeTakeFirst();
  return found ? { ...found, leads: row.leader === found.id } : null;
}

function shown(row: Shown): PublicAuction[] {
  const terms = termsOf(row);
  if (!terms) return [];
  return [
    {
      id: row.id,
      listing: row.listing,
      title: row.title,
      state: row.state,
      round: row.round,
      ...terms,
      closesAt: row.s_closes.toISOString(),
      price: row.s_price,
      least: leastBid(terms, row.s_price),
      bids: row.s_bids,
      reserveDigest: row.reserve_digest,
      reserve: row.reserve,
      reserveSalt: row.reserve_salt,
      reason: row.reason,
    },
  ];
}
