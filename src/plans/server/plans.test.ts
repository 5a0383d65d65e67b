// The plan over HTTP: what each comparator, year and day makes of a target; a plan before it begins, while it runs and after its end; reported values with their day.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { citiesWithout } from '../../../test/harness/uncovered.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import { visitor } from '../../platform/shared/actor.ts';
import type { Figure } from '../../indicators/indicator.ts';
import { endOfMonth } from '../../platform/shared/dates.ts';
import type { PlanProgress, TargetProgress } from '../progress.ts';
import { stateOf } from './tasks.ts';

// Turnover as it is reported: registered contracts are counted elsewhere.
const { folder, remove } = citiesWithout('contracts');
let house: TestHouse;
let zhou: Person;
let districts: string[];
beforeAll(async () => {
  // A plan that is over: 2022-2024.
  house = await startHouse({ anchor: 2024, folder });
  zhou = await house.as('bureauOfficer');
  districts = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id);
});
afterAll(async () => {
  await house?.close();
  remove();
});

const planAt = (query: Record<string, string> = {}) => house.visitor().get<PlanProgress>('/plans/yunchuan-three-years', query);
const targetAt = async (code: string, query: Record<string, string> = {}): Promise<TargetProgress> =>
  (await planAt(query)).targets.find((one) => one.code === code)!;
const figureAt = async (code: string, query: Record<string, string> = {}): Promise<Figure> =>
  (await house.visitor().get<{ items: Figure[] }>('/indicators', { code, ...query })).items[0]!;

let count = 0;
const title = (kind: string, level: string | null, recognisedOn: string, more: object = {}): Promise<Acted> =>
  zhou.create('recognitions', {
    title: `称号${++count}号`,
    kind,
    level,
    recognisedOn,
    region: districts[1],
    stage: 'recognised',
    ...more,
  });
const told = (series: string, region: string, period: string, value: string, more: object = {}): Promise<Acted> =>
  house.report(zhou, { series, region, period, value, reason: '试算', ...more });
const everywhere = (series: string, period: string, value: string) =>
  Promise.all(districts.map((region) => told(series, region, period, value)));

test('a removal lowers a stock from its day on, and leaves what is cumulative; a void lowers both on the old days', async () => {
  const cluster = await title('cluster', 'municipal', '2022-05-01');
  const institute = await title('newRdInstitution', 'municipal', '2022-05-01');
  const second = await title('newRdInstitution', null, '2022-05-01');
  await title('newRdInstitution', null, '2022-05-01', { stage: 'publicNotice' });
  await title('newRdInstitution', null, '2022-05-01', { stage: 'underConstruction' });
  await title('newRdInstitution', null, '2022-05-01', { stage: 'finallyAccepted' });
  const at = async (asOf: string) => [
    (await targetAt('clusters', { asOf })).current,
    (await targetAt('new-rd-institutions', { asOf })).current,
  ];
  expect(await at('2022-12-31')).toEqual(['1', '3']);
  await zhou.act(cluster, 'remove', { on: '2023-02-01', reason: '撤销' });
  await zhou.act(institute, 'remove', { on: '2023-02-01', reason: '撤销' });
  expect([await at('2023-01-31'), await at('2023-02-01')]).toEqual([
    ['1', '3'],
    ['0', '3'],
  ]);
  await zhou.act(second, 'void', { reason: '重复' });
  expect(await at('2022-12-31')).toEqual(['1', '2']);
});

test('a yearly flow counts the first recognition at its level or above; the part counts only what the whole counts', async () => {
  const rows = ['startup-platforms-municipal', 'startup-platforms-provincial'];
  const at = async (asOf: string) => Promise.all(rows.map(async (code) => Number((await targetAt(code, { asOf })).current)));
  expect(await at('2023-12-31')).toEqual([0, 0]);
  // District first, municipal in the year: new in the row above. Provincial at once: in both.
  await zhou.act(await title('makerSpace', 'district', '2022-03-01'), 'upgrade', { level: 'municipal', on: '2023-04-01' });
  await title('incubator', 'provincial', '2023-05-01');
  expect(await at('2023-12-31')).toEqual([2, 1]);
  // Municipal in the year before, provincial now: in neither row of this year.
  await zhou.act(await title('makerSpace', 'municipal', '2022-03-01'), 'upgrade', { level: 'provincial', on: '2023-06-01' });
  expect(await at('2023-12-31')).toEqual([2, 1]);
  expect(await at('2022-12-31')).toEqual([1, 0]);
  // Removed and recognised again: not new a second time.
  const again = await zhou.act(await title('incubator', 'national', '2022-04-01'), 'remove', {
    on: '2022-09-01',
    reason: '撤销',
  });
  await zhou.act(again, 'recognise', { on: '2023-07-01' });
  expect([await at('2022-12-31'), await at('2023-12-31')]).toEqual([
    [2, 1],
    [2, 1],
  ]);
});

