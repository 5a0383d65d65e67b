// Events over HTTP: published by officers, registered once, waiting beyond the capacity and moving up, checked in by code, told to everybody without what is not theirs.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testSchema } from '../../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';
import { readSheet } from '../../../platform/server/documents/sheet.ts';
import { addDays } from '../../../platform/shared/dates.ts';

let house: TestHouse;
let zhou: Person;
let host: Person;
let guo: Person;
let cai: Person;
let wang: Person;
let event: Acted;
let today: string;
const firms: string[] = [];
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  today = String((await zhou.get('/health'))['today']);
  wang = await house.as({ account: 'wang', roles: ['districtOfficer'], region: 'YC-WY' });
  const people = ['云川承办有限公司', '云川参会一有限公司', '云川参会二有限公司'].map(async (name, at) => {
    firms[at] = (await zhou.create('organizations', { name, region: 'YC-CH' })).id;
    return house.as({ account: `comes-${at}`, roles: ['organizationAdmin'], organization: firms[at] });
  });
  [host, guo, cai] = (await Promise.all(people)) as [Person, Person, Person];
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const said = (more: object = {}) => ({
  name: '射频器件对接会',
  sort: 'matchmaking',
  from: today,
  to: today,
  opens: '09:00',
  closes: '12:00',
  place: '会展中心',
  link: 'https://meeting.example/abc',
  agenda: '09:00 致辞\n09:30 对接',
  capacity: 1,
  until: today,
  ...more,
});
const opened = async (more: object = {}, who = zhou) => zhou.act(await who.create('match-events', said(more)), 'publish');
const told = async (who: Person) => {
  await house.house.board.notices.work();
  const { items } = await who.get<{ items: { words: string }[] }>('/notices', { limit: 50 });
  return items.map(({ words }) => words).join('\n');
};
const waits = async (who: Person, record: { id: string }, action: string) =>
  (await who.get<{ items: { record: string; action: string }[] }>('/desk')).items.some(
    (one) => one.record === record.id && one.action === action,
  );

test('its organizer prepares it and officers publish it; the link is for those who registered, contact data for nobody', async () => {
  for (const [wrong, path] of [
    [{ to: '2020-01-01' }, 'to'],
    [{ to: addDays(today, 40) }, 'to'],
    [{ closes: '08:00' }, 'closes'],
    [{ place: null, link: null }, 'place'],
    [{ link: 'javascript:alert(1)' }, 'link'],
    [{ opens: '25:00' }, 'opens'],
    [{ until: addDays(today, 1) }, 'until'],
    [{ agenda: '长'.repeat(4001) }, 'agenda'],
    [{ venue: firms[0] }, 'venue'],
  ] as const)
    expect(await refused(host.create('match-events', said(wrong)))).toMatchObject({ errors: [{ path }] });
  expect(await refused(host.create('match-events', said({ organization: firms[1] })))).toMatchObject({ status: 403 });
  event = await host.create('match-events', said({ agenda: '09:00 <b>致辞</b>，报名电话 13800138000\n09:30 对接' }));
  expect(await refused(guo.get(`/match-events/${event.id}`))).toMatchObject({ status: 404 });
  expect(await refused(house.visitor().get(`/market/events/${event.id}`))).toMatchObject({ status: 404 });
  expect(await refused(host.act(event, 'publish'))).toMatchObject({ status: 403 });
  event = await zhou.act(event, 'publish');
  expect(await told(host)).toContain('已发布，可以报名');
  expect(await guo.get(`/match-events/${event.id}`)).toMatchObject({ state: 'open', link: null, manages: false });
  expect(await host.get(`/match-events/${event.id}`)).toMatchObject({ link: 'https://meeting.example/abc', manages: true });
  const shown = await house.visitor().get(`/market/events/${event.id}`);
  expect(shown).toMatchObject({ name: '射频器件对接会', online: true, agenda: '09:00 <b>致辞</b>，报名电话 ***\n09:30 对接' });
  expect(JSON.stringify(shown)).not.toContain('meeting.example');
});

