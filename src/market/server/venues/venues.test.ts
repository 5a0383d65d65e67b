// Venues over HTTP: proposed, opened, closed; who sees the contact; their titles; a listing that comes through one, reviewed by its people; figures that keep "no data" apart from 0.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testSchema } from '../../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';

let house: TestHouse;
let zhou: Person;
let lin: Person;
let wang: Person;
/** Who runs the venue, a firm that lists through it, and somebody beside them. */
let runner: Person;
let guo: Person;
let stranger: Person;
let visitor: Person;
let exchange: Acted;
let station: Acted;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  lin = await house.as({ account: 'lin', roles: ['districtOfficer'], region: 'YC-CH' });
  wang = await house.as({ account: 'wang', roles: ['districtOfficer'], region: 'YC-WY' });
  exchange = await zhou.create('organizations', { name: '云川技术转移有限公司', region: 'YC-CH' });
  const firm = await zhou.create('organizations', { name: '云川供方有限公司', region: 'YC-WY' });
  const other = await zhou.create('organizations', { name: '云川旁观有限公司', region: 'YC-CH' });
  runner = await house.as({ account: 'yun', roles: ['organizationAdmin'], organization: exchange.id });
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: firm.id });
  stranger = await house.as({ account: 'tuo', roles: ['member'], organization: other.id });
  visitor = house.visitor();
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const said = {
  kind: 'workstation',
  name: '云川高端装备工作站',
  territory: 'YC-CH',
  fields: ['03'],
  staff: 6,
  address: '云川市创新路1号',
  phone: '0519-80000000',
  contactName: '王小明',
  contactPhone: '13812345678',
};
type Shown = { id: string; titles: { title: string }[]; figures: Record<string, number | null> };
const shown = async () => (await visitor.get<{ items: Shown[] }>('/market/venues')).items;

test('proposed by who runs it, opened by officers in charge; everybody sees it then, and its contact nobody', async () => {
  station = await runner.create('venues', said);
  expect(station).toMatchObject({ state: 'proposed', contact: { name: '王小明', phone: '13812345678' }, region: 'YC-CH' });
  expect(await refused(runner.create('venues', said))).toMatchObject({ status: 409, code: 'venue.twice' });
  expect(await shown()).toEqual([]);
  for (const who of [wang, stranger]) expect(await refused(who.get(`/venues/${station.id}`))).toMatchObject({ status: 404 });
  expect(await refused(runner.act(station, 'open', { on: '2025-01-01' }))).toMatchObject({ status: 403 });
  expect(await refused(lin.act(station, 'open', { on: '2999-01-01' }))).toMatchObject({
    errors: [{ path: 'on', code: 'ahead' }],
  });
  const opened = await lin.act(station, 'open', { on: '2025-01-01' });
  expect(opened).toMatchObject({ state: 'open', contact: { name: '王*' } });
  const answer = await (await visitor.send('GET', `/market/venues/${station.id}`)).text();
  expect(JSON.parse(answer)).toMatchObject({ name: said.name, phone: '0519-80000000', titles: [] });
  for (const secret of ['王小明', '13812345678']) expect(answer).not.toContain(secret);
  expect(await refused(runner.create('venues', { ...said, name: '别站', territory: 'XX' }))).toMatchObject({
    errors: [{ path: 'territory', code: 'unknown' }],
  });
});

test('its title, not its opening, is what counts: it is shown once it stands, and gone once it is removed', async () => {
  const before = (await zhou.get<{ value: string | null }>('/indicators/market-industry-venues')).value;
  const title = await zhou.create('recognitions', {
    title: '岚江省技术交易市场云川工作站',
    kind: 'workstation',
    level: 'provincial',
    region: 'YC-CH',
    organization: exchange.id,
    stage: 'applied',
  });
  expect((await shown())[0]?.titles).toEqual([]);
  await zhou.act(title, 'recognise', { on: '2025-02-01' });
  expect((await shown())[0]?.titles).toMatchObject([{ title: '岚江省技术交易市场云川工作站' }]);
  await zhou.act(title, 'remove', { on: '2025-03-01', reason: '评价不合格' });
  expect((await shown())[0]?.titles).toEqual([]);
  expect((await zhou.get<{ value: string | null }>('/indicators/market-industry-venues')).value).toBe(before);
});

