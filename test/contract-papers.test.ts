// Documents of contracts over HTTP: what they say in both languages, looked at as images; who gets them; that an ended registration is said, not listed, and fells the lists that hold it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentTypes } from '../src/platform/shared/document.ts';
import type { Language } from '../src/platform/shared/actor.ts';
import { page as a4 } from '../src/platform/server/documents/layout.ts';
import { filesIn, inkedIn, pageOf, textsOf } from '../src/platform/server/documents/paper.fixtures.ts';
import { stopPress } from '../src/platform/server/documents/press.ts';
import { readSheet } from '../src/platform/server/documents/sheet.ts';
import { openSale } from './harness/sale.ts';
import { startHouse, type TestHouse } from './harness/house.ts';
import type { Acted, Person } from './harness/http.ts';

const scratch = mkdtempSync(join(tmpdir(), 'contract-papers-'));
let house: TestHouse;
let today: string;
let seller: Person;
let buyer: Person;
let stranger: Person;
let registrar: Person;
let bureau: Person;
let organizations: Record<'seller' | 'buyer' | 'other', string>;
beforeAll(async () => {
  house = await startHouse({ publicUrl: 'https://touyan.example.cn' });
  ({ bureau, organizations, today, seller, buyer, stranger, registrar } = await openSale(house));
});
afterAll(async () => {
  await house.close();
  await stopPress();
  rmSync(scratch, { recursive: true });
});

const drone = (more: object = {}) => ({
  title: '植保无人机避障系统开发',
  type: 'development',
  subtype: 'commissioned',
  amount: '3000000',
  signedOn: today,
  validFrom: today,
  validTo: '2099-12-31',
  paymentMode: 'instalments',
  technologyField: '03',
  parties: [
    { role: 'buyer', organization: organizations.buyer, creditCode: '91320400MA1XXXXXX0', nature: '150', division: '320402' },
    { role: 'intermediary', person: true, name: '沈知远' },
  ],
  costs: [{ kind: 'equipment', what: '试验台', amount: '600000', carriers: '100000' }],
  schedule: [
    { amount: '1000000', on: '2027-01-31' },
    { amount: '2000000', condition: '验收合格后' },
  ],
  items: [{ type: 'softwareCopyright', number: '2023SR0000001' }],
  ...more,
});
const submitted = async (more: object = {}) => seller.act(await seller.create('contracts', drone(more)), 'submit');
const registered = async (more: object = {}) => registrar.act(await registrar.act(await submitted(more), 'accept'), 'register');

type Got = { status: number; type: string | null; name: string; bytes: Buffer };
async function fetched(who: Person, path: string, language: Language = 'zh-CN', query = {}): Promise<Got> {
  const answer = await who.send('GET', path, { query, headers: { 'accept-language': language } });
  const said = answer.headers.get('content-disposition')?.split("''")[1] ?? '';
  const bytes = Buffer.from(await answer.arrayBuffer());
  const shown = process.env['PAPERS_TO'];
  if (shown && answer.status === 200) {
    mkdirSync(shown, { recursive: true });
    writeFileSync(join(shown, `${language}-${path.split('/').at(-1)}`), bytes);
  }
  return { status: answer.status, type: answer.headers.get('content-type'), name: decodeURIComponent(said), bytes };
}
const problem = ({ bytes }: Got) => (JSON.parse(bytes.toString()) as { code: string }).code;
const drawn = async (got: Got) => (await textsOf(got.bytes)).join('');
const written = async (got: Got) => (await mammoth.extractRawText({ buffer: got.bytes })).value.replaceAll(/\s+/g, '');
function verified(proof: string): string {
  const file = join(scratch, 'proof.json');
  writeFileSync(file, proof);
  return execFileSync(process.execPath, ['public/verify.mjs', file], { encoding: 'utf8' });
}
const wide = { left: 0, top: 0, right: 210, bottom: 297 };
/** All that is drawn stands within the margins of its page. */
async function fits(got: Got): Promise<void> {
  const { length } = await textsOf(got.bytes);
  for (let number = 1; number <= length; number++) {
    const inked = inkedIn(await pageOf(got.bytes, number), { ...wide, top: a4.top - 1, bottom: 297 - a4.bottom })!;
    expect(inked.left).toBeGreaterThan(a4.left - 0.5);
    expect(inked.right).toBeLessThan(210 - a4.right + 0.5);
  }
}

