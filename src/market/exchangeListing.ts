// Listings as they are exchanged with the provincial trading market and others: its names and codes, one flat row for JSON and XLSX, and the way back into a listing. Pure.
// Names of fields and codes: the demand record of the Jiangsu technology property-rights trading market (market-codes.json); what it has no name for has ours.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { money } from '../platform/shared/money.ts';
import { refusal } from '../platform/shared/errors.ts';
import { route } from '../platform/shared/route.ts';
import { technologyFields } from '../contracts/terms.ts';
import { confidentialities, listingRecords, prices, sides, sorts } from './listing.ts';
import { marketFilters, orders, type PublicListing } from './publicListing.ts';
import { ipItem, transferConditions } from './rights.ts';
import { marketScope } from './scopes.ts';

export const exchangeFormat = 'touyan-market-listings';
/** Rows of a file that is taken. */
export const mostTaken = 500;
/** Entries of a feed. */
export const mostFed = 50;

const blank = <T extends z.ZodType>(of: T) => of.nullable().default(null);
export const exchangedFile = z.strictObject({ name: z.string(), type: z.string(), size: z.number().int(), address: z.string() });
export type ExchangedFile = z.output<typeof exchangedFile>;
export const exchangeListing = z.strictObject({
  /** Its number in the system that it comes from. */
  no: blank(z.string().max(64)),
  side: blank(z.enum(sides)),
  sort: z.enum(sorts),
  name: z.string(),
  summary: blank(z.string()),
  keywords: z.array(z.string()).default([]),
  technologyField: z.enum(technologyFields),
  industry: blank(z.string()),
  cooperationMode: z.array(z.string()),
  /** Of a demand: what it is about. */
  type: blank(z.string()),
  maturity: blank(z.number().int()),
  intendedPrice: z.enum(prices).default('agreed'),
  priceLow: blank(money),
  priceHigh: blank(money),
  deadline: blank(day),
  acceptance: blank(z.string()),
  confidentiality: z.enum(confidentialities).default('public'),
  anonymous: z.boolean().default(false),
  publisher: blank(z.string().max(200)),
  region: blank(z.string()),
  publishedOn: blank(day),
  lastConfirmedOn: blank(day),
  shownUntil: blank(day),
  /** In JSON alone. */
  ipItems: z.array(ipItem).default([]),
  transfer: blank(transferConditions),
  /** Those that everybody may take away; named alone, none is read in. In JSON alone. */
  files: z.array(exchangedFile).max(100).default([]),
});
export type ExchangeListing = z.output<typeof exchangeListing>;

export const exchangeFile = z.object({
  format: z.literal(exchangeFormat),
  version: z.literal(1),
  source: z.string().max(200).optional(),
  madeOn: day.optional(),
  listings: z.array(z.unknown()),
});

/** As everybody sees it: nothing stands in an exchanged row that the hall does not show. */
export const asExchanged = (one: PublicListing, files: readonly ExchangedFile[] = []): ExchangeListing => ({
  no: one.id,
  side: one.side,
  sort: one.sort,
  name: one.title,
  summary: one.text,
  keywords: one.keywords,
  technologyField: one.field,
  industry: one.industry,
  cooperationMode: one.cooperation,
  type: one.demandType,
  maturity: one.maturity,
  intendedPrice: one.price,
  priceLow: one.priceLow,
  priceHigh: one.priceHigh,
  deadline: one.deadline,
  acceptance: one.acceptance,
  confidentiality: one.confidentiality,
  anonymous: one.anonymous,
  publisher: one.organization?.name ?? null,
  region: one.region,
  publishedOn: one.publishedOn,
  lastConfirmedOn: one.lastConfirmedOn,
  shownUntil: one.shownUntil,
  ipItems: one.ipItems,
  transfer: one.transfer,
  files: [...files],
});

/** What the form of a listing calls the fields of a row, where that is another name. */
const fieldNames: Record<string, string> = {
  title: 'name',
  text: 'summary',
  field: 'technologyField',
  cooperation: 'cooperationMode',
  demandType: 'type',
  price: 'intendedPrice',
  organization: 'publisher',
};
/** The column of a path of the form. */
export const columnOf = (path: string): string => {
  const [first = ''] = path.split('.');
  return fieldNames[first] ?? first;
};

/** The body by which the row is made a listing; whose it is is told apart. */
export const inputOf = (one: ExchangeListing): Record<string, unknown> => ({
  sort: one.sort,
  title: one.name,
  text: one.summary ?? '',
  keywords: one.keywords,
  field: one.technologyField,
  industry: one.industry,
  cooperation: one.cooperationMode,
  demandType: one.type,
  maturity: one.maturity,
  price: one.intendedPrice,
  priceLow: one.priceLow,
  priceHigh: one.priceHigh,
  deadline: one.deadline,
  acceptance: one.acceptance,
  confidentiality: one.confidentiality,
  anonymous: one.anonymous,
  ipItems: one.ipItems,
  transfer: one.transfer,
});

