// Formulas over HTTP: a ratio of two figures of one day, a sum of what is reported and what the register holds; of different days none or what another source says, and the trend likewise.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Person } from '../../../test/harness/http.ts';
import type { PlanProgress } from '../../plans/progress.ts';
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

/** A monthly return of a firm as its respondent handed it in. */
async function handedIn(li: Person, organization: string, { period, revenue }: { period: string; revenue: string }) {
  const one = await zhou.create('returns', { form: 'institution-month', period, organization });
  const told = { revenue, serviceRevenue: revenue, outsideRevenue: '0', profit: '1', pay: '60' };
  const counts = { staff: '5', technicalStaff: '4', clients: '2', orders: '0', orderAmount: '0' };
  await li.act(one, 'submit', { whole: { items: { ...told, ...counts } } });
  return one;
}

/** The plan's own target as the city's officer sees it. */
async function target(): Promise<number> {
  const { targets } = await zhou.get<PlanProgress>('/plans/yunchuan-three-years', { asOf: '2023-03-15' });
  return Number(targets.find(({ code }) => code === 'revenue')?.current);
}

test('a sum is of the last day that all of it speaks of, by district too, opens to the entries of all of it, and moves the plan’s target', async () => {
  const districts = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id);
  type Page = { items: { amount: string }[]; sum: string };
  const asked = { code: 'service-revenue', by: 'region' };
  const figure = async (asOf: string) => (await zhou.get<{ items: Figure[] }>('/indicators', { ...asked, asOf })).items[0];
  // Nobody told of those listed: what is reported of the whole answers in the sum's place.
  const whole = { source: 'reported', value: (2000 * districts.length).toFixed(2), through: '2023-02-28' };
  expect(await figure('2023-02-28')).toMatchObject(whole);
  expect(await figure('2022-02-28')).toMatchObject({ value: null, source: null });
  for (const region of districts)
    for (const [month, value] of [
      ['2023-01', '500'],
      ['2023-02', '700'],
    ])
      await house.report(zhou, { series: 'listed-revenue', region, period: month!, value: value!, reason: '试算' });
  const firm = await zhou.create('organizations', { name: '云川相加检测有限公司', region: districts[0], industry: '7452' });
  const li = await house.as({ account: 'of-sum', roles: ['member'], organization: firm.id });
  const moved: number[] = [];
  for (const said of [
    { period: '2023-01', revenue: '3' },
    { period: '2023-02', revenue: '4' },
    { period: '2023-03', revenue: '9' },
  ]) {
    const one = await handedIn(li, firm.id, said);
    await zhou.act(one, 'acceptAtDistrict');
    const before = await target();
    await zhou.act(one, 'accept');
    moved.push((await target()) - before);
  }
  // Accepting moves the plan's own target by what it adds; of March those listed are not told yet.
  expect(moved).toEqual([3000, 1000, 0]);
  // Those listed are told until the end of February: so is the sum in March, though the register goes on; of a March that is over there is none, and another source answers.
  const told = await figure('2023-03-15');
  expect(told).toMatchObject({
    source: 'sum',
    through: '2023-02-28',
    value: String((1200 * districts.length + 4000).toFixed(2)),
  });
  expect(told?.sources?.map((one) => [one.source, one.leads, one.apart])).toEqual([
    ['sum', true, false],
    ['return', false, true],
    ['bulletin', false, false],
  ]);
  expect(await figure('2023-03-31')).toMatchObject({ source: 'reported', value: (3000 * districts.length).toFixed(2) });
  const parts = new Map(told?.parts?.map(({ key, value }) => [key, Number(value)]));
  expect(districts.map((one) => parts.get(one))).toEqual(districts.map((_one, at) => (at === 0 ? 5200 : 1200)));
  const { items, sum } = await zhou.get<Page>('/indicators/service-revenue/entries', { asOf: '2023-03-15', limit: 100 });
  expect(Number(sum)).toBe(Number(told?.value));
  expect(items.length).toBeGreaterThanOrEqual(2 * districts.length + 2);
  const trend = await zhou.get<{ items: Figure[] }>('/indicators', {
    code: 'service-revenue',
    asOf: '2023-03-15',
    every: 'month',
  });
  expect(trend.items.filter(({ value }) => value !== null).map(({ asOf, through }) => [asOf, through])).toEqual([
    ['2023-01-31', '2023-01-31'],
    ['2023-02-28', '2023-02-28'],
    ['2023-03-15', '2023-02-28'],
  ]);
});
