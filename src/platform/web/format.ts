// Numbers, days and instants in the reader's locale. Decimal strings stay exact: the point is moved, nothing is divided.
import type { Language } from '../shared/actor.ts';
import { clockAt, instantAt } from '../shared/dates.ts';
import { type Display, evenlyIn, grouped, isNumeric, places, shifted, shownIn, unitOf } from '../shared/shown.ts';
import { languageNow } from './i18n.ts';

export { type Display, shifted, unitOf } from '../shared/shown.ts';

/** `45000000000.00` with factor `1e8` is `450`; at most two decimals, `least` at the least; a real minus sign. */
export const shownNumber = (value: string, display: Display, language: Language = languageNow(), least = 0): string =>
  shownIn(value, display, language, least);

/** How to show numbers that stand in one column: all with as many decimals as one of them needs. */
export const evenly = (values: readonly (string | null)[], display: Display, language: Language = languageNow()) =>
  evenlyIn(values, display, language);

/** A decimal string as it stands, grouped, all its decimals kept; `signed` writes the plus too. */
export function exactNumber(value: string, signed = false, language: Language = languageNow()): string {
  const decimals = value.split('.')[1]?.length ?? 0;
  const text = isNumeric(value) ? grouped(language, decimals, decimals).format(value) : value;
  return signed && !value.startsWith('-') ? `+${text}` : text.replace('-', '−');
}

/** The value in its display unit as a plain number, for charts and bars only: never for a figure that is read. */
export const plotted = (value: string | null, display: Display): number | null =>
  value === null ? null : Number(shifted(value, places[display.factor] ?? 0));

/** A value in its display unit, the unit behind it. */
export function withUnit(value: string, display: Display, language: Language = languageNow()): string {
  const shown = shownNumber(value, display, language);
  const unit = unitOf(shown, display);
  return unit ? `${shown} ${unit}` : shown;
}

/** A day, month or year as said, in the reader's manner: `2025年10月31日`, `31 October 2025`. */
export function shownDay(day: string, language: Language = languageNow(), style: 'long' | 'short' = 'short'): string {
  if (style === 'short' || day.length < 10) return day;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

let cityZone: string | undefined;
/** The city's zone, once the house has said it: papers, deadlines and days are told in it, and so is every instant, wherever who reads sits. */
export const readClockOf = (timeZone: string): void => {
  cityZone = timeZone;
};

/** An instant to the minute, by the city's clock: `2025-10-28 14:06`. */
export function shownInstant(instant: string): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? instant : clockAt(at, cityZone);
}

/** What a control for a moment holds of an instant, by the city's clock: `2025-10-28T14:06`; nothing where there is none. */
export const momentOf = (instant: string): string =>
  Number.isNaN(Date.parse(instant)) ? '' : shownInstant(instant).replace(' ', 'T');
/** The instant that such a control means; null where it is not filled in. */
export const instantOf = (moment: string): string | null =>
  moment.length < 16 || Number.isNaN(Date.parse(moment)) ? null : instantAt(moment.slice(0, 16), cityZone).toISOString();
