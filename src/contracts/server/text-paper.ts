// The text of a contract to take away: a PDF with the reader's name and the moment across each page. Who may read it says the reading itself (mount.ts).
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import type { Actor } from '../../platform/shared/actor.ts';
import type { Block } from '../../platform/server/documents/document.ts';
import { mount } from '../../platform/server/mount.ts';
import { bannerOf, type Kernel, made, now, shownInstant } from '../../records/server/index.ts';
import { getTextPdf } from '../copies.ts';
import type { ContractTables } from './tables.ts';

type Read = (actor: Actor, id: string) => Promise<{ title: string; text: string }>;

/** `read` gives the text to who may have it and logs the reading, or refuses. */
export function mountTextPaper(app: FastifyInstance, kernel: Kernel, db: Kysely<ContractTables>, read: Read): void {
  mount(app, getTextPdf, async ({ params: { id }, actor }) => {
    const { title, text } = await read(actor, id);
    const at = shownInstant(await now(kernel.db), kernel.city.timeZone);
    const mark = app.say(actor.language, 'contractCopies:mark', { name: await nameOf(db, actor), at });
    const banner = bannerOf(kernel, app.say, actor);
    const document = {
      language: actor.language,
      head: null,
      title,
      blocks: text.split('\n').map((line): Block => ({ kind: 'paragraph', text: line.replaceAll('\t', '  '), indent: false })),
      banner: banner === null ? mark : `${mark}    ${banner}`,
      watermark: mark,
    };
    return made(app, document, 'pdf', `${app.say(actor.language, 'contracts:text')} ${title}`);
  });
}

/** The reader; a deputy with the one he stands in for. */
async function nameOf(db: Kysely<ContractTables>, { account, for: absent, language }: Actor): Promise<string> {
  const ids = [account, absent ?? null].filter((one) => one !== null);
  const { rows } = await sql<{ id: string; name: string }>`
    select id, ${language === 'en' ? sql`coalesce(name_in_english, name)` : sql`name`} as name from accounts
    where id = any(${ids}::uuid[])`.execute(db);
  return ids.flatMap((id) => rows.find((row) => row.id === id)?.name ?? []).join(' / ');
}
