// Observations as messages: SDMX-JSON 2.0 in series, flat or across, SDMX-CSV 2.0, and which values there are as a constraint. No reading of data.
import type { Language } from '../../../platform/shared/actor.ts';
import {
  type Attribute,
  type Component,
  dataflow,
  dataStructure,
  type Dimension,
  dimensions,
  measure,
  timeDimension,
} from '../../sdmx.ts';
import { boundsOf } from '../../sdmxPeriods.ts';
import { type Edition, keyOf, type Observation, valuesAmong } from './observations.ts';
import { described, isCoded, metaOf, named, urnOf, type Vocabulary } from './words.ts';

export const allDimensions = 'AllDimensions';
export type Packaging = {
  /** At which dimension observations stand, or all of them flat. */
  at: Dimension | typeof allDimensions;
  attributes: readonly Attribute[];
  measured: boolean;
};
type Values = { ids: string[]; place: ReadonlyMap<string, number> };
const placesOf = (ids: string[]): Values => ({ ids, place: new Map(ids.map((id, at) => [id, at])) });

/** A value of money may have more digits than a number keeps: then it is a text. */
const numeric = (value: string): number | string => (value.replace(/\D/g, '').length <= 15 ? Number(value) : value);

export function dataMessage(of: Vocabulary, language: Language, editions: readonly Edition[], how: Packaging): object {
  const all = editions.flatMap(({ observations }) => observations);
  const used = new Map<Component, Values>(
    [...dimensions, ...how.attributes].map((one) => [one, placesOf(valuesAmong(all, one))] as const),
  );
  const inSeries = how.at === allDimensions ? [] : dimensions.filter((one) => one !== how.at);
  const atObservation = how.at === allDimensions ? [...dimensions] : [how.at];
  const valuesOf = (component: Component) =>
    (used.get(component)?.ids ?? []).map((id) => valueShown(of, component, id, language));
  const dimension = (id: Dimension) => ({
    ...componentHead(of, id, language),
    keyPosition: dimensions.indexOf(id),
    values: valuesOf(id),
  });
  // One without a value in any of these observations is left out: it would have no list of values.
  const shownAttributes = how.attributes.filter((one) => (used.get(one)?.ids.length ?? 0) > 0);
  const flow = urnOf({ type: 'dataflow', agencyID: of.agency, ...dataflow });
  const structure = urnOf({ type: 'datastructure', agencyID: of.agency, ...dataStructure });
  return {
    meta: metaOf(of, 'data', language),
    data: {
      structures: [
        {
          dataSets: editions.map((_one, at) => at),
          links: [
            { rel: 'dataflow', urn: flow },
            { rel: 'datastructure', urn: structure },
          ],
          ...named(of.ofCity('dataflow'), language),
          ...described(of.both('dataflow.about'), language),
          dimensions: { dataSet: [], series: inSeries.map(dimension), observation: atObservation.map(dimension) },
          measures: {
            observation: how.measured ? [{ ...componentHead(of, measure, language), format: { dataType: 'Decimal' } }] : [],
          },
          attributes: {
            dataSet: [],
            series: [],
            observation: shownAttributes.map((id) => ({
              ...componentHead(of, id, language),
              relationship: { observation: {} },
              values: valuesOf(id),
            })),
          },
          annotations: [],
        },
      ],
      dataSets: editions.map(({ validFrom, validTo, observations }) => ({
        structure: 0,
        action: 'Replace',
        links: [{ rel: 'dataflow', urn: flow }],
        ...(validFrom === null ? {} : { validFrom: validFrom.toISOString() }),
        ...(validTo === null ? {} : { validTo: validTo.toISOString() }),
        ...packaged(observations, used, { inSeries, atObservation, attributes: shownAttributes, measured: how.measured }),
      })),
    },
  };
}

const componentHead = (of: Vocabulary, id: Component, language: Language) => ({
  id,
  ...named(of.both(`concepts.${id}`), language),
});

