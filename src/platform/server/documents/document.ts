// A document as data: what stands on the paper, in order, whatever it is drawn with. Pure; not its layout (layout.ts) nor its drawing.
import type { Language } from '../../shared/actor.ts';
import { type Chart, mapChart } from './chart.ts';
import { said } from './said.ts';

export type Align = 'left' | 'centre' | 'right';
/** `share` is the column's part of the width, 1 unless said. */
export type Column = { title: string; share?: number; align?: Align };

export type Block =
  /** 一、 (一) 1. (1): the numbers are set by the renderer, in order. */
  /** A `chapter` begins a page of its own; it and what is under it stand in the contents. `close`: set smaller, as a book of many pages is. */
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string; chapter?: true; newPage?: true; close?: true }
  /** Indented by two characters in Chinese unless said. */
  | { kind: 'paragraph'; text: string; align?: Align; indent?: boolean; close?: true }
  | { kind: 'note'; text: string; close?: true }
  | { kind: 'facts'; items: readonly (readonly [title: string, value: string])[] }
  /** The head is repeated on each page; `total` is the last row, set off. */
  | {
      kind: 'table';
      caption?: string;
      columns: readonly Column[];
      rows: readonly (readonly string[])[];
      total?: readonly string[];
      /** Short enough to stand on one page. */
      whole?: true;
    }
  /** What must be signed or sealed by hand: a line for each, with room. */
  | { kind: 'places'; items: readonly string[] }
  | { kind: 'image'; png: Uint8Array /** mm */; width: number; caption?: string }
  /** Figures drawn: a vector in a PDF, a picture in a DOCX. `alt` says in words what is seen; the caption names what it shows, the note its unit, day and source. */
  | { kind: 'chart'; chart: Chart; alt: string; caption: string; note: string }
  /** Chapters and sections with their pages. */
  | { kind: 'contents'; title: string }
  | { kind: 'pageBreak' };

/** A QR code and what it is for. */
export type Code = { address: string; title: string; lines: readonly string[] };

export type Document = {
  language: Language;
  /** Red head of an issuing body, with its document number (`〔2026〕1号`); null for what is no official letter or circular. */
  head: { issuer: string; number: string | null } | null;
  /** Head and title with less room around them: what must stand on one page. */
  close?: true;
  /** A small line over the title, where there is no red head: whose register it is from. */
  above?: string;
  title: string;
  /** Main recipients. */
  to?: string;
  /** The title stands alone on the first page, with these lines at its foot. */
  cover?: { lines: readonly string[] };
  /** At the head of every page but the cover. */
  running?: string;
  blocks: readonly Block[];
  attachments?: readonly string[];
  /** `seal` leaves the place for an official seal. */
  signature?: { body: string; day: string | null; seal: boolean };
  /** 附注, in brackets below the date. */
  remark?: string;
  copyTo?: string;
  issued?: { by: string; on: string };
  /** How the document is checked, after all else. */
  code?: Code;
  /** The last line of all. */
  endNote?: string;
  /** Said at the head of every page: an example city, trial data. */
  banner?: string | null;
  /** At the head of each page of a PDF, above on the right: by which a scan of any page is known again. A DOCX is no paper to be known by. */
  pageCode?: { address: string; lines: readonly string[] };
  /** Across each page of a PDF, pale: whose copy it is. */
  watermark?: string;
  /** Files inside the PDF; a DOCX has none: it is for going on writing, and proves nothing. */
  files?: readonly { name: string; type: string; content: string; description: string }[];
};

/** `发文机关代字〔2026〕1号`: six-corner brackets, no leading zero (GB/T 9704-2012, 7.2.5). */
export const documentNumber = (code: string, year: number, number: number, language: Language = 'zh-CN'): string =>
  said(language, 'number.document', { code, year: String(year), number: String(number) });

/** `2026年1月2日`, `2 January 2026`: Arabic digits without leading zeros (7.3.5.4). A year or month alone stays one. */
export function writtenDay(day: string, language: Language): string {
  const [year = '', month, date] = day.split('-');
  const at = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(date ?? 1)));
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    year: 'numeric',
    ...(month === undefined ? {} : { month: 'long' }),
    ...(date === undefined ? {} : { day: 'numeric' }),
    timeZone: 'UTC',
  }).format(at);
}

