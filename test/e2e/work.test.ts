// The plan at work in a browser: the bureau orders, a district answers, the bureau accepts; a district's report becomes a case that a visitor reads in English.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '../../src/platform/server/accounts.ts';
import { seenAs } from '../../src/platform/server/database.ts';
import { readEnv } from '../../src/platform/server/env.ts';
import { addDays } from '../../src/platform/shared/dates.ts';
import { openRunning } from '../../src/running.ts';
import { type City, openCity, type Reader, settled, signInAs } from '../harness/browser.ts';
import { type Person, personAt, testPassword } from '../harness/http.ts';
import { said } from './say.ts';

let city: City;
let bureau: Reader;
let district: Reader;
let second: Person;
let today: string;
beforeAll(async () => {
  city = await openCity('example');
  const settings = { CITY: 'example', DATABASE_URL: city.databaseUrl };
  const { db, close } = await openRunning(readEnv(settings), { as: 'command', log: () => {} });
  await createAccount(seenAs(db), {
    account: 'second',
    name: '复核人',
    password: testPassword,
    roles: ['bureauOfficer'],
    demo: true,
  });
  await close();
  second = personAt(city.url);
  await second.post('/session', { account: 'second', password: testPassword });
  today = String((await second.get<{ today: string }>('/health')).today);
  [bureau, district] = [await city.reader(), await city.reader()];
  await signInAs(bureau, 'bureau');
  await signInAs(district, 'district');
});
afterAll(() => city?.close());

const field = ({ page }: Reader, words: string) => page.getByLabel(said(words), { exact: false }).first();
/** Presses a button of a record and, in its dialog, the button of the same name. */
async function act(
  { page }: Reader,
  words: string,
  fill: (dialog: ReturnType<typeof page.getByRole>) => Promise<void> = async () => {},
) {
  const name = said(words);
  await page.getByRole('button', { name, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await settled(page);
}
const state = ({ page }: Reader, words: string) =>
  page
    .locator('.head-names .tag', { hasText: said(words) })
    .first()
    .waitFor();

test('the bureau orders, the district answers with a document, the bureau accepts and closes it off', async () => {
  await bureau.goTo('/orders/new');
  await field(bureau, 'orders:task').selectOption('5');
  await field(bureau, 'orders:region').selectOption({ label: '澄湖区' });
  await field(bureau, 'orders:title').fill('说明孵化器建设进度');
  await field(bureau, 'orders:asked').fill('请逐家说明。');
  await field(bureau, 'orders:dueOn').fill(addDays(today, 10));
  await bureau.page
    .locator('form')
    .getByRole('button', { name: said('orders:actions.create') })
    .click();
  await bureau.page.getByRole('heading', { level: 1, name: '说明孵化器建设进度' }).waitFor();

  await district.goTo('/orders');
  await district.page.getByRole('link', { name: '说明孵化器建设进度' }).click();
  await act(district, 'orders:actions.answer', async (dialog) => {
    await dialog.getByLabel(said('orders:answer')).first().fill('三家已具备条件。');
    await dialog.getByLabel(said('milestones:documentNumber')).first().fill('澄科〔2026〕8号');
  });
  await state(district, 'orders:states.answered');

  await bureau.page.reload();
  await bureau.page.getByText('澄科〔2026〕8号').waitFor();
  await act(bureau, 'orders:actions.accept');
  await act(bureau, 'orders:actions.closeOff', (dialog) => dialog.getByLabel(said('orders:conclusion')).fill('情况清楚。'));
  await state(bureau, 'orders:states.closedOff');
  expect([...bureau.faults, ...district.faults]).toEqual([]);
});

test('a report of the district becomes a case, checked by a second officer, that a visitor reads in English', async () => {
  await district.goTo('/work-reports/new');
  await field(district, 'workReports:type').selectOption('experience');
  await field(district, 'workReports:period').fill('2026-10');
  await field(district, 'workReports:title').fill('科技服务超市进社区');
  await field(district, 'workReports:body').fill('把服务窗口搬到社区，企业就近办理。');
  // What is typed is kept: leaving and coming back loses nothing.
  await district.goTo('/work-reports/new');
  expect(await field(district, 'workReports:title').inputValue()).toBe('科技服务超市进社区');
  await district.page.getByRole('button', { name: said('workReports:new.save') }).click();
  await district.page.getByRole('heading', { level: 1, name: '科技服务超市进社区' }).waitFor();
  await act(district, 'workReports:actions.send');

  await bureau.goTo('/work-reports');
  await bureau.page.getByRole('link', { name: '科技服务超市进社区' }).click();
  await act(bureau, 'workReports:actions.selectAsCase');
  await bureau.page.getByRole('link', { name: said('workReports:page.writeCase') }).click();
  const group = (words: string) => bureau.page.getByRole('group', { name: said(words) });
  await group('cases:summary').getByLabel(said('atWork:form.chinese')).fill('服务窗口搬到社区。');
  await group('cases:caseTitle').getByLabel(said('atWork:form.english')).fill('Services at the doorstep');
  await group('cases:summary')
    .getByLabel(said('atWork:form.english'))
    .fill('The service window has moved into the neighbourhood.');
  await bureau.page
    .locator('form')
    .getByRole('button', { name: said('cases:actions.create') })
    .click();
  await bureau.page.getByRole('heading', { level: 1, name: '科技服务超市进社区' }).waitFor();
  await act(bureau, 'cases:actions.submit');
  expect(await bureau.page.getByRole('button', { name: said('cases:actions.publish') }).count()).toBe(0);
  const id = new URL(bureau.page.url()).pathname.split('/').at(-1) ?? '';
  await second.post(`/typical-cases/${id}/publish`);

  const visitor = await city.reader({ language: 'en', path: '/cases' });
  await visitor.page.getByRole('link', { name: 'Services at the doorstep' }).click();
  await visitor.page.getByRole('heading', { level: 1, name: 'Services at the doorstep' }).waitFor();
  await visitor.page.getByText('This has been written in Chinese only.').waitFor();
  await visitor.page.getByText('把服务窗口搬到社区').waitFor();
  expect([...visitor.faults, ...bureau.faults, ...district.faults]).toEqual([]);
});
