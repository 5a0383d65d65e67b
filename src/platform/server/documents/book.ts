// Writes a workbook that is filled in elsewhere: sheets with cells to be typed into, the others locked. In memory; long lists are streamed by write.ts.
import type exceljs from 'exceljs';

/** `open`: may be typed into. `choices`: what may be chosen there. */
export type BookCell = {
  text: string;
  look?: 'title' | 'head' | 'section' | 'note' | 'number';
  open?: true;
  choices?: readonly string[];
  /** A number to reckon with, where a sheet keeps all its digits. */
  isNumber?: true;
};
export type BookPage = {
  name: string;
  hidden?: boolean;
  /** Width of each column in characters; 0 hides it. */
  widths: readonly number[];
  rows: readonly (readonly (BookCell | string | null)[])[];
  /** Rows that stay when one scrolls. */
  frozen?: number;
  /** Rows that are not shown, from 1. */
  hiddenRows?: readonly number[];
  /** Whether all that is not `open` is locked. */
  locked?: boolean;
  /** Whether what is typed in its columns stays text: a code keeps its noughts. */
  asText?: boolean;
};

const looks: Record<NonNullable<BookCell['look']>, Partial<exceljs.Style>> = {
  title: { font: { bold: true, size: 14 } },
  head: { font: { bold: true }, fill: fill('FFE8EDF2'), alignment: { wrapText: true, vertical: 'middle' } },
  section: { font: { bold: true }, fill: fill('FFF4F6F8') },
  note: { font: { color: { argb: 'FF5A6672' } }, alignment: { wrapText: true, vertical: 'top' } },
  number: { alignment: { horizontal: 'right' } },
};
const openLook: Partial<exceljs.Style> = {
  fill: fill('FFFFFBE6'),
  border: Object.fromEntries(
    ['top', 'left', 'bottom', 'right'].map((side) => [side, { style: 'thin', color: { argb: 'FFC8CED6' } }]),
  ),
  protection: { locked: false },
  numFmt: '@',
};
function fill(argb: string): exceljs.Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

/** As XLSX. A list of choices longer than a cell's rule can hold is left out: what is typed is judged when it is read. */
export async function writeBook(pages: readonly BookPage[]): Promise<Buffer> {
  const { default: library } = await import('exceljs');
  const book = new library.Workbook();
  for (const page of pages) await writePage(book, page);
  return Buffer.from(await book.xlsx.writeBuffer());
}

async function writePage(book: exceljs.Workbook, page: BookPage): Promise<void> {
  const sheet = book.addWorksheet(page.name, {
    state: page.hidden ? 'veryHidden' : 'visible',
    ...(page.frozen ? { views: [{ state: 'frozen', ySplit: page.frozen }] } : {}),
    pageSetup: { paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  sheet.columns = page.widths.map((width) => (width === 0 ? { hidden: true } : { width }));
  for (const [at, row] of page.rows.entries())
    for (const [column, cell] of row.entries())
      if (cell !== null) put(sheet.getCell(at + 1, column + 1), typeof cell === 'string' ? { text: cell } : cell);
  for (const hidden of page.hiddenRows ?? []) sheet.getRow(hidden).hidden = true;
  if (page.asText) for (const at of page.widths.keys()) sheet.getColumn(at + 1).numFmt = '@';
  if (page.locked) await sheet.protect('', { selectLockedCells: true, formatColumns: true, spinCount: 1 });
}

function put(cell: exceljs.Cell, { text, look, open, choices, isNumber }: BookCell): void {
  if (text !== '') cell.value = isNumber && text.replace(/\D/g, '').length <= 15 ? Number(text) : text;
  Object.assign(cell, look && { style: { ...looks[look] } });
  if (open) Object.assign(cell, { style: { ...cell.style, ...openLook, ...(look === 'number' ? looks.number : {}) } });
  const rule = ruleOf(choices);
  if (rule) cell.dataValidation = rule;
}

/** A rule's list is one text of at most 255 characters, its parts set apart by commas. */
function ruleOf(choices: readonly string[] | undefined): exceljs.DataValidation | null {
  const list = choices?.join(',') ?? '';
  if (list === '' || list.length > 253 || choices?.some((one) => /[",]/.test(one))) return null;
  return { type: 'list', allowBlank: true, formulae: [`"${list}"`], showErrorMessage: true };
}
