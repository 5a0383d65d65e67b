// Numbers of Chinese patents and applications as a listing gives them; international and publication numbers are told apart. Pure.
import { type PatentKind, patentNumber } from '../contracts/readItems.ts';

/** What a number is of: an application, a granted patent, an international application, a publication of the office. */
export type PatentReading =
  | { ok: true; of: 'application' | 'patent'; number: string; kind: PatentKind; year: number; byPct: boolean; checked: true }
  | { ok: true; of: 'international'; number: string; kind: null; year: number; byPct: true; checked: false }
  | { ok: true; of: 'publication'; number: string; kind: PatentKind; year: null; byPct: false; checked: false }
  | { ok: false; code: PatentProblem };
/**
 * `shape`: no such number is given out. `check`: the check digit does not fit. `checkMissing`: all is there but the check digit.
 * `kind`: the digit of the kind means nothing. `year`: before the first or after the last day of the form, or yet to come.
 */
export const patentProblems = ['shape', 'check', 'checkMissing', 'kind', 'year'] as const;
export type PatentProblem = (typeof patentProblems)[number];

const publicationKinds: Record<string, PatentKind> = { 1: 'inventionPatent', 2: 'utilityModel', 3: 'design' };
/** Letters of a publication by kind: A to C of inventions, U and Y of utility models, S and D of designs. */
const publicationLetters: Record<string, string> = { 1: 'ABC', 2: 'UY', 3: 'SD' };

/**
 * Reads a number alone; spaces, full-width signs and the point before the check digit may be as they like. `year` is the year of `on`,
 * a city day: nothing is applied for later.
 *
 * Application numbers by ZC 0006-2003 (year, kind, seven digits, check digit: weights 2 to 9 and 2 to 5, modulo 11, 10 is X; two
 * digits of the year and five before October 2003), kinds 8 and 9 by way of the PCT; ZL says that it was granted. Publication numbers
 * by ZC 0007-2012 and PCT numbers have no check digit: of them the shape alone is sure.
 */
export function readPatentNumber(said: string, on: string): PatentReading {
  const plain = said
    .slice(0, 60)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cf}]/gu, '');
  const until = Number(on.slice(0, 4));
  return internationalIn(plain, until) ?? publicationIn(plain) ?? applicationIn(plain, until);
}

const wrong = (code: PatentProblem): PatentReading => ({ ok: false, code });

function internationalIn(plain: string, until: number): PatentReading | null {
  const match = /^PCT\/?([A-Z]{2})(\d{4}|\d{2})\/(\d{5,6})$/.exec(plain);
  if (!match) return plain.startsWith('PCT') ? wrong('shape') : null;
  const [, office = '', said = '', serial = ''] = match;
  // Two digits of the year and five of the number until 2003.
  if ((said.length === 2) !== (serial.length === 5)) return wrong('shape');
  const year = said.length === 2 ? century(Number(said)) : Number(said);
  if (year < 1978 || year > until || (said.length === 4 && year < 2004) || (said.length === 2 && year > 2003))
    return wrong('year');
  return {
    ok: true,
    of: 'international',
    number: `PCT/${office}${said}/${serial}`,
    kind: null,
    year,
    byPct: true,
    checked: false,
  };
}
const century = (year: number): number => (year >= 70 ? 1900 + year : 2000 + year);

function publicationIn(plain: string): PatentReading | null {
  const match = /^CN(([123])(?:\d{6}|\d{8}))([A-Z])(\d?)$/.exec(plain);
  if (!match) return null;
  const [, digits = '', first = '', letter = '', part = ''] = match;
  // X behind the digits is the check digit of an application of before 2003.
  if (letter === 'X') return null;
  const kind = publicationKinds[first];
  if (kind === undefined || !publicationLetters[first]?.includes(letter)) return wrong('kind');
  if (part !== '' && !/[1-9]/.test(part)) return wrong('shape');
  return { ok: true, of: 'publication', number: `CN${digits}${letter}${part}`, kind, year: null, byPct: false, checked: false };
}

function applicationIn(plain: string, until: number): PatentReading {
  if (/^(?:ZL|CN)?[:.]?(?:\d{12}|\d{8})$/.test(plain)) return wrong('checkMissing');
  const read = patentNumber(plain);
  if (read === null) return wrong('shape');
  if (read.kind === null) return wrong('kind');
  const digits = read.value.replace(/^ZL/, '').replace(/\..$/, '');
  const long = digits.length === 12;
  const year = long ? Number(digits.slice(0, 4)) : century(Number(digits.slice(0, 2)));
  if (year > until || (long ? year < 2003 : year < 1985 || year > 2003)) return wrong('year');
  if (!read.valid) return wrong('check');
  const of = read.value.startsWith('ZL') ? 'patent' : 'application';
  return {
    ok: true,
    of,
    number: read.value,
    kind: read.kind,
    year,
    byPct: /[89]/.test(digits.charAt(long ? 4 : 2)),
    checked: true,
  };
}
