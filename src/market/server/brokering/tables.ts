// Tables of technology managers at work on the market. Types only.
import type { ColumnType } from 'kysely';
import type { RecordColumns } from '../../../records/server/index.ts';
import type { StateOf } from '../../../records/lifecycle.ts';
import type { life as carriedLife, sights } from '../../carriedDeal.ts';
import type { DealSide } from '../../deal.ts';
import type { Dispute, life as shareLife, Share } from '../../dealShare.ts';
import type { declineReasons } from '../../declinedMatch.ts';
import type { Contact, life as engagementLife } from '../../engagement.ts';
import type { ListingSort, Side } from '../../listing.ts';
import type { life as proposalLife } from '../../proposal.ts';

/** `jsonb`: read as a value, written as one (the kernel makes the JSON). */
type Json<T> = ColumnType<T, T | undefined, T>;
export type Engagements = RecordColumns<StateOf<typeof engagementLife>> & {
  listing: string;
  title: string;
  side: Side;
  sort: ListingSort;
  organization: string | null;
  manager: string;
  account: string | null;
  proposed_by: 'owner' | 'manager';
  note: string | null;
  standing_on: string | null;
  ended_on: string | null;
  contacts: Json<Contact[]>;
  next_on: string | null;
  reason: string | null;
};
export type Proposals = RecordColumns<StateOf<typeof proposalLife>> & {
  engagement: string;
  listing: string;
  title: string;
  organization: string;
  manager: string;
  account: string | null;
  candidate: string;
  candidate_title: string;
  argument: string;
  deal: string | null;
  why: (typeof declineReasons)[number] | null;
  note: string | null;
  answered_on: string | null;
};
type Sees = (typeof sights)[number];
export type CarriedDeals = RecordColumns<StateOf<typeof carriedLife>> & {
  deal: string;
  title: string;
  owner: string;
  asker: string;
  asked_by: DealSide;
  manager: string;
  account: string | null;
  admitted_to: 'admitted' | 'carrying';
  owner_sees: Sees | null;
  asker_sees: Sees | null;
  notes: Json<{ text: string; at: string }[]>;
  ended_on: string | null;
  reason: string | null;
};
export type DealShares = RecordColumns<StateOf<typeof shareLife>> & {
  deal: string | null;
  title: string;
  provider: string;
  taker: string;
  amount: string;
  concluded_on: string;
  evidence: string | null;
  manager: string;
  account: string | null;
  shares: Json<Share[]>;
  managers: string[];
  accounts: string[];
  provider_on: string | null;
  taker_on: string | null;
  confirmed_to: 'stated' | 'confirmed';
  disputes: Json<Dispute[]>;
};
