// What the thread does for a marked copy (marked.ts): by the file's type. Knows no database and no reader.
import { Refusal } from '../../shared/errors.ts';
import { markBroken, markingOf, unmarkable } from '../../shared/marks.ts';
import type { ApartFile } from '../apart.ts';
import { makeLine } from '../documents/pdf.ts';
import { decoded } from '../files/content.ts';
import { markedDocx } from './docx.ts';
import { markedPdf } from './pdf.ts';
import { markedPicture } from './picture.ts';
import { markedXlsx } from './xlsx.ts';

export type Copy = { name: string; type: string; content: Uint8Array };

export async function apart({ name, content, with: told = {} }: ApartFile): Promise<Copy> {
  const { type = '', text = '', sheet = '' } = told;
  const marking = markingOf(type);
  // Drawn before the file is looked at: what fails here is a fault of ours and not the file's.
  const line = marking === 'pdf' || marking === 'picture' ? await makeLine(text) : null;
  try {
    if (line && marking === 'pdf') return { name, type, content: await markedPdf(content, line) };
    if (line) return { name: asPdf(name), type: 'application/pdf', content: await markedPicture(content, type, line) };
    return { name, type, content: await written({ type, content }, text, sheet) };
  } catch (error) {
    // The libraries say in many ways that they cannot read a file; a thread that is out of memory ends and is no error here.
    throw error instanceof Refusal && error.code.startsWith('mark.') ? error : markBroken();
  }
}

const asPdf = (name: string): string => `${name.replace(/\.[^.]*$/, '')}.pdf`;

async function written({ type, content }: { type: string; content: Buffer }, text: string, sheet: string): Promise<Uint8Array> {
  switch (markingOf(type)) {
    case 'docx':
      return markedDocx(content, text);
    case 'xlsx':
      return markedXlsx(content, text, sheet);
    case 'text':
      return markedText(content, text);
    default:
      throw unmarkable({ endings: type });
  }
}

/** The mark as its first line. In UTF-8 with a sign of it, whatever it was: the mark may have characters that the old encoding lacks. */
function markedText(content: Buffer, text: string): Buffer {
  const said = decoded(content);
  if (said === null) throw markBroken();
  return Buffer.from(`\ufeff${text}\n${said.replace(/^\ufeff/, '')}`);
}
