// Hands out open data: the datasets of a city as CSV, JSON and XLSX with their dictionary. Everybody may; what each holds was published before.
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { malformed } from '../../../platform/shared/errors.ts';
import { type SheetColumn, writeSheet } from '../../../platform/server/documents/sheet.ts';
import { isKept, markOf } from '../../../platform/server/fresh.ts';
import { type Attachment, mount } from '../../../platform/server/mount.ts';
import type { Say } from '../../../platform/server/words.ts';
import {
  type DataFormat,
  dataRoutes,
  type DatasetCode,
  datasetCodes,
  datasetOf,
  dataTypes,
  dictionaryRoutes,
  getTableMetadata,
  listDatasets,
  type RowsAsked,
} from '../../openData.ts';
import { agencyOf, dataflow } from '../../sdmx.ts';
import { columnsOf, dictionaryColumns, dictionaryOf, dictionaryRow, headOf, sayBoth, tableMetadata } from './described.ts';
import { figuresIn, type OfCity, type OpenDb, type Row, rowsOf } from './rows.ts';

export type { PublicTitles } from './rows.ts';
export type OpenData = { db: OpenDb; city: OfCity; say: Say; today: () => Promise<string> };

/** Raised when the shape of an answer changes, so that nobody goes on with one that he kept. */
const shape = 1;

/** What has been published up to now, in short, and when the last of it was. */
export async function publishedUpTo(db: OpenDb): Promise<{ mark: string; changed: Date | null }> {
  const { count, changed, versions } = await db
    .selectFrom('releases')
    .select(({ fn }) => [
      fn.countAll<string>().as('count'),
      fn.max('recorded_at').as('changed'),
      fn.sum<string>('version').as('versions'),
    ])
    .executeTakeFirstOrThrow();
  return { mark: markOf(shape, count, changed, versions), changed };
}

export function mountOpenData(app: FastifyInstance, of: OpenData): void {
  const { db, city, say, today } = of;
  const both = sayBoth(say);
  const { root, openData, name, kind } = city.pack.city;
  const ofPublished = (dataset: DatasetCode) => dataset === 'published-figures' || dataset === 'releases';

  /** Counted once until something is published: each release must be read for it. */
  let counted: { mark: string; cells: number; releases: number } | null = null;
  async function countsAt(mark: string) {
    if (counted?.mark === mark) return counted;
    const each = [...(await figuresIn(db, root)).values()];
    counted = { mark, cells: each.reduce((sum, one) => sum + one.cells, 0), releases: each.length };
    return counted;
  }

  mount(app, listDatasets, async () => {
    const { mark, changed } = await publishedUpTo(db);
    const { cells, releases } = await countsAt(mark);
    const rows: Record<DatasetCode, number> = {
      'published-figures': cells,
      releases,
      indicators: city.indicators.definitions.length,
      regions: city.regions.length,
      'recognised-titles': (await city.titles.list({ limit: 1, count: 'yes' })).total?.rows ?? 0,
    };
    const day = await today();
    const lastDefined = city.indicators.definitions.map(({ from }) => from).filter((from) => from <= day);
    return {
      terms: openData?.terms ?? null,
      invented: kind === 'invented',
      sdmx: { agency: agencyOf(city.pack.city), dataflow: dataflow.id, version: dataflow.version },
      items: datasetCodes.map((code) => ({
        ...headOf(code, both),
        rows: rows[code],
        changed: ofPublished(code)
          ? (changed?.toISOString() ?? null)
          : code === 'indicators'
            ? (lastDefined.sort().at(-1) ?? null)
            : null,
        key: [...datasetOf(code).key],
        filters: [...datasetOf(code).filters],
        columns: columnsOf(code, both),
      })),
    };
  });

  type Exchange = { request: FastifyRequest; reply: FastifyReply };
  /** Whether the asker has it: of what was published by when it was, of the pack's by the pack. */
  async function kept(exchange: Exchange, dataset: DatasetCode, ...asked: unknown[]): Promise<boolean> {
    // A register changes with every act in it: nobody is told that what he has is the present one.
    if (dataset === 'recognised-titles') return false;
    const { mark, changed } = ofPublished(dataset) ? await publishedUpTo(db) : { mark: shape, changed: null };
    return isKept(exchange, { mark: markOf(mark, city.pack.digest, dataset, asked), changed });
  }

  for (const { format, route } of dataRoutes)
    mount(app, route, async ({ params: { dataset }, query, request, reply }) => {
      refuseOtherFilters(dataset, query);
      if (await kept({ request, reply }, dataset, format, query)) return nothing(dataTypes[format]);
      return fileOf(dataset, format, rowsOf(db, city, dataset, query));
    });
  for (const { format, route } of dictionaryRoutes)
    mount(app, route, ({ request, reply }) => {
      const type = dataTypes[format];
      const entries = dictionaryOf(both);
      if (isKept({ request, reply }, { mark: markOf(shape, format, entries) })) return nothing(type);
      const attachment =
        format === 'csv' ? writeSheet('dictionary', dictionaryColumns, entries.map(dictionaryRow), 'csv') : jsonOf(entries);
      return { attachment, type, name: `dictionary.${format}` };
    });
  mount(app, getTableMetadata, ({ params: { dataset }, request, reply }) => {
    const type = 'application/csvm+json; charset=utf-8';
    const metadata = JSON.stringify(tableMetadata(dataset, both, name), null, 2);
    return isKept({ request, reply }, { mark: markOf(metadata) }) ? nothing(type) : { attachment: metadata, type };
  });
}

/** Of a 304. */
const nothing = (type: string): Attachment => ({ attachment: '', type });

function refuseOtherFilters(dataset: DatasetCode, query: RowsAsked): void {
  const { filters } = datasetOf(dataset);
  const wrong = Object.keys(query).filter((name) => !filters.some((one) => one === name));
  if (wrong.length > 0)
    throw malformed(
      {},
      wrong.map((path) => ({
        path,
        code: 'noFilter',
        words: 'open:refusals.noFilter',
        params: { filter: path, allowed: filters.join(', ') },
      })),
    );
}

type Rows = AsyncIterable<Row> | Iterable<Row>;

function fileOf(dataset: DatasetCode, format: DataFormat, rows: Rows): Attachment {
  const name = `${dataset}.${format}`;
  const type = dataTypes[format];
  if (format === 'json') return { attachment: jsonOf(rows), type, name };
  const columns = datasetOf(dataset).columns.map(
    ({ key, type: of }): SheetColumn => ({ key, title: key, kind: of === 'decimal' || of === 'integer' ? 'number' : 'text' }),
  );
  return { attachment: writeSheet(dataset, columns, rows, format), type, name };
}

/** A list of objects, one a line: written as it is read. */
const jsonOf = (rows: AsyncIterable<object> | Iterable<object>): Readable =>
  Readable.from(jsonLines(rows), { objectMode: false });

async function* jsonLines(rows: AsyncIterable<object> | Iterable<object>): AsyncGenerator<string> {
  let written = 0;
  for await (const row of rows) yield `${written++ === 0 ? '[\n' : ',\n'}${JSON.stringify(row)}`;
  yield written === 0 ? '[]\n' : '\n]\n';
}
