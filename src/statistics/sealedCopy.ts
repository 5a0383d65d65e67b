// The sealed copy (签字盖章件) of a return: its version code as it is written, scanned and typed, how it stands, refusals. Pure; what the code is made of: server/sealed/code.ts.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { endingsOf, type FileType } from '../platform/shared/files.ts';

/** Digits and letters that nobody takes for one another on paper: no I, L, O, U (Crockford's base 32). */
export const codeLetters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const digestLetters = 12;

/** `2-7KQ4-9MXD-A2BC`: which edition of its figures it is, and what they come to. */
export const writtenCode = (edition: number, digest: string): string =>
  [String(edition), ...(digest.slice(0, digestLetters).match(/.{4}/g) ?? [])].join('-');
export const editionIn = (code: string): number => Number(code.split('-')[0]);

/** A code as somebody typed it from the paper: without its dashes, in small letters, with an O for a nought. Null for what is none. */
export function typedCode(said: string): string | null {
  const plain = said
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, '');
  const [edition, digest] = [plain.slice(0, -digestLetters), plain.slice(-digestLetters)];
  const read = digest.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (!/^[1-9]\d{0,4}$/.test(edition) || ![...read].every((one) => codeLetters.includes(one))) return null;
  return writtenCode(Number(edition), read);
}

/** What the QR code says: in the letters of which a code needs the fewest points, so that a poor scan is read. */
export const scannedAs = (record: string, code: string): string => `TOUYAN-R/${record.replaceAll('-', '').toUpperCase()}/${code}`;
/** Of which return and edition a paper is; null for every other code that may stand on it. */
export function readScanned(said: string): { record: string; code: string } | null {
  const [, hex = '', typed = ''] = /^TOUYAN-R\/([0-9A-F]{32})\/([0-9A-Z-]{10,24})$/.exec(said) ?? [];
  const code = typedCode(typed);
  if (code === null) return null;
  return { record: hex.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), code };
}

/** What a scanner gives. */
export const scanTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const satisfies readonly FileType[];
export const scanEndings = endingsOf(scanTypes);
/** Millions of points of a picture: a page of A4 at 600 dpi has 35. */
export const mostMegapixels = 36;
/** Pages of a scan: of a return with so many printed rows of tables, of which a page holds twenty or more. */
export const mostPages = (rows: number): number => 30 + Math.ceil(rows / 15);

export const AttachSealedInput = z.strictObject({
  /** A scan that was read (`POST /returns/:id/scan`). */
  upload: z.uuid().meta({ title: 'sealed:upload' }),
  /** The version code as it stands on the paper, where none could be read from the scan. */
  typed: z.string().trim().min(1).max(60).nullable().default(null).meta({ title: 'sealed:typed' }),
});

/** The copy that was given last: of which edition, its code read from the scan or typed, and the attachment that holds it. */
export type SealedCopy = {
  edition: number;
  code: string;
  how: 'read' | 'typed';
  attachment: string;
  on: string;
  by: string | null;
};

/**
 * `early`: nothing is handed in that could be signed. `old`: what was given is of figures that were put right since. `withdrawn`: it was taken
 * back among the files.
 */
export const copyStandings = ['early', 'missing', 'old', 'withdrawn', 'there'] as const;
export type CopyStanding = (typeof copyStandings)[number];
/** Null where the form asks no sealed copy. */
export const sealedSaid = z
  .object({
    standing: z.enum(copyStandings),
    copy: z
      .object({
        edition: z.number().int(),
        how: z.enum(['read', 'typed']),
        on: day,
        attachment: z.string(),
        size: z.number().int(),
        digest: z.string(),
      })
      .nullable(),
  })
  .nullable();

export const notAsked = refusal('sealed.notAsked', 422, 'sealed:refusals.notAsked');
export const notHandedIn = refusal('sealed.notHandedIn', 409, 'sealed:refusals.notHandedIn');
export const noAmendment = refusal('sealed.noAmendment', 409, 'sealed:refusals.noAmendment');
export const notAScan = refusal('sealed.notAScan', 415, 'sealed:refusals.notAScan');
export const tooManyPages = refusal('sealed.tooManyPages', 422, 'sealed:refusals.tooManyPages');
export const tooFine = refusal('sealed.tooFine', 422, 'sealed:refusals.tooFine');
export const lockedScan = refusal('sealed.locked', 422, 'sealed:refusals.locked');
export const brokenScan = refusal('sealed.broken', 422, 'sealed:refusals.broken');
export const scanSlow = refusal('sealed.slow', 422, 'sealed:refusals.slow');
export const scanBusy = refusal('sealed.busy', 503, 'sealed:refusals.busy');
export const otherEdition = refusal('sealed.otherEdition', 422, 'sealed:refusals.otherEdition');
export const mixedEditions = refusal('sealed.mixed', 422, 'sealed:refusals.mixed');
export const otherReturn = refusal('sealed.otherReturn', 422, 'sealed:refusals.otherReturn');
export const strangeReturn = refusal('sealed.strangeReturn', 422, 'sealed:refusals.strangeReturn');
export const wrongCode = refusal('sealed.wrongCode', 422, 'sealed:refusals.wrongCode');
export const codeWanted = refusal('sealed.codeWanted', 422, 'sealed:refusals.codeWanted');
export const notRead = refusal('sealed.notRead', 422, 'sealed:refusals.notRead');
export const stillMissing = refusal('sealed.stillMissing', 409, 'sealed:refusals.stillMissing');
