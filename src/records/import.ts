// Importing a file into the register of a kind: what an importer is, and the HTTP operations. Pure; not reading, judging or writing.
import { z } from 'zod';
import type { Actor, Role } from '../platform/shared/actor.ts';
import { instant } from '../platform/shared/dates.ts';
import { type FieldError, type Params, refusal, type WordsKey } from '../platform/shared/errors.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import type { Text } from '../platform/shared/words.ts';

export const verdicts = ['create', 'change', 'duplicate', 'refuse'] as const;
export type Verdict = (typeof verdicts)[number];
/** `judging` → `judged` (a preview) → `writing` → `written`; `failed` when the platform could not go on. */
export const importStates = ['judging', 'judged', 'writing', 'written', 'failed'] as const;
export type ImportState = (typeof importStates)[number];

/** Who may import unless a kind says otherwise; rows that they may not write are refused one by one. */
export const importers: readonly Role[] = ['bureauOfficer', 'districtOfficer'];

/**
 * Words that wait for their reader: kept with a row, said in the language of whoever reads it. `field` is what they are about and
 * fills `{{field}}` with the column's name in the file; `titles` fill `{{fields}}`, `texts` what is said in pack data.
 */
export type Said = {
  words: WordsKey;
  params?: Params;
  field?: string;
  titles?: readonly WordsKey[];
  texts?: Record<string, readonly Text[]>;
};

/**
 * A column that can be imported. `headers` is a key of words: the names that a file may give it, parted by `|`, the first of each
 * language for the template; the name of the field itself is always known. `personal` is what a cell holds of a person: shown masked,
 * and dropped once it is written. `signs` keeps brackets and stops as they are written: a name is not a code. `kept`: what of a cell is
 * taken in at all, where a text may hold what nobody is to keep.
 */
export type ImportColumn = {
  field: string;
  headers: WordsKey;
  required?: true;
  width?: number;
  template?: false;
  personal?: 'name' | 'phone' | 'email';
  signs?: true;
  kept?: (cell: string) => string;
};

/** A row by field, tidied; a blank cell is `''`, a column that the file does not have is missing. */
export type ImportRow = { row: number; values: Readonly<Record<string, string>> };

/** What a row is like: a record (`id`), or an earlier row of the same file (`row`), with the fields that are the same. */
export type ImportMatch = { id: string | null; row: number | null; title: string; fields: { field: string; value: string }[] };

/** An action that writing the row will do; of this kind unless said. `version` refuses what somebody changed in between. */
export type ImportCall = { kind?: string; action: string; id?: string; version?: number; input: Record<string, unknown> };

export type Judgement = {
  verdict: Verdict;
  /** The field of the first is the column that the row is told to have wrong. */
  said: Said[];
  match: ImportMatch | null;
  calls: ImportCall[];
  /** What makes the row the same as another of the file; `against` is what it must not meet, `keys` unless said. */
  keys: string[];
  against?: string[];
  /** Keys that only make it like another of the file: a question to a person, and no refusal. */
  near?: string[];
  /** Which field each of these keys comes from, and what stands there. */
  fields?: Readonly<Record<string, { field: string; value: string }>>;
};

/** `day` is today in the city; `fields` are those that the file has a column for. */
export type ImportContext = { actor: Actor; day: string; fields: ReadonlySet<string> };

/** What a module gives for importing into a kind. Rows come in chunks; the judgements come back in their order. */
export type Importer = {
  columns: readonly ImportColumn[];
  /** Who may import into this kind; officers unless said. */
  importers?: readonly Role[];
  /** Rows that a file may have, where the usual number is too few. */
  mostRows?: number;
  /** What is said beside of a row that is like an earlier one; without it that it is perhaps the same body. */
  likeRow?: WordsKey;
  judge: (rows: readonly ImportRow[], context: ImportContext) => Promise<Judgement[]>;
  /** Runs in the transaction that is about to do these calls: to look up at once what each would look up by itself. */
  before?: (tx: object, calls: readonly ImportCall[]) => Promise<void>;
};

