// Open data and SDMX as others read them: the files read back, and the messages read by a client that knows nothing of this house. Called by statistics.test.ts.
import { parse } from 'csv-parse/sync';
import { SDMXParser } from 'sdmx-json-parser';
import { expect } from 'vitest';
import type { FrozenFigure } from '../src/statistics/release.ts';
import type { DatasetShown, DictionaryEntry } from '../src/statistics/openData.ts';
import type { TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';

type Published = { number: string; stage: string | null; asOf: string; figures: FrozenFigure[] };
type Row = Record<string, string | number | null>;
const cellsOf = ({ number, figures }: Published, root: string): string[] =>
  figures.flatMap(({ code, value, regions }) =>
    [{ region: root, value }, ...regions.filter(({ region }) => region !== root)].map(
      (cell) => `${number} ${code} ${cell.region} ${cell.value ?? ''}`,
    ),
  );
const told = (row: Row): string => `${row['release']} ${row['code']} ${row['region']} ${row['value'] ?? ''}`;
const readCsv = (text: string): Row[] => parse(text, { bom: true, columns: true });

/** Every dataset in every format, its dictionary, what is kept, and what is refused. */
export async function readOpenData(house: TestHouse, visitor: Person, releases: readonly Published[]): Promise<void> {
  const { root } = house.house.pack.city;
  const file = async (path: string, query: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    visitor.send('GET', `/open-data/${path}`, { query, headers });
  const text = async (path: string, query = {}) => (await file(path, query)).text();
  const listed = await visitor.get<{ items: DatasetShown[]; terms: object | null }>('/open-data');
  expect(listed.terms).not.toBeNull();
  const dictionary = JSON.parse(await text('dictionary.json')) as DictionaryEntry[];
  for (const { code, rows, columns } of listed.items) {
    // As bytes: what reads them as text would drop the mark.
    const csv = Buffer.from(await (await file(`${code}/data.csv`)).arrayBuffer()).toString('utf8');
    // A mark at the beginning, by which Excel knows UTF-8, and lines as RFC 4180 ends them.
    expect([csv.charCodeAt(0), csv.endsWith('\r\n')]).toEqual([0xfeff, true]);
    const [read, json] = [readCsv(csv), JSON.parse(await text(`${code}/data.json`)) as Row[]];
    expect([code, read.length, json.length]).toEqual([code, rows, rows]);
    const blank = (row: Row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value ?? '')]));
    expect(json.map(blank)).toEqual(read.map((row) => ({ ...row, ...unguarded(row) })));
    const named = dictionary.filter(({ dataset }) => dataset === code).map(({ column }) => column);
    expect(Object.keys(read[0] ?? {})).toEqual(named);
    expect(columns.map(({ column }) => column)).toEqual(named);
    for (const { column, empty, codes } of columns)
      for (const row of json) {
        if (row[column] === null) expect([code, column, empty]).not.toEqual([code, column, null]);
        else if (codes) expect(codes.map((one) => one.code)).toContain(row[column]);
      }
    const metadata = JSON.parse(await text(`${code}/data.csv-metadata.json`)) as { tableSchema: { columns: { name: string }[] } };
    expect(metadata.tableSchema.columns.map(({ name }) => name)).toEqual(named);
  }
  const untold = dictionary.filter(({ title, basis, empty, codes }) =>
    [title, basis, empty, ...(codes ?? []).map(({ name }) => name)].some(
      (one) => one?.zh.startsWith('open:') || one?.en.startsWith('open:'),
    ),
  );
  expect(untold).toEqual([]);
  expect(readCsv(await text('dictionary.csv'))).toHaveLength(dictionary.length);

  // What somebody wrote is never run by a spreadsheet.
  expect(await text('recognised-titles/data.csv')).toContain("'=1+1");

  const cells = JSON.parse(await text('published-figures/data.json')) as Row[];
  expect(cells.map(told)).toEqual(releases.flatMap((one) => cellsOf(one, root)));
  // What has no value says why, and what has one does not.
  expect(cells.filter(({ value, absence }) => (value === null) !== (absence !== null))).toEqual([]);
  const release = releases[0]?.number ?? '';
  const some = readCsv(await text('published-figures/data.csv', { code: 'revenue,staff', region: root, release }));
  expect(some.map(({ code }) => code).sort()).toEqual(['revenue', 'staff']);
  expect(await text('published-figures/data.json', { from: '1990-01-01', to: '1990-12-31' })).toBe('[]\n');
}

