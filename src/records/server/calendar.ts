// Working-day calendars as records, and the calendar that everything is computed by: the years that the product ships, and over them what the house has published.
import { type Kysely, type Selectable, sql } from 'kysely';
import { wrongField } from '../../platform/shared/errors.ts';
import { shippedYears } from '../../platform/shared/publishedYears.ts';
import { openWorkingDays, type WorkingDays, type YearCalendar } from '../../platform/shared/workingDays.ts';
import { calendarYearRecords, daysFault, yearTaken } from '../calendarYear.ts';
import type { Kernel } from './kernel.ts';
import { openKind } from './open.ts';
import type { CalendarTables } from './tables.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Row = Selectable<CalendarTables['calendar_years']>;
export type CalendarYears = ReturnType<typeof openCalendarYears>;

/** Opens the kind, and the reading of the calendar. */
export function openCalendarYears(kernel: Kernel, db: Kysely<CalendarTables>) {
  const opened = openKind(kernel, db, {
    kind: calendarYearRecords,
    table: 'calendar_years',
    present: ({ year, days_off, working_days, document }) => ({ year, daysOff: days_off, workingDays: working_days, document }),
    title: (row) => String(row.year),
    visible: () => 'all',
    parties: {},
    filters: {
      year: (value) => sql<boolean>`year = ${Number(value)}`,
      state: (value) => sql<boolean>`state = ${value}`,
    },
    handlers: {
      create: async ({ tx, input: { year, document, ...said } }) => {
        await oneAtATime(tx, 'calendar year', String(year));
        const other = await tx
          .selectFrom('calendar_years')
          .select('id')
          .where('year', '=', year)
          .where('state', '=', 'published')
          .executeTakeFirst();
        if (other)
          throw yearTaken({ year: String(year), id: other.id }, [
            { path: 'year', code: 'taken', words: 'calendar:refusals.yearTaken', params: { year: String(year) } },
          ]);
        return { year, document, ...columnsOf({ year, ...said }) };
      },
      amend: ({ record, input }) => ({
        ...columnsOf({
          year: record.year,
          daysOff: input.daysOff ?? record.days_off,
          workingDays: input.workingDays ?? record.working_days,
        }),
        ...(input.document === undefined ? {} : { document: input.document }),
      }),
    },
  });
  return { ...opened, years: (on?: Kysely<CalendarTables>) => calendarYearsOn(on ?? db), on: workingDaysOn };
}

/** Sorted, each day once, and sound: else a refusal that names the field. */
function columnsOf(said: YearCalendar) {
  const sorted = (days: readonly string[]) => [...new Set(days)].sort();
  const of = { year: said.year, daysOff: sorted(said.daysOff), workingDays: sorted(said.workingDays) };
  const fault = daysFault(of);
  if (fault) throw wrongField(fault.path, fault.why, `calendar:refusals.${fault.why}`, { on: fault.on, year: String(said.year) });
  return { days_off: of.daysOff, working_days: of.workingDays };
}

/** A published year, and the record that publishes it: null for one that the product ships and nobody has touched. */
export type KnownYear = YearCalendar & { record: Row | null };

/** Every year that is known, in order; what the house has published stands before what the product ships. */
export async function calendarYearsOn<DB extends CalendarTables>(on: Kysely<DB>): Promise<KnownYear[]> {
  const { rows } = await sql<Row>`select * from calendar_years where state = 'published'`.execute(on);
  const years = new Map<number, KnownYear>(shippedYears.map((one) => [one.year, { ...one, record: null }]));
  for (const row of rows)
    years.set(row.year, { year: row.year, daysOff: row.days_off, workingDays: row.working_days, record: row });
  return [...years.values()].sort((a, b) => a.year - b.year);
}

/** The working days as they are published now. Inside an act on the act's own connection. */
export const workingDaysOn = async <DB extends CalendarTables>(on: Kysely<DB>): Promise<WorkingDays> =>
  openWorkingDays(await calendarYearsOn(on));