test('a target of every year is unknown until each year is known, and lost with the first that fails', async () => {
  const running = await targetAt('startup-platforms-municipal', { asOf: '2022-06-30' });
  expect(running).toMatchObject({ everyYear: true, kind: 'flow', cumulative: false, verdict: 'unknown' });
  expect(running.years).toEqual([
    { year: 2022, value: '2' },
    { year: 2023, value: null },
    { year: 2024, value: null },
  ]);
  expect(await targetAt('startup-platforms-municipal', { asOf: '2022-12-31' })).toMatchObject({ verdict: 'notMet' });
});

test('where a target is going: by the last twelve months, as known then; nothing is said of a day to come, nor once a year is lost', async () => {
  const venues = (more: Record<string, string> = {}) => targetAt('market-industry-venues', { asOf: '2024-03-31', ...more });
  for (const on of ['2023-03-01', '2023-08-01', '2023-09-01']) await title('industryCentre', null, on);
  // Two more within the year: one and a half in the nine months that are left, of the two that lack.
  expect(await venues()).toMatchObject({
    current: '3',
    need: '2',
    forecast: { on: '2024-12-31', projected: '4', reachedIn: null, short: '1' },
  });
  await title('workstation', null, '2024-01-01');
  const before = new Date().toISOString();
  expect(await venues()).toMatchObject({ need: '1', forecast: { projected: '6', reachedIn: '2024-07', short: null } });
  await title('workstation', null, '2024-02-01');
  expect(await venues()).toMatchObject({ verdict: 'met', need: null, forecast: null });
  expect((await venues({ knownAt: before })).forecast).toMatchObject({ reachedIn: '2024-07' });
  // The register is complete from 2022 on: no reading of a year ago.
  expect(await targetAt('market-industry-venues', { asOf: '2022-11-30' })).toMatchObject({ need: '5', forecast: null });
  expect(await targetAt('startup-platforms-municipal', { asOf: '2024-10-31' })).toMatchObject({
    verdict: 'notMet',
    forecast: null,
  });

  const year = Number(new Date().toISOString().slice(0, 4));
  const running = await startHouse({ anchor: year + 1 });
  const plan = await running.visitor().get<PlanProgress>('/plans/yunchuan-three-years', { asOf: `${year}-12-31` });
  expect(plan.targets.map((one) => one.forecast).filter(Boolean)).toEqual([]);
  await running.close();
});

test('after its day a target stands as it was then; before the plan nothing is due', async () => {
  await title('regionalCentre', null, '2024-08-01');
  await everywhere('contract-turnover', '2024', '7500000000');
  await everywhere('contract-turnover', '2025-01', '100000000');
  const met = { verdict: 'met', current: '45000000000.00', pace: { expected: '1.0000', actual: '1.0000', points: '0.00' } };
  expect(await targetAt('contract-turnover', { asOf: '2024-12-31' })).toMatchObject(met);
  // The next January has a flow of its own, and a second centre comes: the plan of 2024 is met all the same.
  await title('regionalCentre', null, '2025-03-01');
  const later = await planAt({ asOf: '2025-03-31' });
  expect(later).toMatchObject({ asOf: '2025-03-31', status: 'closed' });
  const [turnover, centres] = ['contract-turnover', 'market-branch-centres'].map(
    (code) => later.targets.find((one) => one.code === code)!,
  );
  expect(turnover).toMatchObject({ ...met, figure: { asOf: '2024-12-31' } });
  expect(centres).toMatchObject({
    current: '1',
    verdict: 'met',
    trend: expect.arrayContaining([{ asOf: '2024-12-31', value: '1' }]),
  });
  expect(later.tasks.filter((one) => one.state === 'onPace')).toEqual([]);

  const before = await planAt({ asOf: '2021-12-31' });
  expect(before.targets.map((one) => one.pace).filter(Boolean)).toEqual([]);
  expect((await planAt()).asOf).toBe('2024-12-31');
});

