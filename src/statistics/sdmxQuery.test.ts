// The grammar of SDMX queries: keys, filters, versions, media types, periods; what is wrong is refused and never guessed.
import { expect, test } from 'vitest';
import { type Component, notAcceptable } from './sdmx.ts';
import { boundsOf, periodsOf } from './sdmxPeriods.ts';
import { filtersIn, fitsFilters, fitsIds, fitsKey, fitsVersion, formatIn, keysIn, sortingIn } from './sdmxQuery.ts';

const revenue = ['A', 'YC-CH', 'revenue'];

test.each([
  ['*', true],
  ['A.YC-CH.revenue', true],
  ['A', true],
  ['*.YC-CH', true],
  ['Q.*.revenue', false],
  ['Q.*.staff,*.*.revenue', true],
  ['A.YC.revenue', false],
  // What begins as a code is not that code.
  ['A.YC-C.revenue', false],
])('key %s', (said, fits) => {
  expect(fitsKey(keysIn(said), revenue)).toBe(fits);
});

test.each(['A..revenue', '', 'A.YC.revenue.2025', 'A.YC;drop table.x', 'A.%', `A.${'x'.repeat(9)}%00`, 'A.*x.*', '.', ','])(
  'key %j is refused',
  (said) => {
    expect(() => keysIn(said)).toThrow(expect.objectContaining({ status: 400 }));
  },
);

test('no more keys than anybody needs', () => {
  expect(() => keysIn(Array.from({ length: 201 }, () => '*').join(','))).toThrow(expect.objectContaining({ status: 400 }));
});

const held: Partial<Record<Component, string>> = {
  FREQ: 'Q',
  REF_AREA: 'YC-CH',
  TIME_PERIOD: '2025-Q3',
  OBS_VALUE: '1200.50',
  OBS_STATUS: 'A',
};
const valueOf = (component: Component) => held[component] ?? null;

test.each([
  ['c[FREQ]=Q', true],
  ['c[FREQ]=A,Q', true],
  ['c[FREQ]=A', false],
  ['c[FREQ]=A+Q', false],
  ['c%5BREF_AREA%5D=sw:YC', true],
  ['c[REF_AREA]=co:CH+nc:X', true],
  ['c[REF_AREA]=ew:Y', false],
  ['c[FREQ]=ne:A+ne:Q', false],
  ['c[FREQ]=ne:A,ne:Q', true],
  ['c[OBS_VALUE]=ge:1200', true],
  ['c[OBS_VALUE]=gt:1200.50', false],
  ['c[OBS_VALUE]=lt:9', false],
  ['c[TIME_PERIOD]=2025-Q3', true],
  ['c[TIME_PERIOD]=2025', false],
  ['c[TIME_PERIOD]=ge:2025-07+le:2025-09', true],
  ['c[TIME_PERIOD]=ge:2025-07%2Ble:2025-09', true],
  ['c[TIME_PERIOD]=ge:2025-08', false],
  ['c[TIME_PERIOD]=gt:2025-06-30', true],
  ['c[TIME_PERIOD]=lt:2025-09', false],
  ['c[TIME_PERIOD]=le:2024,ge:2025', true],
  ['c[OBS_STATUS]=A&c[FREQ]=M', false],
  ['c[SOURCE]=register', false],
  ['c[SOURCE]=ne:register', true],
  ['limit=5&sort=*', true],
])('%s', (said, fits) => {
  expect(fitsFilters(filtersIn(said), valueOf)).toBe(fits);
});

test.each([
  'c[FREQ]=',
  'c[FREQ]=A,',
  'c[TIME_PERIOD]=ge:2025-13',
  'c[TIME_PERIOD]=ge:2025-02-30',
  'c[FREQ]=%E0%A4%A',
  'c[FREQ]=ge:',
])('%s is refused', (said) => {
  expect(() => filtersIn(said)).toThrow(expect.objectContaining({ status: 400 }));
});

test.each([
  ['1.0.0', true],
  ['*', true],
  ['+', true],
  ['~', true],
  ['1.0.+', true],
  ['1.+.0', true],
  ['1+.0.0', true],
  ['1.0+.0', true],
  ['1.0.0~', true],
  ['*.0.0', true],
  ['2.0.0,1.0.0', true],
  ['2.0.0', false],
  ['1.1+.0', false],
  ['1.0.1+', false],
  ['2+.0.0', false],
  ['1.0', false],
])('version %s', (said, fits) => {
  expect(fitsVersion(said, '1.0.0')).toBe(fits);
});

