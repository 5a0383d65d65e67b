// Prints of a listing: whole numbers that texts nearly the same, and titles that speak of the same, have in common; for an index of the database. Pure.
import type { OpenTexts } from './openTexts.ts';
import { bandsOf, leastOf, likenessOf, piecesOf } from './nearDuplicates.ts';

export type Printed = OpenTexts & { confidentiality: 'public' | 'onAdmission' };

/** What everybody may read of it; of one that is shown on admission its title and keywords. */
export const openTextOf = (of: Printed): string =>
  [of.title, ...(of.confidentiality === 'public' ? [of.text, of.acceptance ?? ''] : []), ...of.keywords].join('\n');

const alikePlaces = 16;
const headOf = ({ title, keywords }: Pick<Printed, 'title' | 'keywords'>): string => [title, ...keywords].join(' ');
/** Pairs of characters that are words or parts of words: signs and blanks tell nothing. */
const pairsOf = (text: string): Set<string> => new Set([...piecesOf(text, 2)].filter((pair) => /^[\p{L}\p{N}]{2}$/u.test(pair)));

/** What is kept with a listing. */
export const printsOf = (of: Printed): number[] => [
  ...bandsOf(piecesOf(openTextOf(of))),
  ...leastOf(pairsOf(headOf(of)), alikePlaces),
];
/** What a listing that is being written is looked for by: a title is not there yet, or says less than the text. */
export const askedBy = (of: Printed): number[] => [
  ...printsOf(of),
  ...leastOf(pairsOf(`${headOf(of)} ${of.text.slice(0, 300)}`), alikePlaces),
];

export type Likeness = {
  /** Of the whole texts: shared pieces of five characters by all of them. */
  near: number;
  /** How much of its head the other says as well, rare pairs more than frequent ones; 0 to 1. */
  alike: number;
};
/** From here on one of two may be a copy of the other. */
export const nearFrom = 0.6;
const alikeFrom = 0.35;
const leastPairs = 3;

/** Those that are near, then those alike, the likest first; the others are left out. `all` were met by their prints. */
export function ranked<T extends Printed & { id: string }>(of: Printed, all: readonly T[]): (Likeness & { of: T })[] {
  const [own, said] = [piecesOf(openTextOf(of)), pairsOf(`${headOf(of)} ${of.text.slice(0, 300)}`)];
  const heads = all.map((one) => pairsOf(headOf(one)));
  const seen = new Map<string, number>();
  for (const head of heads) for (const pair of head) seen.set(pair, (seen.get(pair) ?? 0) + 1);
  const weight = (pair: string): number => 1 / (1 + Math.log(seen.get(pair) ?? 1));
  const sum = (pairs: Iterable<string>): number => [...pairs].reduce((whole, pair) => whole + weight(pair), 0);
  return all
    .map((one, at) => {
      const head = heads[at] ?? new Set<string>();
      const shared = [...head].filter((pair) => said.has(pair));
      const alike = shared.length < leastPairs ? 0 : sum(shared) / sum(head);
      return { of: one, near: likenessOf(own, piecesOf(openTextOf(one))), alike };
    })
    .filter(({ near, alike }) => near >= nearFrom || alike >= alikeFrom)
    .toSorted((a, b) => rank(b) - rank(a) || (a.of.id < b.of.id ? -1 : 1));
}
const rank = ({ near, alike }: Likeness): number => (near >= nearFrom ? 1 + near : alike);
