// The tables that this module writes.
import type { ColumnType } from 'kysely';
import type { z } from 'zod';
import type { Confidential } from '../../platform/shared/confidential.ts';
import type { RecordColumns } from '../../records/server/index.ts';
import type { Answers, Given, Values } from '../../forms/answers.ts';
import type { Carried } from '../carried.ts';
import type { Fact } from '../fact.ts';
import type { FrozenFigure, Stage } from '../release.ts';
import type { Round } from '../asking.ts';
import type { SealedCopy } from '../sealedCopy.ts';
import type { Query } from '../asking.ts';
import type { Amendment, ChaseCall, ReturnState, Superseded } from '../statisticalReturn.ts';
import type { Correction, qualifiers, source } from '../reportedFigure.ts';

/** `jsonb`: read as a value, written as one (the kernel makes the JSON). */
type Json<T> = ColumnType<T, T | undefined, T>;
export type ReportedFigures = RecordColumns<'waiting' | 'sentBack' | 'reported' | 'correcting' | 'voided'> & {
  series: string;
  region: string;
  scope: string | null;
  period: string | null;
  value: string;
  approximate: boolean;
  qualifier: (typeof qualifiers)[number] | null;
  basis: Json<{ zh: string; en: string } | null>;
  source: Json<z.output<typeof source> | null>;
  stated_on: string | null;
  reported_by: string | null;
  /** Whom that account stood in for. */
  hands_for: string | null;
  confirmed_by: string | null;
  confirmed_on: string | null;
  document_number: string | null;
  correction: Json<Correction | null>;
  returned: string | null;
};
export type Releases = RecordColumns<'published'> & {
  /** Given by the kernel. */
  number: ColumnType<string | null, null | undefined, never>;
  title: string;
  as_of: string;
  known_at: ColumnType<Date, Date, never>;
  pack_digest: string;
  pack_version: string;
  anchor: number | null;
  figures: Json<FrozenFigure[]>;
  /** Null of releases from before stages were told. */
  stage: Stage | null;
  publication: string | null;
  period: string | null;
  reason: string | null;
};
export type AboveScaleListings = RecordColumns<'listed' | 'delisted' | 'voided'> & {
  organization: string | null;
  name: string;
  credit_code: string | null;
  region: string | null;
  industry: string | null;
  listed_on: string;
  delisted_on: string | null;
  document: string | null;
};
export type YearlyRevenues = RecordColumns<'stated' | 'voided'> & {
  organization: string;
  year: number;
  revenue: Confidential<string>;
  document: string | null;
};
export type StatisticalReturns = RecordColumns<ReturnState> & {
  form: string;
  form_version: number;
  period: string;
  period_to: string;
  organization: string;
  region: string | null;
  class: string | null;
  size: string | null;
  due_on: string;
  answers: Json<Confidential<Answers> | null>;
  explanations: Json<Record<string, string>>;
  filled: Json<Confidential<Record<string, Fact>>>;
  queries: Json<Query[]>;
  reason: string | null;
  proposed: Json<Confidential<Amendment> | null>;
  /** State in which the amendment that waits was asked for. */
  amended_from: string | null;
  superseded: Json<Confidential<Superseded[]>>;
  calls: Json<ChaseCall[]>;
  submitted_on: string | null;
  accepted_on: string | null;
  edition: ColumnType<number, number | undefined, number>;
  sealed: Json<SealedCopy | null>;
  /** Plain: its owner gave it for another purpose. */
  carried: Json<Carried[]>;
  rounds: Json<Confidential<Round[]>>;
  sent_back: ColumnType<number, number | undefined, number>;
};
/** A scan that was read and waits for the action that takes it. */
export type SealedScans = { upload: string; return: string; code: string | null };
/** Columns of returns that are closed in every row (`Confidential`), and of a year's revenue. */
export const confidentialOfReturns = ['answers', 'filled', 'proposed', 'superseded', 'rounds'] as const;
export const confidentialOfRevenues = ['revenue'] as const;
/** Typed and kept beside the record until it is handed in. */
export type ReturnDrafts = {
  return: string;
  revision: number;
  given: ColumnType<Given, string, string>;
  explanations: ColumnType<Record<string, string>, string, string>;
  saved_by: string | null;
  saved_at: ColumnType<Date, Date, Date>;
};
export type StatisticsTables = {
  reported_figures: ReportedFigures;
  releases: Releases;
  above_scale_listings: AboveScaleListings;
  yearly_revenues: YearlyRevenues;
  statistical_returns: StatisticalReturns;
  return_drafts: ReturnDrafts;
  sealed_scans: SealedScans;
};

/** `jsonb` of a table that is no record's: written as text. */
type Asked<T> = ColumnType<T, string | null | undefined, string | null>;
type Said = 'yes' | 'no' | null;
export type Tenancies = RecordColumns<'in' | 'graduated' | 'left' | 'voided'> & {
  incubator: string;
  tenant: string | null;
  name: string;
  credit_code: string | null;
  joined_on: string;
  left_on: string | null;
  area: string | null;
  high_tech_from: string | null;
  high_tech_to: string | null;
  tech_sme_from: string | null;
  tech_sme_to: string | null;
  returnees: Said;
  students: Said;
};
export type TenantAsks = {
  id: string;
  incubator: string;
  tenancy: string;
  year: number;
  asked_at: ColumnType<Date, Date, never>;
  asked_by: string;
  language: 'zh-CN' | 'en';
  until: string;
  closed_at: Date | null;
  /** Counts what was kept. */
  revision: number;
  /** Cells as typed. */
  draft: Asked<Record<string, string> | null>;
  kept_at: Date | null;
  /** As handed in, in base units. */
  answers: Asked<Values | null>;
  explanation: string | null;
  answered_at: Date | null;
  answered_by: string | null;
  mail_next: Date | null;
  mail_tries: number;
  mailed_at: Date | null;
  mail_failed: string | null;
};
export type TenantLinks = { digest: Buffer; ask: string; made_at: ColumnType<Date, Date, never> };
/** Of tenants: opened beside the others (tenants.ts). */
export type TenantTables = { tenancies: Tenancies; tenant_asks: TenantAsks; tenant_links: TenantLinks };
