// Gaps of the service chain as a sheet: for each month's end the demands without a supply, by key industry, technology field and link. No owner stands in it.
import type { FastifyInstance } from 'fastify';
import { textIn } from '../../../platform/shared/words.ts';
import { sheetTypes, type Written, writeSheet } from '../../../platform/server/documents/sheet.ts';
import { mount } from '../../../platform/server/mount.ts';
import { doerOf, logged } from '../../../platform/server/securityLog.ts';
import type { Kernel } from '../../../records/server/index.ts';
import { getChainSheet } from '../../publicChain.ts';
import type { Chain, MonthEnd } from './picture.ts';

type With = { kernel: Kernel; chain: Chain; monthsUpTo: (asked: string | undefined) => Promise<MonthEnd[]> };
const columns = [
  ['month', 10],
  ['asOf', 12],
  ['industry', 26],
  ['field', 26],
  ['link', 16],
  ['gaps', 12],
] as const;

export function mountChainSheet(app: FastifyInstance, { kernel, chain, monthsUpTo }: With): void {
  mount(app, getChainSheet, async ({ query: { asOf, format }, actor, request }) => {
    const say = (key: string) => app.say(actor.language, key);
    const nameOf = (of: readonly { code: string; name: { zh: string; en: string } }[], code: string | null) => {
      const found = of.find((one) => one.code === code);
      return found === undefined ? null : textIn(found.name, actor.language);
    };
    const months = await monthsUpTo(asOf);
    await logged(kernel.db, {
      ...doerOf(request),
      event: 'export',
      object: { kind: 'serviceChain', id: format },
      detail: { asOf: asOf ?? null },
    });
    const rows = months.flatMap(({ asOf: on, parts }) =>
      parts.map(
        (one): Written => ({
          month: on.slice(0, 7),
          asOf: on,
          industry: nameOf(chain.industries, one.industry) ?? textIn(chain.law.other, actor.language),
          field: say(`contracts:technologyFields.${one.field}`),
          link: nameOf(chain.law.links, one.link) ?? say('chain:noLink'),
          gaps: one.gaps,
        }),
      ),
    );
    const name = say('chain:gaps.title');
    const titled = columns.map(([key, width]) => ({
      key,
      title: say(`chain:sheet.${key}`),
      width,
      ...(key === 'gaps' ? { kind: 'number' as const } : {}),
    }));
    return { attachment: writeSheet(name, titled, rows, format), type: sheetTypes[format], name: `${name}.${format}` };
  });
}
