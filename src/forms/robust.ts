// Median and spread that a few strange values do not move, and what departs from a respondent's own earlier values. Pure, on logarithms.

/** Few numbers are put in order here, again and again, without a list of their own for each. */
const few = new Float64Array(48);
/** The middle of some numbers; NaN of none. */
export function median(numbers: readonly number[]): number {
  const n = numbers.length;
  return middleOfSorted(n <= few.length ? insertedIn(few, numbers) : new Float64Array(numbers).sort(), n);
}
/** The middle of the first `n`, which are in order. */
export function middleOfSorted(sorted: Float64Array, n: number): number {
  const half = n >> 1;
  if (n === 0) return Number.NaN;
  const upper = sorted[half] ?? Number.NaN;
  return n % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? Number.NaN)) / 2;
}

/** Each number at its place among those before it: of few the quickest way. */
function insertedIn(sorted: Float64Array, numbers: readonly number[]): Float64Array {
  for (let at = 0; at < numbers.length; at += 1) {
    const one = numbers[at] ?? Number.NaN;
    let place = at;
    for (; place > 0 && (sorted[place - 1] ?? 0) > one; place -= 1) sorted[place] = sorted[place - 1] ?? 0;
    sorted[place] = one;
  }
  return sorted;
}

export type Middle = { n: number; median: number; spread: number };
/** Median and MAD, times 1.4826, by which it is the standard deviation where numbers are normal. */
export function middleOf(numbers: readonly number[]): Middle {
  const middle = median(numbers);
  return { n: numbers.length, median: middle, spread: 1.4826 * median(numbers.map((one) => Math.abs(one - middle))) };
}

/** Amounts as they are compared: growth and slips multiply, so on logarithms; one is added, that nought has a place. */
export const log = (value: number): number => Math.log1p(Math.max(0, value));

/** From how many spreads a value is far: Iglewicz and Hoaglin (1993) say 3.5 for the modified z-score. */
export const far = 3.5;
/** The least spread of amounts in a month that is taken for usual. */
export const leastOfAmounts = 0.25;
/** Fewer own values than this say nothing of what is usual. */
export const fewest = 3;

/** Values that say what is the least of a month: of fewer, a quiet one may be still to come. */
const fewestBelow = 6;

/**
 * Whether a value lies outside of what the respondent had before: far from its own median, and beyond its own extremes as well, so that good
 * months once or twice a year (both in the last 24) are no alarm. How far beyond, hangs on how widely its values lie and how few are known.
 * Too little strikes only where there was always about the same: who lives on projects has months without.
 */
export function departs(now: number, own: readonly number[], least: number): 'above' | 'below' | null {
  if (own.length < fewest) return null;
  const [lowest, highest] = [Math.min(...own), Math.max(...own)];
  if (now >= lowest && now <= highest) return null;
  const { median: middle, spread } = middleOf(own);
  const scale = Math.max(spread, least);
  if (Math.abs(now - middle) <= far * scale) return null;
  const width = highest - lowest;
  const margin = Math.min(Math.log(5), Math.max(Math.log(1.5), 1.5 * scale, width / 3)) * (1 + 6 / own.length);
  if (now > highest + margin) return 'above';
  return own.length >= fewestBelow && width <= Math.log(8) && now < lowest - margin ? 'below' : null;
}

/** The least spread of counts of about `size`: people come and go one by one, so three may become five without meaning. */
export const countSpread = (size: number): number => 1 / Math.sqrt(1 + Math.max(0, size));
