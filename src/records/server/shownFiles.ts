// Files that a kind shows to others than those who see its records: listed and given out for doors of its own, which have asked who reads. Knows no rule of theirs.
import type { FastifyReply } from 'fastify';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { docxType, type FileType } from '../../platform/shared/files.ts';
import type { Files } from '../../platform/server/files.ts';
import type { Attachment } from '../../platform/server/mount.ts';
import { notShown, type OpenAudience } from '../attachment.ts';
import { confine, type OnRead, previewOf } from './attachments.ts';
import { shownApart } from './docxAsHtml.ts';

/** The name is as it was given; who uploaded it is not read. */
export type OpenFile = {
  id: string;
  record: string;
  name: string;
  type: FileType;
  size: number;
  audience: OpenAudience;
  preview: ReturnType<typeof previewOf>;
};
type Of = { kind: string; records: readonly string[]; audiences: readonly OpenAudience[]; id?: string };
/** As it is, to take away; or to be looked at in a frame. */
export type ShownAs = 'content' | 'pdf' | 'html';
type Giving = { actor: Actor; reply: FastifyReply; of: Of & { id: string }; as: ShownAs; named: (file: OpenFile) => string };
export type ShownFiles = ReturnType<typeof openShownFiles>;

type Found = Omit<OpenFile, 'preview' | 'size'> & { size: string; file: string };
/** Attached and not withdrawn, in the order in which they were added. */
async function found(on: QueryExecutorProvider, { kind, records, audiences, id }: Of): Promise<(OpenFile & { file: string })[]> {
  if (records.length === 0 || audiences.length === 0) return [];
  const { rows } = await sql<Found>`select a.id, a.record, coalesce(p.value, 'file') as name, a.type, a.size, a.audience, a.file
    from attachments a left join personal_values p on p.record = a.id and p.field = 'name'
    where a.record_kind = ${kind} and a.record = any(${[...records]}::uuid[]) and a.state = 'attached' and a.audience <> 'record'
      and a.audience = any(${[...audiences]}::text[]) and (${id ?? null}::uuid is null or a.id = ${id ?? null}::uuid)
    order by a.id`.execute(on);
  return rows.map((row) => ({ ...row, size: Number(row.size), preview: previewOf(row.type) }));
}

export function openShownFiles(on: QueryExecutorProvider, { files, onRead }: { files: Files; onRead: OnRead }) {
  return {
    of: async (of: Of): Promise<OpenFile[]> => (await found(on, of)).map(({ file: _file, ...shown }) => shown),
    /** One of them; what it is not is not there. Told before it is given, and logged for whoever is signed in. */
    give: async ({ actor, reply, of, as, named }: Giving): Promise<Attachment> => {
      const [one] = await found(on, of);
      if (!one) throw notFound();
      const fits = as === 'content' || one.type === (as === 'pdf' ? 'application/pdf' : docxType);
      if (!fits) throw notShown();
      // What is shown as a page is made first: where that fails nothing was read.
      const page = as === 'html' ? await shownApart(await files.bytes(one.file)) : null;
      await onRead({ actor, attachment: one.id, record: one.record, what: as === 'content' ? 'content' : 'preview' });
      confine(reply, as === 'content' ? 'none' : as === 'pdf' ? 'pdf' : 'page');
      if (page !== null) return { attachment: page, type: 'text/html; charset=utf-8' };
      const attachment = await files.read(one.file);
      return as === 'pdf'
        ? { attachment, type: 'application/pdf' }
        : { attachment, type: 'application/octet-stream', name: named(one) };
    },
  };
}
