// Files as an officer would bring them: a sheet of new organizations, and Changzhou's own list put together again. Not the importer.
import ExcelJS from 'exceljs';
import { openPack } from '../../src/platform/server/pack.ts';

export type Brought = { name: string; mimeType: string; buffer: Buffer };

/** A sheet with a heading and rows. */
export async function sheetOf(name: string, heading: readonly string[], rows: readonly (readonly string[])[]): Promise<Brought> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('机构').addRows([heading, ...rows].map((row) => [...row]));
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name, mimeType, buffer: Buffer.from(await book.xlsx.writeBuffer()) };
}

export function csvOf(name: string, rows: readonly Record<string, string>[]): Brought {
  const heading = Object.keys(rows[0] ?? {});
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = [heading.join(','), ...rows.map((row) => heading.map((key) => cell(row[key] ?? '')).join(','))];
  return { name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
}

/** The known entities of Changzhou, one row each, as their source lists them. */
export function knownEntities(): Record<string, string>[] {
  const pack = openPack('changzhou');
  const organizations = pack.readCsv('organizations.csv');
  const own = new Set(organizations.map((row) => row['entity']));
  const places = pack.readCsv('recognitions.csv').filter((row) => !own.has(row['entity']));
  const listed = (row: Record<string, string>, of: Record<string, string>): Record<string, string> => ({
    name: row['name'] ?? row['title'] ?? '',
    ...of,
    level: row['level'] ?? '',
    reporting_unit: row['region'] ?? '',
    year_recognised: row['year'] ?? '',
    stage: row['stage'] === 'known' ? '' : (row['stage'] ?? ''),
    verified: row['verified'] ?? '',
    source_url: row['sourceUrl'] ?? '',
    confidence: row['confidence'] ?? '',
    note: row['noteEn'] ?? '',
  });
  return [
    ...organizations.map((row) => listed(row, { what: 'organization', kind: row['kind'] ?? '' })),
    ...places.map((row) => listed(row, { what: 'recognition-or-place', kind: row['sourceKind'] ?? '' })),
  ];
}
