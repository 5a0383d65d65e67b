// A task of the plan as it is carried out (任务台账): owner, co-operating units, districts, closing off. Fields, life, refusals. Not the task's text (plan.ts).
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';

const words = (max: number) => z.string().trim().min(1).max(max);
export const reasonOf = (title: string) => words(500).meta({ title });
export const planCode = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/);
export const taskNumber = z.number().int().min(1).max(99);
export const departmentCode = z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,59}$/);
export const regionId = z
  .string()
  .regex(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/)
  .max(40);

const owner = departmentCode.nullable().meta({ title: 'planTasks:owner' });
const ownerSource = line(200).nullable().meta({ title: 'planTasks:ownerSource' });
const coOperating = z.array(departmentCode).max(20).meta({ title: 'planTasks:coOperating' });
const regions = z.array(regionId).max(40).meta({ title: 'planTasks:regions' });
const reason = reasonOf('planTasks:reason');

export const PlanTaskInput = z.strictObject({
  plan: planCode.meta({ title: 'planTasks:plan' }),
  task: taskNumber.meta({ title: 'planTasks:task' }),
  /** The pack's owner unless said; one that the pack does not name needs its source. */
  owner: owner.optional(),
  ownerSource: ownerSource.optional(),
  coOperating: coOperating.default([]),
  regions: regions.default([]),
});
export const PlanTaskAssignment = z.strictObject({
  owner: owner.optional(),
  ownerSource: ownerSource.optional(),
  coOperating: coOperating.optional(),
  regions: regions.optional(),
});

export const life = lifecycle('planTask', {
  states: ['open', 'inProgress', 'closing', 'closedOff'],
  parties: ['secondOfficer'],
  actions: {
    create: { from: 'nothing', to: 'open', by: 'bureauOfficer', input: PlanTaskInput },
    /** Who does it: owner with its source, co-operating units, districts. */
    assign: { from: ['open', 'inProgress'], to: 'same', by: 'bureauOfficer', input: PlanTaskAssignment },
    start: { from: 'open', to: 'inProgress', by: 'bureauOfficer' },
    /** Puts it forward for closing off (申请销号), once no milestone is open. */
    askClosing: { from: 'inProgress', to: 'closing', by: 'bureauOfficer', input: z.strictObject({ reason }) },
    /** Another officer than the one who asked checks it and closes it off (销号). */
    closeOff: { from: 'closing', to: 'closedOff', by: 'secondOfficer', input: z.strictObject({ reason }) },
    refuseClosing: { from: 'closing', to: 'inProgress', by: 'bureauOfficer', input: z.strictObject({ reason }) },
    reopen: { from: 'closedOff', to: 'inProgress', by: 'bureauOfficer', input: z.strictObject({ reason }) },
  },
});

/** How a task stands by its milestones. */
export const progress = z.object({
  /** Milestones that were not dropped, and how many of them are accepted, wait for acceptance, are past their day. */
  total: z.number().int(),
  accepted: z.number().int(),
  reported: z.number().int(),
  overdue: z.number().int(),
  /** The earliest day on which one of them is due that nobody has reported done. */
  nextDueOn: day.nullable(),
});
export type Progress = z.infer<typeof progress>;

export const fields = z.object({
  plan: z.string(),
  task: z.number().int(),
  title: z.string(),
  owner: z.string().nullable(),
  ownerName: z.string().nullable(),
  ownerSource: z.string().nullable(),
  coOperating: z.array(z.string()),
  regions: z.array(z.string()),
  closingOn: z.string().nullable(),
  closingReason: z.string().nullable(),
  closedOn: z.string().nullable(),
  progress,
});

/** Who reads the plan at work; rows are decided by each kind. */
export const officers = ['bureauOfficer', 'districtOfficer', 'auditAdmin'] as const;

export const planTaskRecords = recordKind({
  life,
  path: '/plan-tasks',
  fields,
  filters: {
    plan: planCode.optional(),
    task: z.coerce.number().int().min(1).max(99).optional(),
    state: z.enum(life.states).optional(),
  },
  readers: officers,
});

export const duplicate = refusal('planTask.duplicate', 409, 'planTasks:refusals.duplicate');
export const openMilestones = refusal('planTask.openMilestones', 409, 'planTasks:refusals.openMilestones');
export const taskClosed = refusal('planTask.closed', 409, 'planTasks:refusals.closed');

/** A milestone as far as progress needs it. */
export type Counted = { state: 'planned' | 'reported' | 'sentBack' | 'accepted' | 'dropped'; dueOn: string };

/** Whether a milestone is past its day with nobody having reported it done. On its day it is not yet. */
export const isOverdue = (of: Counted, today: string): boolean =>
  (of.state === 'planned' || of.state === 'sentBack') && of.dueOn < today;

/** Progress of a task from its milestones on a day. What was dropped does not count, neither for nor against it. */
export function progressOf(milestones: readonly Counted[], today: string): Progress {
  const counted = milestones.filter((one) => one.state !== 'dropped');
  const due = counted.filter((one) => one.state === 'planned' || one.state === 'sentBack').map((one) => one.dueOn);
  return {
    total: counted.length,
    accepted: counted.filter((one) => one.state === 'accepted').length,
    reported: counted.filter((one) => one.state === 'reported').length,
    overdue: counted.filter((one) => isOverdue(one, today)).length,
    nextDueOn: due.length === 0 ? null : due.reduce((a, b) => (a < b ? a : b)),
  };
}
