// Contact data that somebody hides in public text, in whatever disguise, and the text without it. Pure; not the reading of forms.
import { checkCreditCode } from '../organizations/creditCode.ts';
import { anyDigit, anyOne, digitsOf, gap, groupsOf, isPlain, levelled, oneOf, realDigits } from './contactDigits.ts';
import terms from './contact-terms.json' with { type: 'json' };

/** `address`: of a site; `messenger`: an id of WeChat or QQ; `identity`: the number of a resident's card. */
export const contactKinds = ['identity', 'email', 'address', 'mobile', 'messenger', 'landline'] as const;
export type ContactKind = (typeof contactKinds)[number];
/** Places in the text as it was given; `to` is behind the last. */
export type Contact = { kind: ContactKind; from: number; to: number };

/** What stands for contact data. Of one length: it does not say how long the hidden was. */
export const mask = '***';

/** Everything found, in the order of the text; no two overlap. */
export function contactsIn(text: string): Contact[] {
  const { plain, begins, ends } = levelled(text);
  const found: Contact[] = [];
  // What is found leaves a hole, and what stood hidden beside it shows at the next look.
  for (let left = plain, more = true; more; ) {
    const places = look(left);
    for (const [kind, from, to] of places) {
      found.push({ kind, from: begins[from] ?? 0, to: ends[to - 1] ?? text.length });
      left = left.slice(0, from) + hole.repeat(to - from) + left.slice(to);
    }
    more = places.length > 0;
  }
  return found.toSorted((a, b) => a.from - b.from);
}
/** A sign that no pattern reads. */
const hole = '\u0000';

function look(plain: string): [kind: ContactKind, from: number, to: number][] {
  const taken = new Uint8Array(plain.length);
  const found: [ContactKind, number, number][] = [];
  const add = (kind: ContactKind, pattern: RegExp, holds: Holds): void => {
    for (const [from, to] of take(plain, pattern, taken, holds)) found.push([kind, from, to]);
  };
  add('identity', identity, isIdentity);
  for (const pattern of nobodys) take(plain, pattern, taken, isNobodys);
  add('email', email, () => true);
  add('address', site, ({ said }) => !terms.notSites.includes(said.toLowerCase()));
  add('mobile', mobile, isMobile);
  add('messenger', messenger, isMessenger);
  add('landline', landline, isLandline);
  add('landline', labelled, isLabelled);
  return found;
}

/** The text with `mask` in the place of each contact; a text without any stays as it is. */
export function masked(text: string): string {
  let [made, at] = ['', 0];
  for (const { from, to } of contactsIn(text)) {
    made += text.slice(at, from) + mask;
    at = to;
  }
  return made + text.slice(at);
}

/** What was found; `label` and `join` lead up to it. */
type Match = { said: string; label: string; join: string; behind: string };
type Holds = (match: Match) => boolean;

/** Places of what the pattern finds and `holds` confirms, where nothing was taken before; they are taken now. */
function take(plain: string, pattern: RegExp, taken: Uint8Array, holds: Holds): [number, number][] {
  const places: [number, number][] = [];
  for (const match of plain.matchAll(pattern)) {
    const { it: said = match[0], label = '', join = '' } = match.groups ?? {};
    const to = match.index + match[0].length;
    const from = to - said.length;
    if (taken.subarray(from, to).includes(1)) continue;
    if (!holds({ said, label, join, behind: plain.slice(to, to + 8) })) continue;
    taken.fill(1, from, to);
    places.push([from, to]);
  }
  return places;
}

