// Two items beside each other (pay per head, a part in its whole): against the respondent's own periods. Pure; against others: peers.ts.
import { about, type Finding, found, shownAbout, shownExact, unitOf } from './finding.ts';
import { isFarOut, type Line } from './explained.ts';
import type { FormVersion } from './form.ts';
import { pairsOf } from './pairs.ts';
import { countSpread, departs, median } from './robust.ts';
import { counts, type Series } from './series.ts';

/** The ratio of what periods added, this one and those before, nearest first, as logarithms; where either is nought it is none. */
export function ratioLogs(upper: Series, lower: Series): { now: number | null; own: number[] } {
  return {
    now: logRatio(upper.added, lower.added),
    own: upper.each.flatMap((one, at) => logRatio(one, lower.each[at] ?? Number.NaN) ?? []),
  };
}
const logRatio = (above: number, below: number): number | null => (above > 0 && below > 0 ? Math.log(above / below) : null);

/** Whether the ratio lies outside of all before it: the quick question, asked before logarithms and medians. */
function isOutside(upper: Series, lower: Series): boolean {
  if (!(upper.added > 0 && lower.added > 0)) return false;
  const now = upper.added / lower.added;
  let [lowest, highest] = [Infinity, 0];
  for (let at = 0; at < upper.each.length; at += 1) {
    const [above, below] = [upper.each[at] ?? 0, lower.each[at] ?? 0];
    if (!(above > 0 && below > 0)) continue;
    if (above / below < lowest) lowest = above / below;
    if (above / below > highest) highest = above / below;
  }
  return now < lowest || now > highest;
}

/** The least spread of a ratio of a month that is taken for usual. */
const [leastOfRatios, leastOfShares] = [0.15, 0.25];

export function ratioFindings(version: FormVersion, all: readonly Series[], lines: ReadonlyMap<string, Line>): Finding[] {
  const known = new Map(all.map((one) => [one.of.code, one]));
  const named = pairsOf(version).flatMap((pair) => {
    const [upper, lower] = [known.get(pair.of.code), known.get(pair.other.code)];
    if (upper === undefined || lower === undefined) return [];
    const departing =
      pair.how === 'less'
        ? leftFindings(upper, lower, lines.get(pair.other.code))
        : ratioDeparts('ratio', upper, lower, leastOfRatios);
    const alone = pair.how === 'less' ? [] : movedAlone(upper, lower);
    return [...alone, ...departing.map((finding) => ({ ...finding, of: pair.name }))];
  });
  const shares = all.flatMap((part) => {
    const whole = part.of.partOf === undefined ? undefined : known.get(part.of.partOf);
    return whole === undefined || !part.of.watched ? [] : ratioDeparts('share', part, whole, leastOfShares);
  });
  return [...named, ...shares];
}

function ratioDeparts(check: 'ratio' | 'share', upper: Series, lower: Series, least: number): Finding[] {
  if (!isOutside(upper, lower)) return [];
  const { now, own } = ratioLogs(upper, lower);
  // An average of few, as of a month's contracts, says little.
  const few = counts(lower.of) && lower.of.cumulative && own.length > 0 ? countSpread(median(lower.own)) : 0;
  if (now === null) return [];
  if (
    departs(now, own, Math.max(least, few)) === null &&
    (few > 0 || !leavesSteady(now, own, coarseness(upper) + coarseness(lower)))
  )
    return [];
  if (check === 'share' && inPoints(now, own) < leastPoints) return [];
  const said = (one: number) => (check === 'share' ? `${about(Math.exp(one) * 100)}%` : about(Math.exp(one)));
  return [
    found(check, 'warning', [upper.of.code, lower.of.code], {
      now: said(now),
      usual: said(median(own)),
      least: said(Math.min(...own)),
      most: said(Math.max(...own)),
    }),
  ];
}

/** A small part of a whole is soon double: less than so many points of the whole are no departure. */
const leastPoints = 0.1;
/** How far a share lies beyond all before, as a part of the whole. */
const inPoints = (now: number, own: readonly number[]): number =>
  Math.max(Math.exp(now) - Math.exp(Math.max(...own)), Math.exp(Math.min(...own)) - Math.exp(now));

/** Periods that show a ratio to be steady; what it may leave them by, at least. */
const [fewestSteady, leastSteady] = [12, Math.log(1.15)];
/** Whether a ratio leaves a range that it kept for a year, by as much as the range is wide: what never moved need not move by half to be odd. */
function leavesSteady(now: number, own: readonly number[], coarse: number): boolean {
  if (own.length < fewestSteady) return false;
  const [lowest, highest] = [Math.min(...own), Math.max(...own)];
  const margin = Math.max(leastSteady, highest - lowest, 2 * coarse);
  return now > highest + margin || now < lowest - margin;
}
/** By how much rounding, to the form's unit or to whole persons, may move the logarithm of an amount. */
const coarseness = ({ of, added }: Series): number => unitOf(of) / Math.max(unitOf(of), added);

/** What is left of one without the other, beside what the one lets expect. */
function leftFindings(all: Series, part: Series, line: Line | undefined): Finding[] {
  if (line === undefined || !isFarOut(line, part.added)) return [];
  const own = all.each.map((one, at) => one - (part.each[at] ?? Number.NaN)).filter(Number.isFinite);
  return [
    found('ratio', 'warning', [all.of.code, part.of.code], {
      now: shownExact(all.of, all.added - part.added),
      usual: shownAbout(all.of, all.added - line.expected),
      least: shownExact(all.of, Math.min(...own)),
      most: shownExact(all.of, Math.max(...own)),
    }),
  ];
}

/** Of two that go on within the year, an amount that rose where nothing was added that it could be of. */
function movedAlone(upper: Series, lower: Series): Finding[] {
  if (!counts(lower.of) || !upper.of.cumulative || !lower.of.cumulative) return [];
  if (upper.last === null || lower.added !== 0 || upper.added <= 1) return [];
  const facts = {
    now: shownExact(upper.of, upper.now),
    before: shownExact(upper.of, upper.last),
    beside: shownExact(lower.of, lower.now),
  };
  return [found('alone', 'warning', [upper.of.code, lower.of.code], facts)];
}
