// Front door of the desk: what waits for a person, saved searches, notices, and comments on records.
import type { FastifyInstance } from 'fastify';
import { openComments } from './comments/index.ts';
import type { Around } from './notices/around.ts';
import { openNotices } from './notices/index.ts';

export { type Desk, openDesk } from './open.ts';
export { mountDesk } from './mount.ts';
export { openSearches, type Searches } from './searches.ts';
export type { Asked, DeskParts, Milestone, MilestoneSource, Task, TaskSource } from './ports.ts';
export type { DueSoon, NoticePorts } from './notices/around.ts';
export type { DeskTables } from './tables.ts';
export type Board = ReturnType<typeof openBoard>;

/** Notices and comments on records. */
export function openBoard(around: Around) {
  const notices = openNotices(around);
  const comments = openComments(around);
  return {
    notices,
    comments,
    mount(app: FastifyInstance): void {
      notices.mount(app);
      comments.mount(app);
    },
  };
}
