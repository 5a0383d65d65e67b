// Visits as a sheet, as the reader sees and filtered them: day, firm, officer, purpose, notes, and what came of each. Who was met is a personal value: officers alone read visits, and that they took it away is logged.
import type { FastifyInstance } from 'fastify';
import type { Written } from '../../../platform/server/documents/sheet.ts';
import { mount } from '../../../platform/server/mount.ts';
import { type Kernel, listSheet, logReads } from '../../../records/server/index.ts';
import { fields, getVisitsSheet } from '../../visit.ts';
import type { Visits } from './service.ts';

const columns = [
  ['on', 12],
  ['organization', 34],
  ['region', 12],
  ['officer', 14],
  ['purpose', 14],
  ['met', 20],
  ['text', 60],
  ['demands', 40],
  ['questions', 40],
  ['tasks', 40],
  ['open', 10],
] as const;

export function mountVisitsSheet(app: FastifyInstance, kernel: Kernel, visits: Visits): void {
  mount(app, getVisitsSheet, async ({ query: { format, ...asked }, actor, request }) => {
    const say = (key: string) => app.say(actor.language, key);
    const name = say('visits:nav');
    const titled = columns.map(([key, width]) => ({ key, title: say(`visits:${key}`), width }));
    const rows = async (items: readonly Record<string, unknown>[]) => {
      const personal = items.filter((item) => item['met'] !== null);
      await logReads(
        kernel,
        actor,
        personal.map((item) => ({ record: String(item['id']), fields: ['met'] })),
      );
      return items.map((item) => rowOf(fields.parse(item), say));
    };
    return listSheet(
      kernel,
      { actor, request },
      { kind: 'visit', list: visits.list, asked, format, name, columns: titled, rows },
    );
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
    met: one.met,
    text: one.text,
    demands: one.demands.map(({ title, state }) => `${title} (${say(`market:states.${state}`)})`).join('\n'),
    questions: lines('question'),
    tasks: lines('task'),
    open: one.open,
  };
}