test('the slip says what was registered and each later amount, is not the certificate, and says large that the registration has ended', async () => {
  const contract = await submitted();
  const path = `/contracts/${contract.id}/slip.pdf`;
  await house.sealNow();
  const early = await fetched(seller, path);
  expect([early.status, problem(early)]).toEqual([409, 'contract.notRegistered']);
  await registrar.act(contract, 'accept');
  await registrar.act(contract, 'register');
  await registrar.act(contract, 'amend', { amount: '2500000', technologyAmount: '2000000', reason: '补充协议减项' });
  await registrar.act(contract, 'noteOfficial', { registrationNumber: '2026320400000123' });
  await house.sealNow();
  const got = await fetched(buyer, path);
  expect([got.status, got.type, got.name]).toEqual([200, documentTypes.pdf, '技术合同登记信息核验单 植保无人机避障系统开发.pdf']);
  const said = await drawn(got);
  for (const words of [
    '登记有效。',
    '技术开发（委托开发）',
    '2026320400000123',
    'TC',
    '3,000,000.002,500,000.00',
    '2,500,000.00元',
    '2,000,000.00元',
    '补充协议减项',
    '云川青禾无人机有限公司',
    '云川农服集团有限公司',
    '不是技术合同认定登记证明',
    '校验码：',
  ])
    expect(said).toContain(words);
  await fits(got);
  expect(verified((await filesIn(got.bytes)).get('proof.json')!)).toContain(`VALID: contract ${contract.id}, noteOfficial`);
  const english = await fetched(seller, path, 'en');
  expect(await drawn(english)).toContain('Thisslipisnottheofficialcertificate');
  await fits(english);
  expect(await drawn(await fetched(bureau, path))).toContain('沈*');
  for (const [who, status] of [
    [stranger, 404],
    [house.visitor(), 401],
  ] as const)
    expect((await fetched(who, path)).status).toBe(status);
  await registrar.act(contract, 'revoke', { ground: 'duplicate' });
  await house.sealNow();
  const revoked = await drawn(await fetched(registrar, path));
  expect(revoked).toContain('技术合同登记信息核验单【登记已撤销】');
  expect(revoked).toContain('自始无效');
  expect(revoked).toContain('重复登记');
  expect(revoked).not.toContain('登记有效');
});

test('a supplement notice lists every defect with its field or sentence; a refusal notice says ground, reason and how to ask for a re-check', async () => {
  const contract = await submitted();
  const [supplement, refusal] = ['supplement-notice', 'refusal-notice'].map((one) => `/contracts/${contract.id}/${one}.docx`) as [
    string,
    string,
  ];
  await house.sealNow();
  expect(problem(await fetched(seller, supplement))).toBe('contract.notSentBack');
  const defects = [
    { path: 'validTo', words: '请补充合同有效期' },
    { path: 'parties.1.creditCode', words: '买方信用代码与印章不一致' },
    { quote: '验收标准另行约定', words: '验收标准须明确' },
    { words: '合同缺少骑缝章' },
  ];
  await registrar.act(contract, 'sendBack', { defects });
  await house.sealNow();
  const notice = await fetched(seller, supplement);
  expect([notice.status, notice.type]).toEqual([200, documentTypes.docx]);
  const said = await written(notice);
  for (const words of [
    '云川青禾无人机有限公司：',
    '下列4项需要补正',
    '有效期至请补充合同有效期',
    '合同当事人2·统一社会信用代码',
    '原文“验收标准另行约定”',
    '整份合同合同缺少骑缝章',
    '30个工作日内',
  ])
    expect(said).toContain(words);
  expect(await written(await fetched(registrar, supplement, 'en'))).toContain('Parties2·Unifiedsocialcreditcode');
  expect((await fetched(stranger, supplement)).status).toBe(404);
  expect(problem(await fetched(seller, refusal))).toBe('contract.notRefused');
  await seller.act(contract, 'supplement');
  await registrar.act(contract, 'accept');
  await registrar.act(contract, 'refuse', { ground: 'objectUnclear', reason: '研究内容和指标均未写明' });
  await house.sealNow();
  const refused = await written(await fetched(buyer, refusal));
  for (const words of ['合同标的不明确', '研究内容和指标均未写明', '书面申请复核']) expect(refused).toContain(words);
  expect(await written(await fetched(seller, refusal, 'en'))).toContain('re-checkinwriting');
});

