// Words that somebody holds for the same, looked up in a text: what is asked beside its own words. Pure; who holds them, and which of them are in force, is not told here.
import { plain } from './tokens.ts';

/** Groups of words that stand for one another, as they were written. */
export type WordGroups = readonly (readonly string[])[];
/** A word of a text that is in a group, how often it stands there, what stands for it, and what that is worth beside the word. */
export type Alike = { word: string; times: number; stands: readonly string[]; worth: number };

/** For each word, as it is compared, the others of all its groups in the order in which they are listed. */
export function othersOf(groups: WordGroups): Map<string, string[]> {
  const others = new Map<string, string[]>();
  for (const group of groups) {
    const words = [...new Set(group.map(plain))];
    for (const word of words) {
      const own = words.filter((one) => one !== word);
      others.set(word, [...new Set([...(others.get(word) ?? []), ...own])]);
    }
  }
  return others;
}

/** A Latin word is not a part of another: `ai` is none of `air`. */
export const isWhole = (text: string, from: number, to: number): boolean =>
  !(isLatin(text[from]) && isLatin(text[from - 1])) && !(isLatin(text[to - 1]) && isLatin(text[to]));
const isLatin = (letter: string | undefined): boolean => letter !== undefined && /[a-z0-9]/.test(letter);

/** Whether a word stands in a text; both as they are compared. */
export function standsIn(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (isWhole(text, at, at + word.length)) return true;
  return false;
}

/** Finds words of the groups in a text, at each place the longest: of 机器视觉检测 it is 机器视觉 and not 视觉 as well. */
export function openAlike(groups: WordGroups, worth: number): (text: string) => Alike[] {
  const others = othersOf(groups);
  const beginning = Map.groupBy(
    [...others.keys()].toSorted((a, b) => b.length - a.length),
    (word) => word[0] ?? '',
  );
  return (said) => {
    if (others.size === 0) return [];
    const text = plain(said);
    const times = new Map<string, number>();
    for (let at = 0; at < text.length; ) {
      const word = beginning.get(text[at] ?? '')?.find((one) => text.startsWith(one, at) && isWhole(text, at, at + one.length));
      if (word !== undefined) times.set(word, (times.get(word) ?? 0) + 1);
      at += word?.length ?? 1;
    }
    return [...times].map(([word, n]) => ({ word, times: n, stands: others.get(word) ?? [], worth }));
  };
}
