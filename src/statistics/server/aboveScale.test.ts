// Above scale over HTTP: what is listed counts, from its day and where it reports; what meets the threshold is work, for those in charge alone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../test/harness/http.ts';
import { differenceOf } from '../revenue.ts';

let house: TestHouse;
let zhou: Person;
let wang: Person;
let here: string;
let there: string;
let lab: Acted;
let firm: Acted;
let small: Acted;
beforeAll(async () => {
  house = await startHouse();
  const districts = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id);
  [here, there] = districts as [string, string];
  zhou = await house.as('bureauOfficer');
  wang = await house.as({ roles: ['districtOfficer'], region: here });
  const made = (name: string, region: string, industry: string) => zhou.create('organizations', { name, region, industry });
  lab = await made('云川海图检测有限公司', here, '7452');
  firm = await made('云川瑞谷软件有限公司', there, '6513');
  small = await made('云川微观咨询有限公司', here, '7243');
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
type Counts = { listed: number; unknown: number; meets: number; below: number; near: number };
type Work = {
  items: { organization: { name: string }; difference: string; margin: string }[];
  city: Counts;
  next: string | null;
};
const work = (who: Person, query: Record<string, string> = {}) => who.get<Work>('/above-scale/candidates', query);
async function counted(query: Record<string, string> = {}): Promise<string | null> {
  const { items } = await house.visitor().get<{ items: { code: string; value: string | null }[] }>('/indicators', query);
  return items.find((one) => one.code === 'above-scale-organizations')?.value ?? null;
}
const listing = (of: Acted, listedOn: string, name: string) =>
  zhou.create('above-scale-listings', { organization: of.id, name, listedOn, document: '名录 2024' });

test('nine tenths of the threshold are near it', () => {
  expect(differenceOf({ revenue: '9000000', threshold: '10000000.00', listed: false })).toBe('near');
  expect(differenceOf({ revenue: '8999999', threshold: '10000000.00', listed: false })).toBeNull();
});

test('only what is listed counts, from its day to its last, where it reports; what meets the threshold does not', async () => {
  await zhou.create('yearly-revenues', { organization: small.id, year: 2024, revenue: '12000000' });
  const before = Number(await counted({ asOf: '2024-12-31' }));
  const listed = await listing(lab, '2024-03-01', '云川海图检测有限公司');
  expect(await counted({ asOf: '2024-12-31' })).toBe(String(before + 1));
  expect(await counted({ asOf: '2024-02-29' })).toBe(String(before));
  expect(await counted({ asOf: '2024-12-31', region: here })).toBe('1');
  await zhou.act(lab, 'move', { region: there, on: '2024-06-01' });
  await house.house.recalculate();
  expect([await counted({ asOf: '2024-05-31', region: here }), await counted({ asOf: '2024-06-01', region: here })]).toEqual([
    '1',
    '0',
  ]);
  expect(await counted({ asOf: '2024-06-01', region: there })).toBe('1');
  const left = await zhou.act(listed, 'delist', { on: '2024-09-01', reason: '年度核定' });
  expect([await counted({ asOf: '2024-08-31' }), await counted({ asOf: '2024-09-01' })]).toEqual([
    String(before + 1),
    String(before),
  ]);
  await zhou.act(left, 'undoDelist', { reason: '核定有误' });
  expect(await counted({ asOf: '2024-12-31' })).toBe(String(before + 1));
  await zhou.act(lab, 'move', { region: here, on: '2024-10-01' });
  await house.house.recalculate();
});

test('one organization is listed once at a time', async () => {
  expect(await refused(listing(lab, '2024-04-01', '海图'))).toMatchObject({ status: 409, code: 'aboveScaleListing.listedTwice' });
  expect(await refused(listing(firm, '2999-01-01', '瑞谷'))).toMatchObject({ status: 422 });
  expect(await refused(zhou.create('above-scale-listings', { name: '不在册有限公司', listedOn: '2024-01-01' }))).toMatchObject({
    errors: [{ path: 'region' }],
  });
});

test('the difference is a work list by district: meets and not listed, listed and below, near', async () => {
  await zhou.create('yearly-revenues', { organization: lab.id, year: 2024, revenue: '9999999.99' });
  await zhou.create('yearly-revenues', { organization: firm.id, year: 2024, revenue: '19000000' });
  const { items, city } = await work(zhou, { year: '2024' });
  const found = Object.fromEntries(items.map((one) => [one.organization.name, [one.difference, one.margin]]));
  expect(found).toEqual({
    云川海图检测有限公司: ['below', '-0.01'],
    云川瑞谷软件有限公司: ['near', '-1000000'],
    云川微观咨询有限公司: ['meets', '2000000'],
  });
  expect(city).toEqual({ listed: 1, unknown: 0, meets: 1, below: 1, near: 1 });
  const own = await work(wang, { year: '2024' });
  expect(own.items.map((one) => one.difference).sort()).toEqual(['below', 'meets']);
  expect((await work(wang, { year: '2024', region: there })).items).toEqual([]);
  const page = await work(zhou, { year: '2024', limit: '2' });
  expect(page.items).toHaveLength(2);
  expect((await work(zhou, { year: '2024', limit: '2', after: page.next ?? '' })).items).toHaveLength(1);
});

test('revenues and names stay in the chain in charge: a public figure opens to entries that name nobody', async () => {
  const member = await house.as({ roles: ['member'], organization: firm.id });
  const expert = await house.as('expert');
  for (const path of ['/yearly-revenues', '/above-scale-listings', '/above-scale/candidates'])
    for (const who of [house.visitor(), expert]) expect((await refused(who.get(path))) as RefusedError).toHaveProperty('status');
  expect((await member.get<{ items: unknown[] }>('/yearly-revenues')).items).toHaveLength(1);
  expect((await member.get<{ items: unknown[] }>('/above-scale-listings')).items).toHaveLength(0);
  const [foreign] = (await zhou.get<{ items: { id: string }[] }>('/yearly-revenues', { organization: firm.id })).items;
  expect(await refused(wang.get(`/yearly-revenues/${foreign?.id}`))).toMatchObject({ status: 404 });
  expect(await refused(wang.create('yearly-revenues', { organization: firm.id, year: 2023, revenue: '1' }))).toMatchObject({
    status: 403,
  });
  const entries = await house
    .visitor()
    .send('GET', '/indicators/above-scale-organizations/entries', { query: { asOf: '2024-12-31' } });
  const text = await entries.text();
  expect(entries.status).toBe(200);
  expect(text).not.toContain('海图');
  expect(text).not.toContain(lab.id);
});

test('the bureau’s file is imported on a preview: new, listed already, gone, and rows that cannot be', async () => {
  const file = [
    '单位名称,统一社会信用代码,地区,行业代码,入库日期,退库日期,来源文件',
    '云川海图检测有限公司,,,7452,2024-03-01,,名录 2025',
    '云川瑞谷软件有限公司,,,6513,2025-01,,名录 2025',
    `云川不在册数据有限公司,,${house.house.parts.regions.find((one) => one.id === there)?.name.zh},6550,2025-01-01,,名录 2025`,
    '云川无处可寻有限公司,,,6550,2025-01-01,,名录 2025',
    '云川微观咨询有限公司,,,7243,2025-01-01,2025-06-30,名录 2025',
  ].join('\n');
  const { id } = await zhou.upload<{ id: string }>('/above-scale-listings/imports', { name: '名录.csv', content: file });
  const judged = await judgedOf('/above-scale-listings', id);
  expect(judged.rows).toEqual({ create: 2, change: 0, duplicate: 1, refuse: 2 });
  await zhou.post(`/above-scale-listings/imports/${id}/commit`, { fingerprint: judged.fingerprint });
  await stateOf('/above-scale-listings', id, 'written');
  expect(await counted({ asOf: '2025-01-31', region: there })).toBe('2');

  const revenues =
    '单位名称,年份,营业收入(万元)\n云川海图检测有限公司,2025,1500\n云川瑞谷软件有限公司,2024,1950.5\n无此机构,2024,1';
  const second = await zhou.upload<{ id: string }>('/yearly-revenues/imports', { name: '收入.csv', content: revenues });
  expect((await judgedOf('/yearly-revenues', second.id)).rows).toEqual({ create: 1, change: 1, duplicate: 0, refuse: 1 });
});

type Status = { state: string; rows: Record<string, number>; fingerprint: string };
async function stateOf(path: string, id: string, state: string): Promise<Status> {
  for (;;) {
    const status = await zhou.get<Status>(`${path}/imports/${id}`);
    if (status.state === state || status.state === 'failed') return status;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const judgedOf = (path: string, id: string) => stateOf(path, id, 'judged');
