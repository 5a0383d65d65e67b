// Looks for a mark of secrecy in a file's name and in what it says before anything of it is sent. Nothing leaves the page here.
import { secrecyMarks } from '../secrecyMarks.ts';
import { mostBytes } from '../readingFile.ts';
import { docxWords } from './docxWords.ts';

/** The first mark as it stands; null where there is none, or where the browser does not read the file: a PDF is looked into by the server, which keeps nothing of a marked one. */
export async function firstMark(file: File): Promise<string | null> {
  const [named] = secrecyMarks(file.name, '');
  if (named) return named.value;
  if (file.size > mostBytes) return null;
  const text = await wordsOf(new Uint8Array(await file.arrayBuffer())).catch(() => null);
  return text === null ? null : (secrecyMarks('', text)[0]?.value ?? null);
}

async function wordsOf(content: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const head = String.fromCharCode(...content.subarray(0, 4));
  if (head === 'PK\u0003\u0004') return docxWords(content);
  if (head === '%PDF') return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('gb18030').decode(content);
  }
}
