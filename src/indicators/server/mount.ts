// Mounts figures, the entries behind them, and the catalogue of definitions.
import type { FastifyInstance } from 'fastify';
import type { Language } from '../../platform/shared/actor.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { type Text, textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import {
  type DefinitionThroughTime,
  displayIn,
  getDefinition,
  listDefinitions,
  listIndicatorEntries,
  listIndicators,
} from '../indicator.ts';
import type { Indicators } from './open.ts';
import { sourcesOf } from './sources.ts';

export function mountIndicators(app: FastifyInstance, indicators: Indicators): void {
  mount(app, listIndicators, async ({ query, actor }) => ({ items: await indicators.figures(query, actor, query.code) }));
  mount(app, listIndicatorEntries, ({ params, query, actor }) =>
    indicators.entries(params.code, query, { limit: query.limit, after: query.after, actor }),
  );
  mount(app, listDefinitions, ({ actor }) => ({
    items: indicators.codes.map((code) => throughTime(indicators, code, actor.language)),
  }));
  mount(app, getDefinition, ({ params, actor }) => {
    if (!indicators.codes.includes(params.code)) throw notFound();
    return throughTime(indicators, params.code, actor.language);
  });
}

function throughTime(
  { definitions, coverages, sourceName }: Indicators,
  code: string,
  language: Language,
): DefinitionThroughTime {
  const all = definitions.filter((one) => one.code === code);
  const registers = all.map((one) => one.register);
  const say = (text: Text) => textIn(text, language);
  return {
    code,
    versions: all.map((one) => ({
      name: say(one.name),
      basis: say(one.basis),
      unit: one.unit,
      display: displayIn(one.display, language),
      from: one.from,
      to: one.to,
      compute: one.compute,
      supplier: say(one.supplier),
      register: one.register,
      reported: one.reported,
      sources: sourcesOf(one).map(({ kind, series, name }) => ({
        source: kind,
        series,
        name: name ? say(name) : sourceName(kind, language),
      })),
    })),
    coverage: coverages
      .filter((one) => registers.includes(one.register))
      .map((one) => ({ from: one.from, to: one.to, list: say(one.list), documentNumber: one.documentNumber })),
  };
}