test.each(['', 'x', '1.0.0.0', '1.*.+', 'latest', '-1', '1..0', '1,'])('version %j is refused', (said) => {
  expect(() => fitsVersion(said, '1.0.0')).toThrow(expect.objectContaining({ status: 400 }));
});

test('ids: any, one of several, and what is none', () => {
  expect(fitsIds('agencyID', 'ECB,YUNCHUAN', 'YUNCHUAN')).toBe(true);
  expect(fitsIds('agencyID', 'ECB', 'YUNCHUAN')).toBe(false);
  expect(() => fitsIds('agencyID', "x' or 1=1", 'YUNCHUAN')).toThrow(expect.objectContaining({ status: 400 }));
});

const offered = [
  { format: 'json', types: ['application/vnd.sdmx.data+json', 'application/json'] },
  { format: 'csv', types: ['application/vnd.sdmx.data+csv', 'text/csv'] },
] as const;
test.each([
  [undefined, 'json'],
  ['*/*', 'json'],
  ['application/vnd.sdmx.data+json;version=2.0.0', 'json'],
  ['application/vnd.sdmx.data+json; version=2+.0.0', 'json'],
  ['application/vnd.sdmx.data+csv;version=2.0.0', 'csv'],
  ['application/vnd.sdmx.data+csv;version=2.0.0;labels=id', 'csv'],
  ['application/vnd.sdmx.data+xml;version=3.0.0, text/csv;q=0.5, application/json;q=0.4', 'csv'],
  ['application/json;q=0.1,application/vnd.sdmx.data+csv', 'csv'],
  ['text/html,application/xhtml+xml,*/*;q=0.8', 'json'],
])('accept %s', (accept, format) => {
  expect(formatIn(accept, offered)).toBe(format);
});

test.each([
  'application/vnd.sdmx.data+xml;version=3.0.0',
  'application/vnd.sdmx.data+json;version=1.0.0',
  'application/vnd.sdmx.data+json;version=2.1.0',
  'application/vnd.sdmx.data+csv;version=2.0.0;labels=both',
  'image/png',
  'application/json;q=0',
  '',
])('accept %j is not to be had', (accept) => {
  expect(() => formatIn(accept, offered)).toThrow(expect.objectContaining({ code: notAcceptable.code, status: 406 }));
});

test('a day ends what it ends, and no more', () => {
  expect(periodsOf('2025-12-31').map(({ frequency, period }) => `${frequency} ${period}`)).toEqual([
    'A 2025',
    'Q 2025-Q4',
    'M 2025-12',
  ]);
  expect(periodsOf('2024-02-29')).toEqual([{ frequency: 'M', period: '2024-02' }]);
  expect(periodsOf('2025-06-30').map(({ frequency }) => frequency)).toEqual(['Q', 'M']);
  expect(periodsOf('2025-02-27')).toEqual([{ frequency: 'D', period: '2025-02-27' }]);
});

test('the days of a period', () => {
  expect(boundsOf('2025-Q1')).toEqual({ first: '2025-01-01', last: '2025-03-31' });
  expect(boundsOf('2024-02')).toEqual({ first: '2024-02-01', last: '2024-02-29' });
  expect(boundsOf('2025')).toEqual({ first: '2025-01-01', last: '2025-12-31' });
  expect(boundsOf('2025-06-05T00:00:00')).toEqual({ first: '2025-06-05', last: '2025-06-05' });
  expect(['2025-Q5', '25', '2025-00', 'today', '2025-1'].map(boundsOf)).toEqual([null, null, null, null, null]);
});

test('in what order', () => {
  expect(sortingIn('series_key+TIME_PERIOD:desc').map(({ component, descending }) => `${component} ${descending}`)).toEqual([
    'FREQ false',
    'REF_AREA false',
    'INDICATOR false',
    'TIME_PERIOD true',
  ]);
  for (const said of ['nothing', 'FREQ:up', 'FREQ:asc:asc', ''])
    expect(() => sortingIn(said)).toThrow(expect.objectContaining({ status: 400 }));
});
