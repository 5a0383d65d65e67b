// What of a contract's text is compared: names of parties, persons, numbers, amounts and days taken out, so that a form filled in with other names is still the form.
import type { SignalParty, SignalRules } from '../../signals.ts';

export type Phrases = SignalRules['phrases'];
export type Plain = (text: string, parties: readonly SignalParty[]) => string;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
export const anyOf = (phrases: readonly string[]): string => phrases.map(escaped).join('|');

/** Letters alone are left, in order; Han numerals go as well, since clauses are numbered with them. */
export function plainOf(phrases: Phrases, longest: number): Plain {
  // A labelled line (legal representative, address, account) ends at its line or sentence.
  const labelled = new RegExp(`(?:${anyOf(phrases.labels)})\\s*:[^\\n;。]{0,60}`, 'gu');
  const figures = /[a-z]*\d[\da-z.,:/%-]*/g;
  const rest = new RegExp(`[^\\p{L}]+|[${escaped(phrases.numerals)}]+`, 'gu');
  return (text, parties) => {
    let plain = text.slice(0, longest).normalize('NFKC').toLowerCase();
    for (const { name } of parties) {
      const said = name.normalize('NFKC').toLowerCase();
      if (said.length > 1) plain = plain.replaceAll(said, ' ');
    }
    return plain.replace(labelled, ' ').replace(figures, ' ').replace(rest, '');
  };
}

/** Phases and numbers of a title say which part of a deal it is, not what it is about. */
export function topicOf(title: string, phrases: Phrases): string {
  const phases = new RegExp(
    `[${escaped(phrases.numerals)}\\d]*(?:${anyOf(phrases.phases)})[${escaped(phrases.numerals)}\\d]*`,
    'gu',
  );
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(phases, '')
    .replace(new RegExp(`[^\\p{L}]+|[${escaped(phrases.numerals)}]+`, 'gu'), '');
}

/** Dice's measure over pairs of neighbouring characters; of titles, 0 to 1. */
export function topicsAlike(a: string, b: string): number {
  const [left, right] = [pairsOf(a), pairsOf(b)];
  if (left.size === 0 || right.size === 0) return a !== '' && a === b ? 1 : 0;
  let both = 0;
  for (const pair of left) if (right.has(pair)) both += 1;
  return (2 * both) / (left.size + right.size);
}
const pairsOf = (text: string): Set<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
