// Periods that forms report on: a month `2026-03`, a quarter `2026-Q1`, a year `2026`. Pure.
import { z } from 'zod';
import { addDays, endOfMonth } from '../platform/shared/dates.ts';
import type { Length } from './form.ts';

export const period = z.string().regex(/^[1-9]\d{3}(-(0[1-9]|1[0-2])|-Q[1-4])?$/);

const monthsOf = { month: 1, quarter: 3, year: 12 } as const satisfies Record<Length, number>;
const two = (n: number): string => String(n).padStart(2, '0');

/** The period of that length in which a day lies. */
export function periodOf(length: Length, day: string): string {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))];
  if (length === 'year') return year;
  return length === 'month' ? `${year}-${two(month)}` : `${year}-Q${Math.ceil(month / 3)}`;
}

export const lengthOf = (of: string): Length => (of.length === 4 ? 'year' : of.includes('Q') ? 'quarter' : 'month');

/** First and last day. */
export function spanOf(of: string): { from: string; to: string } {
  const length = lengthOf(of);
  const first = length === 'year' ? 1 : length === 'quarter' ? Number(of.slice(6)) * 3 - 2 : Number(of.slice(5));
  const last = first + monthsOf[length] - 1;
  const year = of.slice(0, 4);
  return { from: `${year}-${two(first)}-01`, to: endOfMonth(`${year}-${two(last)}-01`) };
}

export const periodBefore = (of: string): string => periodOf(lengthOf(of), addDays(spanOf(of).from, -1));
export const periodAfter = (of: string): string => periodOf(lengthOf(of), addDays(spanOf(of).to, 1));
/** The same months of the year before. */
export const yearEarlier = (of: string): string => `${Number(of.slice(0, 4)) - 1}${of.slice(4)}`;
export const isSameYear = (a: string, b: string): boolean => a.slice(0, 4) === b.slice(0, 4);

/** Periods that ended before a day, newest first, as many as end in so many days before it. */
export function periodsEndedBefore(length: Length, today: string, days: number): string[] {
  const found: string[] = [];
  for (let one = periodBefore(periodOf(length, today)); spanOf(one).to >= addDays(today, -days); one = periodBefore(one))
    found.push(one);
  return found;
}

/** Which part of its year ends with a period: March is 3 of 12. */
export function placeOf(of: string): { at: number; of: number } {
  const parts = 12 / monthsOf[lengthOf(of)];
  return { at: (Number(spanOf(of).to.slice(5, 7)) * parts) / 12, of: parts };
}
