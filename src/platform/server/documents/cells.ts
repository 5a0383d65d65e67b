// What a cell of an XLSX says, as plain text: numbers as decimals, dates as days. Not formulas, which are never read.
import Big from 'big.js';
import type { Flaw } from './refusals.ts';

type Shown = 'y' | 'm' | 'd' | 't';
/** How a cell is shown, as far as it changes what is read. `shows` lists the parts of a date that the format lets one see. */
export type CellFormat = { kind: 'number' } | { kind: 'zeros'; width: number } | { kind: 'date'; shows: ReadonlySet<Shown> };

const plainFormat: CellFormat = { kind: 'number' };
const dated = (...shows: Shown[]): CellFormat => ({ kind: 'date', shows: new Set(shows) });

/** Formats without a code of their own in the file (ECMA-376 part 1, 18.8.30; 27-36 and 50-58 as in zh-CN). */
const builtIn = new Map<number, CellFormat>([
  ...[17, 27, 36, 50, 52, 57].map((id) => [id, dated('y', 'm')] as const),
  ...[14, 15, 16, 28, 29, 30, 31, 51, 53, 54, 58].map((id) => [id, dated('y', 'm', 'd')] as const),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, dated('t')] as const),
  [22, dated('y', 'm', 'd', 't')],
]);

/** A format by its number, or by its code where the file gives one. */
export function formatOf(id: number, code: string | undefined): CellFormat {
  if (code === undefined) return builtIn.get(id) ?? plainFormat;
  const bare = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase();
  if (/^0{2,20}$/.test(bare)) return { kind: 'zeros', width: bare.length };
  if (bare.includes('general') || !/[ymdhs]/.test(bare)) return plainFormat;
  const timed = /[hs]/.test(bare);
  const months = timed ? /y+[^hs]*m|m[^hs]*d|d[^hs]*m/.test(bare) : bare.includes('m');
  const shows: Shown[] = [];
  if (bare.includes('y')) shows.push('y');
  if (months) shows.push('m');
  if (bare.includes('d')) shows.push('d');
  if (timed) shows.push('t');
  return dated(...shows);
}

/** Excel keeps 15 significant digits: a longer whole number has lost its end. */
const exactDigits = 15;

/** The value of a number cell as text; `raw` is as written in the file (`1E-3`, `45000`). */
export function readNumber(raw: string, format: CellFormat, from1904: boolean): string | Flaw {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(raw)) return { flaw: 'number' };
  if (format.kind === 'date') return readSerial(Number(raw), format.shows, from1904);
  if (/^(0|-?[1-9]\d{0,14})$/.test(raw)) return format.kind === 'zeros' ? raw.padStart(format.width, '0') : raw;
  const whole = new Big(raw.replace(/^\+/, '').replace(/^(-?)\./, '$10.'));
  if (whole.abs().gte('1e15')) return { flaw: 'digits' };
  if (whole.e < -30) return whole.eq(0) ? '0' : { flaw: 'number' };
  return whole.prec(exactDigits, 1).toFixed().replace(/^-0$/, '0');
}

const daySeconds = 86_400;
/** 9999-12-31, the last day that a sheet knows. */
const lastSerial = 2_958_465;

function readSerial(serial: number, shows: ReadonlySet<Shown>, from1904: boolean): string | Flaw {
  const whole = Math.floor(serial);
  const seconds = Math.round((serial - whole) * daySeconds);
  if (shows.has('t') && !shows.has('d') && serial >= 0 && serial < 1) return clockTime(seconds);
  // 60 is 29 February 1900, which never was.
  if (serial < (from1904 ? 0 : 1) || whole > lastSerial || (!from1904 && whole === 60)) return { flaw: 'date' };
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole < 60 ? 31 : 30);
  const at = new Date(epoch + (whole * daySeconds + seconds) * 1000);
  if (at.getUTCFullYear() > 9999) return { flaw: 'date' };
  return asShown(at.toISOString(), shows);
}

/** A month or a year alone has got its first day from the spreadsheet program, not from a person: it stays as shown. */
function asShown(iso: string, shows: ReadonlySet<Shown>): string {
  const on = iso.slice(0, 10);
  if (shows.has('t') && iso.slice(11, 19) !== '00:00:00') return `${on} ${iso.slice(11, 19)}`;
  if (shows.has('y') && !shows.has('d') && !shows.has('t')) {
    if (shows.has('m')) return on.endsWith('-01') ? on.slice(0, 7) : on;
    return on.endsWith('-01-01') ? on.slice(0, 4) : on;
  }
  return on;
}

const clockTime = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(11, 19);

/** A date cell kept as ISO 8601 (`t="d"`). */
export function readIsoDate(raw: string): string | Flaw {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d+)?Z?)?$/.exec(raw);
  const on = found?.[1];
  if (on === undefined || Number.isNaN(Date.parse(on)) || new Date(on).toISOString().slice(0, 10) !== on) return { flaw: 'date' };
  const time = found?.[2];
  return time === undefined || time === '00:00:00' ? on : `${on} ${time}`;
}

/** `_x000A_` in the file is one character. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** `A` is 1. */
export function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

export function columnLetters(number: number): string {
  let letters = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
