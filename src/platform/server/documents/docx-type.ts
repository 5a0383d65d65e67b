// Fonts and lines of a DOCX: the names that GB/T 9704 and Chinese offices use, what stands in where one is missing, runs and spacing.
import type { Language } from '../../shared/actor.ts';
import { page, mm, twips, type Type } from './layout.ts';
import { said } from './said.ts';

export type Library = typeof import('docx');
type Font = { ascii: string; hAnsi: string; cs: string; eastAsia: string };

const latin = 'Times New Roman';
const font = (eastAsia: string, ascii = latin): Font => ({ ascii, hAnsi: ascii, cs: ascii, eastAsia });

/** The typefaces of the standard by the names that offices know them by. */
export const names = {
  fangSong: said('zh-CN', 'font.fangSong'),
  kaiTi: said('zh-CN', 'font.kaiTi'),
  hei: said('zh-CN', 'font.hei'),
  song: said('zh-CN', 'font.song'),
  titleSong: said('zh-CN', 'font.titleSong'),
};

type Fonts = Record<'body' | 'heading' | 'second' | 'title' | 'issuer' | 'page' | 'cell', Font> & {
  titleBold: boolean;
  issuerBold: boolean;
};
const chinese: Fonts = {
  body: font(names.fangSong),
  heading: font(names.hei, names.hei),
  second: font(names.kaiTi),
  title: font(names.titleSong),
  issuer: font(names.titleSong),
  page: font(names.song, names.song),
  cell: font(names.fangSong),
  titleBold: false,
  issuerBold: false,
};
const english: Fonts = {
  ...chinese,
  heading: font(names.hei, 'Arial'),
  second: font(names.hei, 'Arial'),
  title: font(names.hei, 'Arial'),
  issuer: font(names.hei, 'Arial'),
  page: font(names.song),
  titleBold: true,
  issuerBold: true,
};
export const fontsOf = (language: Language): Fonts => (language === 'en' ? english : chinese);

/** What a program takes where a typeface is not installed: its name in Latin letters, then the one that today's systems have. */
const standIns = [
  { of: 'fangSong', too: 'fangSongToo', family: 'modern' },
  { of: 'kaiTi', too: 'kaiTiToo', family: 'modern' },
  { of: 'hei', too: 'heiToo', family: 'swiss' },
  { of: 'song', too: 'songToo', family: 'auto' },
  { of: 'titleSong', too: 'titleSongToo', family: 'auto' },
] as const;
const alternatives = (of: (typeof standIns)[number]): string =>
  [said('en', `font.${of.of}`), said('zh-CN', `font.${of.too}`), said('en', `font.${of.too}`)].join(',');
export const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${standIns
  .map(
    (one) =>
      `<w:font w:name="${names[one.of]}"><w:altName w:val="${alternatives(one)}"/><w:charset w:val="86"/><w:family w:val="${one.family}"/><w:pitch w:val="default"/></w:font>`,
  )
  .join(
    '',
  )}<w:font w:name="${latin}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`;

/** 15.75 pt is how a PDF fits 28 characters; in Word it is 16 pt, and the grid does the fitting. */
export const wordSize = (size: number): `${number}pt` => `${size === 15.75 ? 16 : size}pt`;

type Look = { font: Font; size: number; bold?: boolean; color?: string; upright?: boolean };
export const run = (docx: Library, text: string, { font: of, size, bold, color, upright }: Look) =>
  new docx.TextRun({
    font: of,
    size: wordSize(size),
    ...(bold ? { bold } : {}),
    // A style of a heading would slant it.
    ...(upright ? { italics: false } : {}),
    ...(color ? { color: color.replace('#', '') } : {}),
    children: pieces(docx, text),
  });

/** Line ends and tabs of a text as the elements that Word has for them. */
const pieces = (docx: Library, text: string) =>
  text
    .split(/(\n|\t)/)
    .filter((part) => part !== '')
    .map((part) => (part === '\n' ? new docx.CarriageReturn() : part === '\t' ? new docx.Tab() : part));

/** Exact distance of lines: else a line with a larger sign in it breaks the grid. */
export const line = (docx: Library, { pitch }: Type) => ({
  spacing: { line: twips(pitch), lineRule: docx.LineRuleType.EXACT },
});

type Child = InstanceType<Library['TextRun']>;
export const centred = (docx: Library, children: Child[], type: Type, heading?: 'title') =>
  new docx.Paragraph({
    alignment: docx.AlignmentType.CENTER,
    ...line(docx, type),
    ...(heading ? { heading: docx.HeadingLevel.TITLE } : {}),
    children,
  });

export const spaced = (docx: Library, type: Type) => new docx.Paragraph({ ...line(docx, type), children: [] });
export const rightTo = (docx: Library) => [{ type: docx.TabStopType.RIGHT, position: twips(mm(page.textWidth)) }];
