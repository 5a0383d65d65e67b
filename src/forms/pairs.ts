// Which two numbers a version of a form measures together: revenue and staff, pay and staff, revenue and profit. Pure.
import type { Text } from '../platform/shared/words.ts';
import { type FormVersion, itemsOf, type NumberItem, numbersIn } from './form.ts';

/** Two numbers that a version measures together: one by the other, or what is left of one without the other. */
export type Pair = { code: string; name: Text; of: NumberItem; other: NumberItem; how: 'per' | 'less' };

const pairs = new WeakMap<FormVersion, Pair[]>();
export function pairsOf(version: FormVersion): Pair[] {
  const made = pairs.get(version) ?? makePairs(version);
  pairs.set(version, made);
  return made;
}
function makePairs(version: FormVersion): Pair[] {
  const numbers = new Map(numbersIn(itemsOf(version)).map((one) => [one.code, one]));
  return version.ratios.flatMap(({ code, name, of: first, per, less }) => {
    const [of, other] = [numbers.get(first), numbers.get(per ?? less ?? '')];
    return of && other ? [{ code, name, of, other, how: per === undefined ? ('less' as const) : ('per' as const) }] : [];
  });
}