let first: Acted;
let second: Acted;
test('one registration an organization; beyond the capacity it waits, moves up when another cancels, and is told', async () => {
  first = await guo.create('event-registrations', { event: event.id, attendee: '郭明' });
  expect(await refused(guo.create('event-registrations', { event: event.id, attendee: '郭明' }))).toMatchObject({
    status: 409,
    code: 'event.registeredTwice',
  });
  expect(await told(host)).toContain('有单位报名');
  second = await cai.create('event-registrations', { event: event.id, attendee: '蔡青' });
  expect([first['waiting'], second['waiting'], second['place']]).toEqual([false, true, 1]);
  expect(await guo.get(`/match-events/${event.id}`)).toMatchObject({
    admitted: 1,
    waiting: 1,
    mine: first.id,
    link: said().link,
  });
  for (const [who, one] of [
    [guo, second],
    [wang, second],
  ] as const)
    expect(await refused(who.get(`/event-registrations/${one.id}`))).toMatchObject({ status: 404 });
  expect(await zhou.get(`/event-registrations/${second.id}`)).toMatchObject({ attendee: '蔡*', code: null });
  const code = String(second['code']);
  expect(await refused(host.act(second, 'checkIn', { code }))).toMatchObject({ status: 409, code: 'event.noPlaceYet' });
  expect(await refused(cai.act(first, 'cancel'))).toMatchObject({ status: 404 });
  await guo.act(first, 'cancel');
  second = await cai.get<Acted>(`/event-registrations/${second.id}`);
  expect(second).toMatchObject({ waiting: false, place: null });
  expect(await told(cai)).toContain('您已递补');
});

test('checked in by the code that its own people alone read, or with a reason; names are for who holds it, and go for good', async () => {
  const code = String(second['code']);
  const seen = await host.get<Acted>(`/event-registrations/${second.id}`);
  expect(seen).toMatchObject({ code: null, attendee: '蔡青' });
  expect(JSON.stringify(await zhou.get(`/event-registrations/${second.id}/events`))).not.toContain(code);
  expect(await refused(cai.act(second, 'checkIn', { code }))).toMatchObject({ status: 403 });
  for (const wrong of [{}, { code: '2222' }])
    expect(await refused(host.act(second, 'checkIn', wrong))).toMatchObject({ errors: [{ path: 'code' }] });
  const typed = `${code.slice(0, 4)} ${code.slice(4).toLowerCase()}`;
  const found = await host.get<{ items: Acted[] }>('/event-registrations', { event: event.id, code: typed });
  expect(found.items.map(({ id }) => id)).toEqual([second.id]);
  second = await host.act(second, 'checkIn', { code: typed });
  expect(second).toMatchObject({ state: 'attended' });
  expect(await refused(host.act(second, 'checkIn', { code }))).toMatchObject({ status: 409 });
  second = await host.act(second, 'undoCheckIn', { reason: '扫错了' });
  second = await host.act(second, 'checkIn', { reason: '手机没电，核对过身份' });
  expect(await cai.act(second, 'erase', { reason: '本人要求' })).toMatchObject({ attendee: null, code: null });
  expect(JSON.stringify(await host.get(`/event-registrations/${second.id}`))).not.toContain('蔡');
});

