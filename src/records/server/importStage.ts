// Takes an uploaded file in: reads the sheet, finds the columns, keeps the rows as they stand. Judges nothing.
import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Actor, Language } from '../../platform/shared/actor.ts';
import { tidyLine } from '../../platform/shared/characters.ts';
import { readSheet, type Sheet } from '../../platform/server/documents/sheet.ts';
import type { Say } from '../../platform/server/words.ts';
import { columnMissing, columnTwice, type ImportColumn, noRows, type Said } from '../import.ts';
import type { ImportTables } from './tables.ts';

export type ImportDb = Kysely<ImportTables> | Transaction<ImportTables>;

/** Names that a file may give a column, in a language; the first is the one of the template. */
export const namesOf = (column: ImportColumn, say: Say, language: Language): string[] => say(language, column.headers).split('|');

/** The same name, whether in capitals, with blanks, underscores or a mark for what is required. */
const plain = (header: string): string =>
  tidyLine(header)
    .toLowerCase()
    .replaceAll(/[\s_*:/()-]/g, '');

/** Which header of the file each field has, and which headers nothing takes. Refuses a file that cannot be imported at all. */
export function columnsOf(header: readonly string[], columns: readonly ImportColumn[], say: Say, language: Language) {
  const known = new Map<string, ImportColumn>();
  for (const column of columns)
    for (const name of [column.field, ...namesOf(column, say, 'zh-CN'), ...namesOf(column, say, 'en')])
      known.set(plain(name), column);
  const found: Record<string, string> = {};
  const ignored: string[] = [];
  for (const name of header) {
    const field = known.get(plain(name))?.field;
    if (field === undefined) ignored.push(name);
    else if (found[field] !== undefined) throw columnTwice({ first: found[field], second: name });
    else found[field] = name;
  }
  const missing = columns.filter((column) => column.required && found[column.field] === undefined);
  if (missing.length > 0) {
    const titleOf = (column: ImportColumn): string => namesOf(column, say, language)[0] ?? column.field;
    const errors = missing.map((column) => ({
      path: column.field,
      code: 'columnMissing',
      words: 'records:import.columnMissing' as const,
      params: { columns: titleOf(column), found: header.join(', ') },
    }));
    throw columnMissing({ columns: missing.map(titleOf).join(', '), found: header.join(', ') }, errors);
  }
  return { columns: found, ignored };
}

type Staging = {
  kind: string;
  columns: readonly ImportColumn[];
  say: Say;
  actor: Actor;
  file: { name: string; content: Buffer };
  mostRows?: number | undefined;
};

/** Stages a file as an import in state `judging`; a file that is not sound, or lacks a column, is refused and leaves nothing. */
export async function stage(db: Kysely<ImportTables>, of: Staging): Promise<string> {
  const sheet = await readSheet(
    { name: of.file.name, bytes: of.file.content },
    of.mostRows === undefined ? {} : { rows: of.mostRows },
  );
  const { columns, ignored } = columnsOf(sheet.header, of.columns, of.say, of.actor.language);
  if (sheet.rows.length === 0) throw noRows();
  const id = uuidv7();
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('imports')
      .values({
        id,
        kind: of.kind,
        account: of.actor.account,
        actor: JSON.stringify(of.actor),
        file_name: of.file.name.slice(0, 200),
        file_digest: createHash('sha256').update(of.file.content).digest('hex'),
        columns: JSON.stringify(columns),
        ignored: JSON.stringify(ignored),
        state: 'judging',
        total: sheet.rows.length,
        fingerprint: null,
        problem: null,
      })
      .execute();
    await keepRows(tx, id, sheet, keeping(columns, of.columns));
  });
  return id;
}

const rowsAtOnce = 2000;

type Kept = (cell: string) => string;
/** What is kept of a cell, by header. */
const keeping = (headers: Readonly<Record<string, string>>, columns: readonly ImportColumn[]): ReadonlyMap<string, Kept> =>
  new Map(
    Object.entries(headers).map(([field, header]) => [
      header,
      columns.find((one) => one.field === field)?.kept ?? ((cell) => cell),
    ]),
  );

/** Of columns that nothing takes nothing is kept: they may hold anything. */
async function keepRows(
  tx: Transaction<ImportTables>,
  id: string,
  sheet: Sheet,
  taken: ReadonlyMap<string, Kept>,
): Promise<void> {
  const flaws = new Map<number, Said[]>();
  for (const { row, column, words, params } of sheet.problems)
    flaws.set(row, [...(flaws.get(row) ?? []), { words, params, ...(column !== null && { field: column }) }]);
  for (let at = 0; at < sheet.rows.length; at += rowsAtOnce) {
    const rows = sheet.rows.slice(at, at + rowsAtOnce).map(({ row, cells }) => ({
      row,
      cells: Object.fromEntries(
        Object.entries(cells).flatMap(([header, cell]) => {
          const kept = taken.get(header);
          return kept ? [[header, kept(cell)]] : [];
        }),
      ),
      flaws: flaws.get(row) ?? [],
    }));
    await sql`insert into import_rows (import, row, cells, flaws)
      select ${id}, v.row, v.cells, v.flaws from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as v(row int, cells jsonb, flaws jsonb)`.execute(
      tx,
    );
  }
}
