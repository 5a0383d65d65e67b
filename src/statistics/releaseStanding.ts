// How a release stands to others of its day: a final one supersedes provisional ones, a second final one corrects the first. Pure.
import type { ReleaseRef, Stage } from './release.ts';

/** As much of a release as that follows from; `codes` are the figures that it holds. */
export type OfDay = ReleaseRef & { asOf: string; stage: Stage | null; knownAt: Date; codes: readonly string[] };

export type ReleaseStanding = {
  supersedes: ReleaseRef[];
  supersededBy: ReleaseRef | null;
  corrects: ReleaseRef[];
  correctedBy: ReleaseRef[];
};

const refOf = ({ id, number }: OfDay): ReleaseRef => ({ id, number });
/** `2026-002` after `2025-999`, `2026-1000` after `2026-999`. */
const place = (number: string): number => Number(number.slice(0, 4)) * 1_000_000 + Number(number.slice(5));

/** In the order of publishing. */
export const inOrder = <R extends Pick<OfDay, 'knownAt' | 'number'>>(all: readonly R[]): R[] =>
  all.toSorted((a, b) => a.knownAt.getTime() - b.knownAt.getTime() || place(a.number) - place(b.number));

const share = (one: Pick<OfDay, 'codes'>, other: Pick<OfDay, 'codes'>): boolean =>
  one.codes.some((code) => other.codes.includes(code));
/** A provisional release is superseded by a final one that has all its figures: of some of them it still is the last word. */
const supersedes = (later: OfDay, earlier: OfDay): boolean =>
  later.stage === 'final' && earlier.stage === 'provisional' && earlier.codes.every((code) => later.codes.includes(code));
const corrects = (later: OfDay, earlier: OfDay): boolean =>
  later.stage === 'final' && earlier.stage === 'final' && share(later, earlier);

/** `all`: releases of any days, itself among them or not. */
export function standingOf(one: OfDay, all: readonly OfDay[]): ReleaseStanding {
  const ofDay = inOrder([...all.filter(({ id, asOf }) => id !== one.id && asOf === one.asOf), one]);
  const at = ofDay.indexOf(one);
  const [before, after] = [ofDay.slice(0, at), ofDay.slice(at + 1)];
  const by = after.find((each) => supersedes(each, one));
  return {
    supersedes: before.filter((each) => supersedes(one, each)).map(refOf),
    supersededBy: by ? refOf(by) : null,
    corrects: before.filter((each) => corrects(one, each)).map(refOf),
    correctedBy: after.filter((each) => corrects(each, one)).map(refOf),
  };
}

/** Final releases of the same day that have one of these figures: what comes after them is a correction, and provisional no more. */
export const finalOf = (asOf: string, codes: readonly string[], all: readonly OfDay[]): OfDay | undefined =>
  inOrder(all).findLast((one) => one.asOf === asOf && one.stage === 'final' && share(one, { codes }));
