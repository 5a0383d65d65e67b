// Periods of SDMX: which ones a day of figures ends, and from which day to which one goes. Pure.
import { endOfMonth, lastDayOf, partialDay } from '../platform/shared/dates.ts';

export const frequencies = ['A', 'Q', 'M', 'D'] as const;
export type Frequency = (typeof frequencies)[number];
export type Period = { frequency: Frequency; period: string };

/** A figure is at the end of what its day ends: of a month, with that of a quarter, with that of a year; else it is of its day alone. */
export function periodsOf(day: string): Period[] {
  if (day !== endOfMonth(day)) return [{ frequency: 'D', period: day }];
  const [year = '', month = ''] = day.split('-');
  const quarter = Number(month) / 3;
  return [
    ...(month === '12' ? [{ frequency: 'A' as const, period: year }] : []),
    ...(Number.isInteger(quarter) ? [{ frequency: 'Q' as const, period: `${year}-Q${quarter}` }] : []),
    { frequency: 'M', period: `${year}-${month}` },
  ];
}

/** First and last day of a period, as SDMX or a reader may write it; null for what is none. */
export function boundsOf(said: string): { first: string; last: string } | null {
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(said) ?? [];
  if (year !== undefined) {
    const last = String(Number(quarter) * 3).padStart(2, '0');
    const first = String(Number(quarter) * 3 - 2).padStart(2, '0');
    return { first: `${year}-${first}-01`, last: endOfMonth(`${year}-${last}-01`) };
  }
  const plain = /^(\d{4})-A1$/.exec(said)?.[1] ?? /^(\d{4}-\d{2}-\d{2})T/.exec(said)?.[1] ?? said;
  if (!partialDay.safeParse(plain).success) return null;
  return { first: plain.padEnd(10, '-01'), last: lastDayOf(plain) };
}
