// A copy of a file that bears who took it away, and when; made in the threads for people's files. The file itself never changes.
import { Buffer } from 'node:buffer';
import { fileTypes } from '../../shared/files.ts';
import { markBusy, markingOf, markSlow, unmarkable } from '../../shared/marks.ts';
import { madeApart } from '../apart.ts';
import type { Copy } from './make.ts';

export type { Copy } from './make.ts';
/** What the copy bears, in one line; `sheet` names the sheet that says it in a workbook. */
export type Mark = { text: string; sheet: string };

const module = new URL('./make.ts', import.meta.url);
const why = { slow: () => markSlow(), busy: () => markBusy() };

/** The copy, with its name and type: a picture becomes a PDF. Refuses what bears no mark, is locked, broken or too large. */
export async function marked(
  file: { name: string; type: string; content: Buffer },
  mark: Mark,
): Promise<Omit<Copy, 'content'> & { content: Buffer }> {
  const { name, type, content } = file;
  if (markingOf(type) === null) throw unmarkable({ endings: endingsOf(type) });
  const made = (await madeApart({ module, file: { name, content, with: { type, ...mark } }, why })) as Copy;
  // Between threads a Buffer becomes a plain array of bytes.
  return { ...made, content: Buffer.from(made.content) };
}

const endingsOf = (type: string): string => {
  const known: Readonly<Record<string, readonly string[]>> = fileTypes;
  return (known[type] ?? [type]).join(', ').toUpperCase();
};
