// The mention that is being typed in a text, and how a chosen one is put in. Pure.

/** `@` and what follows it up to the caret; not inside an e-mail address. `from` is the place of the `@`. */
export function typedMention(text: string, caret: number): { from: number; q: string } | null {
  const found = /(^|[^\w.@-])@([^\s@,.;:!?，。；：！？、（）()]{0,30})$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const q = found[2] ?? '';
  return { from: caret - q.length - 1, q };
}

/** The text with the name put in and a space after it, and the caret behind that. */
export function withMention(text: string, { from, caret, name }: { from: number; caret: number; name: string }) {
  const put = `@${name} `;
  return { text: `${text.slice(0, from)}${put}${text.slice(caret).replace(/^ /, '')}`, caret: from + put.length };
}

/** A text in pieces: what begins with http:// or https:// is an address, without the stop at its end. */
export const piecesOf = (text: string): { text: string; link: boolean }[] =>
  text
    .split(/(https?:\/\/[^\s<>"'，。；：！？、（）]+[^\s<>"'.,;:!?，。；：！？、（）)])/u)
    .map((piece, at) => ({ text: piece, link: at % 2 === 1 }))
    .filter((piece) => piece.text !== '');
