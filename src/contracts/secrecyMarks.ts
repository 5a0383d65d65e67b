// Marks of state and internal secrets in a file's name or text, for the browser to stop before anything is sent. A mark is what stands as one:
// by itself on a line, behind "class of secrecy", or with the star and a term; not the ordinary words of a contract. Pure.
// Basis: the form of the mark (class, star, term) by the law on state secrets and its regulation (recalled, not read again).
import type { Span } from './reading.ts';
import { anyOf, level } from './readText.ts';
import terms from './reading-terms.json' with { type: 'json' };

export const secrecyLevels = ['topSecret', 'confidential', 'secret', 'internal'] as const;
export type SecrecyLevel = (typeof secrecyLevels)[number];
/** `value` is the mark as it stands; the place is one in the name or in the text. */
export type SecrecyMark = { value: string; level: SecrecyLevel; where: 'name' | 'text'; at: Span };

const { secrecy } = terms;
const levelOf = new Map<string, SecrecyLevel>([
  ...secrecyLevels.flatMap((level) => (level === 'internal' ? [] : [[secrecy.levels[level], level] as const])),
  ...secrecy.internal.map((word) => [word, 'internal'] as const),
]);
const state = Object.values(secrecy.levels);
/** Marks are set wide: 机 密. */
const spaced = (words: readonly string[]): string => `(?:${words.map((word) => [...word].join(' {0,3}')).join('|')})`;
const states = spaced(state);
const all = spaced([...state, ...secrecy.internal].toSorted((a, b) => b.length - a.length));
const term = `(?: ?\\(?(?:\\d{1,3} ?)?${anyOf(secrecy.terms)}\\)?)`;
const star = `[${secrecy.star}]`;
const open = '[\\[(\\u3010\\u3014\\u300a<"\\u201c]?';
const close = '[\\])\\u3011\\u3015\\u300b>"\\u201d]?';
const note = `(?:[ ,.!:;\\u3001\\u3002]{0,4}${anyOf(secrecy.notes)}){0,4}[!.\\u3002 ]{0,3}`;

const notOrdinary = `(?<!${anyOf(secrecy.ordinary)} {0,2})`;
const inText = [
  // 机密★10年
  new RegExp(`${notOrdinary}(${states}) {0,3}${star}${term}?`, 'g'),
  // 密级：秘密
  new RegExp(
    `${spaced(secrecy.class)}[ \\t:]{0,6}${open}(${all})(?=${secrecy.grade}(?!\\p{Script=Han})|(?!\\p{Script=Han}))`,
    'gu',
  ),
  // 机密级
  new RegExp(`${notOrdinary}(${states}) {0,3}${secrecy.grade}(?!${secrecy.gradeOf})`, 'g'),
  // Alone on its line, as a head has it, with or without brackets, term and a note to the reader.
  new RegExp(`^[ \\t]{0,200}${open} {0,3}(${all})${secrecy.grade}? {0,3}${star}?${term}? {0,3}${close}${note}[ \\t]*$`, 'gm'),
];
const separators =
  '[\\s\\-_.,;:()\\[\\]{}<>+~&#@!\\u2014\\u3001\\u3002\\u3010\\u3011\\u3014\\u3015\\u300a\\u300b\\u201c\\u201d\\u00b7' +
  secrecy.star +
  ']';
const inName = new RegExp(`(?<=^|${separators})(${all})${secrecy.grade}?(?:${term})?(?=$|${separators})`, 'g');

/** Every mark in the name, then every mark in the text, in their order; none is what lets a file be sent. */
export function secrecyMarks(name: string, text: string): SecrecyMark[] {
  return [...marksIn(name, [inName], 'name'), ...marksIn(text, inText, 'text')];
}

/** One mark stops the file: a text that is nothing but marks need not be told to its end. */
const most = 100;

function marksIn(within: string, patterns: readonly RegExp[], where: 'name' | 'text'): SecrecyMark[] {
  const levelled = level(within);
  const marks: SecrecyMark[] = [];
  for (const pattern of patterns) {
    let count = 0;
    for (const match of levelled.matchAll(pattern)) {
      marks.push(markOf(match, within, where));
      if ((count += 1) === most) break;
    }
  }
  const kept: SecrecyMark[] = [];
  for (const mark of marks.toSorted((a, b) => a.at.from - b.at.from || b.at.to - a.at.to))
    if (mark.at.from >= (kept.at(-1)?.at.to ?? 0)) kept.push(mark);
  return kept;
}

function markOf(match: RegExpExecArray, within: string, where: 'name' | 'text'): SecrecyMark {
  const [whole, word = ''] = match;
  const from = match.index + (whole.length - whole.trimStart().length);
  const to = match.index + whole.trimEnd().length;
  return { value: within.slice(from, to), level: levelOf.get(word.replaceAll(' ', '')) ?? 'secret', where, at: { from, to } };
}
