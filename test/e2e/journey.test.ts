// A bureau officer's first day in the example city, in a browser: from a file of organizations to a target that moves, down to the event and its proof.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCreditCode } from '../../src/organizations/creditCode.ts';
import { addDays } from '../../src/platform/shared/dates.ts';
import { type City, openCity, type Reader, settled, signInAs } from '../harness/browser.ts';
import { type Person, personAt } from '../harness/http.ts';
import { sheetOf } from './files.ts';
import { said } from './say.ts';

const target = 'new-rd-institutions';
const founded = '云川青竹机器人研究院有限公司';
const title = '青竹机器人新型研发机构';

let city: City;
let api: Person;
let officer: Reader;
let today: string;
let folder: string;
beforeAll(async () => {
  city = await openCity('example');
  api = personAt(city.url);
  today = String((await api.get('/health'))['today']);
  folder = mkdtempSync(join(tmpdir(), 'touyan-journey-'));
  officer = await city.reader();
});
afterAll(async () => {
  await city?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** What the plan says of the target now, for comparing with what the page shows. */
async function current(query: { asOf?: string } = {}): Promise<number> {
  type Plan = { targets: { code: string; current: string | null }[] };
  const { items } = await api.get<{ items: { code: string }[] }>('/plans');
  const plan = await api.get<Plan>(`/plans/${items[0]?.code}`, query);
  return Number(plan.targets.find((one) => one.code === target)?.current);
}

/** The target's row on the cockpit, and its figure as it stands there. */
const row = ({ page }: Reader) =>
  page.locator('#targets tbody tr').filter({ has: page.getByRole('button', { name: '新型研发机构', exact: true }) });
const figure = (reader: Reader) => row(reader).locator('.figure-line');
const shows = async (reader: Reader, value: number): Promise<void> => {
  await expect.poll(() => figure(reader).innerText(), { timeout: 60_000 }).toBe(String(value));
  await settled(reader.page);
};

const signs = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
/** A credit code with both its check digits right. */
const codeFrom = (start: string): string =>
  signs.flatMap((first) => signs.map((last) => `${start}${first}${last}`)).find((code) => checkCreditCode(code).ok) ?? start;

test('signs in with one click and imports a file of new organizations after reading its preview', async () => {
  const { page } = officer;
  await signInAs(officer, 'bureau');
  const { items } = await api.get<{ items: { name: string }[] }>('/organizations', { limit: 1 });
  const heading = ['名称', '统一社会信用代码', '地区', '类型'];
  const file = await sheetOf('新机构.xlsx', heading, [
    [founded, codeFrom('91990199MA0QX000'), '望岳区', '新型研发机构'],
    ['云川远山检测有限公司', '', '澄湖区', ''],
    [items[0]?.name ?? '', '', '', ''],
    ['云川无处咨询有限公司', '', '外星区', ''],
  ]);
  await officer.goTo('/organizations');
  await page.getByRole('link', { name: said('organizations:list.import') }).click();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('heading', { name: said('pages:import.preview', { file: file.name }) }).waitFor();
  const counted = async (verdict: string) =>
    Number(
      await page
        .getByRole('tab', { name: said(`pages:import.verdicts.${verdict}`) })
        .locator('.tag')
        .innerText(),
    );
  expect(await Promise.all(['create', 'change', 'duplicate', 'refuse'].map(counted))).toEqual([2, 0, 1, 1]);
  await page.getByRole('tab', { name: said('pages:import.verdicts.refuse') }).click();
  await page.getByRole('tabpanel').getByText('外星区').first().waitFor();
  await page.getByRole('button', { name: said('pages:import.commit', { count: 2 }) }).click();
  await page.getByRole('heading', { name: said('pages:import.written', { file: file.name }) }).waitFor();
  await page.getByRole('link', { name: said('pages:import.see') }).click();
  await page.getByRole('link', { name: founded }).click();
  await page.getByRole('heading', { level: 1, name: founded }).waitFor();
});

let before: number;
let recognisedAt: string;

test('recognises a new R&D institution, and the target moves at once', async () => {
  const { page } = officer;
  before = await current();
  await officer.goTo('/registers/newRdInstitution');
  await page.getByRole('link', { name: said('recognitions:actions.create') }).click();
  // The register has a field for names too: what is typed before the form is there would search it.
  await page.getByRole('heading', { level: 1, name: said('recognitions:actions.create') }).waitFor();
  const field = (words: string) => page.locator('form').getByLabel(said(words), { exact: false }).first();
  await field('recognitions:title').fill(title);
  await field('recognitions:level').selectOption('municipal');
  const organization = page.getByRole('combobox', { name: said('recognitions:organization') });
  await organization.click();
  await organization.pressSequentially(founded.slice(0, 6));
  await page.locator('.ant-select-item-option').filter({ hasText: founded }).click();
  await page
    .locator('form')
    .getByRole('button', { name: said('recognitions:actions.create') })
    .click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  expect(await current()).toBe(before);

  await page.getByRole('button', { name: said('recognitions:actions.recognise'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(said('recognitions:on')).fill(addDays(today, -5));
  await dialog.getByLabel(said('recognitions:documentNumber')).fill('云科发〔2026〕900号');
  recognisedAt = new Date().toISOString();
  await dialog.getByRole('button', { name: said('recognitions:actions.recognise'), exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  const navigation = page.getByRole('navigation', { name: said('shell:navigation') });
  await navigation.getByRole('button', { name: said('shell:menus.plan') }).click();
  await navigation.getByRole('link', { name: said('plans:progressNav') }).click();
  await shows(officer, before + 1);
});

test('opens the figure down to the record and its event', async () => {
  const { page } = officer;
  await figure(officer).click();
  const chain = page.locator('#chain');
  await chain.getByRole('button', { name: founded }).click();
  await chain.getByText(title).waitFor();
  await chain.getByText(said('recognitions:actions.recognise'), { exact: true }).waitFor();
  await chain.getByRole('link', { name: said('plans:chain.basis') }).click();
  await page.getByText(said('plans:entries.equal')).waitFor();
  expect(await page.locator('.headline .figure-hero').innerText()).toContain(String(before + 1));
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  const history = page.locator('.timeline > li');
  await expect.poll(() => history.count()).toBe(2);
  expect(await history.first().innerText()).toContain(said('recognitions:actions.recognise'));
});

test('the figure goes back with the day and with what was known, and forward again', async () => {
  const { page } = officer;
  await officer.goTo('/');
  await shows(officer, before + 1);
  const day = page.getByLabel(said('shell:time.asOf'), { exact: true });
  const past = addDays(today, -6);
  await day.fill(past);
  await day.press('Enter');
  await shows(officer, await current({ asOf: past }));
  expect(await current({ asOf: past })).toBeLessThan(before + 1);
  await day.fill(today);
  await day.press('Enter');
  await shows(officer, before + 1);

  await page.getByRole('button', { name: said('shell:time.now') }).click();
  const inShanghai = new Date(new Date(recognisedAt).getTime() + 8 * 3_600_000).toISOString().slice(0, 16);
  await page.getByLabel(said('shell:time.knownAt')).fill(inShanghai);
  await page.getByLabel(said('shell:time.knownAt')).press('Enter');
  await shows(officer, before);
  await page.getByRole('button', { name: said('shell:time.backToNow') }).click();
  await shows(officer, before + 1);
  expect(officer.faults).toEqual([]);
});

test('a visitor checks the proof of the recognition on the page, and with the script alone', async () => {
  const { page } = officer;
  await page.goto(`/registers/newRdInstitution?q=${encodeURIComponent(title)}`);
  await page.getByRole('link', { name: title }).click();
  const proof = page
    .locator('.timeline > li')
    .first()
    .getByRole('link', { name: said('shell:events.proof') });
  const sealed = async () => {
    if (await proof.isVisible()) return true;
    await page.reload();
    await page.locator('.timeline > li').first().waitFor();
    return proof.isVisible();
  };
  await expect.poll(sealed, { timeout: 90_000, interval: 1000 }).toBe(true);
  const [download] = await Promise.all([page.waitForEvent('download'), proof.click()]);
  const file = join(folder, 'proof.json');
  await download.saveAs(file);

  const visitor = await city.reader({ path: '/verify' });
  await visitor.page.locator('input[type=file]').setInputFiles(file);
  await visitor.page.getByText(said('pages:verify.valid')).first().waitFor();
  await visitor.page.getByText(title).first().waitFor();
  const changed = join(folder, 'changed.json');
  writeFileSync(changed, readFileSync(file, 'utf8').replace('青竹机器人新', '青竹机器人旧'));
  await visitor.page.locator('input[type=file]').setInputFiles(changed);
  await visitor.page.getByText(said('pages:verify.invalid')).first().waitFor();
  expect(visitor.faults).toEqual([]);

  copyFileSync(fileURLToPath(new URL('../../public/verify.mjs', import.meta.url)), join(folder, 'verify.mjs'));
  // The head that the proof leads to: by now a later batch may have been sealed.
  const batch = String(JSON.parse(readFileSync(file, 'utf8')).head);
  const head = JSON.stringify(await api.get('/seals/head', { batch }));
  writeFileSync(join(folder, 'head.json'), head);
  const verify = (...args: string[]) => spawnSync(process.execPath, ['verify.mjs', ...args], { cwd: folder, env: {} });
  expect(verify('proof.json', 'head.json').status).toBe(0);
  expect(verify('proof.json').status).toBe(0);
  expect(verify('changed.json', 'head.json').status).toBe(1);
});
