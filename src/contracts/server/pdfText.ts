// The text of a PDF, page by page, with lines that the page broke put together again. Scans and files under a password are refused.
import { getDocumentProxy } from 'unpdf';
import { unsound } from '../../platform/shared/files.ts';
import { garbled, locked, mostPages, scanned, tooLong, tooManyPages } from '../readingFile.ts';
import { joined, type Line, linesOf } from '../pdfLines.ts';
import { mostCharacters } from './docxText.ts';

/** Nothing that a person hands in takes this long; the process serves others meanwhile, between pages. */
const longestMs = 15_000;

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
