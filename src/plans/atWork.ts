// The plan at work as everybody may read it: how far each task is, and the milestones of one. Shapes and routes; pure. No names, no notes, no reasons.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { route } from '../platform/shared/route.ts';
import { bilingualShown, life as milestoneLife, shownEvidence } from './milestone.ts';
import { life as taskLife, planCode, progress } from './planTask.ts';

const taskAtWork = z.object({
  number: z.number().int(),
  title: z.string(),
  /** Null while nobody has opened it. */
  state: z.enum(taskLife.states).nullable(),
  owner: z.string().nullable(),
  ownerSource: z.string().nullable(),
  coOperating: z.array(z.string()),
  /** Reporting units by id. */
  regions: z.array(z.string()),
  closedOn: day.nullable(),
  progress,
});
export type TaskAtWork = z.infer<typeof taskAtWork>;

const publicMilestone = z.object({
  id: z.string(),
  what: bilingualShown,
  startOn: day.nullable(),
  dueOn: day,
  /** How often its day was moved. */
  moved: z.number().int(),
  department: z.string().nullable(),
  region: z.string().nullable(),
  state: z.enum(milestoneLife.states),
  overdue: z.boolean(),
  doneOn: day.nullable(),
  /** Once it is accepted. */
  evidence: shownEvidence.nullable(),
});
export type PublicMilestone = z.infer<typeof publicMilestone>;

export const getPlanAtWork = route({
  method: 'GET',
  path: '/plans/:code/tasks',
  summary: 'planTasks:routes.tasks',
  access: 'public',
  params: z.object({ code: planCode }),
  response: z.object({ today: day, from: day, to: day, items: z.array(taskAtWork) }),
});

export const getTaskAtWork = route({
  method: 'GET',
  path: '/plans/:code/tasks/:number',
  summary: 'planTasks:routes.task',
  access: 'public',
  params: z.object({ code: planCode, number: z.coerce.number().int().min(1).max(99) }),
  response: taskAtWork.extend({
    plan: z.string(),
    planName: z.string(),
    today: day,
    from: day,
    to: day,
    group: z.string(),
    summary: z.string(),
    milestones: z.array(publicMilestone),
  }),
});

/** Departments of the city that a task, a milestone or an order may name. */
export const listDepartments = route({
  method: 'GET',
  path: '/departments',
  summary: 'planTasks:routes.departments',
  access: 'public',
  response: z.object({ items: z.array(z.object({ code: z.string(), name: z.string() })) }),
});
