// Listings entered on behalf of a firm over HTTP: reviewed, then published by the owner's word alone, signed in or by the link on the phone; and whether they still hold.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testSchema } from '../../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';
import type { Sms } from '../../../platform/server/sms.ts';

let house: TestHouse;
let lin: Person;
let wang: Person;
let guo: Person;
let visitor: Person;
let firm: Acted;
/** The gateway at its far end: what arrived, and whether it takes more. */
const gateway: { taken: Sms[]; open: boolean } = { taken: [], open: true };
beforeAll(async () => {
  const send = async (one: Sms) => {
    if (!gateway.open) return { outcome: 'temporary' as const, said: 'http 503' };
    gateway.taken.push(one);
    return { outcome: 'sent' as const };
  };
  house = await startHouse({ sending: { mailer: null, sms: { send }, publicUrl: 'https://market.example/' } });
  const zhou = await house.as('bureauOfficer');
  lin = await house.as({ account: 'lin', roles: ['districtOfficer'], region: 'YC-CH' });
  wang = await house.as({ account: 'wang', roles: ['districtOfficer'], region: 'YC-WY' });
  firm = await zhou.create('organizations', { name: '云川代填精工有限公司', region: 'YC-CH' });
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: firm.id });
  visitor = house.visitor();
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const said = {
  sort: 'problem',
  title: '刀具磨损在线监测',
  text: '车间三十台加工中心，刀具崩刃要等质检才发现。',
  field: '03',
  cooperation: ['03'],
  demandType: '00',
  deadline: '2999-12-31',
};
async function reviewed(title: string): Promise<Acted> {
  const made = await lin.create('listings', { ...said, title, organization: firm.id });
  return lin.act(await lin.act(made, 'submit', { noSecret: true }), 'publish');
}
type Sent = { until: string; sent: boolean; path: string | null };
const link = (one: Acted, phone: string | null = null, who = lin) => who.post<Sent>(`/listings/${one.id}/links`, { phone });
const tokenOf = ({ path }: Sent): string => String(path).replace('/confirm-listing/', '');
const isPublic = async (one: Acted) => (await visitor.send('GET', `/market/listings/${one.id}`)).status === 200;
type Said = { version: number; state: string; firm: string; title: string };
const read = (token: string) => visitor.post<Said>('/listing-links/read', { token });
const versionOf = async (token: string) => (await read(token)).version;
const confirm = async (token: string) =>
  visitor.post<{ state: string }>('/listing-links/confirm', { token, version: await versionOf(token) });
const events = async (one: Acted) =>
  (await lin.get<{ items: { action: string }[] }>(`/listings/${one.id}/events`)).items.map(({ action }) => action);
const shift = (id: string, days: number) =>
  house.tables.ownerPool.query(
    `update ${testSchema}.listings set published_on = published_on - $2::int, last_confirmed_on = last_confirmed_on - $2::int where id = $1`,
    [id, days],
  );

test('what an officer enters and reviews is not public before its owner confirms it, signed in', async () => {
  const one = await reviewed('登录确认的需求');
  expect(one).toMatchObject({ state: 'toConfirm', publishedOn: null, lastConfirmedOn: null, shownUntil: null });
  expect(await isPublic(one)).toBe(false);
  expect(await refused(lin.act(one, 'confirm'))).toMatchObject({ status: 403 });
  const waits = await guo.get<{ items: { record: string; action: string }[] }>('/desk');
  expect(waits.items).toContainEqual(expect.objectContaining({ record: one.id, action: 'confirm' }));
  const after = await guo.act(one, 'confirm');
  expect(after).toMatchObject({ state: 'published' });
  expect(after['lastConfirmedOn']).toBe(after['publishedOn']);
  expect(await isPublic(one)).toBe(true);
  expect(await events(one)).toContain('confirm');
});

test('by the link on the phone: sent once, good once, its event says so, and neither number nor token is kept', async () => {
  const one = await reviewed('凭链接确认的需求');
  const sent = await link(one, '138 0013-8000');
  expect(sent).toMatchObject({ sent: true, path: null });
  const [sms] = gateway.taken;
  expect(sms?.to).toBe('13800138000');
  expect(sms?.text).toContain('云川代填精工有限公司');
  const token = /https:\/\/market\.example\/confirm-listing\/([\w-]+)/.exec(sms?.text ?? '')?.[1] ?? '';
  expect(await read(token)).toMatchObject({ state: 'toConfirm', firm: '云川代填精工有限公司', title: '凭链接确认的需求' });
  const both = await Promise.all([refused(confirm(token)), refused(confirm(token))]);
  expect(both.filter((of) => !(of instanceof RefusedError))).toEqual([{ state: 'published' }]);
  expect(await isPublic(one)).toBe(true);
  expect(await events(one)).toContain('confirmByLink');
  for (const again of [read, confirm])
    expect(await refused(again(token))).toMatchObject({ status: 404, code: 'listingLink.none' });
  const { rows } = await house.tables.ownerPool.query(
    `select (select coalesce(string_agg(e::text, ' '), '') from ${testSchema}.events e) || (select string_agg(l::text, ' ') from ${testSchema}.listing_links l) as all`,
  );
  for (const secret of [token, '13800138000']) expect(String(rows[0].all)).not.toContain(secret);
});

