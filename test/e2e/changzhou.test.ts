// Changzhou as a reader finds it: no figure that no source gave, its own entities known again, and a demo account whose writing is trial data.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPack } from '../../src/platform/server/pack.ts';
import { type City, openCity, signInAs } from '../harness/browser.ts';
import { type Person, personAt } from '../harness/http.ts';
import { type Brought, csvOf, knownEntities } from './files.ts';
import { said } from './say.ts';

type Missing = { known: number; supplier: string };
type Figure = { code: string; value: string | null; missing: Missing | null };
type Target = { code: string; name: string; current: string | null; figure: Figure };
type Plan = { asOf: string; targets: Target[] };

let city: City;
let visitor: Person;
beforeAll(async () => {
  city = await openCity('changzhou');
  visitor = personAt(city.url);
});
afterAll(() => city?.close());

test('every target says in words that there is no data, with the count of what is known', async () => {
  const { items } = await visitor.get<{ items: { code: string }[] }>('/plans');
  const plan = await visitor.get<Plan>(`/plans/${items[0]?.code}`);
  expect(plan.targets).toHaveLength(16);
  expect(plan.targets.map((one) => one.current)).toEqual(plan.targets.map(() => null));
  const { page, faults } = await city.reader({ path: '/' });
  const rows = page.locator('#targets tbody tr');
  expect(await rows.count()).toBe(16);
  for (const { name, figure } of plan.targets) {
    const known = figure.missing?.known ?? 0;
    const words = known > 0 ? said('shell:noDataKnown', { count: known }) : said('shell:noData');
    const row = rows.filter({ has: page.getByRole('button', { name, exact: true }) });
    expect(await row.locator('.figure-none').innerText()).toContain(words);
    expect(await row.locator('.figure-none').getAttribute('title')).toContain(figure.missing?.supplier);
  }
  expect(faults).toEqual([]);
});

test('no indicator has a value, on any day, that its source did not give', async () => {
  const given = openPack('changzhou').readCsv('reported.csv');
  let compared = 0;
  for (const asOf of ['2023-12-31', '2025-12-31', undefined]) {
    const { items } = await visitor.get<{ items: Figure[] }>('/indicators', asOf ? { asOf } : {});
    expect(items.length).toBeGreaterThan(60);
    for (const { code, value } of items.filter((one) => one.value !== null)) {
      const values = given.filter((row) => row['series'] === code && row['region'] === 'CZ').map((row) => Number(row['value']));
      expect(values, `${code} at ${asOf ?? 'today'}`).toContain(Number(value));
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(20);
});

test('the 183 entities again are 183 duplicates; a new one by a demo account is trial data, and says so', async () => {
  const reader = await city.reader();
  const { page, faults } = reader;
  await signInAs(reader, 'bureau');
  const bring = async (file: Brought) => {
    await reader.goTo('/organizations/import');
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('heading', { name: said('pages:import.preview', { file: file.name }) }).waitFor();
  };
  const counted = async (verdict: string) =>
    Number(
      await page
        .getByRole('tab', { name: said(`pages:import.verdicts.${verdict}`) })
        .locator('.tag')
        .innerText(),
    );

  const entities = knownEntities();
  expect(entities).toHaveLength(183);
  await bring(csvOf('entities.csv', entities));
  expect(await Promise.all(['create', 'change', 'duplicate', 'refuse'].map(counted))).toEqual([0, 0, 183, 0]);
  await page.getByText(said('pages:import.nothing')).waitFor();

  await bring(csvOf('new.csv', [{ name: '常州青竹检测有限公司', region: '武进区' }]));
  expect(await counted('create')).toBe(1);
  expect(faults).toEqual([]);
  await page.getByRole('button', { name: said('pages:import.commit', { count: 1 }) }).click();
  await page.getByText(said('pages:import.done')).first().waitFor();
  await page.getByText(said('shell:banner.demo')).waitFor();
  expect(await visitor.get('/organizations', { q: '常州青竹检测有限公司' })).toMatchObject({ items: [] });
});
