// Words of confirmed matches that may stand for one another: the one side says the one, the other side the other, and neither says both. Pure; which matches were confirmed: server/synonyms.
import { standsIn } from '../retrieval/alike.ts';
import { plain, wordsOf } from '../retrieval/tokens.ts';
import type { MatchingWeights } from './fit.ts';
import { isWord } from './wordGroup.ts';

/** One side of a match: `text` is all that it says, in which a word of the other side may stand. */
export type Sided = { id: string; title: string; keywords: readonly string[]; text: string };
/** `parties`: the two organizations, in one order. */
export type Confirmed = { parties: string; demand: Sided; supply: Sided };
export type WordPair = { words: [string, string]; matches: number; beside: boolean; evidence: Confirmed[] };
type Bounds = Pick<MatchingWeights['sameWords'], 'deals' | 'beside' | 'share'>;

/** A side says no more than so many words that tell what it is about; so many pairs are proposed at once, each with so many matches. */
const [mostTerms, mostPairs, mostEvidence] = [16, 50, 3];

/**
 * Pairs that recur over enough matches of different parties and different listings on both sides: of one listing that many take, every word
 * would recur. `together`: whether the texts of the hall put two words together; `known`: pairs that an operator has or had before him.
 */
export function pairsIn(
  confirmed: readonly Confirmed[],
  { deals, beside, share }: Bounds,
  { together, known }: { together: (one: string, other: string) => boolean; known: (one: string, other: string) => boolean },
): WordPair[] {
  const byWord = new Map<string, Set<Confirmed>>();
  const byPair = new Map<string, { words: [string, string]; of: Set<Confirmed> }>();
  for (const match of confirmed) {
    const [left, right] = [onlyIn(match.demand, match.supply), onlyIn(match.supply, match.demand)];
    for (const word of [...left, ...right]) byWord.set(word, (byWord.get(word) ?? new Set()).add(match));
    for (const one of left)
      for (const other of right) {
        const words: [string, string] = one < other ? [one, other] : [other, one];
        const key = words.join('\n');
        const held = byPair.get(key) ?? { words, of: new Set<Confirmed>() };
        held.of.add(match);
        byPair.set(key, held);
      }
  }
  const found: WordPair[] = [];
  for (const { words, of } of byPair.values()) {
    const matches = differentIn(of);
    if (matches < Math.min(deals, beside)) continue;
    const either = (byWord.get(words[0])?.size ?? 0) + (byWord.get(words[1])?.size ?? 0) - of.size;
    if (of.size < share * either || known(...words)) continue;
    const near = together(...words);
    if (matches >= (near ? beside : deals))
      found.push({ words, matches, beside: near, evidence: [...of].slice(0, mostEvidence) });
  }
  return found
    .toSorted(
      (a, b) => b.matches - a.matches || Number(b.beside) - Number(a.beside) || (a.words.join() < b.words.join() ? -1 : 1),
    )
    .slice(0, mostPairs);
}

/** Keywords and words of the title of the one that do not stand in the other, as they are compared. */
function onlyIn(one: Sided, other: Sided): string[] {
  const terms = [...one.keywords.map(plain), ...wordsOf(one.title)].filter((term) => isWord(term) && !/^[\d\s.,%-]+$/.test(term));
  const against = plain(other.text);
  return [...new Set(terms)].filter((term) => !standsIn(against, term)).slice(0, mostTerms);
}

const differentIn = (of: ReadonlySet<Confirmed>): number =>
  Math.min(
    ...[(match: Confirmed) => match.parties, ({ demand }: Confirmed) => demand.id, ({ supply }: Confirmed) => supply.id].map(
      (by) => new Set([...of].map(by)).size,
    ),
  );
