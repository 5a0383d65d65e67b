// `like(text, words)`: the search that rules have in place of regular expressions. Time grows with the text only: no backtracking.

const plain = (of: string): string => of.normalize('NFKC').toLowerCase();

/**
 * Whether the text holds the words, in their order, whatever stands between: `like(clause, '不得 改进')`. Words are parted by
 * spaces; of a list one entry is enough. Full-width and half-width, capitals and small letters are the same.
 */
export function like(text: string, words: string | readonly string[]): boolean {
  const searched = plain(text);
  return (typeof words === 'string' ? [words] : words).some((entry) => inOrder(searched, wordsOf(entry)));
}

/** The words of an entry; none of a blank one. */
export const wordsOf = (entry: string): string[] =>
  plain(entry)
    .split(/\s+/)
    .filter((word) => word !== '');

function inOrder(searched: string, words: readonly string[]): boolean {
  let from = 0;
  for (const word of words) {
    const found = searched.indexOf(word, from);
    if (found < 0) return false;
    from = found + word.length;
  }
  return true;
}
