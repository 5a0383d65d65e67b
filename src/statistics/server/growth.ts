// Growth of figures of returns, read from the ledger for any day as known at any instant. For officers alone: who came and went is told by few.
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { addDays, startOfMonth, startOfYear, yearBefore } from '../../platform/shared/dates.ts';
import { malformed, notAllowed } from '../../platform/shared/errors.ts';
import { isZero } from '../../platform/shared/money.ts';
import { sure } from '../../platform/shared/sure.ts';
import { textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import { displayIn, type IndicatorDefinition } from '../../indicators/indicator.ts';
import type { Indicators } from '../../indicators/server/index.ts';
import type { Ledger, LedgerTables } from '../../ledger/server/index.ts';
import { type Region, regionsInside } from '../../organizations/region.ts';
import type { Organizations } from '../../organizations/server/index.ts';
import { contributionsTo, getGrowth, growthOf, type Telling } from '../growth.ts';
import { returned } from '../returned.ts';
import { respondentsOf } from './returnFacts.ts';

export type GrowthOf = {
  db: Kysely<LedgerTables>;
  ledger: Ledger;
  indicators: Indicators;
  organizations: Organizations;
  regions: readonly Region[];
  root: string;
  today: () => Promise<string>;
};
const mostContributions = 20;

/** Those over figures of returns, as defined on a day. */
export const ofReturns = (indicators: Indicators, on: string): IndicatorDefinition[] =>
  indicators.codes
    .map((code) => indicators.definitionOf(code, on))
    .filter(({ compute }) => 'measure' in compute && compute.measure === returned.code);

export function mountGrowth(app: FastifyInstance, of: GrowthOf): void {
  const { db, ledger, indicators, organizations, regions, root } = of;
  mount(app, getGrowth, async ({ query, actor }) => {
    const { asOf, knownAt } = await indicators.asking(
      { asOf: query.asOf ?? addDays(startOfMonth(await of.today()), -1), knownAt: query.knownAt, region: query.region },
      null,
    );
    const all = ofReturns(indicators, asOf);
    const definition = all.find(({ code }) => code === (query.indicator ?? all[0]?.code));
    if (!definition) throw malformed({}, [{ path: 'indicator', code: 'unknown', words: 'growth:refusals.indicator' }]);
    const whole = wholeOf(actor, root);
    const region = query.region ?? whole;
    const inside = (id: string) => {
      const own = new Set(regionsInside(regions, id, { functionalAreas: 'in' }));
      return (one: string) => id === root || own.has(one);
    };
    if (whole !== root && !inside(whole)(region)) throw notAllowed();
    const before = yearBefore(asOf);
    const [was, is] = await Promise.all([before, asOf].map((to) => tellings(db, ledger, { definition, to, knownAt })));
    const [then, now] = [sure(was, 'the year before'), sure(is, 'this year')];
    const shown =
      whole === root
        ? [root, ...regions.flatMap(({ id, kind }) => (kind === 'district' || kind === 'cityUnits' ? [id] : []))]
        : [whole];
    const contributions = contributionsTo(then, now, inside(region), mostContributions);
    const names = await organizations.names(contributions.map(({ organization }) => organization));
    return {
      indicator: definition.code,
      name: textIn(definition.name, actor.language),
      unit: definition.unit,
      display: displayIn(definition.display, actor.language),
      indicators: all.map(({ code, name }) => ({ code, name: textIn(name, actor.language) })),
      asOf,
      yearBefore: before,
      region,
      places: shown.map((id) => ({
        region: id,
        name: textIn(
          sure(
            regions.find((one) => one.id === id),
            `region ${id}`,
          ).name,
          actor.language,
        ),
        ...growthOf(then, now, inside(id)),
      })),
      contributions: contributions.map((one) => ({
        ...one,
        organization: { id: one.organization, name: names.get(one.organization) ?? '' },
      })),
    };
  });
}

/** The city for the bureau, his district for a district officer. */
function wholeOf(actor: Actor, root: string): string {
  if (hasRole(actor, 'bureauOfficer')) return root;
  if (actor.region === null) throw notAllowed();
  return actor.region;
}

type Asked = { definition: IndicatorDefinition; to: string; knownAt: Date };
/** What each respondent told: of a flow from the first of the year on, of a stock as it stands on the day. */
export async function tellings(db: Kysely<LedgerTables>, ledger: Ledger, { definition, to, knownAt }: Asked): Promise<Telling[]> {
  const { compute } = definition;
  const kinds = 'where' in compute ? (compute.where.kinds ?? []) : [];
  const question = { measure: returned.code, kinds, from: compute.kind === 'flow' ? startOfYear(to) : null, to, knownAt };
  const sums = await ledger.sums(db, question, ['region', { column: 'record' }]);
  const told = sums.filter(({ amount }) => !isZero(amount));
  const respondents = await respondentsOf(db, [...new Set(told.map(({ keys }) => keys[1] ?? ''))]);
  return told.map(({ keys: [region = '', record = ''], amount }) => ({
    region,
    amount,
    organization: respondents.get(record) ?? record,
  }));
}
