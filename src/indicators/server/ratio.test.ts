// A ratio over HTTP: one figure by another of the same day, for the city and its parts; of different days none, and the trend likewise.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Person } from '../../../test/harness/http.ts';
import type { Figure, IndicatorDefinition } from '../indicator.ts';

const folder = mkdtempSync(join(tmpdir(), 'touyan-ratio-'));
let house: TestHouse;
let zhou: Person;
beforeAll(async () => {
  cpSync('cities', folder, { recursive: true });
  const file = join(folder, 'example', 'indicators.json');
  const all = JSON.parse(readFileSync(file, 'utf8')) as IndicatorDefinition[];
  const { sources: _sources, ...staff } = all.find((one) => one.code === 'staff')!;
  const perPerson = {
    ...staff,
    code: 'revenue-per-person',
    unit: 'CNYPerPerson',
    compute: { kind: 'ratio', of: ['revenue', 'staff'] },
  };
  writeFileSync(file, JSON.stringify([...all, perPerson]));
  house = await startHouse({ anchor: 2024, folder });
  zhou = await house.as('bureauOfficer');
});
afterAll(async () => {
  await house?.close();
  rmSync(folder, { recursive: true });
});

const figureAt = async (asOf: string, more: object = {}) =>
  (await house.visitor().get<{ items: Figure[] }>('/indicators', { code: 'revenue-per-person', asOf, ...more })).items;

test('what speaks of one day is divided, what speaks of two is not', async () => {
  const districts = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id);
  const tell = (series: string, period: string, value: string) =>
    Promise.all(districts.map((region) => house.report(zhou, { series, region, period, value, reason: '试算' })));
  for (const month of ['01', '02', '03', '04', '05', '06', '07']) await tell('revenue', `2023-${month}`, '1000');
  await tell('staff', '2023-06-30', '20');

  const [june] = await figureAt('2023-06-30', { by: 'region' });
  expect(june).toMatchObject({ value: '300', source: 'formula', through: '2023-06-30', missing: null });
  expect(june?.parts?.filter((one) => districts.includes(one.key)).map((one) => one.value)).toEqual(districts.map(() => '300'));

  // Revenue through July over persons at the end of June.
  const [july] = await figureAt('2023-07-31', { by: 'region' });
  expect(july).toMatchObject({ value: null, source: null, through: null });
  expect(july?.missing?.reason).toMatch(/同一日/);
  expect(july?.parts?.filter((one) => one.value !== null)).toEqual([]);

  const trend = await figureAt('2023-07-31', { every: 'month' });
  expect(trend.filter((one) => one.value !== null).map((one) => [one.asOf, one.value])).toEqual([['2023-06-30', '300']]);
});
