// Numbers of intellectual property: patents with their check digit, software, layouts, plant varieties; and where a text names them. Pure.
import type { ReadItem } from './reading.ts';
import { anyOf, escaped, level } from './readText.ts';
import terms from './reading-terms.json' with { type: 'json' };

export type PatentKind = 'inventionPatent' | 'utilityModel' | 'design';
export type PatentNumber = {
  /** As the office writes it: `ZL202310000000.1`; without ZL it is the number of an application. */
  value: string;
  /** By the digit behind the year; null where that digit means nothing. */
  kind: PatentKind | null;
  /** The check digit fits, and the digit of the kind is one. */
  valid: boolean;
};

const kinds: Record<string, PatentKind> = {
  1: 'inventionPatent',
  2: 'utilityModel',
  3: 'design',
  // By way of an international application.
  8: 'inventionPatent',
  9: 'utilityModel',
};

/** Weights of the check digit, repeated; 10 is written X. Source: ZC 0006-2003; the old numbers of 8 digits follow the same rule. */
const weights = [2, 3, 4, 5, 6, 7, 8, 9];
function checkDigitOf(digits: string): string {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) sum += Number(digits.charAt(at)) * (weights[at % weights.length] ?? 0);
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

/** A Chinese patent's or application's number, alone; null for what has not its shape. The year is of four digits since 2003-10. */
export function patentNumber(said: string): PatentNumber | null {
  const plain = level(said.slice(0, 40)).toUpperCase().replace(/\s/g, '');
  const match = /^(ZL|CN)?[:.]?(\d{12}|\d{8})\.?([\dX])$/.exec(plain);
  if (!match) return null;
  const [, mark, digits = '', check = ''] = match;
  const long = digits.length === 12;
  const year = Number(digits.slice(0, long ? 4 : 2));
  const inTime = long ? year >= 2003 && year < 2100 : year >= 85 || year <= 3;
  const kind = kinds[digits.charAt(long ? 4 : 2)] ?? null;
  return {
    value: `${mark === 'ZL' ? 'ZL' : ''}${digits}.${check}`,
    kind,
    valid: kind !== null && inTime && checkDigitOf(digits) === check,
  };
}

const { rights } = terms;
const [certificate = '', ending = ''] = rights.softwareCertificate;
const edge = { before: '(?<![0-9A-Za-z.])', behind: '(?![0-9A-Za-z]|\\.\\d)' };
const patent = `((?:ZL|CN)?[ .:]{0,2}(?:\\d{4} ?\\d ?\\d{7}|\\d{8})(?: ?\\. ?|)[\\dX])`;
const software = `(\\d{4}SR\\d{6,7})`;
const softwareCertificate = `(${escaped(certificate)} ?\\d{5,8} ?${escaped(ending)})`;
const layout = `(BS[. ]{1,2}\\d{8,10}[\\dX]?)`;
const variety = `(CNA ?(?:\\d{8}\\.\\d|\\d{9,11}))`;
const everyNumber = new RegExp(
  `${edge.before}(?:${[patent, software, layout, variety].join('|')})${edge.behind}|${softwareCertificate}`,
  'gi',
);
const patentNear = new RegExp(anyOf(rights.patentNear));
const near = 24;

/** What a text names by number, once each; and a technical secret that it calls its object or its title. `title` alone may say it. */
export function itemsIn(text: string, title: string | null): ReadItem[] {
  const levelled = level(text);
  const items: ReadItem[] = [];
  const seen = new Set<string>();
  for (const match of levelled.matchAll(everyNumber)) {
    const item = itemOf(match, levelled);
    if (!item || seen.has(item.number ?? '')) continue;
    seen.add(item.number ?? '');
    items.push(item);
  }
  const secret = secretIn(levelled, title);
  return secret ? [...items, secret] : items;
}

function itemOf(match: RegExpExecArray, levelled: string): ReadItem | null {
  const [said, patentSaid, softwareSaid, layoutSaid, varietySaid, certificateSaid] = match;
  const at = { from: match.index, to: match.index + said.length };
  if (patentSaid !== undefined) {
    const before = levelled.slice(Math.max(0, match.index - near), match.index);
    // Telephones and accounts have as many digits: a number alone is one only where the text speaks of patents, or by its point.
    const named = /^ZL/i.test(said) || patentNear.test(before) || /^\d{12} ?\. ?[\dX]$/i.test(said);
    const read = patentNumber(said);
    if (!named || !read) return null;
    return { type: read.kind ?? 'inventionPatent', number: read.value, valid: read.valid, at };
  }
  const plain = said.toUpperCase().replaceAll(' ', '');
  if (softwareSaid !== undefined || certificateSaid !== undefined)
    return { type: 'softwareCopyright', number: plain, valid: null, at };
  if (layoutSaid !== undefined) return { type: 'circuitLayout', number: plain.replace(/^BS\.*/, 'BS.'), valid: null, at };
  return varietySaid === undefined ? null : { type: 'plantVariety', number: plain, valid: null, at };
}

const secretAsObject = new RegExp(anyOf(rights.secretAsObject));
const secretInTitle = new RegExp(anyOf(rights.secretInTitle));

/** Nearly every contract speaks of technical secrets in its clause of rights; only one that calls them its object is about them. */
function secretIn(levelled: string, title: string | null): ReadItem | null {
  const inTitle = title !== null && secretInTitle.test(title);
  const match = (inTitle ? secretInTitle : secretAsObject).exec(levelled);
  if (!match) return null;
  return { type: 'technicalSecret', number: null, valid: null, at: { from: match.index, to: match.index + match[0].length } };
}
