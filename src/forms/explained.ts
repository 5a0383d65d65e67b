// What an item that may be below nought (a profit) should have been, by the item from which it is left (revenue): a robust line through own periods. Pure.
import { unitOf } from './finding.ts';
import type { FormVersion } from './form.ts';
import { pairsOf } from './pairs.ts';
import { longest } from './past.ts';
import { median, middleOfSorted } from './robust.ts';
import type { Series } from './series.ts';

/**
 * What was to be expected of this period, and what is usual beside it: the spread of own periods and the widest of them, in the item's amounts;
 * whether another item explains it.
 */
export type Line = { expected: number; spread: number; widest: number; explained: boolean };

/** What lies so many spreads from what is expected, and so often as far as any before, is far out, though no other reading of it fits. */
const [farOut, beyond] = [8, 2];
export function isFarOut({ expected, spread, widest }: Line, added: number): boolean {
  const apart = Math.abs(added - expected);
  return apart > farOut * spread && apart > beyond * widest;
}

/** Fewer own values than this draw no line. */
const fewestForLine = 4;
/** The least spread that is taken for usual, as a share of what a period brings in. */
const leastOfLeft = 0.03;

/**
 * The slope is the median of slopes between periods (Theil 1950, Sen 1968), so that a few strange periods do not turn it: costs that go with
 * revenue are its slope, costs that stay are where it begins. What is left varies with what comes in, so its spread is a share of that. An item
 * that nothing explains is expected in its own middle.
 */
export function lineOf(of: Series, beside: Series | undefined): Line | null {
  const points = of.each.flatMap((y, at) => {
    const x = beside === undefined ? 0 : (beside.each[at] ?? Number.NaN);
    return Number.isNaN(x) || Number.isNaN(y) ? [] : [{ x, y }];
  });
  if (points.length < fewestForLine) return null;
  const slope = slopeOf(points);
  const start = median(points.map(({ x, y }) => y - slope * x));
  const least = Math.max(median(points.map(({ x }) => Math.abs(x))), median(points.map(({ y }) => Math.abs(y)))) / 2;
  const size = (x: number) => Math.max(Math.abs(x), least, unitOf(of.of));
  const apart = points.map(({ x, y }) => Math.abs(y - start - slope * x) / size(x));
  const now = beside?.added ?? 0;
  const spread = Math.max(1.4826 * median(apart), leastOfLeft, unitOf(of.of) / size(now));
  return {
    expected: start + slope * now,
    spread: spread * size(now),
    widest: Math.max(...apart) * size(now),
    explained: beside !== undefined,
  };
}

/** The slopes between all periods that are looked at, without a list of their own for each. */
const slopes = new Float64Array((longest * (longest - 1)) / 2);
function slopeOf(points: readonly { x: number; y: number }[]): number {
  let n = 0;
  points.forEach((one, at) => {
    for (let other = at + 1; other < points.length; other += 1) {
      const { x, y } = points[other] ?? one;
      if (x !== one.x) slopes[n++] = (y - one.y) / (x - one.x);
    }
  });
  return n === 0 ? 0 : middleOfSorted(slopes.subarray(0, n).sort(), n);
}

/** The lines of items that may be below nought, by code. */
export function linesOf(version: FormVersion, all: readonly Series[]): Map<string, Line> {
  const known = new Map(all.map((one) => [one.of.code, one]));
  return new Map(
    all.flatMap((one) => {
      if (!one.of.signed) return [];
      const whole = pairsOf(version).find(({ how, other }) => how === 'less' && other.code === one.of.code)?.of;
      const line = lineOf(one, whole === undefined ? undefined : known.get(whole.code));
      return line === null ? [] : [[one.of.code, line] as const];
    }),
  );
}
