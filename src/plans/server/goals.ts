// The target of one year for an indicator, as known at an instant: the whole city's, each place's where it was allocated, and what was due by then. Reads alone.
import type { Kysely } from 'kysely';
import { dayKnown, yearOf } from '../../platform/shared/dates.ts';
import { add, isZero, multiply, ratio } from '../../platform/shared/money.ts';
import type { Text } from '../../platform/shared/words.ts';
import { dueBy } from '../pace.ts';
import type { PlanTarget } from '../plan.ts';
import { holding } from './allocations.ts';
import type { KnownPlans } from './known.ts';
import type { PlanTables } from './tables.ts';

/** What is to be reached in the year, and which share of it was due on the day. */
export type Goal = { amount: string; due: string };
export type Goals = { plan: Text; city: Goal; places: ReadonlyMap<string, Goal> };
export type GoalsOf = { db: Kysely<PlanTables>; known: KnownPlans; timeZone: string };
export type GoalsAsked = { indicator: string; asOf: string; knownAt: Date };

/**
 * Null where no plan speaks of the indicator in that year: a flow of its own year, or of every year. A stock has no share of a year, and what
 * has no target gets none. Without an allocation the city's own target is all there is.
 */
export async function goalsOf({ db, known, timeZone }: GoalsOf, { indicator, asOf, knownAt }: GoalsAsked): Promise<Goals | null> {
  const day = dayKnown(knownAt, timeZone);
  const year = yearOf(asOf);
  const speaks = (one: PlanTarget) =>
    one.indicator === indicator && one.kind === 'flow' && (one.everyYear ? asOf <= one.by : yearOf(one.by) === year);
  for (const { plan, adoptedOn } of await known.all()) {
    if (asOf < plan.from || asOf > plan.to || (adoptedOn !== null && adoptedOn > day)) continue;
    const target = plan.targets.find(speaks);
    if (!target) continue;
    const allocated = (await holding(db, { plan: plan.code, asOf, knownAt })).get(target.code);
    const places = new Map(
      (allocated?.parts ?? []).map(({ place, amount, pace }) => [place, { amount, due: dueBy(pace, year, asOf) }]),
    );
    return { plan: plan.name, city: cityOf(target.value, places, year, asOf), places };
  }
  return null;
}

/** The city is due what its places are due together; where nothing was allocated, the share of the year that has gone. */
function cityOf(amount: string, places: Goals['places'], year: number, asOf: string): Goal {
  const parts = [...places.values()];
  const all = parts.reduce((sum, one) => add(sum, one.amount), '0');
  const due = parts.reduce((sum, one) => add(sum, multiply(one.amount, one.due)), '0');
  return { amount, due: isZero(all) ? dueBy({ path: 'linear' }, year, asOf) : (ratio(due, all, 20) ?? '0') };
}
