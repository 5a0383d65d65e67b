// Copies of files that bear who took them away: of which types there are such copies, and why there is none. Pure; not the marking (server/marks).
import { refusal } from './errors.ts';
import { docxType, type FileType } from './files.ts';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** A picture becomes a page with the mark; a text gets a first line. */
type Marking = 'pdf' | 'docx' | 'xlsx' | 'picture' | 'text';
const marking = {
  'application/pdf': 'pdf',
  [docxType]: 'docx',
  [xlsxType]: 'xlsx',
  'image/png': 'picture',
  'image/jpeg': 'picture',
  'text/plain': 'text',
} as const satisfies Partial<Record<FileType, Marking>>;
export type MarkableType = keyof typeof marking;
const markings: Readonly<Record<string, Marking>> = marking;
/** How a file of this type bears a mark; null for what we cannot write into (OFD, TIFF, WebP). */
export const markingOf = (type: string) => (Object.hasOwn(markings, type) ? (markings[type] ?? null) : null);
/** What a kind takes whose copies bear their reader. */
export const markableTypes = Object.keys(marking) as readonly MarkableType[];
/** Endings of what bears no mark, without the dot. */
export const unmarkedEndings = ['ofd', 'tif', 'tiff', 'webp'] as const;
export const bearsNoMark = (name: string): boolean => unmarkedEndings.some((one) => name.toLowerCase().endsWith(`.${one}`));

export const unmarkable = refusal('mark.unmarkable', 422, 'marks:refusals.unmarkable');
export const markLocked = refusal('mark.locked', 422, 'marks:refusals.locked');
export const markBroken = refusal('mark.broken', 422, 'marks:refusals.broken');
export const markTooLarge = refusal('mark.tooLarge', 422, 'marks:refusals.tooLarge');
export const markSlow = refusal('mark.slow', 422, 'marks:refusals.slow');
export const markBusy = refusal('mark.busy', 503, 'marks:refusals.busy');
