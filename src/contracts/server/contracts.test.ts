// A contract's life over HTTP: said by its seller, submitted, sent back once, registered, counted, changed, revoked; who sees what; what is refused.
import mammoth from 'mammoth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopApart } from '../../platform/server/apart.ts';
import { textsOf } from '../../platform/server/documents/paper.fixtures.ts';
import { verify } from '../../records/server/index.ts';
import { openSale } from '../../../test/harness/sale.ts';
import { testSchema } from '../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { lockedPdf, pagesPdf, paperDocx } from '../../../test/harness/papers.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import { docxText } from './docxText.ts';

let house: TestHouse;
let seller: Person;
let buyer: Person;
let stranger: Person;
let registrar: Person;
let second: Person;
let bureau: Person;
let today: string;
let organizations: Record<'seller' | 'buyer' | 'other', string>;
beforeAll(async () => {
  house = await startHouse();
  ({ bureau, organizations, today, seller, buyer, stranger, registrar } = await openSale(house));
  second = await house.as({ account: 'fu', roles: ['registrar'] });
});
afterAll(async () => {
  await house.close();
  await stopApart();
});

const drone = (more: object = {}) => ({
  title: '植保无人机避障系统开发',
  type: 'development',
  amount: '3000000',
  signedOn: today,
  parties: [{ role: 'buyer', organization: organizations.buyer }],
  ...more,
});
const turnover = async (more: object = {}, code = 'contract-turnover') => {
  const { items } = await bureau.get<{ items: { value: string | null }[] }>('/indicators', { code, ...more });
  return items[0]?.value ?? null;
};
/** What the ledger holds of a measure on the present day, with or without a register that is complete. */
const posted = async (measure: string, of: Acted): Promise<string[]> => {
  const { rows } = await house.tables.ownerPool.query<{ amount: string }>(
    `select n.amount::numeric(18,2)::text as amount from ${testSchema}.entries n join ${testSchema}.codes c on c.id = n.measure where c.code = $1 and n.record = $2 order by n.recorded_at, n.position`,
    [measure, of.id],
  );
  return rows.map((one) => one.amount);
};
const submitted = async (more: object = {}) => seller.act(await seller.create('contracts', drone(more)), 'submit');
const registered = async (more: object = {}) => registrar.act(await registrar.act(await submitted(more), 'accept'), 'register');

test('a contract is registered, counts at once in the seller’s district, and once revoked never counted but as known before', async () => {
  const contract = await seller.create('contracts', drone());
  expect(contract).toMatchObject({
    state: 'draft',
    technologyAmount: '3000000.00',
    region: 'YC-CH',
    seller: organizations.seller,
  });
  expect(contract['missing']).toContain('validTo');
  await seller.act(contract, 'submit');
  const accepted = await registrar.act(contract, 'accept');
  expect(accepted).toMatchObject({ state: 'accepted', needsSecondReview: false, large: false });
  expect(String(accepted['dueOn'])).toMatch(/^\d{4}-\d\d-\d\d$/);
  const done = await registrar.act(contract, 'register');
  expect(done).toMatchObject({ state: 'registered', registeredOn: today, ownNumber: expect.stringMatching(/^TC\d{4}-000001$/) });
  expect(await posted('turnover', done)).toEqual(['3000000.00']);
  const revoked = await registrar.act(contract, 'revoke', { ground: 'duplicate' });
  expect(revoked).toMatchObject({ state: 'revoked', ground: 'duplicate' });
  expect(await posted('turnover', done)).toEqual(['3000000.00', '-3000000.00']);
  expect(await turnover({ region: 'YC-CH' })).toSatisfy((value: string | null) => value === null || Number(value) === 0);
  expect((await verify(house.house.kernel)).findings).toEqual([]);
});

