// Imports into a kind, from file to committed records: staged, judged in the background, committed on a preview, written in chunks.
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { notAllowed } from '../../platform/shared/errors.ts';
import { analyzeTables } from '../../platform/server/database.ts';
import { readSheet, sheetLimits } from '../../platform/server/documents/sheet.ts';
import { mount, type Upload } from '../../platform/server/mount.ts';
import type { Say } from '../../platform/server/words.ts';
import {
  busy,
  changed,
  type Importer,
  importers,
  importRoutes,
  type ImportStatus,
  noFile,
  notReady,
  nothingToWrite,
  type Said,
} from '../import.ts';
import { demoLooksOnly } from '../record.ts';
import type { AnyKind } from './call.ts';
import { type Importing, judgeAll, type Judged, keepVerdicts } from './importJudge.ts';
import { dropPersonal } from './importPersonal.ts';
import { countsOf, linesOf, rowsOf, seenImport, statusOf, templateOf } from './importRead.ts';
import { stage } from './importStage.ts';
import { endImport } from './importEnd.ts';
import { holdWriting, writeRows } from './importWrite.ts';
import { type Kernel, now } from './kernel.ts';
import { daysKept } from './previews.ts';
import { drainRecalculations } from './recalculate.ts';
import type { ImportTables } from './tables.ts';

export type ImportsOptions = {
  /** The opened kind (`openKind`) that is imported into. */
  kind: { definition: AnyKind };
  importer: Importer;
  /** Opened kinds that calls of the importer may name besides. */
  also?: readonly { definition: AnyKind }[];
  say: Say;
  /** Told of a fault while working in the background. */
  log?: (fault: unknown) => void;
};
export type Imports = ReturnType<typeof openImports>;

/** An import of so many rows is no longer what the database knows of its tables. */
const rowsThatMatter = 1000;

/** Pauses before a chunk that failed by a fault (a database away) is tried again. */
const pauses = [500, 2000, 5000];

