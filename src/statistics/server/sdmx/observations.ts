// Observations: each cell of a release once for every period that its day ends, with its attributes. Which of them a query lets through, and in what order.
import type { IndicatorDefinition } from '../../../indicators/indicator.ts';
import { decimalsOf, type PublishedValue } from '../../published.ts';
import { type Component, dimensions, keyDimensions, measure } from '../../sdmx.ts';
import { type Filter, fitsFilters, fitsKey, type KeyPattern, type Sorting } from '../../sdmxQuery.ts';
import { periodsOf } from '../../sdmxPeriods.ts';
import { cellsOf, type OpenDb, type ReleaseRow, releasesOf } from '../open/rows.ts';

export type Observation = Record<Component, string | null>;

const statusOf = ({ value, release }: PublishedValue): string =>
  value === null ? 'M' : release.stage === 'provisional' ? 'P' : 'A';
const cumulations = { flow: 'YTD', reportedFlow: 'YTD', stock: 'END', reportedStock: 'END', ratio: 'RATIO' } as const;
type CumulationOf = (code: string, definedFrom: string) => string | null;
/** How a figure was summed says the definition that it was computed by; one that the pack has no more says nothing. */
export const cumulationIn =
  (definitions: readonly IndicatorDefinition[]): CumulationOf =>
  (code, definedFrom) => {
    const found = definitions.find((one) => one.code === code && one.from === definedFrom);
    if (!found) return null;
    const { compute } = found;
    return cumulations[compute.kind === 'sum' ? (compute.flow ? 'flow' : 'stock') : compute.kind];
  };

export const observationsOf = (cell: PublishedValue, cumulationOf: CumulationOf): Observation[] =>
  periodsOf(cell.release.asOf).map(({ frequency, period }) => ({
    FREQ: frequency,
    REF_AREA: cell.region,
    INDICATOR: cell.figure.code,
    TIME_PERIOD: period,
    OBS_VALUE: cell.value,
    UNIT_MEASURE: cell.figure.unit,
    UNIT_MULT: '0',
    DECIMALS: cell.value === null ? null : String(decimalsOf(cell.value)),
    CUMULATION: cumulationOf(cell.figure.code, cell.figure.definedFrom),
    OBS_STATUS: statusOf(cell),
    CONF_STATUS: cell.absence === 'withheld' ? 'C' : 'F',
    RELEASE: cell.release.number,
    SOURCE: cell.value === null ? null : cell.figure.source,
  }));

export type Wanted = {
  keys: readonly KeyPattern[];
  filters: readonly Filter[];
  updatedAfter: Date | null;
  asOf: Date | null;
  history: boolean;
  first: number | null;
  last: number | null;
  sorting: Sorting;
  offset: number;
  limit: number | null;
};
/** What one dissemination holds; without history there is one of everything that holds now. */
export type Edition = { validFrom: Date | null; validTo: Date | null; observations: Observation[] };

export const keyOf = (one: Observation): string[] => keyDimensions.map((dimension) => one[dimension] ?? '');

/** Observations of the releases that count, without those that a query does not let through. */
export async function editionsOf(db: OpenDb, root: string, cumulationOf: CumulationOf, wanted: Wanted): Promise<Edition[]> {
  const { asOf, updatedAfter, history } = wanted;
  const known = (await releasesOf(db)).filter(({ knownAt }) => asOf === null || knownAt <= asOf);
  const after = (one: ReleaseRow) => updatedAfter === null || one.knownAt > updatedAfter;
  const isFor = (releases: readonly ReleaseRow[]) => chosenOf(db, root, cumulationOf, releases, wanted);
  const all: { release: ReleaseRow; observations: Observation[] }[] = [];
  for (const release of known) all.push({ release, observations: await isFor([release]) });
  if (!history) {
    // A release may hold a few figures of its day alone: of each cell the last that any release said.
    const last = new Map<string, { release: ReleaseRow; one: Observation }>();
    for (const { release, observations } of all)
      for (const one of observations) last.set(dimensions.map((dimension) => one[dimension] ?? '').join('.'), { release, one });
    const latest = [...last.values()].flatMap(({ release, one }) => (after(release) ? [one] : []));
    return [{ validFrom: null, validTo: null, observations: ordered(latest, wanted) }];
  }
  return all.flatMap(({ release, observations }, at): Edition[] => {
    if (!after(release) || observations.length === 0) return [];
    const codes = new Set(observations.map((one) => one.INDICATOR));
    const next = all
      .slice(at + 1)
      .find((one) => isSameDay(one, release) && one.observations.some((each) => codes.has(each.INDICATOR)));
    return [{ validFrom: release.knownAt, validTo: next?.release.knownAt ?? null, observations: ordered(observations, wanted) }];
  });
}

const isSameDay = (one: { release: ReleaseRow }, other: ReleaseRow): boolean => one.release.asOf === other.asOf;

async function chosenOf(db: OpenDb, root: string, cumulationOf: CumulationOf, releases: readonly ReleaseRow[], of: Wanted) {
  const chosen: Observation[] = [];
  for await (const cell of cellsOf(db, releases, root))
    for (const one of observationsOf(cell, cumulationOf))
      if (fitsKey(of.keys, keyOf(one)) && fitsFilters(of.filters, (component) => one[component])) chosen.push(one);
  return chosen;
}

/** By series and period, then the first and last few of each series, then as asked, then the part that is asked. */
function ordered(all: readonly Observation[], { first, last, sorting, offset, limit }: Wanted): Observation[] {
  const usual = all.toSorted((a, b) =>
    compared(
      a,
      b,
      dimensions.map((component) => ({ component, descending: false })),
    ),
  );
  const series = Map.groupBy(usual, (one) => keyOf(one).join('.'));
  const few =
    first === null && last === null
      ? usual
      : [...series.values()].flatMap((of) => of.filter((_one, at) => at < (first ?? 0) || at >= of.length - (last ?? 0)));
  const sorted = sorting.length === 0 ? few : few.toSorted((a, b) => compared(a, b, sorting));
  return sorted.slice(offset, limit === null ? undefined : offset + limit);
}

function compared(a: Observation, b: Observation, by: Sorting): number {
  for (const { component, descending } of by) {
    const [one, other] = [a[component] ?? '', b[component] ?? ''];
    const side = component === measure ? Number(one) - Number(other) : one < other ? -1 : one > other ? 1 : 0;
    if (side !== 0) return descending ? -side : side;
  }
  return 0;
}

/** Values of a component among observations, in the order in which they are met. */
export const valuesAmong = (observations: readonly Observation[], component: Component): string[] => [
  ...new Set(observations.flatMap((one) => one[component] ?? [])),
];