test('the technology amount is the total less itemised costs; carriers in reasonable quantity are not deducted', async () => {
  const costs = [
    { kind: 'equipment', what: '试验台', amount: '600000', carriers: '200000' },
    { kind: 'materials', what: '碳纤维', amount: '100000.50' },
  ];
  const contract = await seller.create('contracts', drone({ costs }));
  expect(contract).toMatchObject({ amount: '3000000.00', technologyAmount: '2499999.50', deducted: '500000.5' });
  expect(await seller.act(contract, 'edit', { costs: [] })).toMatchObject({ technologyAmount: '2499999.50' });
  for (const [more, path, code] of [
    [{ technologyAmount: '3000000.01' }, 'technologyAmount', 'aboveTotal'],
    [{ costs, technologyAmount: '1' }, 'technologyAmount', 'notAsItemised'],
    [{ costs: [{ kind: 'parts', what: '件', amount: '1', carriers: '2' }] }, 'costs.0.carriers', 'carriersAbove'],
    [{ costs: [{ kind: 'parts', what: '件', amount: '3000000' }] }, 'costs', 'nothingLeft'],
    [{ schedule: [{ amount: '1' }] }, 'schedule', 'scheduleSum'],
    [{ validFrom: '2026-05-01', validTo: '2026-04-30' }, 'validTo', 'endBeforeStart'],
    [{ subtype: 'training' }, 'subtype', 'notOfType'],
    [{ parties: [{ role: 'seller', organization: organizations.other }] }, 'parties.0', 'notYours'],
    [{ parties: [{ role: 'buyer', organization: '0198c0de-0000-7000-8000-0000000000ff' }] }, 'parties.0.organization', 'unknown'],
  ] as const)
    await expect(seller.create('contracts', drone(more))).rejects.toMatchObject({ status: 422, errors: [{ path, code }] });
  for (const wrong of [
    { amount: '300万' },
    { amount: 3 },
    { amount: '1.005' },
    { type: 'sale' },
    { title: '' },
    { colour: 'red' },
  ])
    await expect(seller.create('contracts', drone(wrong))).rejects.toMatchObject({ status: 400 });
});

test('sent back once with all defects at once; supplemented it is accepted anew', async () => {
  const contract = await submitted();
  const defects = [
    { path: 'validTo', words: '请补充合同有效期' },
    { quote: '验收标准另行约定', words: '验收标准须明确' },
  ];
  await expect(registrar.act(contract, 'sendBack', { defects: [] })).rejects.toMatchObject({ status: 400 });
  const back = await registrar.act(contract, 'sendBack', { defects });
  expect(back).toMatchObject({ state: 'sentBack', defects: [{ path: 'validTo' }, { quote: '验收标准另行约定' }] });
  await seller.act(contract, 'edit', { validFrom: today, validTo: '2099-12-31' });
  await seller.act(contract, 'supplement');
  await expect(registrar.act(contract, 'sendBack', { defects })).rejects.toMatchObject({ code: 'contract.sentBackAlready' });
  expect(await registrar.act(contract, 'accept')).toMatchObject({ state: 'accepted' });
  expect(await registrar.act(contract, 'refuse', { ground: 'notTechnology' })).toMatchObject({ state: 'refused' });
});

test('from five million two registrars decide, and never on a contract of their own organization', async () => {
  const large = await registrar.act(await submitted({ amount: '5000000' }), 'accept');
  expect(large).toMatchObject({ needsSecondReview: true, large: true });
  await expect(registrar.act(large, 'register')).rejects.toMatchObject({ code: 'contract.secondReviewFirst' });
  await registrar.act(large, 'review');
  await expect(registrar.act(large, 'register')).rejects.toMatchObject({ code: 'contract.ownReview' });
  expect(await second.act(large, 'register')).toMatchObject({ state: 'registered' });
  const below = await registrar.act(await submitted({ amount: '4999999.99' }), 'accept');
  expect(below).toMatchObject({ needsSecondReview: false, large: false });
  const [one, two] = await Promise.allSettled([registrar.act(below, 'register'), second.act(below, 'register')]);
  expect([one.status, two.status].sort()).toEqual(['fulfilled', 'rejected']);
  expect(await posted('turnover', below)).toEqual(['4999999.99']);
});

test('what is not paid by royalties is amended and not settled', async () => {
  const contract = await registered({ paymentMode: 'lumpSum' });
  const later = { amount: '800000', technologyAmount: '800000', reason: '补充协议' };
  await expect(registrar.act(contract, 'settle', later)).rejects.toMatchObject({ status: 409, code: 'contract.noRoyalty' });
  expect(await registrar.act(contract, 'amend', later)).toMatchObject({ amount: '800000.00' });
});

