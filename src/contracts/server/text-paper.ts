// The text of a contract to take away: a PDF with the reader's name and the moment across each page. Who may read it says the reading itself (mount.ts).
import { clockAt } from '../../platform/shared/dates.ts';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../platform/shared/actor.ts';
import type { Block } from '../../platform/server/documents/document.ts';
import { mount } from '../../platform/server/mount.ts';
import { bannerOf, type Kernel, made, now } from '../../records/server/index.ts';
import { getTextPdf } from '../copies.ts';

type Read = (actor: Actor, id: string) => Promise<{ title: string; text: string }>;

/** `read` gives the text to who may have it and logs the reading, or refuses. */
export function mountTextPaper(
  app: FastifyInstance,
  kernel: Kernel,
  reader: (actor: Actor) => Promise<string>,
  read: Read,
): void {
  mount(app, getTextPdf, async ({ params: { id }, actor }) => {
    const { title, text } = await read(actor, id);
    const at = clockAt(await now(kernel.db), kernel.city.timeZone);
    const mark = app.say(actor.language, 'contractCopies:mark', { name: await reader(actor), at });
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
