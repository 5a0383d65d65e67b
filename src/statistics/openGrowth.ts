// Whether growth among those who reported both times may be published of a place: set beside the plain growth it tells what came and went. Pure.
import { isZero, sum } from '../platform/shared/money.ts';
import { fewestParties, largestShare } from '../contracts/published.ts';
import type { Telling } from './growth.ts';

/** What one respondent told of the place, before and now; null where it told nothing of it. */
type Both = { before: string | null; now: string | null };

function gathered(before: readonly Telling[], now: readonly Telling[], inside: (region: string) => boolean): Both[] {
  const found = new Map<string, Both>();
  for (const [side, tellings] of [['before', before] as const, ['now', now] as const])
    for (const { organization, region, amount } of tellings) {
      if (!inside(region)) continue;
      const held = found.get(organization) ?? { before: null, now: null };
      found.set(organization, { ...held, [side]: sum([held[side] ?? '0', amount]) });
    }
  return [...found.values()];
}

/** Enough of them, and none of them nearly all. */
function isSafe(amounts: readonly string[]): boolean {
  if (amounts.length < fewestParties) return false;
  const sizes = amounts.map((one) => Math.abs(Number(one)));
  const all = sizes.reduce((total, one) => total + one, 0);
  return all > 0 && Math.max(...sizes) * 100 <= all * largestShare;
}

/** Those who stayed must be safe in both years; those who came or went, whose sum follows from both growths, must be nobody or safe together. */
export function isTellable(before: readonly Telling[], now: readonly Telling[], inside: (region: string) => boolean): boolean {
  const all = gathered(before, now, inside);
  const stayed = all.filter((one) => one.before !== null && one.now !== null);
  const came = all.flatMap((one) => (one.before === null && one.now !== null && !isZero(one.now) ? [one.now] : []));
  const went = all.flatMap((one) => (one.now === null && one.before !== null && !isZero(one.before) ? [one.before] : []));
  const moved = [...came, ...went];
  const both = [stayed.map((one) => one.before ?? '0'), stayed.map((one) => one.now ?? '0')];
  return both.every(isSafe) && (moved.length === 0 || isSafe(moved));
}
