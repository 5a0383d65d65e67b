// A day of the whole house in a real browser: a firm comes in, a figure is reported and confirmed, a year is allocated, a Monday list
// is ticked off, a deputy acts for an officer on leave; at its end the auditor retraces all of it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity, type Reader, settled } from '../harness/browser.ts';
import { freshCode } from '../harness/codes.ts';
import { personAt } from '../harness/http.ts';
import { newOfficer } from '../harness/officer.ts';
import { paperPdf } from '../harness/papers.ts';
import { inspected, seriousFaults, tooWide } from './inspect.ts';
import { said } from './say.ts';

type Demo = { account: string; password: string; region?: string };
const password = 'My-own-pass-1';
const words = (key: string, params: Record<string, string> = {}) => said(key, params, 'en');

let city: City;
let firm: Reader;
let bureau: Reader;
let second: Reader;
let district: Reader;
const demo = new Map<string, Demo>();
beforeAll(async () => {
  city = await openCity('example');
  const { items } = await personAt(city.url).get<{ items: Demo[] }>('/session/demo-accounts');
  for (const one of items) demo.set(one.account, one);
  firm = await city.reader({ language: 'en' });
  [bureau, second, district] = [await signedIn('bureau'), await signedIn('bureau-second'), await signedIn('district')];
});
afterAll(() => city?.close());

/** A reader, in Chinese unless said, signed in with a demo account. */
async function signedIn(account: string, language: 'zh-CN' | 'en' = 'zh-CN'): Promise<Reader> {
  const reader = await city.reader({ language });
  const its = demo.get(account);
  const answer = await reader.page.request.post('/api/session', { data: { account, password: its?.password } });
  expect(answer.status()).toBeLessThan(300);
  return reader;
}

/** The records of this day whose acts the auditor looks for. */
const made = { signUp: '', figure: '', allocation: '', organization: '' };
const idIn = (address: string) => new URL(address).pathname.split('/').at(-1) ?? '';

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
  await page.selectOption('#sign-up-region', demo.get('district')?.region ?? '');
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
  made.signUp = idIn(page.url());
});

test('its district confirms', async () => {
  const officer = await signedIn('district', 'en');
  const { page, goTo, faults } = officer;
  await goTo('/sign-ups');
  expect(await inspected(officer)).toEqual([]);
  await page.getByRole('link', { name: '云川远航科技有限公司' }).click();
  await page.getByRole('heading', { name: words('signUps:page.letter') }).waitFor();
  expect(await inspected(officer)).toEqual([]);
  await page
    .getByRole('button', { name: words('signUps:actions.confirm'), exact: true })
    .first()
    .click();
  await page.locator('dialog[open] .button-primary').click();
  await page.getByText(words('signUps:states.confirmed')).first().waitFor();
  expect(faults).toEqual([]);
});

