// Tables of technology managers at work on the market. Types only.
import type { ColumnType } from 'kysely';
import type { RecordColumns } from '../../../records/server/index.ts';
import type { StateOf } from '../../../records/lifecycle.ts';
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