const supply = {
  sort: 'service',
  title: '装备诊断服务',
  text: '为企业提供装备诊断和改进方案服务。',
  field: '03',
  cooperation: ['07'],
};
const listed = (more: object, who: Person = guo) => who.create('listings', { ...supply, ...more });
const shift = (id: string, days: number) =>
  house.tables.ownerPool.query(
    `update ${testSchema}.listings set published_on = published_on - $2::int, last_confirmed_on = last_confirmed_on - $2::int where id = $1`,
    [id, days],
  );

test('a listing through a venue is reviewed by its people, who touch neither drafts nor their own', async () => {
  expect(await refused(listed({ venue: exchange.id }))).toMatchObject({ errors: [{ path: 'venue', code: 'unknown' }] });
  const one = await listed({ venue: station.id });
  expect(one).toMatchObject({ venue: { id: station.id, name: said.name } });
  expect(await refused(runner.get(`/listings/${one.id}`))).toMatchObject({ status: 404 });
  await guo.act(one, 'submit', { noSecret: true });
  const waits = await runner.get<{ items: { record: string; action: string }[] }>('/desk');
  expect(waits.items).toContainEqual(expect.objectContaining({ record: one.id, action: 'publish' }));
  expect(await refused(stranger.act(one, 'publish'))).toMatchObject({ status: 404 });
  for (const action of ['withdraw', 'revise', 'confirm'])
    expect([403, 409]).toContain(((await refused(runner.act(one, action))) as RefusedError).status);
  expect(await runner.act(one, 'publish')).toMatchObject({ state: 'published' });
  expect((await refused(runner.act(one, 'withdraw'))) as RefusedError).toMatchObject({ status: 403 });
  expect(await visitor.get(`/market/listings/${one.id}`)).toMatchObject({ venue: { name: said.name } });
  expect((await visitor.get<{ items: Acted[] }>('/market/listings', { venue: station.id })).items).toHaveLength(1);
  const own = await listed({ venue: station.id, title: '本站自己的服务' }, runner);
  await runner.act(own, 'submit', { noSecret: true });
  expect(await refused(runner.act(own, 'publish'))).toMatchObject({ status: 403 });
  expect(await lin.act(own, 'publish')).toMatchObject({ state: 'published' });
});

test('figures: confirmed and stale apart; nobody asked, so nothing was answered', async () => {
  const forgotten = await listed({ venue: station.id, title: '没人再确认的服务' });
  await guo.act(forgotten, 'submit', { noSecret: true });
  await runner.act(forgotten, 'publish');
  await shift(forgotten.id, 91);
  const figures = { listings: 3, confirmed: 2, stale: 1, enquiries: 0, answered: 0, talks: 0, contracts: 0 };
  expect((await shown())[0]?.figures).toEqual(figures);
  await house.house.listings.fallDue();
  expect((await shown())[0]?.figures).toEqual(figures);
});

test('closed it takes no listing and keeps what came through it; declined, void, its contact erased', async () => {
  const late = await listed({ title: '来晚了的服务' });
  expect(await refused(runner.act(station, 'close', { on: '2024-01-01', reason: '停' }))).toMatchObject({
    errors: [{ path: 'on' }],
  });
  await runner.act(station, 'close', { on: '2025-06-30', reason: '合并' });
  expect(await refused(guo.act(late, 'edit', { venue: station.id }))).toMatchObject({ errors: [{ path: 'venue' }] });
  expect(await shown()).toEqual([]);
  expect(await visitor.get(`/market/venues/${station.id}`)).toMatchObject({ state: 'closed', closedOn: '2025-06-30' });
  await lin.act(station, 'reopen', { reason: '误' });
  expect(await runner.act(station, 'eraseContact', { reason: '离职' })).toMatchObject({ contact: { name: null, phone: null } });
  const second = await runner.create('venues', { ...said, name: '第二站' });
  expect(await lin.act(second, 'decline', { reason: '材料不全' })).toMatchObject({ state: 'declined', reason: '材料不全' });
  expect(await refused(visitor.get(`/market/venues/${second.id}`))).toMatchObject({ status: 404 });
});
