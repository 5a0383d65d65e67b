// Characters that no text of ours holds, and what is done to a text before it is compared or kept. Pure.

/** Controls but tab and line ends, halves of a character, and what decoders put for a lost one. PostgreSQL refuses some of them. */
export const unshowable = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffd-\uffff]/u;

/** The first such character as `U+0000`, or null. */
export function unshowableIn(text: string): string | null {
  const found = unshowable.exec(text)?.[0];
  return found === undefined ? null : `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** What nobody sees: marks of format and of direction, joiners, line and paragraph separators, fillers. */
const invisible = /[\p{Cf}\p{Zl}\p{Zp}\u034f\u115f\u1160]/gu;

/** NFKC (full-width letters, digits and spaces become plain), nothing invisible, no space at either end. */
export const tidy = (text: string): string => text.normalize('NFKC').replace(invisible, '').trim();

/** Full-width letters, digits and spaces become plain; signs stay as they are: a licence has `（有限合伙）`. Nothing invisible, one line. */
export const tidyName = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[０-９Ａ-Ｚａ-ｚ]/g, (one) => one.normalize('NFKC'))
    .replace(invisible, '')
    .replace(/\s+/g, ' ')
    .trim();

/** `tidy`, and in one line: the header of a column. */
export const tidyLine = (text: string): string => tidy(text).replace(/\s+/g, ' ');
