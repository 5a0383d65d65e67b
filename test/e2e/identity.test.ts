// An account's first hour in a real browser: made, given its role, led through password and second factor; and a session left alone.
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity, type Reader, settled } from '../harness/browser.ts';
import { type Person, personAt } from '../harness/http.ts';
import { inspected, tooWide } from './inspect.ts';
import { said } from './say.ts';

let city: City;
const demo = new Map<string, { account: string; password: string }>();
beforeAll(async () => {
  city = await openCity('example');
  const { items } = await personAt(city.url).get<{ items: { role: string; account: string; password: string }[] }>(
    '/session/demo-accounts',
  );
  for (const { role, account, password } of items) demo.set(role, { account, password });
});
afterAll(() => city?.close());

const as = async (role: string): Promise<Person> => {
  const person = personAt(city.url);
  await person.post('/session', demo.get(role));
  return person;
};
/** A reader who is signed in already: what is tried is the page. */
const readerAs = async (role: string): Promise<Reader> => {
  const reader = await city.reader({ language: 'en' });
  await reader.page.request.post('/api/session', { data: demo.get(role) });
  return reader;
};

test('a new officer chooses a password, sets up the second factor, and signs in with it', { timeout: 300_000 }, async () => {
  const [system, security] = [await as('systemAdmin'), await as('securityAdmin')];
  const wanted = { account: 'first-hour', name: '周敏', nameInEnglish: 'Zhou Min', duty: 'business' };
  const made = await system.post<{ account: { id: string }; password: string }>('/accounts', wanted);
  await security.post(`/accounts/${made.account.id}/roles`, { roles: ['bureauOfficer'], reason: '到岗' });
  const reader = await city.reader({ language: 'en' });
  const { page, goTo } = reader;
  await goTo('/sign-in?next=%2Forganizations');
  const signIn = async (password: string) => {
    await page.fill('#account', 'first-hour');
    await page.fill('#password', password);
    await page.keyboard.press('Enter');
  };
  await signIn(made.password);
  await page.waitForURL('**/account/first*');
  // There is no way round: every other page leads back.
  await goTo('/organizations');
  await page.waitForURL('**/account/first*');
  expect(await inspected(reader)).toEqual([]);
  await page.fill('#current', made.password);
  await page.fill('#next', 'My-own-pass-1');
  await page.fill('#again', 'My-own-pass-2');
  await page.keyboard.press('Enter');
  await page.getByText(said('accounts:password.differs', {}, 'en')).waitFor();
  await page.fill('#again', 'My-own-pass-1');
  await page.keyboard.press('Enter');
  await page.locator('.enrol-qr').waitFor();
  expect(await inspected(reader)).toEqual([]);
  const secret = Secret.fromBase32((await page.locator('code.secret').innerText()).replaceAll(' ', ''));
  const totp = new TOTP({ secret });
  await page.fill('#first-code', totp.generate());
  await page.keyboard.press('Enter');
  const first = await page.locator('.recovery li').first().innerText();
  expect(await inspected(reader)).toEqual([]);
  await page.getByRole('button', { name: said('accounts:recovery.kept', {}, 'en') }).click();
  await page.waitForURL('**/organizations');
  await goTo('/account');
  expect(await inspected(reader)).toEqual([]);
  await page.setViewportSize({ width: 375, height: 812 });
  expect(await tooWide(page)).toEqual([]);
  await page.context().clearCookies();
  await goTo('/sign-in');
  await signIn('My-own-pass-1');
  await page.locator('#code').waitFor();
  expect(await inspected(reader)).toEqual([]);
  await page.fill('#code', first);
  await page.keyboard.press('Enter');
  await page.locator('.who summary').waitFor();
});

test('the pages of the administrators, each for its own, with what axe and a phone ask', { timeout: 300_000 }, async () => {
  const found: Record<string, string[]> = {};
  for (const [role, paths] of [
    ['securityAdmin', ['/accounts', '/security-log']],
    ['auditAdmin', ['/security-log', '/accounts']],
  ] as const) {
    const reader = await readerAs(role);
    const [own = '', other = ''] = paths;
    await reader.goTo(own);
    await reader.page.locator('.table-list tbody tr').first().waitFor();
    const wrong = await inspected(reader);
    await reader.page.setViewportSize({ width: 375, height: 812 });
    wrong.push(...(await tooWide(reader.page)));
    await reader.goTo(other);
    await reader.page.getByText(said('shell:only.others', {}, 'en')).waitFor();
    found[role] = [...wrong, ...reader.faults];
  }
  expect(found).toEqual({ securityAdmin: [], auditAdmin: [] });
});

test('a session left alone is asked a minute before it ends; who stays, stays, and who does not is signed out', {
  timeout: 300_000,
}, async () => {
  const reader = await readerAs('securityAdmin');
  const { page, goTo } = reader;
  await page.clock.install();
  await goTo('/accounts');
  await page.locator('.table-list tbody tr').first().waitFor();
  // What watches is loaded after the page.
  await page.waitForFunction(() => localStorage.getItem('touyan.active') !== null);
  await page.clock.fastForward('12:30');
  expect(await page.locator('dialog[open]').count()).toBe(0);
  await page.clock.fastForward('00:40');
  await page.getByRole('timer').waitFor();
  // The clock goes on once the server has heard that somebody is there.
  const kept = page.waitForResponse('**/api/session');
  await page.getByRole('button', { name: said('accounts:idle.stay', {}, 'en') }).click();
  await kept;
  await page.getByRole('timer').waitFor({ state: 'detached' });
  await page.clock.fastForward('12:30');
  await page.clock.fastForward('02:00');
  await page.waitForURL('**/sign-in*');
  await settled(page);
  await expect.poll(async () => (await page.request.get('/api/session')).status()).toBe(401);
});
