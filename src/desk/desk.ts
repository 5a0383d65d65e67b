// The desk: what an actor has to do, has in hand, has done. Its rows and HTTP operations. Pure; server and web both read it.
import { z } from 'zod';
import { addDays, day, instant } from '../platform/shared/dates.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { total } from '../records/record.ts';

export const views = ['todo', 'inHand', 'done'] as const;
export type View = (typeof views)[number];
/** In the order in which a desk shows them. */
export const groups = ['overdue', 'today', 'week', 'later', 'none'] as const;
export type Group = (typeof groups)[number];

/** Which group a due day belongs to: a week ends on Sunday. */
export function groupOf(due: string | null, today: string): Group {
  if (due === null) return 'none';
  if (due < today) return 'overdue';
  if (due === today) return 'today';
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return due <= addDays(today, (7 - weekday) % 7) ? 'week' : 'later';
}

/** How much time is left until a day, in working days; where a year is not published, that year and the days of the calendar. */
export const timeLeft = z.object({
  working: z.number().int().nullable(),
  days: z.number().int(),
  unpublished: z.number().int().nullable(),
});

export const deskItem = z.object({
  /** The same for the same thing at any time. */
  id: z.string(),
  kind: z.string(),
  /** The record; null for what is yet to be made. */
  record: z.string().nullable(),
  /** Page of the web where it is done, for what is no record. */
  page: z.string().nullable(),
  title: z.string(),
  /** What is asked, in words; in a list of what was done the action says it. */
  asked: z.string(),
  action: z.string(),
  state: z.string().nullable(),
  /** Roles and parties that may do it. */
  by: z.array(z.string()),
  since: day,
  due: day.nullable(),
  left: timeLeft.nullable(),
  /** Year whose holidays would have to be published to tell the due day. */
  unpublished: z.number().int().nullable(),
  group: z.enum(groups),
  region: z.string().nullable(),
  /** When it was done. */
  at: instant.nullable(),
});
export type DeskItem = z.infer<typeof deskItem>;

/** What comes next when there is nothing to do. */
export const nextUp = z.object({ title: z.string(), on: day, left: timeLeft, page: z.string().nullable() });
export type NextUp = z.infer<typeof nextUp>;

export const counts = z.object({ todo: total, overdue: z.number().int(), today: z.number().int(), inHand: total });
export type Counts = z.infer<typeof counts>;

const filters = {
  kind: z
    .string()
    .regex(/^[a-z][A-Za-z]{0,40}$/)
    .optional(),
  region: z.string().max(40).optional(),
  overdue: z.literal('yes').optional(),
};
export const getDesk = route({
  method: 'GET',
  path: '/desk',
  summary: 'desk:routes.desk',
  access: 'signedIn',
  query: z.strictObject({
    view: z.enum(views).default('todo'),
    ...filters,
    /** Of what was done: from and up to which day. */
    from: day.optional(),
    to: day.optional(),
    ...pageQuery,
    count: z.literal('yes').optional(),
  }),
  response: pageOf(deskItem).extend({
    total: total.optional(),
    /** How many stand in each group, of all that the filters let through; in a list of what was done there are none. */
    groups: z.record(z.enum(groups), z.number().int()),
    /** Kinds and places that there are to choose from. */
    kinds: z.array(z.string()),
    regions: z.array(z.string()),
    /** What comes next, for who has nothing with a day. */
    nextUp: nextUp.nullable(),
  }),
});
export const getCounts = route({
  method: 'GET',
  path: '/desk/counts',
  summary: 'desk:routes.counts',
  access: 'signedIn',
  response: counts,
});
