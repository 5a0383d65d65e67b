// Mounts contracts: the records, their texts, and who read these.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import { notAllowed, notFound } from '../../platform/shared/errors.ts';
import { readCursor, writeCursor } from '../../platform/shared/page.ts';
import { z } from 'zod';
import { mount } from '../../platform/server/mount.ts';
import { type Kernel, logReads, mountKind, seenAsSql } from '../../records/server/index.ts';
import { readFields } from '../readFields.ts';
import { getText, listTextReads, readContract } from '../routes.ts';
import { textApart } from './readApart.ts';
import { mountRegisterSheet } from './register-sheet.ts';
import { refuseMarked } from './terms.ts';
import { mountTextPaper } from './text-paper.ts';
import { seesText, type Contracts } from './service.ts';
import type { ContractTables } from './tables.ts';

const cursor = z.strictObject({ id: z.uuid() });

export function mountContracts(app: FastifyInstance, kernel: Kernel, db: Kysely<ContractTables>, contracts: Contracts): void {
  mountKind(app, kernel, contracts);
  mount(app, readContract, async ({ file }) => {
    const { text, pages } = await textApart(file);
    refuseMarked(file.name, text);
    return { name: file.name, text, pages, fields: readFields(text) };
  });
  mount(app, getText, async ({ params: { id }, actor }) => {
    const { text, digest } = await readText(kernel, db, contracts, { actor, id });
    return { text, digest };
  });
  mountTextPaper(app, kernel, contracts.reader, (actor, id) => readText(kernel, db, contracts, { actor, id }));
  mountRegisterSheet(app, kernel, contracts);
  mount(app, listTextReads, async ({ params: { id }, query, actor }) => {
    await contracts.one(actor, id);
    const row = await db.selectFrom('contracts').select('seller').where('id', '=', id).executeTakeFirstOrThrow();
    if (row.seller !== actor.organization) throw notAllowed();
    const from = readCursor(query.after, cursor);
    return readsOf(db, id, query.limit, from?.id ?? null);
  });
}

type Reading = { actor: Actor; id: string };
/** The text for who may read it: its parties and the registrars in charge. The reading is logged before it is given. */
async function readText(kernel: Kernel, db: Kysely<ContractTables>, contracts: Contracts, { actor, id }: Reading) {
  // Not there and not visible are the same; who sees the contract and not its text is told so.
  await contracts.one(actor, id);
  const row = await db
    .selectFrom('contracts')
    .select(['title', 'text_digest'])
    .where('id', '=', id)
    .where(seenAsSql(seesText(actor)))
    .executeTakeFirst();
  if (!row) throw notAllowed();
  const found =
    row.text_digest === null
      ? undefined
      : await db.selectFrom('contract_texts').select(['digest', 'body']).where('digest', '=', row.text_digest).executeTakeFirst();
  if (!found) throw notFound();
  await logReads(kernel, actor, [{ record: id, fields: ['text'] }]);
  return { title: row.title, text: found.body, digest: found.digest };
}

type ReadRow = { id: string; at: Date; name: string; file: string | null; file_name: string | null; fields: string[] };
/** Readings of the text and of the attachments by account, newest first, each with the reader's name; an attachment by the name that it still has. */
async function readsOf(db: Kysely<ContractTables>, record: string, limit: number, before: string | null) {
  const { rows } = await sql<ReadRow>`
    select r.id, r.at, r.fields, a.name, f.id as file, v.value as file_name
    from personal_reads r join accounts a on a.id = r.account
      left join attachments f on f.id = r.record and f.record = ${record}::uuid
      left join personal_values v on v.record = f.id and v.field = 'name'
    where (r.record = ${record}::uuid and 'text' = any(r.fields)
        or r.record = any(array(select id from attachments where record = ${record}::uuid)) and r.fields && array['content', 'preview'])
      and (${before}::uuid is null or r.id < ${before}::uuid)
    order by r.id desc limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ id, at, name, file, file_name, fields }) => ({
      id,
      name,
      at: at.toISOString(),
      file: file === null ? null : { id: file, name: file_name },
      taken: fields.includes('content'),
    })),
    next: rows.length > limit && last ? writeCursor({ id: last.id }) : null,
  };
}
