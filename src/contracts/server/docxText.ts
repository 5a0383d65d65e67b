// The text of a DOCX as a reader sees it: paragraphs as lines, cells with tabs between, without what was struck out, fields' codes or fallbacks.
// Not its layout. Numbers that Word counts by itself are not in the file, and so not in the text.
import { sheetLimits } from '../../platform/server/documents/refusals.ts';
import { readXml } from '../../platform/server/documents/xml.ts';
import { openArchive } from '../../platform/server/documents/zip.ts';
import { Refusal } from '../../platform/shared/errors.ts';
import { unsound } from '../../platform/shared/files.ts';
import { tooLong } from '../readingFile.ts';

const limits = { ...sheetLimits, unpacked: 128 * 1024 * 1024, entries: 5000 };
/** Characters of all parts: a contract of a thousand pages has a million. */
export const mostCharacters = 5_000_000;
const body = 'word/document.xml';
/** Marks of secrecy stand in heads and feet as often as in the text. */
const around = /^word\/(?:header|footer)\d*\.xml$/;
/** Struck out, codes of fields, and what is only for older programs: no reader sees them. */
const unseen = new Set(['del', 'delText', 'moveFrom', 'instrText', 'Fallback', 'rt', 'pPr', 'rPr', 'tblPr', 'sectPr']);

/** The body first, then heads and feet, each once. Refuses a damaged file. */
export async function docxText(content: Buffer): Promise<string> {
  try {
    const archive = await openArchive(content, limits);
    const parts = [body, ...[...archive.names].filter((name) => around.test(name)).toSorted()];
    const texts: string[] = [];
    for (const part of parts) {
      const said = (await textOfPart(part, archive.read(part))).trim();
      if (part === body || !texts.includes(said)) texts.push(said);
    }
    return texts.join('\n\n').trim();
  } catch (error) {
    if (error instanceof Refusal && error.code.startsWith('sheet.'))
      throw unsound({ part: String(error.params['part'] ?? 'docx') });
    throw error;
  }
}

async function textOfPart(part: string, pieces: AsyncGenerator<Buffer>): Promise<string> {
  const said: string[] = [];
  let length = 0;
  const hidden: string[] = [];
  /** Depth of rows and cells: a paragraph inside a cell is no line. */
  let cells = 0;
  let inText = false;
  const add = (text: string) => {
    length += text.length;
    if (length > mostCharacters) throw tooLong({ limit: mostCharacters });
    said.push(text);
  };
  await readXml(part, pieces, {
    open(name) {
      if (hidden.length > 0 || unseen.has(name)) hidden.push(name);
      else if (name === 't') inText = true;
      else if (name === 'tab' || name === 'ptab') add('\t');
      else if (name === 'br' || name === 'cr') add('\n');
      else if (name === 'noBreakHyphen') add('-');
      else if (name === 'tc') cells += 1;
    },
    close(name) {
      if (hidden.length > 0) hidden.pop();
      else if (name === 't') inText = false;
      else if (name === 'p') add(cells > 0 ? ' ' : '\n');
      else if (name === 'tc') {
        cells -= 1;
        add('\t');
      } else if (name === 'tr') add('\n');
    },
    text(text) {
      if (inText && hidden.length === 0) add(text);
    },
  });
  return said.join('').replace(/[ \t]+(?=[\t\n]|$)/g, '');
}
