// Targets at work in a browser: a figure reported and confirmed by a second officer, a year allocated to districts and own units, a Monday list ticked off.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity, type Reader, settled, signInAs } from '../harness/browser.ts';
import { seriousFaults, tooWide } from './inspect.ts';
import { said } from './say.ts';

let city: City;
let bureau: Reader;
let second: Reader;
let district: Reader;
beforeAll(async () => {
  city = await openCity('example');
  [bureau, second, district] = [await city.reader(), await city.reader(), await city.reader()];
  await signInAs(bureau, 'bureau');
  await second.page.request.post('/api/session', { data: { account: 'bureau-second', password: 'Touyan-demo-1' } });
  await signInAs(district, 'district');
});
afterAll(() => city?.close());

const inspected = async ({ page }: Reader) => [...(await tooWide(page)), ...(await seriousFaults(page))];
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
  const address = new URL(page.url()).pathname;
  expect(await page.getByRole('button', { name: said('statistics:actions.confirm'), exact: true }).count()).toBe(0);
  const target = '/indicators/revenue?asOf=2023-12-31';
  const bulletin = (reader: Reader) =>
    reader.page.getByRole('region', { name: said('plans:sources.title') }).getByRole('row', { name: '统计公报' });
  await bureau.goTo(target);
  expect(await bulletin(bureau).innerText()).not.toContain('810');

  await second.goTo(`/figures/confirm?figure=${address.split('/').at(-1)}`);
  expect(await inspected(second)).toEqual([]);
  await second.page.getByRole('link', { name: '统计公报' }).or(second.page.getByText('云川市2023年统计公报')).first().waitFor();
  const confirm = second.page.getByRole('button', { name: new RegExp(`^${said('statistics:actions.confirm')}`) });
  await confirm.click();
  await second.page.getByRole('dialog').locator('.button-primary').click();
  await second.page.getByRole('dialog').waitFor({ state: 'hidden' });

  await bureau.goTo(target);
  await bulletin(bureau).getByText('810').waitFor();
  await bureau.goTo(address);
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
  expect(await inspected(bureau)).toEqual([]);
  await save.click();
  await page.waitForURL(/\/allocations\/[0-9a-f-]{36}/);
  await settled(page);
  await act(bureau, 'allocations:actions.submit');
  await page.getByText(said('plans:allocation.own')).waitFor();
  await second.goTo(new URL(page.url()).pathname);
  await act(second, 'allocations:actions.decide');
  await state(second, 'allocations:states.decided');
  await district.goTo('/shares?year=2025&target=clusters');
  expect(await inspected(district)).toEqual([]);
});

test('a district ticks off two lines of its Monday list, and they are told as done', async () => {
  const { page } = district;
  await district.goTo('/monday');
  const done = page.locator('.monday-buttons').getByRole('button', { name: said('plans:monday.done'), exact: true });
  const told = page.getByRole('region', { name: said('plans:monday.thisWeek') });
  const before = await told.getByRole('listitem').count();
  for (const more of [1, 2]) {
    await done.first().click();
    await expect.poll(() => told.getByRole('listitem').count(), { timeout: 10_000 }).toBe(before + more);
  }
  expect(await inspected(district)).toEqual([]);
  expect([...bureau.faults.filter((one) => !one.includes('422')), ...second.faults, ...district.faults]).toEqual([]);
});
