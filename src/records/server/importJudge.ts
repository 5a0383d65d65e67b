// Judges the rows of a staged import: by the module's importer, by what the actor may, and against the other rows of the file.
import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import type { WordsKey } from '../../platform/shared/errors.ts';
import { tidy, tidyName } from '../../platform/shared/characters.ts';
import { canonical } from '../canonical.ts';
import type { ImportCall, Importer, ImportRow, Judgement } from '../import.ts';
import { refused } from '../import.ts';
import { mayFrom } from '../lifecycle.ts';
import { standing } from './act.ts';
import type { AnyKind } from './call.ts';
import type { ImportDb } from './importStage.ts';
import type { Kernel, Row } from './kernel.ts';
import type { ImportTables } from './tables.ts';

/** What judging and writing need: the kinds that calls may name, the first of them the import's own. */
export type Importing = {
  kernel: Kernel;
  db: Kysely<ImportTables>;
  kinds: ReadonlyMap<string, AnyKind>;
  own: string;
  importer: Importer;
};
export type Judged = { row: number; judgement: Judgement };
/** What of an import the judging needs. */
export type Judging = { id: string; file_digest: string; columns: Record<string, string> };

const rowsAtOnce = 500;

/** Judges all rows anew, chunk by chunk; the last value returned is the fingerprint of file and verdicts. */
export async function* judgeAll(of: Importing, judging: Judging, actor: Actor, day: string): AsyncGenerator<Judged[], string> {
  const fields = new Set(Object.keys(judging.columns));
  const signed = new Set(of.importer.columns.flatMap(({ field, signs }) => (signs ? [field] : [])));
  const inFile = openSameRows(of.importer.likeRow);
  const fingerprint = createHash('sha256').update(judging.file_digest);
  for (let after = 0; ; ) {
    const staged = await of.db
      .selectFrom('import_rows')
      .select(['row', 'cells', 'flaws'])
      .where('import', '=', judging.id)
      .where('row', '>', after)
      .orderBy('row')
      .limit(rowsAtOnce)
      .execute();
    if (staged.length === 0) return fingerprint.digest('hex');
    after = staged.at(-1)!.row;
    const sound = staged.filter(({ flaws }) => flaws.length === 0);
    const rows: ImportRow[] = sound.map(({ row, cells }) => ({ row, values: valuesOf(judging.columns, cells, signed) }));
    const judgements = await permitted(of, actor, await of.importer.judge(rows, { actor, day, fields }));
    const byRow = new Map(rows.map(({ row }, at) => [row, judgements[at]!]));
    const judged = staged.map(({ row, flaws }) => ({ row, judgement: inFile(row, byRow.get(row) ?? refused(flaws)) }));
    for (const { row, judgement } of judged)
      fingerprint.update(canonical([row, judgement.verdict, judgement.said, judgement.match, judgement.calls]));
    yield judged;
  }
}

/** Cells by field, tidied; of those in `signed` the signs stay as they are written, and the lines apart. */
const valuesOf = (
  columns: Record<string, string>,
  cells: Record<string, string>,
  signed: ReadonlySet<string>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(columns).map(([field, header]) => {
      const cell = cells[header] ?? '';
      return [field, signed.has(field) ? cell.split('\n').map(tidyName).filter(Boolean).join('\n') : tidy(cell)];
    }),
  );

/**
 * Compares each row with those before it: the same again is a duplicate, the same thing said otherwise is refused, one that is only
 * like another is told so. Each time with the fields that matched.
 */
