// What the public is told of returns, attacked by subtraction: between districts, between months, between what was known before and after.
import mammoth from 'mammoth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../test/harness/house.ts';
import type { Acted, Person } from '../../test/harness/http.ts';
import { textsOf } from '../platform/server/documents/paper.fixtures.ts';
import { openReturnsOf } from './server/index.ts';

const form = 'institution-month';
let house: TestHouse;
let zhou: Person;
let districts: string[];
/** Revenue in thousand yuan of each respondent of a district, by district: few in the second, one that is nearly all in the third; the fifth is told. */
const told = [
  [100, 120, 90, 110, 80],
  [40, 60],
  [5000, 20, 30, 10],
  [70, 65, 75, 90],
  [400, 420, 380],
];
const period = '2025-03';
const values: { region: string; revenue: number }[] = [];
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  districts = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id);
  for (const [at, revenues] of told.entries())
    for (const [n, revenue] of revenues.entries())
      await tell(`云川${'甲乙丙丁戊'[at]}${n}号检测有限公司`, districts[at] ?? '', String(revenue));
});
afterAll(() => house.close());

/** Who told what, to be put right later. */
const given: { li: Person; asked: Acted; items: Record<string, string> }[] = [];
async function tell(name: string, region: string, revenue: string): Promise<Acted> {
  const firm = await zhou.create('organizations', { name, region, industry: '7452' });
  const li = await house.as({ account: `of-${values.length}`, roles: ['member'], organization: firm.id });
  const asked = await zhou.create('returns', { form, period, organization: firm.id });
  const items = {
    revenue,
    serviceRevenue: revenue,
    outsideRevenue: '0',
    profit: '1',
    staff: '5',
    technicalStaff: '4',
    pay: '60',
    clients: '2',
    orders: '0',
    orderAmount: '0',
  };
  await li.act(asked, 'submit', { whole: { items } });
  await zhou.act(asked, 'acceptAtDistrict');
  given.push({ li, asked, items });
  values.push({ region, revenue: Number(revenue) * 1000 });
  return zhou.act(asked, 'accept');
}
type Figure = { value: string | null; parts?: { key: string; value: string | null }[]; opened?: object };
async function figure(who: Person, query: Record<string, string> = {}): Promise<Figure> {
  const asked = { code: 'institution-revenue', asOf: '2025-03-31', ...query };
  const [one] = (await who.get<{ items: Figure[] }>('/indicators', asked)).items;
  return one ?? { value: null };
}
test('who is in charge is told all at once; everybody else nothing of this month', async () => {
  const all = told.flat().reduce((sum, one) => sum + one * 1000, 0);
  expect((await figure(zhou)).value).toBe(`${all}.00`);
  const lin = await house.as({ roles: ['districtOfficer'], region: districts[1] ?? '' });
  expect((await figure(lin, { region: districts[1] ?? '' })).value).toBe('100000.00');
  expect((await figure(lin, { region: districts[0] ?? '' })).value).toBeNull();
  expect((await figure(house.visitor())).value).toBeNull();
});

test('growth: a visitor is told nothing of this month, the bureau all of it; a place that is none is refused', async () => {
  type Open = {
    indicators: { code: string }[];
    growth: null | { comparable: string | null; respondents: Record<string, number> };
  };
  const ask = (who: Person, query: Record<string, string> = {}) =>
    who.get<Open>('/growth/open', { asOf: '2025-03-31', indicator: 'institution-revenue', ...query });
  expect((await ask(house.visitor())).growth).toBeNull();
  // Nobody told anything the year before.
  expect((await ask(zhou)).growth).toBeNull();
  expect((await ask(zhou)).indicators.map(({ code }) => code)).toContain('institution-revenue');
  const refused = await house.visitor().send('GET', '/growth/open', { query: { region: 'nowhere' } });
  expect([refused.status, (await refused.json()).errors]).toMatchObject([422, [{ path: 'region' }]]);
});

