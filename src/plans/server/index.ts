// Front door of plans: a plan of the pack with the figures of a day.
export { openPlans, type Plans } from './open.ts';
export type { PlanPorts } from './ports.ts';
export { mountPlans } from './mount.ts';
export { mountAnswers } from './answers.ts';
export { type GapPorts, openGaps } from './gaps.ts';
export type { GapTables } from './gap-tables.ts';
