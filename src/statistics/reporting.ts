// Which series are reported by when: the city's rule for each, the periods that it asks for, and what is missing. Pure; not the values.
import { z } from 'zod';
import { addDays, endOfMonth, lastDayOf, yearOf } from '../platform/shared/dates.ts';

/** A term from the end of a period on. */
export const term = z.strictObject({ days: z.number().int().min(1).max(1100), kind: z.enum(['working', 'calendar']) });

/** For a real city only what a source says; without `within` a value is asked for without a day. */
export const reportingRule = z.strictObject({
  series: z.string().min(1),
  every: z.enum(['month', 'year']),
  /** Who supplies it: the bureau for the city, or each district for itself. */
  of: z.enum(['city', 'districts']),
  within: term.optional(),
});
export type ReportingRule = z.infer<typeof reportingRule>;

/** Periods that ended on or before a day, newest first, so many of them. */
export function periodsEnded(every: ReportingRule['every'], today: string, most: number): string[] {
  const found: string[] = [];
  let at = today;
  while (found.length < most) {
    const period = every === 'year' ? String(yearOf(at)) : at.slice(0, 7);
    if (lastDayOf(period) < today) found.push(period);
    at = addDays(every === 'year' ? `${yearOf(at)}-01-01` : `${at.slice(0, 7)}-01`, -1);
  }
  return found;
}

/** Periods whose last day lies in a span, oldest first. */
export function periodsEnding(every: ReportingRule['every'], from: string, to: string): string[] {
  const found: string[] = [];
  for (let at = from; at <= to; at = addDays(endOf(every, at), 1)) if (endOf(every, at) <= to) found.push(periodOf(every, at));
  return found;
}
const endOf = (every: ReportingRule['every'], day: string): string =>
  every === 'year' ? `${day.slice(0, 4)}-12-31` : endOfMonth(day);
const periodOf = (every: ReportingRule['every'], day: string): string => (every === 'year' ? day.slice(0, 4) : day.slice(0, 7));
