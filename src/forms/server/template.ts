// A form as a workbook to be filled in without the platform, and such a workbook read back: the cells as typed, with the same checks as on the page.
import { createHash } from 'node:crypto';
import type { Attachment, Upload } from '../../platform/server/mount.ts';
import {
  type BookCell,
  type BookPage,
  type RawRow,
  readBook,
  sheetTypes,
  writeBook,
} from '../../platform/server/documents/sheet.ts';
import { refusal } from '../../platform/shared/errors.ts';
import { type Text, textIn } from '../../platform/shared/words.ts';
import { formulaSign, type Given } from '../answers.ts';
import type { Commission } from '../commission.ts';
import { type Form, type FormVersion, type Item, itemsOf, type Table } from '../form.ts';
import type { Reader } from './present.ts';

export const otherTemplate = refusal('forms.otherTemplate', 422, 'forms:refusals.otherTemplate');
export const noTemplate = refusal('forms.noTemplate', 422, 'forms:refusals.noTemplate');
export const otherVersion = refusal('forms.otherVersion', 422, 'forms:refusals.otherVersion');
export const tooManyRows = refusal('forms.tooManyRows', 422, 'forms:refusals.tooManyRows');
export const strangeColumn = refusal('forms.strangeColumn', 422, 'forms:refusals.strangeColumn');

/** Names of sheets that people do not see; names of tables are their codes, so that they are found whatever language they were made in. */
const identity = 'touyan';
const itemsSheet = '1';
const sheetOf = (at: number): string => String(at + 2);

/** First row of items, and of a table's rows. */
const headRows = 6;
const columnOf = { code: 1, value: 5 } as const;

/** What the checks of a template rest on: another version has another one, whatever its number. */
const digestOf = (of: FormVersion): string => createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 16);

/** A template for one return: whose and when, what is known already, and what the last period said. */
export type Prefilled = {
  /** By which the filled template is told from another respondent's. */
  key: string;
  words: string;
  given: Given;
  /** Items that the platform fills. */
  locked: ReadonlySet<string>;
  before: Given['items'] | null;
};

export async function templateOf(
  of: Form,
  version: FormVersion,
  commissioned: Commission | null,
  reader: Reader,
  prefilled: Prefilled | null = null,
): Promise<Attachment> {
  const { language, say } = reader;
  const pages: BookPage[] = [
    itemsPage(of, version, { commissioned, prefilled, reader }),
    ...version.tables.map((table, at) => tablePage(table, at, prefilled?.given.tables[table.code] ?? [], reader)),
    {
      name: identity,
      hidden: true,
      widths: [20, 40],
      rows: [
        ['form', of.code],
        ['version', String(version.version)],
        ['digest', digestOf(version)],
        ...(prefilled === null ? [] : [['return', prefilled.key]]),
      ],
    },
  ];
  return {
    attachment: await writeBook(pages),
    type: sheetTypes.xlsx,
    name: `${say(language, 'forms:template.file', { name: textIn(of.name, language), version: version.version })}${prefilled === null ? '' : ` ${prefilled.words}`}.xlsx`,
  };
}

type ForWhom = { commissioned: Commission | null; prefilled: Prefilled | null; reader: Reader };
function itemsPage(of: Form, version: FormVersion, { commissioned, prefilled, reader: { language, say } }: ForWhom): BookPage {
  const t = (key: string, params?: Record<string, string>) => say(language, `forms:template.${key}`, params);
  const words = (text: Text) => textIn(text, language);
  const head = commissioned === null ? [t('draft')] : headLines(commissioned, { language, say });
  const rows: (BookCell | string | null)[][] = [
    [null, null, { text: [words(of.name), ...(prefilled ? [prefilled.words] : [])].join(' '), look: 'title' }],
    [null, null, { text: head.join(language === 'en' ? '; ' : '；'), look: 'note' }],
    [null, null, { text: version.tables.length > 0 ? t('tablesToo') : '', look: 'note' }],
    [null, null, { text: t('howTo'), look: 'note' }],
    [],
    ['code', 'line', 'name', 'unit', 'value', ...(prefilled?.before ? ['before'] : []), 'note'].map((key) => ({
      text: key === 'code' ? '' : t(key),
      look: 'head' as const,
    })),
    ...version.sections.flatMap(({ name, items }) => [
      [null, null, { text: words(name), look: 'section' as const }],
      ...items.map((item): (BookCell | string | null)[] => [
        item.code,
        item.line,
        { text: words(item.name) },
        item.kind === 'number' ? say(language, `forms:units.${item.unit}`) : t(`kinds.${item.kind}`),
        cellOf(item, words, prefilled),
        ...(prefilled?.before
          ? [{ text: shownCell(item, prefilled.before[item.code] ?? null, words), look: 'note' as const }]
          : []),
        { text: item.note ? words(item.note) : '', look: 'note' },
      ]),
    ]),
  ];
  return {
    name: itemsSheet,
    widths: [0, 7, 46, 12, 22, ...(prefilled?.before ? [18] : []), 44],
    rows,
    frozen: headRows,
    locked: true,
  };
}

