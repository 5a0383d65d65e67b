// SDMX REST 2 as operations of the house: what is asked of the published indicators, by which addresses, in which formats. Pure; decision 0022.
import { z } from 'zod';
import { instant } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { type Route, route } from '../platform/shared/route.ts';

export const dataflow = { id: 'STIS_IND', version: '1.0.0' } as const;
export const dataStructure = { id: 'STIS_IND', version: '1.0.0' } as const;
export const conceptScheme = { id: 'STIS_CONCEPTS', version: '1.0.0' } as const;
/** Dimensions of a key, in their order; the period is no part of it. */
export const keyDimensions = ['FREQ', 'REF_AREA', 'INDICATOR'] as const;
export const timeDimension = 'TIME_PERIOD';
export const dimensions = [...keyDimensions, timeDimension] as const;
export type Dimension = (typeof dimensions)[number];
export const measure = 'OBS_VALUE' as const;
/** All of them stand at the observation: a unit, a status, a release are those of one value. */
export const attributes = [
  'UNIT_MEASURE',
  'UNIT_MULT',
  'DECIMALS',
  'CUMULATION',
  'OBS_STATUS',
  'CONF_STATUS',
  'RELEASE',
  'SOURCE',
] as const;
export type Attribute = (typeof attributes)[number];
export const components = [...dimensions, measure, ...attributes] as const;
export type Component = (typeof components)[number];

/** Code lists of the structure, by the component that uses each. */
export const codelists = {
  FREQ: 'CL_FREQ',
  REF_AREA: 'CL_AREA',
  INDICATOR: 'CL_INDICATOR',
  UNIT_MEASURE: 'CL_UNIT_MEASURE',
  CUMULATION: 'CL_CUMULATION',
  OBS_STATUS: 'CL_OBS_STATUS',
  CONF_STATUS: 'CL_CONF_STATUS',
  SOURCE: 'CL_SOURCE',
} as const satisfies Partial<Record<Component, string>>;
export const codelistVersion = '1.0.0';

/** By which id SDMX knows who maintains the data: what the pack says, else the city's code. */
export const agencyOf = ({ code, openData }: { code: string; openData?: { agency?: string | undefined } | undefined }): string =>
  openData?.agency ?? code.toUpperCase().replaceAll('-', '_');

/** Types of structures that there are; others are known to the standard and have nothing here. */
export const structureTypes = ['agencyscheme', 'codelist', 'conceptscheme', 'dataflow', 'datastructure'] as const;
export type StructureType = (typeof structureTypes)[number];

const said = (most: number) => z.string().min(1).max(most);
const agencyID = said(200);
const resourceID = said(200);
const version = said(100);
const key = said(500);
const context = z.enum(['dataflow', 'datastructure', 'provisionagreement', '*']);
/** Not of the standard, which asks by `Accept`: for whoever cannot say headers (its guide on extensions). */
const format = z.enum(['jsondata', 'csvdata', 'jsonstructure']).optional();
const formatVersion = said(20).optional();
const filters = Object.fromEntries(components.map((one) => [`c[${one}]`, said(4000).optional()]));
const whole = z.string().regex(/^\d{1,7}$/);
const chosen = {
  ...filters,
  updatedAfter: instant.optional(),
  /** Years are those of the calendar here. */
  reportingYearStartDay: z.literal('--01-01').optional(),
  format,
  formatVersion,
};

const dataQuery = z.strictObject({
  ...chosen,
  firstNObservations: whole.optional(),
  lastNObservations: whole.optional(),
  dimensionAtObservation: said(40).optional(),
  attributes: said(400).optional(),
  measures: said(400).optional(),
  includeHistory: z.enum(['true', 'false']).optional(),
  offset: whole.optional(),
  limit: whole.optional(),
  sort: said(200).optional(),
  asOf: instant.optional(),
});
const availabilityQuery = z.strictObject({
  ...chosen,
  references: said(200).optional(),
  mode: z.enum(['exact', 'available']).optional(),
});
const structureQuery = z.strictObject({
  detail: z
    .enum(['full', 'allstubs', 'referencestubs', 'allcompletestubs', 'referencecompletestubs', 'referencepartial', 'raw'])
    .optional(),
  references: said(200).optional(),
  asOf: instant.optional(),
  format,
  formatVersion,
});

type Named = readonly (readonly [name: string, schema: z.ZodType])[];
type Family<Q extends z.ZodObject> = { summary: Route['summary']; file: string; from: number; of: Named; query: Q };
/** What stands at the end of an address may be left out: one route for each length. */
function family<const Q extends z.ZodObject>(path: string, { summary, file, from, of, query }: Family<Q>) {
  return Array.from({ length: of.length - from + 1 }, (_none, more) => {
    const named = of.slice(0, from + more);
    return route({
      method: 'GET',
      path: `${path}${named.map(([name]) => `/:${name}`).join('')}` as `/${string}`,
      summary,
      access: 'public',
      params: z.object(Object.fromEntries(named)),
      query,
      response: z.any(),
      file,
    });
  });
}
const flow: Named = [
  ['context', context],
  ['agencyID', agencyID],
  ['resourceID', resourceID],
  ['version', version],
  ['key', key],
];
export const mediaTypes = {
  data: { json: 'application/vnd.sdmx.data+json', csv: 'application/vnd.sdmx.data+csv' },
  structure: { json: 'application/vnd.sdmx.structure+json' },
} as const;
export const formatVersionHere = '2.0.0';
export const dataRoutes = family('/sdmx/v2/data', {
  summary: 'sdmx:routes.data',
  file: mediaTypes.data.json,
  from: 3,
  of: flow,
  query: dataQuery,
});
export const availabilityRoutes = family('/sdmx/v2/availability', {
  summary: 'sdmx:routes.availability',
  file: mediaTypes.structure.json,
  from: 3,
  of: [...flow, ['componentID', said(200)]],
  query: availabilityQuery,
});
export const structureRoutes = family('/sdmx/v2/structure', {
  summary: 'sdmx:routes.structure',
  file: mediaTypes.structure.json,
  from: 1,
  of: [
    ['structureType', said(60)],
    ['agencyID', agencyID],
    ['resourceID', resourceID],
    ['version', version],
    ['itemID', said(400)],
  ],
  query: structureQuery,
});
/** Of the standard, and not offered here: said as the standard says it. */
export const notOffered = ['schema', 'metadata', 'registration'] as const;

export const notAcceptable = refusal('sdmx.notAcceptable', 406, 'sdmx:refusals.notAcceptable');
export const notImplemented = refusal('sdmx.notImplemented', 501, 'sdmx:refusals.notImplemented');
