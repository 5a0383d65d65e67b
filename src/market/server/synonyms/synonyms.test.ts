// Words that stand for one another, over HTTP: who proposes, who decides; matching and search ask them while they are used; confirmed matches propose pairs with their evidence.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../../platform/shared/dates.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';
import { openHeldWords } from './held.ts';

type Match = { id: string; for: { code: string; params: Record<string, string> }[] };
type Matches = { building: unknown; groups: { group: string; items: Match[] }[] };
type Pairs = { items: { words: string[]; matches: number; evidence: { demand: { title: string }; supply: { id: string } }[] }[] };

let house: TestHouse;
let [zhou, lin, wanting, offering, stranger]: Person[] = [];
let today: string;
const be = (who: Person | undefined): Person => who as Person;
const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));

beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  lin = await house.as('districtOfficer');
  today = String((await zhou.get('/health'))['today']);
  wanting = await firm('wanting', '云川钣金有限公司');
  offering = await firm('offering', '云川光电研究院');
  stranger = await firm('stranger', '云川旁观有限公司');
});
afterAll(() => house.close());

async function firm(account: string, name: string): Promise<Person> {
  const { id: organization } = await be(zhou).create('organizations', { name, region: 'YC-CH' });
  return house.as({ account, roles: ['organizationAdmin'], organization });
}
async function published(who: Person | undefined, said: object): Promise<Acted> {
  const made = await be(who).act(await be(who).create('listings', said), 'submit', { noSecret: true });
  return be(zhou).act(made, 'publish');
}
const demandSaid = (title: string, keywords: string[] = []) => ({
  sort: 'problem',
  title,
  text: '车间每天三百件，现在全靠人工，希望明年完成改造。',
  keywords,
  field: '03',
  cooperation: ['07'],
  demandType: '00',
});
const supplySaid = (title: string, keywords: string[] = []) => ({
  sort: 'knowHow',
  title,
  text: '成套工艺与操作规程，附操作人员培训和一年维护。',
  keywords,
  field: '03',
  cooperation: ['07'],
});
/** A group of the bureau's own, in use at once. */
const added = async (body: object): Promise<Acted> =>
  be(zhou).get<Acted>(`/word-groups/${(await be(zhou).post<Acted>('/word-groups/add', body)).id}`);
const suppliesFor = async (one: Acted) => {
  const { groups } = await be(wanting).get<Matches>(`/listings/${one.id}/matches`, { most: '20' });
  return groups.find(({ group }) => group === 'supply')?.items ?? [];
};
const found = async (q: string, id: string) =>
  (await be(zhou).get<{ items: { id: string }[] }>('/search', { q })).items.some((one) => one.id === id);

test('a supply that says it by another name leads the list while the group is used, with the reason, and not once it is retired', async () => {
  const demand = await published(wanting, demandSaid('不锈钢薄板镭射切割'));
  // What shares a word, so that the list has a best without the group.
  const near = await published(offering, supplySaid('薄板折弯模具'));
  const other = await published(offering, supplySaid('激光加工工艺', ['激光']));
  const ids = async () => (await suppliesFor(demand)).map(({ id }) => id);
  await expect.poll(ids).toEqual([near.id]);
  const group = await added({ words: ['镭射', '激光'], note: '试' });
  expect(group).toMatchObject({ state: 'used', origin: 'person', words: ['镭射', '激光'] });
  await expect.poll(ids, { timeout: 2000 }).toContain(other.id);
  const told = (await suppliesFor(demand)).find(({ id }) => id === other.id)?.for;
  expect(told).toContainEqual(expect.objectContaining({ code: 'sameWords', params: { words: '镭射 = 激光' } }));
  // The other way round as well.
  const { groups } = await be(offering).get<Matches>(`/listings/${other.id}/matches`);
  expect(groups.flatMap(({ items }) => items.map(({ id }) => id))).toContain(demand.id);
  await be(zhou).act(group, 'retire', { reason: '两词不同' });
  await expect.poll(ids, { timeout: 2000 }).toEqual([near.id]);
});

test('the search asks it beside the lists of the packs, in each process, within two seconds', async () => {
  const supply = await published(offering, supplySaid('粉床增材成形服务'));
  await expect.poll(() => found('粉床增材成形', supply.id)).toBe(true);
  expect(await found('铺粉打印', supply.id)).toBe(false);
  const elsewhere = openHeldWords(house.house.kernel.db);
  expect(await elsewhere()).not.toContainEqual(['铺粉打印', '粉床增材成形']);
  const group = await added({ words: ['铺粉打印', '粉床增材成形'] });
  await expect.poll(() => found('铺粉打印', supply.id), { timeout: 2000 }).toBe(true);
  await expect.poll(elsewhere, { timeout: 2000 }).toContainEqual(['铺粉打印', '粉床增材成形']);
  expect(await elsewhere()).toBe(await elsewhere());
  await be(zhou).act(group, 'edit', { words: ['铺粉打印', '选区熔化'], note: null });
  await expect.poll(() => found('铺粉打印', supply.id), { timeout: 2000 }).toBe(false);
  await expect.poll(elsewhere, { timeout: 2000 }).toContainEqual(['铺粉打印', '选区熔化']);
});

