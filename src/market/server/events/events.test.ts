// Events over HTTP: published by officers, registered once, waiting beyond the capacity and moving up, checked in by code, followed up on the desk, told to everybody.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';

let house: TestHouse;
let zhou: Person;
let host: Person;
let guo: Person;
let cai: Person;
let wang: Person;
let event: Acted;
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  wang = await house.as({ account: 'wang', roles: ['districtOfficer'], region: 'YC-WY' });
  const people = ['云川承办有限公司', '云川参会一有限公司', '云川参会二有限公司'].map(async (name, at) => {
    const { id } = await zhou.create('organizations', { name, region: 'YC-CH' });
    return house.as({ account: `comes-${at}`, roles: ['organizationAdmin'], organization: id });
  });
  [host, guo, cai] = (await Promise.all(people)) as [Person, Person, Person];
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const said = () => ({
  name: '射频器件对接会',
  sort: 'matchmaking',
  from: today(),
  to: today(),
  opens: '09:00',
  closes: '12:00',
  place: '会展中心',
  link: 'https://meeting.example/abc',
  agenda: '09:00 致辞\n09:30 对接',
  capacity: 1,
  until: today(),
});

test('its organizer prepares it and officers publish it; the link is for those who registered', async () => {
  for (const [wrong, path] of [
    [{ to: '2020-01-01' }, 'to'],
    [{ closes: '08:00' }, 'closes'],
    [{ place: null, link: null }, 'place'],
    [{ link: 'javascript:alert(1)' }, 'link'],
    [{ opens: '25:00' }, 'opens'],
  ] as const)
    expect(await refused(host.create('match-events', { ...said(), ...wrong }))).toMatchObject({
      errors: [{ path }],
    });
  event = await host.create('match-events', said());
  expect(await refused(guo.get(`/match-events/${event.id}`))).toMatchObject({ status: 404 });
  expect(await refused(host.act(event, 'publish'))).toMatchObject({ status: 403 });
  event = await zhou.act(event, 'publish');
  expect(await guo.get(`/match-events/${event.id}`)).toMatchObject({ state: 'open', link: null });
  expect(await host.get(`/match-events/${event.id}`)).toMatchObject({ link: 'https://meeting.example/abc' });
  const shown = await house.visitor().get(`/market/events/${event.id}`);
  expect(shown).toMatchObject({ name: '射频器件对接会', online: true });
  expect(JSON.stringify(shown)).not.toContain('meeting.example');
});

let first: Acted;
let second: Acted;
test('one registration an organization; beyond the capacity it waits, and moves up when another cancels', async () => {
  first = await guo.create('event-registrations', { event: event.id, attendee: '郭明' });
  expect(await refused(guo.create('event-registrations', { event: event.id, attendee: '郭明' }))).toMatchObject({
    status: 409,
    code: 'event.registeredTwice',
  });
  second = await cai.create('event-registrations', { event: event.id, attendee: '蔡青' });
  expect([first['waiting'], second['waiting']]).toEqual([false, true]);
  expect(await guo.get(`/match-events/${event.id}`)).toMatchObject({
    admitted: 1,
    waiting: 1,
    mine: first.id,
    link: said().link,
  });
  expect(await refused(guo.get(`/event-registrations/${second.id}`))).toMatchObject({ status: 404 });
  expect(await refused(wang.get(`/event-registrations/${second.id}`))).toMatchObject({ status: 404 });
  const code = String(second['code']);
  expect(await refused(host.act(second, 'checkIn', { code }))).toMatchObject({ status: 409, code: 'event.noPlaceYet' });
  await guo.act(first, 'cancel');
  expect(await cai.get(`/event-registrations/${second.id}`)).toMatchObject({ waiting: false });
});

test('checked in by the code that its own people alone read; whom they met is on their desk until it is settled', async () => {
  const code = String(second['code']);
  const seen = await host.get<Acted>(`/event-registrations/${second.id}`);
  expect(seen).toMatchObject({ code: null, attendee: '蔡青' });
  expect(JSON.stringify(await zhou.get(`/event-registrations/${second.id}/events`))).not.toContain(code);
  expect(await refused(cai.act(second, 'checkIn', { code }))).toMatchObject({ status: 403 });
  expect(await refused(host.act(second, 'checkIn', { code: '2222' }))).toMatchObject({ errors: [{ path: 'code' }] });
  const typed = `${code.slice(0, 4)} ${code.slice(4).toLowerCase()}`;
  const found = await host.get<{ items: Acted[] }>('/event-registrations', { event: event.id, code: typed });
  expect(found.items.map(({ id }) => id)).toEqual([second.id]);
  expect(await host.act(second, 'checkIn', { code: typed })).toMatchObject({ state: 'attended' });
  const waits = async (who: Person) =>
    (await who.get<{ items: { record: string; action: string }[] }>('/desk')).items.some(
      (one) => one.record === second.id && one.action === 'settle',
    );
  expect(await waits(cai)).toBe(false);
  await cai.act(second, 'followUp', { met: '云川承办', about: '射频模块试制', due: today() });
  expect([await waits(cai), await waits(guo)]).toEqual([true, false]);
  await cai.act(second, 'settle', { reason: '已签意向' });
  expect(await waits(cai)).toBe(false);
  expect(await cai.act(second, 'erase', { reason: '本人要求' })).toMatchObject({ attendee: null, code: null });
});

test('whoever registers at once gets places in one order; the calendar tells the time and a cancelled event', async () => {
  const many = await Promise.all(
    Array.from({ length: 6 }, async (_, at) => {
      const { id } = await zhou.create('organizations', { name: `云川同时${at}有限公司`, region: 'YC-WY' });
      return house.as({ account: `at-once-${at}`, roles: ['member'], organization: id });
    }),
  );
  const other = await zhou.act(await zhou.create('match-events', { ...said(), capacity: 4 }), 'publish');
  await Promise.all(many.map((one) => one.create('event-registrations', { event: other.id, attendee: '某人' })));
  expect(await zhou.get(`/match-events/${other.id}`)).toMatchObject({ admitted: 4, waiting: 2, organization: null });
  await zhou.act(other, 'cancel', { reason: '场地停用' });
  expect(await refused(guo.create('event-registrations', { event: other.id, attendee: '郭明' }))).toMatchObject({
    status: 409,
    code: 'event.registrationOver',
  });
  const answer = await fetch(`${house.url}/api/market/events.ics?event=${other.id}`);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const text = await answer.text();
  expect(text).toContain(`DTSTART:${today().replaceAll('-', '')}T010000Z`);
  expect(text).toContain('STATUS:CANCELLED');
  expect(text).not.toContain('meeting.example');
});
