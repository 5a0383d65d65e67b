// A plan as it is read: its targets with their figures at a day, its tasks with what feeds them. Shapes and routes; pure.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { decimal } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';
import { figure } from '../indicators/indicator.ts';
import { comparators } from './plan.ts';

const pace = z.object({ expected: z.string(), actual: z.string(), points: z.string() });
/** Where a figure is going: what it comes to on a day, the month in which the target is reached, or what is missing then. */
const forecast = z.object({
  on: day,
  projected: decimal,
  reachedIn: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .nullable(),
  short: decimal.nullable(),
});

export const targetProgress = z.object({
  code: z.string(),
  name: z.string(),
  indicator: z.string(),
  comparator: z.enum(comparators),
  value: decimal,
  tolerance: decimal.nullable(),
  kind: z.enum(['stock', 'flow']),
  /** 累计: whatever was ever given and not voided, a stock that no removal lowers. */
  cumulative: z.boolean(),
  everyYear: z.boolean(),
  partOf: z.string().nullable(),
  by: day,
  tasks: z.array(z.number().int()),
  /** Figure at the day asked, or at the target's own day if that is earlier, in the base unit; null is "no data". */
  current: decimal.nullable(),
  verdict: z.enum(['met', 'notMet', 'unknown']),
  pace: pace.nullable(),
  /** How much is still lacking; null when nothing is, without a figure, and for a year that the target does not speak of. */
  need: decimal.nullable(),
  /** Null where it cannot be told, and for a day to come. */
  forecast: forecast.nullable(),
  figure,
  /** Of a target of every year, the figure of each year up to the day asked; the last may still grow. */
  years: z.array(z.object({ year: z.number().int(), value: decimal.nullable() })),
  trend: z.array(z.object({ asOf: day, value: decimal.nullable() })),
  regions: z.array(z.object({ region: z.string(), name: z.string(), value: decimal.nullable() })),
});
export type TargetProgress = z.infer<typeof targetProgress>;

/** What feeds a task, with its figure where there is one and where it leads. */
export const fedBy = z.object({
  kind: z.enum(['target', 'register', 'series', 'page', 'planned']),
  label: z.string(),
  /** Code of the target, kinds of the register, code of the series, or the page's path. */
  codes: z.array(z.string()),
  line: z.string().nullable(),
});
export const taskState = z.enum(['met', 'onPace', 'behind', 'unknown']);
export const taskProgress = z.object({
  number: z.number().int(),
  group: z.string(),
  title: z.string(),
  summary: z.string(),
  owner: z.string().nullable(),
  feeds: z.array(fedBy),
  state: taskState,
  line: z.string().nullable(),
});
export const safeguardProgress = z.object({ code: z.string(), title: z.string(), summary: z.string(), feeds: z.array(fedBy) });

const planHead = z.object({
  code: z.string(),
  name: z.string(),
  from: day,
  to: day,
  status: z.enum(['running', 'closed']),
  version: z.string(),
  /** Day on which it was adopted here, and the plan that it follows; null for a plan of the pack. */
  adoptedOn: day.nullable(),
  predecessor: z.string().nullable(),
});
export const planProgress = planHead.extend({
  summary: z.string(),
  source: z.string(),
  corrections: z.array(z.object({ place: z.string(), note: z.string(), confidence: z.string() })),
  asOf: day,
  knownAt: instant,
  settled: z.boolean(),
  /** First day of the platform: before it `knownAt` has nothing to say. */
  firstDay: day,
  targets: z.array(targetProgress),
  tasks: z.array(taskProgress),
  safeguards: z.array(safeguardProgress),
});
export type PlanProgress = z.infer<typeof planProgress>;

export const listPlans = route({
  method: 'GET',
  path: '/plans',
  summary: 'plans:routes.list',
  access: 'public',
  response: z.object({ items: z.array(planHead) }),
});
export const getPlan = route({
  method: 'GET',
  path: '/plans/:code',
  summary: 'plans:routes.one',
  access: 'public',
  params: z.object({ code: z.string() }),
  query: z.strictObject({
    /** The earlier of today and the plan's end when absent. */
    asOf: day.optional(),
    knownAt: instant.optional(),
    functionalAreas: z.enum(['in', 'out']).optional(),
  }),
  response: planProgress,
});
