// The tables that this module writes.
import type { ColumnType } from 'kysely';
import type { RecordColumns } from '../../records/server/index.ts';
import type { StateOf } from '../../records/lifecycle.ts';
import type { Defect, life, SpotCheck, Statement } from '../contract.ts';
import type { life as yearLife, Proposal, Revision, Tick } from '../contractYear.ts';
import type { PaymentMode } from '../reading.ts';
import type { life as registryLife, Registrar } from '../registry.ts';
import type { Party, Terms } from '../terms.ts';

/** `jsonb`: read as a value, written as one (the kernel makes the JSON). */
type Json<T> = ColumnType<T, T | undefined, T>;
export type Contracts = RecordColumns<StateOf<typeof life>> & {
  title: string;
  type: Terms['type'];
  subtype: Terms['subtype'];
  parties: Json<Party[]>;
  seller: string;
  region: string | null;
  organizations: Json<string[]>;
  signed_on: string | null;
  valid_from: string | null;
  valid_to: string | null;
  amount: string | null;
  technology_amount: string | null;
  costs: Json<Terms['costs']>;
  payment_mode: PaymentMode | null;
  schedule: Json<Terms['schedule']>;
  royalty: Json<Terms['royalty']>;
  items: Json<Terms['items']>;
  technology_field: Terms['technologyField'];
  objective: Terms['objective'];
  plan_source: Terms['planSource'];
  industry: string | null;
  crossing: Terms['crossing'];
  related_party: boolean | null;
  disclosure: Terms['disclosure'];
  no_secrets: boolean;
  text_digest: string | null;
  /** Given by the kernel. */
  own_number: ColumnType<string | null, null | undefined, never>;
  registration_number: string | null;
  submitted_on: string | null;
  sent_back_on: string | null;
  accepted_on: string | null;
  decided_on: string | null;
  registered_on: string | null;
  defects: Json<Defect[]>;
  ground: string | null;
  reason: string | null;
  second_review: boolean;
  large: boolean;
  reviewed_by: string | null;
  /** Whom that account stood in for. */
  reviewed_for: string | null;
  statements: Json<Statement[]>;
  registry: string | null;
  spot_check: Json<SpotCheck | null>;
};
export type Registries = RecordColumns<StateOf<typeof registryLife>> & {
  name: string;
  code: string;
  organization: string | null;
  owners: Json<string[]>;
  territory: Json<string[]>;
  entrusted_by: string | null;
  valid_from: string | null;
  valid_to: string | null;
  registrars: Json<Registrar[]>;
  reason: string | null;
  handed_to: string | null;
};
export type ContractYears = RecordColumns<StateOf<typeof yearLife>> & {
  year: number;
  ticks: Json<Tick[]>;
  proposed_by: string | null;
  proposed_for: string | null;
  proposed_on: string | null;
  closed_by: string | null;
  closed_for: string | null;
  closed_on: string | null;
  closed_at: Date | null;
  reason: string | null;
  proposal: Json<Proposal | null>;
  revisions: Json<Revision[]>;
};
export type ContractTables = {
  contracts: Contracts;
  registries: Registries;
  registry_draws: { registry: string; month: string; batch: number; seed: string; numbers: string; drawn: string; at: Date };
  contract_years: ContractYears;
  contract_suspects: { contract: string; verdict: string; rules: string };
  contract_texts: { digest: string; body: string; at: Date };
};
