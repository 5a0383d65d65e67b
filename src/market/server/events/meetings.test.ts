// Meetings at events over HTTP: written down by who came, read by the two, the organizer and officers; seen to by a day, linked to their own deal and no other.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';
import { addDays } from '../../../platform/shared/dates.ts';

let house: TestHouse;
let zhou: Person;
let host: Person;
let guo: Person;
let cai: Person;
let stranger: Person;
let event: Acted;
let today: string;
const firms: string[] = [];
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  today = String((await zhou.get('/health'))['today']);
  const names = ['云川主办有限公司', '云川来客一有限公司', '云川来客二有限公司', '云川旁人有限公司'];
  const people: Person[] = [];
  for (const [at, name] of names.entries()) {
    firms[at] = (await zhou.create('organizations', { name, region: 'YC-CH' })).id;
    people.push(await house.as({ account: `met-${at}`, roles: ['member'], organization: firms[at] }));
  }
  [host, guo, cai, stranger] = people as [Person, Person, Person, Person];
  const hours = { opens: '09:00', closes: '12:00', place: '会展中心' };
  const said = { name: '封装材料对接会', sort: 'roadShow', from: today, to: today, ...hours, until: today };
  event = await zhou.act(await host.create('match-events', said), 'publish');
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const met = (who: Person, more: object = {}) =>
  who.create('event-meetings', { event: event.id, second: firms[2], about: '谈了配方的中试', ...more });
const waits = async (who: Person, record: { id: string }) =>
  (await who.get<{ items: { record: string; action: string }[] }>('/desk')).items.some(
    (one) => one.record === record.id && one.action === 'settle',
  );

let one: Acted;
test('whoever was checked in writes it down; the other side is told and reads it, a third does not', async () => {
  expect(await refused(met(guo))).toMatchObject({ status: 409, code: 'event.notThere' });
  const coming = await guo.create('event-registrations', { event: event.id, attendee: '郭明' });
  await host.act(coming, 'checkIn', { code: coming['code'] });
  for (const [wrong, path] of [
    [{ second: null }, 'second'],
    [{ secondName: '也写了名称' }, 'second'],
    [{ second: firms[1] }, 'second'],
    [{ due: addDays(today, -1) }, 'due'],
    [{ listing: firms[1] }, 'listing'],
  ] as const)
    expect(await refused(met(guo, wrong))).toMatchObject({ errors: [{ path }] });
  expect(await refused(met(stranger, { first: firms[1] }))).toMatchObject({ status: 403 });
  expect(await refused(met(stranger))).toMatchObject({ status: 409, code: 'event.notThere' });
  one = await met(guo, { due: addDays(today, 7) });
  expect(await cai.get(`/event-meetings/${one.id}`)).toMatchObject({ first: { id: firms[1] }, second: { id: firms[2] } });
  await house.house.board.notices.work();
  const { items } = await cai.get<{ items: { words: string }[] }>('/notices', { limit: 5 });
  expect(items.map(({ words }) => words)).toEqual(['活动「封装材料对接会」上的一项对接已记录，请跟进。']);
  expect(await host.get(`/event-meetings/${one.id}`)).toMatchObject({ about: '谈了配方的中试' });
  expect(await refused(stranger.get(`/event-meetings/${one.id}`))).toMatchObject({ status: 404 });
  expect([await waits(guo, one), await waits(cai, one), await waits(host, one)]).toEqual([true, true, false]);
  const byHost = await met(host, { first: firms[1], second: null, secondName: '外地某公司' });
  expect(byHost).toMatchObject({ secondName: '外地某公司', second: null });
  await host.act(byHost, 'void', { reason: '记错了' });
});

test('their own deal is linked by the two alone, and says how far it came; the event counts it', async () => {
  const supply = { sort: 'service', title: '中试服务', text: '不少于十个字的服务说明。', field: '01', cooperation: ['07'] };
  const listing = await zhou.act(await cai.act(await cai.create('listings', supply), 'submit', { noSecret: true }), 'publish');
  const deal = await guo.create('deals', { listing: listing.id, message: '希望合作。' });
  const other = await stranger.create('deals', { listing: listing.id, message: '也希望合作。' });
  for (const id of [other.id, event.id])
    expect(await refused(guo.act(one, 'linkDeal', { deal: id }))).toMatchObject({ errors: [{ path: 'deal' }] });
  expect(await refused(host.act(one, 'linkDeal', { deal: deal.id }))).toMatchObject({ status: 403 });
  one = await guo.act(one, 'linkDeal', { deal: deal.id });
  expect(one).toMatchObject({ deal: { id: deal.id }, dealState: 'interested' });
  expect(await zhou.get(`/event-meetings/${one.id}`)).toMatchObject({ deal: null, dealState: 'interested' });
  expect(await host.get(`/event-meetings/${one.id}`)).toMatchObject({ deal: null, dealState: null });
  await cai.act(deal, 'admit');
  expect(await cai.get(`/event-meetings/${one.id}`)).toMatchObject({ dealState: 'talking' });
  const shown = await house.visitor().get(`/market/events/${event.id}`);
  expect(shown).toMatchObject({ attended: 1, meetings: 1, deals: 1, contracts: 0 });
  expect(JSON.stringify(shown)).not.toContain('来客');
});

test('it is settled with what came of it, and taken up again', async () => {
  one = await cai.act(await cai.get<Acted>(`/event-meetings/${one.id}`), 'report', {
    progress: '已报价',
    due: addDays(today, 3),
  });
  one = await guo.act(one, 'settle', { outcome: 'deal' });
  expect(one).toMatchObject({ state: 'done', outcome: 'deal', due: null });
  expect(await waits(guo, one)).toBe(false);
  expect(await refused(guo.act(one, 'report', { progress: '再报一次' }))).toMatchObject({ status: 409 });
  one = await cai.act(one, 'reopen', { reason: '价格要再谈' });
  expect([one.state, one['outcome'], await waits(guo, one)]).toEqual(['open', null, true]);
});