test('form and copy card have the fields in the order of the form; who sees a name only in part is not told to type it', async () => {
  const contract = await submitted();
  await house.sealNow();
  const form = await written(await fetched(seller, `/contracts/${contract.id}/registration-form.docx`));
  const order = [
    '合同登记编号',
    '合同名称',
    '有效期自',
    '签订日期',
    '统一社会信用代码',
    '合同类别',
    '技术领域',
    '合同成交额',
    '技术交易额',
    '支付方式',
  ];
  const at = order.map((one) => form.indexOf(one));
  expect(at).toEqual([...at].sort((a, b) => a - b));
  expect(at[0]).toBeGreaterThan(0);
  for (const words of ['技术开发（TD）', '先进制造（03）', '有限责任公司（150）', '设备：试验台，600,000.00元', '验收合格后'])
    expect(form).toContain(words);
  expect(await written(await fetched(seller, `/contracts/${contract.id}/registration-form.docx`, 'en'))).toContain(
    'Development(TD)',
  );
  type Card = {
    items: { path: string; typed: string | null; code: string | null; shown: string | null; sure: string }[];
    missing: string[];
  };
  const card = await seller.get<Card>(`/contracts/${contract.id}/copy-card`);
  const line = (of: Card, path: string) => of.items.find((one) => one.path === path);
  expect(line(card, 'type')).toMatchObject({ typed: '技术开发', code: 'TD', sure: 'recalled' });
  expect(line(card, 'parties.1.nature')).toMatchObject({ typed: '有限责任公司', code: '150', sure: 'confirmed' });
  expect(line(card, 'amount')).toMatchObject({ typed: '3000000.00' });
  expect(line(card, 'parties.intermediary')).toMatchObject({ typed: '沈知远' });
  expect(card.missing).toContain('objective');
  expect(line(await bureau.get<Card>(`/contracts/${contract.id}/copy-card`), 'parties.intermediary')).toMatchObject({
    typed: null,
    shown: '沈*',
  });
  await expect(stranger.get(`/contracts/${contract.id}/copy-card`)).rejects.toMatchObject({ status: 404 });
});

const listOf = async (who: Person, contracts: readonly Acted[], purpose = '申报项目') =>
  who.create('certified-lists', { contracts: contracts.map(({ id }) => id), purpose });

