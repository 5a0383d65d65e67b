// Text cut as it is looked up: characters and their pairs, and words. Pure; the same text gives the same cuts on every machine with the same Node.

/** Text as it is compared: one width, one case. */
export const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** What counts: Chinese characters in runs, Latin letters and digits in words; all else only parts them. */
const runs = /\p{Script=Han}+|[a-z0-9]+/gu;

/**
 * Characters and pairs of neighbours, the cut that needs no dictionary and finds what a dictionary would cut otherwise; Latin words and
 * numbers whole. A character is a number below 65,536, a pair the first times 65,536 plus the second: both fit 32 bits. A Latin word is
 * itself. Rare characters beyond the basic plane are taken as their two halves, the pair of which stands for them.
 */
export function eachGram(text: string, take: (gram: number | string) => void): void {
  for (const [run] of plain(text).matchAll(runs)) {
    if (isLatin(run)) {
      take(run);
      continue;
    }
    let before = 0;
    for (let at = 0; at < run.length; at += 1) {
      const unit = run.charCodeAt(at);
      take(unit);
      if (before > 0) take(before * 65_536 + unit);
      before = unit;
    }
  }
}
const isLatin = (run: string): boolean => run.charCodeAt(0) < 128;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Words as the dictionary of the runtime (ICU) cuts them: on the 969 abstracts no worse than a larger dictionary (docs/benchmarks.md). */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(plain(text))) if (isWordLike) words.push(segment);
  return words;
}