/** Columns of a sheet, in their order; lists stand line by line, codes before their names. */
export const exchangeColumns = [
  'no',
  'side',
  'sort',
  'name',
  'summary',
  'keywords',
  'technologyField',
  'industry',
  'cooperationMode',
  'type',
  'maturity',
  'intendedPrice',
  'priceLow',
  'priceHigh',
  'deadline',
  'acceptance',
  'confidentiality',
  'anonymous',
  'publisher',
  'region',
  'publishedOn',
  'lastConfirmedOn',
  'shownUntil',
] as const satisfies readonly (keyof ExchangeListing)[];
export type ExchangeColumn = (typeof exchangeColumns)[number];
const coded: readonly string[] = [
  'side',
  'sort',
  'technologyField',
  'cooperationMode',
  'type',
  'intendedPrice',
  'confidentiality',
  'anonymous',
  'region',
];

/** A row of a sheet. `named` gives the name of a code in the reader's language; null where it has none. */
export function cellsOf(
  one: ExchangeListing,
  named: (column: ExchangeColumn, code: string) => string | null,
): Record<string, string> {
  const cell = (column: ExchangeColumn, value: string): string => {
    const name = coded.includes(column) ? named(column, value) : null;
    return name === null ? value : `${value} ${name}`;
  };
  return Object.fromEntries(
    exchangeColumns.flatMap((column): [string, string][] => {
      const value = one[column];
      if (value === null) return [];
      const values = Array.isArray(value) ? value : [String(value)];
      return [[column, values.map((each) => cell(column, each)).join('\n')]];
    }),
  );
}

const listed: readonly string[] = ['keywords', 'cooperationMode'];
/** A row as a sheet has it, back in its shape; what a cell holds is judged by `exchangeListing`. Blank cells are left out. */
export function ofCells(cells: Readonly<Record<string, string>>): Record<string, unknown> {
  const valueOf = (column: string, text: string): unknown => {
    const codeIn = (said: string) => (coded.includes(column) ? (said.trim().split(/\s/)[0] ?? '') : said);
    if (listed.includes(column))
      return text
        .split(/\r?\n/)
        .filter((said) => said.trim() !== '')
        .map(codeIn);
    const said = codeIn(text);
    if (column === 'maturity') return /^[1-9]$/.test(said.trim()) ? Number(said) : said;
    if (column === 'anonymous') return said === 'true' ? true : said === 'false' ? false : said;
    return said;
  };
  const known: readonly string[] = exchangeColumns;
  return Object.fromEntries(
    Object.entries(cells).flatMap(([column, text]): [string, unknown][] =>
      known.includes(column) && text.trim() !== '' ? [[column, valueOf(column, text)]] : [],
    ),
  );
}

const given = { method: 'GET', access: 'public', keyed: marketScope, response: z.unknown() } as const;
const query = z.strictObject({ ...marketFilters, order: z.enum(orders).optional() });
export const exportJson = route({
  ...given,
  path: '/market/exchange/listings.json',
  summary: 'marketExchange:routes.json',
  query,
  file: 'application/json',
});
export const exportSheet = route({
  ...given,
  path: '/market/exchange/listings',
  summary: 'marketExchange:routes.xlsx',
  query: query.extend({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  file: '*/*',
});
export const listingFeed = route({
  ...given,
  path: '/market/exchange/listings.atom',
  summary: 'marketExchange:routes.atom',
  query: z.strictObject(marketFilters),
  file: 'application/atom+xml',
});

export const verdicts = ['new', 'known', 'refused'] as const;
export const takenRow = z.strictObject({
  /** As the sheet numbers it; in JSON the first is 1. */
  row: z.number().int(),
  name: z.string(),
  publisher: z.string().nullable(),
  verdict: z.enum(verdicts),
  /** Made, or the one that is there already, where the reader sees it. */
  listing: z.string().nullable(),
  errors: z.array(z.strictObject({ column: z.string(), words: z.string() })),
});
export const takeListings = route({
  method: 'POST',
  path: '/market/exchange/listings',
  summary: 'marketExchange:routes.take',
  access: listingRecords.readers as Exclude<typeof listingRecords.readers, string>,
  upload: true,
  /** Without it only judged: nothing is made. */
  query: z.strictObject({ write: z.literal('yes').optional() }),
  response: z.strictObject({
    written: z.boolean(),
    counts: z.record(z.enum(verdicts), z.number().int()),
    rows: z.array(takenRow),
  }),
});
export const wrongFile = refusal('exchange.wrongFile', 422, 'marketExchange:refusals.wrongFile');
export const tooManyRows = refusal('exchange.tooManyRows', 422, 'marketExchange:refusals.tooManyRows');
