// Makes files for the tests of this folder: sound sheets, hand-made ones, and zips that lie. Not used by the product.
import { crc32, deflateRawSync } from 'node:zlib';
import exceljs from 'exceljs';
import { Refusal } from '../../shared/errors.ts';
import { readSheet, type SheetFile, type SheetLimits } from './sheet.ts';

/** An XLSX that a spreadsheet program might have saved. */
export async function workbook(fill: (sheet: exceljs.Worksheet, book: exceljs.Workbook) => void): Promise<SheetFile> {
  const book = new exceljs.Workbook();
  fill(book.addWorksheet('机构'), book);
  return { name: 'test.xlsx', bytes: Buffer.from(await book.xlsx.writeBuffer()) };
}

export const csv = (text: string | Buffer): SheetFile => ({ name: 'test.csv', bytes: Buffer.from(text) });

/** What a file is refused for. */
export async function refusalOf(file: SheetFile, limits: Partial<SheetLimits> = {}): Promise<Refusal> {
  try {
    await readSheet(file, limits);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was read');
}

/** One part of a zip; `declared` and `flags` are what its headers say, true or not. */
export type Part = { name: string; content: string | Buffer; declared?: number; flags?: number; method?: number; at?: number };

/** A zip by hand. `at` lets a part claim the bytes of the part of that number. */
export function zip(parts: Part[]): SheetFile {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const packed = deflateRawSync(content, { level: 1 });
    const name = Buffer.from(part.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.flags ?? 0x800, 2);
    fields.writeUInt16LE(part.method ?? 8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(part.declared ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    offsets.push(offset);
    const from = part.at === undefined ? offset : (offsets[part.at] ?? 0);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(from, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, name]));
    const header = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
    local.push(header);
    offset += header.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return { name: 'test.xlsx', bytes: Buffer.concat([...local, directory, end]) };
}

const office = 'http://schemas.openxmlformats.org';
export const mainType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
export const relationship = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${office}/officeDocument/2006/relationships/${type}" Target="${target}"/>`;

export const contentTypes = (type = mainType): Part => ({
  name: '[Content_Types].xml',
  content: `<?xml version="1.0"?><Types xmlns="${office}/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`,
});

/** The parts of an XLSX whose only sheet holds `rows` (XML), and what else is asked. */
export const parts = (
  rows: string,
  { styles = '', strings = '', after = '', sheets = '<sheet name="a" sheetId="1" r:id="s1"/>', pr = '' } = {},
): Part[] => [
  contentTypes(),
  {
    name: 'xl/workbook.xml',
    content: `<workbook xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships">${pr}<sheets>${sheets}</sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content: `<Relationships xmlns="${office}/package/2006/relationships">${relationship('s1', 'worksheet', 'worksheets/sheet1.xml')}${relationship('s2', 'worksheet', '/xl/worksheets/sheet2.xml')}${relationship('t', 'styles', 'styles.xml')}${relationship('x', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
  },
  { name: 'xl/styles.xml', content: `<styleSheet>${styles}</styleSheet>` },
  { name: 'xl/sharedStrings.xml', content: `<sst>${strings}</sst>` },
  { name: 'xl/worksheets/sheet1.xml', content: `<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>` },
];

export const text = (said: string): string => `<c t="inlineStr"><is><t>${said}</t></is></c>`;
