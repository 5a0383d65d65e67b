// The tables that this module writes.
import type { ColumnType } from 'kysely';
import type { RecordColumns } from '../../records/server/index.ts';
import type { StateOf } from '../../records/lifecycle.ts';
import type { Actor } from '../../platform/shared/actor.ts';
import type { Said } from '../../records/import.ts';
import type { readingStates, Side } from '../officialRoutes.ts';
import type { Compared, Outcome, Way } from '../reconcile.ts';
import type { Cause, life as listLife, Listed, offices } from '../certifiedList.ts';
import type { Defect, life, SpotCheck, Statement } from '../contract.ts';
import type { life as namingLife } from '../managerNaming.ts';
import type { life as requestLife, requestUses } from '../registrationRequest.ts';
import type { life as yearLife, Proposal, Revision, Tick } from '../contractYear.ts';
import type { Objection } from '../objections.ts';
import type { ExpertReview } from '../opinions.ts';
import type { PaymentMode } from '../reading.ts';
import type { Confirmation, Receipt } from '../receipts.ts';
import type { life as registryLife, Registrar } from '../registry.ts';
import type { TaxClaim } from '../taxClaims.ts';
import type { Party, Terms } from '../terms.ts';
import type { life as relationLife, relationKinds } from '../relation.ts';
import type { life as noteLife } from '../signalNote.ts';
import type { Signal, SignalKey } from '../signals.ts';

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
  objections: Json<Objection[]>;
  expert_reviews: Json<ExpertReview[]>;
  receipts: Json<Receipt[]>;
  confirmations: Json<Confirmation[]>;
  reminded_on: string | null;
  tax_claims: Json<TaxClaim[]>;
  taxpayer: Terms['taxpayer'];
  benefits: Json<Terms['benefits']>;
  new_input: string | null;
  new_output: string | null;
  trainees: number | null;
  main_contract: string | null;
  intermediary_fee: string | null;
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
export type CertifiedLists = RecordColumns<StateOf<typeof listLife>> & {
  /** Given by the kernel. */
  number: ColumnType<string | null, null | undefined, never>;
  purpose: string;
  office: (typeof offices)[number];
  organization: string | null;
  registry: string | null;
  made_by: string | null;
  made_on: string;
  items: Json<Listed[]>;
  contracts: Json<string[]>;
  amount: string;
  technology_amount: string;
  code: string;
  invalid_on: string | null;
  invalid_because: Cause | null;
  invalid_number: string | null;
  reason: string | null;
};
export type RegistrationRequests = RecordColumns<StateOf<typeof requestLife>> & {
  buyer: string;
  seller: string;
  title: string;
  signed_on: string | null;
  amount: string | null;
  use: (typeof requestUses)[number];
  note: string | null;
  needed_on: string;
  contract: string | null;
  answered_on: string | null;
  reason: string | null;
};
export type ManagerNamings = RecordColumns<StateOf<typeof namingLife>> & {
  contract: string;
  manager: string;
  organization: string;
  title: string;
  account: string | null;
  answered_on: string | null;
  reason: string | null;
};
export type OfficialReadings = {
  id: string;
  account: string;
  actor: ColumnType<Actor, string, string>;
  at: ColumnType<Date, undefined, never>;
  file_name: string;
  file_digest: string;
  export: string;
  period_from: string;
  period_to: string;
  stage: (typeof readingStates)[number];
  total: number;
  done: number;
  ignored: ColumnType<string[], string, never>;
};
export type OfficialRows = {
  reading: string;
  n: number;
  outcome: Outcome;
  way: Way | null;
  differs: ColumnType<Compared[], string, never>;
  contract: string | null;
  there: ColumnType<Side | null, string | null, never>;
  here: ColumnType<Side | null, string | null, never>;
  said: ColumnType<Said[], string, string>;
  step: 'note' | 'noted' | 'left' | null;
};
/** How two organizations hang together; `share` in per cent. */
type OrganizationRelationRows = RecordColumns<StateOf<typeof relationLife>> & {
  first: string;
  second: string;
  how: (typeof relationKinds)[number];
  share: string | null;
  since: string | null;
  until: string | null;
  evidence: string;
};
/** What of a signal a registrar noted; the signals themselves follow from the contracts (signals/kept.ts). */
export type SignalNotes = RecordColumns<StateOf<typeof noteLife>> & {
  contract: string;
  key: SignalKey;
  records: Json<string[]>;
  reason: string;
  noted_by: string;
  noted_on: string;
};
/** Signals as they were last reckoned; `signals` and `others` are written as JSON and as an array. */
type ContractSignals = {
  contract: string;
  version: number;
  weight: number;
  signals: ColumnType<Signal[], string, string>;
  others: string[];
  at: Date;
};
/** One row: who reckons, and how far it has come. */
type SignalWatch = {
  one: boolean;
  holder: string | null;
  until: Date | null;
  through: number | null;
  rules: string | null;
  phase: 'none' | 'reading' | 'reckoning' | 'following';
  done: number;
  total: number;
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
  registration_requests: RegistrationRequests;
  organization_relations: OrganizationRelationRows;
  manager_namings: ManagerNamings;
  signal_notes: SignalNotes;
  contract_signals: ContractSignals;
  signal_watch: SignalWatch;
  contracts: Contracts;
  certified_lists: CertifiedLists;
  registries: Registries;
  registry_draws: { registry: string; month: string; batch: number; seed: string; numbers: string; drawn: string; at: Date };
  official_readings: OfficialReadings;
  official_rows: OfficialRows;
  contract_years: ContractYears;
  contract_suspects: { contract: string; verdict: string; rules: string };
  contract_texts: { digest: string; body: string; at: Date };
  contract_work: { contract: string; account: string; seconds: number; at: Date };
};
