// A firm comes in, in a real browser: a letter handed in, confirmed by its district, a password chosen, two members invited who accept.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity, type Reader } from '../harness/browser.ts';
import { freshCode } from '../harness/codes.ts';
import { personAt } from '../harness/http.ts';
import { paperPdf } from '../harness/papers.ts';
import { inspected, tooWide } from './inspect.ts';
import { said } from './say.ts';

let city: City;
beforeAll(async () => {
  city = await openCity('example');
});
afterAll(() => city?.close());

const password = 'My-own-pass-1';
const words = (key: string) => said(key, {}, 'en');

type Demo = { role: string; account: string; password: string; region?: string };
let district: Demo;
let firm: Reader;
let receipt: string;

beforeAll(async () => {
  const { items } = await personAt(city.url).get<{ items: Demo[] }>('/session/demo-accounts');
  district = items.find((one) => one.role === 'districtOfficer')!;
  firm = await city.reader({ language: 'en' });
});

test('a firm signs up with a sealed letter in under five minutes', async () => {
  const { page, goTo } = firm;
  const began = Date.now();
  let typed = 0;
  const fill = async (field: string, value: string) => {
    typed += value.length;
    await page.fill(`#sign-up-${field}`, value);
  };
  await goTo('/sign-up');
  await fill('creditCode', freshCode());
  await page.locator('#sign-up-creditCode').blur();
  await fill('name', '云川远航科技有限公司');
  await page.selectOption('#sign-up-region', district.region ?? '');
  await fill('administrator', 'He Yuan');
  await fill('phone', '13800001234');
  await fill('account', 'heyuan');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: words('signUps:form.download') }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.pdf$/);
  await page.setInputFiles('input[type=file]', { name: 'letter.pdf', mimeType: 'application/pdf', buffer: paperPdf('sealed') });
  await page.locator('.drop .sign-up-found').waitFor();
  expect(await inspected(firm)).toEqual([]);
  await page.getByRole('button', { name: words('signUps:form.submit') }).click();
  await page.waitForURL(/\/sign-up\/[0-9a-f-]{36}\?key=/);
  // Six fields and a file. Typed by hand at two characters a second, with a minute for printing and sealing, it is under five minutes.
  expect((Date.now() - began) / 1000 + typed / 2 + 60).toBeLessThan(300);
  await page.getByText(words('signUps:receipt.keep')).waitFor();
  expect(await inspected(firm)).toEqual([]);
  receipt = page.url();
});

test('its district confirms', async () => {
  const officer = await city.reader({ language: 'en' });
  await officer.page.request.post('/api/session', { data: { account: district.account, password: district.password } });
  await officer.goTo('/sign-ups');
  expect(await inspected(officer)).toEqual([]);
  await officer.page.getByRole('link', { name: '云川远航科技有限公司' }).click();
  await officer.page.getByRole('heading', { name: words('signUps:page.letter') }).waitFor();
  expect(await inspected(officer)).toEqual([]);
  await officer.page
    .getByRole('button', { name: words('signUps:actions.confirm'), exact: true })
    .first()
    .click();
  await officer.page.locator('dialog[open] .button-primary').click();
  await officer.page.getByText(words('signUps:states.confirmed')).first().waitFor();
  expect(officer.faults).toEqual([]);
});

test('its administrator signs in for the first time and invites two members, who accept', async () => {
  const { page, goTo } = firm;
  await page.goto(receipt);
  await page.fill('#next', password);
  await page.fill('#again', password);
  await page.keyboard.press('Enter');
  await page
    .getByRole('main')
    .getByRole('link', { name: words('signUps:receipt.toSignIn') })
    .click();
  await page.fill('#account', 'heyuan');
  await page.fill('#password', password);
  await page.keyboard.press('Enter');
  await page.locator('.who summary').waitFor();
  await goTo('/organization/members');
  for (const name of ['member-one', 'member-two']) {
    await page.getByRole('button', { name: words('members:invite.member') }).click();
    await page.locator('dialog[open] input').first().fill(name);
    await page.locator('dialog[open] button[type=submit]').click();
    const link = await page.locator('.invitation-link').innerText();
    await page.keyboard.press('Escape');
    const member = await city.reader({ language: 'en', path: new URL(link).pathname });
    await member.page.fill('#account', name);
    await member.page.fill('#password', password);
    await member.page.fill('#again', password);
    expect(await inspected(member)).toEqual([]);
    await member.page.keyboard.press('Enter');
    await member.page.getByRole('heading', { name: words('members:accept.done') }).waitFor();
    expect(member.faults).toEqual([]);
  }
  await goTo('/organization/members');
  await page.getByText('member-two').first().waitFor();
  expect(await inspected(firm)).toEqual([]);
  await page.setViewportSize({ width: 375, height: 812 });
  expect(await tooWide(page)).toEqual([]);
  expect(firm.faults).toEqual([]);
});
