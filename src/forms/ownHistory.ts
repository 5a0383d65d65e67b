// An answer against its respondent's own earlier periods, item by item: leaps, next to nothing, another unit, a lost sign. Pure; several items together: ownPattern.ts.
import type { Answers } from './answers.ts';
import { type Finding, found, shownAbout, shownExact } from './finding.ts';
import { type FormVersion, itemsOf, numbersIn } from './form.ts';
import { isFarOut, type Line } from './explained.ts';
import type { Past } from './past.ts';
import { countSpread, departs, far, fewest, leastOfAmounts, log, median } from './robust.ts';
import { counts, type Series, seriesOf } from './series.ts';

/** The series of all numbers outside tables. */
export const allSeries = (version: FormVersion, answers: Answers, past: Past): Series[] =>
  numbersIn(itemsOf(version)).flatMap((one) => seriesOf(one, answers, past) ?? []);

/** What explains items that may be below nought, by code. */
export type Lines = ReadonlyMap<string, Line>;

export const itemFindings = (all: readonly Series[], lines: Lines): Finding[] =>
  all.flatMap((one) => (one.of.signed ? signedFindings(one, lines) : one.of.watched ? watchedFindings(one) : []));

/** The least spread of levels, which stand from period to period or are told once a year, that is taken for usual. */
const leastOfLevels = 0.4;

/** How far the value is from what is usual, in spreads; 0 where too little is known. A cumulative item that fell is as far as can be. */
export function misfit(of: Series, value: number, lines: Lines): number {
  const added = of.of.cumulative ? value - (of.last ?? 0) : value;
  if (of.of.signed) return signedMisfit(lines.get(of.of.code), added);
  if (added < 0) return far * 3;
  if (!of.of.cumulative) return of.last === null ? 0 : Math.abs(log(value) - log(of.last)) / levelSpread(of);
  if (of.own.length < fewest) return 0;
  const own = of.own.map(log);
  const middle = median(own);
  const spread = 1.4826 * median(own.map((one) => Math.abs(one - middle)));
  return Math.abs(log(added) - middle) / Math.max(spread, leastSpread(of));
}

const signedMisfit = (line: Line | undefined, added: number): number =>
  line === undefined ? 0 : Math.abs(added - line.expected) / line.spread;

/** Of levels: how they changed from period to period, but no less than what means nothing. */
function levelSpread({ of, own }: Series): number {
  const logs = own.map(log);
  const changes = logs.slice(1).map((one, at) => Math.abs(one - (logs[at] ?? one)));
  const usual = changes.length >= fewest ? 1.4826 * median(changes) : 0;
  return Math.max(usual, counts(of) ? countSpread(own[0] ?? 0) : leastOfLevels);
}

const leastSpread = ({ of, own }: Series): number => Math.max(leastOfAmounts, counts(of) ? countSpread(median(own)) : 0);

function watchedFindings(series: Series): Finding[] {
  const way = series.of.cumulative ? amountDeparts(series) : levelDeparts(series);
  if (way === null) return [];
  const { of, now, own, added } = series;
  const usual = of.cumulative ? Math.expm1(median(own.map(log))) : (own[0] ?? 0);
  const factor = way === 'above' ? slipIn(series, usual) : null;
  const facts = {
    ...(of.cumulative ? { added: shownExact(of, added) } : { now: shownExact(of, now) }),
    usual: shownAbout(of, usual),
    most: shownExact(of, Math.max(...own)),
    least: shownExact(of, Math.min(...own)),
  };
  if (factor !== null) return [found('unit', 'warning', [of.code], { ...facts, factor: String(factor) })];
  return [found(way === 'above' ? 'leap' : 'little', 'warning', [of.code], facts)];
}

/** Of what a period added. Below nought it fell, which is a check of its own. */
const amountDeparts = (series: Series) =>
  series.added < 0 || !isBeyond(series) ? null : departs(log(series.added), series.own.map(log), leastSpread(series));

/** Whether it lies outside of all that was there before: the quick question, asked before what costs more. */
export const isBeyond = ({ added, lowest, highest }: Series): boolean => added < lowest || added > highest;

/** Of levels the nearest one is expected, not the middle of two years: staff grows. */
function levelDeparts(series: Series): 'above' | 'below' | null {
  const { now, own } = series;
  const [last] = own;
  if (last === undefined) return null;
  const apart = log(now) - log(last);
  if (Math.abs(apart) <= Math.log(1.5) || Math.abs(apart) <= far * levelSpread(series)) return null;
  // Where it stood before, it may stand again.
  if (apart > 0) return now > Math.max(...own) * 1.5 ? 'above' : null;
  return now < Math.min(...own) / 1.5 ? 'below' : null;
}

const slips = [10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000] as const;
/** The power of ten that a slip of the unit, or a nought too many, would make; the whole value or only what was added may be wrong. */
function slipIn({ now, last, added, of }: Series, usual: number): number | null {
  const wanted = of.cumulative ? (last ?? 0) + usual : usual;
  const near = (a: number, b: number, factor: number) => a > 0 && b > 0 && Math.abs(Math.log(a / b / factor)) <= Math.log(1.5);
  return slips.find((factor) => near(now, wanted, factor) || near(added, usual, factor)) ?? null;
}

/** From how many spreads a profit asks how else it may be read. */
const farSigned = 4;
/** A reading fits that is usual itself, or at least so much nearer. */
const [usualAlone, muchNearer] = [2, 10];

/**
 * Of profits and the like, which may be below nought and change much: the value is far from what explains it, and another reading of it is not:
 * with the other sign, or as that of the month alone. Without such a
 * reading only when it is far out, and with what explains it: `ratios.ts`.
 */
function signedFindings(series: Series, lines: Lines): Finding[] {
  const { of, now, last, added, own } = series;
  const line = lines.get(of.code);
  if (line === undefined || now === 0) return [];
  const far = signedMisfit(line, added);
  if (far <= farSigned) return [];
  const before = of.cumulative ? (last ?? 0) : 0;
  const fits = (value: number) => misfit(series, value, lines) <= Math.max(usualAlone, far / muchNearer);
  const typed = { now: shownExact(of, now), before: shownExact(of, before) };
  if (fits(-now)) return [found('sign', 'warning', [of.code], typed)];
  if (before !== 0 && fits(before + now)) return [found('monthOnly', 'warning', [of.code], typed)];
  if (line.explained || !isFarOut(line, added)) return [];
  const facts = {
    [of.cumulative ? 'added' : 'now']: shownExact(of, added),
    usual: shownAbout(of, line.expected),
    least: shownExact(of, Math.min(...own)),
    most: shownExact(of, Math.max(...own)),
  };
  return [found('leap', 'warning', [of.code], facts)];
}