const cellOf = (item: Item, words: (text: Text) => string, prefilled: Prefilled | null): BookCell => ({
  text: shownCell(item, prefilled?.given.items[item.code] ?? null, words),
  ...(prefilled?.locked.has(item.code) ? {} : { open: true as const }),
  ...(item.kind === 'number' ? { look: 'number' } : {}),
  ...(item.kind === 'choice' ? { choices: item.options.map((one) => words(one.name)) } : {}),
});

/** An option by its name, as it is chosen. */
const shownCell = (item: Item, typed: string | null, words: (text: Text) => string): string => {
  const option = item.kind === 'choice' ? item.options.find((one) => one.code === typed) : undefined;
  return option ? words(option.name) : (typed ?? '');
};

/** What stands at the head of a form on every print: by whose word it is asked. */
export function headLines({ standing }: Commission, { language, say }: Pick<Reader, 'language' | 'say'>): string[] {
  if (standing.kind === 'administrative') return [say(language, 'forms:head.use', { use: textIn(standing.use, language) })];
  const { how, by, number } = standing.approval;
  return [
    say(language, 'forms:head.number', { number: standing.number }),
    say(language, 'forms:head.issuedBy', { body: textIn(standing.issuedBy, language) }),
    say(language, `forms:head.${how}`, { body: textIn(by, language), number }),
    say(language, 'forms:head.validUntil', { day: standing.validUntil }),
  ];
}

/** The first row, which is not shown, holds the codes of the columns; the second what they are called. */
function tablePage(of: Table, at: number, given: Given['tables'][string], { language, say }: Reader): BookPage {
  const words = (text: Text) => textIn(text, language);
  const unitOf = (item: Item) =>
    item.kind === 'number'
      ? say(language, 'forms:template.inUnit', {
          name: textIn(item.name, language),
          unit: say(language, `forms:units.${item.unit}`),
        })
      : textIn(item.name, language);
  return {
    name: sheetOf(at),
    widths: of.columns.map((one) => (one.kind === 'text' ? 30 : 18)),
    rows: [
      of.columns.map((one) => one.code),
      of.columns.map((one) => ({ text: unitOf(one), look: 'head' as const })),
      ...given.map((row) => of.columns.map((one) => shownCell(one, row[one.code] ?? null, words))),
    ],
    hiddenRows: [1],
    frozen: 2,
    asText: true,
  };
}

/**
 * The cells of a filled template, and the key of the return that it was made for. A cell that is a formula or cannot be read is given as `formula`, which no item takes.
 * @throws {Refusal} where it is no template, one of another form or version, or has columns or rows that the form does not.
 */
export async function readTemplateOf(of: Form, version: FormVersion, file: Upload): Promise<Given & { key: string | null }> {
  const sheets = await readBook({ name: file.name, bytes: file.content }, (name) => /^([0-9]{1,2}|touyan)$/.test(name), {
    rows: 3000,
    columns: 60,
  });
  const rowsOf = (name: string): readonly RawRow[] => sheets.find((one) => one.name === name)?.rows ?? [];
  const said = new Map(rowsOf(identity).map(({ cells }) => [textAt(cells, 1), textAt(cells, 2)]));
  if (said.get('form') === undefined) throw noTemplate();
  if (said.get('form') !== of.code) throw otherTemplate({ form: said.get('form') ?? '' });
  if (said.get('digest') !== digestOf(version))
    throw otherVersion({ version: said.get('version') ?? '', wanted: version.version });
  const known = new Set(itemsOf(version).map((one) => one.code));
  const items = rowsOf(itemsSheet).flatMap(({ cells }) => {
    const code = textAt(cells, columnOf.code);
    return known.has(code) ? [[code, textAt(cells, columnOf.value)] as const] : [];
  });
  return {
    key: said.get('return') ?? null,
    items: Object.fromEntries(items),
    tables: Object.fromEntries(version.tables.map((table, at) => [table.code, rowsIn(table, rowsOf(sheetOf(at)))])),
  };
}

function rowsIn(of: Table, sheet: readonly RawRow[]): Record<string, string>[] {
  const [codes, , ...rows] = [sheet.find(({ row }) => row === 1), null, ...sheet.filter(({ row }) => row > 2)];
  const places = of.columns.map(({ code }) => (codes?.cells.indexOf(code) ?? -1) + 1);
  if (rows.length > of.most) throw tooManyRows({ most: of.most, rows: rows.length });
  return rows.flatMap((row) => {
    const beyond = row?.cells.findIndex((cell, at) => cell !== undefined && cell !== '' && !places.includes(at + 1)) ?? -1;
    if (row && beyond >= 0) throw strangeColumn({ row: row.row, column: beyond + 1 });
    const read = of.columns.map(({ code }, at) => [code, textAt(row?.cells ?? [], places[at] ?? 0)] as const);
    return read.every(([, text]) => text.trim() === '') ? [] : [Object.fromEntries(read)];
  });
}

/** Columns from 1. */
function textAt(cells: RawRow['cells'], column: number): string {
  const cell = cells[column - 1];
  return cell === undefined ? '' : typeof cell === 'string' ? cell : formulaSign;
}
