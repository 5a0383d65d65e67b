// A return in a browser: typed, the tab killed, nothing lost; filled by its template; a hard error mended, a warning explained, handed in; asked about once, mended, accepted twice; then the figure moves.
import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity, type Reader, settled } from '../harness/browser.ts';
import { type Acted, type Person, personAt } from '../harness/http.ts';
import { seriousFaults, tooWide } from './inspect.ts';
import { said } from './say.ts';

const password = 'Touyan-demo-1';
const form = 'institution-month';
const figures: Record<string, string> = {
  revenue: '8200',
  serviceRevenue: '5100',
  outsideRevenue: '1000',
  profit: '320',
  tax: '210',
  staff: '86',
  technicalStaff: '60',
  pay: '4300',
  clients: '120',
  orders: '45',
  orderAmount: '3900',
};
const year = new Date().getUTCFullYear() - 1;

let city: City;
let bureau: Person;
let member: Person;
let district: Reader;
let respondent: Reader;
let id: string;
let name: string;
const person = async (account: string): Promise<Person> => {
  const one = personAt(city.url);
  await one.post('/session', { account, password });
  return one;
};
const reader = async (account: string): Promise<Reader> => {
  const one = await city.reader();
  await one.context.request.post('/api/session', { data: { account, password } });
  return one;
};

/** Handed in without a browser, whatever the registers of the city would have explained. */
async function handedIn(of: Acted, items = figures, how: { amend?: string } = {}): Promise<Acted> {
  const kept = await member.send('PUT', `/returns/${of.id}/draft`, { body: { revision: 0, items } });
  const { verdict } = (await kept.json()) as { verdict: { findings: { key: string }[] } };
  const explanations = Object.fromEntries(verdict.findings.map(({ key }) => [key, '按权责发生制，下月入账']));
  const whole = { items, explanations };
  return how.amend === undefined ? member.act(of, 'submit', { whole }) : member.act(of, 'amend', { whole, reason: how.amend });
}

beforeAll(async () => {
  city = await openCity('example');
  [bureau, member] = [await person('bureau'), await person('member')];
  const { organization } = await member.get<{ organization: string }>('/session');
  const { region } = await (await person('district')).get<{ region: string }>('/session');
  // So that a district is in charge of it.
  const one = await bureau.get<Acted & { name: string }>(`/organizations/${organization}`);
  ({ name } = one);
  await bureau.act(one, 'move', { region, on: `${year - 1}-01-01` });
  const asked = (month: string) => bureau.create('returns', { form, period: `${year}-${month}`, organization });
  const before = await handedIn(await asked('02'));
  await bureau.act(await bureau.act(before, 'acceptAtDistrict'), 'accept');
  ({ id } = await asked('03'));
  [respondent, district] = [await reader('member'), await reader('district')];
});
afterAll(() => city?.close());

const cell = ({ page }: Reader, place: string) => page.locator(`[data-place="${place}"]`);
const press = ({ page }: Reader, words: string) =>
  page
    .getByRole('button', { name: said(words), exact: true })
    .first()
    .click();
const fits = async ({ page }: Reader) => [...(await tooWide(page)), ...(await seriousFaults(page))];
const savedOn = ({ page }: Reader) => page.locator('[data-saving="saved"]').waitFor();
const stateOf = async () => (await member.get<{ state: string }>(`/returns/${id}`)).state;

const revenueOn = async (): Promise<number> => {
  const asked = { code: 'institution-revenue', asOf: `${year}-03-31` };
  return Number((await bureau.get<{ items: { value: string }[] }>('/indicators', asked)).items[0]?.value);
};
/** Revenue moves by what the return adds to its year at once, on the page that is open to it. */
async function cityAccepts(): Promise<void> {
  const officer = await reader('bureau');
  const before = await revenueOn();
  await officer.goTo(`/returns/${id}`);
  await press(officer, 'returns:actions.accept');
  await officer.page
    .getByRole('dialog')
    .getByRole('button', { name: said('returns:actions.accept'), exact: true })
    .click();
  await officer.page.getByText(said('returns:states.accepted'), { exact: true }).first().waitFor();
  expect((await revenueOn()) - before).toBe((12_300 - 8200) * 1000);
  await officer.goTo(`/indicators/institution-revenue?asOf=${year}-03-31`);
  await officer.page.getByText(said('plans:entries.equal')).waitFor();
  expect(officer.faults).toEqual([]);
  await officer.context.close();
}