const digits = [...said('zh-CN', 'number.digits')];
const ten = said('zh-CN', 'number.ten');
/** 1 to 99 as 一 … 九十九. */
export function chineseNumber(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens === 0 ? '' : tens === 1 ? ten : `${digits[tens]}${ten}`}${tens > 0 && ones === 0 ? '' : digits[ones]}`;
}

/** What stands before a heading, from the numbers of its level and those above. */
function markOf(level: number, counts: readonly number[], language: Language): string {
  const n = counts[level - 1] ?? 1;
  if (language === 'en') return level === 4 ? `(${n}) ` : `${counts.slice(0, level).join('.')}${level === 1 ? '.' : ''} `;
  if (level === 1) return `${chineseNumber(n)}\u3001`;
  if (level === 2) return `\uff08${chineseNumber(n)}\uff09`;
  return level === 3 ? `${n}.` : `\uff08${n}\uff09`;
}

/** The blocks with their headings numbered: a heading begins those below it anew. */
export function numbered(blocks: readonly Block[], language: Language): Block[] {
  const counts = [0, 0, 0, 0];
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block;
    const at = block.level - 1;
    counts[at] = (counts[at] ?? 0) + 1;
    counts.fill(0, at + 1);
    return { ...block, text: `${markOf(block.level, counts, language)}${block.text}` };
  });
}

/** The document with `change` done to every text that is drawn; files and addresses stay. */
export function mapTexts(of: Document, change: (text: string) => string): Document {
  const some = (text: string | undefined) => (text === undefined ? undefined : change(text));
  const {
    head,
    above,
    to,
    remark,
    copyTo,
    endNote,
    banner,
    watermark,
    attachments,
    signature,
    issued,
    code,
    pageCode,
    cover,
    running,
    ...rest
  } = of;
  const optional = {
    above: some(above),
    to: some(to),
    remark: some(remark),
    copyTo: some(copyTo),
    endNote: some(endNote),
    watermark: some(watermark),
    running: some(running),
  };
  return {
    ...rest,
    head: head && { issuer: change(head.issuer), number: head.number === null ? null : change(head.number) },
    title: change(of.title),
    blocks: of.blocks.map((block) => mapBlock(block, change)),
    banner: banner ? change(banner) : null,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    ...(cover ? { cover: { lines: cover.lines.map(change) } } : {}),
    ...(attachments ? { attachments: attachments.map(change) } : {}),
    ...(signature ? { signature: { ...signature, body: change(signature.body) } } : {}),
    ...(issued ? { issued: { ...issued, by: change(issued.by) } } : {}),
    ...(code ? { code: { address: code.address, title: change(code.title), lines: code.lines.map(change) } } : {}),
    ...(pageCode ? { pageCode: { address: pageCode.address, lines: pageCode.lines.map(change) } } : {}),
  };
}

function mapBlock(block: Block, change: (text: string) => string): Block {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'note':
      return { ...block, text: change(block.text) };
    case 'facts':
      return { ...block, items: block.items.map(([title, value]) => [change(title), change(value)] as const) };
    case 'table':
      return {
        ...block,
        ...(block.caption === undefined ? {} : { caption: change(block.caption) }),
        columns: block.columns.map((one) => ({ ...one, title: change(one.title) })),
        rows: block.rows.map((row) => row.map(change)),
        ...(block.total ? { total: block.total.map(change) } : {}),
      };
    case 'places':
      return { ...block, items: block.items.map(change) };
    case 'image':
      return block.caption === undefined ? block : { ...block, caption: change(block.caption) };
    case 'chart': {
      const { chart, alt, caption, note } = block;
      return { ...block, chart: mapChart(chart, change), alt: change(alt), caption: change(caption), note: change(note) };
    }
    case 'contents':
      return { ...block, title: change(block.title) };
    case 'pageBreak':
      return block;
  }
}
