// The tables that this module writes.
import type { ColumnType } from 'kysely';
import type { RecordColumns } from '../../records/server/index.ts';
import type { StateOf } from '../../records/lifecycle.ts';
import type { Affiliation, Certificate, CertificateLevel, life } from '../technologyManager.ts';

/** `jsonb`: read as a value, written as one (the kernel makes the JSON). */
type Json<T> = ColumnType<T, T | undefined, T>;
export type TechnologyManagers = RecordColumns<StateOf<typeof life>> & {
  certificate_level: CertificateLevel;
  certificate_issued_on: string;
  certificate_valid_to: string | null;
  certificate_base: string | null;
  fields: Json<string[]>;
  certificates: Json<Certificate[]>;
  person: string;
  account: string | null;
  organization: string | null;
  confirmed_until: string | null;
  affiliations: Json<Affiliation[]>;
};
export type PeopleTables = {
  technology_managers: TechnologyManagers;
  /** Blind index of persons: erasing a person removes the keys. */
  person_keys: { key: ColumnType<string, string, never>; person: ColumnType<string, string, never> };
};
