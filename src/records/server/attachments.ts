// Attachments of records: who sees and adds, the acts, the content for those who see the record. Files themselves are the platform's.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Generated, type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, clock, hasRole } from '../../platform/shared/actor.ts';
import { notAllowed, notFound, wrongField } from '../../platform/shared/errors.ts';
import { docxType, endingsOf, type FileType } from '../../platform/shared/files.ts';
import type { Files, FileTables } from '../../platform/server/files.ts';
import { type Mark, marked } from '../../platform/server/marks/marked.ts';
import { type Attachment, mount } from '../../platform/server/mount.ts';
import { markingOf } from '../../platform/shared/marks.ts';
import {
  type Audience,
  attachmentRecords,
  audiences,
  getContent,
  getHtml,
  getPdf,
  life,
  mostAttachments,
  notAttachable,
  notShown,
  type previews,
  type purposes,
  tooMany,
} from '../attachment.ts';
import type { StateOf } from '../lifecycle.ts';
import { type AccountNames, accountNames, nameOf } from './accountNames.ts';
import { seenBy } from './act.ts';
import type { AnyKind } from './call.ts';
import { eraseWith } from './eraseWith.ts';
import { shownApart } from './docxAsHtml.ts';
import type { Kernel, Row } from './kernel.ts';
import type { Condition, OpensTo, Sight } from './kind.ts';
import { type Mountable, mountKind } from './mount.ts';
import { openKind } from './open.ts';
import { asCondition } from './sight.ts';
import type { RecordColumns } from './tables.ts';

type Attachments = RecordColumns<StateOf<typeof life>> & {
  record_kind: string;
  record: string;
  upload: string;
  file: string;
  type: string;
  size: string | number;
  purpose: (typeof purposes)[number];
  audience: Generated<Audience>;
  uploaded_by: string | null;
};
export type AttachmentTables = { attachments: Attachments };

/** A kind whose records may have attachments: who of those who see the record sees them, and who adds. Conditions on the kind's table. */
export type Attachable = {
  opened: Mountable & { definition: AnyKind };
  sees: (actor: Actor) => Sight;
  adds: (actor: Actor) => Sight;
  /** Told by content when a file was uploaded, not by its name. */
  takes: readonly FileType[];
  /** Whoever may not add gets copies that bear him. */
  marked: boolean;
  /** Absent where its files are shown to nobody but who sees the record. */
  opens?: OpensTo<Row>;
};
/** Told before a content is given out. */
export type OnRead = (of: { actor: Actor; attachment: string; record: string; what: 'content' | 'preview' }) => Promise<void>;
export type AttachmentsOptions = {
  files: Files;
  kinds: Readonly<Record<string, Attachable>>;
  onRead: OnRead;
  /** What a copy for the actor bears. */
  markFor: (actor: Actor) => Promise<Mark>;
  erasedWithRecord: string;
};
export type AttachmentsOpened = ReturnType<typeof openAttachments>;

/** A record that fulfils the conditions, as `exists (…)` over its table: columns without a table are the record's own. */
export function recordWhere(def: AnyKind, record: ReturnType<typeof sql>, conditions: readonly Condition[]) {
  const table = sql.table(def.table);
  const all = conditions.flatMap((one) => (one === null ? [] : [sql`and (${one})`]));
  return sql<boolean>`exists (select 1 from ${table} where ${table}.id = ${record} ${sql.join(all, sql` `)})`;
}

