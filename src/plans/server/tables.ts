// The tables that this module writes: the plan at work, allocations of its targets, drafts of the next plan.
import type { ColumnType } from 'kysely';
import type { StateOf } from '../../records/lifecycle.ts';
import type { RecordColumns } from '../../records/server/index.ts';
import type { Answered, DaysKind, life as orderLife } from '../followUpOrder.ts';
import type { Bilingual, Evidence, life as milestoneLife, Move } from '../milestone.ts';
import type { Part } from '../allocation.ts';
import type { DraftTarget } from '../planDraft.ts';
import type { life as taskLife } from '../planTask.ts';
import type { life as caseLife } from '../typicalCase.ts';
import type { life as reportLife, ReportType } from '../workReport.ts';

/** `jsonb`: read as a value, written as one (the kernel makes the JSON). */
type Json<T> = ColumnType<T, T | undefined, T>;

export type PlanTasks = RecordColumns<StateOf<typeof taskLife>> & {
  plan: string;
  task: number;
  owner: string | null;
  owner_source: string | null;
  co_operating: Json<string[]>;
  regions: Json<string[]>;
  closing_by: string | null;
  hands_for: string | null;
  closing_on: string | null;
  closing_reason: string | null;
  closed_on: string | null;
};
export type Milestones = RecordColumns<StateOf<typeof milestoneLife>> & {
  plan_task: string;
  what: Json<Bilingual>;
  start_on: string | null;
  due_on: string;
  moves: Json<Move[]>;
  department: string | null;
  region: string | null;
  evidence: Json<(Evidence & { note: string | null }) | null>;
  reported_by: string | null;
  hands_for: string | null;
  done_on: string | null;
  accepted_on: string | null;
  returned_for: string | null;
};
export type FollowUpOrders = RecordColumns<StateOf<typeof orderLife>> & {
  /** Given by the kernel. */
  number: ColumnType<string | null, null | undefined, never>;
  plan: string;
  task: number | null;
  target: string | null;
  region: string | null;
  department: string | null;
  title: string;
  asked: string;
  issued_on: string;
  days: number | null;
  days_kind: DaysKind | null;
  due_on: string;
  escalated_on: string | null;
  answers: Json<Answered[]>;
  answered_by: string | null;
  hands_for: string | null;
  conclusion: string | null;
};
export type WorkReports = RecordColumns<StateOf<typeof reportLife>> & {
  region: string;
  type: ReportType;
  period: string;
  title: string;
  body: string;
  plan: string | null;
  task: number | null;
  organizations: Json<string[]>;
  sent_on: string | null;
  answer_due_on: string | null;
  answer: string | null;
  answered_on: string | null;
  returned_for: string | null;
};
export type TypicalCases = RecordColumns<StateOf<typeof caseLife>> & {
  report: string;
  region: string;
  title: Json<Bilingual>;
  summary: Json<Bilingual>;
  body: Json<Bilingual>;
  written_by: string | null;
  hands_for: string | null;
  returned_for: string | null;
  published_on: string | null;
};
/** The same, which a new row must give. */
type Given<T> = ColumnType<T, T, T>;
type Words = { zh: string; en: string };
export type Allocations = RecordColumns<'draft' | 'submitted' | 'decided' | 'withdrawn'> & {
  plan: string;
  target: string;
  year: number;
  total: string | null;
  parts: Given<Part[]>;
  reason: string | null;
  document_number: string | null;
  holds_from: string;
  replaces: string | null;
  drafted_by: string | null;
  hands_for: string | null;
  decided_by: string | null;
  decided_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
};
export type PlanDrafts = RecordColumns<'draft' | 'proposed' | 'adopted' | 'withdrawn'> & {
  code: string;
  name: Given<Words>;
  summary: Given<Words>;
  from_day: string;
  to_day: string;
  predecessor: string;
  closing_as_of: string;
  closing_known_at: ColumnType<Date, Date, Date>;
  targets: Given<DraftTarget[]>;
  document_number: string | null;
  drafted_by: string | null;
  hands_for: string | null;
  adopted_by: string | null;
  adopted_on: string | null;
};
export type PlanTables = {
  plan_tasks: PlanTasks;
  milestones: Milestones;
  follow_up_orders: FollowUpOrders;
  work_reports: WorkReports;
  typical_cases: TypicalCases;
  allocations: Allocations;
  plan_drafts: PlanDrafts;
};
