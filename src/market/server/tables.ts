// Tables of the market. Types only.
import type { RecordColumns } from '../../records/server/index.ts';
import type { StateOf } from '../../records/lifecycle.ts';
import type { candidates, declineReasons, life as declinedLife } from '../declinedMatch.ts';
import type { life, ListingSort, outcomes, Side, Stated } from '../listing.ts';

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
  outcome: (typeof outcomes)[number] | null;
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
  declined_matches: DeclinedMatches;
  /** Demands and what fits them, of which their owners were told. */
  matches_told: { demand: string; candidate: string; told_on: string };
  /** Days whose digest somebody makes. */
  match_digests: { day: string };
};