/** Who has a file is told so; what is no dataset, no filter or too long is refused. */
export async function refuseOpenData(visitor: Person): Promise<void> {
  const file = async (path: string, query: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    visitor.send('GET', `/open-data/${path}`, { query, headers });
  const first = await file('published-figures/data.csv');
  await first.text();
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
  const again = await file('published-figures/data.csv', {}, headers);
  expect([again.status, await again.text(), first.headers.get('last-modified') !== null]).toEqual([304, '', true]);
  expect((await file('published-figures/data.json', {}, headers)).status).toBe(200);

  for (const [path, query, status] of [
    ['return-drafts/data.csv', {}, 404],
    ['regions/data.pdf', {}, 404],
    ['regions/data.csv', { code: 'revenue' }, 400],
    ['published-figures/data.csv', { from: 'yesterday' }, 400],
    ['published-figures/data.csv', { code: 'x'.repeat(2001) }, 400],
    ['published-figures/data.csv', { known: '1' }, 400],
  ] as const)
    expect([path, (await file(path, query)).status]).toEqual([path, status]);
  expect(readCsv(await (await file('published-figures/data.csv', { code: "x' or 1=1" })).text())).toEqual([]);
}

/** The apostrophe that keeps a spreadsheet from running what a title begins with. */
const unguarded = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).flatMap(([key, value]) => (/^'[=+\-@]/.test(String(value)) ? [[key, String(value).slice(1)]] : [])),
  );

/** Structures and data read by a client of SDMX; the same values as the latest release of the day has. */
export async function readBySdmxClient(house: TestHouse, [earlier, latest]: readonly [Published, Published]): Promise<void> {
  const base = `${house.url}/api/sdmx/v2`;
  const { root } = house.house.pack.city;
  const flow = `${base}/data/dataflow/YUNCHUAN/STIS_IND`;
  const year = latest.asOf.slice(0, 4);

  const structures = new SDMXParser();
  const { data } = await structures.getDatasets(`${base}/structure/dataflow/YUNCHUAN/STIS_IND/1.0.0?references=all`);
  expect(Object.fromEntries(Object.entries(data).map(([kind, all]) => [kind, all.length]))).toEqual({
    dataflows: 1,
    agencySchemes: 1,
    dataStructures: 1,
    conceptSchemes: 1,
    codelists: 8,
  });
  const indicators = data['codelists']?.find(({ id }) => id === 'CL_INDICATOR')?.['codes'] as { id: string }[];
  expect(indicators.map(({ id }) => id)).toEqual(house.house.indicators.codes);

  const parser = new SDMXParser();
  const language = { headers: { 'accept-language': 'en' } };
  await parser.getDatasets(`${flow}/1.0.0/A?c[TIME_PERIOD]=${year}&includeHistory=false`, language);
  expect(parser.getName()).toBe('Yunchuan (invented): published indicators of the S&T service industry');
  expect(parser.getDimensions().map(({ id, keyPosition }) => [id, keyPosition])).toEqual([
    ['FREQ', 0],
    ['REF_AREA', 1],
    ['INDICATOR', 2],
    ['TIME_PERIOD', 3],
  ]);
  const dimensions = parser.getDimensions();
  const attributes = parser.getAttributes();
  const valueAt = (id: string, values: (string | number | null)[]) => {
    const at = attributes.findIndex((one) => one.id === id);
    const held = attributes[at]?.values[Number(values[at + 1])];
    return values[at + 1] === null ? null : (held?.id ?? held?.value ?? null);
  };
  const observed = Object.entries(parser.getObservations()).map(([key, values]) => {
    const [, region, code] = key.split(':').map((place, at) => dimensions[at]?.values[Number(place)]?.id ?? '');
    expect(valueAt('OBS_STATUS', values)).toBe(values[0] === null ? 'M' : latest.stage === 'provisional' ? 'P' : 'A');
    expect(valueAt('RELEASE', values)).toBe(latest.number);
    return `${code} ${region} ${values[0] ?? ''}`;
  });
  const published = cellsOf(latest, root).map((cell) => {
    const [, code, region, value = ''] = cell.split(' ');
    return `${code} ${region} ${value === '' ? '' : Number(value)}`;
  });
  expect(observed.sort()).toEqual(published.sort());

  const { name } = house.house.indicators.definitionOf('revenue', latest.asOf);
  const [whole] = parser.getData({ INDICATOR: [name.en], REF_AREA: ['Yunchuan'] });
  const revenue = latest.figures.find(({ code }) => code === 'revenue');
  const status = latest.stage === 'provisional' ? 'Provisional value' : 'Final value';
  expect([whole?.['value'], whole?.['FREQ'], whole?.['OBS_STATUS']]).toEqual([Number(revenue?.value), 'Annual', status]);

  // The earlier release of the day, by the instant between the two.
  const before = new SDMXParser();
  const known = await house.visitor().get<{ items: { number: string; knownAt: string }[] }>('/releases', { limit: 50 });
  const asOf = known.items.find(({ number }) => number === earlier.number)?.knownAt ?? '';
  await before.getDatasets(`${flow}/1.0.0/A.${root}.revenue?asOf=${encodeURIComponent(asOf)}`);
  const [old] = Object.values(before.getObservations());
  expect(old?.[0]).toBe(Number(earlier.figures.find(({ code }) => code === 'revenue')?.value));
}

/** What else a client may ask: CSV, history, flat, a part of it, what there is. */
export async function askSdmx(visitor: Person, root: string): Promise<void> {
  const send = (path: string, headers: Record<string, string> = {}) => visitor.send('GET', path, { headers });
  const json = async (path: string) =>
    (await send(path)).json() as Promise<{ data: { dataSets: { series: object; validTo?: string }[] } }>;
  const csv = await send(`${flow}/+/A.${root}.revenue`, { accept: 'application/vnd.sdmx.data+csv;version=2.0.0' });
  expect(csv.headers.get('content-type')).toBe('application/vnd.sdmx.data+csv;version=2.0.0');
  const [row] = readCsv(await csv.text());
  expect(row).toMatchObject({
    STRUCTURE: 'dataflow',
    STRUCTURE_ID: 'YUNCHUAN:STIS_IND(1.0.0)',
    ACTION: 'I',
    UNIT_MEASURE: 'CNY',
  });
  const history = (await json(`${flow}/*/A.${root}.revenue?includeHistory=true`)).data.dataSets;
  expect(history.map(({ validTo }) => validTo !== undefined)).toEqual([true, false]);
  const flat = await json(`${flow}/*/A.*.revenue?dimensionAtObservation=AllDimensions&attributes=OBS_STATUS`);
  expect(flat.data.dataSets[0]).not.toHaveProperty('series');
  const few = readCsv(await (await send(`${flow}/*/*.${root}?format=csvdata&limit=3&offset=1&sort=INDICATOR:desc`)).text());
  expect(few).toHaveLength(3);
  const there = await send(
    `/sdmx/v2/availability/dataflow/YUNCHUAN/STIS_IND/*/A.${root}/INDICATOR?mode=available&references=codelist`,
  );
  expect(Object.keys(((await there.json()) as { data: object }).data)).toEqual(['codelists', 'dataConstraints']);
}

type Asked = { path: string; status: number; headers?: Record<string, string> };
const flow = '/sdmx/v2/data/dataflow/YUNCHUAN/STIS_IND';
const statuses: readonly Asked[] = [
  { path: `${flow}/1.0.0/Z.*`, status: 204 },
  { path: `${flow}/1.0.0/*?updatedAfter=2999-01-01T00:00:00Z`, status: 204 },
  { path: `${flow}/2.0.0/*`, status: 404 },
  { path: `${flow}/latest`, status: 400 },
  { path: `${flow}/1.0.0/A.B.C.D`, status: 400 },
  { path: `${flow}/1.0.0/A..revenue`, status: 400 },
  { path: `${flow}/1.0.0/${'A'.repeat(10_000)}`, status: 404 },
  { path: `${flow}/1.0.0/${encodeURIComponent("A'; drop table releases; --")}`, status: 400 },
  { path: `${flow}/1.0.0/A?c[NOTHING]=1`, status: 400 },
  { path: `${flow}/1.0.0/A?c[FREQ]=A&c[FREQ]=Q`, status: 400 },
  { path: `${flow}/1.0.0/A?c[REF_AREA]=${'x'.repeat(4001)}`, status: 400 },
  { path: `${flow}/1.0.0/A?c[TIME_PERIOD]=ge:soon`, status: 400 },
  { path: `${flow}/1.0.0/A?dimensionAtObservation=OBS_VALUE`, status: 400 },
  { path: `${flow}/1.0.0/A?attributes=secret`, status: 400 },
  { path: `${flow}/1.0.0/A?measures=secret`, status: 400 },
  { path: `${flow}/1.0.0/A?lastNObservations=-1`, status: 400 },
  { path: `${flow}/1.0.0/A?asOf=2020-01-01T00:00:00Z&updatedAfter=2021-01-01T00:00:00Z`, status: 400 },
  { path: '/sdmx/v2/data/dataflow/ECB/EXR/1.0.0', status: 404 },
  { path: '/sdmx/v2/data/provisionagreement/YUNCHUAN/STIS_IND', status: 404 },
  { path: '/sdmx/v2/data/table/YUNCHUAN/STIS_IND', status: 404 },
  { path: `${flow}/1.0.0/A`, status: 406, headers: { accept: 'application/vnd.sdmx.data+xml;version=3.0.0' } },
  { path: `${flow}/1.0.0/A`, status: 406, headers: { accept: 'application/vnd.sdmx.data+json;version=1.0.0' } },
  { path: '/sdmx/v2/structure/codelist/YUNCHUAN/CL_FREQ/~/A,Q', status: 200 },
  { path: '/sdmx/v2/structure/codelist/YUNCHUAN/CL_FREQ/~/X', status: 404 },
  { path: '/sdmx/v2/structure/hierarchy', status: 404 },
  { path: '/sdmx/v2/structure/anything', status: 400 },
  { path: '/sdmx/v2/structure/dataflow?references=friends', status: 400 },
  { path: '/sdmx/v2/structure/dataflow?detail=more', status: 400 },
  { path: '/sdmx/v2/structure/dataflow', status: 406, headers: { accept: 'text/csv' } },
  { path: '/sdmx/v2/availability/dataflow/YUNCHUAN/STIS_IND/*/*/OBS_VALUE', status: 400 },
  { path: '/sdmx/v2/schema/dataflow/YUNCHUAN/STIS_IND', status: 501 },
];

/** What the standard answers by its status; gives what was answered otherwise. */
export async function statusesWrong(visitor: Person): Promise<string[]> {
  const send = (path: string, headers: Record<string, string> = {}) => visitor.send('GET', path, { headers });
  const first = await send(`${flow}/1.0.0/A`);
  await first.text();
  const kept = { 'if-none-match': first.headers.get('etag') ?? '' };
  const asked: Asked[] = [
    ...statuses,
    { path: `${flow}/1.0.0/A`, status: 304, headers: kept },
    { path: `${flow}/1.0.0/A`, status: 200, headers: { ...kept, 'accept-language': 'en' } },
  ];
  const answered = await Promise.all(asked.map(async (one) => ({ ...one, got: (await send(one.path, one.headers)).status })));
  return answered.filter(({ status, got }) => status !== got).map(({ path, status, got }) => `${path}: ${got}, not ${status}`);
}
