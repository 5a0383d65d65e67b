// What a workbook brought in lies on desks as one matter over HTTP: of who brought it in, of a firm that is asked about several; counted, narrowed, gone when none is left.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testSchema } from '../../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import type { Acted, Person } from '../../../../test/harness/http.ts';
import type { ImportStatus } from '../../../records/import.ts';

let house: TestHouse;
let zhou: Person;
let lin: Person;
let he: Person;
let guo: Person;
let tang: Person;
let today: string;
/** Nobody of `silent` signs in; of the others somebody does. */
const firms = { silent: '云川无号铸造有限公司', several: '云川多条精工有限公司', single: '云川一条仪表有限公司' };
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  lin = await house.as({ account: 'lin', roles: ['districtOfficer'], region: 'YC-CH' });
  he = await house.as({ account: 'he', roles: ['districtOfficer'], region: 'YC-CH' });
  today = String((await zhou.get('/health'))['today']);
  const made: Record<string, string> = {};
  for (const name of Object.values(firms)) made[name] = (await zhou.create('organizations', { name, region: 'YC-CH' })).id;
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: String(made[firms.several]) });
  tang = await house.as({ account: 'tang', roles: ['member'], organization: String(made[firms.single]) });
});
afterAll(() => house.close());

const rowOf = (firm: string, title: string, at: number) => ({
  企业名称: firm,
  供给或需求: '需求',
  标题: `${title}第${at}号难题`,
  说明: `${title}车间编号${at * 37}的工序节拍不稳，求第${at * 11}类改造方案。`,
  技术领域: '先进制造',
  合作方式: '合作开发',
  公开程度: '公开',
  是否确认不含国家秘密: '是',
});
const rowsOf = (firm: string, title: string, many: number) => Array.from({ length: many }, (_, at) => rowOf(firm, title, at + 1));
async function imported(who: Person, rows: readonly Record<string, string>[]): Promise<void> {
  const [first = {}] = rows;
  const head = Object.keys(first);
  const content = [head, ...rows.map((row) => head.map((name) => row[name]))]
    .map((row) => row.map((cell) => `"${cell}"`).join(','))
    .join('\r\n');
  const { id } = await who.upload<{ id: string }>('/listings/imports', { name: '征集表.csv', content });
  await house.house.imports.listings.idle();
  const { fingerprint } = await who.get<ImportStatus>(`/listings/imports/${id}`);
  await who.post(`/listings/imports/${id}/commit`, { fingerprint });
  await house.house.imports.listings.idle();
  expect((await who.get<ImportStatus>(`/listings/imports/${id}`)).rows).toMatchObject({ create: rows.length, refuse: 0 });
}
type Item = {
  id: string;
  record: string | null;
  page: string | null;
  title: string;
  asked: string;
  due: string | null;
  action: string;
};
const desk = async (who: Person, view: 'todo' | 'inHand') =>
  (await who.get<{ items: Item[] }>('/desk', { view, kind: 'listing', limit: 100 })).items;
type ToConfirm = { items: { id: string; title: string; firm: { name: string }; linkUntil: string | null }[]; total: number };
const list = (who: Person, page: string | null | undefined) => {
  const [path = '', search = ''] = String(page).split('?');
  return who.get<ToConfirm>(path, Object.fromEntries(new URLSearchParams(search)));
};
const visitor = () => house.visitor();
type Links = { links: { listing: string; path: string }[] };
const linksFor = async (who: Person, ids: readonly string[]) =>
  (await who.post<Links>('/listing-links/many', { listings: [...ids] })).links;
async function confirmBy(path: string): Promise<void> {
  const token = path.replace('/confirm-listing/', '');
  const { version } = await visitor().post<{ version: number }>('/listing-links/read', { token });
  await visitor().post('/listing-links/confirm', { token, version });
}
/** Something happens in the city: a desk is gathered anew. */
const stir = async () => void (await zhou.create('organizations', { name: `云川${Math.random()}公司`, region: 'YC-WY' }));

test('an import is one matter for who brought it in: to do while links are to be handed over, in hand until the last firm has said its word', async () => {
  const before = await desk(lin, 'inHand');
  await imported(lin, [
    ...rowsOf(firms.silent, '无号', 5),
    ...rowsOf(firms.several, '多条', 3),
    ...rowsOf(firms.single, '一条', 1),
  ]);
  const [matter, ...others] = await desk(lin, 'todo');
  expect(others).toEqual([]);
  expect(matter).toMatchObject({
    id: `imported:first:${today}`,
    record: null,
    title: `${today} 导入的供需`,
    asked: '9 条尚待单位确认，其中 5 条要发链接',
    page: `/listings/to-confirm?broughtOn=${today}`,
  });
  expect(await desk(lin, 'inHand')).toEqual(before);
  // Another officer of the district has his own import, and neither the other's; who brought in nothing has none.
  await imported(he, rowsOf(firms.silent, '他人', 2));
  expect(await desk(he, 'todo')).toMatchObject([{ asked: '2 条尚待单位确认，其中 2 条要发链接' }]);
  expect(await desk(zhou, 'todo')).toEqual([]);
  const narrowed = await list(lin, matter?.page);
  expect([narrowed.total, (await list(he, matter?.page)).total, (await list(zhou, matter?.page)).total]).toEqual([9, 2, 0]);
  expect((await list(lin, '/listings/to-confirm')).total).toBe(11);
  expect((await list(lin, '/listings/to-confirm?broughtOn=2020-01-01')).total).toBe(0);

  const silent = narrowed.items.filter(({ firm }) => firm.name === firms.silent).map(({ id }) => id);
  const links = await linksFor(lin, silent);
  await stir();
  expect(await desk(lin, 'todo')).toEqual([]);
  expect(await desk(lin, 'inHand')).toMatchObject([{ id: `imported:first:${today}`, asked: '9 条尚待单位确认' }]);
  for (const { path } of links) await confirmBy(path);
  expect(await desk(lin, 'inHand')).toMatchObject([{ asked: '4 条尚待单位确认' }]);
  const english = await lin.send('GET', '/desk', {
    query: { view: 'inHand', kind: 'listing' },
    headers: { 'accept-language': 'en' },
  });
  expect(await english.json()).toMatchObject({
    items: [{ title: `Listings imported on ${today}`, asked: 'Not yet confirmed by their firms: 4' }],
  });
});

