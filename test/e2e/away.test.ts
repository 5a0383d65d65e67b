// The server goes away while somebody works: what is on the page and what was typed stays, the page says so, and goes on by itself.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity, type Reader, settled, signInAs } from '../harness/browser.ts';
import { personAt } from '../harness/http.ts';
import { csvOf } from './files.ts';
import { said } from './say.ts';

let city: City;
let officer: Reader;
beforeAll(async () => {
  city = await openCity('example');
  officer = await city.reader();
  await signInAs(officer, 'bureau');
});
afterAll(() => city?.close());

const away = () => officer.page.locator('.away');
const goes = () => officer.context.setOffline(true);
const comesBack = () => officer.context.setOffline(false);

test('a list keeps its rows, says that the server is away, and goes on when it is back', async () => {
  const { page } = officer;
  await officer.goTo('/organizations');
  const rows = page.locator('.table-list tbody tr');
  const shown = await rows.count();
  await goes();
  await page.getByRole('button', { name: said('shell:more') }).click();
  await page.getByRole('alert').getByText(said('shell:problem.unreachable')).waitFor();
  await away().waitFor();
  expect(await rows.count()).toBe(shown);
  await comesBack();
  await away().waitFor({ state: 'detached' });
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: said('shell:more') }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(shown);
});

test('what was typed in a form survives a sending that never arrived, and a reload; sent again it is one record', async () => {
  const { page } = officer;
  const name = '云川断网自愈研究院';
  await officer.goTo('/organizations/new');
  await page.getByLabel(said('organizations:name'), { exact: true }).fill(name);
  await goes();
  const send = page.locator('form').getByRole('button', { name: said('organizations:actions.create') });
  await send.click();
  await page.locator('form').getByText(said('shell:problem.unreachable')).waitFor();
  expect(await page.getByLabel(said('organizations:name'), { exact: true }).inputValue()).toBe(name);
  await comesBack();
  await page.reload();
  await settled(page);
  expect(await page.getByLabel(said('organizations:name'), { exact: true }).inputValue()).toBe(name);
  await send.click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  expect(await personAt(city.url).get('/organizations', { q: name, count: 'yes' })).toMatchObject({ total: { rows: 1 } });
});

test('the form of an action stays open over a record that could not be read anew', async () => {
  const { page } = officer;
  await page.getByRole('button', { name: said('organizations:actions.edit'), exact: true }).click();
  const field = page.getByRole('dialog').getByLabel(said('organizations:name')).first();
  await field.fill('云川断网自愈技术研究院');
  await goes();
  const send = page.getByRole('dialog').getByRole('button', { name: said('organizations:actions.edit'), exact: true });
  await send.click();
  await page.getByRole('dialog').getByText(said('shell:problem.unreachable')).waitFor();
  expect(await field.inputValue()).toBe('云川断网自愈技术研究院');
  await comesBack();
  await send.click();
  await page.getByRole('heading', { level: 1, name: '云川断网自愈技术研究院' }).waitFor();
  expect(await page.getByRole('dialog').isVisible()).toBe(false);
});

test('an import that is being checked is found again by its address', async () => {
  const { page } = officer;
  const rows = Array.from({ length: 2000 }, (_none, at) => ({ name: `云川断网样本${at}有限公司` }));
  const file = csvOf('样本.csv', rows);
  await officer.goTo('/organizations/import');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/import=/);
  await goes();
  await away().waitFor();
  await comesBack();
  await page.getByRole('heading', { name: said('pages:import.preview', { file: file.name }) }).waitFor();
  await away().waitFor({ state: 'detached' });
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('who opens a page while the server is away reads so, and the page comes with the server', async () => {
  const { page } = officer;
  await officer.goTo('/organizations');
  await goes();
  await page
    .getByRole('navigation')
    .getByRole('button', { name: said('shell:menus.registers') })
    .focus();
  await page.locator('.table-list tbody tr').first().focus();
  await page.keyboard.press('Enter');
  await away().waitFor();
  await comesBack();
  await page.locator('.fact-list').first().waitFor();
  await away().waitFor({ state: 'detached' });
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('a page whose code was never loaded says that the server is away, and comes with it', async () => {
  const { page, context, goTo } = await city.reader({ path: '/organizations' });
  await context.setOffline(true);
  await page.evaluate(() => history.pushState({}, '', '/cases'));
  await page.getByRole('alert').getByText(said('shell:problem.unreachable')).waitFor();
  await page.locator('.away').waitFor();
  await context.setOffline(false);
  await page.getByRole('heading', { level: 1, name: said('cases:gallery.title') }).waitFor();
  // It was begun anew at the same address, and goes on as ever.
  expect(new URL(page.url()).pathname).toBe('/cases');
  await goTo('/organizations');
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('an older question that is answered late does not say that the server is back', async () => {
  const { page, context } = await city.reader({ path: '/organizations' });
  const [asked, late, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.route('**/api/organizations?**', async (route) => {
    asked.resolve();
    await late.promise;
    await route.fulfill({ json: { items: [], next: null } });
    answered.resolve();
  });
  await page.getByRole('button', { name: said('shell:more') }).click();
  await asked.promise;
  await context.setOffline(true);
  await page.evaluate(() => history.pushState({}, '', '/cases'));
  await page.locator('.away').waitFor();
  late.resolve();
  await answered.promise;
  await page.waitForTimeout(500);
  expect(await page.locator('.away').isVisible()).toBe(true);
  await context.setOffline(false);
  await page.getByRole('heading', { level: 1, name: said('cases:gallery.title') }).waitFor();
});
