// The shares of a plan's targets on a day, as known at an instant: each place's share, figure, what was due. Reads allocations and indicators.
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../../platform/shared/actor.ts';
import { endOfYear, yearOf } from '../../platform/shared/dates.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { scaled } from '../../platform/shared/money.ts';
import { textIn } from '../../platform/shared/words.ts';
import { displayIn } from '../../indicators/indicator.ts';
import type { Asking, Indicators } from '../../indicators/server/index.ts';
import { balanceOf, planValueOf } from '../allocation.ts';
import type { PlanTarget, Reading } from '../plan.ts';
import { type getAllocationChoices, type getShares, linesOf, type ShareRow, type TargetShares } from '../share.ts';
import { type AllocationRow, holding, nameOfDepartment, nameOfPlace, type Named } from './allocations.ts';
import type { KnownPlans } from './known.ts';
import type { PlanTables } from './tables.ts';

export type Shares = z.output<(typeof getShares)['response']>;
export type SharesAsked = z.output<(typeof getShares)['query']>;
export type SharesParts = Named & {
  db: Kysely<PlanTables>;
  known: KnownPlans;
  indicators: Indicators;
  today: () => Promise<string>;
  dayOf: (at: Date) => string;
};

export async function sharesOf(of: SharesParts, code: string, asked: SharesAsked, actor: Actor): Promise<Shares> {
  const plan = (await of.known.find(code))?.plan;
  if (!plan) throw notFound();
  const today = await of.today();
  const { target: only, place, functionalAreas = 'in', asOf, knownAt } = asked;
  const q = await of.indicators.asking({ asOf: asOf ?? (today < plan.to ? today : plan.to), knownAt }, actor);
  const targets = plan.targets.filter((one) => only === undefined || one.code === only);
  const held = new Map<string, Map<string, AllocationRow>>();
  const items: TargetShares[] = [];
  for (const target of targets) {
    const on = q.asOf > target.by ? target.by : q.asOf;
    const known = held.get(on) ?? (await holding(of.db, { plan: plan.code, asOf: on, knownAt: q.knownAt }));
    held.set(on, known);
    const allocation = known.get(target.code) ?? null;
    // Without an allocation there is no share to read; who asks about one target sees its places all the same.
    if (allocation === null && only === undefined) continue;
    const made = await targetShares(of, target, allocation, { ...q, asOf: on }, functionalAreas, actor);
    items.push(place === undefined ? made : { ...made, rows: made.rows.filter((one) => one.place === place) });
  }
  const shown = place === undefined ? items : items.filter((one) => one.rows.length > 0);
  return { code: plan.code, asOf: q.asOf, knownAt: q.knownAt.toISOString(), settled: q.settled, items: shown };
}

async function targetShares(
  of: SharesParts,
  target: PlanTarget,
  allocation: AllocationRow | null,
  asked: Asking,
  areas: 'in' | 'out',
  actor: Actor,
): Promise<TargetShares> {
  const { indicators } = of;
  const { language } = actor;
  const q = indicators.opened(target.indicator, asked);
  const definition = indicators.definitionOf(target.indicator, q.asOf);
  const year = yearOf(q.asOf);
  const before = target.kind === 'flow' ? null : endOfYear(year - 1);
  const [{ figures, current }, baselines] = await Promise.all([
    figuresAt(of, target, q),
    before === null ? null : figuresAt(of, target, { ...q, asOf: before }),
  ]);
  const measured = {
    target,
    year,
    scale: definition.scale,
    places: of.regions,
    figures,
    baselines: new Map([...(baselines?.figures ?? [])].map(([place, one]) => [place, one.value])),
  };
  const lines = linesOf(measured, allocation?.parts ?? [], areas);
  const exact = (value: string | null, places: number) => (value === null ? null : scaled(value, places));
  const [whole, fine] = [definition.scale, Math.max(definition.scale, 2)];
  const rows = lines.map(
    (line): ShareRow => ({
      ...line,
      share: exact(line.share, whole),
      current: exact(line.current, whole),
      short: exact(line.short, whole),
      expected: exact(line.expected, fine),
      gap: exact(line.gap, fine),
      name: nameOfPlace(of, line.place, language),
      departmentName: nameOfDepartment(of, line.department, language),
    }),
  );
  const balance = allocation ? balanceOf(target, allocation, definition.scale) : null;
  return {
    target: target.code,
    name: textIn(target.name, language),
    indicator: target.indicator,
    comparator: target.comparator,
    everyYear: target.everyYear,
    unit: definition.unit,
    display: displayIn(definition.display, language),
    asOf: q.asOf,
    year,
    allocation: allocation && {
      id: allocation.id,
      holdsFrom: allocation.holds_from,
      decidedOn: of.dayOf(allocation.decided_at ?? allocation.recorded_at),
      reason: allocation.reason,
      documentNumber: allocation.document_number,
    },
    city: exact(balance?.city ?? null, whole),
    sum: exact(balance?.sum ?? null, whole),
    current,
    rows,
  };
}

/**
 * Figures of places, functional areas apart from their districts. Where the city has no figure, some place not having reported, each
 * place is asked by itself: its own value speaks of a day of its own.
 */
async function figuresAt({ indicators, regions }: SharesParts, target: PlanTarget, q: Asking) {
  const got = await indicators.value(target.indicator, { ...q, by: 'region', functionalAreas: 'out' });
  const figures = new Map<string, Reading>();
  if (got.value !== null) {
    for (const { key, value } of got.parts ?? []) if (value !== null) figures.set(key, { on: got.through ?? q.asOf, value });
    return { figures, current: got.value };
  }
  const places = regions.filter((one) => one.kind !== 'city');
  const told = await Promise.all(
    places.map(async ({ id }) => {
      const own = await indicators.asking(
        {
          asOf: q.asOf,
          ...(q.hiding && q.entries ? {} : { knownAt: q.knownAt.toISOString() }),
          region: id,
          functionalAreas: 'out',
        },
        q.reader,
      );
      return { id, got: await indicators.value(target.indicator, own) };
    }),
  );
  for (const { id, got: own } of told) if (own.value !== null) figures.set(id, { on: own.through ?? q.asOf, value: own.value });
  return { figures, current: null };
}

/** What an officer may allocate: each target in the years of its plan. */
export async function choicesOf(
  { known, indicators, departments }: Pick<SharesParts, 'known' | 'indicators' | 'departments'>,
  code: string,
  { language }: Actor,
): Promise<z.output<(typeof getAllocationChoices)['response']>> {
  const plan = (await known.find(code))?.plan;
  if (!plan) throw notFound();
  const targets = plan.targets.map((target) => {
    const definition = indicators.definitionOf(target.indicator, target.by);
    const first = yearOf(plan.from);
    const years = Array.from({ length: yearOf(target.by) - first + 1 }, (_none, at) => first + at);
    return {
      code: target.code,
      name: textIn(target.name, language),
      unit: definition.unit,
      display: displayIn(definition.display, language),
      years: years.map((year) => ({ year, said: planValueOf(target, year) })),
    };
  });
  return { targets, departments: departments.map((one) => ({ code: one.code, name: textIn(one.name, language) })) };
}