/** The template as it was taken from the page, with these values typed into it. */
async function filledTemplate(
  path: string,
  values: Record<string, string>,
): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const book = new ExcelJS.Workbook();
  const content = await readFile(path);
  await book.xlsx.load(new Uint8Array(content).buffer);
  book.eachSheet((sheet) =>
    sheet.eachRow((row) => {
      const value = values[String(row.getCell(1).value ?? '')];
      if (value !== undefined) row.getCell(5).value = Number(value);
    }),
  );
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name: 'filled.xlsx', mimeType, buffer: Buffer.from(await book.xlsx.writeBuffer()) };
}

test('what was typed is there after the tab was killed; the template adds the rest; a hard error stops, a warning is explained, and it is handed in', async () => {
  const killed: Reader = { ...respondent, page: await respondent.context.newPage() };
  await killed.page.goto(`/returns/${id}`);
  await cell(killed, 'revenue').click();
  for (const value of Object.values(figures)) {
    await killed.page.keyboard.type(value);
    await killed.page.keyboard.press('Enter');
  }
  // Nothing was waited for.
  await killed.page.close();

  const { page } = respondent;
  await respondent.goTo(`/returns/${id}`);
  expect(await cell(respondent, 'orderAmount').inputValue()).toBe('3,900');
  expect(await cell(respondent, 'revenue').inputValue()).toBe('8,200');
  await savedOn(respondent);
  expect(await fits(respondent)).toEqual([]);

  await press(respondent, 'filling:excel.button');
  const excel = page.getByRole('dialog');
  const taken = page.waitForEvent('download');
  await excel.getByRole('link', { name: said('filling:excel.template') }).click();
  const values = { revenue: '12300', staff: '150', technicalStaff: '160', pay: '6200' };
  await excel.locator('input[type="file"]').setInputFiles(await filledTemplate(await (await taken).path(), values));
  await excel.getByRole('button', { name: said('filling:excel.look') }).click();
  expect(await cell(respondent, 'revenue').inputValue()).toBe('12,300');
  // Looking leads to the first of what is wrong; handing in is not offered until it is mended.
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset['place'])).toBe('technicalStaff');
  await page.getByText(said('forms:findings.part', { part: '160', whole: '150' })).waitFor();
  await press(respondent, 'returns:actions.submit');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await cell(respondent, 'technicalStaff').fill('110');
  // Judged as it is typed, before anything is saved.
  await page.getByText(said('forms:findings.part', { part: '160', whole: '150' })).waitFor({ state: 'detached' });
  await savedOn(respondent);
  const unexplained = page.getByLabel(said('filling:explain'));
  for (let at = await unexplained.count(); at > 0; at -= 1) await unexplained.nth(at - 1).fill('新设检测中心，本月到岗64人');
  await savedOn(respondent);
  await page.getByText(said('filling:bar.ready')).waitFor();
  await press(respondent, 'returns:actions.submit');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(said('filling:hand.submit', { form: '科技服务机构月报表', period: `${year}年3月` })).waitFor();
  await dialog.getByRole('button', { name: said('returns:actions.submit') }).click();
  await page.getByText(said('returns:states.submitted'), { exact: true }).first().waitFor();
  expect(await stateOf()).toBe('submitted');
});

/** A figure that is mended answers for itself; the other query is answered in words. */
async function answered(): Promise<void> {
  await respondent.page
    .getByRole('textbox', { name: said('asking:answer.words') })
    .first()
    .fill('招聘名单已附在附件中');
  await cell(respondent, 'profit').fill('410');
  await savedOn(respondent);
}

