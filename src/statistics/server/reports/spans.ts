// The time that a report speaks of, in words: the year so far, and the month or quarter of a brief.
import type { Language } from '../../../platform/shared/actor.ts';
import { endOfMonth } from '../../../platform/shared/dates.ts';
import { writtenDay } from '../../../platform/server/documents/document.ts';
import type { Papering } from '../../../records/server/index.ts';
import type { Span } from '../../routes.ts';

type Saying = { say: Papering['say']; language: Language };

/** `the first half of 2026`; a day that ends no month is told to the day. */
export function periodSaid(asOf: string, { say, language }: Saying): string {
  const year = asOf.slice(0, 4);
  const params = { year, month: monthSaid(asOf, language), day: writtenDay(asOf, language) };
  if (asOf !== endOfMonth(asOf)) return say('monitoring:period.days', params);
  const named = { 1: 'january', 3: 'first', 6: 'half', 9: 'three', 12: 'year' }[Number(asOf.slice(5, 7))] ?? 'months';
  return say(`monitoring:period.${named}`, params);
}

export function spanSaid(asOf: string, span: Span, { say, language }: Saying): string {
  const [year = '', month = ''] = asOf.split('-');
  const params = { year, month: monthSaid(asOf, language) };
  return say(span === 'month' ? 'monitoring:span.month' : `monitoring:span.quarter${Math.ceil(Number(month) / 3)}`, params);
}

/** `10` in Chinese, `October` in English. */
const monthSaid = (day: string, language: Language): string =>
  language === 'en'
    ? new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
    : String(Number(day.slice(5, 7)));

export const monthsOf = (span: Span): number => (span === 'month' ? 1 : 3);
/** Whether a day is the last one of such a span. */
export const endsSpan = (day: string, span: Span): boolean =>
  day === endOfMonth(day) && (span === 'month' || Number(day.slice(5, 7)) % 3 === 0);