function valueShown(of: Vocabulary, component: Component, id: string, language: Language): object {
  if (isCoded(component)) {
    const code = of.codesOf(component).find((one) => one.id === id);
    return code ? { id, ...named(code.name, language) } : { id, name: id };
  }
  if (component !== timeDimension) return { value: id };
  const bounds = boundsOf(id);
  const days = bounds && { start: `${bounds.first}T00:00:00Z`, end: `${bounds.last}T23:59:59Z` };
  return { id, name: id, names: { zh: id, en: id }, ...days };
}

type Placed = {
  inSeries: readonly Dimension[];
  atObservation: readonly Dimension[];
  attributes: readonly Attribute[];
  measured: boolean;
};
function packaged(observations: readonly Observation[], used: ReadonlyMap<Component, Values>, of: Placed): object {
  const placeOf = (one: Observation, component: Component): number | null => {
    const value = one[component];
    return value === null ? null : (used.get(component)?.place.get(value) ?? null);
  };
  const keyIn = (one: Observation, those: readonly Dimension[]) => those.map((each) => placeOf(one, each) ?? 0).join(':');
  const valuesOf = (one: Observation) => [
    ...(of.measured ? [one.OBS_VALUE === null ? null : numeric(one.OBS_VALUE)] : []),
    ...of.attributes.map((each) => placeOf(one, each)),
  ];
  const held = (those: readonly Observation[]) =>
    Object.fromEntries(those.map((one) => [keyIn(one, of.atObservation), valuesOf(one)]));
  if (of.inSeries.length === 0) return { observations: held(observations) };
  const series = Map.groupBy(observations, (one) => keyIn(one, of.inSeries));
  return { series: Object.fromEntries([...series].map(([key, those]) => [key, { observations: held(those) }])) };
}

const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Everything in it is a code, a number or a period: nothing that a person wrote. */
export function dataCsv(of: Vocabulary, editions: readonly Edition[], how: Packaging): string {
  const shown: Component[] = [...dimensions, ...(how.measured ? [measure] : []), ...how.attributes];
  const head: string[] = ['STRUCTURE', 'STRUCTURE_ID', 'ACTION', ...shown];
  const id = `${of.agency}:${dataflow.id}(${dataflow.version})`;
  const rows: string[][] = editions.flatMap(({ observations }) =>
    observations.map((one) => ['dataflow', id, 'I', ...shown.map((component) => one[component] ?? '')]),
  );
  return [head, ...rows].map((row: readonly string[]) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** Which values there are among these observations, of all dimensions or of some. */
export function availabilityOf(
  of: Vocabulary,
  language: Language,
  observations: readonly Observation[],
  asked: readonly Dimension[],
) {
  const constraint = {
    type: 'dataconstraint',
    agencyID: of.agency,
    id: `${dataflow.id}_AVAILABLE`,
    version: dataflow.version,
  } as const;
  const periods = valuesAmong(observations, timeDimension).flatMap((one) => boundsOf(one) ?? []);
  const seriesCount = new Set(observations.map((one) => keyOf(one).join('.'))).size;
  return {
    id: constraint.id,
    version: constraint.version,
    agencyID: constraint.agencyID,
    ...named(of.both('availability'), language),
    links: [{ rel: 'self', urn: urnOf(constraint) }],
    annotations: [
      { id: 'obs_count', title: String(observations.length), type: 'sdmx_metrics' },
      { id: 'series_count', title: String(seriesCount), type: 'sdmx_metrics' },
    ],
    role: 'Actual',
    constraintAttachment: { dataflows: [urnOf({ type: 'dataflow', agencyID: of.agency, ...dataflow })] },
    cubeRegions: [
      {
        include: true,
        keyValues: asked
          .filter((one) => observations.length > 0 || one !== timeDimension)
          .map((id) => ({
            id,
            include: true,
            ...(id === timeDimension
              ? {
                  timeRange: {
                    startPeriod: { period: periods.map(({ first }) => first).sort()[0], isInclusive: true },
                    endPeriod: {
                      period: periods
                        .map(({ last }) => last)
                        .sort()
                        .at(-1),
                      isInclusive: true,
                    },
                  },
                }
              : { values: valuesAmong(observations, id).sort() }),
          })),
      },
    ],
  };
}
