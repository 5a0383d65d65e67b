// Growth as everybody is told it: from the figures that are open to the reader, with counts of who came and went, and the comparable growth where it tells of nobody alone.
import type { FastifyInstance } from 'fastify';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { addDays, startOfMonth, yearBefore } from '../../platform/shared/dates.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import { isZero, ratio, subtract } from '../../platform/shared/money.ts';
import { textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import type { IndicatorDefinition } from '../../indicators/indicator.ts';
import { type Region, regionsInside } from '../../organizations/region.ts';
import { getOpenGrowth, growthOf, growthWithheld } from '../growth.ts';
import { type GrowthOf, ofReturns, tellings } from './growth.ts';

const places = 4;

export function mountOpenGrowth(app: FastifyInstance, of: GrowthOf): void {
  const { indicators, regions, root } = of;
  const told = regions.filter(({ kind }) => kind === 'district' || kind === 'cityUnits').map(({ id }) => id);
  mount(app, getOpenGrowth, async ({ query, actor }) => {
    const day = query.asOf ?? addDays(startOfMonth(await of.today()), -1);
    const all = ofReturns(indicators, day).map((one) => ({ code: one.code, name: textIn(one.name, actor.language) }));
    const indicator = query.indicator === undefined ? all[0] : all.find(({ code }) => code === query.indicator);
    const region = regions.find(({ id }) => id === (query.region ?? root));
    if (region === undefined || (region.id !== root && !told.includes(region.id)))
      throw wrongField('region', 'unknown', 'dashboard:refusals.region', {});
    if (indicator === undefined) return { indicators: all, growth: null };
    const figureOn = async (asOf: string, knownAt: string | undefined) =>
      (await indicators.figures({ asOf, knownAt, region: region.id }, actor, indicator.code))[0];
    const now = await figureOn(day, query.knownAt);
    if (now === undefined || now.value === null) return { indicators: all, growth: null };
    const yearAgo = yearBefore(now.asOf);
    const then = await figureOn(yearAgo, query.knownAt);
    if (then === undefined || then.value === null || isZero(then.value)) return { indicators: all, growth: null };
    const definition = indicators.definitionOf(indicator.code, now.asOf);
    const asked = { definition, knownAt: new Date(now.knownAt) };
    const moved = await movedIn(of, { ...asked, was: yearAgo, is: now.asOf, region: region.id, told });
    const withheld = !isInCharge(actor, region.id, of) && moved.withheld;
    return {
      indicators: all,
      growth: {
        indicator,
        region: { code: region.id, name: textIn(region.name, actor.language) },
        asOf: now.asOf,
        yearBefore: yearAgo,
        plain: ratio(subtract(now.value, then.value), then.value, places),
        comparable: withheld ? null : moved.comparable,
        withheld,
        respondents: moved.respondents,
      },
    };
  });
}

type Asked = { definition: IndicatorDefinition; knownAt: Date; was: string; is: string; region: string; told: readonly string[] };
async function movedIn({ db, ledger, regions, root }: GrowthOf, { definition, knownAt, was, is, region, told }: Asked) {
  const [then, now] = await Promise.all([
    tellings(db, ledger, { definition, to: was, knownAt }),
    tellings(db, ledger, { definition, to: is, knownAt }),
  ]);
  const inside = (id: string) => {
    const own = insideOf(regions, id);
    return (one: string) => id === root || own.has(one);
  };
  const { comparable, moved } = growthOf(then, now, inside(region));
  return {
    comparable,
    withheld: growthWithheld(then, now, { whole: root, parts: told.map((id) => ({ id, inside: inside(id) })) }).has(region),
    respondents: {
      stayed: moved.stayed.respondents,
      came: moved.came.respondents,
      went: moved.went.respondents,
      movedIn: moved.movedIn.respondents,
      movedOut: moved.movedOut.respondents,
    },
  };
}

const insideOf = (regions: readonly Region[], id: string) => new Set(regionsInside(regions, id, { functionalAreas: 'in' }));

const isInCharge = (actor: Actor, region: string, { regions }: GrowthOf): boolean =>
  hasRole(actor, 'bureauOfficer') ||
  (hasRole(actor, 'districtOfficer') && actor.region !== null && insideOf(regions, actor.region).has(region));