/** A row that is refused, for one reason or several; nothing of it is written. */
export const refused = (said: readonly Said[], match: ImportMatch | null = null): Judgement => ({
  verdict: 'refuse',
  said: [...said],
  match,
  calls: [],
  keys: [],
});

/** What a form or a refusal says of single fields, as words of a row; `fieldOf` tells the column of a path. */
export const saidOf = (errors: readonly FieldError[], fieldOf = (path: string): string => path.split('.')[0] ?? path): Said[] =>
  errors.map(({ path, words, params }) => ({ words, ...(params && { params }), ...(path !== '' && { field: fieldOf(path) }) }));

export const importStatus = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(importStates),
  file: z.string(),
  at: instant,
  rows: z.object({ create: z.number().int(), change: z.number().int(), duplicate: z.number().int(), refuse: z.number().int() }),
  /** While judging: rows judged of all; while writing: rows written of those to write. */
  done: z.number().int(),
  total: z.number().int(),
  /** What a commit must give back: the preview that was read. Null until judged. */
  fingerprint: z.string().nullable(),
  /** Columns of the file that are not imported. */
  ignored: z.array(z.string()),
  /** Why it failed, in words. */
  problem: z.string().nullable(),
});
export type ImportStatus = z.infer<typeof importStatus>;

export const importedRow = z.object({
  /** As the spreadsheet program numbers it. */
  row: z.number().int(),
  verdict: z.enum(verdicts),
  column: z.string().nullable(),
  words: z.string(),
  match: z
    .object({
      id: z.string().nullable(),
      row: z.number().int().nullable(),
      title: z.string(),
      fields: z.array(z.object({ field: z.string(), value: z.string() })),
    })
    .nullable(),
  cells: z.record(z.string(), z.string()),
  written: z.boolean(),
});
export type ImportedRow = z.infer<typeof importedRow>;

const byId = z.object({ id: z.uuid() });

/** The operations of importing into a kind, by the path of its records and by who may. */
export const importRoutes = (path: `/${string}`, access: readonly Role[] = importers) => ({
  upload: route({
    method: 'POST',
    path: `${path}/imports`,
    summary: 'records:routes.import',
    access,
    upload: true,
    response: z.object({ id: z.string(), state: z.enum(importStates) }),
    status: 202,
  }),
  template: route({
    method: 'GET',
    path: `${path}/imports/template`,
    summary: 'records:routes.importTemplate',
    access,
    file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    response: z.unknown(),
  }),
  status: route({
    method: 'GET',
    path: `${path}/imports/:id`,
    summary: 'records:routes.importStatus',
    access,
    params: byId,
    response: importStatus,
  }),
  rows: route({
    method: 'GET',
    path: `${path}/imports/:id/rows`,
    summary: 'records:routes.importRows',
    access,
    params: byId,
    query: z.strictObject({ ...pageQuery, verdict: z.enum(verdicts).optional() }),
    response: pageOf(importedRow),
  }),
  commit: route({
    method: 'POST',
    path: `${path}/imports/:id/commit`,
    summary: 'records:routes.importCommit',
    access,
    params: byId,
    body: z.strictObject({
      fingerprint: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .meta({ title: 'records:import.fingerprint' }),
    }),
    response: importStatus,
    status: 202,
  }),
});

export const columnMissing = refusal('import.columnMissing', 422, 'records:import.columnMissing');
export const columnTwice = refusal('import.columnTwice', 422, 'records:import.columnTwice');
export const noRows = refusal('import.noRows', 422, 'records:import.noRows');
/** The register has changed since the preview; the import holds the new one. */
export const changed = refusal('import.changed', 409, 'records:import.changed');
export const notReady = refusal('import.notNow', 409, 'records:import.notNow');
export const busy = refusal('import.busy', 409, 'records:import.busy');
export const nothingToWrite = refusal('import.nothingToWrite', 422, 'records:import.nothingToWrite');
export const noFile = refusal('import.noFile', 422, 'records:import.noFile');