/** Opens importing into a kind. Work in the background is one import at a time; `resume` takes up what a crash left. */
export function openImports(kernel: Kernel, options: ImportsOptions) {
  const { importer, say, log = console.error } = options;
  const mayImport = importer.importers ?? importers;
  const def = options.kind.definition;
  const own = def.kind.life.kind;
  const db = kernel.db as unknown as Kysely<ImportTables>;
  const kinds = new Map([def, ...(options.also ?? []).map((one) => one.definition)].map((one) => [one.kind.life.kind, one]));
  const of: Importing = { kernel, db, kinds, own, importer };
  const today = async (): Promise<string> => kernel.dayOf(await now(kernel.db));
  const queue = openQueue(goOn);
  const inBackground = queue.add;

  async function upload(actor: Actor, file: Pick<Upload, 'name' | 'content'>): Promise<string> {
    if (!hasRole(actor, ...mayImport)) throw notAllowed();
    return stage(db, { kind: own, columns: importer.columns, say, actor, file, mostRows: importer.mostRows });
  }

  /** Judges or writes what is to be judged or written; a fault is tried again, then told. Never throws. */
  async function goOn(id: string): Promise<void> {
    for (let tried = 0; ; tried++) {
      try {
        return await alone(db, id, () => work(id));
      } catch (fault) {
        const pause = pauses[tried];
        if (pause !== undefined) await sleep(pause, undefined, { ref: false });
        else {
          log(fault);
          const problem = JSON.stringify({ words: 'records:import.fault' } satisfies Said);
          await endImport(of, id, ['judging', 'writing'], { state: 'failed', problem }).catch(log);
          await dropPersonal(db, id, importer.columns).catch(log);
          return;
        }
      }
    }
  }

  async function work(id: string): Promise<void> {
    const found = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst();
    if (found?.state === 'judging') {
      const judging = judgeAll(of, found, found.actor, await today());
      for (let done = 0; ; ) {
        const step = await judging.next();
        if (step.done) {
          await endImport(of, id, ['judging'], { state: 'judged', fingerprint: step.value, done });
          return;
        }
        await keepVerdicts(db, id, step.value);
        done += step.value.length;
        await db.updateTable('imports').set({ done }).where('id', '=', id).execute();
      }
    }
    if (found?.state === 'writing') {
      await writeRows(of, id, found.actor);
      await dropPersonal(db, id, importer.columns);
      await endImport(of, id, ['writing'], { state: 'written' });
      await drainRecalculations(kernel);
      if (found.total >= rowsThatMatter) await analyzeTables(db);
    }
  }

  // Each commit holds a connection and needs another: one at a time in a process, so that the pool cannot run dry.
  let before: Promise<unknown> = Promise.resolve();
  function commit(actor: Actor, id: string, fingerprint: string): Promise<void> {
    const mine = before.then(() => decide(actor, id, fingerprint));
    before = mine.catch(() => undefined);
    return mine;
  }

  /**
   * Decides on a preview: judges again, and refuses with the new preview when anything has become otherwise. Afterwards it is being
   * written. Of two commits at once one comes first; the other is told so.
   */
  async function decide(actor: Actor, id: string, fingerprint: string): Promise<void> {
    await seenImport(db, own, id, actor);
    if (actor.demo && !kernel.demoActs) throw demoLooksOnly();
    const refusal = await db.transaction().execute(async (tx) => {
      await holdWriting(tx, own);
      const found = await seenImport(tx, own, id, actor);
      if (found.state !== 'judged') throw notReady({ state: say(actor.language, `records:import.states.${found.state}`) });
      const other = await tx
        .selectFrom('imports')
        .select('file_name')
        .where('kind', '=', own)
        .where('state', '=', 'writing')
        .executeTakeFirst();
      if (other) throw busy({ file: other.file_name });
      const again = await judgedAgain(of, found, actor, await today());
      const same = again.fingerprint === found.fingerprint;
      if (!same) {
        await keepVerdicts(tx, id, again.judged);
        await tx.updateTable('imports').set({ fingerprint: again.fingerprint }).where('id', '=', id).execute();
      }
      const counts = await countsOf(tx, id);
      const errors = [{ path: 'fingerprint', code: 'changed', words: 'records:import.changed' as const, params: counts }];
      if (!same || fingerprint !== found.fingerprint) return changed(counts, errors);
      const total = counts.create + counts.change;
      if (total === 0) throw nothingToWrite();
      await tx
        .updateTable('imports')
        .set({ state: 'writing', actor: JSON.stringify(actor), done: 0, total })
        .where('id', '=', id)
        .execute();
      return null;
    });
    if (refusal) throw refusal;
  }

  const status = async (actor: Actor, id: string): Promise<ImportStatus> =>
    statusOf(db, await seenImport(db, own, id, actor), say, actor.language);
  /** Waits until an import is neither being judged nor written, taking the work up itself where nobody does it. */
  async function settled(actor: Actor, id: string): Promise<ImportStatus> {
    for (;;) {
      await inBackground(id);
      const found = await status(actor, id);
      if (found.state !== 'judging' && found.state !== 'writing') return found;
      await sleep(200);
    }
  }

  /** Takes up what was left when a process ended; called at start, and now and then where several processes serve one city. */
  async function resume(): Promise<void> {
    const left = await db
      .selectFrom('imports')
      .select('id')
      .where('kind', '=', own)
      .where('state', 'in', ['judging', 'writing'])
      .orderBy('at')
      .execute();
    await Promise.all(left.filter(({ id }) => !queue.has(id)).map(({ id }) => inBackground(id)));
  }

  /** Deletes the files that were imported or given up more than seven days ago, with what stood in them. */
  async function forget(): Promise<number> {
    const { numDeletedRows } = await db
      .deleteFrom('imports')
      .where('kind', '=', own)
      .where('state', 'not in', ['writing'])
      .where(sql<boolean>`at < clock_timestamp() - make_interval(days => ${daysKept})`)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }

  function mountAll(app: FastifyInstance): void {
    const routes = importRoutes(def.kind.path, mayImport);
    mount(app, routes.upload, async ({ file, actor }) => {
      const id = await upload(actor, file);
      void inBackground(id);
      return { id, state: 'judging' as const };
    });
    mount(app, routes.template, ({ actor }) => templateOf(own, importer.columns, say, actor.language));
    mount(app, routes.status, ({ params, actor }) => status(actor, params.id));
    mount(app, routes.rows, async ({ params, query, actor }) =>
      rowsOf(db, await seenImport(db, own, params.id, actor), query, { say, language: actor.language, known: importer.columns }),
    );
    mount(app, routes.commit, async ({ params, body, actor }) => {
      await commit(actor, params.id, body.fingerprint);
      const now = await status(actor, params.id);
      void inBackground(params.id);
      return now;
    });
  }

  /** From a file's bytes to the judged preview, or to the written records; for the command line. */
  async function importContent(
    actor: Actor,
    file: Pick<Upload, 'name' | 'content'>,
    how: { commit: boolean },
  ): Promise<ImportStatus> {
    const id = await upload(actor, file);
    const preview = await settled(actor, id);
    if (!how.commit || preview.fingerprint === null || preview.rows.create + preview.rows.change === 0) return preview;
    await commit(actor, id, preview.fingerprint);
    return settled(actor, id);
  }

  return {
    kind: own,
    upload,
    commit,
    status,
    rows: async (actor: Actor, id: string, asked: Parameters<typeof rowsOf>[2]) =>
      rowsOf(db, await seenImport(db, own, id, actor), asked, { say, language: actor.language, known: importer.columns }),
    settled,
    resume,
    forget,
    importContent,
    linesOf: (actor: Actor, found: ImportStatus, refused: readonly { row: number; words: string }[]) =>
      linesOf(say, actor.language, found, refused),
    mount: mountAll,
    /** Ends when nothing is being worked on in the background. */
    idle: queue.idle,
  };
}