test('nothing is on pace once its day has come, and a lost year is behind whatever this year brings', () => {
  const pace = { expected: '1.0000', actual: '1.0000', points: '0.00' };
  const of = (more: object) => ({
    verdict: 'notMet' as const,
    pace,
    forecast: null,
    by: '2024-12-31',
    everyYear: false,
    ...more,
  });
  expect(stateOf(of({}), '2024-12-30')).toBe('onPace');
  expect(stateOf(of({}), '2024-12-31')).toBe('behind');
  expect(stateOf(of({ everyYear: true }), '2023-05-01')).toBe('behind');
  expect(stateOf(of({ verdict: 'unknown' }), '2025-01-01')).toBe('unknown');
  expect(stateOf(of({ verdict: 'unknown', pace: null }), '2023-05-01')).toBe('unknown');
  expect(stateOf(of({ verdict: 'unknown', everyYear: true }), '2023-05-01')).toBe('onPace');
});

/** As who is in charge of returns is told it: everybody else by what was known when this month began. */
const revenueAt = async (asOf: string): Promise<TargetProgress> =>
  (await zhou.get<PlanProgress>('/plans/yunchuan-three-years', { asOf })).targets.find((one) => one.code === 'revenue')!;

test('the pace of a reported value is that of the day it speaks of, not of the day of asking', async () => {
  for (const month of ['01', '02', '03']) await everywhere('revenue', `2023-${month}`, '4000000000');
  const target = await revenueAt('2023-04-20');
  expect(target.figure).toMatchObject({ asOf: '2023-04-20', through: '2023-03-31', approximate: false, source: 'reported' });
  // 72 of 100 billion by 31 March, the ninetieth day.
  expect(target).toMatchObject({ current: '72000000000.00', pace: { expected: '0.2466', actual: '0.7200' } });
});

test('a reported 0 is a value, and opens to its record; voided it is none', async () => {
  const zeros = await Promise.all(districts.map((region) => told('staff', region, '2022-06-30', '0')));
  expect(await figureAt('staff', { asOf: '2022-06-30' })).toMatchObject({
    value: '0',
    source: 'reported',
    through: '2022-06-30',
  });
  const { items, sum } = await zhou.get<{ items: { amount: string; record: { id: string } }[]; sum: string }>(
    '/indicators/staff/entries',
    { asOf: '2022-06-30' },
  );
  expect([items.map((one) => one.amount), sum]).toEqual([districts.map(() => '0'), '0']);
  expect(items.map((one) => one.record.id).sort()).toEqual(zeros.map((one) => one.id).sort());
  await house.confirm(await zhou.act(zeros[0]!, 'amend', { value: '12', qualifier: 'about', reason: '核实' }));
  expect(await figureAt('staff', { asOf: '2022-06-30' })).toMatchObject({ value: '12', approximate: true });
  await house.confirm(await zhou.act(zeros[0]!, 'amend', { value: '0', qualifier: null, approximate: false, reason: '再核实' }));
  expect(await figureAt('staff', { asOf: '2022-06-30' })).toMatchObject({ value: '0', approximate: false });
  await zhou.act(zeros[0]!, 'void', { reason: '来源撤回' });
  expect((await figureAt('staff', { asOf: '2022-06-30' })).value).toBeNull();
});

test('of values for one day that of the shorter period answers, and the entries behind are its own', async () => {
  const [place] = districts;
  await told('staff', place!, '2023', '900');
  await told('staff', place!, '2023-12', '910');
  await told('staff', place!, '2023-12-31', '920');
  const query = { asOf: '2024-02-01', region: place! };
  expect(await figureAt('staff', query)).toMatchObject({ value: '920', through: '2023-12-31' });
  const { items } = await zhou.get<{ items: { amount: string }[] }>('/indicators/staff/entries', query);
  expect(items.map((one) => one.amount)).toEqual(['920']);
});

