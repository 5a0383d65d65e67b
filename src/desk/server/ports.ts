// What the desk needs of modules beside records that wait: things that are missing or lie about, and days to come. Declared here, plugged in by the composition root.
import type { Kysely } from 'kysely';
import type { Actor, Role } from '../../platform/shared/actor.ts';
import type { Term, WorkingDays } from '../../platform/shared/workingDays.ts';
import type { Say } from '../../platform/server/words.ts';
import type { Kernel } from '../../records/server/index.ts';
import type { DeadlineKind } from '../deadline.ts';
import type { View } from '../desk.ts';
import type { DeskTables } from './tables.ts';

export type Asked = { actor: Actor; today: string; calendar: WorkingDays };

/** Something that no record waits for yet: a value that is missing, a file that was previewed and left. */
export type Task = {
  id: string;
  kind: string;
  page: string;
  title: string;
  asked: string;
  action: string;
  by: readonly string[];
  since: string;
  due: string | null;
  unpublished: number | null;
  region: string | null;
};
/** `own` lies on the actor's desk; `others` he waits for. */
export type TaskSource = (asked: Asked) => Promise<{ own: Task[]; others: Task[] }>;

/** A day to come that is no task of one person: a target, a reporting day, a public date. */
export type Milestone = {
  id: string;
  what: Exclude<DeadlineKind, 'task'>;
  title: string;
  note: string | null;
  on: string | null;
  unpublished: number | null;
  page: string | null;
  /** Of which kind of record it will be. */
  kind: string | null;
  /** Roles that it concerns; null for all. */
  for: readonly Role[] | null;
};
/** Those that fall between two days; what cannot be told comes with the year that is missing. */
export type MilestoneSource = (asked: Asked & { from: string; to: string }) => Milestone[];

export type DeskParts = {
  kernel: Kernel;
  db: Kysely<DeskTables>;
  say: Say;
  today: () => Promise<string>;
  timeZone: string;
  limits: Readonly<Record<string, Term>>;
  tasks: TaskSource;
  milestones: MilestoneSource;
};

export type DeskQuery = {
  view: View;
  kind?: string | undefined;
  region?: string | undefined;
  overdue?: 'yes' | undefined;
  from?: string | undefined;
  to?: string | undefined;
  limit: number;
  after?: string | undefined;
  count?: 'yes' | undefined;
};