test('its administrator signs in for the first time and invites two members, who accept', async () => {
  const { page, goTo } = firm;
  await page.reload();
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

/** What a page in Chinese must keep. */
const fits = async ({ page }: Reader) => [...(await tooWide(page)), ...(await seriousFaults(page))];
const state = ({ page }: Reader, words: string) =>
  page
    .locator('main .tag', { hasText: said(words) })
    .first()
    .waitFor();
/** Presses a button of a record and, in its dialog, the button of the same name. */
async function act({ page }: Reader, words: string): Promise<void> {
  // A key that does the same may stand in its name.
  const name = new RegExp(`^${said(words)}`);
  await page.getByRole('button', { name }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name }).click();
  await dialog.waitFor({ state: 'hidden' });
  await settled(page);
}

test('a figure of the city is reported, confirmed by a second officer, and stands on the target’s page with its source', async () => {
  const { page } = bureau;
  await bureau.goTo('/figures/new?series=revenue-bulletin&region=YC&period=2023');
  const form = page.locator('form');
  const field = (words: string) => form.getByLabel(said(words), { exact: false }).first();
  await field('statistics:value').fill('81000000000');
  await field('statistics:sourceTitle').fill('云川市2023年统计公报');
  const send = form.getByRole('button', { name: said('statistics:actions.create') });
  await send.click();
  // Figures of that year were published: a late one is refused until it says why.
  await page.getByText('补报请填写理由').waitFor();
  await field('statistics:reason').fill('公报晚于报表');
  await send.click();
  await page.waitForURL(/\/figures\/[0-9a-f-]{36}/);
  await state(bureau, 'statistics:states.waiting');
  made.figure = idIn(page.url());
  expect(await page.getByRole('button', { name: said('statistics:actions.confirm'), exact: true }).count()).toBe(0);
  const target = '/indicators/revenue?asOf=2023-12-31';
  const bulletin = (reader: Reader) =>
    reader.page.getByRole('region', { name: said('plans:sources.title') }).getByRole('row', { name: '统计公报' });
  await bureau.goTo(target);
  expect(await bulletin(bureau).innerText()).not.toContain('810');

  await second.goTo(`/figures/confirm?figure=${made.figure}`);
  expect(await fits(second)).toEqual([]);
  await second.page.getByRole('link', { name: '统计公报' }).or(second.page.getByText('云川市2023年统计公报')).first().waitFor();
  const confirm = second.page.getByRole('button', { name: new RegExp(`^${said('statistics:actions.confirm')}`) });
  await confirm.click();
  await second.page.getByRole('dialog').locator('.button-primary').click();
  await second.page.getByRole('dialog').waitFor({ state: 'hidden' });

  await bureau.goTo(target);
  await bulletin(bureau).getByText('810').waitFor();
  await bureau.goTo(`/figures/${made.figure}`);
  await page.getByText('云川市2023年统计公报').first().waitFor();
  await state(bureau, 'statistics:states.reported');
});

test('a year is allocated to the districts and the city’s own units: not above the city’s target, and decided by a second officer', async () => {
  const { page } = bureau;
  await bureau.goTo('/allocations/new?plan=yunchuan-three-years&target=clusters&year=2025');
  await page.getByLabel(said('plans:allocation.total'), { exact: false }).fill('8');
  const shares = page.locator('.allocation-editor input[inputmode="decimal"]');
  const places = await shares.count();
  expect(places).toBe(8);
  for (let at = 0; at < places; at += 1) await shares.nth(at).fill(at === 0 ? '2' : '1');
  await page.getByText(said('plans:allocation.over', { value: '1' })).waitFor();
  const save = page.getByRole('button', { name: said('plans:allocation.save') });
  await shares.first().fill('1');
  await page.getByText(said('plans:allocation.balanced')).waitFor();
  expect(await fits(bureau)).toEqual([]);
  await save.click();
  await page.waitForURL(/\/allocations\/[0-9a-f-]{36}/);
  made.allocation = idIn(page.url());
  await settled(page);
  await act(bureau, 'allocations:actions.submit');
  await page.getByText(said('plans:allocation.own')).waitFor();
  await second.goTo(new URL(page.url()).pathname);
  await act(second, 'allocations:actions.decide');
  await state(second, 'allocations:states.decided');
  await district.goTo('/shares?year=2025&target=clusters');
  expect(await fits(district)).toEqual([]);
});

test('a district ticks off two lines of its Monday list, and they are told as done', async () => {
  const { page } = district;
  await district.goTo('/monday');
  const done = page.locator('.monday-buttons').getByRole('button', { name: said('plans:monday.done'), exact: true });
  const told = page.getByRole('region', { name: said('plans:monday.thisWeek') });
  const before = await told.getByRole('listitem').count();
  for (const more of [1, 2]) {
    await done.first().click();
    await expect.poll(() => told.getByRole('listitem').count(), { timeout: 60_000 }).toBe(before + more);
  }
  expect(await fits(district)).toEqual([]);
  expect([...bureau.faults.filter((one) => !one.includes('422')), ...second.faults, ...district.faults]).toEqual([]);
});

test('an officer goes on leave and the deputy acts; the history names both', { timeout: 300_000 }, async () => {
  const zhou = await newOfficer(city, 'zhou-min', '周敏', 'Zhou Min');
  const li = await newOfficer(city, 'li-na', '李娜', 'Li Na');
  await zhou.goTo('/account/deputies');
  await zhou.page.selectOption('#deputy', 'li-na');
  await zhou.page.getByRole('button', { name: words('rights:deputy.name') }).click();
  await zhou.page.getByText(words('rights:deputy.done', { name: 'Li Na' })).waitFor();
  expect(await inspected(zhou)).toEqual([]);

  await li.goTo('/desk');
  await li.page.getByRole('button', { name: words('rights:acting.choose', { name: 'Zhou Min' }) }).click();
  await li.page.getByText(words('rights:acting.now', { name: 'Zhou Min' })).waitFor();
  expect(await inspected(li)).toEqual([]);
  const acted = await li.page.request.post('/api/organizations', { data: { name: '代办测试有限公司', region: 'YC-CH' } });
  made.organization = ((await acted.json()) as { id: string }).id;
  await li.goTo(`/organizations/${made.organization}`);
  await li.page.getByText(words('shell:events.for', { deputy: 'Li Na', absent: 'Zhou Min' })).waitFor();
  await li.page.getByRole('button', { name: words('rights:acting.stop') }).click();
  await li.page.getByText(words('rights:acting.now', { name: 'Zhou Min' })).waitFor({ state: 'detached' });

  await li.goTo('/account/my-data');
  expect(await inspected(li)).toEqual([]);
  expect([...zhou.faults, ...li.faults]).toEqual([]);
});

test('the auditor retraces all of it: who did what, on which record, for whom', async () => {
  const audit = await signedIn('audit', 'en');
  const { page, goTo, faults } = audit;
  const found = async (query: Record<string, string>, ...wanted: string[]) => {
    await goTo(`/audit?${new URLSearchParams(query)}`);
    let row = page.locator('main tbody tr');
    for (const text of wanted) row = row.filter({ hasText: text });
    await row.first().waitFor();
  };
  const changed = (record: string, by: string, action: string) => found({ record, what: 'changed' }, `(${by})`, words(action));
  await changed(made.signUp, 'district', 'signUps:actions.confirm');
  expect(await inspected(audit)).toEqual([]);
  await found({ account: 'heyuan', what: 'rights' }, '(heyuan)', words('accounts:events.invited'));
  await changed(made.figure, 'bureau', 'statistics:actions.create');
  await changed(made.figure, 'bureau-second', 'statistics:actions.confirm');
  await changed(made.allocation, 'bureau', 'allocations:actions.submit');
  await changed(made.allocation, 'bureau-second', 'allocations:actions.decide');
  await found({ account: 'district', what: 'changed' }, '(district)', words('gaps:actions.create'));
  const both = words('audit:actedFor', { name: 'Li Na (li-na)', absent: 'Zhou Min (zhou-min)' });
  await found({ account: 'zhou-min', what: 'changed' }, both);
  expect(await inspected(audit)).toEqual([]);
  await found({ record: made.organization, what: 'saw' }, 'Li Na (li-na)');
  expect(faults).toEqual([]);
});
