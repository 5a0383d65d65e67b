// A district officer's morning by keyboard alone: the desk after signing in, the first matter opened and done, a search kept and found again, the calendar.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity, type Reader, settled } from '../harness/browser.ts';
import { personAt } from '../harness/http.ts';
import { said } from './say.ts';

const title = '云川键盘待办孵化器';
let city: City;
let reader: Reader;
beforeAll(async () => {
  city = await openCity('example');
  const api = personAt(city.url);
  const { items } = await api.get<{ items: { account: string; password: string }[] }>('/session/demo-accounts');
  const { account, password } = items.find((one) => one.account === 'district')!;
  await api.post('/session', { account, password });
  const { region } = await api.get<{ region: string }>('/session');
  await api.create('recognitions', { title, kind: 'incubator', region });
  reader = await city.reader({ path: '/sign-in' });
  await reader.page.keyboard.press('Tab');
  await reader.page.getByLabel(said('shell:signIn.account'), { exact: true }).focus();
  await reader.page.keyboard.type(account);
  await reader.page.keyboard.press('Tab');
  await reader.page.keyboard.type(password);
  await reader.page.keyboard.press('Enter');
});
afterAll(() => city?.close());

test('signing in leads to the desk; J moves, Enter opens, what is done leaves the desk and waits for others', async () => {
  const { page } = reader;
  await page.getByRole('heading', { level: 1, name: said('desk:nav') }).waitFor();
  await settled(page);
  expect(new URL(page.url()).pathname).toBe('/desk');
  const matter = page.locator('tr[data-row]', { hasText: title });
  await matter.waitFor();
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('j');
    if (await matter.evaluate((row) => row === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByRole('button', { name: said('recognitions:actions.recommend'), exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').locator('button[type="submit"]').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page
    .getByRole('navigation')
    .getByRole('link', { name: said('desk:nav') })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: said('desk:nav') }).waitFor();
  await settled(page);
  await matter.waitFor({ state: 'detached' });
  await page.keyboard.press('2');
  await matter.waitFor();
  expect(await matter.innerText()).toContain(said('recognitions:waits.giveNotice'));
  await page.keyboard.press('3');
  await matter.first().waitFor();
  expect(new URL(page.url()).searchParams.get('view')).toBe('done');
});

test('a search is kept under a name and found again in the palette; deleting it can be undone', async () => {
  const { page, goTo } = reader;
  await goTo('/organizations?state=active');
  await page.getByRole('button', { name: said('desk:saved.save') }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel(said('desk:saved.name')).waitFor();
  await page.keyboard.type('在册的机构');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await goTo('/desk');
  const link = page.getByRole('link', { name: '在册的机构' });
  await link.waitFor();
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('在册的');
  await page.getByRole('option', { name: /在册的机构/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/organizations?state=active');
  await goTo('/desk');
  const saved = page.getByRole('region', { name: said('desk:saved.title') });
  await saved.locator('summary').focus();
  await page.keyboard.press('Enter');
  await saved.getByRole('button', { name: said('desk:saved.delete') }).focus();
  await page.keyboard.press('Enter');
  await link.waitFor({ state: 'detached' });
  await saved.getByRole('button', { name: said('desk:saved.undo') }).focus();
  await page.keyboard.press('Enter');
  await link.waitFor();
  expect(await link.getAttribute('href')).toBe('/organizations?state=active');
});

test('the calendar: a day is chosen by keyboard, the feed’s address is shown once and answers', async () => {
  const { page, goTo, faults } = reader;
  await goTo('/calendar');
  const day = page.locator('button.day').first();
  await day.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('day')).not.toBeNull();
  await page.getByRole('button', { name: said('desk:feed.make') }).focus();
  await page.keyboard.press('Enter');
  const address = await page.getByLabel(said('desk:feed.once')).inputValue();
  const file = await (await fetch(address)).text();
  expect(file.startsWith('BEGIN:VCALENDAR')).toBe(true);
  expect(faults.filter((one) => !one.includes('401'))).toEqual([]);
});