test('a firm that is asked about several has one matter, about a single one that listing; with the last word both sides have none', async () => {
  const [one, ...more] = await desk(guo, 'todo');
  expect(more).toEqual([]);
  expect(one).toMatchObject({
    record: null,
    title: '为本单位代填的供需',
    asked: '3 条待您确认后发布',
    page: '/listings?state=toConfirm',
  });
  const waiting = (await guo.get<{ items: Acted[] }>('/listings', { state: 'toConfirm' })).items;
  expect(waiting).toHaveLength(3);
  const [single] = await desk(tang, 'todo');
  expect(single).toMatchObject({ title: '一条第1号难题', action: 'confirm' });
  for (const listing of waiting.slice(0, 2)) await guo.act(listing, 'confirm');
  expect(await desk(guo, 'todo')).toMatchObject([{ record: waiting[2]?.id, action: 'confirm' }]);
  await guo.act(waiting[2]!, 'confirm');
  expect(await desk(guo, 'todo')).toEqual([]);
  await tang.act(await tang.get<Acted>(`/listings/${single?.record}`), 'confirm');
  expect([await desk(lin, 'todo'), await desk(lin, 'inHand')]).toEqual([[], []]);
});

test('what is entered by hand stays a matter of its own', async () => {
  const [organization] = (await zhou.get<{ items: Acted[] }>('/organizations', { q: firms.single })).items;
  const said = {
    sort: 'problem',
    title: '手填的需求',
    text: '手工填写的一条需求。',
    field: '03',
    cooperation: ['03'],
    demandType: '00',
  };
  const made = await lin.create('listings', { ...said, organization: organization?.id });
  await lin.act(await lin.act(made, 'submit', { noSecret: true }), 'publish');
  expect(await desk(lin, 'inHand')).toMatchObject([{ record: made.id, action: 'confirm' }]);
  expect(await desk(tang, 'todo')).toMatchObject([{ record: made.id, action: 'confirm' }]);
  expect((await list(lin, `/listings/to-confirm?broughtOn=${today}`)).total).toBe(0);
});

test('whether they still hold is asked together too: due with the first of them, gone once the links are made', async () => {
  await house.tables.ownerPool.query(
    `update ${testSchema}.listings set published_on = published_on - 80, last_confirmed_on = last_confirmed_on - 80 where title like '无号第%'`,
  );
  await stir();
  const [matter, ...others] = await desk(lin, 'todo');
  expect(others).toEqual([]);
  expect(matter).toMatchObject({
    id: `imported:still:${today}`,
    action: 'askOwner',
    asked: '5 条快到期，单位没有账号，请问是否仍有效',
  });
  const inTenDays = new Date(Date.parse(today) + 10 * 86_400_000).toISOString().slice(0, 10);
  expect(matter?.due).toBe(inTenDays);
  const { items, total } = await list(lin, matter?.page);
  expect(total).toBe(5);
  await linksFor(
    lin,
    items.slice(0, 4).map(({ id }) => id),
  );
  expect(await desk(lin, 'todo')).toMatchObject([{ asked: '1 条快到期，单位没有账号，请问是否仍有效' }]);
  await linksFor(
    lin,
    items.slice(4).map(({ id }) => id),
  );
  expect(await desk(lin, 'todo')).toEqual([]);
});

test('the people of a venue have what they brought in in hand as one matter, and no others', async () => {
  const runner = await zhou.create('organizations', { name: '云川导入站运营有限公司', region: 'YC-CH' });
  const venue = { kind: 'workstation', name: '云川导入站', organization: runner.id, address: '云川市创新路1号' };
  await zhou.act(await zhou.create('venues', venue), 'open', { on: '2025-01-01' });
  const yun = await house.as({ account: 'yun', roles: ['member'], organization: runner.id });
  await imported(yun, rowsOf(firms.silent, '代办', 4));
  expect(await desk(yun, 'todo')).toEqual([]);
  expect(await desk(yun, 'inHand')).toMatchObject([{ asked: '4 条尚待单位确认', page: '/listings?state=toConfirm' }]);
  expect((await yun.get<{ items: Acted[] }>('/listings', { state: 'toConfirm' })).items).toHaveLength(4);
});