test('an amendment and the settlement of a royalty post the difference, with both figures to be seen', async () => {
  const contract = await registered({ paymentMode: 'royalty', amount: null, technologyAmount: null });
  expect(await posted('turnover', contract)).toEqual([]);
  const settled = await registrar.act(contract, 'settle', { amount: '800000', technologyAmount: '800000', reason: '首年提成' });
  expect(settled['statements']).toMatchObject([
    { what: 'registered', amount: '0.00' },
    { what: 'settled', amount: '800000.00' },
  ]);
  await registrar.act(contract, 'amend', { amount: '700000', technologyAmount: '600000', reason: '补充协议' });
  expect(await posted('turnover', contract)).toEqual(['800000.00', '-100000.00']);
  expect(await posted('technologyTurnover', contract)).toEqual(['800000.00', '-200000.00']);
  const official = await registrar.act(contract, 'noteOfficial', { registrationNumber: '2026320400000123' });
  expect(official).toMatchObject({ registrationNumber: '2026320400000123' });
  await expect(registrar.act(contract, 'noteOfficial', { registrationNumber: '123' })).rejects.toMatchObject({ status: 400 });
});

test('a draft is its seller’s alone; the text is read by parties and registrars, each reading told to the seller', async () => {
  const text = '甲方委托乙方研究开发植保无人机避障系统。';
  await expect(seller.create('contracts', drone({ text }))).rejects.toMatchObject({ code: 'contract.secretsUnconfirmed' });
  const person = { role: 'intermediary', person: true, name: '沈知远' };
  const parties = [{ role: 'buyer', organization: organizations.buyer }, person];
  const contract = await seller.create('contracts', drone({ text, noSecrets: true, parties }));
  for (const other of [buyer, stranger, registrar, bureau])
    await expect(other.get(`/contracts/${contract.id}`)).rejects.toMatchObject({ status: 404 });
  await seller.act(contract, 'submit');
  expect(await buyer.get(`/contracts/${contract.id}`)).toMatchObject({ hasText: true, state: 'submitted' });
  await expect(stranger.get(`/contracts/${contract.id}`)).rejects.toMatchObject({ status: 404 });
  await expect(stranger.get(`/contracts/${contract.id}/text`)).rejects.toMatchObject({ status: 404 });
  await expect(bureau.get(`/contracts/${contract.id}/text`)).rejects.toMatchObject({ status: 403 });
  const names = async (who: Person) =>
    ((await who.get(`/contracts/${contract.id}`))['parties'] as { name: string | null }[]).map((one) => one.name);
  expect(await names(registrar)).toContain('沈知远');
  expect(await names(bureau)).toContain('沈*');
  expect(await registrar.get(`/contracts/${contract.id}/text`)).toMatchObject({ text });
  const { items } = await seller.get<{ items: { name: string }[] }>(`/contracts/${contract.id}/text-reads`);
  expect(items).toHaveLength(1);
  await expect(buyer.get(`/contracts/${contract.id}/text-reads`)).rejects.toMatchObject({ status: 403 });
  // Whoever opens an attachment or takes it away stands beside the readers of the text, and what was refused does not.
  const { id: upload } = await seller.upload<{ id: string }>('/files', { name: '附图.pdf', content: await pagesPdf(1) });
  const file = await seller.create('attachments', { recordKind: 'contract', record: contract.id, upload, purpose: 'evidence' });
  for (const other of [stranger, bureau]) expect((await other.send('GET', `/attachments/${file.id}/content`)).status).toBe(404);
  for (const path of ['pdf', 'content'])
    expect((await (await buyer.send('GET', `/attachments/${file.id}/${path}`)).text()).startsWith('%PDF')).toBe(true);
  const reads = await seller.get<{ items: { file: object | null; taken: boolean }[] }>(`/contracts/${contract.id}/text-reads`);
  expect(reads.items.map((one) => [one.file, one.taken])).toEqual([
    [{ id: file.id, name: '附图.pdf' }, true],
    [{ id: file.id, name: '附图.pdf' }, false],
    [null, false],
  ]);
  expect((await verify(house.house.kernel)).findings).toEqual([]);
});

/** A file as somebody is given it. */
async function taken(who: Person, path: string, language = 'zh-CN') {
  const answer = await who.send('GET', path, { headers: { 'accept-language': language } });
  const name = decodeURIComponent(answer.headers.get('content-disposition')?.split("''")[1] ?? '');
  return { status: answer.status, name, bytes: Buffer.from(await answer.arrayBuffer()) };
}

