// Tables of the ledger. Entries are written by `act` alone, through `write` below the front door.
import type { ColumnType, Generated } from 'kysely';

type Kept<T> = ColumnType<T, T, never>;
export type Codes = { id: Generated<number>; domain: Kept<Domain>; code: Kept<string> };
export type Domain = 'measure' | 'region' | 'kind' | 'level';
export type Entries = {
  event: Kept<string>;
  position: Kept<number>;
  record: Kept<string>;
  measure: Kept<number>;
  amount: Kept<string>;
  effective_on: Kept<string>;
  recorded_at: ColumnType<Date, Date, never>;
  region: Kept<number>;
  kind: Kept<number>;
  level: Kept<number>;
  organization: Kept<string | null>;
  dimensions: ColumnType<Record<string, string>, string, never>;
};
export type LedgerTables = { codes: Codes; entries: Entries };