function openSameRows(likeRow?: WordsKey): (row: number, judgement: Judgement) => Judgement {
  const first = new Map<string, { row: number; calls: string }>();
  const firstLike = new Map<string, number>();
  return (row, judgement) => {
    if (judgement.verdict !== 'create' && judgement.verdict !== 'change') return judgement;
    const met = judgement.against ?? judgement.keys;
    const earlier = met.map((key) => first.get(key)).find((one) => one !== undefined);
    const calls = canonical(judgement.calls);
    if (earlier !== undefined) {
      const keys = met.filter((key) => first.get(key)?.row === earlier.row);
      const [match, params] = [matchWith(earlier.row, judgement, keys), { row: earlier.row }];
      return earlier.calls === calls
        ? { ...refused([{ words: 'records:import.said.twice', params }], match), verdict: 'duplicate' }
        : refused([{ words: 'records:import.said.twiceOtherwise', params }], match);
    }
    const near = judgement.near ?? [];
    const like = near.map((key) => firstLike.get(key)).find((one) => one !== undefined);
    for (const key of judgement.keys) if (!first.has(key)) first.set(key, { row, calls });
    for (const key of near) if (!firstLike.has(key)) firstLike.set(key, row);
    // Closer than another row is what the register already holds.
    if (like === undefined || judgement.match !== null) return judgement;
    const keys = near.filter((key) => firstLike.get(key) === like);
    return {
      ...judgement,
      said: [
        ...(likeRow === undefined ? [] : judgement.said),
        { words: likeRow ?? 'records:import.said.likeRow', params: { row: like } },
      ],
      match: matchWith(like, judgement, keys),
    };
  };
}

/** An earlier row of the file as a match; a field that several keys come from is named once. */
function matchWith(row: number, { fields = {} }: Judgement, keys: readonly string[]) {
  const all = keys.flatMap((key) => fields[key] ?? []);
  const named = all.filter((one, at) => all.findIndex((other) => other.field === one.field && other.value === one.value) === at);
  return { id: null, row, title: '', fields: named };
}

/** Refuses the rows whose actions the actor may not do, or that are not possible now. */
async function permitted(of: Importing, actor: Actor, judgements: readonly Judgement[]): Promise<Judgement[]> {
  const rows = await recordsOf(
    of,
    judgements.flatMap(({ calls }) => calls),
  );
  return judgements.map((judgement) => {
    for (const call of judgement.calls) {
      const def = of.kinds.get(call.kind ?? of.own);
      const step = def?.kind.life.actions[call.action];
      if (!def || !step)
        throw new Error(`an importer of ${of.own} calls ${call.kind ?? of.own}.${call.action}, which is not there`);
      const row = call.id === undefined ? null : (rows.get(call.id) ?? null);
      if (standing(def, step, actor, row, call.input) === null)
        return refused([{ words: 'records:import.said.notYours' }], judgement.match);
      if (row && !mayFrom(step, row.state)) return refused([{ words: 'records:import.said.notInThisState' }], judgement.match);
    }
    return judgement;
  });
}

async function recordsOf(of: Importing, calls: readonly ImportCall[]): Promise<Map<string, Row>> {
  const found = new Map<string, Row>();
  for (const [name, def] of of.kinds) {
    const ids = calls.flatMap((call) => ((call.kind ?? of.own) === name && call.id !== undefined ? [call.id] : []));
    if (ids.length === 0) continue;
    const rows = await of.kernel.db.selectFrom(def.table).selectAll().where('id', 'in', ids).execute();
    for (const row of rows as Row[]) found.set(row.id, row);
  }
  return found;
}

/** Keeps the verdicts with their rows. */
export async function keepVerdicts(db: ImportDb, id: string, judged: readonly Judged[]): Promise<void> {
  for (let at = 0; at < judged.length; at += rowsAtOnce) {
    const values = judged
      .slice(at, at + rowsAtOnce)
      .map(({ row, judgement: { verdict, said, match, calls } }) => ({ row, verdict, said, match, calls }));
    await sql`update import_rows r set verdict = v.verdict, said = v.said, match = v.match, calls = v.calls
      from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v(row int, verdict text, said jsonb, match jsonb, calls jsonb)
      where r.import = ${id} and r.row = v.row`.execute(db);
  }
}
