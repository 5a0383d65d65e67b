// What a file is, judged by its content alone, and whether its name says the same. Refuses what is two things at once, locked, or would run.
import { basename } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { unshowable } from '../../shared/characters.ts';
import {
  badName,
  docxType,
  encrypted,
  endings,
  type FileType,
  fileTypes,
  macros,
  notItsName,
  notTaken,
  tooManyPixels,
  twoInOne,
  unsound,
} from '../../shared/files.ts';
import { Refusal } from '../../shared/errors.ts';
import { sheetLimits } from '../documents/refusals.ts';
import { openArchive } from '../documents/zip.ts';
import { pictureOf } from './pictures.ts';

const longest = 120;
/** Marks of direction and joiners, which make `fdp.exe` out of `exe.pdf`. */
const invisible = /[\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The name without any path, in one line, without what file systems refuse or nobody sees. Refused when nothing but an ending is left. */
export function cleanName(said: string): string {
  const name = basename(said.replaceAll('\\', '/'))
    .normalize('NFC')
    .replace(invisible, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const plain = [...name].map((one) => (unshowable.test(one) ? '_' : one));
  const ending = endingOf(plain.join(''));
  const stem = ending === '' ? plain : plain.slice(0, -(ending.length + 1));
  if (stem.length === 0) throw badName();
  return [...stem.slice(0, longest - ending.length - 1), ...(ending === '' ? [] : [`.${ending}`])].join('');
}

const endingOf = (name: string): string => /[^.]\.([a-z0-9]{1,8})$/i.exec(name)?.[1] ?? '';

/** The type that the content shows. Refuses what is not taken, and a name that says otherwise. */
export async function typeOf(content: Buffer, name: string): Promise<FileType> {
  const type = await shownBy(content);
  const allowed: readonly string[] = fileTypes[type];
  if (!allowed.includes(endingOf(name).toLowerCase())) throw notItsName({ name, found: allowed.join(', ') });
  return type;
}

const zipHead = Buffer.from('PK\x03\x04', 'latin1');
const zipEnd = Buffer.from('PK\x05\x06', 'latin1');
/** Office files under a password, and the old DOC and XLS, are compound files. */
const compoundHead = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const starts = (content: Buffer, head: Buffer): boolean => content.subarray(0, head.length).equals(head);

async function shownBy(content: Buffer): Promise<FileType> {
  if (starts(content, compoundHead)) throw encrypted();
  if (starts(content, zipHead)) return packed(content);
  if (endsAsZip(content)) throw twoInOne();
  const found = await fileTypeFromBuffer(content).catch(() => undefined);
  if (found === undefined) return plainText(content);
  if (!Object.hasOwn(fileTypes, found.mime)) throw notTaken({ found: found.ext, allowed: endings.join(', ') });
  const type = found.mime as FileType;
  if (type === 'application/pdf') return pdf(content);
  if (type.startsWith('image/')) refuseHuge(content, type);
  return type;
}

/** A directory of a zip at the very end: whatever the beginning is, a program would open it as a zip. */
function endsAsZip(content: Buffer): boolean {
  const at = content.lastIndexOf(zipEnd);
  return at !== -1 && at + 22 <= content.length && at + 22 + content.readUInt16LE(at + 20) === content.length;
}

function pdf(content: Buffer): FileType {
  if (!starts(content, Buffer.from('%PDF-'))) throw twoInOne();
  // Readers look for the end in the last kilobyte; without it the file was cut off.
  if (content.subarray(-2048).indexOf('%%EOF') === -1) throw unsound({ part: '%%EOF' });
  return 'application/pdf';
}

const pixels = 100_000_000;
function refuseHuge(content: Buffer, type: FileType): void {
  const picture = pictureOf(content, type);
  if (picture === 'unsound') throw unsound({ part: type });
  if (picture === 'more') throw twoInOne();
  if (picture && picture.width * picture.height > pixels) throw tooManyPixels({ limit: pixels / 1_000_000 });
}

const unpackLimits = { ...sheetLimits, unpacked: 128 * 1024 * 1024, entries: 5000 };
/** The content types of a package, as text: macros are named there too, under whatever part name. */
const contentTypes = '[content_types].xml';
const told: readonly string[] = [contentTypes, 'word/_rels/settings.xml.rels'];
const mostOfTypes = 1024 * 1024;
/** What names macros, or a template that would be fetched from elsewhere when the file is opened. */
const wouldRun = /macroEnabled|vbaProject|Target="(?:https?:|\\\\)[^"]*"[^>]*External|External[^>]*Target="(?:https?:|\\\\)/i;

/** DOCX, XLSX or OFD: all of it is unpacked once within limits, so that what opens it later meets no bomb. */
async function packed(content: Buffer): Promise<FileType> {
  try {
    const archive = await openArchive(content, unpackLimits);
    const names = [...archive.names];
    let said = '';
    for (const name of names) {
      for await (const piece of archive.read(name))
        if (told.includes(name) && said.length < mostOfTypes) said += piece.toString();
    }
    if (names.some((name) => /vbaproject|vbadata|\/activex\/|\/embeddings\/.*\.bin$/.test(name)) || wouldRun.test(said))
      throw macros();
    if (names.includes('ofd.xml')) return 'application/ofd';
    if (!names.includes(contentTypes)) throw notTaken({ found: 'zip', allowed: endings.join(', ') });
    if (names.includes('word/document.xml')) return docxType;
    if (names.includes('xl/workbook.xml')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  } catch (error) {
    if (error instanceof Refusal && !error.code.startsWith('sheet.')) throw error;
    if (error instanceof Refusal) throw unsound({ part: String(error.params['part'] ?? 'zip') });
    throw error;
  }
  throw notTaken({ found: 'zip', allowed: endings.join(', ') });
}

/** What a browser would take for a page, though it were named a text. */
const markup = /<(!doctype|html|head|body|script|svg|iframe|object|embed|\?xml|x:|xsl:)/i;

function plainText(content: Buffer): FileType {
  const text = decoded(content);
  if (text === null) throw notTaken({ found: '?', allowed: endings.join(', ') });
  if (markup.test(text)) throw notTaken({ found: 'html, svg, xml', allowed: endings.join(', ') });
  return 'text/plain';
}

/** A text in UTF-8 or GB18030, without any sign that texts do not hold; null for what is none. */
export function decoded(content: Buffer): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(content);
      if (!unshowable.test(text)) return text;
    } catch {
      // Not this one.
    }
  }
  return null;
}
