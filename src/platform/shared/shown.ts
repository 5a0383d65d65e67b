// How a decimal string is shown to a reader: in its display unit, grouped, exact. Pure; for pages and documents alike.
import type { Language } from './actor.ts';

/** `one` is the unit of exactly 1 where the language has a form for it. */
export type Display = { unit: string; factor: string; one?: string | undefined };
export const places: Record<string, number> = { '1': 0, '1e3': 3, '1e4': 4, '1e6': 6, '1e8': 8, '1e9': 9 };

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
/** Grouped as the language does, with so many decimals. */
export function grouped(language: Language, least: number, most: number): Intl.NumberFormat {
  const key = `${language} ${least} ${most}`;
  const one =
    formats.get(key) ??
    new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'zh-CN', { minimumFractionDigits: least, maximumFractionDigits: most });
  formats.set(key, one);
  return one;
}
export const isNumeric = (value: string): value is `${number}` => /^-?\d+(\.\d+)?$/.test(value);

/** `45000000000.00` with factor `1e8` is `450`; at most two decimals, `least` at the least; a real minus sign. */
export function shownIn(value: string, display: Display, language: Language, least = 0): string {
  const moved = shifted(value, places[display.factor] ?? 0);
  return (isNumeric(moved) ? grouped(language, least, 2).format(moved) : moved).replace('-', '−');
}

/** How to show numbers that stand in one line: all with as many decimals as one of them needs. */
export function evenlyIn(values: readonly (string | null)[], display: Display, language: Language): (value: string) => string {
  const decimals = values.map((one) => (one === null ? 0 : (shownIn(one, display, 'en').split('.')[1]?.length ?? 0)));
  const least = Math.max(0, ...decimals);
  return (value) => shownIn(value, display, language, least);
}

/** The unit of a number as it is shown: `1 organization`, `−1 organization`, `2 organizations`, `1.5 organizations`. */
export const unitOf = (shown: string, { unit, one }: Display): string => (one && /^[−+-]?1$/.test(shown) ? one : unit);

/** A value in its display unit, the unit behind it. */
export function shownWithUnit(value: string, display: Display, language: Language): string {
  const shown = shownIn(value, display, language);
  const unit = unitOf(shown, display);
  return unit ? `${shown} ${unit}` : shown;
}