test('a certified list vouches for what is registered, and who holds the paper sees whether it holds, and nothing beyond the paper', async () => {
  const [one, two]: [Acted, Acted] = [
    await registered({ parties: [{ role: 'buyer', person: true, name: '沈知远' }] }),
    await registered({ title: '采摘机器人视觉算法开发', amount: '4999999.99', schedule: [] }),
  ];
  const list = await listOf(seller, [one, two, one]);
  const path = `/certified-lists/${list.id}`;
  await house.sealNow();
  const got = await fetched(seller, `${path}/list.pdf`);
  expect([got.status, got.type]).toEqual([200, documentTypes.pdf]);
  const said = await drawn(got);
  const { number, code } = list as unknown as { number: string; code: string };
  for (const words of [
    number,
    code,
    '下列2份技术合同已登记',
    '7,999,999.996,999,999.99',
    '人民币柒佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分',
    '申报项目',
    '整份清单自动失效',
  ])
    expect(said).toContain(words);
  expect(said).not.toContain('沈');
  await fits(got);
  expect(verified((await filesIn(got.bytes)).get('proof.json')!)).toContain(`VALID: certifiedList ${list.id}`);
  const english = await fetched(seller, `${path}/list.pdf`, 'en');
  expect(await drawn(english)).toContain('ninety-nineyuanandninety-ninefen');
  await fits(english);
  const sheet = await readSheet({ name: 'a.xlsx', bytes: (await fetched(seller, `${path}/list.xlsx`)).bytes });
  expect(sheet.rows[2]).toMatchObject({ cells: { 序号: '合计', 合同成交额: '7999999.99' } });
  expect(JSON.stringify(sheet.rows)).toContain(`/certified-lists/check?number=${number}&code=${code}`);

  const visitor = house.visitor();
  const standing = (at: string = number, by: string = code) =>
    visitor
      .send('GET', `/list-standings/${at}`, { query: { code: by } })
      .then(async (answer) => answer.json() as Promise<object>);
  expect(await standing()).toMatchObject({ state: 'valid', count: 2, invalidOn: null });
  expect(JSON.stringify(await standing())).not.toMatch(/沈|contract"|organization/);
  for (const [at, by] of [
    [number, '0000-0000-0000-0000'],
    ['QD2026-999999', code],
    ['x', code],
  ] as const)
    expect(await standing(at, by)).toMatchObject({ status: 404 });
  expect(await standing(number, "' or 1=1")).toMatchObject({ status: 400 });
});

test('what is merely noted makes no list untrue; an amount that changes does, in the same act, and only where the contract stands', async () => {
  const [one, two]: [Acted, Acted] = [await registered(), await registered({ title: '采摘机器人视觉算法开发' })];
  const [list, alone] = [await listOf(seller, [one, two]), await listOf(registrar, [one])];
  const path = `/certified-lists/${list.id}`;
  const { number, code } = list as unknown as { number: string; code: string };
  await registrar.act(two, 'noteOfficial', { registrationNumber: '2026320400000999' });
  expect(await seller.get(path)).toMatchObject({ state: 'valid' });
  await registrar.act(two, 'amend', { amount: '4000000', technologyAmount: '3000000', reason: '减项' });
  const fallen = { state: 'invalid', invalidOn: today, invalidBecause: 'amended' };
  expect(await seller.get(path)).toMatchObject(fallen);
  const standing = await house.visitor().send('GET', `/list-standings/${number.toLowerCase()}`, { query: { code } });
  expect(await standing.json()).toMatchObject(fallen);
  expect(await registrar.get(`/certified-lists/${alone.id}`)).toMatchObject({ state: 'valid' });
  await registrar.act(one, 'revoke', { ground: 'false' });
  expect(await registrar.get(`/certified-lists/${alone.id}`)).toMatchObject({ state: 'invalid', invalidBecause: 'revoked' });
  await house.sealNow();
  const after = await drawn(await fetched(seller, `${path}/list.pdf`));
  expect(after).toContain('已失效');
  expect(after).toContain('金额已变更');
  expect(after).not.toContain('登记有效：');
  await house.house.tell();
  const { items: notices } = await seller.get<{ items: { text: string }[] }>('/notices', { limit: 50 });
  expect(JSON.stringify(notices)).toContain(`登记清单 ${number} 已失效`);

  const events = await seller.get<{ items: { action: string }[] }>(`${path}/events`);
  expect(events.items.map((each) => each.action).sort()).toEqual(['create', 'invalidate']);
});

test('nobody lists what is not registered or not his, and nobody sees the list of another', async () => {
  const [good, pending, gone] = [await registered(), await submitted(), await registered()];
  await registrar.act(gone, 'cancel', { on: today, reason: '履行完毕' });
  const tried = async (who: Person, body: object) => {
    const answer = await who.send('POST', '/certified-lists', { body });
    const said = (await answer.json()) as { code: string; errors?: { path: string }[] };
    return [answer.status, said.code, said.errors?.[0]?.path];
  };
  const of = (...contracts: string[]) => ({ contracts, purpose: '申报' });
  expect(await tried(seller, of(good.id, pending.id))).toEqual([409, 'contract.notRegistered', undefined]);
  expect(await tried(seller, of(gone.id))).toEqual([409, 'contract.noLongerRegistered', undefined]);
  expect(await tried(stranger, of(good.id))).toEqual([422, 'input.invalid', 'contracts.0']);
  expect((await tried(house.visitor(), of(good.id)))[0]).toBe(401);
  for (const body of [
    {},
    of(),
    { contracts: good.id, purpose: 'x' },
    { contracts: [1], purpose: 'x' },
    of(...Array.from({ length: 201 }, () => good.id)),
    { ...of(good.id), purpose: ' ' },
    { ...of(good.id), purpose: 'x'.repeat(301) },
    { ...of(good.id), amount: '1' },
  ])
    expect([400, 422]).toContain((await tried(seller, body))[0]);
  const list = await listOf(buyer, [good]);
  for (const who of [stranger, seller, registrar, bureau]) {
    expect((await who.send('GET', `/certified-lists/${list.id}`)).status).toBe(404);
    expect((await who.send('GET', `/certified-lists/${list.id}/contracts`)).status).toBe(404);
    expect((await who.send('GET', `/certified-lists/${list.id}/list.pdf`)).status).toBe(404);
  }
  await buyer.act(list, 'withdraw', { reason: '不再需要' });
  await registrar.act(good, 'revoke', { ground: 'false' });
  expect(await buyer.get(`/certified-lists/${list.id}`)).toMatchObject({ state: 'withdrawn', invalidOn: null });
});

test('the register as a sheet has what its reader sees and asked for; a strange filter is refused in words', async () => {
  await registered({ title: '只此一份的导出合同' });
  const sheetFor = async (who: Person, query: object) =>
    readSheet({ name: 'a.xlsx', bytes: (await fetched(who, '/contracts/register', 'zh-CN', query)).bytes });
  const own = await sheetFor(seller, { q: '只此一份' });
  expect(own.rows.map(({ cells }) => cells)).toMatchObject([
    {
      合同名称: '只此一份的导出合同',
      合同成交额: '3000000',
      技术交易额: '2500000',
      卖方: '云川青禾无人机有限公司',
      状态: '已登记',
    },
  ]);
  expect((await sheetFor(seller, {})).rows.length).toBeGreaterThan(3);
  expect((await sheetFor(stranger, {})).rows).toEqual([]);
  expect(JSON.stringify((await sheetFor(bureau, { q: '只此一份' })).rows)).not.toContain('沈知远');
  for (const query of [{ state: 'landed' }, { format: 'exe' }, { colour: 'red' }])
    expect((await fetched(seller, '/contracts/register', 'zh-CN', query)).status).toBe(400);
  expect((await fetched(house.visitor(), '/contracts/register')).status).toBe(401);
});

test('a text that is taken away bears its reader and the moment on each page, and the seller sees that it was read', async () => {
  const text = Array.from({ length: 60 }, (_, at) => `第${at + 1}条 双方应当保守对方的商业秘密。`).join('\n');
  const contract = await submitted({ text, noSecrets: true });
  const path = `/contracts/${contract.id}/text.pdf`;
  const got = await fetched(buyer, path);
  expect([got.status, got.type]).toEqual([200, documentTypes.pdf]);
  const pages = await textsOf(got.bytes);
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) expect(page.replaceAll(/\s/g, '')).toMatch(/mai·云川农服集团有限公司\d{4}-\d\d-\d\d\d\d:\d\d下载/);
  expect(pages.join('')).toContain('第60条');
  const { items } = await seller.get<{ items: { name: string }[] }>(`/contracts/${contract.id}/text-reads`);
  expect(items.map(({ name }) => name)).toEqual(['mai']);
  // Who sees the contract and not its text takes nothing away, and leaves no reading.
  expect((await fetched(bureau, path)).status).toBe(403);
  for (const who of [stranger, house.visitor()]) expect([401, 404]).toContain((await fetched(who, path)).status);
  expect((await seller.get<{ items: object[] }>(`/contracts/${contract.id}/text-reads`)).items).toHaveLength(1);
});
