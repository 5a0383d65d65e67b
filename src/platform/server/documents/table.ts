// From raw rows to a header with rows under it: the same checks for XLSX and CSV. Not what the columns mean.
import { unshowableIn } from '../../shared/characters.ts';
import { columnLetters } from './cells.ts';
import {
  empty,
  type Flaw,
  headerDoubled,
  headerMissing,
  headerUnreadable,
  problem,
  type SheetLimits,
  type SheetProblem,
  tooManyColumns,
  tooManyMerged,
} from './refusals.ts';
import { tidy, tidyLine } from '../../shared/characters.ts';

/** Cells from column A on; `undefined` is a blank cell. */
export type RawRow = { row: number; cells: (string | Flaw | undefined)[] };
export type Merge = { range: string; top: number; bottom: number; left: number; right: number };
export type SheetRow = {
  /** As the spreadsheet program numbers it: the header is usually 1. */
  row: number;
  /** By header; every column of the header is there, `''` where blank or not readable. As written: callers `tidy`. */
  cells: Record<string, string>;
};
export type Sheet = { header: string[]; rows: SheetRow[]; problems: SheetProblem[] };

/** More problems in one row say nothing new. */
const problemsInRow = 20;
export const mergesAtMost = 1_000;

type Width = 'asHeader' | 'any';

/** `width` says whether a row of another number of cells than the header is wrong, as in a CSV. */
export function makeTable(raw: RawRow[], merges: Merge[], limits: SheetLimits, width: Width): Sheet {
  const filled = raw.filter((row) => row.cells.some((cell) => !isBlank(cell)));
  const top = filled[0];
  if (!top) throw empty();
  if (merges.length > mergesAtMost) throw tooManyMerged({ limit: mergesAtMost });
  const header = readHeader(top, merges, limits);
  const table: Sheet = { header, rows: [], problems: [] };
  const mergesOf = mergesByRow(filled, merges);
  for (const row of filled.slice(1)) {
    const problems = mergesOf(row.row).map(({ left, range }) =>
      problem(row.row, header[left - 1] ?? columnLetters(left), { flaw: 'merged', params: { range } }),
    );
    const cells = readRow(row, header, limits, width, problems);
    table.rows.push({ row: row.row, cells });
    table.problems.push(...problems.slice(0, problemsInRow));
  }
  return table;
}

const isBlank = (cell: string | Flaw | undefined): boolean =>
  cell === undefined || cell === '' || (typeof cell === 'string' && tidy(cell) === '');

function readHeader(top: RawRow, merges: Merge[], limits: SheetLimits): string[] {
  const { row } = top;
  const last = top.cells.findLastIndex((cell) => !isBlank(cell));
  if (last >= limits.columns) throw tooManyColumns({ row, limit: limits.columns });
  const merged = merges.find((merge) => merge.top <= row && row <= merge.bottom);
  if (merged) throw unreadable(row, merged.left, { flaw: 'merged', params: { range: merged.range } });
  const seen = new Map<string, number>();
  for (let at = 0; at <= last; at += 1) {
    const cell = top.cells[at];
    const column = columnLetters(at + 1);
    if (cell === undefined || isBlank(cell)) throw headerMissing({ row, column });
    const flaw = typeof cell === 'string' ? flawOfText(cell, limits) : cell;
    if (flaw) throw unreadable(row, at + 1, flaw);
    const name = tidyLine(String(cell));
    const first = seen.get(name);
    if (first !== undefined) throw headerDoubled({ row, name, first: columnLetters(first), column });
    seen.set(name, at + 1);
  }
  return [...seen.keys()];
}

function unreadable(row: number, at: number, flaw: Flaw) {
  const column = columnLetters(at);
  const { code, words, params } = problem(row, column, flaw);
  return headerUnreadable({ row, column }, [{ path: column, code, words, params }]);
}

function readRow(
  raw: RawRow,
  header: string[],
  limits: SheetLimits,
  width: Width,
  problems: SheetProblem[],
): Record<string, string> {
  const { row, cells } = raw;
  if (width === 'asHeader' && isRagged(cells, header.length)) {
    problems.push(problem(row, null, { flaw: 'cells', params: { found: cells.length, expected: header.length } }));
  }
  const texts = header.map((column, at): [string, string] => {
    const cell = cells[at] ?? '';
    const flaw = typeof cell === 'string' ? flawOfText(cell, limits) : cell;
    if (flaw) problems.push(problem(row, column, flaw));
    return [column, flaw || typeof cell !== 'string' ? '' : cell];
  });
  const beyond = width === 'any' ? cells.findIndex((cell, at) => at >= header.length && !isBlank(cell)) : -1;
  if (beyond >= 0) problems.push(problem(row, columnLetters(beyond + 1), { flaw: 'beyondHeader' }));
  return Object.fromEntries(texts);
}

/** Blank cells at the end are what spreadsheet programs add; a missing one may have shifted the others. */
const isRagged = (cells: RawRow['cells'], expected: number): boolean =>
  cells.length < expected || cells.slice(expected).some((cell) => !isBlank(cell));

function flawOfText(text: string, limits: SheetLimits): Flaw | null {
  if (text.length > limits.characters) return { flaw: 'tooLong', params: { limit: limits.characters } };
  const found = unshowableIn(text);
  return found === null ? null : { flaw: 'unreadable', params: { found } };
}

function mergesByRow(rows: RawRow[], merges: Merge[]): (row: number) => Merge[] {
  const byRow = new Map<number, Merge[]>();
  if (merges.length > 0) {
    for (const { row } of rows) {
      const over = merges.filter((merge) => merge.top <= row && row <= merge.bottom);
      if (over.length > 0) byRow.set(row, over);
    }
  }
  return (row) => byRow.get(row) ?? [];
}
