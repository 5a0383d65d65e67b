// Cells of a sheet and what is done to them: one set, rows added, taken away, put in. Each gives a new sheet and shares what it left alone. Pure.
import type { Given } from '../../../forms/answers.ts';

export type Row = Record<string, string | null>;
export type { Given } from '../../../forms/answers.ts';

/** Where a cell is: `revenue`, or `tenants.3.name` with the number of the row from 0, as faults and findings say it. */
export type Place = { item: string } | { table: string; row: number; column: string };
export function placeOf(said: string): Place {
  const [first = '', row, column] = said.split('.');
  return row === undefined || column === undefined ? { item: first } : { table: first, row: Number(row), column };
}
export const saidOf = (table: string, row: number, column: string): string => `${table}.${row}.${column}`;

export function cellAt(of: Given, place: string): string {
  const at = placeOf(place);
  return ('item' in at ? of.items[at.item] : of.tables[at.table]?.[at.row]?.[at.column]) ?? '';
}

export function withCell(of: Given, place: string, text: string): Given {
  const at = placeOf(place);
  if ('item' in at) return { ...of, items: { ...of.items, [at.item]: text } };
  const rows = of.tables[at.table] ?? [];
  // The row below the last one is begun by typing in it.
  if (at.row > rows.length) return of;
  return withRows(of, at.table, rows.toSpliced(at.row, 1, { ...rows[at.row], [at.column]: text }));
}

export const withRows = (of: Given, table: string, rows: Row[]): Given => ({ ...of, tables: { ...of.tables, [table]: rows } });

/** A blank row above another. */
export const withRowAt = (of: Given, table: string, row: number): Given =>
  withRows(of, table, (of.tables[table] ?? []).toSpliced(row, 0, {}));
export const withoutRow = (of: Given, table: string, row: number): Given =>
  withRows(of, table, (of.tables[table] ?? []).toSpliced(row, 1));

/** Whether two sheets say the same: a blank cell and one that is not there are alike. */
export const sameGiven = (a: Given, b: Given): boolean => plainOf(a) === plainOf(b);
function plainOf({ items, tables }: Given): string {
  const row = (of: Row) =>
    Object.entries(of)
      .filter(([, text]) => (text ?? '') !== '')
      .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const named = Object.entries(tables).filter(([, rows]) => rows.length > 0);
  return JSON.stringify([
    row(items),
    named.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([code, rows]) => [code, rows.map(row)]),
  ]);
}
