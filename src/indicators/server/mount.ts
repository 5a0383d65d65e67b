// Mounts figures, the entries behind them, and the catalogue of definitions.
import type { FastifyInstance } from 'fastify';
import { textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import { displayIn, getDefinition, listIndicatorEntries, listIndicators } from '../indicator.ts';
import type { Indicators } from './open.ts';
import { notFound } from '../../platform/shared/errors.ts';

export function mountIndicators(app: FastifyInstance, indicators: Indicators): void {
  mount(app, listIndicators, async ({ query, actor }) => ({ items: await indicators.figures(query, actor, query.code) }));
  mount(app, listIndicatorEntries, ({ params, query }) => indicators.entries(params.code, query, query.limit, query.after));
  mount(app, getDefinition, ({ params, actor }) => {
    const all = indicators.definitions.filter((one) => one.code === params.code);
    const [first] = all;
    if (!first) throw notFound();
    const say = (text: { zh: string; en: string }) => textIn(text, actor.language);
    return {
      code: first.code,
      versions: all.map((one) => ({
        name: say(one.name),
        basis: say(one.basis),
        unit: one.unit,
        display: displayIn(one.display, actor.language),
        from: one.from,
        to: one.to,
        compute: one.compute,
        supplier: say(one.supplier),
        register: one.register,
        reported: one.reported,
      })),
      coverage: indicators.coverages
        .filter((one) => one.register === first.register)
        .map((one) => ({ from: one.from, to: one.to, list: say(one.list), documentNumber: one.documentNumber })),
    };
  });
}
