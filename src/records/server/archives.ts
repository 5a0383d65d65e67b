// Archives: a record's package made, kept under its digest, named by an act; reclassified, given out, checked, destroyed in time.
import type { FastifyInstance } from 'fastify';
import { type ColumnType, type Kysely, type Selectable, sql } from 'kysely';
import { type Actor, clock, hasRole } from '../../platform/shared/actor.ts';
import { notAllowed, notFound, wrongField } from '../../platform/shared/errors.ts';
import type { Files, FileTables } from '../../platform/server/files.ts';
import { mount } from '../../platform/server/mount.ts';
import type { Say } from '../../platform/server/words.ts';
import {
  alreadyArchived,
  archiveRecords,
  type CatalogueLine,
  changedMeanwhile,
  checkPackage,
  getPackage,
  keptUntil,
  life,
  notArchivable,
  type Retention,
  tooEarly,
} from '../archive.ts';
import { demoLooksOnly } from '../record.ts';
import type { StateOf } from '../lifecycle.ts';
import { seenBy } from './act.ts';
import { eraseWith } from './eraseWith.ts';
import { attachmentsOf, gather, standsOf } from './archivePieces.ts';
import { type AccountNames, accountNames, nameOf } from './accountNames.ts';
import { recordWhere } from './attachments.ts';
import { asCondition } from './sight.ts';
import type { AnyKind } from './call.ts';
import { type Kernel, now, type Row } from './kernel.ts';
import type { Sight } from './kind.ts';
import { type Mountable, mountKind } from './mount.ts';
import { openKind } from './open.ts';
import { checked, packed } from './package.ts';
import { logReads } from './reads.ts';
import type { RecordColumns } from './tables.ts';
import { refuseWithheldIn } from './withheldValues.ts';

type Archives = RecordColumns<StateOf<typeof life>> & {
  record_kind: string;
  record: string;
  record_version: number;
  upload: string;
  package: string;
  size: string | number;
  catalogue: ColumnType<CatalogueLine[], CatalogueLine[], CatalogueLine[]>;
  retention: Retention;
  archived_by: string | null;
};
export type ArchiveTables = { archives: Archives };
type Row1 = Selectable<Archives>;

/** A kind whose records leave as packages: which officers may, how long they are kept unless said, in which states a case is closed. */
export type Archivable = {
  opened: Mountable & { definition: AnyKind };
  keeps: (actor: Actor) => Sight;
  retention: Retention;
  closed: readonly string[];
};
export type ArchivesOptions = { files: Files; kinds: Readonly<Record<string, Archivable>>; say: Say };
export type ArchivesOpened = ReturnType<typeof openArchives>;

type Prepared = {
  upload: string;
  digest: string;
  size: number;
  catalogue: CatalogueLine[];
  title: string;
  version: number;
  stands: string;
};
type Input = { recordKind: string; record: string; retention?: Retention | undefined; reason?: string | undefined };