test('the organizer writes down who calls or stands at the door, the others do not; its list is a sheet for those who hold it', async () => {
  const walk = await opened({ capacity: null, organization: firms[0] });
  const guest = { event: walk.id, guest: '外地某公司', attendee: '某人' };
  for (const who of [guo, wang]) expect(await refused(who.create('event-registrations', guest))).toMatchObject({ status: 403 });
  expect(await refused(guo.create('event-registrations', { ...guest, guest: null, organization: firms[2] }))).toMatchObject({
    status: 403,
  });
  expect(await refused(host.create('event-registrations', { ...guest, organization: firms[2] }))).toMatchObject({
    errors: [{ path: 'guest' }],
  });
  const came = await host.create('event-registrations', guest);
  expect(came).toMatchObject({ entered: true, code: null, organization: null, guest: '外地某公司' });
  expect(await host.act(came, 'checkIn')).toMatchObject({ state: 'attended' });
  await guo.create('event-registrations', { event: walk.id, attendee: '郭明' });
  const asked = (who: Person) => who.send('GET', `/match-events/${walk.id}/registrations.xlsx`, {});
  for (const who of [guo, wang]) expect((await asked(who)).status).toBe(403);
  expect((await asked(house.visitor())).status).toBe(401);
  const names = async (who: Person) => {
    const content = Buffer.from(await (await asked(who)).arrayBuffer());
    const { rows } = await readSheet({ name: 'a.xlsx', bytes: content });
    return rows.map(({ cells }) => [cells['参会单位'], cells['参会人']]);
  };
  expect(await names(host)).toEqual([
    ['外地某公司', '某人'],
    ['云川参会一有限公司', '郭明'],
  ]);
  expect(await names(zhou)).toEqual([
    ['外地某公司', '某*'],
    ['云川参会一有限公司', '郭*'],
  ]);
});

test('whoever comes brings a listing of its own that everybody sees with its name, and no other', async () => {
  const listing = async (who: Person, more: object = {}) => {
    const supply = {
      sort: 'service',
      title: '检测服务',
      text: '不少于十个字的服务说明。',
      field: '01',
      cooperation: ['07'],
      ...more,
    };
    return zhou.act(await who.act(await who.create('listings', supply), 'submit', { noSecret: true }), 'publish');
  };
  const fair = await opened({ capacity: 2 });
  const [own, others] = [await listing(guo), await listing(cai)];
  const demand = { sort: 'problem', demandType: '00', cooperation: ['03'], title: '匿名难题', anonymous: true };
  const anonymous = await listing(guo, demand);
  for (const { id } of [others, anonymous, fair])
    expect(await refused(guo.create('event-registrations', { event: fair.id, attendee: '郭明', listing: id }))).toMatchObject({
      errors: [{ path: 'listing' }],
    });
  const coming = await guo.create('event-registrations', { event: fair.id, attendee: '郭明', listing: own.id });
  const brought = async () => (await house.visitor().get<{ listings: object[] }>(`/market/events/${fair.id}`)).listings;
  expect(await brought()).toEqual([{ id: own.id, title: '检测服务', side: 'supply' }]);
  await guo.act(own, 'withdraw');
  expect(await brought()).toEqual([]);
  expect(await guo.get(`/event-registrations/${coming.id}`)).toMatchObject({ listing: null });
});

test('whoever registers at once gets places in one order; more places move them up, fewer than are taken are refused', async () => {
  const many = await Promise.all(
    Array.from({ length: 6 }, async (_, at) => {
      const { id } = await zhou.create('organizations', { name: `云川同时${at}有限公司`, region: 'YC-WY' });
      return house.as({ account: `at-once-${at}`, roles: ['member'], organization: id });
    }),
  );
  let other = await opened({ capacity: 4 });
  const made = await Promise.all(many.map((one) => one.create('event-registrations', { event: other.id, attendee: '某人' })));
  expect(await zhou.get(`/match-events/${other.id}`)).toMatchObject({ admitted: 4, waiting: 2, organization: null });
  const places = await Promise.all(
    made.map(async ({ id }, at) => (await many[at]!.get<Acted>(`/event-registrations/${id}`))['place']),
  );
  expect(places.toSorted()).toEqual([1, 2, null, null, null, null]);
  expect(await refused(zhou.act(other, 'correct', { capacity: 3, reason: '换小厅' }))).toMatchObject({
    errors: [{ path: 'capacity', code: 'taken' }],
  });
  other = await zhou.act(other, 'correct', { capacity: 5, reason: '换大厅' });
  expect(other).toMatchObject({ admitted: 5, waiting: 1 });
  // One after another: what one has begun to deliver another does not wait for.
  const movedUp: string[] = [];
  for (const who of many) movedUp.push(...(await told(who)).split('\n').filter((one) => one.includes('您已递补')));
  expect(movedUp).toHaveLength(1);
  await zhou.act(other, 'cancel', { reason: '场地停用' });
  expect(await told(many[0]!)).toContain('已取消');
  expect(await refused(guo.create('event-registrations', { event: other.id, attendee: '郭明' }))).toMatchObject({
    status: 409,
    code: 'event.registrationOver',
  });
  const text = await (await fetch(`${house.url}/api/market/events.ics?event=${other.id}`)).text();
  expect(text).toContain('STATUS:CANCELLED');
});

