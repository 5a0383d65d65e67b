// Numbers of contracts: those that the official register gives, read by the forms that the city's pack names; and the platform's own. Pure.
import { z } from 'zod';
import type { ContractWays } from '../platform/shared/city.ts';

type Numbers = ContractWays['numbers'];
export type OfficialNumber = {
  digits: string;
  year: number;
  /** Two digits each of GB/T 2260, as they stand. */
  province: string;
  city: string;
  registry: string;
  serial: string;
  /** How sure the reading of this length is. */
  sure: Numbers['official'][number]['sure'];
};
/** `characters`: something else than digits; `length`: no form has so many; `year`: before 1985 or after next year. */
export type NumberProblem = 'characters' | 'length' | 'year';

/** As it is kept: 14 or 16 digits. */
export const registrationNumber = z
  .string()
  .regex(/^\d{14}(\d{2})?$/)
  .meta({ title: 'contracts:registrationNumber' });

/** Registration of technology contracts began with the law of 1985. */
const firstYear = 1985;

/** Digits of any width, blanks and hyphens between them left out. */
export const digitsOf = (said: string): string => said.normalize('NFKC').replaceAll(/[\s\u200b-]/g, '');

/** Reads a number by the form of its length; `today` bounds the year. */
export function readOfficialNumber(
  said: string,
  forms: Numbers['official'],
  today: string,
): { ok: true; number: OfficialNumber } | { ok: false; code: NumberProblem } {
  const digits = digitsOf(said);
  if (!/^\d+$/.test(digits)) return { ok: false, code: 'characters' };
  const form = forms.find(({ parts }) => parts.reduce((sum, one) => sum + one.digits, 0) === digits.length);
  if (!form) return { ok: false, code: 'length' };
  const found: Record<string, string> = {};
  let at = 0;
  for (const { part, digits: count } of form.parts) {
    found[part] = digits.slice(at, at + count);
    at += count;
  }
  const year = yearOf(found['year'] ?? '');
  if (year < firstYear || year > Number(today.slice(0, 4)) + 1) return { ok: false, code: 'year' };
  const { province = '', city = '', registry = '', serial = '' } = found;
  return { ok: true, number: { digits, year, province, city, registry, serial, sure: form.sure } };
}

/** Two digits are of the century in which there was such a register. */
function yearOf(said: string): number {
  if (said.length !== 2) return Number(said);
  const short = Number(said);
  return short >= firstYear % 100 ? 1900 + short : 2000 + short;
}

/** The number that the platform gives to the `n`th registration of a year. */
export const ownNumber = ({ own }: Pick<Numbers, 'own'>, n: bigint, year: number | string): string =>
  own.pattern.replace('{year}', String(year)).replace('{serial}', String(n).padStart(own.digits, '0'));
