// A technology contract in a browser: dropped in as a Word file, two fields corrected, submitted, sent back once, registered at the registrar's desk; the
// city's turnover has risen by exactly that amount, and fallen after a revocation, while the figure as known before still stands.
import { Document, Packer, Paragraph } from 'docx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePdf } from '../../src/platform/server/documents/pdf.ts';
import { type City, openCity, type Reader } from '../harness/browser.ts';
import { type Person, personAt } from '../harness/http.ts';
import {
  actionOf,
  atDesk,
  confirmed,
  handIn,
  handOf,
  isIn,
  limits,
  paperOf,
  registerAtDesk,
  signedIn,
  title,
} from './contract-journey.ts';
import { seriousFaults, tooWide } from './inspect.ts';
import { said } from './say.ts';

let city: City;
let api: Person;
let seller: Reader;
let registrar: Reader;
beforeAll(async () => {
  city = await openCity('example');
  api = personAt(city.url);
  await api.post('/session', { account: 'bureau', password: 'Touyan-demo-1' });
  [seller, registrar] = [await signedIn(city, 'organization-admin'), await signedIn(city, 'registrar')];
});
afterAll(() => city?.close());

const fits = async ({ page }: Reader) => [...(await tooWide(page)), ...(await seriousFaults(page))];
/** Presses a button of the record and the button of its dialog. */
async function act(reader: Reader, words: string, fill?: (dialog: ReturnType<Reader['page']['getByRole']>) => Promise<unknown>) {
  await actionOf(reader, words).click();
  await fill?.(reader.page.getByRole('dialog'));
  await confirmed(reader, handOf(reader.page));
}
const turnover = async (more: object = {}): Promise<string | null> => {
  const { items } = await api.get<{ items: { value: string | null }[] }>('/indicators', { code: 'contract-turnover', ...more });
  return items[0]?.value ?? null;
};
const fen = (value: string | null) => BigInt((value ?? '0').replace('.', ''));

let id: string;
let before: string | null;
let registeredAt: string;

test('the seller drops in a Word contract, corrects two fields, sees the verdict and submits: at most twelve confirmations and five minutes', async () => {
  const paper = await paperOf(city);
  before = await turnover();
  await seller.goTo('/contracts');
  expect(await fits(seller)).toEqual([]);
  const cost = await handIn(seller, paper.content, async (field) => {
    expect(await fits(seller)).toEqual([]);
    expect(await field('contracts:title').inputValue()).toBe(title);
    expect(await field('contracts:type').inputValue()).toBe('development');
    expect(await field('contracts:amount').inputValue()).toBe('1860000.00');
    expect(await field('contracts:signedOn').inputValue()).toBe(`${paper.year}-01-05`);
  });
  id = cost.id;
  // Itemised: 1,860,000 less 325,000 for equipment.
  await seller.page.getByText('1,535,000.00').waitFor();
  expect(cost.confirmations).toBeLessThanOrEqual(limits.sellerConfirmations);
  expect(cost.seconds).toBeLessThan(limits.sellerSeconds);
  expect(await fits(seller)).toEqual([]);
});

test('at the desk the registrar sees what every rule says beside the text, sends it back once, and then registers it by a few keys', async () => {
  const { page } = registrar;
  await registrar.goTo('/desk');
  await page.locator('tr[data-row]', { hasText: title }).first().click();
  await page.waitForURL(/\/contracts\/desk\?id=/);
  await atDesk(registrar);
  expect(await fits(registrar)).toEqual([]);
  // Nothing that decides has to be scrolled to.
  const bottom = await page.locator('.rdesk-buttons').evaluate((one) => one.getBoundingClientRect().bottom);
  expect(bottom).toBeLessThanOrEqual(900);
  expect(await page.evaluate(() => document.scrollingElement?.scrollHeight ?? 0)).toBeLessThanOrEqual(900);
  await page.keyboard.press('/');
  await page.keyboard.type('e');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  const words = said('contractDesk:back.missing', { field: said('contracts:industry') });
  const dialog = page.getByRole('dialog');
  await dialog.getByText(words).waitFor();
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'hidden' });

  await seller.goTo(`/contracts/${id}`);
  await seller.page.getByText(words).waitFor();
  await seller.page.getByText(said('contracts:page.textReads', { count: 1 })).waitFor();
  await act(seller, 'supplement');

  const cost = await registerAtDesk(registrar, id);
  expect(cost.keystrokes).toBeLessThanOrEqual(limits.registrarKeystrokes);
  expect(cost.seconds).toBeLessThan(limits.registrarSeconds);
  await registrar.goTo(`/contracts/${id}`);
  await isIn(registrar, 'registered');
  registeredAt = new Date().toISOString();
  await registrar.goTo('/contracts/desk/statistics');
  await page.locator('tbody tr').first().waitFor();
  expect(await fits(registrar)).toEqual([]);
  // Opened twice at the desk: read twice, whatever was done there.
  await seller.goTo(`/contracts/${id}`);
  await seller.page.getByText(said('contracts:page.textReads', { count: 2 })).waitFor();
  expect([...seller.faults, ...registrar.faults]).toEqual([]);
});

