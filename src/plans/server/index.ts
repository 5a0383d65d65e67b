// Front door of plans: a plan of the pack with the figures of a day, and the plan at work.
export { openPlans, type Plans } from './open.ts';
export { openPlanAtWork, type PlanAtWork } from './atWork.ts';
export type { Link, LinkedTitles } from './around.ts';
export type { PlanTables } from './tables.ts';
export type { PlanPorts } from './ports.ts';
export { mountPlans } from './mount.ts';
export { mountAnswers } from './answers.ts';
export { type GapPorts, openGaps } from './gaps.ts';
export type { GapTables } from './gap-tables.ts';
export { mountReport } from './report.ts';
