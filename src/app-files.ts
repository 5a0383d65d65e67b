// Files where the house is put together: which kinds of records have attachments, who sees them and who adds. Part of the composition root.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import type { AccountTables } from './platform/server/accounts.ts';
import { seenAs } from './platform/server/database.ts';
import { mount } from './platform/server/mount.ts';
import { type FileTables, inMegabytes, openFiles } from './platform/server/files.ts';
import { mountFiles } from './platform/server/files/mount.ts';
import type { Scan } from './platform/server/files/scan.ts';
import { nowhere, type Store } from './platform/server/files/store.ts';
import type { Say } from './platform/server/words.ts';
import { endings } from './platform/shared/files.ts';
import { getStanding } from './records/attachment.ts';
import { type Actor, hasRole } from './platform/shared/actor.ts';
import type { Organizations } from './organizations/server/index.ts';
import type { People } from './people/server/index.ts';
import type { Recognitions } from './recognitions/server/index.ts';
import type { Statistics } from './statistics/server/index.ts';
import {
  type Archivable,
  type ArchiveTables,
  type Attachable,
  type AttachmentTables,
  demoLooksOnly,
  type Kernel,
  logReads,
  openArchives,
  openAttachments,
  type Sight,
} from './records/server/index.ts';

/** Where files are kept, how large one may be, and who scans them. */
export type FileKeeping = { store: Store; limit?: number; scan?: Scan | undefined };
type Registers = { organizations: Organizations; recognitions: Recognitions; people: People; statistics: Statistics };

/** The bureau (and who audits or registers) all; a district those of its region; an organization's people its own. */
const sighted =
  (reading: readonly ('registrar' | 'auditAdmin')[], own: string | null) =>
  (actor: Actor): Sight => {
    if (hasRole(actor, 'bureauOfficer', ...reading)) return 'all';
    const parts = [
      ...(hasRole(actor, 'districtOfficer') && actor.region !== null ? [sql<boolean>`region = ${actor.region}`] : []),
      ...(own !== null && hasRole(actor, 'member', 'organizationAdmin') && actor.organization !== null
        ? [sql<boolean>`${sql.ref(own)} = ${actor.organization}::uuid`]
        : []),
    ];
    return parts.length === 0 ? 'none' : sql<boolean>`(${sql.join(parts, sql` or `)})`;
  };
const readers = ['registrar', 'auditAdmin'] as const;
const byPlace = (own: string | null) => ({ sees: sighted(readers, own), adds: sighted([], own) });

/** Who sees a technology manager at all is the register's own; of those the officers, and the manager himself, see papers. */
const ofManagers = (actor: Actor): Sight =>
  hasRole(actor, 'bureauOfficer', 'districtOfficer')
    ? 'all'
    : hasRole(actor, 'technologyManager') && actor.account !== null
      ? sql<boolean>`account = ${actor.account}::uuid`
      : 'none';

const attachables = ({ organizations, recognitions, people, statistics }: Registers): Record<string, Attachable> => ({
  organization: { opened: organizations, ...byPlace('id') },
  recognition: { opened: recognitions, ...byPlace('organization') },
  reportedFigure: { opened: statistics.reportedFigures, ...byPlace(null) },
  technologyManager: { opened: people, sees: ofManagers, adds: ofManagers },
});

/** How long packages of each kind are kept unless said, and in which states a case is closed. */
const closings: Readonly<Record<string, Pick<Archivable, 'retention' | 'closed'>>> = {
  organization: { retention: 'permanent', closed: ['merged'] },
  recognition: { retention: 'permanent', closed: ['removed', 'voided'] },
  reportedFigure: { retention: 'thirtyYears', closed: ['voided'] },
  technologyManager: { retention: 'tenYears', closed: ['erased', 'voided'] },
};
const archivables = (kinds: Record<string, Attachable>): Record<string, Archivable> =>
  Object.fromEntries(
    Object.entries(closings).flatMap(([kind, closing]) => {
      const of = kinds[kind];
      if (!of) return [];
      const keeps = (actor: Actor): Sight => (hasRole(actor, 'bureauOfficer', 'districtOfficer') ? of.adds(actor) : 'none');
      return [[kind, { opened: of.opened, keeps, ...closing }]];
    }),
  );

export type KeptTables = AccountTables & FileTables & AttachmentTables & ArchiveTables;

/** Opens files and attachments over the registers. */
export function openKept(
  db: Kysely<KeptTables>,
  kernel: Kernel,
  registers: Registers,
  keeping: FileKeeping | undefined,
  say: Say,
) {
  const files = openFiles({
    db: seenAs<FileTables>(db),
    store: keeping?.store ?? nowhere,
    algorithm: kernel.city.algorithm,
    limit: keeping?.limit ?? 20 * 1024 * 1024,
    scan: keeping?.scan,
  });
  const kinds = attachables(registers);
  const attachments = openAttachments(kernel, seenAs<AttachmentTables & FileTables>(db), {
    files,
    kinds,
    erasedWithRecord: say('zh-CN', 'archives:erasedWithRecord'),
    onRead: ({ actor, attachment, what }) => logReads(kernel, actor, [{ record: attachment, fields: [what] }]),
  });
  const archives = openArchives(kernel, seenAs<ArchiveTables & FileTables>(db), { files, kinds: archivables(kinds), say });
  return {
    files,
    attachments,
    archives,
    mount(app: FastifyInstance) {
      files.tellTo(app.log);
      mountFiles(app, files, (actor) => {
        if (actor.demo && !kernel.demoActs) throw demoLooksOnly();
      });
      attachments.mount(app);
      archives.mount(app);
      mount(app, getStanding, async ({ params, actor }) => {
        const { row, sees, adds } = await attachments.standing(actor, params.recordKind, params.record);
        const limit = inMegabytes(files.limit);
        return { sees, adds, limit, endings: [...endings], ...(await archives.standing(actor, params.recordKind, row)) };
      });
    },
  };
}
