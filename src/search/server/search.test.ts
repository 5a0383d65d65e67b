// The search over HTTP: found as typed, by sound, with a slip, by another name; narrowed and counted; and never more than each kind's own list shows.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../test/harness/http.ts';
import { testSchema } from '../../../test/harness/database.ts';
import { readSheet } from '../../platform/server/documents/sheet.ts';

type Hit = {
  source: string;
  kind: string;
  id: string;
  title: string;
  titleMarks: [number, number][];
  note: string | null;
  region: string | null;
};
type Answer = {
  items: Hit[];
  next: string | null;
  total: number;
  facets: { name: string; values: { value: string; rows: number }[] }[];
  also: string[];
  loose: boolean;
  building: { done: number; total: number } | null;
};

let house: TestHouse;
let zhou: Person;
let lin: Person;
let wang: Person;
let guo: Person;
let stranger: Person;
let visitor: Person;
let firm: Acted;
let first: Answer;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  lin = await house.as({ account: 'lin', roles: ['districtOfficer'], region: 'YC-CH' });
  wang = await house.as({ account: 'wang', roles: ['districtOfficer'], region: 'YC-WY' });
  firm = await zhou.create('organizations', { name: '云川匿名难寻科技有限公司', region: 'YC-CH' });
  const other = await zhou.create('organizations', { name: '云川旁观有限公司', region: 'YC-CH' });
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: firm.id });
  stranger = await house.as({ account: 'tuo', roles: ['member'], organization: other.id });
  visitor = house.visitor();
  await published(supply);
  await published(demand);
  first = await find(visitor, '激光');
  await house.house.search.work();
});
afterAll(() => house.close());

const supply = {
  sort: 'patent',
  title: '激光切割设备 laser cutting 专利',
  text: '面向薄板的激光切割头，已完成中试，可转让或许可。',
  keywords: ['激光', '切割头'],
  field: '01',
  industry: '39',
  cooperation: ['01'],
  maturity: 7,
};
const demand = {
  sort: 'problem',
  title: '铸件内部缺陷在线检测难题',
  text: '每分钟三十件，要求识别零点二毫米以上的气孔，现场有粉尘，暗号琥珀麒麟。',
  field: '03',
  cooperation: ['03'],
  demandType: '00',
  confidentiality: 'onAdmission',
  anonymous: true,
};
const find = (who: Person, q: string, query: object = {}) =>
  who.get<Answer>('/search', { q, ...query } as Record<string, string>);
const titles = async (who: Person, q: string, query: object = {}) => (await find(who, q, query)).items.map((one) => one.title);
const rows = ({ facets }: Answer, facet: string, value: string) =>
  facets.find((one) => one.name === facet)?.values.find((one) => one.value === value)?.rows ?? 0;
async function published(body: object): Promise<Acted> {
  const one = await guo.create('listings', body);
  await guo.act(one, 'submit', { noSecret: true });
  return zhou.act(one, 'publish');
}

test('until the index is built the answer says how far it is', async () => {
  expect(first.building).not.toBe(null);
  expect((await find(visitor, '激光')).building).toBe(null);
});

test('a listing is found as typed, by pinyin, by initials, with a slip of the keys, by characters that sound alike and by another name', async () => {
  for (const [q, loose] of [
    ['激光切割', false],
    ['laser', false],
    ['las', false],
    ['lasre', true],
    ['jiguang', true],
    ['jigua', true],
    ['jgqg', true],
    ['机光', true],
    ['镭射切割', false],
  ] as const) {
    const answer = await find(visitor, q);
    expect([q, answer.items.map((one) => one.title), answer.loose]).toEqual([q, expect.arrayContaining([supply.title]), loose]);
  }
  expect((await find(visitor, '镭射切割')).also).toContain('激光 切割');
  expect(await titles(visitor, '量子纠缠')).toEqual([]);
});

test('the words that matched are marked, and each facet counts what the others let through', async () => {
  const answer = await find(visitor, '激光');
  const [one] = answer.items;
  expect(one).toMatchObject({
    source: 'market',
    kind: 'listing',
    title: supply.title,
    titleMarks: [
      [0, 2],
      [7, 12],
    ],
    note: firm['name'],
  });
  const both = await find(visitor, '云川', { kind: 'organization' });
  expect(rows(both, 'kind', 'organization')).toBe(both.total);
  expect(rows(await find(visitor, '激光', { side: 'demand' }), 'side', 'supply')).toBe(rows(answer, 'side', 'supply'));
  expect((await find(visitor, '激光', { side: 'demand' })).total).toBe(0);
});

test('neither the owner of an anonymous demand nor what is shown on admission is found, but by those who see the record', async () => {
  expect(await titles(visitor, '铸件缺陷检测')).toEqual([demand.title]);
  for (const who of [visitor, stranger, wang]) {
    expect(await titles(who, '琥珀麒麟')).toEqual([]);
    expect((await titles(who, '匿名难寻')).sort()).toEqual([firm['name']]);
    const [one] = (await find(who, '铸件缺陷检测')).items;
    expect(one).toMatchObject({ source: 'market', note: null, region: null });
  }
  for (const who of [guo, zhou, lin]) {
    const found = await find(who, '琥珀麒麟');
    expect(found.items).toMatchObject([{ source: 'listing', title: demand.title }]);
    expect([found.total, rows(found, 'kind', 'listing')]).toEqual([1, 1]);
  }
});

