// Where the words of a question stand in a text: what a page marks, and the piece of a long text that shows it. Pure.
import { eachGram, plain } from '../retrieval/tokens.ts';
import { readingsOf } from './sounds.ts';
import { pairTerm } from './soundTerms.ts';

/** From a place to before another. */
export type Mark = readonly [from: number, to: number];

/** So long is the piece of a text that is shown. */
const piece = 90;

/** Places of the pairs of characters and Latin words of these, as typed; `sounding`: also of characters that sound alike. */
export function marksIn(text: string, said: readonly string[], sounding: boolean): Mark[] {
  const low = plain(text);
  // A character that becomes two when it is compared would put all marks after it in the wrong place.
  if (low.length !== text.length) return [];
  const taken = new Uint8Array(low.length);
  const take = (part: string): void => {
    for (let at = low.indexOf(part); at >= 0; at = low.indexOf(part, at + 1)) taken.fill(1, at, at + part.length);
  };
  const spoken = new Set<number>();
  for (const word of said) {
    const [pairs, others]: [string[], string[]] = [[], []];
    eachGram(word, (gram) => {
      if (typeof gram === 'string') others.push(gram);
      else if (gram > 65_535) pairs.push(String.fromCharCode(gram >>> 16, gram & 65_535));
    });
    for (const part of pairs.length + others.length > 0 ? [...pairs, ...others] : [word]) if (part !== '') take(part);
    if (sounding) for (const pair of pairs) eachPair(pair, (_at, term) => spoken.add(term));
  }
  if (spoken.size > 0) eachPair(low, (at, term) => void (spoken.has(term) && taken.fill(1, at, at + 2)));
  return runsOf(taken);
}

function eachPair(text: string, take: (at: number, term: number) => void): void {
  for (let at = 0; at + 1 < text.length; at += 1)
    for (const first of readingsOf(text.charCodeAt(at)))
      for (const second of readingsOf(text.charCodeAt(at + 1))) take(at, pairTerm(first, second));
}

function runsOf(taken: Uint8Array): Mark[] {
  const runs: Mark[] = [];
  for (let at = 0; at < taken.length; at += 1) {
    if (taken[at] === 0) continue;
    let to = at;
    while (to < taken.length && taken[to] === 1) to += 1;
    runs.push([at, to]);
    at = to;
  }
  return runs;
}

/** The piece around the first mark, with the marks inside it; the beginning where nothing is marked. */
export function pieceOf(text: string, said: readonly string[], sounding: boolean): { text: string; marks: Mark[] } {
  const marks = marksIn(text, said, sounding);
  const first = marks[0]?.[0] ?? 0;
  const from = first < piece / 2 ? 0 : first - piece / 4;
  const to = Math.min(text.length, Math.floor(from) + piece);
  const start = Math.floor(from);
  const inside = marks.filter(([at]) => at < to).map(([at, end]): Mark => [at - start, Math.min(end, to) - start]);
  const ahead = start > 0 ? '…' : '';
  return {
    text: `${ahead}${text.slice(start, to)}${to < text.length ? '…' : ''}`,
    marks: inside.filter(([at]) => at >= 0).map(([at, end]): Mark => [at + ahead.length, end + ahead.length]),
  };
}
