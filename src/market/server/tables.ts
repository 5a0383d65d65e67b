// Tables of the market. Types only.
import type { ColumnType, Generated } from 'kysely';
import type { RecordColumns } from '../../records/server/index.ts';
import type { StateOf } from '../../records/lifecycle.ts';
import type { life, ListingSort, outcomes, Side, Stated } from '../listing.ts';
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
  outcome: (typeof outcomes)[number] | null;
  reason: string | null;
};
export type MarketTables = { listings: Listings };