test('put right on the phone it is reviewed once more and then shown; refused it goes back with the reason', async () => {
  const one = await reviewed('要改的需求');
  const token = tokenOf(await link(one));
  const change = async (more: object) =>
    visitor.post<{ state: string }>('/listing-links/change', {
      token,
      version: await versionOf(token),
      title: '改过的需求',
      text: said.text,
      deadline: said.deadline,
      ...more,
    });
  expect(await refused(change({ deadline: '2020-01-01' }))).toMatchObject({ errors: [{ path: 'deadline', code: 'past' }] });
  expect(await refused(change({ anonymous: true }))).toMatchObject({ status: 400 });
  expect(await change({})).toEqual({ state: 'underReview' });
  expect(await isPublic(one)).toBe(false);
  expect(await lin.act(one, 'publish')).toMatchObject({ state: 'published', title: '改过的需求' });
  const two = await reviewed('不属实的需求');
  const other = tokenOf(await link(two));
  const no = { token: other, version: await versionOf(other), reason: '我们没有提过' };
  expect(await visitor.post('/listing-links/refuse', no)).toEqual({ state: 'draft' });
  expect(await lin.get(`/listings/${two.id}`)).toMatchObject({ state: 'draft', reason: '我们没有提过' });
});

test('whether it still holds is asked in the same way: confirmed it is shown again, else it is taken down', async () => {
  const one = await reviewed('还有效吗');
  await confirm(tokenOf(await link(one)));
  await shift(one.id, 91);
  await house.house.listings.fallDue();
  expect(await isPublic(one)).toBe(false);
  const token = tokenOf(await link(one));
  expect(await read(token)).toMatchObject({ state: 'expired' });
  expect(await confirm(token)).toEqual({ state: 'published' });
  const last = tokenOf(await link(one));
  const no = { token: last, version: await versionOf(last), reason: '已经解决' };
  expect(await visitor.post('/listing-links/refuse', no)).toEqual({ state: 'closed' });
  expect(await lin.get(`/listings/${one.id}`)).toMatchObject({ outcome: 'noLonger', reason: '已经解决' });
  expect(await refused(link(one))).toMatchObject({ status: 409, code: 'listingLink.nothingAsked' });
});

test('who sends one, how many, until when; a newer one ends the older, and hostile input tells nothing', async () => {
  const one = await reviewed('链接的边界');
  expect(await refused(link(one, null, wang))).toMatchObject({ status: 404 });
  expect(await refused(link(one, null, guo))).toMatchObject({ status: 403 });
  for (const phone of ['12345', '13800138000,13900139000', 'javascript:alert(1)'])
    expect(await refused(link(one, phone))).toMatchObject({ errors: [{ path: 'phone', code: 'format' }] });
  gateway.open = false;
  const unsent = await link(one, '13800138000');
  gateway.open = true;
  expect(unsent.sent).toBe(false);
  const newer = tokenOf(await link(one));
  expect(await refused(read(tokenOf(unsent)))).toMatchObject({ code: 'listingLink.none' });
  expect(await refused(visitor.post('/listing-links/confirm', { token: newer, version: 1 }))).toMatchObject({ status: 412 });
  for (let more = 0; more < 3; more++) await link(one);
  expect(await refused(link(one))).toMatchObject({ status: 429, code: 'listingLink.tooMany' });
  await house.tables.ownerPool.query(`update ${testSchema}.listing_links set made_at = made_at - interval '2 days'`);
  const last = tokenOf(await link(one));
  await house.tables.ownerPool.query(`update ${testSchema}.listing_links set until = '2020-01-01' where listing = $1`, [one.id]);
  expect(await refused(read(last))).toMatchObject({ status: 410, code: 'listingLink.over' });
  for (const body of [{}, { token: 'x' }, { token: 7 }, { token: "' or 1=1 --'' or 1=1 --" }, { token: 'y'.repeat(2000) }])
    expect((await visitor.send('POST', '/listing-links/read', { body })).status).toBeGreaterThanOrEqual(400);
});
