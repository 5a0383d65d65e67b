// Terms by which a text is found as it sounds: pairs of syllables, and the first letters of two and three in a row. Pure.
import { plain } from '../retrieval/tokens.ts';
import { initialOf, readingsOf } from './sounds.ts';

/** Numbers of pairs of syllables lie below this, initials above. */
const pairs = 1 << 20;
export const pairTerm = (first: number, second: number): number => first * 1024 + second;
/** First letters in a row, two or three: `jg`, `jgq`. */
export const initialsTerm = (letters: readonly number[]): number => pairs + letters.reduce((sum, one) => sum * 27 + one + 1, 0);

/** Each term that stands in the text; of a character that is read in two ways, both. */
export function eachSound(text: string, take: (term: number) => void): void {
  let [before, beforeThat]: [readonly number[], readonly number[]] = [[], []];
  const said = plain(text);
  for (let at = 0; at < said.length; at += 1) {
    const now = readingsOf(said.charCodeAt(at));
    const letters = initials(now);
    for (const second of now) for (const first of before) take(pairTerm(first, second));
    for (const last of letters)
      for (const middle of initials(before)) {
        take(initialsTerm([middle, last]));
        for (const first of initials(beforeThat)) take(initialsTerm([first, middle, last]));
      }
    [before, beforeThat] = now.length === 0 ? [[], []] : [now, before];
  }
}

const initials = (readings: readonly number[]): number[] => [...new Set(readings.map(initialOf))];
