// Working days over a calendar of published years: holidays and the weekends worked instead (调休). It refuses a year that nobody has published. Pure.
import { addDays, daysBetween, yearOf } from './dates.ts';
import { refusal } from './errors.ts';

/** What is published for one year. `daysOff` are its holidays, `workingDays` the Saturdays and Sundays that are worked. */
export type YearCalendar = { year: number; daysOff: readonly string[]; workingDays: readonly string[] };

/** 409: an answer would need a year whose holidays are not published; `year` is that year. */
export const unpublished = refusal('calendar.unpublished', 409, 'platform:refusals.unpublishedYear');

export type WorkingDays = {
  /** Whether the holidays of this year are known. */
  knows(year: number): boolean;
  /** Years that are known, in order. */
  years: readonly number[];
  isWorkingDay(day: string): boolean;
  /** The nth working day after `from`, which itself is not counted; negative counts back; 0 is `from`. */
  addWorkingDays(from: string, days: number): string;
  /** Working days after `from` up to and including `to`; negative where `to` lies before: those after `to` up to and including `from`. */
  workingDaysBetween(from: string, to: string): number;
  /** Working days that are left on `today` until the end of `due`: 0 on the day itself, negative once it has passed. */
  left(today: string, due: string): number;
};

/** A term as a rule states it: in working days or in days of the calendar, the first day not counted. */
export type Term = { days: number; kind: 'working' | 'calendar' };

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** Opens a calendar over published years. Everything that would need another year throws `calendar.unpublished` with that year. */
export function openWorkingDays(published: readonly YearCalendar[]): WorkingDays {
  const years = new Map(published.map((one) => [one.year, { off: new Set(one.daysOff), worked: new Set(one.workingDays) }]));
  const isWorkingDay = (day: string): boolean => {
    const of = years.get(yearOf(day));
    if (!of) throw unpublished({ year: String(yearOf(day)) });
    return of.worked.has(day) || (!isWeekend(day) && !of.off.has(day));
  };
  /** From the day after `from` to `to`, both of which must be known. */
  const counted = (from: string, to: string): number => {
    let count = 0;
    for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1;
    return count;
  };
  const workingDaysBetween = (from: string, to: string): number => {
    for (const day of [from, to]) isWorkingDay(day);
    // `0 - n`: nothing at all is 0 and not −0.
    return from <= to ? counted(from, to) : 0 - counted(to, from);
  };
  return {
    knows: (year) => years.has(year),
    years: [...years.keys()].sort((a, b) => a - b),
    isWorkingDay,
    addWorkingDays(from, days) {
      const step = days < 0 ? -1 : 1;
      let day = from;
      for (let left = Math.abs(days); left > 0; ) {
        day = addDays(day, step);
        if (isWorkingDay(day)) left -= 1;
      }
      return day;
    },
    workingDaysBetween,
    left: workingDaysBetween,
  };
}

/** The last day of a term that begins on `from`. */
export const endOfTerm = (calendar: WorkingDays, from: string, term: Term): string =>
  term.kind === 'working' ? calendar.addWorkingDays(from, term.days) : addDays(from, term.days);

/** How much time is left: working days where the calendar knows the years, else the days of the calendar and the year that is missing. */
export type TimeLeft = { working: number; unpublished: null } | { working: null; unpublished: number; days: number };

/** Never a guess: where a year is not published it says so, and how many days of the calendar are left. */
export function timeLeft(calendar: WorkingDays, today: string, due: string): TimeLeft {
  const [first, last] = today <= due ? [yearOf(today), yearOf(due)] : [yearOf(due), yearOf(today)];
  for (let year = first; year <= last; year += 1)
    if (!calendar.knows(year)) return { working: null, unpublished: year, days: daysBetween(today, due) };
  return { working: calendar.left(today, due), unpublished: null };
}