export function openArchives(kernel: Kernel, db: Kysely<ArchiveTables & FileTables>, { files, kinds, say }: ArchivesOptions) {
  const kindOf = (name: string) => (Object.hasOwn(kinds, name) ? kinds[name] : undefined);
  /** Packages made before the act that names them, by the input of that act. */
  const made = new WeakMap<object, Prepared>();

  const visible = (actor: Actor): Sight => {
    if (hasRole(actor, 'bureauOfficer', 'registrar', 'auditAdmin', 'clock')) return 'all';
    if (!hasRole(actor, 'districtOfficer')) return 'none';
    const each = Object.entries(kinds).map(
      ([
        kind,
        {
          opened: { definition },
          keeps,
        },
      ]) => {
        const kept = recordWhere(definition, sql`archives.record`, [seenBy(definition, actor), asCondition(keeps(actor))]);
        return sql<boolean>`(archives.record_kind = ${kind} and ${kept})`;
      },
    );
    return sql<boolean>`(${sql.join(each, sql` or `)})`;
  };

  /** The record, if the actor may archive it. Not seen and not there are one refusal. */
  async function admitted(actor: Actor, { recordKind, record }: Input): Promise<{ of: Archivable; row: Row }> {
    const of = kindOf(recordKind);
    if (!of) throw notArchivable({ kind: recordKind });
    const row = await kernel.kinds.get(recordKind)?.seen(kernel.db, record, actor);
    if (!row) throw notFound();
    const kept = recordWhere(of.opened.definition, sql`${record}::uuid`, [asCondition(of.keeps(actor))]);
    const { rows } = await sql<{ kept: boolean }>`select ${kept} as kept`.execute(kernel.db);
    if (!rows[0]?.kept) throw notAllowed();
    if (actor.demo && !kernel.demoActs) throw demoLooksOnly();
    return { of, row };
  }

  const retentionOf = (of: Archivable, { retention, reason }: Input): Retention => {
    if (retention === undefined || retention === of.retention) return of.retention;
    if (reason === undefined) throw wrongField('reason', 'required', 'archives:refusals.reasonWanted');
    return retention;
  };

  /** Makes the package and lets it wait in the store, before anything is written. */
  async function prepare(actor: Actor, input: Input): Promise<void> {
    const { of, row } = await admitted(actor, input);
    const retention = retentionOf(of, input);
    const found = await gather({ kernel, files, say }, of.opened.definition, row);
    if (found.personal.length > 0) await logReads(kernel, actor, [{ record: row.id, fields: found.personal }]);
    const { algorithm, code: city } = kernel.city;
    const about = { city, kind: input.recordKind, record: row.id, version: row.version, title: found.title, retention };
    const { content, digest, catalogue } = await packed(algorithm, { ...about, head: found.head }, found.columns, found.pieces);
    const { id, size } = await files.keep({ name: 'package.zip', content, type: 'application/zip', uploadedBy: actor.account });
    made.set(input, { upload: id, digest, size, catalogue, title: found.title, version: row.version, stands: found.stands });
  }

  const archives = openKind(kernel, db, {
    kind: archiveRecords,
    table: 'archives',
    personal: true,
    present: (row, personal, actor, { related }: { related: AccountNames | undefined }) => {
      const archivedOn = kernel.dayOf(row.created);
      return {
        recordKind: row.record_kind,
        record: row.record,
        recordVersion: row.record_version,
        title: personal['title'] ?? null,
        retention: row.retention,
        archivedOn,
        archivedBy: nameOf(related, row.archived_by, actor),
        keptUntil: keptUntil(archivedOn, row.retention),
        algorithm: kernel.city.algorithm,
        digest: row.package,
        size: Number(row.size),
        catalogue: row.catalogue,
      };
    },
    related: (rows, on) =>
      accountNames(
        on,
        rows.flatMap((row) => row.archived_by ?? []),
      ),
    title: (row, personal) => personal['title'] ?? row.package.slice(0, 12),
    visible,
    parties: {
      // Whether the record stands in his district is decided before the package is made, and by `visible` afterwards.
      districtInCharge: (actor, row) => row === null && hasRole(actor, 'districtOfficer') && actor.region !== null,
    },
    filters: {
      record: (value) => sql<boolean>`record = ${value}::uuid`,
      recordKind: (value) => sql<boolean>`record_kind = ${value}`,
      retention: (value) => sql<boolean>`retention = ${value}`,
      year: (value) => sql<boolean>`to_char(created at time zone ${kernel.city.timeZone}, 'YYYY') = ${value}`,
      state: (value) => sql<boolean>`state = ${value}`,
      digest: (value) => sql<boolean>`package = ${value}`,
    },
    handlers: {
      create: async ({ tx, input, actor }) => {
        const one = made.get(input);
        const of = kindOf(input.recordKind);
        if (!one || !of) throw notArchivable({ kind: input.recordKind });
        // Whoever changes the record waits until the package is named, or it is made anew.
        const { rows } = await sql<{ version: number }>`select version from ${sql.table(of.opened.definition.table)}
          where id = ${input.record}::uuid for update`.execute(tx);
        const [row] = rows;
        if (!row || standsOf(row, await attachmentsOf(tx as never, input.record)) !== one.stands) throw changedMeanwhile();
        const same = await tx
          .selectFrom('archives')
          .select('created')
          .where('package', '=', one.digest)
          .where('state', '=', 'archived')
          .executeTakeFirst();
        if (same) throw alreadyArchived({ day: kernel.dayOf(same.created) });
        await files.take(tx, actor.account, [one.upload]);
        return {
          record_kind: input.recordKind,
          record: input.record,
          record_version: one.version,
          upload: one.upload,
          package: one.digest,
          size: one.size,
          catalogue: one.catalogue,
          retention: retentionOf(of, input),
          archived_by: actor.account,
          personal: { title: one.title },
        };
      },
      reclassify: ({ input }) => ({ retention: input.retention }),
      destroy: async ({ tx, record, input, day }) => {
        const until = keptUntil(kernel.dayOf(record.created), record.retention);
        if (input.ground === 'expired' && (until === null || day < until)) throw tooEarly({ until: until ?? '—' });
        await files.letGo(tx, [record.upload]);
        return { personal: { title: null } };
      },
    },
  });

  eraseWith(kernel, 'archives', Object.values(kinds), (tx, id) => {
    const input = { ground: 'erasure' as const, reason: say('zh-CN', 'archives:erasedWithRecord') };
    return archives.act('destroy', { actor: clock, id, input, within: tx as never });
  });

  /** The kind as HTTP acts on it: the package is made before the act. */
  const acting: Mountable = {
    ...archives,
    act: async (action: string, call: { actor: Actor; input: Input }) => {
      if (action === 'create') await prepare(call.actor, call.input);
      return archives.act(action as never, call as never);
    },
  };

  return {
    ...archives,
    /** Whether the actor may archive this record, and whether its case is closed. */
    async standing(actor: Actor, kind: string, row: Row) {
      const of = kindOf(kind);
      if (!of || (actor.demo && !kernel.demoActs)) return { archives: false, closed: false, retention: null };
      const kept = recordWhere(of.opened.definition, sql`${row.id}::uuid`, [asCondition(of.keeps(actor))]);
      const { rows } = await sql<{ kept: boolean }>`select ${kept} as kept`.execute(kernel.db);
      return { archives: rows[0]?.kept ?? false, closed: of.closed.includes(row.state), retention: of.retention };
    },
    mount(app: FastifyInstance): void {
      mount(app, checkPackage, async ({ file, actor }) => {
        const found = await checked(file.content);
        const { rows } = await sql<{
          id: string;
        }>`select id from archives where package = ${found.digest} order by id desc limit 1`.execute(kernel.db);
        const row = rows[0] && ((await kernel.kinds.get('archive')?.seen(kernel.db, rows[0].id, actor)) ?? null);
        return { ...found, archive: row ? { id: row.id, archivedAt: row.created.toISOString() } : null };
      });
      mount(app, getPackage, async ({ params, actor }) => {
        const row = (await kernel.kinds.get('archive')?.seen(kernel.db, params.id, actor)) as Row1 | null;
        if (!row || row.state !== 'archived') throw notFound();
        await refuseWithheldIn(kernel, row, actor);
        await logReads(kernel, actor, [{ record: row.id, fields: ['package'] }]);
        const day = kernel.dayOf(await now(kernel.db));
        const name = `${row.record_kind}-${row.record.slice(-12)}-v${row.record_version}-${day}.zip`;
        return { attachment: await files.read(row.package), type: 'application/zip', name };
      });
      mountKind(app, kernel, acting);
    },
  };
}
