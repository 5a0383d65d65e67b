// The tables of auctions. Types only.
import type { RecordColumns } from '../../../records/server/index.ts';
import type { StateOf } from '../../../records/lifecycle.ts';
import type { ColumnType } from 'kysely';
import type { HeldBid, life, ways } from '../../auction.ts';
import type { bidderLife } from '../../auctionBidder.ts';

export type Auctions = RecordColumns<StateOf<typeof life>> & {
  listing: string;
  title: string;
  owner: string;
  region: string | null;
  way: (typeof ways)[number];
  operator: string | null;
  cooperation: string;
  start_price: string | null;
  step: string | null;
  reserve_digest: string | null;
  reserve: string | null;
  reserve_salt: string | null;
  opens_at: Date | null;
  closes_at: Date | null;
  extend_minutes: number | null;
  round: number;
  exchange: string | null;
  listed_on: string | null;
  exchange_number: string | null;
  bids_held: number | null;
  bids: ColumnType<HeldBid[], HeldBid[] | undefined, HeldBid[]>;
  price: string | null;
  buyer: string | null;
  ended_on: string | null;
  reason: string | null;
};
export type AuctionBidders = RecordColumns<StateOf<typeof bidderLife>> & {
  auction: string;
  /** The lot's, as it was applied for. */
  title: string;
  organization: string;
  paddle: number | null;
  admitted_on: string | null;
  reason: string | null;
  bid_number: number | null;
  bid_round: number | null;
  amount: string | null;
  bid_at: Date | null;
};
export type AuctionStandings = {
  auction: string;
  round: number;
  bids: number;
  price: string | null;
  leader: string | null;
  paddles: number;
  closes_at: Date;
  ended: boolean;
};
export type AuctionBids = {
  auction: string;
  number: number;
  round: number;
  bidder: string;
  paddle: number;
  amount: string;
  at: Date;
};
export type AuctionReserves = { digest: string; reserve: string; salt: string };
