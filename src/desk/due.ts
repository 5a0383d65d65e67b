// When a notice is due by a channel: at once but for quiet hours and days off, or at the hour of the next digest. Pure.
import { addDays, dayOf } from '../platform/shared/dates.ts';
import type { How, Times } from './notices.ts';

export type Calendar = { timeZone: string; isWorkingDay: (day: string) => boolean };

const formats = new Map<string, Intl.DateTimeFormat>();
/** The hour of an instant in the city, 0-23. */
function hourOf(at: Date, timeZone: string): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  return Number(format.format(at));
}

const hour = 3_600_000;
/** The instant of a full hour of a day in the city; where the clock is put forward over it, the hour after. */
export function instantOf(day: string, at: number, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`) + at * hour;
  // An offset is at most 14 hours; quarters of an hour do occur.
  for (let offset = -14 * 4; offset <= 14 * 4; offset++) {
    const tried = new Date(wanted + (offset * hour) / 4);
    if (dayOf(tried, timeZone) === day && hourOf(tried, timeZone) === at) return tried;
  }
  return at < 23 ? instantOf(day, at + 1, timeZone) : instantOf(addDays(day, 1), 0, timeZone);
}

/** 1 is Monday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
/** Monday to Friday: what is known of any year without a calendar. */
export const isWeekday = (day: string): boolean => weekdayOf(day) <= 5;

/** A year of days off in a row is a fault of the calendar: then it is due anyway. */
const furthest = 366;

/** `at` is when it became known. */
export function dueAt(at: Date, how: Exclude<How, 'never'>, times: Times, calendar: Calendar): Date {
  const works = (day: string): boolean => !times.workingDaysOnly || calendar.isWorkingDay(day);
  const today = dayOf(at, calendar.timeZone);
  if (how === 'atOnce') return atOnce(at, today, times, calendar, works);
  for (let ahead = 0; ahead <= furthest; ahead++) {
    const day = addDays(today, ahead);
    const due = instantOf(day, times.digestHour, calendar.timeZone);
    if (due <= at) continue;
    if (how === 'weekly' && weekdayOf(day) !== times.weeklyDay) continue;
    return works(day) ? due : nextWorking(day, times, calendar, works);
  }
  return at;
}

/** A digest that would fall on a day off comes on the next working day. */
function nextWorking(from: string, times: Times, calendar: Calendar, works: (day: string) => boolean): Date {
  for (let ahead = 1; ahead <= furthest; ahead++) {
    const day = addDays(from, ahead);
    if (works(day)) return instantOf(day, times.digestHour, calendar.timeZone);
  }
  return instantOf(from, times.digestHour, calendar.timeZone);
}

function atOnce(at: Date, today: string, times: Times, calendar: Calendar, works: (day: string) => boolean): Date {
  if (!works(today)) return later(nextWorking(today, times, calendar, works), times, calendar);
  const due = later(at, times, calendar);
  // Quiet hours may end on the next day, and that may be a day off.
  const day = dayOf(due, calendar.timeZone);
  return works(day) ? due : later(nextWorking(day, times, calendar, works), times, calendar);
}

/** Not within the quiet hours: when they end. */
function later(at: Date, { quietFrom, quietTo }: Times, { timeZone }: Calendar): Date {
  if (quietFrom === null || quietTo === null || quietFrom === quietTo) return at;
  const now = hourOf(at, timeZone);
  const overnight = quietFrom > quietTo;
  const quiet = overnight ? now >= quietFrom || now < quietTo : now >= quietFrom && now < quietTo;
  if (!quiet) return at;
  const day = dayOf(at, timeZone);
  return instantOf(overnight && now >= quietFrom ? addDays(day, 1) : day, quietTo, timeZone);
}