export function openAttachments(
  kernel: Kernel,
  db: Kysely<AttachmentTables & FileTables>,
  { files, kinds, onRead, markFor, erasedWithRecord }: AttachmentsOptions,
) {
  const kindOf = (name: string) => (Object.hasOwn(kinds, name) ? kinds[name] : undefined);
  /** Attachments of records that the actor sees, where he sees their attachments as well. */
  const visible = (actor: Actor): Sight => {
    if (hasRole(actor, 'clock')) return 'all';
    if (actor.account === null) return 'none';
    const each = Object.entries(kinds).flatMap(([kind, { opened, sees }]) => {
      const sight = sees(actor);
      if (sight === 'none') return [];
      const seen = recordWhere(opened.definition, sql`attachments.record`, [
        seenBy(opened.definition, actor),
        asCondition(sight),
      ]);
      return [sql<boolean>`(attachments.record_kind = ${kind} and ${seen})`];
    });
    return each.length === 0 ? 'none' : sql<boolean>`(${sql.join(each, sql` or `)})`;
  };

  const { admit, opening } = adding(kindOf);
  const attachments = openKind(kernel, db, {
    kind: attachmentRecords,
    table: 'attachments',
    personal: true,
    present: (row, personal, actor, { related }: { related: AccountNames | undefined }) => ({
      recordKind: row.record_kind,
      record: row.record,
      name: personal['name'] ?? null,
      type: row.type,
      size: Number(row.size),
      digest: row.file,
      purpose: row.purpose,
      audience: row.audience,
      uploadedBy: { id: row.uploaded_by, name: nameOf(related, row.uploaded_by, actor) },
      uploadedAt: row.created.toISOString(),
      preview: row.state === 'erased' ? null : previewOf(row.type),
    }),
    related: async (rows, on) =>
      accountNames(
        on,
        rows.flatMap((row) => row.uploaded_by ?? []),
      ),
    title: (row, personal) => personal['name'] ?? row.file.slice(0, 12),
    visible,
    parties: {
      // Whether to this record is decided by the handler, which can read it.
      adder: (actor, row, input) => {
        if (actor.account === null) return false;
        if (row !== null) return kindOf(row.record_kind)?.opens !== undefined && kindOf(row.record_kind)?.adds(actor) !== 'none';
        if (input === undefined) return Object.values(kinds).some((one) => one.adds(actor) !== 'none');
        return (kindOf(String(Reflect.get(input as object, 'recordKind')))?.adds(actor) ?? 'none') !== 'none';
      },
      uploader: (actor, row) => row !== null && actor.account !== null && row.uploaded_by === actor.account,
    },
    filters: {
      record: (value) => sql<boolean>`record = ${value}::uuid`,
      recordKind: (value) => sql<boolean>`record_kind = ${value}`,
      state: (value) => sql<boolean>`state = ${value}`,
    },
    handlers: {
      create: async ({ tx, input, actor }) => {
        const { takes, marked, held } = await admit(tx, actor, input.recordKind, input.record);
        if (held >= mostAttachments) throw tooMany({ limit: mostAttachments });
        const [taken] = await files.take(tx, actor.account, [input.upload], () => 'upload');
        if (!taken) throw notFound();
        const { upload, digest: file, name, type, size } = taken;
        if (!takes.some((one) => one === type)) throw notOfType(type, takes, marked);
        return {
          record_kind: input.recordKind,
          record: input.record,
          upload,
          file,
          type,
          size,
          purpose: input.purpose,
          uploaded_by: actor.account,
          personal: { name },
        };
      },
      openTo: ({ tx, record, input, actor }) => opening(tx, actor, record, input.audience),
      withdraw: () => ({ audience: 'record' as const }),
      erase: async ({ tx, record }) => {
        await files.letGo(tx, [record.upload]);
        return { audience: 'record' as const, personal: { name: null } };
      },
    },
  });

  eraseWith(kernel, 'attachments', Object.values(kinds), (tx, id) =>
    attachments.act('erase', { actor: clock, id, input: { reason: erasedWithRecord }, within: tx as never }),
  );

  /** What a copy for the actor bears; null for whose file it is, and for kinds that give files as they are. */
  async function markOf(actor: Actor, row: Selectable<Attachments>): Promise<Mark | null> {
    const of = kindOf(row.record_kind);
    if (!of?.marked) return null;
    const own = recordWhere(of.opened.definition, sql`${row.record}::uuid`, [asCondition(of.adds(actor))]);
    const { rows } = await sql<{ own: boolean }>`select ${own} as own`.execute(kernel.db);
    return rows[0]?.own ? null : markFor(actor);
  }

  /** The attachment if the actor sees it and its content is still held. */
  async function seen(actor: Actor, id: string) {
    const row = (await kernel.kinds.get('attachment')?.seen(kernel.db, id, actor)) as Selectable<Attachments> | null;
    if (!row || row.state === 'erased') throw notFound();
    const held = await kernel.db.selectFrom('personal_values').select('value').where('record', '=', id).execute();
    const tell = (what: 'content' | 'preview') => onRead({ actor, attachment: id, record: row.record, what });
    return { row, name: held[0]?.value ?? 'file', mark: await markOf(actor, row), tell };
  }

  /** The file as it is, or a copy that bears the actor. Told to `onRead` before it is given, and not where it is refused. */
  async function given(actor: Actor, id: string, what: 'content' | 'preview', fits: (type: string) => boolean = () => true) {
    const { row, name, mark, tell } = await seen(actor, id);
    const shownAs = mark && markingOf(row.type) === 'picture' ? 'application/pdf' : row.type;
    if (!fits(shownAs)) throw notShown();
    const copy = mark && (await marked({ name, type: row.type, content: await files.bytes(row.file) }, mark));
    await tell(what);
    return copy ?? { name, type: row.type, content: await files.read(row.file) };
  }

  async function mountContents(app: FastifyInstance): Promise<void> {
    mount(app, getContent, async ({ params, actor, reply }) => {
      const { name, content } = await given(actor, params.id, 'content');
      confine(reply, 'none');
      return { attachment: content, type: 'application/octet-stream', name };
    });
    mount(app, getPdf, async ({ params, actor, reply }): Promise<Attachment> => {
      const { content } = await given(actor, params.id, 'preview', (type) => type === 'application/pdf');
      confine(reply, 'pdf');
      return { attachment: content, type: 'application/pdf' };
    });
    mount(app, getHtml, async ({ params, actor, reply }): Promise<Attachment> => {
      const { row, mark, tell } = await seen(actor, params.id);
      if (row.type !== docxType) throw notShown();
      const page = await shownApart(await files.bytes(row.file), mark?.text);
      await tell('preview');
      confine(reply, 'page');
      return { attachment: page, type: 'text/html; charset=utf-8' };
    });
  }

  return {
    ...attachments,
    /** What the actor may do with the files of a record that he sees. */
    async standing(actor: Actor, kind: string, id: string) {
      const of = kindOf(kind);
      const row = of ? await kernel.kinds.get(kind)?.seen(kernel.db, id, actor) : null;
      if (!of || !row) throw notFound();
      const fits = (sight: Sight) => recordWhere(of.opened.definition, sql`${id}::uuid`, [asCondition(sight)]);
      const { rows } = await sql<{ sees: boolean; adds: boolean }>`
        select ${fits(of.sees(actor))} as sees, ${fits(of.adds(actor))} as adds`.execute(kernel.db);
      const [found = { sees: false, adds: false }] = rows;
      const adds = found.adds && !(actor.demo && !kernel.demoActs);
      return {
        row,
        sees: found.sees,
        adds,
        takes: of.takes,
        marked: of.marked && !found.adds,
        audiences: choices(of, actor, row, adds),
      };
    },
    /** Attaches uploads of the actor in the transaction of another act; gives the attachments. */
    attach: async (
      tx: object,
      actor: Actor,
      record: { kind: string; id: string },
      uploads: readonly string[],
      purpose: (typeof purposes)[number] = 'evidence',
      /** Only while an invented city is loaded. */
      at?: Date,
    ): Promise<string[]> => {
      const within = tx as Transaction<AttachmentTables & FileTables>;
      const made: string[] = [];
      for (const upload of uploads) {
        const input = { recordKind: record.kind, record: record.id, upload, purpose };
        const [row] = at
          ? await attachments.actMany([{ actor, action: 'create', input, at }], within)
          : [(await attachments.act('create', { actor, input, within })).row];
        if (row) made.push(row.id);
      }
      return made;
    },
    mount(app: FastifyInstance): void {
      mountKind(app, kernel, attachments);
      void mountContents(app);
    },
  };
}

