// A number in disguise as plain digits: full-width, circled, numerals, letters for digits, signs between them. Pure; finds nothing by itself.
import { escaped } from '../contracts/readText.ts';
import numerals from '../platform/shared/numerals.json' with { type: 'json' };
import terms from './contact-terms.json' with { type: 'json' };

/** Plain signs, and of each the place that it had: from `begins` to `ends` in the text as given. */
export type Levelled = { plain: string; begins: number[]; ends: number[] };

const invisible = /[\p{Cf}\p{Mn}\p{Me}]/u;
/** First signs of the rows of circled digits that no normal form makes plain. */
const blackCircled = [0x2776, 0x2780, 0x278a, 0x24f5];

/** What is not seen has no place in it. */
export function levelled(text: string): Levelled {
  let [plain, at] = ['', 0];
  const [begins, ends]: [number[], number[]] = [[], []];
  for (const sign of text) {
    const behind = at + sign.length;
    const made = invisible.test(sign) ? '' : plainOf(sign);
    for (let unit = 0; unit < made.length; unit += 1) {
      begins.push(at);
      ends.push(behind);
    }
    plain += made;
    at = behind;
  }
  return { plain, begins, ends };
}

function plainOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x80) return sign;
  if (code === 0x24ff) return '0';
  const black = blackCircled.find((from) => code >= from && code < from + 9);
  return black === undefined ? sign.normalize('NFKC') : String(code - black + 1);
}

const digitBySign = new Map<string, string>([
  ...[...numerals.zeros].map((sign): [string, string] => [sign, '0']),
  ...Object.entries({ ...numerals.digits, ...terms.numerals }).map(([sign, digit]): [string, string] => [sign, String(digit)]),
]);
const numeralSigns = [...digitBySign.keys()].join('');
const digitByLetter = new Map<string, string>([...'Oo'].map((sign): [string, string] => [sign, '0']));
for (const sign of 'lI|') digitByLetter.set(sign, '1');

/** For patterns: a digit in disguise, one that is 1, and what may stand between two of them. */
export const anyDigit = `[\\dOoIl|${numeralSigns}]`;
export const anyOne = `(?:[1|${terms.ones.join('')}]|(?<![A-Za-z])[lI])`;
export const gap = '[\\s.·•・_*~/\\\\,、;:()\\-‐-―−+|#]{0,2}?';

/** One of the words, the longest first, as levelled text has them. */
export const oneOf = (words: readonly string[]): string =>
  `(?:${words
    .map((word) => word.normalize('NFKC'))
    .toSorted((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')})`;

export const digitsOf = (written: string): string =>
  [...written].map((sign) => (/\d/.test(sign) ? sign : (digitBySign.get(sign) ?? digitByLetter.get(sign) ?? ''))).join('');

const between = new RegExp(`(?:(?!${anyDigit}).)+`, 's');
/** How the digits stand in groups: `3-4-4`. */
export const groupsOf = (written: string): string =>
  written
    .split(between)
    .filter(Boolean)
    .map((group) => group.length)
    .join('-');

/** Nothing but digits and signs between them: no numerals, no letters. */
export const isPlain = (written: string): boolean => !/[\p{L}\p{Nl}|]/u.test(written);
/** So many of its signs are digits or numerals; letters alone are a word. */
export const realDigits = (written: string): number =>
  [...written].filter((sign) => /\d/.test(sign) || digitBySign.has(sign)).length;
