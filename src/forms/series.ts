// The respondent's own numbers period by period: what each added, of items told from the first of the year; the level, of others. Pure.
import type { Answers } from './answers.ts';
import { common } from './finding.ts';
import type { NumberItem } from './form.ts';
import { longest, type Past, type Place } from './past.ts';
import { units } from './unit.ts';

/** Numbers in the common unit (`finding.common`), the nearest period first. */
export type Series = {
  of: NumberItem;
  /** As it stands in this answer. */
  now: number;
  /** As it stood in the nearest earlier period of which it goes on: of the same year where it is cumulative. */
  last: number | null;
  /** What this period added; the level where it is not cumulative. */
  added: number;
  /** The same of each earlier period, the nearest first; NaN where nothing was told. */
  each: readonly number[];
  /** Those that are known, and the least and the most of them: infinite where none is. */
  own: number[];
  lowest: number;
  highest: number;
};

export function seriesOf(of: NumberItem, answers: Answers, past: Past): Series | null {
  const now = valueIn(of, answers);
  if (Number.isNaN(now)) return null;
  const history = past.history ?? [];
  const all = [now];
  for (let back = 0; back < Math.min(history.length, longest); back += 1) {
    const one = history[back] ?? null;
    all.push(one === null ? Number.NaN : valueIn(of, one));
  }
  if (!of.cumulative) {
    const each = all.slice(1);
    const known = knownOf(each);
    return { of, now, last: known.own[0] ?? null, added: now, each, ...known };
  }
  const { place } = past;
  if (place === undefined) return null;
  const each: number[] = [];
  for (let back = 1; back < all.length; back += 1) each.push(addedIn(all, back, placeOf(place, back)));
  // The last period of the list may go on from one that is not on it: what it added is not known.
  if (each.length === longest && placeOf(place, longest) > 1) each[longest - 1] = Number.NaN;
  const before = periodsBack(all, 0, place.at);
  const last = before === 0 ? null : (all[before] ?? null);
  return { of, now, last, added: addedIn(all, 0, place.at), each, ...knownOf(each) };
}

/** The part of the year, `back` periods ago. */
const placeOf = ({ at, of }: Place, back: number): number => ((((at - 1 - back) % of) + of) % of) + 1;

function knownOf(each: readonly number[]): Pick<Series, 'own' | 'lowest' | 'highest'> {
  const own: number[] = [];
  let [lowest, highest] = [Infinity, -Infinity];
  for (const one of each) {
    if (Number.isNaN(one)) continue;
    own.push(one);
    if (one < lowest) lowest = one;
    if (one > highest) highest = one;
  }
  return { own, lowest, highest };
}

/** NaN where nothing was told. */
const valueIn = (of: NumberItem, { items }: Answers): number => {
  const value = items[of.code] ?? null;
  return value === null ? Number.NaN : common(of, value);
};

/** How many periods before `back` the nearest known value of the same year stands; 0 where none does. */
function periodsBack(all: readonly number[], back: number, at: number): number {
  for (let periods = 1; periods < at && back + periods < all.length; periods += 1)
    if (!Number.isNaN(all[back + periods])) return periods;
  return 0;
}

/** What a period added; where some before it are missing, the same for each. */
function addedIn(all: readonly number[], back: number, at: number): number {
  const value = all[back] ?? Number.NaN;
  if (Number.isNaN(value)) return value;
  const periods = periodsBack(all, back, at);
  return periods === 0 ? value / at : (value - (all[back + periods] ?? Number.NaN)) / periods;
}

/** Whether it counts things and persons, which come one by one. */
export const counts = (of: NumberItem): boolean => !units[of.unit].money && units[of.unit].scale === 0;
