// A milestone of a task (里程碑): what is to be done by when and by whom, the evidence that it is done, its acceptance. Fields, life, refusals. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import { departmentCode, officers, planCode, reasonOf, regionId } from './planTask.ts';

/** Kinds whose records may be evidence: those that every visitor may read, so that a link tells nobody more than he may know. */
export const evidenceKinds = ['recognition', 'reportedFigure', 'release', 'organization'] as const;
const link = z.strictObject({ kind: z.enum(evidenceKinds), id: z.uuid() });

/** What shows that something is done. Files stand with the record itself, by whoever keeps files. */
export const Evidence = z.strictObject({
  documentNumber: line(100).nullable().default(null).meta({ title: 'milestones:documentNumber' }),
  records: z.array(link).max(20).default([]).meta({ title: 'milestones:records' }),
});
export type Evidence = z.output<typeof Evidence>;
export const shownEvidence = z.object({
  documentNumber: z.string().nullable(),
  records: z.array(z.object({ kind: z.enum(evidenceKinds), id: z.string(), title: z.string() })),
});

/** Chinese, and English where somebody has written it. */
export const bilingual = (max: number, title: string) =>
  z
    .strictObject({ zh: z.string().trim().min(1).max(max), en: z.string().trim().min(1).max(max).nullable().default(null) })
    .meta({ title });
export type Bilingual = { zh: string; en: string | null };
export const bilingualShown = z.object({ zh: z.string(), en: z.string().nullable() });

const what = bilingual(200, 'milestones:what');
const startOn = day.nullable().meta({ title: 'milestones:startOn' });
const dueOn = day.meta({ title: 'milestones:dueOn' });
const department = departmentCode.nullable().meta({ title: 'milestones:department' });
const region = regionId.nullable().meta({ title: 'milestones:region' });
const reason = reasonOf('milestones:reason');
const note = z.string().trim().min(1).max(2000).nullable().meta({ title: 'milestones:note' });

export const MilestoneInput = z.strictObject({
  planTask: z.uuid().meta({ title: 'milestones:planTask' }),
  what,
  startOn: startOn.default(null),
  dueOn,
  /** Who answers for it: a department, a district, or both. */
  department: department.default(null),
  region: region.default(null),
});
export const MilestoneDone = Evidence.extend({
  doneOn: day.meta({ title: 'milestones:doneOn' }),
  note: note.default(null),
});

export const life = lifecycle('milestone', {
  states: ['planned', 'reported', 'sentBack', 'accepted', 'dropped'],
  parties: ['responsible', 'anotherOfficer'],
  actions: {
    create: { from: 'nothing', to: 'planned', by: 'bureauOfficer', input: MilestoneInput },
    edit: {
      from: ['planned', 'sentBack'],
      to: 'same',
      by: 'bureauOfficer',
      input: z.strictObject({
        what: what.optional(),
        startOn: startOn.optional(),
        department: department.optional(),
        region: region.optional(),
      }),
    },
    /** Its day changes only with a reason; the days before stay. */
    move: { from: ['planned', 'sentBack'], to: 'same', by: 'bureauOfficer', input: z.strictObject({ dueOn, reason }) },
    reportDone: { from: ['planned', 'sentBack'], to: 'reported', by: 'responsible', input: MilestoneDone },
    accept: { from: 'reported', to: 'accepted', by: 'anotherOfficer' },
    sendBack: { from: ['reported', 'accepted'], to: 'sentBack', by: 'bureauOfficer', input: z.strictObject({ reason }) },
    drop: { from: ['planned', 'sentBack'], to: 'dropped', by: 'bureauOfficer', input: z.strictObject({ reason }) },
    restore: { from: 'dropped', to: 'planned', by: 'bureauOfficer', input: z.strictObject({ reason }) },
  },
});

const move = z.object({ dueOn: z.string(), movedOn: z.string(), reason: z.string() });
export type Move = z.infer<typeof move>;

export const fields = z.object({
  planTask: z.string(),
  plan: z.string(),
  task: z.number().int(),
  taskTitle: z.string(),
  what: bilingualShown,
  startOn: z.string().nullable(),
  dueOn: z.string(),
  moves: z.array(move),
  department: z.string().nullable(),
  departmentName: z.string().nullable(),
  region: z.string().nullable(),
  overdue: z.boolean(),
  evidence: shownEvidence.nullable(),
  note: z.string().nullable(),
  doneOn: z.string().nullable(),
  acceptedOn: z.string().nullable(),
  returnedFor: z.string().nullable(),
});

export const milestoneRecords = recordKind({
  life,
  path: '/milestones',
  fields,
  filters: {
    plan: planCode.optional(),
    task: z.coerce.number().int().min(1).max(99).optional(),
    region: z.string().max(40).optional(),
    department: z.string().max(60).optional(),
    state: z.enum(life.states).optional(),
    overdue: z.enum(['yes', 'no']).optional(),
    /** Due on this day or before, and nobody has reported it done. */
    dueBy: day.optional(),
    q: z.string().trim().min(1).max(50).optional(),
  },
  readers: officers,
});

export const nobodyResponsible = refusal('milestone.nobodyResponsible', 422, 'milestones:refusals.nobodyResponsible');
export const noEvidence = refusal('milestone.noEvidence', 422, 'milestones:refusals.noEvidence');
