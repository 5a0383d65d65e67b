// Why a sheet is not read: refusals of the whole file, and problems of one cell. Not what a module thinks of the values.
import { type Params, refusal, type WordsKey } from '../../shared/errors.ts';

export const tooLarge = refusal('sheet.tooLarge', 413, 'documents:refusals.tooLarge');
export const empty = refusal('sheet.empty', 422, 'documents:refusals.empty');
export const wrongKind = refusal('sheet.wrongKind', 415, 'documents:refusals.wrongKind');
export const oldOrEncrypted = refusal('sheet.oldOrEncrypted', 415, 'documents:refusals.oldOrEncrypted');
export const macros = refusal('sheet.macros', 422, 'documents:refusals.macros');
export const hostile = refusal('sheet.hostile', 422, 'documents:refusals.hostile');
export const unpackedTooLarge = refusal('sheet.unpackedTooLarge', 413, 'documents:refusals.unpackedTooLarge');
export const damaged = refusal('sheet.damaged', 422, 'documents:refusals.damaged');
export const encoding = refusal('sheet.encoding', 422, 'documents:refusals.encoding');
export const nul = refusal('sheet.nul', 422, 'documents:refusals.nul');
export const quotes = refusal('sheet.quotes', 422, 'documents:refusals.quotes');
export const formulaAsText = refusal('sheet.formula', 422, 'documents:refusals.formula');
export const tooManyRows = refusal('sheet.tooManyRows', 422, 'documents:refusals.tooManyRows');
export const tooManyColumns = refusal('sheet.tooManyColumns', 422, 'documents:refusals.tooManyColumns');
export const headerMissing = refusal('sheet.headerMissing', 422, 'documents:refusals.headerMissing');
export const headerDoubled = refusal('sheet.headerDoubled', 422, 'documents:refusals.headerDoubled');
export const headerUnreadable = refusal('sheet.headerUnreadable', 422, 'documents:refusals.headerUnreadable');
export const tooManyMerged = refusal('sheet.tooManyMerged', 422, 'documents:refusals.tooManyMerged');

export type ProblemCode =
  | 'formula'
  | 'merged'
  | 'errorValue'
  | 'number'
  | 'digits'
  | 'date'
  | 'tooLong'
  | 'unreadable'
  | 'beyondHeader'
  | 'cells';

/** What is wrong with a cell, before it is known which column of the header it stands in. */
export type Flaw = { flaw: ProblemCode; params?: Params };

/** One cell that could not be read. Its row must not be imported. `column` is the header's name, or the letter beyond the header. */
export type SheetProblem = { row: number; column: string | null; code: ProblemCode; words: WordsKey; params: Params };

export function problem(row: number, column: string | null, { flaw, params }: Flaw): SheetProblem {
  const filled = { ...params, row, ...(column === null ? {} : { column }) };
  return { row, column, code: flaw, words: `documents:problems.${flaw}`, params: filled };
}

export type SheetLimits = {
  /** Rows below the header. */
  rows: number;
  columns: number;
  /** UTF-16 units in one cell. */
  characters: number;
  /** Bytes of the file. */
  bytes: number;
  /** Bytes of all that is packed in an XLSX, declared or found. */
  unpacked: number;
  /** Files packed in an XLSX. */
  entries: number;
  /** How many times larger than packed a part of over 1 MiB may be. */
  ratio: number;
};

const mebi = 1024 * 1024;
export const sheetLimits: SheetLimits = {
  rows: 10_000,
  columns: 200,
  characters: 10_000,
  bytes: 20 * mebi,
  unpacked: 256 * mebi,
  entries: 1_000,
  ratio: 100,
};
export const inMebibytes = (bytes: number): number => Math.floor(bytes / mebi);
