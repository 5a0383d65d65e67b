// The working-day calendar over HTTP: a year is published, mended, taken back; who may; what it refuses; and that computing follows it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Person } from '../../../test/harness/http.ts';
import { shippedYears } from '../../platform/shared/publishedYears.ts';

let house: TestHouse;
let zhou: Person;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
});
afterAll(() => house.close());

const now = () => house.house.calendarYears.on(house.tables.db);
const document = { title: '国务院办公厅关于2027年部分节假日安排的通知', number: null, address: null };
const of2027 = {
  year: 2027,
  daysOff: ['2027-01-01', '2027-02-08', '2027-05-01', '2027-10-01', '2027-10-02', '2027-10-04'],
  workingDays: ['2027-10-09'],
  document,
};

test('a year that nobody has published is refused until it is, and after it was taken back', async () => {
  await expect(now().then((one) => one.addWorkingDays('2026-12-31', 1))).rejects.toMatchObject({
    code: 'calendar.unpublished',
    params: { year: '2027' },
  });
  const year = await zhou.create('calendar-years', of2027);
  expect((await now()).addWorkingDays('2026-12-31', 1)).toBe('2027-01-04');
  expect((await now()).isWorkingDay('2027-10-09')).toBe(true);
  await expect(zhou.create('calendar-years', of2027)).rejects.toMatchObject({ status: 409, code: 'calendar.yearTaken' });
  await zhou.act(year, 'amend', { workingDays: [], reason: '文件有更正' });
  expect((await now()).isWorkingDay('2027-10-09')).toBe(false);
  const events = await house
    .visitor()
    .get<{ items: { action: string; reason: string | null }[] }>(`/calendar-years/${year.id}/events`);
  expect(events.items.map((one) => [one.action, one.reason])).toEqual([
    ['amend', '文件有更正'],
    ['create', null],
  ]);
  await zhou.act(year, 'withdraw', { reason: '误录' });
  expect((await now()).knows(2027)).toBe(false);
});

test('what the house publishes stands before what the product ships', async () => {
  const shipped = shippedYears.find((one) => one.year === 2026)!;
  expect((await now()).isWorkingDay('2026-11-25')).toBe(true);
  await zhou.create('calendar-years', { ...shipped, daysOff: [...shipped.daysOff, '2026-11-25'], document });
  expect((await now()).isWorkingDay('2026-11-25')).toBe(false);
  expect((await now()).addWorkingDays('2026-11-24', 1)).toBe('2026-11-26');
});

test.each([
  ['a day of another year', { daysOff: [...of2027.daysOff, '2026-12-31'] }, 'otherYear'],
  ['a day both off and worked', { daysOff: [...of2027.daysOff, '2027-10-09'] }, 'both'],
  ['a weekday called worked', { workingDays: ['2027-10-08'] }, 'weekday'],
  ['a calendar without National Day', { daysOff: ['2027-01-01', '2027-05-01'] }, 'fixed'],
  ['a day that is none', { daysOff: ['2027-02-30'] }, 'format'],
  ['an address that runs', { document: { ...document, address: 'javascript:alert(1)' } }, 'format'],
  ['a title with a lost character', { document: { ...document, title: 'x\ud800' } }, 'character'],
  ['far too many days', { daysOff: Array.from({ length: 81 }, () => '2027-01-01') }, 'tooBig'],
])('%s is refused', async (_what, wrong, code) => {
  const answer = await zhou.send('POST', '/calendar-years', { body: { ...of2027, ...wrong } });
  expect([400, 422]).toContain(answer.status);
  const { errors } = (await answer.json()) as { errors: { code: string }[] };
  expect(errors[0]?.code).toBe(code);
});

test('a district and a visitor read it and change nothing', async () => {
  const lin = await house.as({ roles: ['districtOfficer'], region: 'YC-CH' });
  expect((await lin.send('POST', '/calendar-years', { body: of2027 })).status).toBe(403);
  expect((await house.visitor().send('POST', '/calendar-years', { body: of2027 })).status).toBe(401);
  expect((await house.visitor().send('GET', '/calendar-years')).status).toBe(200);
});
