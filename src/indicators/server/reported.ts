// What was reported: values that a source gave for a place and a period. They answer for that place and period alone, and are never stretched.
import { endOfMonth, endOfYear, startOfYear, yearOf } from '../../platform/shared/dates.ts';
import { isZero, scaled, subtract, sum } from '../../platform/shared/money.ts';
import type { Question } from '../../ledger/server/index.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import type { Answer, Asking, Part, Parts } from './asking.ts';

/** Measures of reported values: the amounts, and the statements that a value is 0. The series stands in the entry's `kind`, the length of its period in `level`. */
export const [reportedMeasure, reportedNilMeasure] = ['reported', 'reportedNil'];
/** Lengths of periods; of two values for one day the one for the shorter period is the more exact. */
const spans = ['year', 'month', 'point'];

export type Given = { region: string; span: string; on: string; amount: string; approximate: boolean };
/** A region's value as of a day; `on` is the last day that it speaks of. */
type Value = { region: string; span: string; on: string; value: string; approximate: boolean };

/** All values of a series up to a day, oldest first: read once, whatever number of points is asked of them. */
export async function readReported(parts: Parts, series: string, q: Asking): Promise<Given[]> {
  const of: Question = {
    measure: [reportedMeasure, reportedNilMeasure],
    kinds: [series],
    regions: q.inside,
    from: null,
    to: q.asOf,
    knownAt: q.knownAt,
  };
  const sums = await parts.ledger.sums(parts.db, of, ['measure', 'region', 'level', { dimension: 'approximate' }], 'day');
  return (
    sums
      // What was taken back comes to 0: it is no value, and least of all 0. A value of 0 is a statement of its own.
      .filter((row) => !isZero(row.amount))
      .map(
        ({ keys: [measure = '', region = '', span = '', approximate], on, amount }): Given => ({
          region,
          span,
          on,
          amount: measure === reportedNilMeasure ? '0' : amount,
          approximate: approximate === 'yes',
        }),
      )
      .sort((a, b) => (a.on === b.on ? spans.indexOf(a.span) - spans.indexOf(b.span) : a.on < b.on ? -1 : 1))
  );
}

/** The value of each region that reported it, as of a day. */
function valuesAt(given: readonly Given[], flow: boolean, asOf: string): Map<string, Value> {
  const byRegion = Map.groupBy(
    given.filter((one) => one.on <= asOf),
    (one) => one.region,
  );
  return new Map(
    [...byRegion].flatMap(([region, own]) => {
      const last = own.at(-1);
      const value = flow ? flowOf(own, asOf) : last ? { ...last, value: last.amount } : null;
      return value ? [[region, value]] : [];
    }),
  );
}

/** A flow: the year's own value once the year is over, else its months, if none is missing among those that have ended. */
function flowOf(own: readonly Given[], asOf: string): Value | null {
  const year = own.find((one) => one.span === 'year' && one.on === asOf && asOf === endOfYear(yearOf(asOf)));
  if (year) return { ...year, value: year.amount };
  const months = own.filter((one) => one.span === 'month' && one.on >= startOfYear(asOf));
  const ended = Number(asOf.slice(5, 7)) - (asOf === endOfMonth(asOf) ? 0 : 1);
  const last = months.at(-1);
  if (!last || months.length < ended) return null;
  return { ...last, value: sum(months.map((one) => one.amount)), approximate: months.some((one) => one.approximate) };
}

/** Regions that report a series by themselves now: whoever gave a value in this year or the last must not be missing from a total. */
const reporters = (given: readonly Given[], asOf: string): Set<string> =>
  new Set(given.filter((one) => one.on <= asOf && yearOf(one.on) >= yearOf(asOf) - 1).map((one) => one.region));

/**
 * The values that make up the answer. A district: its own with the functional areas inside it that report by themselves. The city: its
 * own, or all districts together with whoever else reports, where that is later. A total needs everybody's value of the same day.
 */
export function chosen(parts: Parts, q: Asking, given: readonly Given[], flow: boolean): Value[] {
  const values = valuesAt(given, flow, q.asOf);
  const { root, whole } = parts.regions;
  const apart = [...reporters(given, q.asOf)].filter((one) => one !== root);
  const needed = [...new Set([...(q.region === root ? whole : [q.region]), ...apart])];
  const together = needed.flatMap((one) => values.get(one) ?? []);
  const complete = together.length === needed.length && new Set(together.map((one) => one.on)).size === 1;
  const own = q.region === root ? values.get(root) : undefined;
  if (own && !(complete && (together[0]?.on ?? '') > own.on)) return [own];
  return complete ? together : [];
}

/** The answer of a series at a day, from values already read. */
export function reportedAt(
  parts: Parts,
  definition: IndicatorDefinition,
  given: readonly Given[],
  flow: boolean,
  q: Asking,
): Answer {
  const made = chosen(parts, q, given, flow);
  const through = made[0]?.on ?? null;
  const value = through === null ? null : scaled(sum(made.map((one) => one.value)), definition.scale);
  return {
    value,
    source: value === null ? null : 'reported',
    coverage: null,
    through,
    approximate: made.some((one) => one.approximate),
    known: 0,
    parts: q.by === 'region' ? partsOf(parts, definition, q, { value, through, given, flow }) : null,
  };
}

type Whole = { value: string | null; through: string | null; given: readonly Given[]; flow: boolean };

/**
 * The parts of a figure: values of its own day alone; without a figure, those of the latest day, so that it can be seen who is missing.
 * What the city's own value has beyond its parts stands under the city's id.
 */
function partsOf(parts: Parts, { scale }: IndicatorDefinition, q: Asking, { value, through, given, flow }: Whole): Part[] {
  const { regions } = parts;
  const places = regions.parts(q.region, q.functionalAreas).map(({ id }) => {
    const inside = id === q.region ? [id] : regions.inside(id, q.functionalAreas);
    const own = given.filter((one) => inside.includes(one.region));
    return { id, values: chosen(parts, { ...q, region: id, inside }, own, flow) };
  });
  const latest = places.map(({ values: [first] }) => first?.on ?? '').reduce((a, b) => (a > b ? a : b), '');
  const shown = places.map(({ id, values }): Part => {
    const sameDay = values.length > 0 && values[0]?.on === (through ?? latest);
    return { key: id, value: sameDay ? scaled(sum(values.map((one) => one.value)), scale) : null };
  });
  const told = shown.flatMap((one) => one.value ?? []);
  const rest = value === null || told.length === 0 ? '0' : subtract(value, sum(told));
  return isZero(rest) ? shown : [...shown, { key: q.region, value: scaled(rest, scale) }];
}
