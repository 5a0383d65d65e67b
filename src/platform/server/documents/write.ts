// Writes sheets row by row, as XLSX or CSV, without holding them in memory. Not reading, and not what goes in.
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { guarded } from './guard.ts';

/** Loaded by the first sheet: a fifth of all that a start would read belongs to it. */
const library = async () => (await import('exceljs')).default;

/** `number` columns of an XLSX become numbers as far as a sheet keeps their digits; all else is text, credit codes too. */
export type SheetColumn = { key: string; title: string; width?: number; kind?: 'text' | 'number' };
export type SheetKind = 'xlsx' | 'csv';
/** A row by the keys of its columns. */
export type Written = Record<string, string | number | null | undefined>;

/** Content types to answer with. */
export const sheetTypes: Record<SheetKind, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** `name` is the name of the sheet in an XLSX. An error of `rows` is an error of the stream. */
export function writeSheet(
  name: string,
  columns: readonly SheetColumn[],
  rows: AsyncIterable<Written> | Iterable<Written>,
  kind: SheetKind = 'xlsx',
): Readable {
  if (kind === 'csv') return Readable.from(csvLines(columns, rows), { objectMode: false });
  const out = new PassThrough();
  writeWorkbook(out, name, columns, rows).catch((error: Error) => out.destroy(error));
  return out;
}

async function* csvLines(
  columns: readonly SheetColumn[],
  rows: AsyncIterable<Written> | Iterable<Written>,
): AsyncGenerator<string> {
  yield `\ufeff${csvLine(columns.map(({ title }) => title))}`;
  for await (const row of rows) yield csvLine(columns.map(({ key }) => textOf(row[key])));
}

const textOf = (value: Written[string]): string => (value === null || value === undefined ? '' : String(value));

const csvLine = (cells: string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(text: string): string {
  const safe = guarded(text);
  return /[",\t\r\n;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A short sheet in memory, with a picture below its rows, `size` pixels of a side. */
export async function writeSmallSheet(
  name: string,
  columns: readonly SheetColumn[],
  rows: readonly Written[],
  picture: { png: Buffer; size: number } | null,
): Promise<Buffer> {
  const exceljs = await library();
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet(sheetName(name), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columnsOf(columns);
  for (const row of rows) sheet.addRow(columns.map(({ key, kind }) => xlsxCell(row[key], kind)));
  if (picture) {
    const image = book.addImage({ base64: picture.png.toString('base64'), extension: 'png' });
    sheet.addImage(image, { tl: { col: 0, row: rows.length + 2 }, ext: { width: picture.size, height: picture.size } });
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

const columnsOf = (columns: readonly SheetColumn[]) =>
  columns.map(({ key, title, width = 18, kind }) => ({
    key,
    header: title,
    width,
    style: kind === 'number' ? {} : { numFmt: '@' },
  }));

/** What one cell of an XLSX may hold. */
const longest = 32_767;
const inTurn = 500;

async function writeWorkbook(
  out: PassThrough,
  name: string,
  columns: readonly SheetColumn[],
  rows: AsyncIterable<Written> | Iterable<Written>,
): Promise<void> {
  const exceljs = await library();
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(sheetName(name), { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columnsOf(columns);
  let written = 0;
  for await (const row of rows) {
    sheet.addRow(columns.map(({ key, kind }) => xlsxCell(row[key], kind))).commit();
    written += 1;
    if (written % inTurn === 0) await nextTurn();
    // The writer does not wait for its reader; we do.
    if (out.writableNeedDrain && !out.destroyed) await Promise.race([once(out, 'drain'), once(out, 'close')]);
    if (out.destroyed) return;
  }
  sheet.commit();
  await book.commit();
}

function xlsxCell(value: Written[string], kind: SheetColumn['kind']): string | number | null {
  const text = textOf(value);
  if (text === '') return null;
  if (kind === 'number' && /^-?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= 15) return Number(text);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

const sheetName = (name: string): string =>
  name
    .replace(/[\\/?*[\]:]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()
    .slice(0, 31) || 'Sheet1';