// What has many digits and is nobody's contact: standards, patents, software, days, credit codes. A telephone has none of these shapes.
const year = '(?:19|20)\\d{2}';
const nobodys: readonly RegExp[] = [
  new RegExp(
    `(?<![A-Za-z])(?:${oneOf(terms.standards)}\\d{0,2}(?:/[A-Z]{1,3})?|T/[A-Z]{2,10}|Q/[0-9A-Z]{2,10})[ -]?(?:[A-Z]{1,6} ?)?\\d{1,6}(?:[.-]\\d{1,3}){0,3}[-:‐-―]${year}(?!\\d)`,
    'g',
  ),
  /(?<![A-Za-z])(?:ZL|CN) ?(?:\d{4} ?\d ?\d{7}|\d{8}) ?\.? ?[\dX](?!\d)/gi,
  /(?<![A-Za-z])CN ?[1-3]\d{6,8} ?[A-Z]\d?(?![A-Za-z\d])/g,
  /PCT\/?[A-Z]{2}\d{2,4}\/\d{5,6}/g,
  /(?<![\dA-Za-z])(?:19[89]\d|20\d{2})[12389]\d{7}\.[\dX](?![\dA-Za-z])/g,
  /(?<![\dA-Za-z])\d{4}SR\d{6,7}(?!\d)/g,
  new RegExp(`(?<!\\d)${year} ?[-./${terms.dayJoins.year}] ?\\d{1,2} ?[-./${terms.dayJoins.month}] ?\\d{1,2}(?![\\d-])`, 'g'),
  /(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Za-z])/g,
];
const isNobodys: Holds = ({ said }) => !/^[0-9A-Z]{18}$/.test(said) || checkCreditCode(said).ok;

const outside = '(?<!\\d)(?<!\\d[.,])';
const identity = new RegExp(`${outside}${anyDigit}(?:${gap}${anyDigit}){16}${gap}(?:${anyDigit}|[Xx])(?![\\dA-Za-z])`, 'g');
const provinces = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
/** GB 11643-1999: province, day of birth, and a check character by ISO 7064, MOD 11-2. */
function isIdentity({ said }: Match): boolean {
  const digits = digitsOf(said) + (/x$/i.test(said) ? 'X' : '');
  if (digits.length !== 18 || !provinces.test(digits)) return false;
  if (!/^(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits.slice(6, 14))) return false;
  let sum = 0;
  for (let at = 0; at < 17; at += 1) sum += Number(digits.charAt(at)) * (2 ** (17 - at) % 11);
  return '10X98765432'.charAt(sum % 11) === digits.charAt(17) && !checkCreditCode(digits).ok;
}

const label = '[A-Za-z0-9][A-Za-z0-9-]{0,30}';
const local = '[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}';
const dot = `\\s?${oneOf(terms.dotWords)}\\s?`;
const email = new RegExp(
  [
    `${local}\\s?${oneOf(terms.atWords)}\\s?(?:${label}${dot}){1,3}${oneOf(terms.mailDomains)}(?![A-Za-z])`,
    `${local} at (?:${label} dot ){1,3}[A-Za-z]{2,12}(?![A-Za-z])`,
    `${local}@(?:${label}\\.){1,3}[A-Za-z]{2,12}(?![A-Za-z])`,
  ].join('|'),
  'gi',
);
const rest = '[A-Za-z0-9._~:/?#@$&+=%-]';
const site = new RegExp(
  [
    `h(?:tt|xx)ps?\\s?:\\s?//\\s?${rest}+`,
    `(?<![A-Za-z0-9])www${dot}(?:[A-Za-z0-9-]+${dot}){1,3}[A-Za-z]{2,12}(?:[:/?#]${rest}*)?`,
    `(?<![A-Za-z0-9@.-])(?:[A-Za-z0-9-]+\\.){1,3}${oneOf(terms.topDomains)}(?!\\.?[A-Za-z]|-)(?:[:/?#]${rest}*)?`,
  ].join('|'),
  'gi',
);

const unitBehind = new RegExp(`^\\s?(?:${oneOf(terms.units)}|${oneOf(terms.latinUnits)}(?![A-Za-z\\d]))`, 'i');
const singles = /^1(?:-1)+$/;

