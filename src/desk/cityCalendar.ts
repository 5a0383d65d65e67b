// calendar.json of a city's pack: terms of its procedures, when figures are due, days that the public knows. Pure. Optional: what no source says stands in no pack.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { text } from '../platform/shared/words.ts';
import { reportingRule, term } from '../statistics/reporting.ts';

export const cityCalendar = z.strictObject({
  /** Terms by `kind.action`, from the day since when a record waits: `recognition.recommend`. */
  limits: z.record(z.string().regex(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/), term).default({}),
  reporting: z.array(reportingRule).default([]),
  /** How often figures are published, and within which term after the period. */
  releases: z
    .strictObject({ every: z.enum(['month', 'year']), within: term })
    .nullable()
    .default(null),
  /** So many working days before a day everybody is reminded of what waits for him until then. */
  remindBefore: z.number().int().min(1).max(30).default(3),
  /** Days of the year that everybody may know, with where they are said. */
  dates: z.array(z.strictObject({ on: day, name: text, source: text })).default([]),
});
export type CityCalendar = z.infer<typeof cityCalendar>;

/** What is wrong between the calendar and the rest of its pack; empty when sound. */
export const calendarFaults = (of: CityCalendar, around: { series: readonly string[] }): string[] =>
  of.reporting.filter((one) => !around.series.includes(one.series)).map((one) => `reporting: no series ${one.series}`);
