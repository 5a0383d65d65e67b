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

/** Days since 1970-01-01, a Thursday. */
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
const dayAt = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);
const yearAt = (number: number): number => new Date(number * 86_400_000).getUTCFullYear();

/** A year counted once, so that no term is walked day by day: `before(i)` are its working days before its ith day, the last those of all of it. */
type Counted = { first: number; days: number; before: (at: number) => number };

function count({ year, daysOff, workingDays }: YearCalendar): Counted {
  const first = numberOf(`${year}-01-01`);
  const days = numberOf(`${year + 1}-01-01`) - first;
  const works = Uint8Array.from({ length: days }, (_none, at) => ((first + at + 4) % 7) % 6 && 1);
  for (const day of daysOff) works[numberOf(day) - first] = 0;
  for (const day of workingDays) works[numberOf(day) - first] = 1;
  const before = new Uint16Array(days + 1);
  let sum = 0;
  for (const [at, one] of works.entries()) before[at + 1] = sum += one;
  return { first, days, before: (at) => before[at] ?? 0 };
}

/** The day of a year before which, with itself, there are so many of its working days. */
function dayWith({ first, days, before }: Counted, working: number): string {
  let [low, high] = [1, days];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(middle) >= working) high = middle;
    else low = middle + 1;
  }
  return dayAt(first + low - 1);
}

/** Opens a calendar over published years. Everything that would need another year throws `calendar.unpublished` with that year. */
export function openWorkingDays(published: readonly YearCalendar[]): WorkingDays {
  const years = new Map(published.map((one) => [one.year, one]));
  const counts = new Map<number, Counted>();
  const counted = (year: number): Counted => {
    const found = counts.get(year);
    if (found) return found;
    const of = years.get(year);
    if (!of) throw unpublished({ year: String(year) });
    const made = count(of);
    counts.set(year, made);
    return made;
  };
  /** Working days of the day's year up to it, itself counted. */
  const upTo = (day: string): number => {
    const { first, before } = counted(yearOf(day));
    return before(numberOf(day) - first + 1);
  };
  /** From the day after `from` to `to`, both of which must be known. */
  const between = (from: string, to: string): number => {
    let sum = -upTo(from);
    for (let year = yearOf(from); year < yearOf(to); year += 1) {
      const { before, days } = counted(year);
      sum += before(days);
    }
    return sum + upTo(to);
  };
  const workingDaysBetween = (from: string, to: string): number => {
    for (const day of [from, to]) counted(yearOf(day));
    // `0 - n`: nothing at all is 0 and not −0.
    return from <= to ? between(from, to) : 0 - between(to, from);
  };
  return {
    knows: (year) => years.has(year),
    years: [...years.keys()].sort((a, b) => a - b),
    isWorkingDay: (day) => {
      const { first, before } = counted(yearOf(day));
      const at = numberOf(day) - first;
      return before(at + 1) > before(at);
    },
    addWorkingDays(from, days) {
      if (days === 0) return from;
      const step = days < 0 ? -1 : 1;
      let next = numberOf(from) + step;
      for (let left = Math.abs(days); ; ) {
        const year = counted(yearAt(next));
        const [all, here] = [year.before(year.days), year.before(next - year.first + (step < 0 ? 1 : 0))];
        const available = step < 0 ? here : all - here;
        if (left <= available) return dayWith(year, step < 0 ? here - left + 1 : here + left);
        left -= available;
        next = step < 0 ? year.first - 1 : year.first + year.days;
      }
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