test('who reports by itself is not left out of a total: until its value is there, the total is no data', async () => {
  const area = house.house.parts.regions.find((one) => one.kind === 'functionalArea')!;
  const around = area.within!;
  const at = { asOf: '2024-04-30' };
  await everywhere('staff', '2024-03-31', '10');
  expect((await figureAt('staff', at)).value).toBe(String(districts.length * 10));
  await told('staff', area.id, '2024-03-31', '3');
  expect((await figureAt('staff', at)).value).toBe(String(districts.length * 10 + 3));
  await everywhere('staff', '2024-04-30', '11');
  expect((await figureAt('staff', at)).value).toBeNull();
  expect((await figureAt('staff', { ...at, region: around })).value).toBeNull();
  expect((await figureAt('staff', { ...at, region: around, functionalAreas: 'out' })).value).toBe('11');
  const parts = (await figureAt('staff', { ...at, by: 'region' })).parts!;
  expect(parts.filter((one) => one.value === null).map((one) => one.key)).toContain(around);
  // The city's own word is there: what its parts do not tell stands apart.
  await told('staff', 'YC', '2024-04-30', '100');
  const own = await figureAt('staff', { ...at, by: 'region' });
  expect(own.value).toBe('100');
  expect(own.parts!.find((one) => one.key === 'YC')).toMatchObject({
    name: '未分到区',
    value: String(100 - 11 * (districts.length - 1)),
  });
});

test('a day beyond this year, an instant to come and one before the first day are told apart', async () => {
  const year = house.house.kernel.dayOf(new Date()).slice(0, 4);
  expect((await figureAt('clusters', { asOf: `${year}-12-31` })).asOf).toBe(`${year}-12-31`);
  expect((await figureAt('clusters')).asOf).toBe(house.house.kernel.dayOf(new Date()));
  for (const path of ['/indicators', '/plans/yunchuan-three-years'])
    await expect(house.visitor().get(path, { asOf: `${Number(year) + 1}-01-01` })).rejects.toMatchObject({
      status: 400,
      errors: [{ path: 'asOf', words: expect.stringContaining(`${year}-12-31`) }],
    });
  await expect(house.visitor().get('/indicators', { knownAt: '2999-01-01T00:00:00.000Z' })).rejects.toMatchObject({
    status: 400,
  });
  // The first day is one of the city's: it begins at midnight there, eight hours before that of Greenwich.
  const reason = async (knownAt: string) => (await figureAt('clusters', { knownAt })).missing?.reason;
  expect(await reason('2021-12-31T16:00:00.000Z')).toContain('2022-01-01');
  expect(await reason('2021-12-31T16:00:00.001Z')).toBeUndefined();
  expect((await figureAt('clusters', { knownAt: '2021-12-31T16:00:00.001Z' })).value).toBe('0');
});

test('a register answers from the first day of its list on; a flow only for a whole year', async () => {
  const value = async (code: string, asOf: string) => (await figureAt(code, { asOf })).value;
  expect([await value('clusters', '2021-12-31'), await value('clusters', '2022-01-01')]).toEqual([null, '0']);
  expect([
    await value('startup-platforms-municipal', '2021-12-31'),
    await value('startup-platforms-municipal', '2022-01-01'),
  ]).toEqual([null, '0']);
  const known = await figureAt('new-rd-institutions', { asOf: '2021-12-31' });
  expect(known).toMatchObject({ coverage: null, missing: { known: 3 } });
});

test('the city page asks the database a few dozen times, whatever it shows', async () => {
  let statements = 0;
  house.tables.pool.on('acquire', () => statements++);
  await house.house.plans.one('yunchuan-three-years', {}, visitor);
  expect(statements).toBeLessThanOrEqual(55);
});

test('the last month asked is whole at its end', async () => {
  expect(endOfMonth('2023-03-31')).toBe('2023-03-31');
  const [asked] = (await revenueAt('2023-03-31')).trend.slice(-1);
  expect(asked).toEqual({ asOf: '2023-03-31', value: '72000000000.00' });
});
