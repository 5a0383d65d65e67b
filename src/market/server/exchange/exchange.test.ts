// Exchange of listings over HTTP: the hall as JSON, XLSX and Atom with its filters, nothing that it does not show; a file taken, checked first, entered once.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SaxesParser } from 'saxes';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';
import { readSheet } from '../../../platform/server/documents/sheet.ts';
import { openHall } from '../mount.ts';

let house: TestHouse;
let zhou: Person;
let lin: Person;
let guo: Person;
let visitor: Person;
let firm: Acted;
let other: Acted;
const said = {
  sort: 'service',
  title: '精密检测 <b>服务</b> & 校准',
  text: '不少于十个字的服务说明，可到现场。',
  field: '01',
  cooperation: ['07'],
};
const demand = {
  sort: 'problem',
  title: '匿名的铸件检测难题',
  text: '每分钟三十件，要求识别零点二毫米以上的气孔。',
  field: '03',
  cooperation: ['03', '06'],
  demandType: '11',
  price: 'fixed',
  priceLow: '800000',
  confidentiality: 'onAdmission',
  anonymous: true,
};
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  lin = await house.as({ account: 'lin', roles: ['districtOfficer'], region: 'YC-CH' });
  firm = await zhou.create('organizations', { name: '云川交换科技有限公司', region: 'YC-CH' });
  other = await zhou.create('organizations', { name: '云川外区旁观有限公司', region: 'YC-WY' });
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: firm.id });
  visitor = house.visitor();
  for (const one of [said, demand]) {
    const made = await guo.create('listings', one);
    await guo.act(made, 'submit', { noSecret: true });
    await zhou.act(made, 'publish');
  }
  await guo.create('listings', { ...said, title: '没有发布的草稿' });
});
afterAll(() => house.close());

type File = { format: string; version: number; listings: Record<string, unknown>[] };
const file = async (format: string, query: Record<string, string> = {}, language = 'zh-CN') =>
  visitor.send('GET', `/market/exchange/listings${/xlsx|csv/.test(format) ? '' : `.${format}`}`, {
    query: /xlsx|csv/.test(format) ? { format, ...query } : query,
    headers: { 'accept-language': language },
  });
const json = async (query: Record<string, string> = {}) => (await (await file('json', query)).json()) as File;
type Taken = {
  written: boolean;
  counts: Record<string, number>;
  rows: { name: string; verdict: string; listing: string | null; errors: { column: string; words: string }[] }[];
};
const take = (who: Person, content: string | Buffer, write = false) =>
  who.upload<Taken>(`/market/exchange/listings${write ? '?write=yes' : ''}`, { name: 'a.json', content });
const fileOf = (listings: unknown[]) => JSON.stringify({ format: 'touyan-market-listings', version: 1, listings });
const row = {
  sort: 'problem',
  name: '外系统来的轴承振动难题',
  summary: '转速六千转时振动超标，已更换两种轴承。',
  technologyField: '01',
  cooperationMode: ['03'],
  type: '00',
};
const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));

test('everybody takes the hall away in the provincial codes, with its filters; an anonymous owner and what waits for admission are in no file', async () => {
  const whole = await json();
  expect(whole).toMatchObject({ format: 'touyan-market-listings', version: 1 });
  expect(whole.listings.map(({ name }) => name).sort()).toEqual([demand.title, said.title].sort());
  const [one] = (await json({ side: 'demand' })).listings;
  expect(one).toMatchObject({
    cooperationMode: ['03', '06'],
    type: '11',
    publisher: null,
    region: null,
    summary: null,
    priceLow: '800000.00',
  });
  expect((await json({ field: '07' })).listings).toEqual([]);
  for (const format of ['json', 'xlsx', 'csv', 'atom']) {
    const answer = await file(format);
    const text = await answer.text();
    expect([format, answer.status, text.includes('没有发布'), text.includes('气孔')]).toEqual([format, 200, false, false]);
    expect((await file(format, { nobody: 'x' })).status).toBe(400);
  }
});

test('the hall is given as a whole, however little of it is read at once: in its order, and nothing that went meanwhile', async () => {
  const made = await guo.create('listings', { ...said, title: '读取期间撤回的服务' });
  await guo.act(made, 'submit', { noSecret: true });
  await zhou.act(made, 'publish');
  const { tables, house: of } = house;
  const hall = openHall({ db: tables.db, organizations: of.organizations, finding: async () => null });
  const titles: string[] = [];
  for await (const items of hall.all({ order: 'newest' }, 1)) {
    titles.push(...items.map((one) => one.title));
    if (titles.length === 1) await guo.act(made, 'withdraw', { reason: '不再提供' });
  }
  const listed = (await hall.stretch({ order: 'newest' }, { from: 0, limit: 10 })).items.map((one) => one.title);
  expect(listed).toHaveLength(2);
  expect(titles.filter((title) => title !== '读取期间撤回的服务')).toEqual(listed);
});

