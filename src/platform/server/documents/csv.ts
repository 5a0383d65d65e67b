// Reads a CSV strictly: its encoding, its separator, its quotation marks. Guesses nothing about the values.
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { unguarded } from './guard.ts';
import { encoding, type Flaw, formulaAsText, nul, quotes, type SheetLimits, tooManyColumns, tooManyRows } from './refusals.ts';
import type { RawRow } from './table.ts';

export async function readCsv(bytes: Buffer, limits: SheetLimits): Promise<RawRow[]> {
  const text = decode(bytes);
  const rows: RawRow[] = [];
  let row = 0;
  const source = Readable.from(slicesOf(text));
  const parser = source.pipe(
    parse({
      delimiter: separatorOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: limits.columns * limits.characters * 2,
    }),
  );
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1;
      if (record.length > limits.columns) throw tooManyColumns({ row, limit: limits.columns });
      if (record.every((cell) => cell === '')) continue;
      rows.push({ row, cells: record.map(readCell) });
      if (rows.length > limits.rows + 1) throw tooManyRows({ limit: limits.rows });
    }
  } catch (error) {
    if (error instanceof CsvError) throw whyStopped(error, row);
    throw error;
  } finally {
    source.destroy();
  }
  return rows;
}

/** A mark in the wrong place, or never closed: the parser stopped in the row after those that it counted. */
function whyStopped(error: CsvError, read: number) {
  const row = Number(error['records'] ?? read) + 1;
  return error.code === 'INVALID_OPENING_QUOTE' && error['field'] === '=' ? formulaAsText({ row }) : quotes({ row });
}

const sliceLength = 64 * 1024;

function* slicesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const cut = /[\ud800-\udbff]/.test(text.charAt(at + sliceLength - 1)) ? sliceLength + 1 : sliceLength;
    yield text.slice(at, at + cut);
    at += cut;
  }
}

/** `9.13E+17` is a long number that lost its digits when a spreadsheet program saved it. */
function readCell(cell: string): string | Flaw {
  if (cell.startsWith('=')) return { flaw: 'formula' };
  if (/^-?\d(\.\d+)?E\+\d{2,3}$/.test(cell)) return { flaw: 'digits' };
  return unguarded(cell);
}

/** What stands most often in the first line that is not blank, outside quotation marks. */
function separatorOf(text: string): string {
  const counts = new Map<string, number>([',', '\t', ';'].map((separator) => [separator, 0]));
  let quoted = false;
  for (const [at, character] of firstLine(text)) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r') && at > 0) break;
    else if (!quoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ',';
}

function* firstLine(text: string): Generator<[number, string]> {
  const from = Math.max(0, text.search(/[^\r\n]/));
  for (let at = from; at < Math.min(text.length, from + sliceLength); at += 1) yield [at - from, text.charAt(at)];
}

function decode(bytes: Buffer): string {
  const marked = markOf(bytes);
  if (marked?.startsWith('utf-16') !== true) {
    const at = bytes.indexOf(0);
    if (at >= 0) throw nul({ row: rowAt(bytes.toString('latin1', 0, at)) });
  }
  const candidates = marked === null ? ['utf-8', 'gb18030'] : [marked];
  for (const label of candidates) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // The next one, or the refusal below.
    }
  }
  throw encoding({ row: Math.max(...candidates.map((label) => firstBadRow(bytes, label))) });
}

function markOf(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function firstBadRow(bytes: Buffer, label: string): number {
  const text = new TextDecoder(label).decode(bytes);
  return rowAt(text.slice(0, Math.max(0, text.indexOf('\ufffd'))));
}

/** The row that a text ends in: line ends inside quotation marks do not count. */
function rowAt(before: string): number {
  let row = 1;
  let quoted = false;
  for (const [mark] of before.matchAll(/"|\r\n|\n|\r/g)) {
    if (mark === '"') quoted = !quoted;
    else if (!quoted) row += 1;
  }
  return row;
}
