// Front door of the desk: what waits for a person, saved searches, notices, and comments on records.
import type { FastifyInstance } from 'fastify';
import { openComments } from './comments/index.ts';
import type { Around } from './notices/around.ts';
import { openNotices } from './notices/index.ts';
import type { Desk } from './open.ts';
import { openReminders } from './reminders.ts';
import type { Searches } from './searches.ts';
import { type ListOf, tellNews } from './searchNews.ts';

export { openHandOver } from './handOver.ts';
export { type Desk, openDesk } from './open.ts';
export { mountDesk } from './mount.ts';
export { openSearches, type Searches } from './searches.ts';
export type { Asked, DeskParts, Milestone, MilestoneSource, Task, TaskSource } from './ports.ts';
export type { DueSoon, NoticePorts } from './notices/around.ts';
export type { ListOf, ListOfPage } from './searchNews.ts';
export type { DeskTables } from './tables.ts';
export type Board = ReturnType<typeof openBoard>;

type Beside = {
  desk: Desk;
  /** Working days before a day on which one is reminded of it, once; and on the day. */
  remindBefore: number;
  searches: Pick<Searches, 'toTell'>;
  listOf: ListOf;
};

/** Notices and comments on records, and what desks and saved searches give to tell. */
export function openBoard({ desk, remindBefore, searches, listOf, ...given }: Around & Beside) {
  const dueSoon = openReminders({ ...given, desk, before: remindBefore });
  const around: Around = { ...given, ports: { dueSoon, ...given.ports } };
  const notices = openNotices(around);
  const comments = openComments(around);
  return {
    notices,
    comments,
    /** Every few minutes: what is new among saved searches. */
    news: (now?: number) => tellNews({ ...around, toTell: searches.toTell, listOf }, now),
    mount(app: FastifyInstance): void {
      notices.mount(app);
      comments.mount(app);
    },
  };
}
