// Open data: its datasets with their columns, how often they change, and the operations that hand them out. Pure; what each row holds is read in server/open.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { route } from '../platform/shared/route.ts';
import { text } from '../platform/shared/words.ts';
import { regionKinds } from '../organizations/region.ts';
import { indicatorDefinition } from '../indicators/indicator.ts';
import { absences } from './published.ts';
import { stages } from './release.ts';

export const datasetCodes = ['published-figures', 'releases', 'indicators', 'regions', 'recognised-titles'] as const;
export type DatasetCode = (typeof datasetCodes)[number];

export const columnTypes = ['string', 'decimal', 'integer', 'date', 'datetime'] as const;
/** Codes that a column may hold; each has words. */
export const codeLists = {
  stage: stages,
  unit: indicatorDefinition.shape.unit.options,
  absence: absences,
  source: ['register', 'reported', 'sum', 'formula'],
  compute: ['flow', 'stock', 'reportedFlow', 'reportedStock', 'ratio', 'sum'],
  regionKind: regionKinds,
} as const satisfies Record<string, readonly string[]>;
export type CodeList = keyof typeof codeLists;

export type ColumnShape = {
  key: string;
  type: (typeof columnTypes)[number];
  /** Whether a cell may be empty; then the dictionary says what that means. */
  nullable?: true;
  codes?: CodeList;
  /** Another dataset whose key this is. */
  refersTo?: DatasetCode;
};
/** By which columns rows may be chosen; `from` and `to` are days of `asOf`. */
export const filterNames = ['code', 'region', 'release', 'from', 'to'] as const;
export type FilterName = (typeof filterNames)[number];

export type DatasetShape = { columns: readonly ColumnShape[]; key: readonly string[]; filters: readonly FilterName[] };
const named = [
  { key: 'nameZh', type: 'string' },
  { key: 'nameEn', type: 'string' },
] as const satisfies ColumnShape[];
export const datasets = {
  'published-figures': {
    columns: [
      { key: 'release', type: 'string', refersTo: 'releases' },
      { key: 'stage', type: 'string', codes: 'stage', nullable: true },
      { key: 'asOf', type: 'date' },
      { key: 'knownAt', type: 'datetime' },
      { key: 'code', type: 'string', refersTo: 'indicators' },
      ...named,
      { key: 'definedFrom', type: 'date' },
      { key: 'region', type: 'string', refersTo: 'regions' },
      { key: 'value', type: 'decimal', nullable: true },
      { key: 'unit', type: 'string', codes: 'unit' },
      { key: 'absence', type: 'string', codes: 'absence', nullable: true },
      { key: 'source', type: 'string', codes: 'source', nullable: true },
    ],
    key: ['release', 'code', 'region'],
    filters: filterNames,
  },
  releases: {
    columns: [
      { key: 'release', type: 'string' },
      { key: 'stage', type: 'string', codes: 'stage', nullable: true },
      { key: 'title', type: 'string' },
      { key: 'asOf', type: 'date' },
      { key: 'knownAt', type: 'datetime' },
      { key: 'figures', type: 'integer' },
      { key: 'packVersion', type: 'string' },
      { key: 'packDigest', type: 'string' },
      { key: 'id', type: 'string' },
    ],
    key: ['release'],
    filters: ['release', 'from', 'to'],
  },
  indicators: {
    columns: [
      { key: 'code', type: 'string' },
      { key: 'definedFrom', type: 'date' },
      { key: 'definedTo', type: 'date', nullable: true },
      ...named,
      { key: 'basisZh', type: 'string' },
      { key: 'basisEn', type: 'string' },
      { key: 'unit', type: 'string', codes: 'unit' },
      { key: 'decimals', type: 'integer' },
      { key: 'compute', type: 'string', codes: 'compute' },
      { key: 'register', type: 'string', nullable: true },
      { key: 'supplierZh', type: 'string' },
      { key: 'supplierEn', type: 'string' },
    ],
    key: ['code', 'definedFrom'],
    filters: ['code'],
  },
  regions: {
    columns: [
      { key: 'region', type: 'string' },
      ...named,
      { key: 'kind', type: 'string', codes: 'regionKind' },
      { key: 'divisionCode', type: 'string', nullable: true },
      { key: 'within', type: 'string', refersTo: 'regions', nullable: true },
      { key: 'validFrom', type: 'date', nullable: true },
      { key: 'validTo', type: 'date', nullable: true },
    ],
    key: ['region'],
    filters: ['region'],
  },
  'recognised-titles': {
    columns: [
      { key: 'id', type: 'string' },
      { key: 'titled', type: 'string' },
      { key: 'organization', type: 'string', nullable: true },
      { key: 'titleKind', type: 'string' },
      { key: 'titleKindZh', type: 'string' },
      { key: 'titleKindEn', type: 'string' },
      { key: 'level', type: 'string', nullable: true },
      { key: 'seat', type: 'string', refersTo: 'regions' },
      { key: 'issuer', type: 'string', nullable: true },
      { key: 'documentNumber', type: 'string', nullable: true },
      { key: 'recognisedOn', type: 'string', nullable: true },
    ],
    key: ['id'],
    filters: ['region'],
  },
} as const satisfies Record<DatasetCode, DatasetShape>;
export const datasetOf = (code: DatasetCode): DatasetShape => datasets[code];

