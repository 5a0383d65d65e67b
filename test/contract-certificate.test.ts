// What a house gives of its own: the certificate of a registration that stands, and model texts, blank for everybody and filled in for who sees the contract.
import { writeFileSync } from 'node:fs';
import mammoth from 'mammoth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificateOf } from '../src/contracts/server/papers-certificate.ts';
import { page as a4 } from '../src/platform/server/documents/layout.ts';
import { filesIn, inkedIn, pageOf, textsOf } from '../src/platform/server/documents/paper.fixtures.ts';
import { stopPress } from '../src/platform/server/documents/press.ts';
import { documentTypes } from '../src/platform/shared/document.ts';
import type { Language } from '../src/platform/shared/actor.ts';
import { openSale } from './harness/sale.ts';
import { startHouse, type TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';

let house: TestHouse;
let today: string;
let seller: Person;
let buyer: Person;
let stranger: Person;
let registrar: Person;
let organizations: Record<'seller' | 'buyer' | 'other', string>;
beforeAll(async () => {
  house = await startHouse({ publicUrl: 'https://touyan.example.cn' });
  ({ organizations, today, seller, buyer, stranger, registrar } = await openSale(house));
});
afterAll(async () => {
  await house.close();
  await stopPress();
});

const drone = (more: object = {}) => ({
  title: '植保无人机避障系统开发',
  type: 'development',
  subtype: 'commissioned',
  amount: '3000000',
  signedOn: today,
  validFrom: today,
  validTo: '2099-12-31',
  technologyField: '03',
  parties: [
    { role: 'buyer', organization: organizations.buyer, creditCode: '91320400MA1XXXXXX0' },
    { role: 'intermediary', person: true, name: '沈知远' },
  ],
  costs: [{ kind: 'equipment', what: '试验台', amount: '600000', carriers: '100000' }],
  ...more,
});
/** From a past register: with the number of another system and none of ours. */
const past = () => ({
  ...drone(),
  seller: organizations.seller,
  signedOn: '2024-01-01',
  validFrom: '2024-01-01',
  registeredOn: '2024-05-01',
  registrationNumber: '2024320400000777',
  contact: null,
  taxpayer: null,
  benefits: [],
  newInput: null,
  newOutput: null,
  trainees: null,
  mainContract: null,
  intermediaryFee: null,
});
const submitted = async (more: object = {}) => seller.act(await seller.create('contracts', drone(more)), 'submit');

type Got = { status: number; type: string | null; name: string; bytes: Buffer };
async function fetched(who: Person, path: string, language: Language = 'zh-CN'): Promise<Got> {
  const answer = await who.send('GET', path, { headers: { 'accept-language': language } });
  const said = answer.headers.get('content-disposition')?.split("''")[1] ?? '';
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, type: answer.headers.get('content-type'), name: decodeURIComponent(said), bytes };
}
const problem = ({ bytes }: Got) => (JSON.parse(bytes.toString()) as { code: string }).code;
const drawn = async (got: Got) => (await textsOf(got.bytes)).join('');
const written = async (got: Got) => (await mammoth.extractRawText({ buffer: got.bytes })).value.replaceAll(/\s+/g, '');
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