test('what only some see moves nothing of what the others get: no score, count, order or suggestion', async () => {
  const asked = ['激光', '激光切割设备', '检测', '云川', 'laser', '缺陷 检测'];
  const all = async () =>
    Promise.all(
      asked.map(async (q) => [await find(visitor, q), await visitor.get('/search/suggestions', { q }), await find(stranger, q)]),
    );
  const before = await all();
  for (let at = 0; at < 5; at += 1)
    await guo.create('listings', { ...supply, title: `激光切割检测云川缺陷 lasers 草稿${at}`, keywords: ['激光', '激光清洗'] });
  await house.house.search.work();
  expect(await all()).toEqual(before);
  expect((await find(guo, '激光切割')).total).toBeGreaterThan((await find(stranger, '激光切割')).total);
});

test('each role finds of each kind what its own list shows, and no more', async () => {
  const place = { name: '琥珀中试基地', address: '云川区琥珀路1号', region: 'YC-CH', openedOn: '2024-01-01' };
  await guo.create('premises', { ...place, use: 'incubation', tenure: 'owned', area: '1200.00' });
  await guo.create('listings', { ...supply, title: '琥珀草稿一则' });
  const everybody = [visitor, stranger, guo, lin, wang, zhou];
  for (const role of ['registrar', 'expert', 'auditAdmin', 'securityAdmin', 'systemAdmin'] as const)
    everybody.push(await house.as(role));
  await house.house.search.work();
  let seen = 0;
  for (const [at, who] of everybody.entries())
    for (const kind of ['premises', 'listing'] as const) {
      const list = who === visitor ? [] : await listed(who, kind === 'listing' ? 'listings' : kind);
      const found = (await find(who, '琥珀', { kind })).items.filter((one) => one.source === kind).map((one) => one.id);
      expect([at, kind, found.sort()]).toEqual([at, kind, list.sort()]);
      seen += found.length;
    }
  expect(seen).toBeGreaterThan(6);
});
/** Who may not ask for a list at all sees none of it. */
async function listed(who: Person, path: string): Promise<string[]> {
  const answer = await who.get<{ items: Acted[] }>(`/${path}`, { q: '琥珀' }).catch((fault: unknown) => {
    if (fault instanceof RefusedError && fault.status === 403) return { items: [] };
    throw fault;
  });
  return answer.items.map((one) => one.id);
}

test('a change is found at once, in this process and in another; a listing that is taken back is not', async () => {
  const second = (await house.another()).search;
  await second.work();
  const ids = async () => (await second.idsFor('listing', '石墨烯散热', 10)) ?? [];
  const one = await published({ ...supply, title: '石墨烯散热膜量产工艺' });
  await new Promise((resolve) => setTimeout(resolve, 350));
  expect(await titles(visitor, '石墨烯散热')).toEqual(['石墨烯散热膜量产工艺']);
  expect(await ids()).toEqual([one.id]);
  await house.sealNow();
  await guo.act(one, 'withdraw', {});
  await new Promise((resolve) => setTimeout(resolve, 350));
  expect(await titles(visitor, '石墨烯散热')).toEqual([]);
  expect(await ids()).toEqual([]);
  expect(await titles(guo, '石墨烯散热')).toEqual(['石墨烯散热膜量产工艺']);
});

test('a suggestion names records and words to go on with; an operator reads the synonyms, a visitor does not', async () => {
  const said = await visitor.get<{ items: Hit[]; words: string[] }>('/search/suggestions', { q: '切割' });
  expect(said.items[0]).toMatchObject({ title: supply.title });
  expect(said.words).toContain('切割头');
  expect((await zhou.get<{ items: string[][] }>('/search/synonyms')).items).toContainEqual(['激光', '镭射', 'laser']);
  await expect(visitor.get('/search/synonyms')).rejects.toMatchObject({ status: 401 });
  await expect(find(visitor, ' ')).rejects.toMatchObject({ status: 400 });
});

test('what was found is taken away as it is seen: the same rights, what narrows it, the best first; and who took it is logged', async () => {
  const sheet = async (who: Person, q: string, query: object = {}) => {
    const answer = await who.send('GET', '/search/export', { query: { q, ...query }, headers: { 'accept-language': 'zh-CN' } });
    expect(answer.status).toBe(200);
    return (await readSheet({ name: 'a.xlsx', bytes: Buffer.from(await answer.arrayBuffer()) })).rows.map(({ cells }) => cells);
  };
  for (const [who, q, query] of [
    [visitor, '激光', {}],
    [zhou, '云川', {}],
    [zhou, '云川', { kind: 'organization', region: 'YC-CH' }],
    [stranger, '检测', { side: 'demand' }],
  ] as const) {
    const rows = await sheet(who, q, query);
    expect(rows.map((one) => one['名称'])).toEqual(await titles(who, q, { ...query, limit: '100' }));
    expect(rows.length).toBeGreaterThan(0);
  }
  const [one] = await sheet(visitor, '激光切割');
  expect(one).toMatchObject({ 类别: '供需信息', 名称: supply.title, 供给或需求: '供给', 单位或编号: firm['name'] });
  // What is shown on admission alone is in nobody else's sheet.
  expect(JSON.stringify(await sheet(visitor, '铸件'))).not.toContain('琥珀麒麟');
  const { rows } = await house.tables.ownerPool.query(
    `select detail from ${testSchema}.security_log where event = 'export' and object_kind = 'search' order by at desc limit 1`,
  );
  expect(rows[0]?.detail).toMatchObject({ q: '铸件' });
});
