// Small tools for reading a text by words: signs of one width, alternatives of words, places. Pure; knows nothing of contracts.
import type { Found, Span } from './reading.ts';

const wide = { from: 0xff01, to: 0xff5e, off: 0xfee0 };

/**
 * Signs of one width: full-width letters, digits and punctuation become plain, spaces of every kind one sort. One for one, so that every
 * place in the levelled text is the same place in the text itself.
 */
export function level(text: string): string {
  const codes = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    codes[at] = code < 0x80 ? code : levelled(code);
  }
  return new TextDecoder('utf-16le', { ignoreBOM: true }).decode(codes);
}

function levelled(code: number): number {
  if (code >= wide.from && code <= wide.to) return code - wide.off;
  if (code === 0xffe5) return 0xa5;
  if (code === 0xa0 || code === 0x3000 || code === 0x202f || (code >= 0x2000 && code <= 0x200a)) return 0x20;
  // A mark of byte order would be swallowed by the decoder, and every place behind it would move.
  return code === 0xfeff ? 0x20 : code;
}

export const escaped = (word: string): string => word.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** One of the words, the longest first. */
export const anyOf = (words: readonly string[]): string =>
  `(?:${words
    .toSorted((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')})`;

export const found = <T>(value: T, from: number, to: number): Found<T> => ({ value, at: { from, to } });
export const spanOf = (match: RegExpExecArray | RegExpMatchArray, group = ''): Span => {
  const from = (match.index ?? 0) + (group === '' ? 0 : match[0].indexOf(group));
  return { from, to: from + (group === '' ? match[0].length : group.length) };
};

/** Sets a sticky pattern to a place and tries it there. */
export function tried(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
