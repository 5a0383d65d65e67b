// What was reported: values that a source gave for a place and a period. They answer for that place and period alone, and are never stretched.
import { endOfMonth, endOfYear, startOfYear, yearOf } from '../../platform/shared/dates.ts';
import { isZero, scaled, sum } from '../../platform/shared/money.ts';
import type { Question } from '../../ledger/server/index.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import type { Answer, Asking, Part, Parts } from './asking.ts';

/** Measure of reported values; the series stands in the entry's `kind`, the length of its period in `level`. */
export const reportedMeasure = 'reported';
export type Span = 'year' | 'month' | 'point';

export type Given = { region: string; span: Span; on: string; amount: string };
export type Found = ReadonlyMap<string, { value: string; on: string }>;

/** All values of a series up to a day, oldest first: read once, whatever number of points is asked of them. */
export async function readReported(parts: Parts, series: string, q: Asking): Promise<Given[]> {
  const regions = [...new Set([...q.inside, ...(parts.regions.root === q.region ? [q.region] : [])])];
  const read = async (span: Span) => {
    const of: Question = {
      measure: reportedMeasure,
      kinds: [series],
      levels: [span],
      regions,
      from: null,
      to: q.asOf,
      knownAt: q.knownAt,
    };
    const sums = await parts.ledger.sums(parts.db, of, 'region', 'day');
    // What was taken back comes to 0: it is no value, and least of all 0.
    return sums
      .filter((row) => !isZero(row.amount))
      .map((row): Given => ({ region: row.key, span, on: row.on, amount: row.amount }));
  };
  const all = await Promise.all((['year', 'month', 'point'] as const).map(read));
  return all.flat().sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** The value of each region that reported it, as of a day. */
export function byRegion(given: readonly Given[], flow: boolean, asOf: string): Map<string, { value: string; on: string }> {
  const found = new Map<string, { value: string; on: string }>();
  const regions = new Set(given.map((one) => one.region));
  for (const region of regions) {
    const own = given.filter((one) => one.region === region && one.on <= asOf);
    const last = own.at(-1);
    const value = flow ? flowOf(own, asOf) : last ? { value: last.amount, on: last.on } : null;
    if (value) found.set(region, value);
  }
  return found;
}

/** A flow: the year's own value once the year is over, else its months, if none is missing among those that have ended. */
function flowOf(own: readonly Given[], asOf: string): { value: string; on: string } | null {
  const year = own.find((one) => one.span === 'year' && one.on === endOfYear(yearOf(asOf)) && one.on === asOf);
  if (year) return { value: year.amount, on: year.on };
  const months = own.filter((one) => one.span === 'month' && one.on >= startOfYear(asOf));
  const ended = Number(asOf.slice(5, 7)) - (asOf === endOfMonth(asOf) ? 0 : 1);
  const last = months.at(-1);
  return last && ended >= 1 && months.length >= ended ? { value: sum(months.map((one) => one.amount)), on: last.on } : null;
}

/**
 * Regions whose values make up the answer: the asked one's own, with the functional areas inside it where they report apart; for the
 * city, if it has none of its own, all its districts, and only if every one of them reported for the same day.
 */
export function chosen(parts: Parts, q: Asking, found: Found): Chosen[] {
  const all = [...found].map(([region, { value, on }]): Chosen => ({ region, value, on }));
  const own = all.find((one) => one.region === q.region);
  if (q.region !== parts.regions.root)
    return all.filter((one) => own !== undefined && q.inside.includes(one.region) && one.on === own.on);
  if (own) return [own];
  const days = new Set(parts.regions.whole.map((id) => found.get(id)?.on ?? 'none'));
  return days.size === 1 && !days.has('none') ? all.filter((one) => days.has(one.on)) : [];
}
export type Chosen = { region: string; value: string; on: string };

/** The answer of a series at a day, from values already read. */
export function reportedAt(
  parts: Parts,
  definition: IndicatorDefinition,
  given: readonly Given[],
  flow: boolean,
  q: Asking,
): Answer {
  const found = byRegion(given, flow, q.asOf);
  const regions = chosen(parts, q, found);
  const value = regions.length === 0 ? null : scaled(sum(regions.map((one) => one.value)), definition.scale);
  return {
    value,
    source: value === null ? null : 'reported',
    coverage: null,
    known: 0,
    parts: q.by === 'region' ? partsOf(parts, definition, q, found) : null,
  };
}

function partsOf(parts: Parts, definition: IndicatorDefinition, q: Asking, found: Found): Part[] {
  return parts.regions.parts(q.region, q.functionalAreas).map(({ id }) => {
    const inside = id === q.region ? [id] : parts.regions.inside(id, q.functionalAreas);
    const values = inside.flatMap((one) => found.get(one)?.value ?? []);
    return { key: id, value: values.length === 0 ? null : scaled(sum(values), definition.scale) };
  });
}