test('where its own registry decides, the city certifies a registration while it stands; an imported one and one beside another system have none', async () => {
  const contract = await submitted();
  const path = `/contracts/${contract.id}/certificate.pdf`;
  await house.sealNow();
  expect(problem(await fetched(seller, path))).toBe('contract.notRegistered');
  await registrar.act(contract, 'accept');
  await registrar.act(contract, 'register');
  await house.sealNow();
  const got = await fetched(buyer, path);
  expect([got.status, got.type, got.name]).toEqual([200, documentTypes.pdf, '技术合同认定登记证明 植保无人机避障系统开发.pdf']);
  const record = await seller.get<Record<string, unknown>>(`/contracts/${contract.id}`);
  if (process.env['PAPERS_TO']) writeFileSync(process.env['PAPERS_TO'], got.bytes);
  const said = await drawn(got);
  for (const words of [
    String(record['ownNumber']),
    '3,000,000.00元（人民币叁佰万元整）',
    '2,500,000.00元（人民币贰佰伍拾万元整）',
    '技术开发（委托开发）',
    '云川青禾无人机有限公司',
    '云川农服集团有限公司',
    '技术合同登记机构',
    '（盖章处）',
    '校验码：',
  ])
    expect(said).toContain(words);
  for (const words of ['登记变更', '不是技术合同认定登记证明']) expect(said).not.toContain(words);
  expect(await textsOf(got.bytes)).toHaveLength(1);
  await fits(got);
  expect((await filesIn(got.bytes)).get('proof.json')).toContain(contract.id);
  expect((await fetched(stranger, path)).status).toBe(404);
  expect((await fetched(seller, `/contracts/x'/certificate.pdf`)).status).toBe(404);
  await registrar.act(contract, 'amend', { amount: '2500000', technologyAmount: '2000000', reason: '补充协议减项' });
  await house.sealNow();
  const amended = await fetched(seller, path, 'en');
  for (const words of ['CNY2,500,000.00', '3,000,000.002,500,000.00', '补充协议减项'])
    expect(await drawn(amended)).toContain(words);
  await fits(amended);
  // Beside another system nobody gives it, whatever the record says.
  const beside = () =>
    certificateOf(
      { record, today, query: {}, say: (key) => key, actor: { language: 'en' } as never },
      { city: { zh: '云川', en: 'Yunchuan' }, ofRecord: false },
    );
  expect(record['certified']).toBe(true);
  expect(beside).toThrow(expect.objectContaining({ code: 'contract.notCertifiedHere' }));
  const imported = await registrar.send('POST', '/contracts/recordRegistered', { body: past() });
  expect(imported.status).toBeLessThan(300);
  const { id } = (await imported.json()) as { id: string };
  await registrar.act(contract, 'cancel', { on: today, reason: '协商解除' });
  await house.sealNow();
  expect(problem(await fetched(seller, `/contracts/${id}/certificate.pdf`))).toBe('contract.noNumberOfOurs');
  expect(await seller.get(`/contracts/${id}`)).toMatchObject({ certified: false });
  expect(problem(await fetched(seller, path))).toBe('contract.noLongerCertified');
});

test('model texts: blank ones for everybody, a filled one for who sees the contract; without a type, of another or of a strange name there is none', async () => {
  const visitor = house.visitor();
  const { items } = (await (await visitor.send('GET', '/contracts/models')).json()) as {
    items: { code: string; name: string; lines: object[]; basis: { article: string; sure: string }[] }[];
  };
  expect(items.map(({ code }) => code)).toEqual([
    'development',
    'transfer',
    'licence',
    'consulting',
    'service',
    'training',
    'intermediation',
  ]);
  expect(items.every(({ lines, basis }) => lines.length > 20 && basis.length > 0)).toBe(true);
  const blank = await fetched(visitor, '/contracts/models/licence/text.docx', 'en');
  expect([blank.status, blank.type]).toEqual([200, documentTypes.docx]);
  expect(await written(blank)).toContain('技术许可合同');
  for (const code of ['nothing', '..%2f..%2flaw', '__proto__', 'toString', 'a'.repeat(300)])
    expect([code, (await fetched(visitor, `/contracts/models/${code}/text.docx`)).status]).toEqual([code, 404]);

  const draft = await seller.create('contracts', drone());
  const path = `/contracts/${draft.id}/model.docx`;
  const got = await fetched(seller, path, 'en');
  expect([got.status, got.name]).toEqual([200, '技术开发合同 植保无人机避障系统开发.docx']);
  const said = await written(got);
  for (const words of [
    '项目名称：植保无人机避障系统开发',
    '委托人（甲方）：云川农服集团有限公司',
    '研究开发人（乙方）：云川青禾无人机有限公司',
    '人民币3,000,000.00元（大写：人民币叁佰万元整）',
    '试验台设备费：人民币600,000.00元',
    '技术交易额为人民币2,500,000.00元',
    '中介方：沈知远',
    '不是官方示范文本',
  ])
    expect(said).toContain(words);
  expect(said).not.toContain('校验码');
  for (const [who, status] of [
    [buyer, 404],
    [stranger, 404],
    [visitor, 401],
  ] as const)
    expect((await fetched(who, path)).status).toBe(status);
  await seller.act(draft, 'submit');
  const bureau = await fetched(await house.as('bureauOfficer'), path);
  expect(bureau.status).toBe(200);
  expect(await written(bureau)).not.toContain('沈');
  const untyped = await seller.create('contracts', { title: '未定类别' });
  expect(problem(await fetched(seller, `/contracts/${untyped.id}/model.docx`))).toBe('contract.typeFirst');
});
