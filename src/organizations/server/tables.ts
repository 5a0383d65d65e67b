// The tables that this module writes.
import type { ColumnType } from 'kysely';
import type { RecordColumns } from '../../records/server/index.ts';
import type { ActionOf, StateOf } from '../../records/lifecycle.ts';
import type { life, Seat, Source } from '../organization.ts';

/** `jsonb`: read as a value, written as one (the kernel makes the JSON). */
type Json<T> = ColumnType<T, T | undefined, T>;
export type Organizations = RecordColumns<StateOf<typeof life>> & {
  credit_code: string | null;
  credit_code_override: Json<{ reason: string; document: string } | null>;
  name: string;
  former_names: Json<string[]>;
  aliases: Json<string[]>;
  seats: Json<Seat[]>;
  region: string | null;
  division_code: string | null;
  industry: string | null;
  st_class: string | null;
  size: string | null;
  kind: string | null;
  source: Json<Source | null>;
  merged_into: string | null;
  merged_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  name_keys: ColumnType<string[], string[] | undefined, string[]>;
  search: ColumnType<string, string | undefined, string>;
};
export type OrganizationTables = { organizations: Organizations };
export type OrganizationAction = ActionOf<typeof life>;
