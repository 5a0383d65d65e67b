// Personal values in files on their way into a register: masked where rows are shown, dropped as soon as they are written or erased. Not the register's own.
import { type QueryExecutorProvider, sql } from 'kysely';
import { maskEmail, maskName, maskPhone } from '../../platform/shared/mask.ts';
import type { ImportColumn } from '../import.ts';

const masks = { name: maskName, phone: maskPhone, email: maskEmail } as const;

const personalFields = (known: readonly ImportColumn[]): string[] =>
  known.flatMap(({ field, personal }) => (personal === undefined ? [] : [field]));

/** The cells of a row as a preview shows them; `columns` tells the header of each field. */
export function maskedCells(
  cells: Readonly<Record<string, string>>,
  columns: Readonly<Record<string, string>>,
  known: readonly ImportColumn[],
): Record<string, string> {
  const shown = { ...cells };
  for (const { field, personal } of known) {
    const header = columns[field];
    const cell = header === undefined ? undefined : cells[header];
    if (personal !== undefined && header !== undefined && cell) shown[header] = masks[personal](cell);
  }
  return shown;
}

/** Headers that an import gives to some fields, as a subquery; `i` is the import. */
const headersOf = (fields: readonly string[]) =>
  sql`(select coalesce(array_agg(i.columns->>f) filter (where i.columns ? f), '{}') from unnest(${fields}::text[]) f)`;

/** Drops what rows hold of persons once nothing is done with them any more: some that were written, or all of an import that has ended. */
export async function dropPersonal(
  on: QueryExecutorProvider,
  id: string,
  known: readonly ImportColumn[],
  rows: readonly number[] | null = null,
): Promise<void> {
  await sql`update import_rows r set cells = r.cells - ${headersOf(personalFields(known))}, calls = null
    from imports i where i.id = ${id} and r.import = i.id and ${rows === null ? sql`true` : sql`r.row = any(${rows}::int[])`}`.execute(
    on,
  );
}

/**
 * A value of a person has been erased: it goes from the rows that mean the record, and from those that hold the same number or
 * address; a name alone may be another's. An import that is being written lets go of its rows itself.
 */
export async function eraseInImports(
  on: QueryExecutorProvider,
  { record, field, value }: { record: string; field: string; value: string },
): Promise<void> {
  const names = /[0-9@]/.test(value) ? sql`r.cells->>(i.columns->>${field}) = ${value}` : sql`false`;
  await sql`update import_rows r set cells = r.cells - ${headersOf([field])},
      calls = coalesce((select jsonb_agg(case when jsonb_typeof(c->'input') = 'object' then jsonb_set(c, '{input}', (c->'input') - ${field}::text) else c end order by n)
        from jsonb_array_elements(r.calls) with ordinality x(c, n)), r.calls)
    from imports i where i.id = r.import and i.state <> 'writing' and i.columns ? ${field}
      and (r.match->>'id' = ${record} or r.calls @> jsonb_build_array(jsonb_build_object('id', ${record}::text)) or ${names})`.execute(
    on,
  );
}
