// Tables of the market. Types only.
import type { ColumnType, Generated } from 'kysely';
import type { RecordColumns } from '../../records/server/index.ts';
import type { StateOf } from '../../records/lifecycle.ts';
import type { candidates, declineReasons, life as declinedLife } from '../declinedMatch.ts';
import type { CarriedDeals, DealShares, Engagements, Proposals } from './brokering/tables.ts';
import type { AuctionBidders, AuctionBids, AuctionReserves, Auctions, AuctionStandings } from './auctions/tables.ts';
import type { Deals } from './deals/tables.ts';
import type { EventMeetingsTable, EventRegistrationsTable, MatchEventsTable } from './events/tables.ts';
import type { life, ListingSort, outcomes, Side, Stated } from '../listing.ts';
import type { fairLife, projectLife, Said } from '../fair.ts';
import type { life as venueLife, StatedVenue, VenueKind } from '../venue.ts';
import type { itemLife, ItemSort, life as visitLife, purposes } from '../visit.ts';
import type { WordGroupsTable } from './synonyms/tables.ts';
import type { Hidden } from '../openTexts.ts';
import type { IpItem, TransferConditions } from '../rights.ts';

export type Listings = RecordColumns<StateOf<typeof life>> & {
  side: Side;
  sort: ListingSort;
  organization: string;
  region: string | null;
  title: string;
  text: string;
  keywords: string[];
  field: Stated['field'];
  industry: string | null;
  cooperation: string[];
  maturity: number | null;
  demand_type: string | null;
  price: Stated['price'];
  price_low: string | null;
  price_high: string | null;
  deadline: string | null;
  acceptance: string | null;
  confidentiality: Stated['confidentiality'];
  anonymous: boolean;
  published_on: string | null;
  last_confirmed_on: string | null;
  hidden: ColumnType<Hidden[], Hidden[] | undefined, Hidden[]>;
  ip_items: ColumnType<IpItem[], IpItem[] | undefined, IpItem[]>;
  transfer: ColumnType<TransferConditions | null, TransferConditions | null | undefined, TransferConditions | null>;
  prints: Generated<number[]>;
  /** Where a review that it passes leads. */
  reviewed_to: 'published' | 'toConfirm';
  outcome: (typeof outcomes)[number] | null;
  reason: string | null;
  venue: string | null;
  /** The organization that runs it. */
  venue_operator: string | null;
  /** The technology manager who takes care of it, with which account, since when he has taken it on. */
  manager: string | null;
  manager_account: string | null;
  manager_since: string | null;
  /** Whose people entered it through their venue for its owner. */
  entered_by: string | null;
  /** When its owner, who has no account, was last asked whether it holds. */
  asked_on: ColumnType<string | null, string | null | undefined, string | null>;
};
export type ListingLinks = {
  digest: Buffer;
  listing: string;
  made_at: Date;
  made_by: string;
  until: string;
  ended_at: Date | null;
};
export type VenuesTable = RecordColumns<StateOf<typeof venueLife>> & {
  kind: VenueKind;
  name: string;
  organization: string;
  region: string | null;
  territory: string | null;
  fields: StatedVenue['fields'];
  staff: number | null;
  address: string;
  phone: string | null;
  opened_on: string | null;
  closed_on: string | null;
  reason: string | null;
};
export type Fairs = RecordColumns<StateOf<typeof fairLife>> & {
  name: string;
  from_on: string;
  to_on: string;
  place: string;
  organizer: string;
  venue: string | null;
  reason: string | null;
};
/** `jsonb`: read as a value, written as one (the kernel makes the JSON). */
type Json<T> = ColumnType<T, T | undefined, T>;
export type FairProjects = RecordColumns<StateOf<typeof projectLife>> & {
  fair: string;
  title: string;
  first: string;
  first_organization: string | null;
  second: string;
  second_organization: string | null;
  region: string | null;
  began_on: string;
  steps: Json<Said[]>;
  contract: string | null;
  said_on: string;
  lapsed_on: string | null;
  reason: string | null;
};
export type Visits = RecordColumns<StateOf<typeof visitLife>> & {
  organization: string;
  region: string | null;
  visited_on: string;
  purpose: (typeof purposes)[number];
  text: string;
  made_by: string;
  demands: Generated<string[]>;
  reason: string | null;
};
export type VisitItems = RecordColumns<StateOf<typeof itemLife>> & {
  visit: string;
  organization: string;
  region: string | null;
  sort: ItemSort;
  title: string;
  owner: string;
  due_on: string;
  outcome: string | null;
  settled_on: string | null;
  reason: string | null;
};
export type DeclinedMatches = RecordColumns<StateOf<typeof declinedLife>> & {
  listing: string;
  organization: string;
  kind: (typeof candidates)[number];
  candidate: string;
  candidate_title: string;
  why: (typeof declineReasons)[number];
  note: string | null;
};
export type MarketTables = {
  listings: Listings;
  listing_links: ListingLinks;
  venues: VenuesTable;
  fairs: Fairs;
  fair_projects: FairProjects;
  match_events: MatchEventsTable;
  event_registrations: EventRegistrationsTable;
  event_meetings: EventMeetingsTable;
  deals: Deals;
  visits: Visits;
  visit_items: VisitItems;
  auctions: Auctions;
  auction_bidders: AuctionBidders;
  auction_standings: AuctionStandings;
  auction_bids: AuctionBids;
  auction_reserves: AuctionReserves;
  declined_matches: DeclinedMatches;
  engagements: Engagements;
  proposals: Proposals;
  carried_deals: CarriedDeals;
  deal_shares: DealShares;
  word_groups: WordGroupsTable;
  /** Demands and what fits them, of which their owners were told. */
  matches_told: { demand: string; candidate: string; told_on: string };
  /** Days whose digest somebody makes. */
  match_digests: { day: string };
};
