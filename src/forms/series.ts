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
  /** The same of each earlier period; null where nothing was told. */
  each: (number | null)[];
  /** Those that are known. */
  own: number[];
};

export function seriesOf(of: NumberItem, answers: Answers, past: Past): Series | null {
  const now = valueIn(of, answers);
  if (now === null) return null;
  const history = past.history ?? [];
  const all: (number | null)[] = [now];
  for (let back = 0; back < Math.min(history.length, longest); back += 1) {
    const one = history[back] ?? null;
    all.push(one === null ? null : valueIn(of, one));
  }
  if (!of.cumulative) {
    const each = all.slice(1);
    const own = known(each);
    return { of, now, last: own[0] ?? null, added: now, each, own };
  }
  const { place } = past;
  if (place === undefined) return null;
  const added = all.map((_, back) => addedIn(all, back, placeOf(place, back)));
  const each = added.slice(1);
  // The last period of the list may go on from one that is not on it: what it added is not known.
  if (each.length === longest && placeOf(place, longest) > 1) each[longest - 1] = null;
  return { of, now, last: lastOf(all, 0, place.at)?.value ?? null, added: added[0] ?? now, each, own: known(each) };
}

/** The part of the year, `back` periods ago. */
const placeOf = ({ at, of }: Place, back: number): number => ((((at - 1 - back) % of) + of) % of) + 1;
const known = (each: readonly (number | null)[]): number[] => each.filter((one) => one !== null);

const valueIn = (of: NumberItem, { items }: Answers): number | null => {
  const value = items[of.code] ?? null;
  return value === null ? null : common(of, value);
};

/** The nearest known value before `back` within the same year. */
function lastOf(all: readonly (number | null)[], back: number, at: number): { value: number; periods: number } | null {
  for (let periods = 1; periods < at; periods += 1) {
    const value = all[back + periods];
    if (value !== undefined && value !== null) return { value, periods };
  }
  return null;
}

/** What a period added; where some before it are missing, the same for each. */
function addedIn(all: readonly (number | null)[], back: number, at: number): number | null {
  const value = all[back] ?? null;
  if (value === null) return null;
  const last = lastOf(all, back, at);
  return last === null ? value / at : (value - last.value) / last.periods;
}

/** Whether it counts things and persons, which come one by one. */
export const counts = (of: NumberItem): boolean => !units[of.unit].money && units[of.unit].scale === 0;
