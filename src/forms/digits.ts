// Two neighbouring digits exchanged: a number that would fit what goes with it if they were put back. Pure.
import { type Finding, found, shownExact, unitOf } from './finding.ts';
import { type FormVersion, itemsOf, numbersIn } from './form.ts';
import { pairsOf } from './pairs.ts';
import { countSpread, fewest, middleOf } from './robust.ts';
import { counts, type Series } from './series.ts';

/** What one comparison expects the period to have added, as a logarithm; how far periods usually were from it, and how far the farthest. */
type Expectation = { expected: number; spread: number; widest: number };

/** Nearer than this nothing is expected; a comparison looser than this would let most exchanges fit, as they change a number by a tenth to a half. */
const [leastExpected, loosest] = [0.05, 0.25];
/** A number asks for another reading when it is so many spreads from what is expected, and so much farther than any before; a reading fits within. */
const [farDigits, farther, fitsWithin] = [4, 1.3, 1.5];

export function digitFindings(version: FormVersion, all: readonly Series[]): Finding[] {
  const known = new Map(all.map((one) => [one.of.code, one]));
  return all.flatMap((one) => {
    if (!one.of.watched || one.of.signed || one.added <= 0) return [];
    const best = closest(one, companionsOf(version, one, known));
    if (best === null) return [];
    const apart = (added: number) => Math.abs(logOf(one, added) - best.expected);
    const now = apart(one.added);
    if (now <= farDigits * best.spread || now <= farther * best.widest) return [];
    const others = exchanged(one.now / unitOf(one.of)).map((value) => value * unitOf(one.of));
    const before = one.now - one.added;
    const [would] = others.filter((value) => value > before).sort((a, b) => apart(a - before) - apart(b - before));
    if (would === undefined || apart(would - before) > fitsWithin * best.spread) return [];
    return [found('digits', 'warning', [one.of.code], { now: shownExact(one.of, one.now), would: shownExact(one.of, would) })];
  });
}

/** Whole numbers that become it when two neighbouring digits, not alike, are exchanged; what stands behind the point stays. */
export function exchanged(value: number): number[] {
  const whole = Math.trunc(value);
  const digits = String(whole);
  return [...digits].slice(1).flatMap((digit, at) => {
    const before = digits[at];
    if (before === undefined || digit === before || (at === 0 && digit === '0')) return [];
    return [value - whole + Number(`${digits.slice(0, at)}${digit}${before}${digits.slice(at + 2)}`)];
  });
}

/** What an item is measured together with: its pairs, its whole and its parts. */
const companionsOf = (version: FormVersion, { of }: Series, all: ReadonlyMap<string, Series>): Series[] =>
  (besideIn(version).get(of.code) ?? []).flatMap((code) => {
    const one = all.get(code);
    return one === undefined || one.of.signed ? [] : [one];
  });
const known = new WeakMap<FormVersion, Map<string, string[]>>();
/** In the order of the form: of two comparisons that are equally close the first is taken. */
function besideIn(version: FormVersion): Map<string, string[]> {
  const made = known.get(version);
  if (made !== undefined) return made;
  const beside = new Map<string, Set<string>>();
  const tie = (one: string, other: string): void => {
    for (const [code, next] of [
      [one, other],
      [other, one],
    ] as const)
      beside.set(code, (beside.get(code) ?? new Set()).add(next));
  };
  for (const { how, of, other } of pairsOf(version)) if (how === 'per') tie(of.code, other.code);
  for (const { code, partOf } of numbersIn(itemsOf(version))) if (partOf !== undefined) tie(code, partOf);
  const order = numbersIn(itemsOf(version)).map(({ code }) => code);
  const ordered = new Map([...beside].map(([code, others]) => [code, order.filter((one) => others.has(one))]));
  known.set(version, ordered);
  return ordered;
}

/** The comparison in which its periods lie closest: with their own middle, or with an item beside; null where it is usual in each. */
function closest(one: Series, beside: readonly Series[]): Expectation | null {
  // A level moves away from its own middle.
  const compared = one.of.cumulative ? [null, ...beside] : beside;
  if (!compared.some((other) => isOutside(one, other))) return null;
  return compared.flatMap((other) => expectationOf(one, other) ?? []).toSorted((a, b) => a.spread - b.spread)[0] ?? null;
}

/** Whether the period lies outside of all before it, by itself or beside another item: the quick question, asked before logarithms and medians. */
function isOutside(one: Series, other: Series | null): boolean {
  const place = placing(one);
  const beside = other === null ? null : placing(other);
  const now = place(one.added) / (other === null || beside === null ? 1 : beside(other.added));
  if (!(now > 0)) return false;
  let [lowest, highest, known] = [Infinity, 0, 0];
  for (let at = 0; at < one.each.length; at += 1) {
    const apart = place(one.each[at] ?? Number.NaN) / (beside === null ? 1 : beside(other?.each[at] ?? Number.NaN));
    if (!(apart > 0)) continue;
    known += 1;
    if (apart < lowest) lowest = apart;
    if (apart > highest) highest = apart;
  }
  return known >= fewest && (now < lowest || now > highest);
}

function expectationOf(one: Series, other: Series | null): Expectation | null {
  const apart: number[] = [];
  for (let at = 0; at < one.each.length; at += 1) {
    const value = logOf(one, one.each[at] ?? Number.NaN) - (other === null ? 0 : logOf(other, other.each[at] ?? Number.NaN));
    if (Number.isFinite(value)) apart.push(value);
  }
  const now = other === null ? 0 : logOf(other, other.added);
  if (apart.length < fewest || !Number.isFinite(now)) return null;
  const { median: middle, spread } = middleOf(apart);
  const expected = middle + now;
  // Of few periods the spread is not well known.
  const wide = Math.max(spread * (1 + 2 / apart.length), leastExpected, roughness(one, Math.exp(expected)));
  if (wide > loosest) return null;
  return { expected, spread: wide, widest: Math.max(...apart.map((value) => Math.abs(value - middle))) };
}

/** Counts from a half, that none has a place; amounts of nought have none. */
const placing = ({ of }: Series) => (counts(of) ? placeOfCount : placeOfAmount);
const placeOfCount = (value: number): number => Math.max(0, value) + 0.5;
const placeOfAmount = (value: number): number => (value > 0 ? value : Number.NaN);
const logOf = (of: Series, value: number): number => Math.log(placing(of)(value));
/** How much chance of counts and rounding of amounts move the logarithm of a value. */
const roughness = ({ of }: Series, value: number): number =>
  counts(of) ? countSpread(value) : unitOf(of) / Math.max(unitOf(of), value);
