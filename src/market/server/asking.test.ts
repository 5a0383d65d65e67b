// "Still valid?" over HTTP where nobody of the owner signs in: on the desk of who entered the listing once, in time, with a link that is ready; kept alive by one click of the owner.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testSchema } from '../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../test/harness/http.ts';

let house: TestHouse;
let [zhou, lin, wang]: Person[] = [];
const be = (who: Person | undefined): Person => who as Person;
let today: string;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  lin = await house.as({ account: 'lin', roles: ['districtOfficer'], region: 'YC-CH' });
  wang = await house.as({ account: 'wang', roles: ['districtOfficer'], region: 'YC-WY' });
  today = String((await be(zhou).get('/health'))['today']);
});
afterAll(() => house.close());

const demand = {
  sort: 'problem',
  text: '车间三十台加工中心，刀具崩刃要等质检才发现。',
  field: '03',
  cooperation: ['03'],
  demandType: '00',
};
type Links = { links: { listing: string; asks: string; path: string }[]; left: unknown[] };
const link = async (one: Acted) => (await be(lin).post<Links>('/listing-links/many', { listings: [one.id] })).links[0];
async function confirmBy(path: string | undefined) {
  const token = String(path).replace('/confirm-listing/', '');
  const { version } = await house.visitor().post<{ version: number }>('/listing-links/read', { token });
  return house.visitor().post('/listing-links/confirm', { token, version });
}
/** Entered for a firm, reviewed by the district and confirmed by the firm's link. */
async function shownFor(title: string, more: { who?: Person; organization?: string } = {}): Promise<Acted> {
  const organization =
    more.organization ?? (await be(zhou).create('organizations', { name: `云川${title}有限公司`, region: 'YC-CH' })).id;
  const who = be(more.who ?? lin);
  const made = await who.create('listings', { ...demand, title, organization });
  await be(lin).act(await who.act(made, 'submit', { noSecret: true }), 'publish');
  await confirmBy((await link(made))?.path);
  return made;
}
const shift = (id: string, days: number) =>
  house.tables.ownerPool.query(
    `update ${testSchema}.listings set published_on = published_on - $2::int, last_confirmed_on = last_confirmed_on - $2::int,
      asked_on = asked_on - $2::int where id = $1`,
    [id, days],
  );
type Item = { record: string | null; action: string; due: string | null };
const waits = async (who: Person | undefined, one: Acted) =>
  (await be(who).get<{ items: Item[] }>('/desk', { limit: 50 })).items.find((item) => item.record === one.id);
const listed = async (who: Person | undefined) =>
  (await be(who).get<{ items: { id: string; asks: string }[] }>('/listings/to-confirm')).items;

test('in time it lies on the desk of who entered it, once; the link is ready, and its owner’s click keeps it alive', async () => {
  const one = await shownFor('在线监测甲');
  await shift(one.id, 75);
  expect(await listed(lin)).toEqual([]);
  await shift(one.id, 1);
  const item = await waits(lin, one);
  expect(item).toMatchObject({ action: 'askOwner' });
  expect(item?.due).not.toBeNull();
  for (const who of [zhou, wang]) expect(await waits(who, one)).toBeUndefined();
  expect(await listed(lin)).toContainEqual(expect.objectContaining({ id: one.id, asks: 'still' }));
  const made = await link(one);
  expect(made).toMatchObject({ asks: 'still' });
  // Asked once: it lies there no longer, and its history says so.
  expect(await waits(lin, one)).toBeUndefined();
  expect(await listed(lin)).not.toContainEqual(expect.objectContaining({ id: one.id }));
  const events = await be(lin).get<{ items: { action: string }[] }>(`/listings/${one.id}/events`);
  expect(events.items.map(({ action }) => action)).toContain('askOwner');
  expect(await confirmBy(made?.path)).toEqual({ state: 'published' });
  expect(await be(lin).get(`/listings/${one.id}`)).toMatchObject({ lastConfirmedOn: today });
  await shift(one.id, 76);
  expect(await waits(lin, one)).toBeDefined();
});

test('asked by telephone it is noted; only officers in charge note it, and that keeps nothing alive', async () => {
  const one = await shownFor('在线监测乙');
  await shift(one.id, 80);
  await expect(be(wang).act(one, 'askOwner')).rejects.toMatchObject({ status: 404 });
  expect(await be(lin).act(one, 'askOwner')).toMatchObject({ state: 'published' });
  expect(await waits(lin, one)).toBeUndefined();
  await shift(one.id, 11);
  await house.house.listings.fallDue();
  expect(await be(lin).get(`/listings/${one.id}`)).toMatchObject({ state: 'expired' });
});

test('whose people sign in is asked himself; what a venue entered lies with the district in charge', async () => {
  const firm = await be(zhou).create('organizations', { name: '云川有账号有限公司', region: 'YC-CH' });
  const guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: firm.id });
  const own = await shownFor('在线监测丙', { organization: firm.id });
  await expect(guo.act(own, 'askOwner')).rejects.toMatchObject({ status: 403 });
  await shift(own.id, 76);
  expect(await waits(guo, own)).toMatchObject({ action: 'confirm' });
  expect(await waits(lin, own)).toBeUndefined();
  const exchange = await be(zhou).create('organizations', { name: '云川代填站有限公司', region: 'YC-CH' });
  const said = { kind: 'workstation', name: '云川代填站', organization: exchange.id, address: '云川市创新路1号' };
  await be(zhou).act(await be(zhou).create('venues', said), 'open', { on: '2025-01-01' });
  const yun = await house.as({ account: 'yun', roles: ['member'], organization: exchange.id });
  const one = await shownFor('在线监测丁', { who: yun });
  await shift(one.id, 76);
  expect(await waits(lin, one)).toBeDefined();
  for (const who of [yun, zhou, wang]) expect(await waits(who, one)).toBeUndefined();
  const refused = await be(yun)
    .post(`/listings/${one.id}/links`, { phone: null })
    .catch((fault: unknown) => fault);
  expect(refused).toBeInstanceOf(RefusedError);
});