test('next month the public is told no sum by which one respondent can be read, neither alone nor by subtraction', async () => {
  const { ledger, parts, kernel } = house.house;
  const { timeZone } = house.house.pack.city;
  const { public: opened, released } = openReturnsOf({
    db: house.tables.db as never,
    ledger,
    regions: parts.regions,
    timeZone,
    dayOf: kernel.dayOf,
  });
  const later = new Date(Date.now() + 40 * 86_400_000);
  const series = [`${form}.revenue`];
  const { asOf, hiding } = opened({ series, isFlow: true }, { asOf: '2025-04-20', today: kernel.dayOf(later), knownAt: later });
  expect(asOf).toBe('2025-03-31');
  // What is known on the first of November speaks of September: October is told in November.
  const dayFor = (day: string) =>
    opened({ series, isFlow: true }, { asOf: day, today: '2026-11-27', knownAt: new Date('2026-11-27T03:00:00Z') }).asOf;
  expect(['2026-11-27', '2026-10-31', '2026-09-30', '2026-08-15'].map(dayFor)).toEqual([
    '2026-09-30',
    '2026-09-30',
    '2026-09-30',
    '2026-07-31',
  ]);
  const hides = await hiding(asOf);
  const root = house.house.pack.city.root;
  const hidden = districts.filter((one) => hides(one, false));
  expect(hides(root, false)).toBe(false);
  expect(hidden).toEqual(expect.arrayContaining([districts[1], districts[2]]));
  // What is left of the city's sum less those that are shown.
  const left = values.filter(({ region }) => hidden.includes(region)).map(({ revenue }) => revenue);
  const sum = left.reduce((all, one) => all + one, 0);
  expect(left.length).toBeGreaterThanOrEqual(3);
  expect(Math.max(...left) / sum).toBeLessThanOrEqual(0.85);
  const published = await released({ series, isFlow: true }, { asOf, today: asOf, knownAt: later }).hiding(asOf);
  expect(districts.filter((one) => published(one, false))).toEqual(hidden);
  // A stock is judged as it stands.
  const staff = opened({ series: [`${form}.staff`], isFlow: false }, { asOf, today: kernel.dayOf(later), knownAt: later });
  expect((await staff.hiding(asOf))(districts[1] ?? '', false)).toBe(true);
  // Of what nobody told, or an item that is not asked, nothing is told at all.
  const none = opened({ series: [], isFlow: true }, { asOf, today: kernel.dayOf(later), knownAt: later });
  expect((await none.hiding(asOf))(root, false)).toBe(true);
});

test('a release withholds the same for everybody, for good', async () => {
  await house.sealNow();
  const release = await zhou.create('releases', { title: '一季度直报', asOf: '2025-03-31' });
  type Frozen = { figures: { code: string; value: string | null; regions: { region: string; value: string | null }[] }[] };
  const { figures } = await zhou.get<Frozen>(`/releases/${release.id}`);
  const revenue = figures.find(({ code }) => code === 'institution-revenue');
  expect(Number(revenue?.value)).toBe(values.reduce((sum, one) => sum + one.revenue, 0));
  const withheld = revenue?.regions.filter(({ value }) => value === null).map(({ region }) => region);
  expect(withheld).toEqual(expect.arrayContaining([districts[1], districts[2]]));
});

type Revisions = {
  releases: { number: string }[];
  revised: { code: string; region: string | null; [said: string]: unknown }[];
  untold: number;
};
const revised = async (who: Person, path: string, place: string | null) =>
  (await who.get<Revisions>(`${path}/revisions`)).revised.find(
    ({ code, region }) => code === 'institution-revenue' && region === place,
  );
test('an amendment leaves the release as it was: the chain in charge sees its size and its record, nobody else what one respondent changed', async () => {
  const { items } = await zhou.get<{ items: { id: string; number: string }[] }>('/releases', { asOf: '2025-03-31' });
  const [release] = items;
  const path = `/releases/${release?.id}`;
  const own = (who: Person, place: string | null = null) => revised(who, path, place);
  expect(await own(zhou)).toBeUndefined();
  const last = given.at(-1) as (typeof given)[number];
  const whole = { items: { ...last.items, revenue: '410', serviceRevenue: '410' } };
  const proposed = await last.li.act(last.asked, 'amend', { whole, reason: '漏计一笔收入' });
  expect(await own(zhou)).toBeUndefined();
  await zhou.act(proposed, 'acceptAmendment');

  const total = values.reduce((sum, one) => sum + one.revenue, 0);
  const today = house.house.kernel.dayOf(new Date());
  const seen = await own(zhou);
  expect(seen).toMatchObject({ published: `${total}.00`, now: `${total + 30_000}.00`, change: '30000', firstOn: today });
  expect(Number(seen?.['share'])).toBeCloseTo(30_000 / total, 5);
  expect(seen?.['records']).toMatchObject({
    count: 1,
    items: [{ kind: 'statisticalReturn', id: last.asked.id, amount: '30000' }],
  });
  expect(await own(zhou, districts[4])).toMatchObject({ change: '30000', told: true });
  expect(await own(zhou, districts[3])).toBeUndefined();
  expect(await zhou.get(`${path}/check`)).toMatchObject({ same: true, differs: [] });

  const ofDistrict = (at: number) =>
    house.as({ account: `again-${at}`, roles: ['districtOfficer'], region: districts[at] ?? '' });
  expect(await own(await ofDistrict(4), districts[4])).toMatchObject({ change: '30000', records: { count: 1 } });
  for (const who of [house.visitor(), await house.as('expert'), await ofDistrict(3)]) {
    expect([await own(who), await own(who, districts[4])]).toEqual([undefined, undefined]);
    const { untold } = await who.get<Revisions>(`${path}/revisions`);
    expect(untold).toBeGreaterThan(0);
    // Nor how many entries changed it.
    const asked = { asOf: '2025-03-31', since: '2020-01-01T00:00:00.000Z' };
    expect(await who.get('/indicators/institution-revenue/entries', asked)).toMatchObject({ items: [], sum: '0', count: 0 });
  }
});