test('the district asks about two figures and sends it back once; the respondent sees each at its figure, mends it, and it is accepted twice', async () => {
  const { page } = district;
  const list = `/collections/${form}/${year}-03?q=${encodeURIComponent(name)}`;
  await district.goTo(list);
  expect(await fits(district)).toEqual([]);
  await page.getByRole('row').filter({ hasText: name }).getByRole('link').click();
  await page.waitForURL(`**/returns/${id}`);
  await settled(page);
  await page.getByText('新设检测中心').first().waitFor();
  for (const [item, words] of [
    ['期末从业人员', '请附招聘名单'],
    ['营业利润（自年初累计）', '与上月相同，请核对'],
  ] as const) {
    await page.getByRole('button', { name: said('filling:ask.about', { name: item }) }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(words);
    await page.keyboard.press('Control+Enter');
  }
  await page.getByText(said('filling:ask.gathered', { count: 2 })).waitFor();
  expect(await fits(district)).toEqual([]);
  await press(district, 'returns:actions.sendBack');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: said('filling:ask.send', { count: 2 }) })
    .click();
  await page.getByText(said('returns:states.sentBack'), { exact: true }).first().waitFor();

  await respondent.goTo(`/returns/${id}`);
  const row = respondent.page.getByRole('row').filter({ has: cell(respondent, 'staff') });
  await row.getByText('请附招聘名单').waitFor();
  await respondent.page.setViewportSize({ width: 375, height: 812 });
  expect(await fits(respondent)).toEqual([]);
  await answered();
  await press(respondent, 'returns:actions.submit');
  await respondent.page
    .getByRole('dialog')
    .getByRole('button', { name: said('returns:actions.submit') })
    .click();
  await respondent.page.getByText(said('returns:states.submitted'), { exact: true }).first().waitFor();

  await district.goTo(list);
  await page.getByRole('row').filter({ hasText: name }).getByRole('checkbox').check();
  await page
    .getByRole('button', { name: said('filling:many.act', { action: said('returns:actions.acceptAtDistrict'), count: 1 }) })
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: said('returns:actions.acceptAtDistrict') })
    .click();
  await page
    .getByRole('dialog')
    .getByText(said('filling:many.done', { count: 1, all: 1 }))
    .waitFor();
  await cityAccepts();
  const { given } = await member.get<{ given: { items: Record<string, string> } }>(`/returns/${id}/sheet`);
  expect(given.items).toMatchObject({ staff: '150', profit: '410', technicalStaff: '110' });
  expect([...respondent.faults, ...district.faults]).toEqual([]);
});

test('the bureau publishes; then the respondent puts its figure right: the release stands, and its revision shows with its size', async () => {
  const officer = await reader('bureau');
  const { page } = officer;
  await officer.goTo(`/releases/new?asOf=${year}-03-31&title=${encodeURIComponent('一季度直报')}`);
  await page.getByRole('button', { name: said('statistics:release.actions.create'), exact: true }).click();
  await page.waitForURL(/releases\/[0-9a-f-]{36}$/);
  await settled(page);
  const figure = page.getByRole('row').filter({ hasText: '直报机构营业收入' }).first();
  const published = await figure.innerText();
  await page.getByText(said('publishing:revisions.none')).waitFor();

  const { given } = await member.get<{ given: { items: Record<string, string> } }>(`/returns/${id}/sheet`);
  const right = { ...given.items, revenue: '62300' };
  const proposed = await handedIn(await member.get<Acted>(`/returns/${id}`), right, { amend: '漏计一笔收入' });
  await bureau.act(proposed, 'acceptAmendment');

  await page.reload();
  await settled(page);
  expect(await figure.innerText()).toBe(published);
  const revised = page
    .getByRole('region', { name: said('publishing:revisions.title') })
    .getByRole('row')
    .filter({ hasText: '直报机构营业收入' })
    .first();
  await revised.waitFor();
  expect((await revised.innerText()).replaceAll(/[,\s]/g, '')).toContain('+50000000');
  expect(officer.faults).toEqual([]);
});
