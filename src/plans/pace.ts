// Where a share of a target should stand on a day: linear through the year, or by a share for each month. Pure decimals; no clock.
import { z } from 'zod';
import { daysBetween, endOfMonth, endOfYear, yearOf } from '../platform/shared/dates.ts';
import { add, compare, decimal, multiply, ratio, subtract, sum } from '../platform/shared/money.ts';
import { type PlanTarget, reaches, type Reading } from './plan.ts';

const monthShare = decimal.refine((said) => compare(said, '0') >= 0, 'plans:refusals.monthNegative');
/** 序时进度 by days, or a share of the year for each month, which come to 1. */
export const pacePath = z.discriminatedUnion('path', [
  z.strictObject({ path: z.literal('linear') }),
  z.strictObject({ path: z.literal('months'), shares: z.array(monthShare).length(12) }),
]);
export type PacePath = z.infer<typeof pacePath>;

/** Whether the months come to the whole year, to the last decimal. */
export const isWhole = (path: PacePath): boolean => path.path === 'linear' || compare(sum(path.shares), '1') === 0;

/** Decimals kept while reckoning; what is shown is rounded at the end. */
const exact = 20;

/** Share of a year's path that is due by the end of a day: 0 before the year, 1 from its last day on. Within a month by its days. */
export function dueBy(path: PacePath, year: number, on: string): string {
  if (on < `${year}-01-01`) return '0';
  if (on >= endOfYear(year)) return '1';
  if (path.path === 'linear') {
    const all = daysBetween(`${year}-01-01`, endOfYear(year)) + 1;
    return ratio(String(daysBetween(`${year}-01-01`, on) + 1), String(all), exact) ?? '0';
  }
  const month = Number(on.slice(5, 7));
  const [gone, days] = [String(Number(on.slice(8, 10))), endOfMonth(on).slice(8, 10)];
  const before = sum(path.shares.slice(0, month - 1));
  return add(before, ratio(multiply(path.shares[month - 1] ?? '0', gone), days, exact) ?? '0');
}

export type ShareVerdict = 'met' | 'onPace' | 'behind' | 'notMet' | 'unknown';
export type SharePace = {
  /** Where it should stand; null where that cannot be told: a stock whose level at the year's beginning is not known. */
  expected: string | null;
  /** Figure less what is expected: below 0 it lags. */
  gap: string | null;
  /** What is still lacking to the share itself; null when nothing is. */
  short: string | null;
  verdict: ShareVerdict;
};
export type Share = { amount: string; path: PacePath; year: number };

/**
 * The pace of one share. A flow grows from 0 through the year. A stock is a level at the year's end: it goes there from its level at
 * the end of the year before, and where it is there already it has to stay. A share is reached "at least", or "about".
 */
export function paceOfShare(
  target: Pick<PlanTarget, 'comparator' | 'tolerance' | 'kind'>,
  share: Share,
  now: Reading | null,
  baseline: string | null,
  scale: number,
): SharePace {
  const places = Math.max(scale, 2);
  const expected = expectedOf(target.kind, share, now?.on ?? null, baseline, places);
  if (now === null) return { expected: null, gap: null, short: null, verdict: 'unknown' };
  const comparator = target.comparator === 'about' ? 'about' : 'atLeast';
  const met = reaches({ comparator, value: share.amount, tolerance: target.tolerance }, now.value);
  const gap = expected === null ? null : rounded(subtract(now.value, expected), places);
  const short = compare(now.value, share.amount) < 0 ? rounded(subtract(share.amount, now.value), scale) : null;
  return { expected, gap, short, verdict: verdictOfShare(met, now.on, share.year, gap) };
}

function expectedOf(
  kind: PlanTarget['kind'],
  { amount, path, year }: Share,
  on: string | null,
  baseline: string | null,
  places: number,
): string | null {
  if (on === null) return null;
  if (yearOf(on) < year) return rounded(kind === 'flow' ? '0' : (baseline ?? '0'), places);
  const due = dueBy(path, year, on);
  if (kind === 'flow') return rounded(multiply(amount, due), places);
  if (compare(due, '1') === 0) return rounded(amount, places);
  if (baseline === null) return null;
  if (compare(baseline, amount) >= 0) return rounded(amount, places);
  return rounded(add(baseline, multiply(subtract(amount, baseline), due)), places);
}

function verdictOfShare(met: boolean, on: string, year: number, gap: string | null): ShareVerdict {
  if (met) return 'met';
  if (on >= endOfYear(year)) return 'notMet';
  if (gap === null) return 'unknown';
  return compare(gap, '0') >= 0 ? 'onPace' : 'behind';
}

const rounded = (amount: string, places: number): string => ratio(amount, '1', places) ?? '0';