test('the final figures of the day tell everybody the step from the provisional ones', async () => {
  const [release] = (await zhou.get<{ items: { id: string; number: string }[] }>('/releases', { asOf: '2025-03-31' })).items;
  const path = `/releases/${release?.id}`;
  const total = values.reduce((sum, one) => sum + one.revenue, 0);
  await house.sealNow();
  const final = await zhou.create('releases', { title: '一季度直报', asOf: '2025-03-31', stage: 'final' });
  const { releases } = await house.visitor().get<Revisions>(`${path}/revisions`);
  expect(releases.map(({ number }) => number)).toEqual([final['number']]);
  // What was published is published: its step is told to everybody.
  expect(await revised(house.visitor(), path, null)).toMatchObject({
    later: [`${total + 30_000}.00`],
    change: '30000',
    now: null,
    records: null,
  });
  type Vintages = { days: { asOf: string; vintages: { release: { number: string }; change: string | null }[] }[] };
  const { days } = await house.visitor().get<Vintages>('/vintages/institution-revenue');
  expect(days.map(({ asOf, vintages }) => [asOf, vintages.map(({ release: { number }, change }) => [number, change])])).toEqual([
    [
      '2025-03-31',
      [
        [release?.number, null],
        [final['number'], '30000'],
      ],
    ],
  ]);
  await house.sealNow();
  const flash = await house
    .visitor()
    .send('GET', `/releases/${final.id}/flash.docx`, { query: { indicator: 'institution-revenue' } });
  const { value: said } = await mammoth.extractRawText({ buffer: Buffer.from(await flash.arrayBuffer()) });
  for (const words of ['（最终数）', '本次发布为最终数。']) expect(said).toContain(words);
  const paper = await zhou.send('GET', `/releases/${final.id}/flash.pdf`, { query: { indicator: 'institution-revenue' } });
  expect((await textsOf(new Uint8Array(await paper.arrayBuffer()))).length).toBe(1);
  const refused = async (of: string) => (await house.visitor().send('GET', of)).status;
  const asked = ['/vintages/none', '/vintages/staff?region=XX', `/releases/${districts[0]}/revisions`];
  expect(await Promise.all([...asked, '/indicators/staff/entries?since=yesterday'].map(refused))).toEqual([404, 400, 404, 400]);
});

test('single entries are shown to the chain in charge alone', async () => {
  const of = '/indicators/institution-revenue/entries';
  const asked = { asOf: '2025-03-31', region: districts[1] ?? '' };
  const seen = async (who: Person) => {
    const page = await who.get<{ items: unknown[]; withheld: boolean }>(of, asked);
    return [page.items.length, page.withheld];
  };
  expect(await seen(zhou)).toEqual([2, false]);
  expect(await seen(await house.as({ account: 'own', roles: ['districtOfficer'], region: districts[1] ?? '' }))).toEqual([
    2,
    false,
  ]);
  expect(await seen(await house.as({ account: 'far', roles: ['districtOfficer'], region: districts[0] ?? '' }))).toEqual([
    0,
    true,
  ]);
  for (const who of [house.visitor(), await house.as('auditAdmin'), await house.as('expert')])
    expect(await seen(who)).toEqual([0, true]);
});