/** Who adds to a record, and says who else is shown its files. */
function adding(kindOf: (name: string) => Attachable | undefined) {
  /** The kind, where the actor sees the record and may add to it. Not seen and not there are one refusal. */
  async function admit(
    tx: Transaction<AttachmentTables>,
    actor: Actor,
    kind: string,
    record: string,
  ): Promise<Attachable & { held: number }> {
    const of = kindOf(kind);
    if (!of) throw notAttachable({ kind });
    const def = of.opened.definition;
    const seen = recordWhere(def, sql`${record}::uuid`, [seenBy(def, actor)]);
    const adds = recordWhere(def, sql`${record}::uuid`, [seenBy(def, actor), asCondition(of.adds(actor))]);
    const { rows } = await sql<{ seen: boolean; adds: boolean; held: string }>`select ${seen} as seen, ${adds} as adds,
      (select count(*) from attachments where record = ${record}::uuid and state = 'attached') as held`.execute(tx);
    const [found] = rows;
    if (!found?.seen) throw notFound();
    if (!found.adds) throw notAllowed();
    return { ...of, held: Number(found.held) };
  }

  /** Whoever adds to the record says who else is shown its files, as far as its kind lets him: by its row, which stands still meanwhile. */
  async function opening(tx: Transaction<AttachmentTables>, actor: Actor, of: Selectable<Attachments>, to: Audience) {
    const table = sql.table(kindOf(of.record_kind)?.opened.definition.table ?? of.record_kind);
    const { rows } = await sql<Row>`select * from ${table} where id = ${of.record}::uuid for share`.execute(tx);
    const { opens } = await admit(tx, actor, of.record_kind, of.record);
    const [row] = rows;
    if (!row || !opens) throw notFound();
    const refused = opens({ actor, row, from: of.audience, to });
    if (refused) throw refused;
    return { audience: to };
  }
  return { admit, opening };
}

