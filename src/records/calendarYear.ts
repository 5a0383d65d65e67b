// The working-day calendar of a year: holidays, weekends that are worked, and the document that says so. Fields, life, refusals. Pure.
import { z } from 'zod';
import { day, yearOf } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { line } from '../platform/shared/line.ts';
import { fixedHolidays } from '../platform/shared/fixedHolidays.ts';
import { lifecycle } from './lifecycle.ts';
import { recordKind } from './record.ts';

const days = z.array(day).max(80);
const daysOff = days.meta({ title: 'calendar:daysOff' });
const workingDays = days.meta({ title: 'calendar:workingDays' });
/** The notice that publishes the holidays: 国务院办公厅关于部分节假日安排的通知. */
export const calendarDocument = z
  .strictObject({
    title: line(200).meta({ title: 'calendar:document.title' }),
    number: line(80).nullable().default(null).meta({ title: 'calendar:document.number' }),
    address: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .nullable()
      .default(null)
      .meta({ title: 'calendar:document.address' }),
  })
  .meta({ title: 'calendar:document' });
export type CalendarDocument = z.infer<typeof calendarDocument>;
const reason = line(500).meta({ title: 'calendar:reason' });

export const CalendarYearInput = z.strictObject({
  year: z.int().min(2000).max(2099).meta({ title: 'calendar:year' }),
  daysOff,
  workingDays,
  document: calendarDocument,
});
export const CalendarYearAmendment = z.strictObject({
  daysOff: daysOff.optional(),
  workingDays: workingDays.optional(),
  document: calendarDocument.optional(),
  reason,
});

export const life = lifecycle('calendarYear', {
  states: ['published', 'withdrawn'],
  parties: [],
  actions: {
    create: { from: 'nothing', to: 'published', by: 'bureauOfficer', input: CalendarYearInput },
    amend: { from: 'published', to: 'same', by: 'bureauOfficer', input: CalendarYearAmendment },
    /** Takes it back: the year is again as the product ships it, or not published. */
    withdraw: { from: 'published', to: 'withdrawn', by: 'bureauOfficer', input: z.strictObject({ reason }) },
  },
});

export const fields = z.object({
  year: z.number().int(),
  daysOff: z.array(day),
  workingDays: z.array(day),
  document: calendarDocument,
});

export const calendarYearRecords = recordKind({
  life,
  path: '/calendar-years',
  fields,
  filters: {
    year: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    state: z.enum(life.states).optional(),
  },
  readers: 'public',
});

export const yearTaken = refusal('calendar.yearTaken', 409, 'calendar:refusals.yearTaken');

type Days = { year: number; daysOff: readonly string[]; workingDays: readonly string[] };
/** What is wrong with the days of a year: the field, why, and the day; null when nothing is. */
export function daysFault({ year, daysOff: off, workingDays: worked }: Days): {
  path: 'daysOff' | 'workingDays';
  why: 'otherYear' | 'both' | 'weekday' | 'fixed';
  on: string;
} | null {
  for (const [path, list] of [
    ['daysOff', off],
    ['workingDays', worked],
  ] as const) {
    const outside = list.find((one) => yearOf(one) !== year);
    if (outside) return { path, why: 'otherYear', on: outside };
  }
  const both = worked.find((one) => off.includes(one));
  if (both) return { path: 'workingDays', why: 'both', on: both };
  const weekday = worked.find((one) => ![0, 6].includes(new Date(`${one}T00:00:00Z`).getUTCDay()));
  if (weekday) return { path: 'workingDays', why: 'weekday', on: weekday };
  const missing = fixedHolidays.find((one) => !off.includes(`${year}-${one}`));
  return missing ? { path: 'daysOff', why: 'fixed', on: `${year}-${missing}` } : null;
}