/** Work that goes on behind the answer: imports of one kind wait for one another. */
function openQueue(work: (id: string) => Promise<void>) {
  const waiting: string[] = [];
  let last: Promise<void> = Promise.resolve();
  return {
    add: (id: string): Promise<void> => {
      waiting.push(id);
      return (last = last.then(() => work(id)).finally(() => waiting.shift()));
    },
    /** Whether this process is at it, or will be. */
    has: (id: string): boolean => waiting.includes(id),
    idle: () => last,
  };
}

async function judgedAgain(of: Importing, found: Parameters<typeof judgeAll>[1], actor: Actor, day: string) {
  const judging = judgeAll(of, found, actor, day);
  const judged: Judged[] = [];
  for (;;) {
    const step = await judging.next();
    if (step.done) return { judged, fingerprint: step.value };
    judged.push(...step.value);
  }
}

/** Does it unless another process is at it: then nothing is done here. */
async function alone(db: Kysely<ImportTables>, id: string, work: () => Promise<void>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{
      mine: boolean;
    }>`select pg_try_advisory_xact_lock(hashtextextended(current_schema() || ' work ' || ${id}, 0)) as mine`.execute(tx);
    if (rows[0]?.mine) await work();
  });
}

/**
 * Imports the file at `path`, as the command line does. `answer` is that of `GET /<records>/imports/{id}` with the first rows that
 * were refused; `lines` say the same to a person, in the actor's language.
 */
export async function importFile(imports: Imports, path: string, how: { commit: boolean; actor: Actor }) {
  const name = basename(path);
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (size === null) throw noFile({ path });
  // Too large: refused before it is read.
  if (size > sheetLimits.bytes) await readSheet({ name, path });
  const status = await imports.importContent(how.actor, { name, content: await readFile(path) }, how);
  const { items } = await imports.rows(how.actor, status.id, { verdict: 'refuse', limit: 200 });
  const refused = items.map(({ row, column, words }) => ({ row, column, words }));
  return { answer: { ...status, refused }, lines: imports.linesOf(how.actor, status, refused) };
}