test('whoever reads matches proposes, the bureau decides, and who proposed it is told; what was refused is not proposed again', async () => {
  const words = ['镀膜', 'ＰＶＤ涂层', '镀膜'];
  const one = await be(wanting).create('word-groups', { words, note: '供方都这么写' });
  expect(one).toMatchObject({ state: 'suggested', words: ['镀膜', 'PVD涂层'] });
  expect(await refused(be(wanting).act(one, 'use'))).toMatchObject({ status: 403 });
  expect(await refused(be(lin).act(one, 'use'))).toMatchObject({ status: 403 });
  expect(await refused(be(wanting).post('/word-groups/add', { words: ['甲词', '乙词'] }))).toMatchObject({ status: 403 });
  expect(await refused(be(stranger).get(`/word-groups/${one.id}`))).toMatchObject({ status: 404 });
  expect((await house.visitor().send('GET', '/word-groups')).status).toBe(401);
  expect(await refused(be(stranger).create('word-groups', { words: ['pvd涂层', '镀膜'] }))).toMatchObject({
    status: 409,
    code: 'wordGroup.already',
  });
  const desk = await be(zhou).get<{ items: { record: string; action: string }[] }>('/desk');
  expect(desk.items).toContainEqual(expect.objectContaining({ record: one.id, action: 'use' }));
  await be(zhou).act(one, 'refuse', { reason: '一个是工艺，一个是产品' });
  await house.house.board.notices.work();
  const { items } = await be(wanting).get<{ items: { record: string; words: string }[] }>('/notices', { limit: 50 });
  expect(items.filter(({ record }) => record === one.id).map((told) => told.words)).toEqual([
    '您提出的同义词「镀膜、PVD涂层」未采用',
  ]);
  expect(await be(wanting).get(`/word-groups/${one.id}`)).toMatchObject({ state: 'refused', reason: '一个是工艺，一个是产品' });
  expect(await refused(be(wanting).create('word-groups', { words: ['镀膜', 'PVD涂层'] }))).toMatchObject({
    status: 409,
    code: 'wordGroup.refusedBefore',
  });
  // Who decides may think again.
  expect(await be(zhou).act(await be(zhou).get<Acted>(`/word-groups/${one.id}`), 'use')).toMatchObject({
    state: 'used',
    reason: null,
  });
});

test.each([
  [['激光', '激光'], 'tooFew'],
  [['激光', '光'], 'noWord'],
  [['激光', '——'], 'noWord'],
])('%j is no group', async (words, code) => {
  const answer = await be(wanting).send('POST', '/word-groups', { body: { words } });
  expect(answer).toMatchObject({ status: 422 });
  expect(await answer.text()).toContain(code);
});

/** A demand and a supply of two firms of their own that came together: the one asked, both agreed. */
async function dealt(n: number, demand: [string, string[]], supply: [string, string[]]) {
  const [wants, offers] = [await firm(`wants-${n}`, `云川需方${n}有限公司`), await firm(`offers-${n}`, `云川供方${n}有限公司`)];
  await published(wants, demandSaid(...demand));
  const offered = await published(offers, supplySaid(...supply));
  const deal = await wants.create('deals', { listing: offered.id, message: '希望尽快面谈合作。' });
  const talking = await offers.act(deal, 'admit');
  return { wants, offers, talking, offered };
}
const agreed = async ({ wants, offers, talking }: Awaited<ReturnType<typeof dealt>>) => {
  const terms = { amount: '300000', paymentMode: 'lumpSum', cooperation: '07', ownership: 'taker' };
  const made = await offers.act(talking, 'offer', {
    ...terms,
    validUntil: addDays(today, 10),
    milestones: [{ what: '验收', on: addDays(today, 20) }],
  });
  return wants.act(made, 'acceptOffer', { offer: 1 });
};

test('words of confirmed deals are proposed with their evidence; a click uses them, a refusal keeps them away', async () => {
  const pairs = async (who = zhou) => (await be(who).get<Pairs>('/market/word-pairs')).items;
  const ofWords = async (...words: string[]) =>
    (await pairs()).find((one) => one.words.toSorted().join() === words.toSorted().join());
  const whats = ['齿轮', '转子', '轴套'];
  const deals = [];
  for (const [n, what] of whats.entries())
    deals.push(await dealt(n, [`${what}表面渗氮`, ['渗氮']], [`${what}氮化处理`, ['氮化处理']]));
  // Talks are no confirmation yet.
  expect(await ofWords('渗氮', '氮化处理')).toBeUndefined();
  for (const deal of deals) await agreed(deal);
  const found = await ofWords('渗氮', '氮化处理');
  expect(found).toMatchObject({ matches: 3 });
  expect(found?.evidence.map(({ demand }) => demand.title).toSorted()).toEqual(['转子表面渗氮', '轴套表面渗氮', '齿轮表面渗氮']);
  // Others read how often, and not who with whom.
  const [counted] = (await pairs(lin)).filter(({ words }) => words.includes('渗氮') && words.includes('氮化处理'));
  expect(counted).toMatchObject({ matches: 3, evidence: [] });
  expect(await refused(be(wanting).get('/market/word-pairs'))).toMatchObject({ status: 403 });
  const taken = await added({ words: found?.words, origin: 'matches' });
  expect(taken).toMatchObject({ state: 'used', origin: 'matches' });
  expect(await ofWords('渗氮', '氮化处理')).toBeUndefined();
  const [next] = await pairs();
  expect(next).toBeDefined();
  const no = { words: next?.words, origin: 'matches', as: 'refused' };
  expect(await refused(be(zhou).post('/word-groups/add', no))).toMatchObject({ status: 422 });
  await be(zhou).post('/word-groups/add', { ...no, reason: '意思不同' });
  expect(await ofWords(...(next?.words ?? []))).toBeUndefined();
  const sheet = await be(zhou).send('GET', '/word-groups/export', { query: { state: 'refused', format: 'csv' } });
  expect(sheet.status).toBe(200);
  expect(await sheet.text()).toContain('意思不同');
});
