// Days as `YYYY-MM-DD` strings in the city's time zone. An instant is ISO 8601 with milliseconds; a day is never an instant.
import { z } from 'zod';

/** Real days of a year that begins with no 0: PostgreSQL has no year 0, and nothing of ours happened before the year 1000. */
const dayPattern = new RegExp(`^(?!0)${z.regexes.date.source.slice(1)}`);
/** A calendar day, `YYYY-MM-DD`. */
export const day = z.stringFormat('date', dayPattern);
/** A day, or a month or a year alone where no source tells more: `2022`, `2022-09`, `2022-09-24`. Kept as said. */
export const partialDay = z.string().regex(new RegExp(`^[1-9]\\d{3}(?:-(?:0[1-9]|1[0-2]))?$|${dayPattern.source}`));
/** An instant, ISO 8601 with milliseconds and zone. */
export const instant = z.iso.datetime({ offset: true });

/** The last day that a partial day can mean: what is known to have happened by then. `2022` is `2022-12-31`. */
export function lastDayOf(said: string): string {
  if (said.length === 4) return `${said}-12-31`;
  if (said.length === 10) return said;
  const end = new Date(`${said}-01T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + 1, 0);
  return end.toISOString().slice(0, 10);
}

/** The day of an instant in a time zone (IANA name). */
export function dayOf(at: Date, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format)
    formats.set(
      timeZone,
      (format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })),
    );
  return format.format(at);
}
/** Making a formatter takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** To the second: `2025-10-28 14:06:09`. */
function clockIn(at: Date, timeZone: string | undefined): string {
  let clock = clocks.get(timeZone);
  if (!clock)
    clocks.set(timeZone, (clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })));
  return clock.format(at);
}
const clocks = new Map<string | undefined, Intl.DateTimeFormat>();

/** What a clock in a time zone shows at an instant, to the minute: `2025-10-28 14:06`; in that of the machine where none is said. */
export const clockAt = (at: Date, timeZone: string | undefined): string => clockIn(at, timeZone).slice(0, 16);

/** The instant at which a clock in a time zone shows this: `2025-10-28T14:06`. Where the clocks were set forward over it, it is as much later. */
export function instantAt(shown: string, timeZone: string | undefined): Date {
  const wanted = Date.parse(`${shown}:00Z`);
  const ahead = (at: number) => Date.parse(`${clockIn(new Date(at), timeZone).replace(' ', 'T')}Z`) - at;
  // Twice: the first reading may lie on the other side of a change of the clocks.
  const once = wanted - ahead(wanted);
  return new Date(wanted - ahead(once));
}

/** The instant at which a day begins in a time zone. */
export const beginningOf = (day: string, timeZone: string): Date => instantAt(`${day}T00:00`, timeZone);

/** The day up to which was known what had been recorded before an instant: that of the last moment before it. */
export const dayKnown = (knownAt: Date, timeZone: string): string => dayOf(new Date(knownAt.getTime() - 1), timeZone);

export function addDays(from: string, days: number): string {
  const at = new Date(`${from}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export const yearOf = (of: string): number => Number(of.slice(0, 4));
export const startOfYear = (of: string): string => `${of.slice(0, 4)}-01-01`;
export const endOfYear = (year: number): string => `${year}-12-31`;
export const startOfMonth = (of: string): string => `${of.slice(0, 7)}-01`;
export const endOfMonth = (of: string): string => lastDayOf(of.slice(0, 7));

/** The same day a year before; of a month's last day the last day of that month, so that whole months are set against whole months. */
export const yearBefore = (of: string): string => {
  const month = `${yearOf(of) - 1}${of.slice(4, 7)}`;
  return of === endOfMonth(of) ? lastDayOf(month) : `${month}${of.slice(7)}`;
};

/** Days from a to b, negative when b is earlier. */
export const daysBetween = (a: string, b: string): number =>
  Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000);
