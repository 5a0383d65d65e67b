// Figures of decisions by registrar and registry: how many, how soon, within the term or not, how long each was worked on. Pure; it reads nothing.
import { type WorkingDays, endOfTerm } from '../platform/shared/workingDays.ts';
import type { Counted, Figures } from './desk.ts';
import type { LaneFile } from './lanes.ts';

/** One decision. `account` is who made it; null where nobody of the house did. */
export type Decided = {
  what: 'registered' | 'refused' | 'sentBack';
  on: string;
  acceptedOn: string | null;
  large: boolean;
  account: string | null;
  registry: string | null;
  /** Measured working time of who decided; null where none was. */
  seconds: number | null;
};
export type Timed = { days: number | null; within: boolean | null };

/** The middle of some numbers, null of none. */
export function median(of: readonly number[]): number | null {
  if (of.length === 0) return null;
  const sorted = [...of].sort((a, b) => a - b);
  const at = Math.floor(sorted.length / 2);
  const upper = sorted[at] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[at - 1] ?? 0) + upper) / 2;
}

/** Working days from acceptance to decision, and whether that was within the term; null where a year's holidays are not published. */
export function timerOf(calendar: WorkingDays, terms: Pick<LaneFile['terms'], 'usual' | 'long'>) {
  const known = new Map<string, Timed>();
  return ({ what, on, acceptedOn, large }: Decided): Timed => {
    if (what === 'sentBack' || acceptedOn === null || acceptedOn > on) return { days: null, within: null };
    const key = `${acceptedOn} ${on} ${large}`;
    const before = known.get(key);
    if (before) return before;
    const timed = takenTo(calendar, { on, acceptedOn, days: large ? terms.long : terms.usual });
    known.set(key, timed);
    return timed;
  };
}
function takenTo(calendar: WorkingDays, { on, acceptedOn, days }: { on: string; acceptedOn: string; days: number }): Timed {
  const years = [acceptedOn, on].map((one) => Number(one.slice(0, 4)));
  if (!years.every((year) => calendar.knows(year))) return { days: null, within: null };
  const taken = calendar.workingDaysBetween(acceptedOn, on);
  // Decided on a Saturday after the last day of the term it is late, though no working day has passed since.
  const late = taken > days || (taken === days && on > endOfTerm(calendar, acceptedOn, { days, kind: 'working' }));
  return { days: taken, within: !late };
}

type Timer = ReturnType<typeof timerOf>;
export function figuresOf(of: readonly Decided[], timer: Timer): Figures {
  const decisions = of.filter(({ what }) => what !== 'sentBack');
  const timed = decisions.map(timer);
  const seconds = median(decisions.flatMap((one) => one.seconds ?? []));
  return {
    decided: decisions.length,
    registered: decisions.filter(({ what }) => what === 'registered').length,
    refused: decisions.filter(({ what }) => what === 'refused').length,
    sentBack: of.length - decisions.length,
    medianDays: median(timed.flatMap(({ days }) => days ?? [])),
    judged: timed.filter(({ within }) => within !== null).length,
    within: timed.filter(({ within }) => within === true).length,
    medianSeconds: seconds === null ? null : Math.round(seconds),
  };
}

/** Periods from the first to the last with a decision, those without one between them too. */
export function periodsBetween(days: readonly string[], by: 'month' | 'year'): string[] {
  const [first, last] = [days.reduce((a, b) => (a < b ? a : b), '9999'), days.reduce((a, b) => (a > b ? a : b), '')];
  const found: string[] = [];
  if (by === 'year')
    for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1) found.push(`${year}`);
  else for (let month = first.slice(0, 7); month <= last.slice(0, 7); month = monthAfter(month)) found.push(month);
  return found;
}
function monthAfter(month: string): string {
  const [year = 0, at = 0] = month.split('-').map(Number);
  return at === 12 ? `${year + 1}-01` : `${year}-${String(at + 1).padStart(2, '0')}`;
}

/** The figures of each of some groups, as a whole and by period. */
export function countedOf(
  groups: readonly (Pick<Counted, 'of' | 'id' | 'name' | 'own'> & { decisions: readonly Decided[] })[],
  by: 'month' | 'year',
  timer: Timer,
): Counted[] {
  const length = by === 'year' ? 4 : 7;
  return groups.map(({ decisions, ...group }) => ({
    ...group,
    all: figuresOf(decisions, timer),
    periods:
      decisions.length === 0
        ? []
        : periodsBetween(
            decisions.map(({ on }) => on),
            by,
          ).map((period) => ({
            period,
            ...figuresOf(
              decisions.filter(({ on }) => on.slice(0, length) === period),
              timer,
            ),
          })),
  }));
}
