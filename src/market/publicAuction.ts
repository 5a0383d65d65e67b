// Auctions as everybody sees them: the list, one as it stands, and once it is over the whole order of its bids with the reserve opened. Pure.
import { z } from 'zod';
import { instant } from '../platform/shared/dates.ts';
import { decimal } from '../platform/shared/money.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { text } from '../platform/shared/words.ts';
import { life } from './auction.ts';
import { bidderLife } from './auctionBidder.ts';

/** What everybody reads of an auction that was announced; bidders by their numbers. */
export const publicAuction = z.strictObject({
  id: z.string(),
  listing: z.string(),
  title: z.string(),
  state: z.enum(life.states),
  round: z.number().int(),
  startPrice: decimal,
  step: decimal,
  opensAt: instant,
  closesAt: instant,
  extendMinutes: z.number().int(),
  price: decimal.nullable(),
  least: decimal,
  bids: z.number().int(),
  reserveDigest: z.string().nullable(),
  /** Both only once it is over. */
  reserve: decimal.nullable(),
  reserveSalt: z.string().nullable(),
  reason: z.string().nullable(),
});
export type PublicAuction = z.output<typeof publicAuction>;

const line = z.strictObject({
  number: z.number().int(),
  round: z.number().int(),
  paddle: z.number().int(),
  amount: decimal,
  at: instant,
});
export const auctionLive = publicAuction.extend({
  /** The database's clock, by which it opens and closes. */
  now: instant,
  owner: z.string(),
  /** Whose credit code the pack names. */
  operator: text.nullable(),
  licence: text.nullable(),
  cooperation: z.string(),
  /** The last hundred, newest first; those of an earlier round are void. */
  lines: z.array(line),
  /** Who won, by number; the name stands in the notice of the operator, not here. */
  winner: z.number().int().nullable(),
  /** The reader's own place, where its organization has applied. */
  mine: z
    .strictObject({
      id: z.string(),
      state: z.enum(bidderLife.states),
      paddle: z.number().int().nullable(),
      reason: z.string().nullable(),
      leads: z.boolean(),
    })
    .nullable(),
  /** The reader acts for the owner or the operator. */
  own: z.boolean(),
});
export type AuctionLive = z.output<typeof auctionLive>;

const terms = z.strictObject({
  startPrice: decimal,
  step: decimal,
  opensAt: instant,
  closesAt: instant,
  extendMinutes: z.number().int(),
});
/** From the events alone; whoever reads it may replay it (auctionRules.ts) and digest the reserve anew. */
export const auctionRecord = z.strictObject({
  rounds: z.array(z.strictObject({ round: z.number().int(), terms })),
  /** All, in their order. */
  bids: z.array(line),
  reserveDigest: z.string().nullable(),
  reserve: decimal.nullable(),
  reserveSalt: z.string().nullable(),
  winner: z.number().int().nullable(),
  price: decimal.nullable(),
  faults: z.array(z.string()),
});
export type AuctionRecord = z.output<typeof auctionRecord>;

const one = z.object({ id: z.uuid() });
export const listPublicAuctions = route({
  method: 'GET',
  path: '/market/auctions',
  summary: 'auctions:routes.list',
  access: 'public',
  query: z.strictObject({ ...pageQuery, count: z.literal('yes').optional(), listing: z.uuid().optional() }),
  response: pageOf(publicAuction),
});
export const getPublicAuction = route({
  method: 'GET',
  path: '/market/auctions/:id',
  summary: 'auctions:routes.one',
  access: 'public',
  params: one,
  response: auctionLive,
});
export const getAuctionRecord = route({
  method: 'GET',
  path: '/market/auctions/:id/record',
  summary: 'auctions:routes.record',
  access: 'public',
  params: one,
  response: auctionRecord,
});
