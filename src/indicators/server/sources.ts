// The sources of an indicator in order of priority, and what each says beside the figure. Not the computing of one answer.
import { compare, multiply, ratio, subtract } from '../../platform/shared/money.ts';
import type { Text } from '../../platform/shared/words.ts';
import { type FigureSource, type IndicatorDefinition, isFlow, tellingDifference } from '../indicator.ts';
import type { Answer, Asking } from './asking.ts';

/** `series` is null for the register and for a sum; a name is null where the pack names no sources. */
export type SourceOf = { kind: FigureSource['kind']; series: string | null; name: Text | null };

/** The series of reported values that stands behind a definition, if any. */
export function seriesOf(definition: IndicatorDefinition): { series: string; flow: boolean } | null {
  const { compute, reported } = definition;
  const series = 'series' in compute ? compute.series : reported;
  return series === null ? null : { series, flow: isFlow(definition) };
}

/** All sources, the first to be asked first; a ratio has none of its own. */
export function sourcesOf(definition: IndicatorDefinition): SourceOf[] {
  const { compute, sources } = definition;
  if (compute.kind === 'ratio') return [];
  if (sources) return sources.map((one) => ({ kind: one.kind, series: 'series' in one ? one.series : null, name: one.name }));
  const series = seriesOf(definition);
  return [
    ...('measure' in compute ? [{ kind: 'register' as const, series: null, name: null }] : []),
    ...(compute.kind === 'sum' ? [{ kind: 'sum' as const, series: null, name: null }] : []),
    ...(series ? [{ kind: 'report' as const, series: series.series, name: null }] : []),
  ];
}

/** Every series that may answer for an indicator. */
export const seriesNames = (definition: IndicatorDefinition): string[] =>
  sourcesOf(definition).flatMap((one) => one.series ?? []);

export type Beside = {
  of: SourceOf;
  value: string | null;
  asOf: string | null;
  leads: boolean;
  against: string | null;
  difference: string | null;
  apart: boolean;
};

/** How far a value is from another, in per cent with two decimals; null from 0. */
export const differenceOf = (value: string, from: string): string | null =>
  ratio(multiply(subtract(value, from), '100'), from, 2);

/** Whether two values differ by more than what is told of. */
export const isApart = (value: string, from: string): boolean => {
  const off = subtract(value, from);
  const size = (amount: string) => amount.replace(/^-/, '');
  return compare(size(off), multiply(size(from), tellingDifference)) > 0;
};

/**
 * What each source says. Another source is compared with what the leading one says of the same day: a bulletin of a year's end and a
 * register of today are of two different days.
 */
export async function besideOf(
  definition: IndicatorDefinition,
  q: Asking,
  ask: (source: SourceOf, q: Asking) => Promise<Answer | null>,
): Promise<Beside[]> {
  const plain = { ...q, by: null };
  const said = await Promise.all(sourcesOf(definition).map(async (of) => ({ of, got: await ask(of, plain) })));
  const first = said.find((one) => (one.got?.value ?? null) !== null);
  return Promise.all(
    said.map(async ({ of, got }): Promise<Beside> => {
      const value = got?.value ?? null;
      const asOf = value === null ? null : (got?.through ?? q.asOf);
      const leads = of === first?.of;
      const empty = { of, value, asOf, leads, against: null, difference: null, apart: false };
      if (value === null || asOf === null || leads || !first) return empty;
      const same = (first.got?.through ?? q.asOf) === asOf ? first.got : await ask(first.of, { ...plain, asOf });
      // A reported value of another day than the one asked about says nothing of it.
      const against = (same?.through ?? asOf) === asOf ? (same?.value ?? null) : null;
      if (against === null) return empty;
      return { ...empty, against, difference: differenceOf(value, against), apart: isApart(value, against) };
    }),
  );
}
