// The text of a PDF, page by page, with lines that the page broke put together again. Scans and files under a password are refused.
import { getDocumentProxy } from 'unpdf';
import { unsound } from '../../platform/shared/files.ts';
import { garbled, locked, scanned, tooLong, tooManyPages } from '../readingFile.ts';
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

function linesOf({ items }: Content): Line[] {
  const lines: Line[] = [];
  let line: Line | null = null;
  let height: number | null = null;
  for (const item of items) {
    if (!('str' in item)) continue;
    const [, , , , x = 0, y = 0] = item.transform.map(Number);
    if (line && height !== null && Math.abs(y - height) > Math.max(2, line.size / 2) && item.str !== '') {
      lines.push(line);
      line = null;
    }
    if (item.str !== '') {
      line ??= { text: '', left: x, right: x, size: item.height };
      // A gap as wide as two characters is a cell's edge or a blank to fill in.
      if (line.text !== '' && x - line.right > 2 * line.size && !/\s$/.test(line.text)) line.text += '\t';
      line.text += item.str;
      line.right = Math.max(line.right, x + item.width);
      line.size = Math.max(line.size, item.height);
      height = y;
    }
    if (item.hasEOL && line) {
      lines.push(line);
      line = null;
    }
  }
  return line ? [...lines, line] : lines;
}

const ended = /[\u3002;:!?\uff1b\uff1a\uff01\uff1f]\s*$/;
/** The beginning of a clause, an item or a label is that of a line, however full the line before. */
const begins = /^\s*(?:[\d(\uff08\u7b2c\u2460-\u2473]|\S{1,12}[:\uff1a]|\s{2})/;

/** A line that reaches the right edge and does not end a sentence goes on in the next. */
function joined(lines: readonly Line[]): string {
  const edge = Math.max(0, ...lines.map((line) => line.right));
  let text = '';
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1];
    const full = line.right >= edge - 1.5 * line.size && line.right - line.left > edge / 3;
    const goesOn = next !== undefined && full && !ended.test(line.text) && !begins.test(next.text);
    text += line.text.trimEnd() + (goesOn ? (/[\w,.]$/.test(line.text) && /^\w/.test(next.text) ? ' ' : '') : '\n');
  }
  return text;
}
