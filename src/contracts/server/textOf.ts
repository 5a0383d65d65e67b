// From a contract's file to its text: what it is by its content, then its text, put into one form to which all places refer.
import { decoded, typeOf } from '../../platform/server/files/content.ts';
import { Refusal } from '../../platform/shared/errors.ts';
import { docxType, empty, encrypted, type FileType, fileTypes, tooLarge } from '../../platform/shared/files.ts';
import { mostBytes, notReadable, nothingIn, oldWord, readableEndings } from '../readingFile.ts';
import { inOneForm } from '../oneForm.ts';
import { docxText } from './docxText.ts';
import { pdfText } from './pdfText.ts';

export type FileText = {
  /** Lines end with \n; the places of a reading are places in this text. */
  text: string;
  /** Of a PDF; a DOCX has none before it is laid out. */
  pages: number | null;
};

/**
 * The text of a DOCX, PDF or plain text. Refuses what is no sound file of its name, runs macros, is locked, too large or a scan. Nothing is
 * kept, and nothing is fetched from elsewhere.
 */
export async function textOf({ name, content }: { name: string; content: Buffer }): Promise<FileText> {
  if (content.length > mostBytes) throw tooLarge({ limit: mostBytes / 1024 / 1024 });
  if (content.length === 0) throw empty();
  const type = await typeOf(content, name).catch((error: unknown) => {
    // Old Word files and locked ones look alike from outside.
    throw error instanceof Refusal && error.code === encrypted.code ? oldWord() : error;
  });
  const read = await readAs(type, content);
  const text = inOneForm(read.text);
  if (!/[\p{L}\p{N}]/u.test(text)) throw nothingIn();
  return { text, pages: read.pages };
}

/** In a thread of its own. */
export const apart = textOf;

async function readAs(type: FileType, content: Buffer): Promise<FileText> {
  if (type === docxType) return { text: await docxText(content), pages: null };
  if (type === 'application/pdf') return pdfText(content);
  if (type === 'text/plain') return { text: decoded(content) ?? '', pages: null };
  throw notReadable({ found: fileTypes[type].join(', '), allowed: readableEndings.join(', ') });
}
