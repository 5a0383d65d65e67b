// Measures and entries: what a record adds to the ledger, and the difference between what it should add and what it has. Pure.
import { compare, isZero, negate, subtract, sum } from '../platform/shared/money.ts';

/** What is measured, in which unit, with which further dimensions beside region, kind and level. */
export type Measure<D extends string = string> = { code: string; unit: string; scale: number; dimensions: readonly D[] };
export const measure = <const D extends string = never>(
  code: string,
  unit: string,
  scale: number,
  dimensions: readonly D[] = [],
): Measure<D> => ({
  code,
  unit,
  scale,
  dimensions,
});

/** A dated amount as it should stand. `on` is the day from which it holds; region, kind and level are codes, empty when without. */
export type Entry<D extends string = string> = {
  measure: Measure<D>;
  amount: string;
  on: string;
  region: string;
  kind?: string;
  level?: string;
  organization?: string | null;
  dimensions: { [K in D]: string };
};

/** The same with the measure's code alone: as it is posted, kept in the event and compared. */
export type Posted = {
  measure: string;
  amount: string;
  on: string;
  region: string;
  kind: string;
  level: string;
  organization: string | null;
  dimensions: Record<string, string>;
};

/** Declares an entry with its dimensions checked against its measure. */
export const entry = <D extends string>(of: Entry<D>): Posted => ({
  measure: of.measure.code,
  amount: of.amount,
  on: of.on,
  region: of.region,
  kind: of.kind ?? '',
  level: of.level ?? '',
  organization: of.organization ?? null,
  dimensions: of.dimensions,
});

const placeOf = (p: Posted): string =>
  JSON.stringify([
    p.measure,
    p.on,
    p.region,
    p.kind,
    p.level,
    p.organization,
    Object.entries(p.dimensions).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);

/** Net amount at each place (measure, day, region, kind, level, organization, dimensions); places that come to 0 are left out. */
export function net(entries: readonly Posted[]): Map<string, Posted> {
  const places = new Map<string, Posted>();
  for (const one of entries) {
    const key = placeOf(one);
    const before = places.get(key);
    places.set(key, before ? { ...before, amount: sum([before.amount, one.amount]) } : one);
  }
  for (const [key, one] of places) if (isZero(one.amount)) places.delete(key);
  return places;
}

/** Dimension of an entry that corrects a closed period, whose name it says: it stands on the day of the correction, not on the day it speaks of. */
export const corrects = 'corrects';
/** Dimension of an entry that a numbered revision put into a closed period: `2025-1`. */
export const revision = 'revision';

/** A closed period is a fact of a record: what would change in it is a correction, unless a revision of it admits this record. */
export type ClosedPeriod = { name: string; from: string; to: string; revision: string | null };
/** The periods that are closed for a record, and the day of the act. */
export type Closed = { periods: readonly ClosedPeriod[]; on: string };

function gap(stands: Map<string, Posted>, wanted: Map<string, Posted>): Posted[] {
  const changes: Posted[] = [];
  for (const [key, one] of wanted) {
    const amount = subtract(one.amount, stands.get(key)?.amount ?? '0');
    if (!isZero(amount)) changes.push({ ...one, amount });
  }
  for (const [key, one] of stands) if (!wanted.has(key)) changes.push({ ...one, amount: negate(one.amount) });
  return changes;
}

/**
 * The entries to post so that what stands becomes what should stand. Amendments, revocations, undo and recalculation are this one
 * mechanism; nobody writes a reversal by hand. What would change in a closed period is posted on the day of the act, as one correcting
 * entry a place that names the period. Where a revision admits the record the change stands on its own day in the period and carries the
 * revision, and what had been corrected outside is taken back by name.
 */
export function difference(posted: readonly Posted[], should: readonly Posted[], closed: Closed | null = null): Posted[] {
  const { periods = [], on = '' } = closed ?? {};
  const isIn = (one: Posted, period: ClosedPeriod) => period.from <= one.on && one.on <= period.to;
  const isOpen = (one: Posted) => one.dimensions[corrects] === undefined && !periods.some((period) => isIn(one, period));
  const plain = posted.map((one) => without(one, revision));
  const strange = plain.find((one) => one.dimensions[corrects] && !periods.some(({ name }) => name === one.dimensions[corrects]));
  if (strange) throw new Error(`an entry corrects ${strange.dimensions[corrects]}, which is not closed`);
  const changes = gap(net(plain.filter(isOpen)), net(should.filter(isOpen)));
  for (const period of periods) {
    const asCorrection = (one: Posted): Posted => ({ ...one, on, dimensions: { ...one.dimensions, [corrects]: period.name } });
    const within = plain.filter((one) => one.dimensions[corrects] === undefined && isIn(one, period));
    const outside = plain.filter((one) => one.dimensions[corrects] === period.name).map(asCorrection);
    const wanted = should.filter((one) => isIn(one, period));
    if (period.revision === null) {
      changes.push(...gap(net([...within.map(asCorrection), ...outside]), net(wanted.map(asCorrection))));
    } else {
      const admitted = { [revision]: period.revision };
      for (const one of gap(net(within), net(wanted))) changes.push({ ...one, dimensions: { ...one.dimensions, ...admitted } });
      changes.push(...gap(net(outside), new Map()));
    }
  }
  return inOrder(changes);
}

const without = (one: Posted, dimension: string): Posted => {
  if (one.dimensions[dimension] === undefined) return one;
  const { [dimension]: _left, ...dimensions } = one.dimensions;
  return { ...one, dimensions };
};

const inOrder = (entries: Posted[]): Posted[] => entries.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));

/** Whether every amount is a number of the measure's scale; a contribution that is not is a fault of the module. */
export const fits = (one: Posted, of: Measure): boolean =>
  (one.amount.split('.')[1]?.length ?? 0) <= of.scale && compare(one.amount, '1e20') < 0;
