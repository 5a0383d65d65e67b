// What of plans waits for somebody: tasks, milestones, orders, reports and cases of the plan at work, allocations, drafts of the next plan, what was put off.
import { type Selectable, sql } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import type { Condition, WaitOf } from '../../records/server/index.ts';
import type { life as allocationLife } from '../allocation.ts';
import type { life as orderLife } from '../followUpOrder.ts';
import type { life as gapLife } from '../gap.ts';
import type { life as milestoneLife } from '../milestone.ts';
import type { life as draftLife } from '../planDraft.ts';
import type { life as taskLife } from '../planTask.ts';
import type { life as caseLife } from '../typicalCase.ts';
import type { life as reportLife } from '../workReport.ts';
import type { GapFollowUps } from './gap-tables.ts';
import type { PlanTables } from './tables.ts';

type Row<T extends keyof PlanTables> = Selectable<PlanTables[T]>;

/** Who works for the city on all; a district's officer on what is its own. */
const inRegion = (actor: Actor): Condition => (hasRole(actor, 'bureauOfficer') ? null : sql<boolean>`region = ${actor.region}`);

export const taskWaits: readonly WaitOf<Row<'plan_tasks'>, typeof taskLife>[] = [
  { states: ['closing'], for: 'closeOff', words: 'planTasks:waits.closeOff', since: (row) => row.closing_on },
];

export const milestoneWaits: readonly WaitOf<Row<'milestones'>, typeof milestoneLife>[] = [
  {
    states: ['planned', 'sentBack'],
    for: 'reportDone',
    words: 'milestones:waits.reportDone',
    due: (row) => row.due_on,
    mine: inRegion,
    // Of a district's milestone the district reports, though the bureau may for a department that shares it.
    whose: (actor, row) => row.region === null || !hasRole(actor, 'bureauOfficer'),
  },
  { states: ['reported'], for: 'accept', words: 'milestones:waits.accept' },
];

export const orderWaits: readonly WaitOf<Row<'follow_up_orders'>, typeof orderLife>[] = [
  {
    states: ['issued', 'returned'],
    for: 'answer',
    words: 'orders:waits.answer',
    since: (row) => row.issued_on,
    due: (row) => row.due_on,
    mine: inRegion,
  },
  { states: ['answered'], for: 'accept', words: 'orders:waits.accept' },
  { states: ['accepted'], for: 'closeOff', words: 'orders:waits.closeOff' },
];

export const reportWaits: readonly WaitOf<Row<'work_reports'>, typeof reportLife>[] = [
  { states: ['draft', 'returned'], for: 'send', words: 'workReports:waits.send', mine: inRegion },
  {
    states: ['sent'],
    for: 'takeNote',
    words: 'workReports:waits.takeNote',
    since: (row) => row.sent_on,
    among: () => sql<boolean>`type <> 'proposal'`,
  },
  {
    states: ['sent', 'noted'],
    for: 'answer',
    words: 'workReports:waits.answer',
    since: (row) => row.sent_on,
    due: (row) => row.answer_due_on,
    among: () => sql<boolean>`type = 'proposal'`,
  },
];

export const caseWaits: readonly WaitOf<Row<'typical_cases'>, typeof caseLife>[] = [
  { states: ['draft'], for: 'submit', words: 'cases:waits.submit' },
  { states: ['checking'], for: 'publish', words: 'cases:waits.publish' },
];

const another = {
  mine: (actor: Actor): Condition => sql<boolean>`drafted_by is distinct from ${actor.account}::uuid`,
  whose: (actor: Actor, row: { drafted_by: string | null }): boolean => row.drafted_by !== actor.account,
};
const drafter = {
  mine: (actor: Actor): Condition => sql<boolean>`drafted_by = ${actor.account}::uuid`,
  whose: (actor: Actor, row: { drafted_by: string | null }): boolean => row.drafted_by === actor.account,
};

export const allocationWaits: readonly WaitOf<Row<'allocations'>, typeof allocationLife>[] = [
  { states: ['draft'], for: 'submit', words: 'allocations:waits.submit', ...drafter },
  { states: ['submitted'], for: 'decide', words: 'allocations:waits.decide', ...another },
];

export const draftWaits: readonly WaitOf<Row<'plan_drafts'>, typeof draftLife>[] = [
  { states: ['draft'], for: 'propose', words: 'planDrafts:waits.propose', ...drafter },
  { states: ['proposed'], for: 'adopt', words: 'planDrafts:waits.adopt', ...another },
];

/** What was put off to a day comes back on it: to the district's officers, or to whoever put it off. */
export const followUpWaits: readonly WaitOf<Selectable<GapFollowUps>, typeof gapLife>[] = [
  {
    states: ['later'],
    for: 'change',
    words: 'gaps:waits.change',
    since: (row) => row.changed_on,
    due: (row) => row.until,
    among: () => sql<boolean>`until is not null`,
    mine: (actor) => (hasRole(actor, 'bureauOfficer') ? sql<boolean>`account = ${actor.account}::uuid` : null),
    whose: (actor, row) => !hasRole(actor, 'bureauOfficer') || row.account === actor.account,
  },
];
