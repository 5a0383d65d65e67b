// The text of a PDF, page by page, with lines that the page broke put together again. Scans and files under a password are refused.
import { getDocumentProxy } from 'unpdf';
import { unsound } from '../../platform/shared/files.ts';
import { garbled, locked, scanned, tooLong, tooManyPages } from '../readingFile.ts';
import terms from '../reading-terms.json' with { type: 'json' };
import { mostCharacters } from './docxText.ts';

const mostPages = 600;
/** Nothing that a person hands in takes this long; the process serves others meanwhile, between pages. */
const longestMs = 15_000;

type Line = { text: string; left: number; right: number; size: number };

export async function pdfText(content: Buffer): Promise<{ text: string; pages: number }> {
  const pdf = await opened(content);
  try {
    if (pdf.numPages > mostPages) throw tooManyPages({ limit: mostPages });
    const began = performance.now();
    const lines: Line[] = [];
    let length = 0;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      for (const line of linesOf(await page.getTextContent())) {
        lines.push(line);
        length += line.text.length;
      }
      page.cleanup();
      if (length > mostCharacters || performance.now() - began > longestMs) throw tooLong({ limit: mostCharacters });
    }
    const text = joined(lines);
    refuseUnreadable(text, pdf.numPages);
    return { text, pages: pdf.numPages };
  } finally {
    await pdf.loadingTask.destroy();
  }
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function opened(content: Buffer): Promise<Pdf> {
  try {
    return await getDocumentProxy(Uint8Array.from(content), { verbosity: 0 });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw locked();
    throw unsound({ part: 'pdf' });
  }
}

/** A stamp or a number on each page is no text: fewer characters a page than a line has make a scan. */
const fewest = 20;
const strange = /[\ufffd\ue000-\uf8ff]/g;

function refuseUnreadable(text: string, pages: number): void {
  const letters = text.replace(/\s/g, '').length;
  if (letters < Math.min(fewest * pages, 400)) throw scanned();
  if ((text.match(strange)?.length ?? 0) > letters / 5) throw garbled();
}

type Content = Awaited<ReturnType<Awaited<ReturnType<Pdf['getPage']>>['getTextContent']>>;

/** Places of the line in hand: of its last words, and where its row began, for cells of several lines. */
type Pen = Line & { top: number; height: number; cell: number };

function linesOf({ items }: Content): Line[] {
  const lines: Line[] = [];
  let pen: Pen | null = null;
  let space = false;
  for (const item of items) {
    if (!('str' in item) || item.str === '') continue;
    if (item.str.trim() === '') {
      space = true;
      continue;
    }
    const [, , , , x = 0, y = 0] = item.transform.map(Number);
    const between: string | null = pen && gapTo(pen, x, y, space);
    if (pen && between !== null) {
      pen.text += between + item.str;
      if (between === '\t') pen.cell = x;
      Object.assign(pen, { right: Math.max(pen.right, x + item.width), size: Math.max(pen.size, item.height), height: y });
    } else {
      if (pen) lines.push(pen);
      pen = { text: item.str, left: x, right: x + item.width, size: item.height, top: y, height: y, cell: x };
    }
    space = false;
  }
  return pen ? [...lines, pen] : lines;
}

/** What stands between the line in hand and the next words; null where they begin a line of their own. */
function gapTo(pen: Pen, x: number, y: number, space: boolean): string | null {
  const near = Math.max(2, pen.size / 2);
  // A gap as wide as two characters is a cell's edge or a blank to fill in.
  if (Math.abs(y - pen.height) <= near) return x - pen.right > 2 * pen.size || x < pen.cell ? '\t' : space ? ' ' : '';
  // Up again, to the right: the next cell of a row whose last cell had several lines.
  if (y > pen.height && y <= pen.top + near && x > pen.cell) return '\t';
  const wrapped = pen.cell > pen.left + pen.size && Math.abs(x - pen.cell) < pen.size / 2 && pen.height - y <= 1.75 * pen.size;
  return y < pen.height && wrapped ? '' : null;
}

const ended = /[\u3002;:!?\uff1b\uff1a\uff01\uff1f]\s*$/;
const numerals = [...Object.keys(terms.numerals.digits), ...Object.keys(terms.numerals.units), ...terms.numerals.zeros].join('');
/** A clause, an item or a label begins a line, however full the line before. */
const begins = new RegExp(
  `^\\s*(?:\\d{1,2}(?:[\\u3001)\\uff09]|\\.(?!\\d)|(?:\\.\\d{1,2}){1,3} )|[${numerals}]{1,3}\\u3001|[(\\uff08][\\d${numerals}]{1,3}[)\\uff09]|[\\u2460-\\u2473]|` +
    `${terms.lines.ordinal}[\\d${numerals}]{1,4}[${terms.lines.parts}]|[^\\s,\\uff0c\\u3002]{1,12}[:\\uff1a])`,
);

/** A line that reaches the right edge and does not end a sentence goes on in the next. */
function joined(lines: readonly Line[]): string {
  const edge = Math.max(0, ...lines.map((line) => line.right));
  let text = '';
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1];
    // What does not break, a number or a Latin word with its comma, went to the next line whole and left a gap.
    const word = Math.min(/^[\w%.,\uff0c\u3002]*/.exec(next?.text ?? '')?.[0].length ?? 0, 20);
    const full = line.right >= edge - (1.5 + 0.7 * word) * line.size && line.right - line.left > edge / 3;
    const rows = line.text.includes('\t') || next?.text.includes('\t');
    const goesOn = next !== undefined && full && !rows && !ended.test(line.text) && !begins.test(next.text);
    text += line.text.trimEnd() + (goesOn ? (/[\w,.]$/.test(line.text) && /^\w/.test(next.text) ? ' ' : '') : '\n');
  }
  return text;
}