const mobile = new RegExp(
  `${outside}(?:(?:\\+|00)?86${gap})?(?<it>${anyOne}(?:${gap}${anyDigit}){10})(?!\\d)(?!\\.\\d{1,2}(?!\\d))`,
  'g',
);
/** The groups in which people write plain digits; other groups are a row of values. */
const mobileGroups = /^(?:11|3-4-4|3-8|7-4|3-3-5|3-5-3|3-3-3-2|3-4-2-2|3-2-2-2-2)$/;
function isMobile({ said, behind }: Match): boolean {
  if (!/^1[3-9]\d{9}$/.test(digitsOf(said))) return false;
  const groups = groupsOf(said);
  if (singles.test(groups)) return true;
  if (/[,、;]/.test(said)) return false;
  if (!isPlain(said)) return realDigits(said) >= 4;
  return mobileGroups.test(groups) && !unitBehind.test(behind);
}

type Labels = { words: readonly string[]; latin: readonly string[] };
const labelOf = (...all: Labels[]): string =>
  `(?<label>${oneOf(all.flatMap(({ words }) => words))}|(?<![A-Za-z])${oneOf(all.flatMap(({ latin }) => latin))})`;
const join = `(?<join>(?:\\s{0,2}${oneOf(terms.joins)}){0,4}\\s{0,2})`;
const run = (least: number, most: number): string => `${anyDigit}(?:${gap}${anyDigit}){${least - 1},${most - 1}}(?!\\d)`;
const messenger = new RegExp(
  `${labelOf(terms.wordLabels, terms.numberLabels, terms.looseLabels)}${join}(?<it>[A-Za-z][A-Za-z0-9_-]{5,19}(?![A-Za-z0-9_-])|${run(5, 12)})`,
  'gi',
);
const tells = new RegExp(oneOf(terms.joinsThatTell), 'i');
const isOf = ({ words, latin }: Labels): ((said: string) => boolean) => {
  const pattern = new RegExp(`^(?:${oneOf([...words, ...latin])})$`, 'i');
  return (said) => pattern.test(said);
};
const [ofWords, ofNumbers] = [isOf(terms.wordLabels), isOf(terms.numberLabels)];
/** Where nothing says "this is it" a word needs a digit or a line in it, and a number the name of a service of numbers. */
function isMessenger({ said, label: name, join: joined, behind }: Match): boolean {
  const told = tells.test(joined) || tells.test(name.slice(-1));
  if (/^[A-Za-z]/.test(said) && !/^[OoIl|\d]+$/.test(said))
    return ofNumbers(name) ? /^[A-Za-z]+\d{5,}$/.test(said) : told || (ofWords(name) && /[\d_-]/.test(said));
  return (told || ofNumbers(name)) && realDigits(said) >= 4 && /^[1-9]\d{4,}$/.test(digitsOf(said)) && !unitBehind.test(behind);
}

const extension = `(?:\\s?${oneOf(terms.extension)}\\s?\\d{2,5})?(?!\\d)`;
const landline = new RegExp(
  `${outside}(?<![A-Za-z])(?<it>\\(?(?:${run(10, 12)})${extension}|[48]00[- ](?:\\d{3}[- ]\\d{4}|\\d{4}[- ]\\d{3}|\\d{7})(?![\\d-]))`,
  'g',
);
const service = /^[48]00[- ]/;
const areaAndNumber = /^0(?:10|2\d)[1-9]\d{7}|^0[3-9]\d{2}[1-9]\d{6,7}/;
function isLandline({ said, behind }: Match): boolean {
  if (unitBehind.test(behind)) return false;
  if (service.test(said)) return true;
  if (!areaAndNumber.test(digitsOf(said))) return false;
  const groups = groupsOf(said);
  return !isPlain(said) || singles.test(groups) || /^(?:\d{2}|[34]-(?:[78]|4-4|3-4))(?:-[2-5])?$/.test(groups);
}
/** Without its area code, where the text says that it is a telephone. */
const labelled = new RegExp(`${labelOf(terms.phoneLabels)}${join}(?<it>${run(7, 13)})`, 'gi');
function isLabelled({ said, label: name, join: joined, behind }: Match): boolean {
  if (/^[A-Za-z]/.test(name) && !tells.test(joined)) return false;
  return realDigits(said) >= 4 && !/[,、;]/.test(said) && !unitBehind.test(behind);
}
