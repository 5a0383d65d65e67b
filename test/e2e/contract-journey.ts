// A contract from a Word file to the register as two people go through it in a browser, with what it costs them: confirmations, keystrokes, seconds.
// The end-to-end test and the bench go through the same.
import { Document, Packer, Paragraph } from 'docx';
import type { Locator, Page } from 'playwright-core';
import { type City, type Reader, settled } from '../harness/browser.ts';
import { personAt } from '../harness/http.ts';
import { said } from './say.ts';

export const title = '动力电池极片在线缺陷检测系统开发';
const password = 'Touyan-demo-1';
export const limits = { sellerConfirmations: 12, sellerSeconds: 300, registrarKeystrokes: 10, registrarSeconds: 90 };

/** What somebody does with mouse and keys: each counts as one. */
export type Hand = {
  count: () => number;
  click: (on: Locator) => Promise<void>;
  choose: (on: Locator, value: string) => Promise<void>;
  /** A file dropped in, by the field that takes it. */
  drop: (name: string, content: Buffer) => Promise<void>;
  press: (key: string) => Promise<void>;
};
export function handOf(page: Page): Hand {
  let done = 0;
  const one = (work: Promise<unknown>): Promise<void> => {
    done += 1;
    return work.then(() => undefined);
  };
  const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return {
    count: () => done,
    click: (on) => one(on.click()),
    choose: (on, value) => one(on.selectOption(value)),
    drop: (name, buffer) => one(page.setInputFiles('input[type=file]', { name, mimeType, buffer })),
    press: (key) => one(page.keyboard.press(key)),
  };
}

export async function signedIn(city: City, account: string): Promise<Reader> {
  const reader = await city.reader();
  await reader.context.request.post('/api/session', { data: { account, password } });
  return reader;
}

/** As Word writes it, between the seller's organization and another one of the register. */
export async function paperOf(city: City): Promise<{ content: Buffer; year: string }> {
  const seller = personAt(city.url);
  await seller.post('/session', { account: 'organization-admin', password });
  const { organization } = await seller.get<{ organization: string }>('/session');
  const { name } = await seller.get<{ name: string }>(`/organizations/${organization}`);
  const { items } = await seller.get<{ items: { name: string }[] }>('/organizations', { limit: 5 });
  const buyer = items.at(-1)?.name ?? '';
  const year = String((await seller.get('/health'))['today']).slice(0, 4);
  const lines = [
    '技术开发（委托）合同',
    `项目名称：${title}`,
    `委托方（甲方）：${buyer}`,
    `受托方（乙方）：${name}`,
    `签订时间：${year}年1月5日`,
    `有效期限：${year}年1月5日至${Number(year) + 2}年12月31日`,
    '甲方委托乙方研究开发动力电池极片在线缺陷检测系统，并支付研究开发经费和报酬，乙方接受委托并进行此项研究开发工作。该方案在本合同签订时尚未掌握。',
    '第一条 技术目标：检出率不低于99.5%，误检率不高于0.3%。验收方法：按约定的样本现场测试。',
    '第二条 合同总金额为人民币1,860,000.00元（大写：壹佰捌拾陆万元整），其中：设备费32.5万元，其余为研究开发报酬。',
    '第三条 合同签订后10个工作日内支付30%，即558,000元；验收合格后20日内支付70%，即1,302,000元。',
    `甲方（盖章）：${buyer}`,
    `乙方（盖章）：${name}`,
  ];
  const paragraphs = lines.map((line) => new Paragraph(line));
  return { content: await Packer.toBuffer(new Document({ sections: [{ children: paragraphs }] })), year };
}

/** The dialog that has opened: its first button confirms. */
export async function confirmed({ page }: Reader, hand: Hand): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await hand.click(dialog.locator('button[type="submit"], .button-primary, .button-danger').first());
  await dialog.waitFor({ state: 'hidden' });
  await settled(page);
}
export const actionOf = ({ page }: Reader, words: string): Locator =>
  page.getByRole('button', { name: new RegExp(`^${said(`contracts:actions.${words}`)}`) }).first();
export const isIn = ({ page }: Reader, state: string): Promise<void> =>
  page
    .locator('.head-names .tag', { hasText: said(`contracts:states.${state}`) })
    .first()
    .waitFor();

type HandedIn = { id: string; confirmations: number; seconds: number };
/** From the list of contracts to handed in. `onRead` looks at what was read out of the file before it is kept. */
export async function handIn(
  seller: Reader,
  paper: Buffer,
  onRead: (field: (words: string) => Locator) => Promise<void> = async () => {},
): Promise<HandedIn> {
  const { page } = seller;
  const hand = handOf(page);
  const began = Date.now();
  await hand.click(page.getByRole('link', { name: said('contracts:actions.create') }));
  await hand.click(page.getByLabel(said('contracts:file.confirm')));
  await hand.drop('开发合同.docx', paper);
  await page.locator('.contract-read').getByText(said('contractCheck:verdict.registrable')).waitFor();
  const field = (words: string) => page.getByLabel(said(words), { exact: false }).first();
  await onRead(field);
  await hand.choose(field('contracts:technologyField'), '03');
  await hand.choose(field('contracts:objective'), '10');
  await hand.click(page.getByRole('button', { name: said('contracts:form.save') }));
  await page.waitForURL(/\/contracts\/[0-9a-f-]{36}$/);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await settled(page);
  await hand.click(actionOf(seller, 'submit'));
  await confirmed(seller, hand);
  await isIn(seller, 'submitted');
  return { id, confirmations: hand.count(), seconds: (Date.now() - began) / 1000 };
}

/** The desk with the contract open, its text read and judged by every rule. */
export async function atDesk({ page }: Reader): Promise<void> {
  await page.locator('.rdesk-name h2', { hasText: title }).waitFor();
  await page.locator('.rdesk-right .check-verdict').waitFor();
}

/** Accepted and registered by its keys alone, from the moment at which it is opened in the queue. */
export async function registerAtDesk(registrar: Reader, id: string): Promise<{ keystrokes: number; seconds: number }> {
  const { page } = registrar;
  const hand = handOf(page);
  const began = Date.now();
  await registrar.goTo(`/contracts/desk?id=${id}`);
  await atDesk(registrar);
  await hand.press('a');
  await page.locator('.rdesk-told').waitFor();
  await hand.press('e');
  await page.getByRole('dialog').locator('.button-primary').waitFor();
  await hand.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page
    .locator('.rdesk-told', { hasText: said('contractDesk:does.done', { title, action: said('contracts:actions.register') }) })
    .waitFor();
  return { keystrokes: hand.count(), seconds: (Date.now() - began) / 1000 };
}
