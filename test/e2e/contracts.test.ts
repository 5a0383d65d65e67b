// A technology contract in a browser: dropped in as a Word file, two fields corrected, submitted, sent back once, registered; the buyer checks
// the slip; the city's turnover has risen by exactly that amount, and fallen after a revocation, while the figure as known before still stands.
import { Document, Packer, Paragraph } from 'docx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity, type Reader, settled } from '../harness/browser.ts';
import { type Person, personAt } from '../harness/http.ts';
import { seriousFaults, tooWide } from './inspect.ts';
import { said } from './say.ts';

let city: City;
let api: Person;
let seller: Reader;
let registrar: Reader;
let buyerName: string;
const password = 'Touyan-demo-1';
const title = '动力电池极片在线缺陷检测系统开发';
beforeAll(async () => {
  city = await openCity('example');
  api = personAt(city.url);
  await api.post('/session', { account: 'bureau', password });
  const { items } = await api.get<{ items: { id: string; name: string }[] }>('/organizations', { limit: 5 });
  buyerName = items.at(-1)?.name ?? '';
  [seller, registrar] = [await signedIn('organization-admin'), await signedIn('registrar')];
});
afterAll(() => city?.close());

async function signedIn(account: string): Promise<Reader> {
  const reader = await city.reader();
  await reader.context.request.post('/api/session', { data: { account, password } });
  return reader;
}
const fits = async ({ page }: Reader) => [...(await tooWide(page)), ...(await seriousFaults(page))];
const today = async () => String((await api.get('/health'))['today']);
/** Presses a button of the record and, where it asks, the button of the same name in its dialog. */
async function act({ page }: Reader, words: string, fill?: (dialog: ReturnType<typeof page.getByRole>) => Promise<void>) {
  const name = new RegExp(`^${said(`contracts:actions.${words}`)}`);
  await page.getByRole('button', { name }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await fill?.(dialog);
  await dialog.locator('button[type="submit"], .button-primary, .button-danger').first().click();
  await dialog.waitFor({ state: 'hidden' });
  await settled(page);
}
const state = ({ page }: Reader, words: string) =>
  page
    .locator('.head-names .tag', { hasText: said(`contracts:states.${words}`) })
    .first()
    .waitFor();
const turnover = async (more: object = {}): Promise<string | null> => {
  const { items } = await api.get<{ items: { value: string | null }[] }>('/indicators', { code: 'contract-turnover', ...more });
  return items[0]?.value ?? null;
};
const fen = (value: string | null) => BigInt((value ?? '0').replace('.', ''));
const sellerName = async (): Promise<string> => {
  const mine = personAt(city.url);
  await mine.post('/session', { account: 'organization-admin', password });
  const { organization } = await mine.get<{ organization: string }>('/session');
  return String((await mine.get(`/organizations/${organization}`))['name']);
};

/** As Word writes it. */
const paper = async (day: string): Promise<Buffer> => {
  const [name, year] = [await sellerName(), day.slice(0, 4)];
  const lines = [
    '技术开发（委托）合同',
    `项目名称：${title}`,
    `委托方（甲方）：${buyerName}`,
    `受托方（乙方）：${name}`,
    `签订时间：${year}年1月5日`,
    `有效期限：${year}年1月5日至${Number(year) + 2}年12月31日`,
    '甲方委托乙方研究开发动力电池极片在线缺陷检测系统，并支付研究开发经费和报酬，乙方接受委托并进行此项研究开发工作。该方案在本合同签订时尚未掌握。',
    '第一条 技术目标：检出率不低于99.5%，误检率不高于0.3%。验收方法：按约定的样本现场测试。',
    '第二条 合同总金额为人民币1,860,000.00元（大写：壹佰捌拾陆万元整），其中：设备费32.5万元，其余为研究开发报酬。',
    '第三条 合同签订后10个工作日内支付30%，即558,000元；验收合格后20日内支付70%，即1,302,000元。',
    `甲方（盖章）：${buyerName}`,
    `乙方（盖章）：${name}`,
  ];
  return Packer.toBuffer(new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] }));
};

