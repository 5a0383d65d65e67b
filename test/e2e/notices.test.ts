// Told and telling in a browser: a comment with a mention written by keyboard, the bell that rings for it, what one wants to be told.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity, type Reader, settled, signInAs } from '../harness/browser.ts';
import { personAt } from '../harness/http.ts';
import { said } from './say.ts';

let city: City;
let [bureau, district]: Reader[] = [];
let record: string;
beforeAll(async () => {
  city = await openCity('example');
  bureau = await city.reader();
  district = await city.reader();
  await signInAs(bureau, 'bureau');
  await signInAs(district, 'district');
  const somebody = personAt(city.url);
  record = (await somebody.get<{ items: { id: string }[] }>('/organizations', { limit: 1 })).items[0]!.id;
});
afterAll(() => city?.close());

test('an officer mentions a colleague by keyboard alone', async () => {
  const { page, goTo, faults } = bureau!;
  await goTo(`/organizations/${record}`);
  const box = page.getByRole('textbox', { name: said('notices:comments.write') });
  await box.focus();
  await page.keyboard.type('请核对 @澄湖区经办');
  const offered = page.getByRole('option', { name: '澄湖区经办' });
  await offered.waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => box.inputValue()).toMatch(/^请核对 @\S*澄湖\S* $/);
  await page.keyboard.type('联系方式');
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.locator('.comment', { hasText: '联系方式' }).waitFor();
  expect(await box.inputValue()).toBe('');
  expect(faults).toEqual([]);
});

test('the colleague’s bell tells of it and opens the record; it can be taken back', async () => {
  const { page, goTo, faults } = district!;
  const bell = page.getByRole('button', { name: /未读/ });
  await expect
    .poll(
      async () => {
        await goTo('/notices?read=no');
        return page.locator('.notice', { hasText: said('notices:topics.mentions') }).count();
      },
      { timeout: 60_000, interval: 1000 },
    )
    .toBe(1);
  await page.getByRole('button', { name: said('notices:markAll') }).click();
  await page.locator('.undo').waitFor();
  await expect.poll(() => bell.count()).toBe(0);
  await page.getByRole('button', { name: said('notices:undo') }).click();
  await bell.click();
  await page.locator('dialog[open] .notice a').first().click();
  await page.waitForURL(`**/organizations/${record}`);
  await page.locator('.comment', { hasText: '联系方式' }).waitFor();
  expect(await page.locator('dialog[open]').count()).toBe(0);
  expect(faults).toEqual([]);
});

test('wishes are kept as they are chosen, and come back as they were', async () => {
  const { page, goTo, faults } = district!;
  await goTo('/notices/settings');
  const cell = page.getByRole('combobox', {
    name: said('notices:settings.cell', {
      topic: said('notices:topics.comments'),
      channel: said('notices:settings.channel.inApp'),
    }),
  });
  await cell.selectOption({ label: said('notices:settings.how.weekly') });
  await page.getByText(said('notices:settings.saved'), { exact: true }).waitFor();
  await page.reload();
  await settled(page);
  expect(await cell.inputValue()).toBe('weekly');
  await page.getByRole('button', { name: said('notices:settings.reset') }).click();
  await page
    .locator('dialog[open]')
    .getByRole('button', { name: said('notices:settings.reset') })
    .click();
  await expect.poll(() => cell.inputValue()).toBe('atOnce');
  expect(faults).toEqual([]);
});
