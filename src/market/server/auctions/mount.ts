// Auctions over HTTP: the records' own routes, what everybody reads of an auction that was announced, and the files that go to an exchange and come back.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { type Actor, hasRole } from '../../../platform/shared/actor.ts';
import { notFound } from '../../../platform/shared/errors.ts';
import { cursorNumber, readCursor, writeCursor } from '../../../platform/shared/page.ts';
import { mount } from '../../../platform/server/mount.ts';
import type { Organizations } from '../../../organizations/server/index.ts';
import { type Kernel, mountDocument, mountKind } from '../../../records/server/index.ts';
import type { AuctionPack } from '../../auction.ts';
import { getLotFile, getLotPaper, getLotSheet, readReturn } from '../../auctionLot.ts';
import { leastBid } from '../../auctionRules.ts';
import {
  type AuctionLive,
  getAuctionRecord,
  getPublicAuction,
  listPublicAuctions,
  type PublicAuction,
} from '../../publicAuction.ts';
import { ownOf } from '../owning.ts';
import type { MarketTables } from '../tables.ts';
import { noteArrivals } from './arrival.ts';
import { type AuctionBidders, termsOf } from './bidders.ts';
import type { Row } from './handlers.ts';
import { lotOf, paperOf, readReturned, type Say, sheetOf } from './lot.ts';
import { provenOutcome } from './proof.ts';
import type { Auctions } from './service.ts';

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
  const { kernel, db, auctions, auctionBidders } = of;
  noteArrivals(app, '/api/auction-bidders/');
  mountKind(app, kernel, auctions);
  mountKind(app, kernel, auctionBidders);
  mount(app, listPublicAuctions, async ({ query: { limit, after, listing } }) => {
    const from = Math.min(readCursor(after, cursorNumber) ?? 0, deepest);
    const which = listing === undefined ? sql`true` : sql`a.listing = ${listing}::uuid`;
    const { rows } = await sql<Shown>`select ${columns} where ${which} order by (a.state = 'open') desc, a.closes_at desc, a.id
      limit ${limit + 1} offset ${from}`.execute(db);
    return { items: rows.slice(0, limit).flatMap(shown), next: rows.length > limit ? writeCursor(from + limit) : null };
  });
  mount(app, getPublicAuction, ({ params, actor }) => liveOf(of, params.id, actor));
  mount(app, getAuctionRecord, async ({ params }) => {
    const { state } = await announced(db, params.id);
    // Terms and bids of one that goes on stand on its page; the reserve is sealed, so nobody has won yet.
    if (state === 'open') throw notFound();
    const { rounds, lines, paddle, price, faults, ...reserve } = await provenOutcome(db, params.id, false);
    const { reserve: value, reserveSalt, reserveDigest } = reserve;
    const bids = lines.map(({ number, round, paddle: by, amount, at }) => ({ number, round, paddle: by, amount, at }));
    return { rounds, bids, reserve: value, reserveSalt, reserveDigest, winner: paddle, price, faults };
  });
  mountLots(app, of);
}

async function announced(db: Kysely<MarketTables>, id: string): Promise<Shown> {
  const { rows } = await sql<Shown>`select ${columns} where a.id = ${id}::uuid`.execute(db);
  const [row] = rows;
  if (!row) throw notFound();
  return row;
}

async function liveOf({ db, organizations, auctionPack }: With, id: string, actor: Actor): Promise<AuctionLive> {
  const row = await announced(db, id);
  const [one] = shown(row);
  if (!one) throw notFound();
  const lines = await db
    .selectFrom('auction_bids')
    .select(['number', 'round', 'paddle', 'amount', 'at'])
    .where('auction', '=', row.id)
    .orderBy('number', 'desc')
    .limit(100)
    .execute();
  const own = ownOf(actor);
  const winner =
    row.state === 'sold' && row.leader !== null
      ? await db.selectFrom('auction_bidders').select('paddle').where('id', '=', row.leader).executeTakeFirst()
      : undefined;
  return {
    ...one,
    now: row.now.toISOString(),
    owner: (await organizations.names([row.owner], db)).get(row.owner) ?? '',
    operator: auctionPack?.operator.name ?? null,
    licence: auctionPack?.operator.licence ?? null,
    cooperation: row.cooperation,
    lines: lines.map((line) => ({ ...line, at: line.at.toISOString() })),
    winner: winner?.paddle ?? null,
    mine: await placeOf(db, row, own),
    own: own !== null && (own === row.owner || own === row.operator),
  };
}

async function placeOf(db: Kysely<MarketTables>, row: Shown, own: string | null): Promise<AuctionLive['mine']> {
  if (own === null) return null;
  const found = await db
    .selectFrom('auction_bidders')
    .select(['id', 'state', 'paddle', 'reason'])
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

/** A lot for an exchange, to its owner and the bureau. */
function mountLots(app: FastifyInstance, { kernel, db, auctions }: With): void {
  const say: Say = (language, key, params) => app.say(language, key, params);
  const rowOf = async (actor: Actor, id: string): Promise<Row> => {
    await auctions.one(actor, id);
    const row = await db.selectFrom('auctions').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const mayTake = hasRole(actor, 'bureauOfficer') || ownOf(actor) !== row.operator;
    if (row.way !== 'exchange' || !mayTake) throw notFound();
    return row;
  };
  const lotFor = async (actor: Actor, id: string) => lotOf(db, await rowOf(actor, id));
  mount(app, getLotFile, ({ params, actor }) => lotFor(actor, params.id));
  mount(app, getLotSheet, async ({ params, actor }) => sheetOf(await lotFor(actor, params.id), actor.language, say));
  mountDocument(app, kernel, auctions, {
    route: getLotPaper,
    format: 'pdf',
    write: async ({ record, actor }) => paperOf(await lotFor(actor, String(record['id'])), actor.language, say),
  });
  mount(app, readReturn, async ({ params, actor, file }) => readReturned(db, await rowOf(actor, params.id), file, say));
}
