// The table of deals. Types only.
import type { ColumnType } from 'kysely';
import type { RecordColumns } from '../../../records/server/index.ts';
import type { StateOf } from '../../../records/lifecycle.ts';
import type { life, Message, Milestone } from '../../deal.ts';
import type { Notice } from '../../dealNotice.ts';
import type { Offer } from '../../dealOffer.ts';
import type { ListingSort, Side } from '../../listing.ts';
import type { Acceptance } from '../../nda.ts';

/** `jsonb`: read as a value, written as one (the kernel makes the JSON). */
type Json<T> = ColumnType<T, T | undefined, T>;
export type Deals = RecordColumns<StateOf<typeof life>> & {
  listing: string;
  title: string;
  side: Side;
  sort: ListingSort;
  owner: string | null;
  asker: string;
  anonymous: boolean;
  message: string;
  due_on: string | null;
  answered_on: string | null;
  ndas: Json<Acceptance[]>;
  messages: Json<Message[]>;
  offers: Json<Offer[]>;
  milestones: Json<Milestone[]>;
  notice: Json<Notice | null>;
  contract: string | null;
  /** What made the price, where it was not agreed. */
  auction: string | null;
  amount: string | null;
  registered_on: string | null;
  reason: string | null;
};
