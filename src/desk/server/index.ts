// Front door of the desk.
export { type Desk, openDesk } from './open.ts';
export { mountDesk } from './mount.ts';
export { openSearches, type Searches } from './searches.ts';
export type { Asked, DeskParts, Milestone, MilestoneSource, Task, TaskSource } from './ports.ts';
export type { DeskTables } from './tables.ts';
