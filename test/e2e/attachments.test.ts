// An officer with papers, in a browser: drops them on a record, looks at them, withdraws one and thinks again, archives the record, checks the package.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity, type Reader, settled, signInAs } from '../harness/browser.ts';
import { personAt } from '../harness/http.ts';
import { paperDocx, paperPng } from '../harness/papers.ts';

let city: City;
let officer: Reader;
let record: string;
beforeAll(async () => {
  city = await openCity('example');
  const { items } = await personAt(city.url).get<{ items: { id: string }[] }>('/recognitions', { limit: 1 });
  record = items[0]!.id;
  officer = await city.reader();
  await signInAs(officer, 'bureau');
});
afterAll(() => city?.close());

test('files dropped on a record are attached or refused with a reason, looked at, withdrawn and put back', async () => {
  const { page, goTo, faults } = officer;
  await goTo(`/recognitions/${record}`);
  const card = page.getByRole('region', { name: '附件', exact: true });
  await card.locator('input[type=file]').setInputFiles([
    { name: '认定通知.docx', mimeType: 'x', buffer: await paperDocx('决定认定为市级孵化器', 'javascript:alert(1)') },
    { name: '现场.png', mimeType: 'image/png', buffer: paperPng },
    { name: '假的.pdf', mimeType: 'application/pdf', buffer: paperPng },
  ]);
  await card.getByRole('alert').getByText('按内容应为 png').waitFor();
  await card.getByRole('button', { name: '现场.png', exact: true }).waitFor();
  await card.getByRole('button', { name: '认定通知.docx', exact: true }).click();
  const frame = page.locator('dialog[open] iframe');
  expect(await frame.getAttribute('sandbox')).toBe('');
  await page.frameLocator('dialog[open] iframe').getByText('决定认定为市级孵化器').waitFor();
  expect(await page.frameLocator('dialog[open] iframe').locator('a[href]').count()).toBe(0);
  await page.keyboard.press('Escape');
  await card.getByRole('button', { name: '现场.png', exact: true }).click();
  await expect.poll(() => page.locator('dialog[open] img').evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1);
  await page.keyboard.press('Escape');

  await card.getByRole('button', { name: '撤下 现场.png' }).click();
  await card.getByRole('button', { name: '撤销' }).click();
  await card.getByRole('button', { name: '撤下 现场.png' }).waitFor();
  // The refusal of the false PDF is in the console as every refusal is; nothing else.
  expect(faults.filter((one) => !one.includes('415'))).toEqual([]);
  faults.length = 0;
});

test('the record leaves as a package, which stands in the list and is found sound when it is dropped there', async () => {
  const { page, goTo, faults } = officer;
  const card = page.getByRole('region', { name: '归档', exact: true });
  await card.getByRole('button', { name: '归档为一个包' }).click();
  await page.locator('dialog[open]').getByRole('button', { name: '归档', exact: true }).click();
  await card.getByRole('link').waitFor();
  await card.getByRole('link').click();
  await page.getByRole('link', { name: '下载归档包' }).waitFor();
  const address = await page.getByRole('link', { name: '下载归档包' }).getAttribute('href');
  const zip = await page.request.get(address ?? '');
  expect(zip.headers()['content-type']).toBe('application/zip');
  await goTo('/archives');
  await page
    .locator('.archive-check input[type=file]')
    .setInputFiles({ name: '包.zip', mimeType: 'application/zip', buffer: await zip.body() });
  await page.getByText('完好：与归档时一字不差').waitFor();
  await settled(page);
  expect(faults).toEqual([]);
});
