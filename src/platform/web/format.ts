// Numbers, days and instants in the reader's locale. Decimal strings stay exact: the point is moved, nothing is divided.
import type { Language } from '../shared/actor.ts';
import { languageNow } from './i18n.ts';

/** `one` is the unit of exactly 1 where the language has a form for it. */
export type Display = { unit: string; factor: string; one?: string | undefined };
const places: Record<string, number> = { '1': 0, '1e3': 3, '1e4': 4, '1e6': 6, '1e8': 8, '1e9': 9 };

/** The decimal string with its point moved left by `by` places, exactly. */
export function shifted(value: string, by: number): string {
  if (by === 0) return value;
  const negative = value.startsWith('-');
  const [whole = '0', part = ''] = (negative ? value.slice(1) : value).split('.');
  const digits = whole.padStart(by + 1, '0');
  const moved = `${digits.slice(0, -by)}.${digits.slice(-by)}${part}`;
  return negative ? `-${moved}` : moved;
}

const formats = new Map<string, Intl.NumberFormat>();
function format(language: Language, least: number, most: number): Intl.NumberFormat {
  const key = `${language} ${least} ${most}`;
  const one =
    formats.get(key) ??
    new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'zh-CN', { minimumFractionDigits: least, maximumFractionDigits: most });
  formats.set(key, one);
  return one;
}
const isNumeric = (value: string): value is `${number}` => /^-?\d+(\.\d+)?$/.test(value);

/** `45000000000.00` with factor `1e8` is `450`; at most two decimals, `least` at the least; a real minus sign. */
export function shownNumber(value: string, display: Display, language: Language = languageNow(), least = 0): string {
  const moved = shifted(value, places[display.factor] ?? 0);
  return (isNumeric(moved) ? format(language, least, 2).format(moved) : moved).replace('-', '−');
}

/** How to show numbers that stand in one column: all with as many decimals as one of them needs. */
export function evenly(
  values: readonly (string | null)[],
  display: Display,
  language: Language = languageNow(),
): (value: string) => string {
  const decimals = values.map((one) => (one === null ? 0 : (shownNumber(one, display, 'en').split('.')[1]?.length ?? 0)));
  const least = Math.max(0, ...decimals);
  return (value) => shownNumber(value, display, language, least);
}

/** A decimal string as it stands, grouped, all its decimals kept; `signed` writes the plus too. */
export function exactNumber(value: string, signed = false, language: Language = languageNow()): string {
  const decimals = value.split('.')[1]?.length ?? 0;
  const text = isNumeric(value) ? format(language, decimals, decimals).format(value) : value;
  return signed && !value.startsWith('-') ? `+${text}` : text.replace('-', '−');
}

/** The value in its display unit as a plain number, for charts and bars only: never for a figure that is read. */
export const plotted = (value: string | null, display: Display): number | null =>
  value === null ? null : Number(shifted(value, places[display.factor] ?? 0));

/** The unit of a number as it is shown: `1 organization`, `−1 organization`, `2 organizations`, `1.5 organizations`. */
export const unitOf = (shown: string, { unit, one }: Display): string => (one && /^[−+-]?1$/.test(shown) ? one : unit);

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

/** An instant to the minute, in the reader's time zone: `2025-10-28 14:06`. */
export function shownInstant(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
