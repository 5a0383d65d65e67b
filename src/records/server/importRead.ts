// What is told of an import: how far it is, its rows with their verdicts in the reader's language, the template to fill in.
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { type Actor, hasRole, type Language } from '../../platform/shared/actor.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { cursorNumber, type Page, readCursor, writeCursor } from '../../platform/shared/page.ts';
import { textIn } from '../../platform/shared/words.ts';
import { sheetTypes, writeSheet } from '../../platform/server/documents/sheet.ts';
import type { Attachment } from '../../platform/server/mount.ts';
import type { Say } from '../../platform/server/words.ts';
import type { ImportColumn, ImportedRow, ImportStatus, Said, Verdict } from '../import.ts';
import { maskedCells } from './importPersonal.ts';
import { type ImportDb, namesOf } from './importStage.ts';
import type { ImportTables } from './tables.ts';

/** Whose work is an office's: what an organization brings in of its own is not shown to officers before it is handed in. */
const offices = ['bureauOfficer', 'districtOfficer', 'registrar'] as const;

/** The import if this actor may see it: whose it is, and of an office's the officers of the city. */
export async function seenImport(db: ImportDb, kind: string, id: string, actor: Actor) {
  const found = await db.selectFrom('imports').selectAll().where('id', '=', id).where('kind', '=', kind).executeTakeFirst();
  const own = actor.account !== null && found?.account === actor.account;
  const ofOffice = found !== undefined && found.actor.organization === null && hasRole(found.actor, ...offices);
  if (!found || !(own || (ofOffice && hasRole(actor, 'bureauOfficer')))) throw notFound();
  return found;
}
export type Import = Awaited<ReturnType<typeof seenImport>>;

/** How many rows have each verdict. */
export async function countsOf(db: ImportDb, id: string): Promise<ImportStatus['rows']> {
  const { rows } = await sql<{ verdict: Verdict; count: number }>`
    select verdict, count(*)::int as count from import_rows where import = ${id} and verdict is not null group by verdict`.execute(
    db,
  );
  const counts = { create: 0, change: 0, duplicate: 0, refuse: 0 };
  for (const { verdict, count } of rows) counts[verdict] = count;
  return counts;
}

type Saying = { say: Say; language: Language; columns: Readonly<Record<string, string>>; known: readonly ImportColumn[] };

/** Says the words of a row; `{{field}}` is the column as the file calls it. */
function sayAll(said: readonly Said[], { say, language, columns, known }: Saying): string {
  const titleOf = (field: string): string => {
    const column = known.find((one) => one.field === field);
    return columns[field] ?? (column && namesOf(column, say, language)[0]) ?? field;
  };
  const comma = say(language, 'records:import.comma');
  return said
    .map(({ words, params, field, titles, texts = {} }) => {
      const named = Object.entries(texts).map(([name, all]) => [name, all.map((one) => textIn(one, language)).join(comma)]);
      const fields = titles?.map((key) => say(language, key)).join(comma);
      const filled = { ...(field !== undefined && { field: titleOf(field) }), ...params, ...Object.fromEntries(named) };
      return say(language, words, { ...filled, ...(fields !== undefined && { fields }) });
    })
    .join(say(language, 'records:import.semicolon'));
}

export async function statusOf(db: ImportDb, found: Import, say: Say, language: Language): Promise<ImportStatus> {
  const { id, kind, state, file_name: file, at, done, total, fingerprint, ignored, problem } = found;
  return {
    id,
    kind,
    state,
    file,
    at: at.toISOString(),
    rows: await countsOf(db, id),
    done,
    total,
    fingerprint,
    ignored,
    problem: problem && say(language, problem.words, problem.params),
  };
}

const rowCursor = z.strictObject({ row: cursorNumber });
type Asked = { verdict?: Verdict | undefined; limit: number; after?: string | undefined };

export async function rowsOf(
  db: Kysely<ImportTables>,
  found: Import,
  asked: Asked,
  saying: Omit<Saying, 'columns'>,
): Promise<Page<ImportedRow>> {
  let query = db.selectFrom('import_rows').selectAll().where('import', '=', found.id);
  query = asked.verdict === undefined ? query.where('verdict', 'is not', null) : query.where('verdict', '=', asked.verdict);
  const from = readCursor(asked.after, rowCursor);
  if (from) query = query.where('row', '>', from.row);
  const rows = await query
    .orderBy('row')
    .limit(asked.limit + 1)
    .execute();
  const page = rows.slice(0, asked.limit);
  const items = page.map(({ row, verdict, said, match, cells, written }) => {
    const field = said?.find((one) => one.field !== undefined)?.field;
    return {
      row,
      verdict: verdict!,
      column: field === undefined ? null : (found.columns[field] ?? field),
      words: sayAll(said ?? [], { ...saying, columns: found.columns }),
      match,
      cells: maskedCells(cells, found.columns, saying.known),
      written,
    };
  });
  return { items, next: rows.length > asked.limit ? writeCursor({ row: page.at(-1)!.row }) : null };
}

/** An empty sheet with the columns in the reader's language. */
export function templateOf(kind: string, known: readonly ImportColumn[], say: Say, language: Language): Attachment {
  const columns = known
    .filter((column) => column.template !== false)
    .map((column) => ({
      key: column.field,
      title: namesOf(column, say, language)[0] ?? column.field,
      width: column.width ?? 18,
    }));
  const name = say(language, `records:import.template.${kind}`);
  return { attachment: writeSheet(name, columns, []), type: sheetTypes.xlsx, name: `${name}.xlsx` };
}

/** What the command line tells a person of an import. */
export const linesOf = (
  say: Say,
  language: Language,
  status: ImportStatus,
  refused: readonly { row: number; words: string }[],
): string[] => [
  say(language, 'records:import.lines.summary', {
    file: status.file,
    state: say(language, `records:import.states.${status.state}`),
    ...status.rows,
  }),
  ...(status.problem === null ? [] : [status.problem]),
  ...refused.map(({ row, words }) => say(language, 'records:import.lines.row', { row, words })),
];
