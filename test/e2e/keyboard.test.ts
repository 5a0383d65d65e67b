// An officer who uses no mouse: signs in, makes an organization, mends it, by keyboard alone; the focus is always seen and goes back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import { type City, openCity, type Reader, settled } from '../harness/browser.ts';
import { said } from './say.ts';

const name = '云川键盘检测研究院';
let city: City;
let reader: Reader;
beforeAll(async () => {
  city = await openCity('example');
  reader = await city.reader({ path: '/sign-in' });
});
afterAll(() => city?.close());

/** Goes on with Tab until something has the focus; what has it on the way must be seen to have it. */
async function tabTo(wanted: Locator, key = 'Tab', most = 60): Promise<void> {
  const { page } = reader;
  await wanted.waitFor();
  for (let step = 0; step < most; step += 1) {
    if (await wanted.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press(key);
    const unseen = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
      const { width, height } = at.getBoundingClientRect();
      const marked =
        (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || at.closest('.drop-button') !== null;
      return marked && width > 0 && height > 0 ? null : at.outerHTML.slice(0, 160);
    });
    expect(unseen).toBeNull();
  }
  throw new Error(`Not reached with ${key} ${most} times: ${wanted}`);
}
const isFocused = (wanted: Locator) => wanted.evaluate((one) => one === document.activeElement);
const focused = (wanted: Locator) => expect.poll(() => isFocused(wanted)).toBe(true);

test('signs in', async () => {
  const { page } = reader;
  await tabTo(page.getByLabel(said('shell:signIn.account'), { exact: true }));
  await page.keyboard.type('bureau');
  await page.keyboard.press('Tab');
  await page.keyboard.type('wrong password');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await focused(page.getByLabel(said('shell:signIn.password'), { exact: true }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Touyan-demo-1');
  await page.keyboard.press('Enter');
  await page.locator('summary', { hasText: said('shell:roles.bureauOfficer') }).waitFor();
  await settled(page);
  // Its field has gone with the page: the new one begins at its content.
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
});

test('makes an organization: an empty form brings the focus to what is wrong', async () => {
  const { page } = reader;
  const navigation = page.getByRole('navigation', { name: said('shell:navigation') });
  const menu = navigation.getByRole('button', { name: said('shell:menus.registers') });
  const link = navigation.getByRole('link', { name: said('organizations:nav') });
  await tabTo(menu, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await focused(navigation.getByRole('link', { name: said('recognitions:titlesNav') }));
  await page.keyboard.press('Escape');
  await link.waitFor({ state: 'hidden' });
  await focused(menu);
  await page.keyboard.press('ArrowLeft');
  await focused(navigation.getByRole('button', { name: said('shell:menus.plan') }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await link.waitFor();
  for (let step = 0; step < 8 && !(await isFocused(link)); step += 1) await page.keyboard.press('ArrowUp');
  await focused(link);
  await page.keyboard.press('Enter');
  await settled(page);
  await tabTo(page.getByRole('link', { name: said('organizations:actions.create') }));
  await page.keyboard.press('Enter');
  const field = page.getByLabel(said('organizations:name'), { exact: true });
  const send = page.locator('form').getByRole('button', { name: said('organizations:actions.create') });
  await tabTo(send);
  await page.keyboard.press('Enter');
  await focused(field);
  await page.getByText(said('shell:form.errors', { count: 1 })).waitFor();
  await page.keyboard.type(name);
  await tabTo(page.getByLabel(said('organizations:region')));
  await page.keyboard.press('ArrowDown');
  await tabTo(send);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name }).waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/organizations\/[0-9a-f-]+$/);
});

test('mends it in a dialog that keeps the focus, closes with Escape and gives the focus back', async () => {
  const { page } = reader;
  const edit = page.getByRole('button', { name: said('organizations:actions.edit'), exact: true });
  await tabTo(edit);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await focused(dialog.getByLabel(said('organizations:name')).first());
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null),
    ).toBe(true);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await focused(edit);
  const withheld = page.locator('.withheld summary');
  await tabTo(withheld);
  await page.keyboard.press('Enter');
  await page.locator('.withheld').getByText(said('organizations:actions.undoMerge')).waitFor();
  expect(reader.faults.filter((one) => !one.includes('401'))).toEqual([]);
});