let id: string;
let before: string | null;
let registeredAt: string;

test('the seller drops in a Word contract, corrects two fields, sees the verdict and submits', async () => {
  const { page } = seller;
  const day = await today();
  before = await turnover();
  await seller.goTo('/contracts');
  expect(await fits(seller)).toEqual([]);
  await page.getByRole('link', { name: said('contracts:actions.create') }).click();
  await page.getByLabel(said('contracts:file.confirm')).check();
  const began = Date.now();
  await page.setInputFiles('input[type=file]', {
    name: '开发合同.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: await paper(day),
  });
  const read = page.locator('.contract-read');
  await read.getByText(said('contractCheck:verdict.registrable')).waitFor();
  expect(await fits(seller)).toEqual([]);
  const field = (words: string) => page.getByLabel(said(words), { exact: false }).first();
  expect(await field('contracts:title').inputValue()).toBe(title);
  expect(await field('contracts:type').inputValue()).toBe('development');
  expect(await field('contracts:amount').inputValue()).toBe('1860000.00');
  expect(await field('contracts:signedOn').inputValue()).toBe(`${day.slice(0, 4)}-01-05`);
  await field('contracts:technologyField').selectOption('03');
  await field('contracts:objective').selectOption('10');
  await page.getByRole('button', { name: said('contracts:form.save') }).click();
  await page.waitForURL(/\/contracts\/[0-9a-f-]{36}$/);
  id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await settled(page);
  // Itemised: 1,860,000 less 325,000 for equipment.
  await page.getByText('1,535,000.00').waitFor();
  await act(seller, 'submit');
  await state(seller, 'submitted');
  // A clean contract from a Word file costs its seller less than five minutes and twelve confirmations: two fields, three buttons, one tick.
  expect((Date.now() - began) / 1000).toBeLessThan(300);
  expect(await fits(seller)).toEqual([]);
});

test('the registrar sees what every rule says beside the text, sends it back once, and then registers it', async () => {
  const { page } = registrar;
  await registrar.goTo('/desk');
  await page.locator('tr[data-row]', { hasText: title }).first().waitFor();
  await registrar.goTo(`/contracts/${id}`);
  await page.getByRole('button', { name: said('contracts:page.readText') }).click();
  await page.locator('.contract-checked .check-verdict').waitFor();
  expect(await fits(registrar)).toEqual([]);
  await act(registrar, 'sendBack', async (dialog) => {
    await dialog.getByRole('button', { name: said('shell:form.add') }).click();
    await dialog.getByLabel(said('contracts:defect.words')).fill('请补充服务的国民经济行业');
  });
  await state(registrar, 'sentBack');

  await seller.goTo(`/contracts/${id}`);
  await seller.page.getByText('请补充服务的国民经济行业').waitFor();
  await seller.page.getByText(said('contracts:page.textReads', { count: 1 })).waitFor();
  await act(seller, 'supplement');

  await registrar.goTo(`/contracts/${id}`);
  const began = Date.now();
  await act(registrar, 'accept');
  await act(registrar, 'register');
  await state(registrar, 'registered');
  expect((Date.now() - began) / 1000).toBeLessThan(90);
  registeredAt = new Date().toISOString();
  expect([...seller.faults, ...registrar.faults]).toEqual([]);
});

test('turnover has risen by exactly that amount; after a revocation it has fallen, and the figure as known before still stands', async () => {
  await expect.poll(async () => fen(await turnover()) - fen(before), { timeout: 15_000 }).toBe(186_000_000n);
  await registrar.goTo(`/contracts/${id}`);
  await act(registrar, 'revoke', (dialog) =>
    dialog
      .getByLabel(said('contracts:ground'))
      .first()
      .selectOption('duplicate')
      .then(() => undefined),
  );
  await state(registrar, 'revoked');
  await expect.poll(() => turnover(), { timeout: 15_000 }).toBe(before);
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
