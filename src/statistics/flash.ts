// The flash of a figure: each place's value with rank, growth on the year and pace: the share of the year's target reached, beside what was due. Pure; from frozen figures alone.
import { compare, isZero, ratio, subtract } from '../platform/shared/money.ts';
import type { Text } from '../platform/shared/words.ts';

export type FlashFigures = { value: string | null; regions: readonly { region: string; value: string | null }[] };
/** What is to be reached in the year, and which share of it was due by the day. */
export type Goal = { amount: string; due: string };
/** What the plan asks: of the whole city, and of places where it was allocated. */
export type Goals = { plan: Text; city: Goal; places: ReadonlyMap<string, Goal> };
/** Share reached, and the share that was due; the latter null where it is the share of last year's whole. */
export type Pace = { reached: string; due: string | null };
export type FlashRow = {
  region: string;
  value: string | null;
  /** Place among those that have a value, from 1; null without one. */
  rank: number | null;
  /** Growth on the same day of the year before, as a share. */
  growth: string | null;
  pace: Pace | null;
};
export type Flash = {
  /** `goal`: how far the city's own target is, where there is one. */
  city: Omit<FlashRow, 'rank' | 'region'> & { goal: Pace | null };
  rows: FlashRow[];
  /** What the pace of the table is measured by: targets of the year, where each place that is told has one; else the year before. */
  by: 'target' | 'yearBefore';
};

const places = 4;
const shareOf = (part: string | null, whole: string | null): string | null =>
  part === null || whole === null || isZero(whole) ? null : ratio(part, whole, places);
const growthOf = (now: string | null, before: string | null): string | null =>
  now === null || before === null ? null : shareOf(subtract(now, before), before);
const paceOf = (value: string | null, goal: Goal | undefined): Pace | null => {
  const reached = shareOf(value, goal?.amount ?? null);
  return reached === null || goal === undefined ? null : { reached, due: ratio(goal.due, '1', places) };
};
const ofYearBefore = (value: string | null, whole: string | null): Pace | null => {
  const reached = shareOf(value, whole);
  return reached === null ? null : { reached, due: null };
};

/** `before`: the same figure a year earlier; `year`: at the end of the year before. Both as known at the release, as are the goals. */
export function flashOf(now: FlashFigures, before: FlashFigures, year: FlashFigures, goals: Goals | null): Flash {
  const at = (of: FlashFigures, region: string) => of.regions.find((one) => one.region === region)?.value ?? null;
  const told = now.regions.flatMap(({ value }) => value ?? []).sort((a, b) => compare(b, a));
  const all = now.regions.filter(({ value }) => value !== null);
  const by = goals !== null && all.length > 0 && all.every(({ region }) => goals.places.has(region)) ? 'target' : 'yearBefore';
  const rows = now.regions.map(({ region, value }) => ({
    region,
    value,
    rank: value === null ? null : told.findIndex((one) => compare(one, value) === 0) + 1,
    growth: growthOf(value, at(before, region)),
    pace: by === 'target' ? paceOf(value, goals?.places.get(region)) : ofYearBefore(value, at(year, region)),
  }));
  const goal = paceOf(now.value, goals?.city);
  const pace = by === 'target' ? goal : ofYearBefore(now.value, year.value);
  const city = { value: now.value, growth: growthOf(now.value, before.value), pace, goal };
  return { city, rows: rows.sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99)), by };
}

/** By how much one share is above another, as a share; null where one is not there. */
export const above = (one: string | null, other: string | null): string | null =>
  one === null || other === null ? null : subtract(one, other);
