// Measures of GB/T 9704-2012 (layout of official documents), and what an English page takes instead. Pure numbers; millimetres and points.
import type { Language } from '../../shared/actor.ts';

export const mm = (of: number): number => (of * 72) / 25.4;
/** Twentieths of a point, which DOCX counts in. */
export const twips = (points: number): number => Math.round(points * 20);

export const page = {
  width: 210,
  height: 297,
  /** 天头 37±1 mm, 订口 28±1 mm; the rest is what a text block of 156 × 225 mm leaves. */
  top: 37,
  left: 28,
  right: 210 - 28 - 156,
  bottom: 297 - 37 - 225,
  textWidth: 156,
  textHeight: 225,
  /** The page number stands 7 mm below the text block. */
  numberBelow: 7,
} as const;

/** 22 lines of 28 characters. */
export const grid = { lines: 22, characters: 28 } as const;
/** 225 mm in 22 lines; a trace less, so that rounding never pushes the last line over. */
export const linePitch = Math.floor((mm(page.textHeight) / grid.lines) * 20) / 20;

/** Size in points and distance of lines, of each kind of text. */
export type Type = { size: number; pitch: number };
export type Types = Record<
  | 'body'
  | 'title'
  | 'issuer'
  | 'number'
  | 'cell'
  | 'fact'
  | 'note'
  | 'imprint'
  | 'page'
  | 'chapter'
  | 'section'
  | 'book'
  | 'cover',
  Type
>;

/** 3号 is 16 pt; set 15.75 so that 28 characters fill 156 mm without stretching. */
const chinese: Types = {
  body: { size: 15.75, pitch: linePitch },
  title: { size: 22, pitch: 34 },
  issuer: { size: 42, pitch: 52 },
  number: { size: 15.75, pitch: linePitch },
  cell: { size: 10.5, pitch: 15.5 },
  fact: { size: 12, pitch: 18 },
  note: { size: 9, pitch: 13.5 },
  imprint: { size: 14, pitch: 22 },
  page: { size: 14, pitch: 16 },
  chapter: { size: 20, pitch: 32 },
  section: { size: 14, pitch: 26 },
  book: { size: 12, pitch: 20 },
  cover: { size: 30, pitch: 46 },
};
/** Latin letters of 16 pt look like a poster: an English page is set in 11.5 pt. */
const english: Types = {
  body: { size: 11.5, pitch: 18 },
  title: { size: 19, pitch: 26 },
  issuer: { size: 30, pitch: 40 },
  number: { size: 11.5, pitch: 18 },
  cell: { size: 8.5, pitch: 12.5 },
  fact: { size: 10.5, pitch: 16 },
  note: { size: 8.5, pitch: 12.5 },
  imprint: { size: 10.5, pitch: 16 },
  page: { size: 12, pitch: 14 },
  chapter: { size: 17, pitch: 24 },
  section: { size: 12.5, pitch: 19 },
  book: { size: 10.5, pitch: 15.5 },
  cover: { size: 27, pitch: 38 },
};
export const typesOf = (language: Language): Types => (language === 'en' ? english : chinese);

export const red = '#d5120a';
export const grey = '#5a6675';
export const hairline = '#c9d1db';

/** Width of a line in characters as wide as they are high: a Han character is one, a Latin one about half. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, one) => sum + (/[\u2e80-\uffff]/u.test(one) ? 1 : 0.58), 0);

/** A title that is a little too long for its line is set smaller; a longer one is broken. */
export function titleSize(title: string, language: Language, { size } = typesOf(language).title, least = 0.8): number {
  const fits = (mm(page.textWidth) * 0.99) / Math.max(...title.split('\n').map(widthOf), 1);
  return fits >= size || fits < size * least ? size : Math.floor(fits * 2) / 2;
}

/** The issuing body fills the head, and shrinks to stay on one line. */
export function issuerSize(issuer: string, language: Language): number {
  const wide = widthOf(issuer);
  return Math.max(18, Math.min(typesOf(language).issuer.size, Math.floor((mm(page.textWidth) * 0.96) / Math.max(wide, 1))));
}