test('the sheet reads back in either language, codes with their names', async () => {
  for (const [language, head, cell] of [
    ['zh-CN', '合作方式', '03 合作开发\n06 技术咨询'],
    ['en', 'Cooperation modes', '03 Joint development\n06 Consulting'],
  ] as const) {
    const bytes = Buffer.from(await (await file('xlsx', { side: 'demand' }, language)).arrayBuffer());
    const { rows } = await readSheet({ name: 'a.xlsx', bytes });
    expect(rows.map(({ cells }) => cells[head])).toEqual([cell]);
  }
});

test('the feed is well formed whatever a title holds, links to the hall, and follows the filters', async () => {
  const answer = await file('atom', { side: 'supply' });
  expect(answer.headers.get('content-type')).toContain('application/atom+xml');
  const titles: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  let at = '';
  parser.on('opentag', ({ name }) => (at = name));
  parser.on('text', (text) => at === 'title' && titles.push(text));
  parser.on('closetag', () => (at = ''));
  parser.on('error', (fault) => {
    throw fault;
  });
  const text = await answer.text();
  parser.write(text).close();
  expect(titles.slice(1)).toEqual([said.title]);
  expect(text).toContain(`href="${house.url}/api/market/exchange/listings.atom?side=supply"`);
  expect(text).toMatch(/<link rel="alternate" type="text\/html" href="http[^"]+\/market\/[0-9a-f-]{36}"\/>/);
});

test('what an organization gives out is known when it comes back: by JSON, CSV and XLSX nothing is made twice', async () => {
  for (const content of [
    await (await file('json')).text(),
    await (await file('csv')).text(),
    Buffer.from(await (await file('xlsx')).arrayBuffer()),
  ]) {
    const { counts } = await take(guo, content, true);
    expect(counts['new']).toBe(0);
    // Who waits for admission gave no text out; its title alone is known.
    expect(counts['known']).toBe(2);
  }
});

test('a file is checked before anything is made; what is right is entered as drafts, once, what is wrong says where', async () => {
  const rows = [
    { ...row, publisher: firm['name'] },
    { ...row, name: '缺类型的难题记录', type: null, publisher: firm['name'] },
    { ...row, name: '没有这个单位的难题', publisher: '查无此单位有限公司' },
    { ...row, name: '没有单位的难题记录' },
    { ...row, name: '代码不对的难题', cooperationMode: ['77'], publisher: firm['name'] },
    { junk: 1 },
    'text',
  ];
  const before = (await zhou.get<{ items: Acted[] }>('/listings')).items.length;
  const judged = await take(zhou, fileOf(rows));
  expect(judged).toMatchObject({ written: false, counts: { new: 1, known: 0, refused: 6 } });
  expect(judged.rows.map(({ errors }) => errors[0]?.column)).toEqual([
    undefined,
    'type',
    'publisher',
    'publisher',
    'cooperationMode',
    'sort',
    '',
  ]);
  expect(judged.rows.every(({ listing }) => listing === null)).toBe(true);
  expect((await zhou.get<{ items: Acted[] }>('/listings')).items.length).toBe(before);
  const written = await take(zhou, fileOf(rows), true);
  const id = written.rows[0]?.listing ?? '';
  expect(await guo.get(`/listings/${id}`)).toMatchObject({
    state: 'draft',
    title: row.name,
    demandType: '00',
    organization: { id: firm.id },
  });
  expect((await take(zhou, fileOf(rows), true)).counts).toEqual({ new: 0, known: 1, refused: 6 });
});

test('who enters for whom: one’s own people for their own, a district for its organizations, nobody else at all', async () => {
  const named = (name: string, publisher: unknown) => fileOf([{ ...row, name, publisher }]);
  const verdict = async (who: Person, content: string) => (await take(who, content)).rows[0]?.verdict;
  expect(await verdict(guo, named('自己的难题记录', null))).toBe('new');
  expect(await verdict(guo, named('替别人的难题记录', other['name']))).toBe('refused');
  expect(await verdict(lin, named('本区的难题记录', firm['name']))).toBe('new');
  expect(await verdict(lin, named('外区的难题记录', other['name']))).toBe('refused');
  expect(await refused(take(visitor, named('访客', null)))).toMatchObject({ status: 401 });
  expect(await refused(take(await house.as('registrar'), named('登记员', null)))).toMatchObject({ status: 403 });
});

test('what is no such file is refused as a whole, and nothing of it is kept: other JSON, other sheets, too many, script', async () => {
  for (const [content, code] of [
    ['{"format":"other","version":1,"listings":[]}', 'exchange.wrongFile'],
    ['{"format":', 'exchange.wrongFile'],
    ['{"__proto__":{"format":"touyan-market-listings"},"listings":[]}', 'exchange.wrongFile'],
    ['甲,乙\n1,2\n', 'exchange.wrongFile'],
    [fileOf(Array.from({ length: 501 }, () => row)), 'exchange.tooManyRows'],
  ] as const)
    expect(await refused(take(guo, content, true))).toMatchObject({ status: 422, code });
  const masked = await take(
    guo,
    fileOf([{ ...row, name: '写了电话的难题记录', summary: `${row.summary}请打13812345678联系。` }]),
    true,
  );
  const made = await guo.get<Acted & { text: string }>(`/listings/${masked.rows[0]?.listing}`);
  expect(made.text).not.toContain('13812345678');
});
