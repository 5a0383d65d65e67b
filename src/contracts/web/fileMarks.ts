// Looks for a mark of secrecy in a file's name and in what it says before anything of it is sent. Nothing leaves the page here.
import { inOneForm } from '../oneForm.ts';
import { secrecyMarks } from '../secrecyMarks.ts';
import { mostBytes } from '../readingFile.ts';
import { docxWords } from './docxWords.ts';
import { markInPdf } from './pdfMarks.ts';

/** The first mark as it stands; null where there is none, or where the browser cannot read the file: the server looks again, and keeps nothing of a marked one. */
export async function firstMark(file: File): Promise<string | null> {
  const [named] = secrecyMarks(file.name, '');
  if (named) return named.value;
  if (file.size > mostBytes) return null;
  return markIn(new Uint8Array(await file.arrayBuffer())).catch(() => null);
}

async function markIn(content: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const head = String.fromCharCode(...content.subarray(0, 4));
  if (head === '%PDF') return markInPdf(content.buffer);
  const text = head === 'PK\u0003\u0004' ? await docxWords(content) : decoded(content);
  return text === null ? null : (secrecyMarks('', inOneForm(text))[0]?.value ?? null);
}

function decoded(content: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('gb18030').decode(content);
  }
}