test('turnover has risen by exactly that amount; after a revocation it has fallen, and the figure as known before still stands', async () => {
  await expect.poll(async () => fen(await turnover()) - fen(before), { timeout: 60_000 }).toBe(186_000_000n);
  await registrar.goTo(`/contracts/${id}`);
  await act(registrar, 'revoke', (dialog) => dialog.getByLabel(said('contracts:ground')).first().selectOption('duplicate'));
  await isIn(registrar, 'revoked');
  await expect.poll(() => turnover(), { timeout: 60_000 }).toBe(before);
  expect(fen(await turnover({ knownAt: registeredAt })) - fen(before)).toBe(186_000_000n);
});

test('a killed tab loses nothing that was typed, nor does a refusal; a new contract begins with an earlier one', async () => {
  const { page, context } = seller;
  const killed = await context.newPage();
  await killed.goto('/contracts/new');
  await killed.getByLabel(said('contracts:title')).first().fill('断电前写下的合同');
  await killed.getByLabel(said('contracts:type')).first().selectOption('service');
  await killed.close();
  await seller.goTo('/contracts/new');
  const field = (words: string) => page.getByLabel(said(words), { exact: false }).first();
  expect(await field('contracts:title').inputValue()).toBe('断电前写下的合同');
  await field('contracts:amount').fill('300万');
  await page.getByRole('button', { name: said('contracts:form.save') }).click();
  await page.getByText(said('shell:form.fault.money')).first().waitFor();
  await field('contracts:amount').fill('3000000');
  await field('contracts:technologyAmount').fill('3000000.01');
  await page.getByRole('button', { name: said('contracts:form.save') }).click();
  await page.getByText(said('contracts:wrong.aboveTotal', { amount: '3000000.00' })).waitFor();
  expect(await field('contracts:title').inputValue()).toBe('断电前写下的合同');
  // Fields are asked for by type and sub-type.
  await field('contracts:subtype').selectOption('training');
  await field('contracts:trainees').waitFor();
  await page.getByRole('button', { name: said('shell:form.begin') }).click();
  expect(await field('contracts:title').inputValue()).toBe('');

  await seller.goTo(`/contracts/${id}`);
  await page.getByRole('link', { name: said('contracts:page.copy') }).click();
  await page.getByText(said('contracts:form.copied', { title })).waitFor();
  expect(await field('contracts:title').inputValue()).toBe(title);
  expect(await field('contracts:amount').inputValue()).toBe('');
  expect(await fits(seller)).toEqual([]);
});

test('a Word file and a PDF that are marked as secret are stopped in the browser: nothing of them is sent, and the page says by which mark', async () => {
  const { page, goTo } = seller;
  const lines = ['技术开发合同', '密级：机密', '甲方委托乙方研究开发一种装置。'];
  const docx = await Packer.toBuffer(new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] }));
  const blocks = lines.map((text) => ({ kind: 'paragraph' as const, text, indent: false }));
  const { bytes } = await makePdf({ language: 'zh-CN', head: null, title: '合同', blocks, banner: null });
  const sent: string[] = [];
  await goTo('/contracts/new');
  await page.getByLabel(said('contracts:file.confirm')).check();
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(request.url());
  });
  const drop = (name: string, buffer: Buffer) =>
    page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  const stopped = page.getByText(said('contracts:refusals.markedSecret', { mark: '密级：机密' })).first();
  for (const [name, content] of [
    ['开发.docx', docx],
    ['开发.pdf', Buffer.from(bytes)],
  ] as const) {
    await drop(name, content);
    await stopped.waitFor();
    expect(sent).toEqual([]);
    await page.reload();
    await page.getByLabel(said('contracts:file.confirm')).check();
  }
  // The same file without its mark is sent: what was seen is that nothing went out, not that nothing could.
  const plain = await makePdf({ language: 'zh-CN', head: null, title: '合同', blocks: blocks.toSpliced(1, 1), banner: null });
  await drop('开发.pdf', Buffer.from(plain.bytes));
  await page.locator('.contract-read').waitFor();
  expect(sent.some((one) => one.endsWith('/contracts/read'))).toBe(true);
});
