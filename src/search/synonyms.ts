// Words that mean the same, as packs and operators list them: asked beside the word that was typed. Pure.
import { z } from 'zod';
import { isWhole, othersOf, type WordGroups } from '../retrieval/alike.ts';
import { plain } from '../retrieval/tokens.ts';

/** `law/search/synonyms.json`, and `synonyms.json` of a city's pack: groups of words that stand for one another, in both languages alike. */
export const synonymList = z.strictObject({
  note: z.strictObject({ zh: z.string(), en: z.string() }),
  groups: z.array(z.array(z.string().trim().min(1).max(40)).min(2).max(12)).max(2000),
});
export type Synonyms = {
  /** What a word may be asked as beside itself: whole words of a group for a part of it that is one. */
  beside: (word: string) => string[];
};

/** So many of a group are asked beside a word. */
const mostBeside = 6;

export function openSynonyms(groups: WordGroups): Synonyms {
  const byWord = othersOf(groups);
  const longest = Math.max(0, ...[...byWord.keys()].map((one) => one.length));
  return {
    beside: (said) => {
      const word = plain(said);
      // The longest part that is listed: of 机器视觉检测 it is 机器视觉 and not 检测.
      for (let length = Math.min(longest, word.length); length > 1; length -= 1)
        for (let from = 0; from + length <= word.length; from += 1) {
          const others = byWord.get(word.slice(from, from + length));
          if (others === undefined || !isWhole(word, from, from + length)) continue;
          return others.slice(0, mostBeside).map((one) => `${word.slice(0, from)} ${one} ${word.slice(from + length)}`.trim());
        }
      return [];
    },
  };
}
