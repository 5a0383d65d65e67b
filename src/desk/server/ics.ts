// Deadlines as an iCalendar file (RFC 5545): whole days, each with an id that stays the same. Pure; not who may read it.
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { addDays } from '../../platform/shared/dates.ts';
import type { Deadline } from '../deadline.ts';

export type CalendarFile = {
  name: string;
  /** Names the house in each event's id: `changzhou.touyan`. */
  house: string;
  today: string;
  /** Address of the house, for the way back; null where it is not known. */
  address: string | null;
  items: readonly (Deadline & { description: string })[];
};

/** `x-wr` and refresh hints are for the calendars of phones, which read them. */
export function icsOf({ name, house, today, address, items }: CalendarFile): string {
  const calendar = ical({
    name,
    prodId: { company: 'touyan', product: 'deadlines', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  });
  for (const one of items) {
    const url = address === null ? null : `${address}${one.page ?? '/desk'}`;
    calendar.createEvent({
      id: `${one.id.replaceAll(/[^A-Za-z0-9.:-]/g, '-')}@${house}`,
      // An all-day event ends on the day after, which is not part of it.
      start: new Date(`${one.on}T00:00:00Z`),
      end: new Date(`${addDays(one.on, 1)}T00:00:00Z`),
      allDay: true,
      stamp: new Date(`${today}T00:00:00Z`),
      summary: one.title,
      description: one.description,
      transparency: ICalEventTransparency.TRANSPARENT,
      ...(url === null ? {} : { url }),
    });
  }
  return calendar.toString();
}
