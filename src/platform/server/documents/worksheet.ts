// Reads the cells of one sheet of an XLSX: what they hold, where they are merged, which are formulas. Not the header.
import { columnNumber, formatOf, readIsoDate, readNumber, unescapeText } from './cells.ts';
import { damaged, type Flaw, type SheetLimits, tooManyColumns, tooManyRows } from './refusals.ts';
import { type Merge, mergesAtMost, type RawRow } from './table.ts';
import type { Workbook } from './workbook.ts';
import { readXml } from './xml.ts';

/** A text that stands in the shared table, by its number there. */
type Shared = { shared: number };
type Cell = string | Flaw | Shared;
type Row = { row: number; cells: (Cell | undefined)[] };

const lastRow = 1_048_576;
const lastColumn = 16_384;
const general = formatOf(0, undefined);

export async function readWorksheet(book: Workbook, limits: SheetLimits): Promise<{ rows: RawRow[]; merges: Merge[] }> {
  const { rows, merges } = await readCells(book, limits);
  const wanted = new Set<number>();
  for (const { cells } of rows) for (const cell of cells) if (isShared(cell)) wanted.add(cell.shared);
  const texts = wanted.size > 0 ? await readTexts(book, wanted, limits) : new Map<number, string>();
  const textOf = (number: number): string => {
    const text = texts.get(number);
    if (text === undefined) throw damaged({ part: book.sheet });
    return text;
  };
  const resolved = rows.map(({ row, cells }) => ({
    row,
    cells: cells.map((cell) => (isShared(cell) ? textOf(cell.shared) : cell)),
  }));
  return { rows: resolved, merges };
}

const isShared = (cell: Cell | undefined): cell is Shared => typeof cell === 'object' && 'shared' in cell;

/** The cell being read. */
type Open = { column: number; type: string; style: number; value: string; formula: boolean };

async function readCells(book: Workbook, limits: SheetLimits): Promise<{ rows: Row[]; merges: Merge[] }> {
  const rows: Row[] = [];
  const merges: Merge[] = [];
  let row: Row = { row: 0, cells: [] };
  let cell: Open | null = null;
  let taking = false;
  let phonetic = false;
  const broken = () => damaged({ part: book.sheet });

  const openRow = (said: string | undefined) => {
    const number = said === undefined ? row.row + 1 : Number(said);
    if (!Number.isInteger(number) || number <= row.row || number > lastRow) throw broken();
    row = { row: number, cells: [] };
  };
  const openCell = ({ r, t, s }: Record<string, string>) => {
    const column = r === undefined ? row.cells.length + 1 : columnNumber(/^([A-Z]{1,3})\d+$/.exec(r)?.[1] ?? '');
    if (row.row === 0 || column <= row.cells.length || column > lastColumn) throw broken();
    cell = { column, type: t ?? 'n', style: Number(s ?? 0), value: '', formula: false };
  };
  const closeCell = () => {
    if (cell && (cell.value !== '' || cell.formula)) {
      if (cell.column > limits.columns) throw tooManyColumns({ row: row.row, limit: limits.columns });
      while (row.cells.length < cell.column - 1) row.cells.push(undefined);
      row.cells.push(valueOf(cell, book, broken));
    }
    cell = null;
  };
  const closeRow = () => {
    if (row.cells.length > 0) rows.push(row);
    if (rows.length > limits.rows + 1) throw tooManyRows({ limit: limits.rows });
  };

  await readXml(book.sheet, book.archive.read(book.sheet), {
    open: (name, attributes) => {
      if (name === 'c') openCell(attributes);
      else if (name === 'v' || name === 't') taking = !phonetic;
      else if (name === 'row') openRow(attributes['r']);
      else if (name === 'f' && cell) cell.formula = true;
      else if (name === 'rPh') phonetic = true;
      else if (name === 'mergeCell') {
        // One more than is accepted is enough to refuse.
        if (merges.length <= mergesAtMost) merges.push(readMerge(attributes['ref'], broken));
      }
    },
    close: (name) => {
      if (name === 'c') closeCell();
      else if (name === 'v' || name === 't') taking = false;
      else if (name === 'row') closeRow();
      else if (name === 'rPh') phonetic = false;
    },
    text: (text) => {
      if (taking && cell && cell.value.length <= limits.characters) cell.value += text.slice(0, limits.characters + 1);
    },
  });
  return { rows, merges };
}

function valueOf(cell: Open, book: Workbook, broken: () => Error): Cell {
  const { type, value } = cell;
  if (cell.formula) return { flaw: 'formula' };
  if (type === 's') {
    if (!/^\d{1,9}$/.test(value)) throw broken();
    return { shared: Number(value) };
  }
  if (type === 'n') return readNumber(value, book.formats[cell.style] ?? general, book.from1904);
  if (type === 'd') return readIsoDate(value);
  if (type === 'b') return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
  if (type === 'e') return { flaw: 'errorValue', params: { found: value.slice(0, 20) } };
  if (type === 'str' || type === 'inlineStr') return unescapeText(value);
  throw broken();
}

function readMerge(range: string | undefined, broken: () => Error): Merge {
  const [, left = '', top, right = '', bottom] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(range ?? '') ?? [];
  if (range === undefined || left === '') throw broken();
  return { range, top: Number(top), bottom: Number(bottom), left: columnNumber(left), right: columnNumber(right) };
}

/** Only the texts that the rows refer to, cut just past the longest that a cell may hold. */
async function readTexts(book: Workbook, wanted: ReadonlySet<number>, limits: SheetLimits): Promise<Map<number, string>> {
  const texts = new Map<number, string>();
  if (book.strings === null) return texts;
  let number = -1;
  let text = '';
  let taking = false;
  let phonetic = false;
  await readXml(book.strings, book.archive.read(book.strings), {
    open: (name) => {
      if (name === 'si') {
        number += 1;
        text = '';
      } else if (name === 't') taking = !phonetic && wanted.has(number);
      else if (name === 'rPh') phonetic = true;
    },
    close: (name) => {
      if (name === 'si' && wanted.has(number)) texts.set(number, unescapeText(text));
      else if (name === 't') taking = false;
      else if (name === 'rPh') phonetic = false;
    },
    text: (piece) => {
      if (taking && text.length <= limits.characters) text += piece.slice(0, limits.characters + 1);
    },
  });
  return texts;
}