test('an attachment bears its reader on each page of what he gets; whose file it is gets it byte for byte, and what cannot bear him is told in words', async () => {
  const contract = await submitted();
  const attach = async (name: string, content: Buffer) => {
    const { id: upload } = await seller.upload<{ id: string }>('/files', { name, content });
    return seller.create('attachments', { recordKind: 'contract', record: contract.id, upload });
  };
  const pdf = await pagesPdf(3);
  const file = await attach('附图.pdf', pdf);
  const path = `/attachments/${file.id}/content`;
  expect((await taken(seller, path)).bytes.equals(pdf)).toBe(true);
  const got = await taken(registrar, path);
  expect([got.status, got.name]).toEqual([200, '附图.pdf']);
  const pages = await textsOf(got.bytes);
  expect(pages.map((page) => page.match(/deng\d{4}-\d\d-\d\d\d\d:\d\d下载/g)?.length)).toEqual([2, 2, 2]);
  expect(pages.map((page) => page.includes('Page'))).toEqual([true, true, true]);
  // The browser's viewer saves what it shows: it is shown no other copy.
  expect((await textsOf((await taken(buyer, `/attachments/${file.id}/pdf`, 'en')).bytes)).join('')).toMatch(
    /Takenawaybymai·云川农服集团有限公司/,
  );
  for (const who of [stranger, bureau]) expect((await taken(who, path)).status).toBe(404);

  const docx = await attach('说明.docx', await paperDocx('图纸说明'));
  const { bytes: buffer } = await taken(registrar, `/attachments/${docx.id}/content`);
  expect((await mammoth.extractRawText({ buffer })).value).toContain('图纸说明');
  expect(await docxText(buffer)).toMatch(/图纸说明[^]*deng \d{4}.*下载/);
  expect((await taken(registrar, `/attachments/${docx.id}/html`)).bytes.toString()).toMatch(/class="mark">deng.*下载<\/p>/);
  expect((await taken(seller, `/attachments/${docx.id}/html`)).bytes.toString()).not.toContain('class="mark">');

  const locked = await attach('加密.pdf', await lockedPdf(pdf, { userPassword: 'open', ownerPassword: 'own' }));
  const broken = await attach('损坏.pdf', Buffer.from('%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n'));
  for (const [one, code] of [
    [locked, 'mark.locked'],
    [broken, 'mark.broken'],
  ] as const) {
    const refused = await taken(registrar, `/attachments/${one.id}/content`);
    expect([refused.status, JSON.parse(refused.bytes.toString()).code]).toEqual([422, code]);
    expect((await taken(seller, `/attachments/${one.id}/content`)).status).toBe(200);
  }
  // What was refused was not read.
  const { items } = await seller.get<{ items: { name: string; file: { name: string } | null }[] }>(
    `/contracts/${contract.id}/text-reads`,
  );
  expect(items.filter(({ name }) => name === 'deng').map((one) => one.file?.name)).toEqual([
    '说明.docx',
    '说明.docx',
    '附图.pdf',
  ]);
  expect((await registrar.get(`/attachments/of/contract/${contract.id}`))['marked']).toBe(true);
  expect((await seller.get(`/attachments/of/contract/${contract.id}`))['marked']).toBe(false);
});

const tiff = Buffer.from('49492a000800000000000000000000000000000000000000', 'hex');
test('a file that cannot bear its reader is not taken on a contract: its type is told by content, and the refusal says what is taken', async () => {
  const contract = await submitted();
  const { id: upload } = await seller.upload<{ id: string }>('/files', { name: '扫描.tif', content: tiff });
  const body = { recordKind: 'contract', record: contract.id, upload };
  for (const [language, said] of [
    ['zh-CN', '这种文件（TIF, TIFF）无法标注下载人'],
    ['en', 'A file of this kind (TIF, TIFF) cannot bear who takes it away'],
  ] as const) {
    const refused = await seller.send('POST', '/attachments', { body, headers: { 'accept-language': language } });
    const { errors } = await refused.json();
    expect([refused.status, errors]).toEqual([422, [expect.objectContaining({ path: 'upload', code: 'notOfType' })]]);
    expect(errors[0].words).toMatch(said);
    expect(errors[0].words).toContain('PDF, DOCX, XLSX, PNG, JPG, JPEG, TXT, CSV');
  }
  await expect(seller.upload('/files', { name: '扫描.pdf', content: tiff })).rejects.toMatchObject({ status: 415 });
  expect((await seller.get(`/attachments/of/contract/${contract.id}`))['endings']).not.toContain('tif');
});