/** One column of one dataset, as the data dictionary tells it in both languages. */
export const dictionaryEntry = z.object({
  dataset: z.enum(datasetCodes),
  column: z.string(),
  type: z.enum(columnTypes),
  title: text,
  /** What exactly stands there. */
  basis: text,
  codes: z.array(z.object({ code: z.string(), name: text })).nullable(),
  refersTo: z.enum(datasetCodes).nullable(),
  /** What an empty cell means; null where none is empty. */
  empty: text.nullable(),
});
export type DictionaryEntry = z.infer<typeof dictionaryEntry>;

/** What of a recognised title is handed out: what anybody reads in its register. */
export const publicTitle = z.object({
  id: z.string(),
  title: z.string(),
  organizationName: z.string().nullable(),
  recognitionKind: z.string(),
  level: z.string().nullable(),
  countedIn: z.string(),
  issuer: z.string().nullable(),
  documentNumber: z.string().nullable(),
  recognisedOn: z.string().nullable(),
});

export const datasetShown = z.object({
  code: z.enum(datasetCodes),
  title: text,
  description: text,
  /** How often it changes. */
  rhythm: text,
  rows: z.number().int(),
  /** When it was last changed; null where that is not known, or nothing stands in it. */
  changed: z.union([instant, day]).nullable(),
  /** Columns that tell one row from another. */
  key: z.array(z.string()),
  filters: z.array(z.enum(filterNames)),
  columns: z.array(dictionaryEntry),
});
export type DatasetShown = z.infer<typeof datasetShown>;

export const listDatasets = route({
  method: 'GET',
  path: '/open-data',
  summary: 'open:routes.list',
  access: 'public',
  response: z.object({
    /** On what terms the data may be used, as the city states them; null where it has stated none. */
    terms: z.object({ words: text, address: z.url().nullable() }).nullable(),
    /** Whether city and data are invented. */
    invented: z.boolean(),
    /** Who answers for the data, as SDMX names it, and its dataflow. */
    sdmx: z.object({ agency: z.string(), dataflow: z.string(), version: z.string() }),
    items: z.array(datasetShown),
  }),
});

const listed = z.string().min(1).max(2000).optional();
export const rowsAsked = z.strictObject({
  /** Codes of indicators, separated by commas. */
  code: listed,
  /** Ids of regions, separated by commas. */
  region: listed,
  /** Numbers of releases, separated by commas. */
  release: listed,
  from: day.optional(),
  to: day.optional(),
});
export type RowsAsked = z.infer<typeof rowsAsked>;

export const dataFormats = ['csv', 'json', 'xlsx'] as const;
export type DataFormat = (typeof dataFormats)[number];
export const dataTypes: Record<DataFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const bare = (type: string): string => type.split(';')[0] ?? type;
const dataset = z.object({ dataset: z.enum(datasetCodes) });
export const dataRoutes = dataFormats.map((format) => ({
  format,
  route: route({
    method: 'GET',
    path: `/open-data/:dataset/data.${format}`,
    summary: 'open:routes.data',
    access: 'public',
    params: dataset,
    query: rowsAsked,
    response: z.any(),
    file: bare(dataTypes[format]),
  }),
}));
export const dictionaryRoutes = (['csv', 'json'] as const).map((format) => ({
  format,
  route: route({
    method: 'GET',
    path: `/open-data/dictionary.${format}`,
    summary: 'open:routes.dictionary',
    access: 'public',
    response: z.any(),
    file: bare(dataTypes[format]),
  }),
}));
/** Where a reader of "CSV on the Web" (W3C) looks for what the columns of `data.csv` are. */
export const getTableMetadata = route({
  method: 'GET',
  path: '/open-data/:dataset/data.csv-metadata.json',
  summary: 'open:routes.metadata',
  access: 'public',
  params: dataset,
  response: z.any(),
  file: 'application/csvm+json',
});
