// Characters that the PDF's typeface cannot draw: never a silent box. They become 〓, as printers have it, and the document names them.
import { mapTexts, type Document } from './document.ts';
import { said } from './said.ts';

/** 〓, which printers set where a type is missing. */
export const geta = '\u3013';

/** Marks of format, direction and variation: nothing is drawn for them anyway. */
const unseen = /^[\p{Cf}\p{Cc}\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u;
/** What the typeface draws in the place of a character that it lacks. */
const instead: Readonly<Record<string, string>> = { '\u00a0': ' ', '\u2009': ' ', '\u202f': ' ', '\u2011': '-', '\u2212': '-' };

export type Printable = {
  document: Document;
  /** Characters that are not drawn, each once, in order. */
  missing: string[];
};

/** The document as it can be drawn with a typeface that has `covered`; a note at its end names what it lacks. */
export function printable(of: Document, covered: ReadonlySet<number>): Printable {
  const missing = new Set<string>();
  const change = (text: string): string =>
    [...text]
      .map((one) => {
        if (one === '\n' || covered.has(one.codePointAt(0) ?? 0)) return one;
        if (instead[one] !== undefined) return instead[one];
        if (unseen.test(one)) return '';
        missing.add(one);
        return geta;
      })
      .join('');
  const document = mapTexts(of, change);
  if (missing.size === 0) return { document, missing: [] };
  const list = [...missing].map(codePoint).join(', ');
  const endNote = [document.endNote, said(of.language, 'paper.missing', { mark: geta, list })].filter(Boolean).join('\n');
  return { document: { ...document, endNote }, missing: [...missing] };
}

/** `U+20BB7`. */
export const codePoint = (one: string): string => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
