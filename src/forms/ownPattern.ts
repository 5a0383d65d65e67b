// Several items of an answer against the respondent's own earlier periods: last period's answer again, the month alone, two items exchanged, a part that outgrows its whole. Pure.
import type { Answers } from './answers.ts';
import { digitFindings } from './digits.ts';
import { linesOf } from './explained.ts';
import { type Finding, found, shownExact, unitOf } from './finding.ts';
import type { FormVersion } from './form.ts';
import { allSeries, isBeyond, itemFindings, type Lines, misfit } from './ownHistory.ts';
import { itemsOf, numbersIn } from './form.ts';
import type { Past } from './past.ts';
import { ratioFindings } from './ratios.ts';
import { departs, far, fewest, leastOfAmounts, log } from './robust.ts';
import type { Series } from './series.ts';
import { units } from './unit.ts';

/** What strikes in an answer beside the respondent's own periods before. What one finding says of an item, a weaker one does not repeat. */
export function historyFindings(version: FormVersion, answers: Answers, past: Past): Finding[] {
  if ((past.history ?? []).every((one) => one === null)) return [];
  const all = allSeries(version, answers, past);
  const again = againFindings(version, answers, past);
  if (again.length > 0) return again;
  const lines = linesOf(version, all);
  const swapped = swapFindings(all, lines);
  const exchanged = new Set(swapped.flatMap(({ about }) => about));
  const together = [...swapped, ...monthOnlyFindings(all.filter(({ of }) => !exchanged.has(of.code)))];
  const said = new Set(together.flatMap(({ about }) => about));
  const told = [...together];
  // What says most comes first.
  for (const make of [
    () => [...outgrowing(all), ...itemFindings(all, lines)],
    () => digitFindings(version, all),
    () => ratioFindings(version, all, lines),
  ]) {
    const more = make().filter(({ about }) => !about.some((one) => said.has(one)));
    for (const { about } of more) for (const one of about) said.add(one);
    told.push(...more);
  }
  return told;
}

/** The same in every number as the period before, where much of it is told from the first of the year and should have moved. */
function againFindings(version: FormVersion, { items }: Answers, { before, history = [] }: Past): Finding[] {
  if (before === null) return [];
  const numbers = numbersIn(itemsOf(version));
  const same = (one: Answers['items'], other: Answers['items']) =>
    numbers.every(({ code }) => (one[code] ?? null) === (other[code] ?? null));
  if (!same(items, before.items)) return [];
  const moving = numbers.filter(({ code, cumulative }) => cumulative && Number(items[code] ?? 0) !== 0);
  // One that stood still before may stand still again: it has no business.
  const stoodBefore = history.some((one, at) => {
    const next = history[at + 1];
    return one !== null && next !== undefined && next !== null && same(one.items, next.items);
  });
  return moving.length < 3 || stoodBefore
    ? []
    : [
        found(
          'again',
          'warning',
          moving.map(({ code }) => code),
        ),
      ];
}

/** Cumulative items that fell, to what one month usually brings: the month was typed instead of the year so far. */
function monthOnlyFindings(all: readonly Series[]): Finding[] {
  const typed = all.filter(
    ({ of, now, last, own }) =>
      of.cumulative &&
      !of.signed &&
      last !== null &&
      now > 0 &&
      now < last &&
      departs(log(now), own.map(log), leastOfAmounts) === null &&
      own.length >= fewest,
  );
  const [first] = typed;
  if (first === undefined) return [];
  return [
    found(
      'monthOnly',
      'warning',
      typed.map(({ of }) => of.code),
      {
        now: shownExact(first.of, first.now),
        before: shownExact(first.of, first.last ?? 0),
      },
    ),
  ];
}

/** Two items that do not fit, and would if they were exchanged. */
function swapFindings(all: readonly Series[], lines: Lines): Finding[] {
  const odd = all.filter((one) => (one.of.signed || (one.of.watched && isBeyond(one))) && misfit(one, one.now, lines) >= far);
  return odd.flatMap((one, at) =>
    odd.slice(at + 1).flatMap((other) => {
      if (units[one.of.unit].money !== units[other.of.unit].money) return [];
      const now = [misfit(one, one.now, lines), misfit(other, other.now, lines)];
      const swapped = [misfit(one, other.now, lines), misfit(other, one.now, lines)];
      if (Math.min(...now) < far || Math.max(...swapped) > 1.5) return [];
      return [
        found('swapped', 'warning', [one.of.code, other.of.code], {
          first: shownExact(one.of, one.now),
          second: shownExact(other.of, other.now),
        }),
      ];
    }),
  );
}

/** A part told from the first of the year that grew by more than its whole: by rounding at most. */
function outgrowing(all: readonly Series[]): Finding[] {
  const known = new Map(all.map((one) => [one.of.code, one]));
  return all.flatMap((part) => {
    const whole = part.of.partOf === undefined ? undefined : known.get(part.of.partOf);
    if (whole === undefined || !part.of.cumulative || !whole.of.cumulative) return [];
    if (part.last === null || whole.last === null || whole.added < 0) return [];
    const rounding = units[part.of.unit].money ? unitOf(part.of) : 0;
    if (part.added <= whole.added + 2 * rounding) return [];
    return [
      found('outgrows', 'warning', [part.of.code, whole.of.code], {
        part: shownExact(part.of, part.added),
        whole: shownExact(whole.of, whole.added),
      }),
    ];
  });
}
