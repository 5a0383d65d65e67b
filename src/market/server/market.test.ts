// The market over HTTP: a listing is made, looked through, shown, confirmed, expires by the clock and ends; who sees what of it, and what nobody may say.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../test/harness/http.ts';
import { testSchema } from '../../../test/harness/database.ts';

let house: TestHouse;
let zhou: Person;
let lin: Person;
let wang: Person;
let guo: Person;
let stranger: Person;
let visitor: Person;
let firm: Acted;
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
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const supply = {
  sort: 'patent',
  title: '低功耗射频前端模块专利',
  text: '面向物联网终端的射频前端模块，已完成中试，可转让或许可。',
  keywords: ['射频', '低功耗'],
  field: '01',
  industry: '39',
  cooperation: ['01', '02'],
  maturity: 7,
  price: 'range',
  priceLow: '300000',
  priceHigh: '500000',
};
const demand = {
  sort: 'problem',
  title: '铸件内部缺陷在线检测难题',
  text: '每分钟三十件，要求识别零点二毫米以上的气孔，现场有粉尘。',
  field: '03',
  cooperation: ['03'],
  demandType: '00',
  price: 'fixed',
  priceLow: '800000',
  deadline: '2999-12-31',
  acceptance: '连续运行三十天，漏检率低于千分之五。',
};
const make = (body: object, who: Person = guo) => who.create('listings', body);
const shown = async (query: object = {}, who: Person = visitor) =>
  (await who.get<{ items: Acted[] }>('/market/listings', query as Record<string, string>)).items;
const titles = async (query: object = {}) => (await shown(query)).map((one) => one['title']);
async function published(body: object): Promise<Acted> {
  const one = await make(body);
  await guo.act(one, 'submit', { noSecret: true });
  return lin.act(one, 'publish');
}
const shift = (id: string, days: number) =>
  house.tables.ownerPool.query(
    `update ${testSchema}.listings set published_on = published_on - $2::int, last_confirmed_on = last_confirmed_on - $2::int where id = $1`,
    [id, days],
  );

test('a draft is its owner’s and of the officers in charge; sent back, submitted, published it is everybody’s to read', async () => {
  const one = await make(supply);
  expect(one).toMatchObject({
    state: 'draft',
    side: 'supply',
    region: 'YC-CH',
    organization: { id: firm.id },
    priceLow: '300000.00',
    lastConfirmedOn: null,
  });
  expect(await titles()).toEqual([]);
  for (const who of [wang, stranger]) expect(await refused(who.get(`/listings/${one.id}`))).toMatchObject({ status: 404 });
  expect((await visitor.send('GET', `/listings/${one.id}`)).status).toBe(401);
  expect(await refused(visitor.get(`/market/listings/${one.id}`))).toMatchObject({ status: 404 });
  expect(await refused(guo.act(one, 'submit', { noSecret: false }))).toMatchObject({ status: 422, code: 'listing.secret' });
  await guo.act(one, 'submit', { noSecret: true });
  expect(await refused(guo.act(one, 'publish'))).toMatchObject({ status: 403 });
  expect(await lin.act(one, 'sendBack', { reason: '请写明指标' })).toMatchObject({ state: 'draft', reason: '请写明指标' });
  await guo.act(one, 'edit', { text: '面向物联网终端，噪声系数一点二分贝，可转让或许可。' });
  await guo.act(one, 'submit', { noSecret: true });
  const after = await lin.act(one, 'publish');
  expect(after).toMatchObject({ state: 'published', reason: null });
  expect(after['shownUntil']).not.toBeNull();
  // Found a moment after it is shown.
  await expect.poll(() => titles({ q: '射频 噪声' })).toHaveLength(1);
  const [seen] = await shown({ q: '射频 噪声' });
  expect(seen).toMatchObject({ id: one.id, organization: { name: '云川匿名难寻科技有限公司' }, maturity: 7 });
  expect(await visitor.get(`/market/listings/${one.id}`)).toMatchObject({ title: supply.title });
  // What led to it stays between its owner and the officers.
  expect((await visitor.send('GET', `/listings/${one.id}/events`)).status).toBe(401);
  expect(await refused(stranger.get(`/listings/${one.id}/events`))).toMatchObject({ status: 404 });
});

