// The pack of Changzhou as statistics read it: 64 values entered as their sources say, other places and gaps apart, a bad row refused at load.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { CalendarTables } from '../../records/server/index.ts';
import { visitor } from '../../platform/shared/actor.ts';
import { openPack, PackError } from '../../platform/server/pack.ts';
import { openStatistics, type StatisticsTables } from './index.ts';
import type { Kysely } from 'kysely';

const scratch = mkdtempSync(join(tmpdir(), 'sources-'));
let house: TestHouse;
beforeAll(async () => {
  house = await startHouse({ city: 'changzhou' } as never);
  await house.house.statistics.seed({ ...visitor, roles: ['bureauOfficer'] });
});
afterAll(async () => {
  await house.close();
  rmSync(scratch, { recursive: true });
});

type Row = Record<string, unknown>;
const items = async (path: string, query: object = {}, headers: Record<string, string> = {}) => {
  const answer = await house.visitor().send('GET', path, { query: { ...query }, headers });
  return ((await answer.json()) as { items: Row[] }).items;
};

test('64 values are entered with source, basis and what the source says of the number; what has no date or no whole region answers for none', async () => {
  const all = await items('/reported-figures', { limit: 200 });
  expect(all).toHaveLength(64);
  expect(all.filter((one) => one['period'] === null).map((one) => one['series'])).toEqual(['education-town-contracts']);
  expect(all.filter((one) => one['scope'] !== null && one['answers'] === true)).toEqual([]);
  expect(all.every((one) => one['basis'] !== null && one['source'] !== null)).toBe(true);
  const stated = all.filter((one) => one['statedOn'] !== null);
  expect(stated).toHaveLength(11);
  expect(stated.every((one) => (one['source'] as Row)['address'] !== null)).toBe(true);
  // Nobody of the house said any of it: the history names the loading and not the bureau.
  const events = await items(`/reported-figures/${String(all[0]?.['id'])}/events`);
  expect(events.map((one) => one['action']).toSorted()).toEqual(['confirm', 'create']);
  const loading = { name: null, role: 'loader', for: null, handedTo: null };
  expect(events.map((one) => one['actor'])).toEqual([loading, loading]);
  const [share] = await items('/indicators', { code: 'rd-share-of-gdp', asOf: '2025-12-31' });
  expect(share).toMatchObject({ value: '3.62', source: 'reported' });
  const [turnover] = await items('/indicators', { code: 'contract-turnover', asOf: '2022-12-31' });
  expect(turnover).toMatchObject({ value: null });
  const [own] = await items('/indicators', { code: 'contract-turnover', asOf: '2022-12-31', region: 'CZ-JKQ' });
  expect(own).toMatchObject({ value: '3200000000.00' });
  const about = all.find((one) => one['series'] === 'high-tech-output-share' && one['period'] === '2025');
  expect(about).toMatchObject({ approximate: true, qualifier: 'expectedMoreThan', source: { verified: false, address: null } });
  await expect(house.house.statistics.seed({ ...visitor, roles: ['bureauOfficer'] })).rejects.toMatchObject({ status: 409 });
});

test('other places and gaps stand apart, in both languages', async () => {
  const [zh, en] = [
    await items('/statistics/benchmarks'),
    await items('/statistics/benchmarks', {}, { 'accept-language': 'en' }),
  ];
  expect([zh.length, en.length]).toEqual([15, 15]);
  expect(zh[0]).toMatchObject({
    row: 83,
    indicator: 'contract-turnover',
    place: '苏州',
    value: '49322000000.00',
    target: false,
    verified: true,
    comparable: null,
  });
  expect(zh.find((one) => one['row'] === 86)).toMatchObject({
    target: true,
    comparable: false,
    note: expect.stringContaining('不可比'),
  });
  for (const one of en)
    for (const field of ['name', 'place', 'note']) expect(String(one[field]).replaceAll(/[“”《》]/g, '')).not.toBe('');
  expect(en[0]).toMatchObject({ place: 'Suzhou', name: 'Turnover of technology contracts' });
  const gaps = await items('/statistics/gaps');
  expect(gaps).toHaveLength(16);
  expect(gaps[0]).toMatchObject({ indicator: 'above-scale-organizations', name: '规上科技服务业机构', region: 'CZ' });
});

/** Statistics over a copy of the pack with one change. */
function openedWith(file: string, change: (content: string) => string) {
  const folder = mkdtempSync(join(scratch, 'one-'));
  cpSync(house.house.pack.dir, join(folder, 'changzhou'), { recursive: true });
  const at = join(folder, 'changzhou', file);
  const before = readFileSync(at, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(at, after);
  const { kernel, parts, indicators, organizations, forms, facts } = house.house;
  const db: Kysely<StatisticsTables & CalendarTables> = house.tables.db as never;
  return openStatistics(kernel, db, {
    pack: openPack('changzhou', { folder }),
    regions: parts.regions,
    indicators,
    organizations,
    forms,
    applications: () => Promise.resolve(null),
    facts,
    titles: {
      kinds: parts.kinds.kinds.map(({ code }) => code),
      stages: [],
      list: (page) => house.house.recognitions.list(visitor, page),
      kindName: () => null,
    },
    say: house.house.around.say,
    within: (tx) => tx as never,
    ledgerDb: house.tables.db as never,
    today: organizations.today,
  });
}

test.each([
  ['benchmarks.csv', 'Suzhou', '', 'row 83: placeEn: is empty'],
  ['benchmarks.csv', '8404 contracts', '', 'row 83: noteEn: is empty in one language'],
  ['benchmarks.csv', 'http://kjj.suzhou.gov.cn', 'kjj.suzhou', 'row 83: sourceUrl'],
  ['benchmarks.csv', '83,contract-turnover', '83,contract-turnovers', 'row 83: indicator: contract-turnovers is not defined'],
  ['benchmarks.csv', '49322000000.00', '493.22亿', 'row 83: value'],
  [
    'gaps.csv',
    '98,above-scale-organizations,CZ',
    '98,above-scale-organizations,XX',
    'row 98: region: XX is no region of the city',
  ],
  ['reported.csv', '77,gdp', '77,gross-product', 'row 77: series: gross-product is not defined'],
  ['reported.csv', '1081360000000.00,CNY', '1081360000000.00,person', 'row 77: unit: person, the series is in CNY'],
  ['reported.csv', 'Of the year.', '', 'row 77: basisEn: is empty'],
])('%s: “%s” made “%s” is refused at load', (file, from, to, says) => {
  expect(() => openedWith(file, (content) => content.replace(from, to))).toThrow(PackError);
  expect(() => openedWith(file, (content) => content.replace(from, to))).toThrow(says);
});
