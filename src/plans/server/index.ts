// Front door of plans: plans with the figures of a day, the plan at work, allocations and shares of targets, drafts of the next plan.
export { openPlans, type Plans } from './open.ts';
export { openPlanAtWork, type PlanAtWork } from './atWork.ts';
export type { Link, LinkedTitles } from './around.ts';
export type { PlanTables } from './tables.ts';
export type { PlanPorts } from './ports.ts';
export { mountPlans } from './mount.ts';
export { mountAnswers } from './answers.ts';
export { type GapPorts, type Gaps, openGaps } from './gaps.ts';
export type { GapTables } from './gap-tables.ts';
export { mountReport } from './report.ts';
export { mountPlanPapers } from './papers.ts';
export { openTargetsAtWork, type TargetsAtWork } from './allocating.ts';
export { type KnownPlans, openKnownPlans } from './known.ts';