test('filters: side, kind, field, industry and its section, district, cooperation, price, maturity', async () => {
  const fits = async (query: object) => (await titles(query)).includes(supply.title);
  const day = { side: 'supply', sort: 'patent', field: '01', region: 'YC-CH', cooperation: '02', maturity: '7' };
  expect(await fits({ ...day, industry: 'C', priceFrom: '400000', priceTo: '350000', order: 'confirmed' })).toBe(true);
  for (const other of [
    { side: 'demand' },
    { sort: 'result' },
    { field: '02' },
    { industry: 'A' },
    { industry: '38' },
    { region: 'YC-WY' },
    { cooperation: '03' },
    { priceFrom: '500001' },
    { priceTo: '299999' },
    { maturity: '8' },
    { q: '没有的词' },
  ])
    expect(await fits(other)).toBe(false);
  const page = await visitor.get<{ total: { rows: number } }>('/market/listings', { count: 'yes', limit: 1 });
  expect(page.total.rows).toBe(1);
});

test('an anonymous demand shows neither owner nor district, and nothing finds it by them; what is for those admitted is kept back', async () => {
  const one = await published({ ...demand, anonymous: true, confidentiality: 'onAdmission' });
  expect(one).toMatchObject({ organization: { name: '云川匿名难寻科技有限公司' }, region: 'YC-CH' });
  for (const who of [visitor, stranger, wang]) {
    const answer = await who.send('GET', `/market/listings/${one.id}`);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ organization: null, region: null, text: null, acceptance: null, anonymous: true });
    for (const secret of [firm.id, '云川匿名难寻', 'YC-CH', '气孔', '漏检率']) expect(text).not.toContain(secret);
  }
  await expect.poll(() => titles({ q: '铸件' })).toEqual([demand.title]);
  expect(await titles({ q: '气孔' })).toEqual([]);
  expect(await titles({ q: '难寻' })).toEqual([]);
  expect(await titles({ region: 'YC-CH' })).not.toContain(demand.title);
  for (const path of ['', '/events'])
    expect(await refused(stranger.get(`/listings/${one.id}${path}`))).toMatchObject({ status: 404 });
  expect(await refused(stranger.get(`/listings/${one.id}/proof`, { event: one.event.id }))).toMatchObject({ status: 404 });
  expect((await stranger.get<{ items: Acted[] }>('/listings', { organization: firm.id })).items).toEqual([]);
  expect(await guo.get(`/listings/${one.id}`)).toMatchObject({ text: demand.text, acceptance: demand.acceptance });
});

test('it expires when nobody confirms it in time or its deadline passes; its owner brings it back', async () => {
  const one = await published({ ...demand, title: '会到期的难题' });
  await shift(one.id, 90);
  await house.house.listings.fallDue();
  await expect.poll(() => titles({ q: '会到期' })).toHaveLength(1);
  await shift(one.id, 1);
  await house.house.listings.fallDue();
  expect(await titles({ q: '会到期' })).toEqual([]);
  expect(await guo.get(`/listings/${one.id}`)).toMatchObject({ state: 'expired', shownUntil: null });
  const waits = await guo.get<{ items: { record: string; action: string }[] }>('/desk');
  expect(waits.items).toContainEqual(expect.objectContaining({ record: one.id, action: 'confirm' }));
  expect(await refused(zhou.act(one, 'confirm'))).toMatchObject({ status: 403 });
  expect(await guo.act(one, 'confirm')).toMatchObject({ state: 'published' });
  await expect.poll(() => titles({ q: '会到期' })).toHaveLength(1);
  await house.tables.ownerPool.query(`update ${testSchema}.listings set deadline = '2020-01-01' where id = $1`, [one.id]);
  await house.house.listings.fallDue();
  expect(await refused(guo.act(one, 'confirm'))).toMatchObject({ errors: [{ path: 'deadline', code: 'past' }] });
  await guo.act(one, 'revise');
  await guo.act(one, 'edit', { deadline: '2999-01-01' });
  await guo.act(one, 'submit', { noSecret: true });
  expect(await titles({ q: '会到期' })).toEqual([]);
});

