// Days and lengths of time as a text writes them. A day that is not in the calendar is refused; a length counts from a day by the Civil Code.
import { addDays, day as calendarDay, endOfMonth } from '../platform/shared/dates.ts';
import type { Found } from './reading.ts';
import { numberIn, numeralSigns, scale } from '../platform/shared/numeral.ts';
import numerals from '../platform/shared/numerals.json' with { type: 'json' };
import { anyOf, found, level } from './readText.ts';
import terms from './reading-terms.json' with { type: 'json' };

const { days: said } = terms;
/** `impossible`: not in the calendar. `partial`: the month or the day is left blank. */
export type DayProblem = 'nothing' | 'impossible' | 'partial' | 'malformed';
export type DaySaid = { ok: true; day: string } | { ok: false; code: DayProblem };
export type Duration = { years: number; months: number; days: number };

const gap = '[ _]{0,6}';
const tens = Object.entries(numerals.units).flatMap(([sign, exponent]) => (exponent === 1 ? [sign] : []));
const numeral = `[${numeralSigns}${tens.join('')}]`;
const marked = `(\\d{4}|[${numeralSigns}]{4})${gap}${said.year}${gap}(\\d{1,2}|${numeral}{1,3})${gap}${said.month}${gap}(\\d{1,2}|${numeral}{1,3})${gap}[${said.day}]`;
const plain = '(\\d{4}) ?([-./]) ?(\\d{1,2}) ?\\5 ?(\\d{1,2})(?!\\d|\\.\\d|-\\d{1,2}(?!\\d))';
/** A day inside a text that `level` has seen. Not a piece of a number or of a contract's number. */
const dayPattern = `(?<![\\dA-Za-z.]|[A-Za-z]-)(?:${marked}|${plain})`;
const everyDay = new RegExp(dayPattern, 'g');
const wholeDay = new RegExp(`^(?:${dayPattern})$`);
const blank = new RegExp(
  `^(?:(?:\\d{4}|[${numeralSigns}]{4})?${gap}${said.year}${gap}(?:\\d{1,2}|${numeral}{1,3})?(?:${gap}${said.month}${gap}[${said.day}]?)?|\\d{4}([-./]\\d{1,2})?)$`,
);

/** A whole number below 10000, in digits or numerals; null for none. */
export function countIn(written: string): number | null {
  const bare = written.trim().replace(/^0+(?=\d)/, '');
  const read = numberIn(numerals.zeros.includes(bare.charAt(0)) ? bare.slice(1) : bare);
  if (!read.ok || read.places > 0 || read.value >= 10n ** BigInt(scale + 4)) return null;
  return Number(read.value / 10n ** BigInt(scale));
}

function dayOf(match: RegExpMatchArray): DaySaid {
  const parts = [match[1] ?? match[4], match[2] ?? match[6], match[3] ?? match[7]].map((part) => countIn(part ?? ''));
  const [year = null, month = null, date = null] = parts;
  if (year === null || month === null || date === null) return { ok: false, code: 'malformed' };
  const day = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return calendarDay.safeParse(day).success ? { ok: true, day } : { ok: false, code: 'impossible' };
}

/** The day that a text says, and nothing else: 2026年1月5日, 2026-01-05, 2026.1.5, 20260105, 二〇二六年一月五日. */
export function dayIn(text: string): DaySaid {
  const bare = level(text.slice(0, 80))
    .trim()
    .replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  if (bare.replaceAll('_', '') === '') return { ok: false, code: 'nothing' };
  const match = wholeDay.exec(bare);
  if (match) return dayOf(match);
  return { ok: false, code: blank.test(bare) ? 'partial' : 'malformed' };
}

/** The days of the calendar in a levelled text between two places, in their order. */
export function daysIn(levelled: string, from = 0, to = levelled.length): Found<string>[] {
  const all: Found<string>[] = [];
  for (const match of levelled.slice(from, to).matchAll(everyDay)) {
    const read = dayOf(match);
    if (read.ok) all.push(found(read.day, from + match.index, from + match.index + match[0].length));
  }
  return all;
}

const { years, months, days } = said.spans;
const unitOf = new Map<string, keyof Duration>([
  ...years.map((unit) => [unit, 'years'] as const),
  ...months.map((unit) => [unit, 'months'] as const),
  ...days.map((unit) => [unit, 'days'] as const),
]);
const length = `(?:(\\d{1,4}|[${numeralSigns}${tens.join('')}${hundreds()}]{1,6}) ?(?:\\([^()]{1,6}\\) ?)?|(${said.half}))(${anyOf([...unitOf.keys()])})(${said.half})?`;
/** A length of time inside a levelled text: 三年, 18个月, 一年半, 三年零六个月. Not a year of the calendar. */
export const durationPattern = `${length}(?:[${numerals.zeros}]?(?:${length.replaceAll(/\((?!\?)/g, '(?:')}))?`;

function hundreds(): string {
  return Object.entries(numerals.units)
    .flatMap(([sign, exponent]) => (exponent === 2 ? [sign] : []))
    .join('');
}

const everyLength = new RegExp(length, 'g');
/** The length that a text says; null where it says none, or a year like 2026. */
export function durationIn(text: string): Duration | null {
  const sum: Duration = { years: 0, months: 0, days: 0 };
  let any = false;
  for (const [, count, half, unit = '', more] of level(text.slice(0, 80)).matchAll(everyLength)) {
    const kind = unitOf.get(unit) ?? 'days';
    const value = half === undefined ? countIn(count ?? '') : 0;
    if (value === null || (kind === 'years' && value > 99)) return null;
    sum[kind] += value;
    // Half a year is six months; half a month is fifteen days, as pay and rent have it.
    if (half !== undefined || more !== undefined)
      sum[kind === 'years' ? 'months' : 'days'] += kind === 'years' ? 6 : kind === 'months' ? 15 : 0;
    any = true;
  }
  return any ? sum : null;
}

/**
 * The last day of a length that begins on a day: the first day is not counted, and years and months end on the day of the same number, or
 * on the month's last. Basis: Civil Code art. 200-203 (recalled, not read again).
 */
export function endOf(from: string, { years: y, months: m, days: d }: Duration): string {
  const [year = 0, month = 1, date = 1] = from.split('-').map(Number);
  const count = year * 12 + (month - 1) + y * 12 + m;
  const first = `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
  const last = endOfMonth(`${first}-01`);
  const same = `${first}-${String(date).padStart(2, '0')}`;
  return addDays(same > last ? last : same, d);
}
