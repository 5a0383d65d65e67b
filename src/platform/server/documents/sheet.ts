// Reads and writes sheets, XLSX and CSV: the front door of this folder. Knows no module's columns.
import { readFile, stat } from 'node:fs/promises';
import { readCsv } from './csv.ts';
import { empty, inMebibytes, oldOrEncrypted, type SheetLimits, sheetLimits, tooLarge, wrongKind } from './refusals.ts';
import { makeTable, type RawRow, type Sheet } from './table.ts';
import { openWorkbook } from './workbook.ts';
import { readWorksheet } from './worksheet.ts';

export { type ProblemCode, type SheetLimits, type SheetProblem, sheetLimits } from './refusals.ts';
export { type BookCell, type BookPage, writeBook } from './book.ts';
export type { RawRow, Sheet, SheetRow } from './table.ts';
export { type SheetColumn, type SheetKind, sheetTypes, type Written, writeSheet, writeSmallSheet } from './write.ts';

/** An uploaded file. `name` is for people only: what the file is, its content says. */
export type SheetFile = { name: string; bytes: Buffer } | { name: string; path: string };

/**
 * Reads the first visible sheet of an XLSX, or a CSV (UTF-8, UTF-16 with a mark, GB18030; comma, tab or semicolon).
 *
 * The first row that is not blank is the header, in `header` and as keys of `cells` after `tidyLine` (NFKC: `（万元）` is
 * `(万元)`). Blank rows are left out. Days come as `YYYY-MM-DD` (`YYYY-MM` or `YYYY` where the cell shows no more and was not
 * given more), with ` HH:MM:SS` when the cell has a time; numbers as plain decimals; other cells as written.
 *
 * A file that is not sound is refused as a whole (`Refusal`, codes `sheet.…`); a cell that cannot be read is a problem of its
 * row, in the order of rows, and `''` in `cells`. Each row of a problem is among `rows`; it must not be imported.
 */
export async function readSheet(file: SheetFile, limits: Partial<SheetLimits> = {}): Promise<Sheet> {
  const within = { ...sheetLimits, ...limits };
  const bytes = await bytesOf(file, within);
  if (bytes.length === 0) throw empty();
  if (kindOf(bytes) === 'csv') return makeTable(await readCsv(bytes, within), [], within, 'asHeader');
  const { rows, merges } = await readWorksheet(await openWorkbook(bytes, within), within);
  return makeTable(rows, merges, within, 'any');
}

/** A sheet as it stands, a hidden one too: rows from the top, cells from column A; no header is looked for. */
export type BookSheet = { name: string; hidden: boolean; rows: RawRow[] };

/**
 * Reads the sheets of an XLSX that was made here and filled in elsewhere; `wanted` says which, the others are left.
 * @throws {Refusal} `sheet.…` where the file is not sound, or is no XLSX.
 */
export async function readBook(
  file: SheetFile,
  wanted: (name: string) => boolean,
  limits: Partial<SheetLimits> = {},
): Promise<BookSheet[]> {
  const within = { ...sheetLimits, ...limits };
  const bytes = await bytesOf(file, within);
  if (bytes.length === 0) throw empty();
  if (kindOf(bytes) === 'csv') throw wrongKind();
  const book = await openWorkbook(bytes, within);
  const sheets: BookSheet[] = [];
  for (const { name, part, hidden } of book.sheets.filter((one) => wanted(one.name)))
    sheets.push({ name, hidden, rows: (await readWorksheet({ ...book, sheet: part }, within)).rows });
  return sheets;
}

async function bytesOf(file: SheetFile, limits: SheetLimits): Promise<Buffer> {
  const size = 'bytes' in file ? file.bytes.length : (await stat(file.path)).size;
  if (size > limits.bytes) throw tooLarge({ limit: inMebibytes(limits.bytes) });
  return 'bytes' in file ? file.bytes : await readFile(file.path);
}

const startsWith = (bytes: Buffer, ...start: number[]): boolean => start.every((byte, at) => bytes[at] === byte);

function kindOf(bytes: Buffer): 'xlsx' | 'csv' {
  if (startsWith(bytes, 0x50, 0x4b, 3, 4)) return 'xlsx';
  // An old .xls, or an XLSX under a password, which is packed in the same container.
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw oldOrEncrypted();
  const start = bytes
    .toString('latin1', 0, 512)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  const known = [
    '%pdf',
    '<?xml',
    '<html',
    '<!doctype',
    '<table',
    '{\\rtf',
    'pk\x05\x06',
    'rar!',
    '7z\xbc\xaf',
    '\x1f\x8b',
    '\x89png',
    '\xff\xd8\xff',
  ];
  if (known.some((magic) => start.startsWith(magic))) throw wrongKind();
  return 'csv';
}
