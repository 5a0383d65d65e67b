// An officer who uses no mouse: signs in, makes an organization, mends it, by keyboard alone; the focus is always seen and goes back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Locator } from 'playwright-core';
import { type City, openCity, type Reader, settled } from '../harness/browser.ts';
import { personAt } from '../harness/http.ts';
import { newOfficer } from '../harness/officer.ts';
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

/** Opens a page and begins at its content, as after a link was followed. */
async function beginAt(path: string): Promise<void> {
  await reader.goTo(path);
  await reader.page.evaluate(() => document.getElementById('main')?.focus());
}

test('ticks off the Monday list: the next line is at hand, and it can be taken back', async () => {
  const { page } = reader;
  await beginAt('/monday');
  const lines = page.locator('.monday-buttons');
  const done = lines.first().getByRole('button', { name: said('plans:monday.done') });
  await done.waitFor();
  const before = await lines.count();
  await tabTo(done);
  await page.keyboard.press('Enter');
  await expect.poll(() => lines.count()).toBe(before - 1);
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.monday-buttons') !== null)).toBe(true);
  await tabTo(page.getByRole('button', { name: said('plans:monday.undo') }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => lines.count()).toBe(before);
});

test('confirms a reported figure from the queue', async () => {
  const { page } = reader;
  await beginAt('/figures/confirm');
  const confirm = page.getByRole('button', { name: new RegExp(`^${said('statistics:actions.confirm')}`) });
  await tabTo(confirm);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await tabTo(dialog.locator('button[type="submit"], .button-primary').first());
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await confirm.waitFor({ state: 'detached' });
  expect(reader.faults.filter((one) => !one.includes('401'))).toEqual([]);
});

test('toggles a working day and takes it back', async () => {
  const { page } = reader;
  await beginAt('/calendar/working-days');
  const day = page.locator('button.day[aria-pressed="false"]').first();
  await tabTo(day);
  const name = await day.getAttribute('aria-label');
  await page.keyboard.press('Space');
  await page.locator('.day-changed').waitFor();
  await page.keyboard.press('Space');
  await page.locator('.day-changed').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(name);
});

test('comments on a record, mentions a colleague from the list, and attaches a file', async () => {
  const { page } = reader;
  await beginAt('/orders');
  await tabTo(page.locator('tbody a').first());
  await page.keyboard.press('Enter');
  await settled(page);
  const box = page.locator('textarea');
  await tabTo(box, 'Tab', 80);
  await page.keyboard.type('请看 @');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.getByText('请看', { exact: false }).and(page.locator('.comment-text, p, span')).first().waitFor();
  await beginAt('/registers/newRdInstitution');
  await tabTo(page.locator('tbody a').first());
  await page.keyboard.press('Enter');
  await settled(page);
  const choose = page.locator('.drop-button input').first();
  // Listened for before the way there: a key is quicker than the browser's being told to tell of it.
  const chooser = page.waitForEvent('filechooser');
  await tabTo(choose, 'Tab', 80);
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({ name: '键盘.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') });
  await page.getByText('键盘.pdf').first().waitFor();
  expect(reader.faults.filter((one) => !one.includes('401'))).toEqual([]);
});

test('answers an order as the district', async () => {
  reader = await city.reader();
  await reader.context.request.post('/api/session', { data: { account: 'district', password: 'Touyan-demo-1' } });
  const { page } = reader;
  await beginAt('/orders');
  await tabTo(page.locator('tbody a').first());
  await page.keyboard.press('Enter');
  await settled(page);
  const answer = page.getByRole('button', { name: said('orders:actions.answer'), exact: true });
  await tabTo(answer, 'Tab', 80);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.locator('textarea').first().waitFor();
  await tabTo(dialog.locator('textarea').first());
  await page.keyboard.type('已逐家核实，说明见附件。');
  await tabTo(dialog.locator('button[type="submit"]'));
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('已逐家核实，说明见附件。').first().waitFor();
  expect(reader.faults.filter((one) => !one.includes('401'))).toEqual([]);
});

test('decides an allocation as the second officer', async () => {
  const first = personAt(city.url);
  await first.post('/session', { account: 'bureau', password: 'Touyan-demo-1' });
  const parts = [{ place: 'YC-CH', amount: '3' }];
  const wanted = { plan: 'yunchuan-three-years', target: 'clusters', year: 2025, total: '3', parts };
  const { id } = await first.act(await first.create('allocations', wanted), 'submit');
  reader = await city.reader();
  await reader.context.request.post('/api/session', { data: { account: 'bureau-second', password: 'Touyan-demo-1' } });
  const { page } = reader;
  await beginAt('/allocations');
  await tabTo(page.locator(`tbody a[href$="${id}"]`), 'Tab', 80);
  await page.keyboard.press('Enter');
  await settled(page);
  await tabTo(page.getByRole('button', { name: new RegExp(`^${said('allocations:actions.decide')}`) }), 'Tab', 80);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await tabTo(dialog.locator('button[type="submit"], .button-primary').first());
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page
    .locator('main .tag', { hasText: said('allocations:states.decided') })
    .first()
    .waitFor();
  expect(reader.faults).toEqual([]);
});

test('ends the session at another device, and is asked first', async () => {
  const officer = await newOfficer(city, 'key-board', '周敏', 'Zhou Min');
  reader = officer;
  const { page, password, recoveryCodes } = officer;
  const elsewhere = personAt(city.url);
  await elsewhere.post('/session', { account: 'key-board', password, code: recoveryCodes[0] });
  await beginAt('/account');
  const end = page.locator('.session-list').getByRole('button', { name: said('accounts:sessions.end', {}, 'en'), exact: true });
  await tabTo(end);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await tabTo(dialog.locator('.button-danger'));
  await page.keyboard.press('Enter');
  await end.waitFor({ state: 'detached' });
  expect((await elsewhere.send('GET', '/session')).status).toBe(401);
  expect(reader.faults).toEqual([]);
});