/** Of a file that is its record's alone: who else may be shown it, or why not; none for who may not say. */
function choices({ opens }: Attachable, actor: Actor, row: Row, adds: boolean) {
  if (!opens) return null;
  if (!adds) return [];
  return audiences.map((to) => ({ audience: to, refused: opens({ actor, row, from: 'record', to })?.words ?? null }));
}

/** The type stands among all that the house takes, and this kind takes fewer. */
function notOfType(type: string, takes: readonly FileType[], marked: boolean) {
  const named = (types: readonly FileType[]) => endingsOf(types).join(', ').toUpperCase();
  const found = named([type as FileType]);
  const words = marked ? 'attachments:refusals.notMarkable' : 'attachments:refusals.notOfType';
  return wrongField('upload', 'notOfType', words, { found, allowed: named(takes) });
}

/** How each type can be shown. */
const shownAs: Readonly<Record<string, (typeof previews)[number]>> = {
  'application/pdf': 'pdf',
  [docxType]: 'html',
  'image/png': 'image',
  'image/jpeg': 'image',
  'image/webp': 'image',
  'text/plain': 'text',
};
export const previewOf = (type: string) => shownAs[type] ?? null;

/** What an answer with somebody's content may do in a browser: nothing; a page only show itself, in a frame of ours. */
export function confine(reply: FastifyReply, what: 'none' | 'pdf' | 'page'): void {
  const own = what === 'page' ? "img-src data:; style-src 'unsafe-inline'; " : '';
  // The browser's viewer of PDF is refused in a sandbox; what it shows has no origin of ours.
  const box = what === 'pdf' ? '' : 'sandbox; ';
  const ancestors = what === 'none' ? "'none'" : "'self'";
  reply.header(
    'content-security-policy',
    `${box}default-src 'none'; ${own}base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors}`,
  );
  if (what !== 'none') reply.header('x-frame-options', 'SAMEORIGIN');
}
