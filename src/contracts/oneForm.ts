// A text in the one form to which all places refer, whatever program wrote it. For the server and the browser. Pure.

/** Letters and digits of double width, and radicals that PDF writers put for characters: the same sign, whatever its code. */
const sameSign = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2f00-\u2fd5\uf900-\ufaff\ufb00-\ufb06]/g;
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|\p{Variation_Selector}/gu;
const controls = /[^\P{Cc}\t\n]/gu;

/**
 * One form: line ends \n, no more than two blank ones; no controls and nothing invisible; one sort of space; compatibility forms only of
 * letters, digits and radicals. Punctuation stays as written, and so do ½ and ①, which are not what NFKC makes of them.
 */
export function inOneForm(said: string): string {
  return said
    .replace(/\r\n?|\u2028|\u2029|\f|\v/g, '\n')
    .replace(controls, '')
    .replace(invisible, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f]/g, ' ')
    .replace(sameSign, (sign) => sign.normalize('NFKC'))
    .replace(/[ \t\u3000]+(?=\n)/g, '')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim();
}
