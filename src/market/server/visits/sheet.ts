// Visits as a sheet, as the reader sees and filtered them: day, firm, officer, purpose, notes, and what came of each. Who was met is left out: a sheet leaves the house.
import type { FastifyInstance } from 'fastify';
import { sheetTypes, type Written, writeSheet } from '../../../platform/server/documents/sheet.ts';
import { mount } from '../../../platform/server/mount.ts';
import { doerOf, logged } from '../../../platform/server/securityLog.ts';
import type { Kernel } from '../../../records/server/index.ts';
import { fields, getVisitsSheet } from '../../visit.ts';
import type { Visits } from './service.ts';

const atOnce = 200;
const columns = [
  ['on', 12],
  ['organization', 34],
  ['region', 12],
  ['officer', 14],
  ['purpose', 14],
  ['text', 60],
  ['demands', 40],
  ['questions', 40],
  ['tasks', 40],
  ['open', 10],
] as const;

export function mountVisitsSheet(app: FastifyInstance, kernel: Kernel, visits: Visits): void {
  mount(app, getVisitsSheet, async ({ query: { format, ...asked }, actor, request }) => {
    const say = (key: string) => app.say(actor.language, key);
    // The first page is read before anything is told: a filter that there is not is refused in words and not in the middle of a file.
    const first = await visits.list(actor, { ...asked, limit: atOnce });
    const detail = Object.fromEntries(
      Object.entries(asked).map(([name, value]) => [name, value === undefined ? null : String(value)]),
    );
    await logged(kernel.db, { ...doerOf(request), event: 'export', object: { kind: 'visit', id: format }, detail });
    const name = say('visits:nav');
    const titled = columns.map(([key, width]) => ({ key, title: say(`visits:${key}`), width }));
    const rows = async function* (): AsyncGenerator<Written> {
      for (let page = first; ; ) {
        for (const item of page.items) yield rowOf(fields.parse(item), say);
        if (page.next === null) return;
        page = await visits.list(actor, { ...asked, limit: atOnce, after: page.next });
      }
    };
    return { attachment: writeSheet(name, titled, rows(), format), type: sheetTypes[format], name: `${name}.${format}` };
  });
}

function rowOf(one: ReturnType<typeof fields.parse>, say: (key: string) => string): Written {
  const lines = (sort: 'question' | 'task') =>
    one.items
      .filter((item) => item.sort === sort)
      .map((item) => [`${item.title} (${say(`visits:states.${item.state}`)})`, item.outcome ?? ''].filter(Boolean).join(': '))
      .join('\n');
  return {
    on: one.on,
    organization: one.organization.name,
    region: one.region,
    officer: one.officer.name,
    purpose: say(`visits:purposes.${one.purpose}`),
    text: one.text,
    demands: one.demands.map(({ title, state }) => `${title} (${say(`market:states.${state}`)})`).join('\n'),
    questions: lines('question'),
    tasks: lines('task'),
    open: one.open,
  };
}