test('corrected by officers with a reason, closed with its outcome, withdrawn, void', async () => {
  const one = await published({ ...supply, title: '会结束的专利' });
  expect(await refused(guo.act(one, 'correct', { maturity: 8, reason: '误' }))).toMatchObject({ status: 403 });
  expect(await lin.act(one, 'correct', { maturity: 8, reason: '按检测报告' })).toMatchObject({ maturity: 8 });
  expect(await guo.act(one, 'close', { outcome: 'agreed', reason: '已签约' })).toMatchObject({
    state: 'closed',
    outcome: 'agreed',
  });
  expect(await titles({ q: '会结束' })).toEqual([]);
  const two = await published({ ...supply, title: '会撤回的专利' });
  expect(await guo.act(two, 'withdraw', {})).toMatchObject({ state: 'withdrawn' });
  expect(await lin.act(two, 'void', { reason: '误' })).toMatchObject({ state: 'voided' });
});

test('officers enter for whom they are in charge of, nobody else does', async () => {
  expect(await make({ ...supply, organization: firm.id }, lin)).toMatchObject({ organization: { id: firm.id } });
  for (const who of [wang, stranger])
    expect(await refused(make({ ...supply, organization: firm.id }, who))).toMatchObject({ status: 403 });
  expect(await refused(make(supply, zhou))).toMatchObject({ errors: [{ path: 'organization' }] });
});

test('what cannot be is refused at its field', async () => {
  const wrong = (more: object, body: object = supply) => refused(make({ ...body, ...more }));
  const at = (path: string, code: string) => ({ status: 422, errors: [{ path, code }] });
  expect(await wrong({ priceHigh: '300000' })).toMatchObject(at('priceHigh', 'upsideDown'));
  expect(await wrong({ priceHigh: '1000000000000.01' })).toMatchObject(at('priceHigh', 'aboveHighest'));
  expect(await wrong({ priceHigh: null })).toMatchObject(at('priceHigh', 'amountMissing'));
  expect(await wrong({ price: 'fixed' })).toMatchObject(at('priceHigh', 'oneAmount'));
  expect(await wrong({ price: 'agreed' })).toMatchObject(at('priceLow', 'noAmount'));
  expect(await wrong({ price: 'fixed', priceLow: '0', priceHigh: null })).toMatchObject(at('priceLow', 'zero'));
  expect(await wrong({ priceLow: '-1' })).toMatchObject({ errors: [{ path: 'priceLow' }] });
  expect(await wrong({ cooperation: ['01', '01'] })).toMatchObject(at('cooperation', 'twice'));
  expect(await wrong({ cooperation: ['99'] })).toMatchObject({ errors: [{ path: 'cooperation.0' }] });
  expect(await wrong({ maturity: 10 })).toMatchObject({ errors: [{ path: 'maturity' }] });
  expect(await wrong({ industry: '98' })).toMatchObject(at('industry', 'unknown'));
  expect(await wrong({ anonymous: true })).toMatchObject(at('anonymous', 'anonymousSupply'));
  expect(await wrong({ demandType: '00' })).toMatchObject(at('demandType', 'ofDemand'));
  expect(await wrong({ sort: 'service' })).toMatchObject(at('maturity', 'noMaturity'));
  expect(await wrong({ demandType: null }, demand)).toMatchObject(at('demandType', 'demandType'));
  expect(await wrong({ deadline: '2020-01-01' }, demand)).toMatchObject(at('deadline', 'past'));
});
