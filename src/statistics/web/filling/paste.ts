// What is pasted from a spreadsheet: read as it was copied, laid over the cells whole or refused whole with the reason. Pure.
import { type Given, withRows } from './cells.ts';

/** Lines of tabbed cells; a cell in quotes may hold tabs, line ends, and quotes written twice. */
export function readBlock(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const [cell, end] = text[at] === '"' ? quoted(text, at) : plain(text, at);
    line.push(cell);
    at = end + 1;
    if (text[end] === '\t') continue;
    lines.push(line);
    line = [];
    if (text[end] === '\r' && text[end + 1] === '\n') at += 1;
  }
  // A spreadsheet ends its last line as it ends every other.
  if (lines.at(-1)?.every((one) => one === '')) lines.pop();
  return lines;
}

function plain(text: string, from: number): [string, number] {
  let end = from;
  while (end < text.length && !'\t\r\n'.includes(text[end] ?? '')) end += 1;
  return [text.slice(from, end), end];
}
/** What begins with a quote and does not close it like a cell was never quoted: 3" pipe. */
function quoted(text: string, from: number): [string, number] {
  let end = from + 1;
  while (end < text.length) {
    if (text[end] !== '"') end += 1;
    else if (text[end + 1] === '"') end += 2;
    else break;
  }
  const after = end + 1;
  if (end >= text.length || (after < text.length && !'\t\r\n'.includes(text[after] ?? ''))) return plain(text, from);
  return [text.slice(from + 1, end).replaceAll('""', '"'), after];
}

/** Whether it is more than one cell: a single one is pasted as text always is. */
export const isBlock = (text: string): boolean => {
  const lines = readBlock(text);
  return lines.length > 1 || (lines[0]?.length ?? 0) > 1;
};

export type Pasted =
  | { given: Given; rows: number; cells: number; kept: number }
  | { refused: string; params: Record<string, string | number> };

type Into = { code: string; columns: readonly { code: string; name: string }[]; most: number };

/** Over a table from a cell on; rows are added as they are needed. A first line that says the names of the columns is no row. */
export function pasteRows(given: Given, table: Into, at: { row: number; column: number }, block: string[][]): Pasted {
  const into = table.columns.slice(at.column);
  const lines = isHead(block[0], into) ? block.slice(1) : block;
  const widest = Math.max(0, ...lines.map(widthOf));
  if (widest > into.length) return { refused: 'columns', params: { pasted: widest, most: into.length } };
  const before = given.tables[table.code] ?? [];
  if (at.row + lines.length > table.most)
    return { refused: 'rows', params: { pasted: lines.length, most: table.most, left: Math.max(0, table.most - at.row) } };
  const rows = [...before];
  for (const [down, line] of lines.entries()) {
    const said = line.slice(0, into.length).map((text, across): [string, string] => [into[across]?.code ?? '', text]);
    rows[at.row + down] = { ...before[at.row + down], ...Object.fromEntries(said) };
  }
  return { given: withRows(given, table.code, rows), rows: lines.length, cells: lines.length * widest, kept: 0 };
}

/** Blank cells behind the last one are a wider selection, not more columns. */
const widthOf = (line: readonly string[]): number => line.findLastIndex((one) => one.trim() !== '') + 1;
const isHead = (line: readonly string[] | undefined, columns: Into['columns']): boolean =>
  line !== undefined &&
  widthOf(line) > 1 &&
  line.slice(0, widthOf(line)).every((said, at) => columns[at] !== undefined && said.trim().startsWith(columns[at].name));

/** A column over items, from one on downwards. What the platform fills takes its place in the column and stays as it is. */
export function pasteItems(
  given: Given,
  items: readonly { code: string }[],
  from: string,
  block: string[][],
  locked: ReadonlySet<string>,
): Pasted {
  const widest = Math.max(0, ...block.map(widthOf));
  if (widest > 1) return { refused: 'oneColumn', params: { pasted: widest } };
  const into = items.slice(items.findIndex((one) => one.code === from));
  if (block.length > into.length) return { refused: 'items', params: { pasted: block.length, most: into.length } };
  const said = block.map((line, at): [string, string] => [into[at]?.code ?? '', line[0] ?? '']);
  const open = said.filter(([code]) => !locked.has(code));
  return {
    given: { ...given, items: { ...given.items, ...Object.fromEntries(open) } },
    rows: 0,
    cells: open.length,
    kept: said.length - open.length,
  };
}
