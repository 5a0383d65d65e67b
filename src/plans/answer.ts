// The answer to copy: a figure in two sentences, with its pace, its change and what explains it. Pure, from what was read; and its route.
import { z } from 'zod';
import { compare, subtract } from '../platform/shared/money.ts';
import { day, instant } from '../platform/shared/dates.ts';
import { route } from '../platform/shared/route.ts';

export const getAnswer = route({
  method: 'GET',
  path: '/indicators/:code/answer',
  summary: 'plans:routes.answer',
  access: 'public',
  params: z.object({ code: z.string().max(100) }),
  query: z.strictObject({
    asOf: day.optional(),
    knownAt: instant.optional(),
    region: z.string().max(40).optional(),
    functionalAreas: z.enum(['in', 'out']).optional(),
  }),
  /** Two sentences in the reader's language, ready to be pasted: the second says what explains the first. */
  response: z.object({ sentences: z.tuple([z.string(), z.string()]), text: z.string(), asOf: day, knownAt: instant }),
});

/** A part of a figure by name, with how much it changed. */
export type Change = { name: string; change: string };
/** Parts by region now and then; those that a year ago or now have no data tell no change. */
export function changesOf(
  now: readonly { name: string; key: string; value: string | null }[],
  then: readonly { key: string; value: string | null }[],
): Change[] {
  return now.flatMap(({ name, key, value }) => {
    const before = then.find((one) => one.key === key)?.value ?? null;
    return value === null || before === null ? [] : [{ name, change: subtract(value, before) }];
  });
}

/** Those that explain a change: most of it, at most three; and the one that goes most against it. */
export function explaining(changes: readonly Change[], total: string): { along: Change[]; against: Change | null } {
  const up = compare(total, '0') >= 0;
  const sorted = [...changes].sort((a, b) => compare(b.change, a.change));
  const [most, least] = up ? [sorted, sorted.toReversed()] : [sorted.toReversed(), sorted];
  const moves = (one: Change, rising: boolean) => compare(one.change, '0') === (rising ? 1 : -1);
  return {
    along: most.filter((one) => moves(one, up)).slice(0, 3),
    against: least.find((one) => moves(one, !up)) ?? null,
  };
}

/** A year's change as a share in per cent with one decimal; null from nothing. */
export function percentOf(change: string, before: string): string | null {
  if (compare(before, '0') === 0) return null;
  return ((Number(change) / Math.abs(Number(before))) * 100).toFixed(1);
}
