// Reads contracts' files in the threads of the platform.
import { type ApartFile, madeApart } from '../../platform/server/apart.ts';
import { readingBusy, readingSlow } from '../readingFile.ts';
import type { FileText } from './textOf.ts';

const module = new URL('./textOf.ts', import.meta.url);
const why = { slow: () => readingSlow(), busy: () => readingBusy() };

/** The text of a file, as `textOf` reads it. Refuses as that does, and when it takes too long, too much memory, or too many wait. */
export const textApart = (file: ApartFile, longest?: number): Promise<FileText> =>
  madeApart({ module, file, why, longest }) as Promise<FileText>;
