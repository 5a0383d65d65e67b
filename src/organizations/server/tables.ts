// The tables that this module writes.
import type { ColumnType, Selectable } from 'kysely';
import type { AccountTables } from '../../platform/server/accounts.ts';
import type { FileTables } from '../../platform/server/files.ts';
import type { RecordColumns } from '../../records/server/index.ts';
import type { ActionOf, StateOf } from '../../records/lifecycle.ts';
import type { life, Seat, Source } from '../organization.ts';
import type { Extent } from '../premises.ts';
import type { life as signUpLife, Purpose } from '../signUp.ts';

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
  ceased_on: ColumnType<string | null, string | null | undefined, string | null>;
  name_keys: ColumnType<string[], string[] | undefined, string[]>;
  search: ColumnType<string, string | undefined, string>;
};
export type OrganizationTables = { organizations: Organizations };
export type PremisesTables = {
  premises: RecordColumns<'inUse' | 'closed' | 'voided'> & {
    organization: string;
    name: string;
    address: string;
    address_key: string;
    region: string;
    opened_on: string;
    closed_on: string | null;
    extents: Json<Extent[]>;
    document: string | null;
  };
};

type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;
export type SignUps = RecordColumns<StateOf<typeof signUpLife>> & {
  number: Later<string>;
  purpose: Purpose;
  credit_code: string;
  organization: string | null;
  name: string;
  region: string | null;
  key_digest: string;
  letter: string | null;
  letter_file: string | null;
  letter_type: string | null;
  letter_size: number | null;
  letter_code: string;
  submitted_on: string;
  returned: Later<string>;
  sent_back_on: Later<string>;
  decided_on: Later<string>;
  account: Later<string>;
  take_until: Later<string>;
  taken_at: Later<Date>;
  replaced: Json<string[]>;
  erased: ColumnType<boolean, boolean | undefined, boolean>;
};
export type SignUpTables = OrganizationTables & {
  sign_ups: SignUps;
  sign_up_letters: { upload: string; digest: string; address: string; at: ColumnType<Date, Date | undefined, Date> };
};
/** What an application reads and has written for it: accounts by the platform's own functions. */
export type SignUpWorld = SignUpTables & AccountTables & FileTables;
export type SignUpRow = Selectable<SignUps>;
export type OrganizationAction = ActionOf<typeof life>;
