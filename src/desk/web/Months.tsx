// A year as twelve small months: what stands in each day says the page. Not which days are off.
import type { ReactNode } from 'react';
import { addDays, endOfMonth } from '../../platform/shared/dates.ts';
import { useLanguage } from '../../platform/web/i18n.ts';

export type MonthsProps = { year: number; cell: (day: string) => ReactNode };

const monday = '2024-01-01';
const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : 'zh-CN');
const at = (day: string): Date => new Date(`${day}T00:00:00Z`);

export function Months({ year, cell }: MonthsProps) {
  const language = useLanguage();
  const say = (day: string, how: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeOf(language), { timeZone: 'UTC', ...how }).format(at(day));
  const weekdays = Array.from({ length: 7 }, (_none, index) => addDays(monday, index));
  const months = Array.from({ length: 12 }, (_none, index) => `${year}-${String(index + 1).padStart(2, '0')}-01`);
  return (
    <div className="months">
      {months.map((first) => (
        <table key={first} className="month">
          <caption>{say(first, { month: 'long' })}</caption>
          <thead>
            <tr>
              {weekdays.map((day) => (
                <th key={day} scope="col" abbr={say(day, { weekday: 'long' })}>
                  {say(day, { weekday: 'narrow' })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(first).map((week) => (
              <tr key={week[0]}>
                {week.map((day) => (
                  <td key={day}>{day.slice(0, 7) === first.slice(0, 7) ? cell(day) : null}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

/** Weeks from Monday on that hold a day of the month. */
function weeksOf(first: string): string[][] {
  const weeks: string[][] = [];
  const last = endOfMonth(first);
  for (let day = addDays(first, -((at(first).getUTCDay() + 6) % 7)); day <= last; day = addDays(day, 7))
    weeks.push(Array.from({ length: 7 }, (_none, index) => addDays(day, index)));
  return weeks;
}

/** The way to the year before and after, kept in the page's address. */
export const isWeekend = (day: string): boolean => [0, 6].includes(at(day).getUTCDay());
