// Files where the house is put together: what is kept of uploads, and the kinds that have papers. Part of the composition root.
import { clockAt } from './platform/shared/dates.ts';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { AccountTables } from './platform/server/accounts.ts';
import { seenAs } from './platform/server/database.ts';
import { mount } from './platform/server/mount.ts';
import { type FileTables, inMegabytes, openFiles } from './platform/server/files.ts';
import { mountFiles } from './platform/server/files/mount.ts';
import type { Scan } from './platform/server/files/scan.ts';
import { nowhere, type Store } from './platform/server/files/store.ts';
import type { Say } from './platform/server/words.ts';
import { allTypes, endingsOf } from './platform/shared/files.ts';
import { getStanding } from './records/attachment.ts';
import { type Actor, hasRole } from './platform/shared/actor.ts';
import {
  type Archivable,
  type ArchiveTables,
  type Attachable,
  type AttachmentTables,
  demoLooksOnly,
  type Kernel,
  logReads,
  now,
  type OnRead,
  openArchives,
  openAttachments,
  openShownFiles,
  type Papers,
  type Sight,
} from './records/server/index.ts';

/** Where files are kept, how large one may be, and who scans them. */
export type FileKeeping = { store: Store; limit?: number; scan?: Scan | undefined };
type Opened = Attachable['opened'];

/** Kinds whose records have papers, as each says itself. */
const withPapers = (opened: readonly Opened[]): readonly (Opened & { papers: Papers<string> })[] =>
  opened.flatMap((one) => (one.definition.papers ? [{ ...one, papers: one.definition.papers }] : []));

const attachables = (opened: readonly Opened[]): Record<string, Attachable> =>
  Object.fromEntries(
    withPapers(opened).map(({ papers: { sees, adds, takes = allTypes, marked = false, opens }, ...one }) => [
      one.kind.life.kind,
      { opened: one, sees, adds, takes, marked, ...(opens && { opens }) },
    ]),
  );
const archivables = (opened: readonly Opened[]): Record<string, Archivable> =>
  Object.fromEntries(
    withPapers(opened).map(({ papers: { adds, retention, closed }, ...one }) => {
      const keeps = (actor: Actor): Sight => (hasRole(actor, 'bureauOfficer', 'districtOfficer') ? adds(actor) : 'none');
      return [one.kind.life.kind, { opened: one, keeps, retention, closed }];
    }),
  );

export type KeptTables = AccountTables & FileTables & AttachmentTables & ArchiveTables;

/** Opens files, attachments and archives over the kinds of all modules. */
export function openKept(
  db: Kysely<KeptTables>,
  kernel: Kernel,
  opened: readonly Opened[],
  keeping: FileKeeping | undefined,
  { say, reader }: { say: Say /** Who takes a copy away, as the copy names him. */; reader: (actor: Actor) => Promise<string> },
) {
  const files = openFiles({
    db: seenAs<FileTables>(db),
    store: keeping?.store ?? nowhere,
    algorithm: kernel.city.algorithm,
    limit: keeping?.limit ?? 20 * 1024 * 1024,
    scan: keeping?.scan,
  });
  const kinds = attachables(opened);
  const onRead: OnRead = ({ actor, attachment, what }) => logReads(kernel, actor, [{ record: attachment, fields: [what] }]);
  const attachments = openAttachments(kernel, seenAs<AttachmentTables & FileTables>(db), {
    files,
    kinds,
    erasedWithRecord: say('zh-CN', 'archives:erasedWithRecord'),
    markFor: async (actor) => ({
      text: say(actor.language, 'attachments:mark', {
        reader: await reader(actor),
        at: clockAt(await now(kernel.db), kernel.city.timeZone),
      }),
      sheet: say(actor.language, 'marks:sheet'),
    }),
    onRead,
  });
  const archives = openArchives(kernel, seenAs<ArchiveTables & FileTables>(db), { files, kinds: archivables(opened), say });
  return {
    files,
    /** Whether there is a store at all. */
    keeps: keeping !== undefined,
    attachments,
    /** For doors of a kind that shows files to others than those who see its records. */
    shown: openShownFiles(db, { files, onRead }),
    archives,
    mount(app: FastifyInstance) {
      files.tellTo(app.log);
      mountFiles(app, files, (actor) => {
        if (actor.demo && !kernel.demoActs) throw demoLooksOnly();
      });
      attachments.mount(app);
      archives.mount(app);
      mount(app, getStanding, async ({ params, actor }) => {
        const { row, sees, adds, takes, marked, audiences } = await attachments.standing(actor, params.recordKind, params.record);
        const limit = inMegabytes(files.limit);
        return {
          sees,
          adds,
          audiences,
          marked,
          limit,
          endings: [...endingsOf(takes)],
          ...(await archives.standing(actor, params.recordKind, row)),
        };
      });
    },
  };
}
