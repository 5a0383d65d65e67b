// The holidays that the State Council has published, as the package chinese-days holds them. Only years that it really has: past its data it calls every weekday a working day.
import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { hasFixedHolidays } from './fixedHolidays.ts';
import type { YearCalendar } from './workingDays.ts';

/** Years of the package that are whole. The last days of a year may still be changed by the notice for the next one. */
export const shippedYears: readonly YearCalendar[] = yearsIn(Object.keys(data.holidays), Object.keys(data.workdays));

export function yearsIn(holidays: readonly string[], worked: readonly string[]): YearCalendar[] {
  const years = [...new Set(holidays.map((day) => Number(day.slice(0, 4))))].sort((a, b) => a - b);
  const of = (days: readonly string[], year: number) => days.filter((day) => day.startsWith(`${year}-`)).sort();
  return years
    .map((year) => ({ year, daysOff: of(holidays, year), workingDays: of(worked, year) }))
    .filter((one) => hasFixedHolidays(one.year, one.daysOff));
}