test('the calendar tells the hours of each day, and what was corrected again; it names no link', async () => {
  const days = await opened({ to: addDays(today, 2), name: '三天；的, 活动\nX' });
  const answer = await fetch(`${house.url}/api/market/events.ics?event=${days.id}`);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const text = (await answer.text()).replaceAll('\r\n ', '');
  const day = today.replaceAll('-', '');
  expect(text).toContain(`DTSTART:${day}T010000Z`);
  expect(text).toContain(`DTEND:${day}T040000Z`);
  expect(text).toContain('RRULE:FREQ=DAILY;COUNT=3');
  expect(text).toContain(`/market/events/${days.id}`);
  expect(text.split('\r\n').filter((one) => one.startsWith('BEGIN:VEVENT'))).toHaveLength(1);
  expect(text).not.toContain('meeting.example');
  await zhou.act(days, 'correct', { opens: '10:00', reason: '顺延' });
  const after = await (await fetch(`${house.url}/api/market/events.ics?event=${days.id}`)).text();
  expect([after.includes(`DTSTART:${day}T020000Z`), after.includes('SEQUENCE:3')]).toEqual([true, true]);
});

test('whoever came is asked afterwards, until they say that there is nothing', async () => {
  const past = await opened({ capacity: null });
  const coming = await guo.create('event-registrations', { event: past.id, attendee: '郭明' });
  await zhou.act(coming, 'checkIn', { reason: '名单核对' });
  await house.tables.ownerPool.query(
    `update ${testSchema}.match_events set from_on = from_on - 5, to_on = to_on - 5 where id = $1`,
    [past.id],
  );
  expect([await waits(guo, coming, 'reportNothing'), await waits(cai, coming, 'reportNothing')]).toEqual([true, false]);
  expect(await waits(zhou, past, 'hold')).toBe(true);
  await guo.act(await guo.get<Acted>(`/event-registrations/${coming.id}`), 'reportNothing', { reason: '没有合适的对象' });
  expect(await waits(guo, coming, 'reportNothing')).toBe(false);
});

test('the list says the next first and those of one venue; an event of one day needs one day', async () => {
  const venue = await zhou.act(
    await zhou.create('venues', { name: '云川工作站', kind: 'workstation', organization: firms[0], address: '科技路1号' }),
    'open',
    { on: today },
  );
  const { to: _to, until: _until, ...single } = said({ capacity: null, venue: venue.id });
  const later = await zhou.act(await zhou.create('match-events', { ...single, from: addDays(today, 20) }), 'publish');
  expect(later).toMatchObject({ to: addDays(today, 20), until: addDays(today, 20), venue: { name: '云川工作站' } });
  const sooner = await zhou.act(await zhou.create('match-events', { ...single, from: addDays(today, 10) }), 'publish');
  const list = async (query: Record<string, string>) =>
    (await house.visitor().get<{ items: { id: string; from: string; to: string }[] }>('/market/events', query)).items;
  expect((await list({ venue: venue.id })).map(({ id }) => id)).toEqual([sooner.id, later.id]);
  expect(await list({ venue: venue.id, when: 'past' })).toEqual([]);
  const all = await list({});
  const ahead = all.filter(({ to }) => to >= today).map(({ from }) => from);
  expect(all.slice(0, ahead.length).map(({ from }) => from)).toEqual(ahead.toSorted());
});
