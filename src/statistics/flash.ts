// The flash of a figure: each place's value with rank, growth on the year and pace against the year before. Pure; from frozen figures alone.
import { compare, isZero, ratio, subtract } from '../platform/shared/money.ts';

export type FlashFigures = { value: string | null; regions: readonly { region: string; value: string | null }[] };
export type FlashRow = {
  region: string;
  value: string | null;
  /** Place among those that have a value, from 1; null without one. */
  rank: number | null;
  /** Growth on the same day of the year before, and what part of the whole year before it is, both as shares. */
  growth: string | null;
  pace: string | null;
};
export type Flash = { city: Omit<FlashRow, 'rank' | 'region'>; rows: FlashRow[] };

const places = 4;
const shareOf = (part: string | null, whole: string | null): string | null =>
  part === null || whole === null || isZero(whole) ? null : ratio(part, whole, places);
const growthOf = (now: string | null, before: string | null): string | null =>
  now === null || before === null ? null : shareOf(subtract(now, before), before);

/** `before`: the same figure a year earlier; `year`: at the end of the year before. Both as known at the release. */
export function flashOf(now: FlashFigures, before: FlashFigures, year: FlashFigures): Flash {
  const at = (of: FlashFigures, region: string) => of.regions.find((one) => one.region === region)?.value ?? null;
  const told = now.regions.flatMap(({ value }) => value ?? []).sort((a, b) => compare(b, a));
  const rows = now.regions.map(({ region, value }) => ({
    region,
    value,
    rank: value === null ? null : told.findIndex((one) => compare(one, value) === 0) + 1,
    growth: growthOf(value, at(before, region)),
    pace: shareOf(value, at(year, region)),
  }));
  const city = { value: now.value, growth: growthOf(now.value, before.value), pace: shareOf(now.value, year.value) };
  return { city, rows: rows.sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99)) };
}

/** By how much one share is above another, as a share; null where one is not there. */
export const above = (one: string | null, other: string | null): string | null =>
  one === null || other === null ? null : subtract(one, other);
