// The year's deadlines, their iCalendar feed, and what a change of the working-day calendar moves: rows and HTTP operations. Pure.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { route } from '../platform/shared/route.ts';
import { CalendarYearInput } from '../records/calendarYear.ts';
import { timeLeft } from './desk.ts';

/** `task` lies on the reader's own desk; the others are known to all. */
export const deadlineKinds = ['task', 'reporting', 'release', 'target', 'plan', 'public'] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

export const deadline = z.object({
  id: z.string(),
  what: z.enum(deadlineKinds),
  title: z.string(),
  note: z.string().nullable(),
  on: day,
  left: timeLeft,
  kind: z.string().nullable(),
  record: z.string().nullable(),
  page: z.string().nullable(),
});
export type Deadline = z.infer<typeof deadline>;

const year = z.coerce.number().int().min(2000).max(2099);
export const getDeadlines = route({
  method: 'GET',
  path: '/deadlines',
  summary: 'desk:routes.deadlines',
  access: 'public',
  query: z.strictObject({ year: year.optional(), what: z.enum(deadlineKinds).optional() }),
  response: z.object({
    year: z.number().int(),
    today: day,
    items: z.array(deadline),
    /** Days that could not be told, with the year that is not published. */
    untold: z.array(z.object({ title: z.string(), unpublished: z.number().int() })),
  }),
});

/** The working-day calendar of a year as it is reckoned with now. */
export const workingYear = z.object({
  year: z.number().int(),
  published: z.boolean(),
  daysOff: z.array(day),
  workingDays: z.array(day),
  /** The record by which the house publishes it; null for a year as the product ships it. */
  record: z.object({ id: z.string(), version: z.number().int() }).nullable(),
  document: z.object({ title: z.string(), number: z.string().nullable(), address: z.string().nullable() }).nullable(),
  years: z.array(z.number().int()),
});
export type WorkingYear = z.infer<typeof workingYear>;
export const getWorkingYear = route({
  method: 'GET',
  path: '/working-years/:year',
  summary: 'desk:routes.workingYear',
  access: 'public',
  params: z.object({ year }),
  response: workingYear,
});

export const moved = z.object({
  title: z.string(),
  asked: z.string(),
  was: day.nullable(),
  becomes: day.nullable(),
});
export const previewYear = route({
  method: 'POST',
  path: '/working-years/preview',
  summary: 'desk:routes.previewYear',
  access: ['bureauOfficer'],
  body: CalendarYearInput.omit({ document: true }),
  response: z.object({ count: z.number().int(), items: z.array(moved) }),
});

export const feed = z.object({ createdAt: instant, readAt: instant.nullable(), language: z.enum(['zh-CN', 'en']) });
export const getFeed = route({
  method: 'GET',
  path: '/calendar/feed',
  summary: 'desk:routes.feed',
  access: 'signedIn',
  response: z.object({ feed: feed.nullable() }),
});
/** A new secret address; the one before stops working. It is told once and never again. */
export const renewFeed = route({
  method: 'POST',
  path: '/calendar/feed',
  summary: 'desk:routes.renewFeed',
  access: 'signedIn',
  body: z.strictObject({ language: z.enum(['zh-CN', 'en']).meta({ title: 'desk:feed.language' }) }),
  response: feed.extend({ path: z.string() }),
  status: 201,
});
export const endFeed = route({
  method: 'DELETE',
  path: '/calendar/feed',
  summary: 'desk:routes.endFeed',
  access: 'signedIn',
  response: z.null(),
  status: 204,
});
export const readFeed = route({
  method: 'GET',
  path: '/calendar/feed/:file',
  summary: 'desk:routes.readFeed',
  access: 'public',
  params: z.object({ file: z.string().regex(/^[\w-]{43}\.ics$/) }),
  response: z.string(),
  file: 'text/calendar',
});

export const otherYear = refusal('calendar.otherYear', 422, 'calendar:refusals.otherYear');
