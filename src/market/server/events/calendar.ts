// Events as an iCalendar file (RFC 5545): each once, with an id that stays; of several days, repeated daily in its hours. The link is for those who come and stands in none.
import ical, { ICalCalendarMethod, ICalEventRepeatingFreq, ICalEventStatus } from 'ical-generator';
import { beginningOf, daysBetween } from '../../../platform/shared/dates.ts';
import type { PublicEvent } from '../../matchEvent.ts';

export type Stamped = PublicEvent & { version: number; recordedAt: Date };
type House = { city: string; timeZone: string; origin: string };

export function calendarOf({ city, timeZone, origin }: House, items: readonly Stamped[]): string {
  const calendar = ical({
    name: city,
    prodId: { company: 'touyan', product: 'events', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  });
  const at = (day: string, clock: string) => {
    const [hours = 0, minutes = 0] = clock.split(':').map(Number);
    return new Date(beginningOf(day, timeZone).getTime() + (hours * 60 + minutes) * 60_000);
  };
  for (const one of items) {
    const days = daysBetween(one.from, one.to) + 1;
    calendar.createEvent({
      id: `event-${one.id}@touyan`,
      start: at(one.from, one.opens),
      end: at(one.from, one.closes),
      repeating: days === 1 ? null : { freq: ICalEventRepeatingFreq.DAILY, count: days },
      // What was corrected replaces what a calendar has taken over.
      sequence: one.version,
      stamp: one.recordedAt,
      lastModified: one.recordedAt,
      summary: one.name,
      description: one.agenda ?? '',
      location: one.place ?? '',
      url: `${origin}/market/events/${one.id}`,
      status: one.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}
