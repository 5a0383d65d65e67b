// What comes to a contract beside its decision, over HTTP: objections and their re-check, experts' opinions, receipts of money, a reminder; and what bad input gets.
import pdfmake from 'pdfmake';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../records/server/index.ts';
import { freshCode } from '../../../test/harness/codes.ts';
import { openSale } from '../../../test/harness/sale.ts';
import { testSchema } from '../../../test/harness/database.ts';
import { zip } from '../../platform/server/documents/fixtures.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person, Recorded } from '../../../test/harness/http.ts';

let house: TestHouse;
let seller: Person;
let buyer: Person;
let stranger: Person;
let deng: Person;
let fu: Person;
let bureau: Person;
let today: string;
let organizations: Record<'seller' | 'buyer' | 'other' | 'gone', string>;
const accounts: Record<string, string> = {};
beforeAll(async () => {
  house = await startHouse();
  const sale = await openSale(house, {
    seller: '云川续办无人机有限公司',
    buyer: '云川续办农服集团有限公司',
    other: '云川续办他人有限公司',
  });
  ({ bureau, today, seller, buyer, stranger, registrar: deng } = sale);
  const gone = { name: '云川续办已并有限公司', region: 'YC-CH', creditCode: freshCode() };
  organizations = { ...sale.organizations, gone: (await bureau.create('organizations', gone)).id };
  fu = await house.as({ account: 'fu', roles: ['registrar'] });
  const { items } = await bureau.get<{ items: { id: string; name: string }[] }>('/registrars');
  for (const one of items) accounts[one.name] = one.id;
});
afterAll(() => house.close());

const drone = (more: object = {}) => ({
  title: '植保无人机避障系统开发',
  type: 'development',
  amount: '3000000',
  signedOn: today,
  parties: [{ role: 'buyer', organization: organizations.buyer }],
  ...more,
});
const posted = async (measure: string, of: Acted): Promise<string[]> => {
  const { rows } = await house.tables.ownerPool.query<{ amount: string }>(
    `select n.amount::numeric(18,2)::text as amount from ${testSchema}.entries n join ${testSchema}.codes c on c.id = n.measure where c.code = $1 and n.record = $2 order by n.recorded_at, n.position`,
    [measure, of.id],
  );
  return rows.map((one) => one.amount);
};
const net = (amounts: readonly string[]): number => amounts.reduce((all, one) => all + Number(one), 0);
const accepted = async (more: object = {}) =>
  deng.act(await seller.act(await seller.create('contracts', drone(more)), 'submit'), 'accept');
const registered = async (more: object = {}) => deng.act(await accepted(more), 'register');
const onDesk = async (who: Person) =>
  (await who.get<{ items: { record: string | null; asked: string }[] }>('/desk', { limit: 200 })).items;
const reason = '理由';

test('a refused contract is objected to by a party, re-checked by somebody who did not refuse it, and registered: then it counts', async () => {
  const refused = await deng.act(await accepted(), 'refuse', { ground: 'notTechnology' });
  const objecting = { against: 'refusal', reason };
  const foreign = await stranger.send('POST', `/contracts/${refused.id}/object`, { body: objecting });
  const strange = await buyer.send('POST', '/contracts/no-id/object', { body: objecting });
  const oversized = await buyer.send('POST', `/contracts/${refused.id}/object`, {
    body: { ...objecting, reason: 'x'.repeat(2001) },
  });
  expect([foreign.status, strange.status, oversized.status]).toEqual([404, 404, 400]);
  await expect(buyer.act(refused, 'object', { against: 'amount', reason })).rejects.toMatchObject({
    errors: [{ path: 'against' }],
  });
  const open = await buyer.act(refused, 'object', { against: 'refusal', reason: '有明确技术指标' });
  expect(open['objections']).toMatchObject([
    {
      number: 1,
      from: 'party',
      organizationName: '云川续办农服集团有限公司',
      result: null,
      dueOn: expect.stringMatching(/^\d{4}/),
    },
  ]);
  await expect(seller.act(refused, 'object', { against: 'refusal', reason })).rejects.toMatchObject({
    code: 'contract.objectionOpen',
  });
  expect(await onDesk(bureau)).toContainEqual(expect.objectContaining({ record: refused.id, asked: '异议待指定复核人' }));
  // Who decided does not re-check, nor whoever is no registrar.
  await expect(bureau.act(refused, 'assignRecheck', { account: accounts['deng'] })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'account', code: 'decided' }],
  });
  await expect(bureau.act(refused, 'assignRecheck', { account: organizations.seller })).rejects.toMatchObject({
    errors: [{ path: 'account', code: 'noRegistrar' }],
  });
  await bureau.act(refused, 'assignRecheck', { account: accounts['fu'] });
  for (const other of [deng, bureau, seller])
    await expect(other.act(refused, 'registerOnRecheck', { reason })).rejects.toMatchObject({ status: 403 });
  expect(await onDesk(fu)).toContainEqual(expect.objectContaining({ record: refused.id, asked: '异议待复核' }));
  expect(await posted('turnover', refused)).toEqual([]);
  const done = await fu.act(refused, 'registerOnRecheck', { reason: '符合技术开发合同条件' });
  expect(done).toMatchObject({ state: 'registered', registeredOn: today, ownNumber: expect.stringMatching(/^TC/), ground: null });
  expect(done['objections']).toMatchObject([{ result: 'registered', decision: '符合技术开发合同条件', dueOn: null }]);
  expect(await posted('turnover', refused)).toEqual(['3000000.00']);
  await house.house.board.notices.work();
  const { items } = await buyer.get<{ items: unknown[] }>('/notices', { limit: 50 });
  expect(JSON.stringify(items)).toContain('原决定已改变');
  // A party proves what it objected to; who was to re-check it is not in what it is given.
  await house.sealNow();
  const history = await buyer.get<{ items: { id: string; action: string }[] }>(`/contracts/${refused.id}/events`);
  const event = history.items.find((one) => one.action === 'assignRecheck')?.id ?? '';
  const { body } = await buyer.get<{ body: string }>(`/contracts/${refused.id}/proof`, { event });
  expect(body).toContain('有明确技术指标');
  expect(body).toContain('"objections[].rechecker":"');
  expect(body).not.toContain(accounts['fu']);
  expect((await verify(house.house.kernel)).findings).toEqual([]);
});

test('a tax body objects to a registered contract: it counts until the re-check amends or revokes it, and nothing else is decided meanwhile', async () => {
  const contract = await registered({ disclosure: 'nothing' });
  const paper = { from: 'tax', body: '云川市税务局', documentNumber: '云税函〔2026〕8号', documentOn: today };
  await expect(seller.act(contract, 'recordObjection', { ...paper, against: 'type', reason })).rejects.toMatchObject({
    status: 403,
  });
  for (const wrong of [{ ...paper, from: 'police' }, { ...paper, documentOn: '不详' }, { ...paper, body: '' }, {}])
    await expect(bureau.act(contract, 'recordObjection', { ...wrong, against: 'type', reason })).rejects.toMatchObject({
      status: 400,
    });
  await expect(
    bureau.act(contract, 'recordObjection', { ...paper, documentOn: '2999-01-01', against: 'type', reason }),
  ).rejects.toMatchObject({ errors: [{ path: 'documentOn' }] });
  await bureau.act(contract, 'recordObjection', { ...paper, against: 'type', reason });
  expect(await posted('turnover', contract)).toEqual(['3000000.00']);
  for (const [action, input] of [
    ['amend', { amount: '1', technologyAmount: '1', reason }],
    ['revoke', { ground: 'other' }],
    ['cancel', { on: today, reason }],
  ] as const)
    await expect(deng.act(contract, action, input)).rejects.toMatchObject({ code: 'contract.objectionOpen' });
  await bureau.act(contract, 'assignRecheck', { account: accounts['fu'] });
  await expect(fu.act(contract, 'amendOnRecheck', { amount: '2', technologyAmount: '3', reason })).rejects.toMatchObject({
    errors: [{ path: 'technologyAmount' }],
  });
  const amended = await fu.act(contract, 'amendOnRecheck', {
    amount: '2600000',
    technologyAmount: '2400000',
    type: 'service',
    subtype: 'general',
    reason,
  });
  expect(amended).toMatchObject({
    state: 'registered',
    type: 'service',
    amount: '2600000.00',
    objections: [{ result: 'amended' }],
  });
  expect(net(await posted('turnover', contract))).toBe(2_600_000);
  // A second one, upheld; a third one, withdrawn by who brought it and nobody else; a fourth revokes it.
  const again = async () => bureau.act(contract, 'assignRecheck', { account: accounts['fu'] });
  await seller.act(contract, 'object', { against: 'amount', reason });
  await again();
  expect(await fu.act(contract, 'uphold', { reason })).toMatchObject({ state: 'registered' });
  await seller.act(contract, 'object', { against: 'amount', reason });
  for (const other of [buyer, bureau])
    await expect(other.act(contract, 'withdrawObjection', { reason })).rejects.toMatchObject({ status: 403 });
  await seller.act(contract, 'withdrawObjection', { reason });
  await buyer.act(contract, 'object', { against: 'registration', reason });
  await again();
  expect(await fu.act(contract, 'revokeOnRecheck', { reason })).toMatchObject({ state: 'revoked' });
  expect(net(await posted('turnover', contract))).toBe(0);
});

test('experts answer before anybody decides; who they were only those learn who handle the case', async () => {
  const asked = await deng.act(await accepted(), 'askExperts', { reason: '是否属于常规手段有争议' });
  await expect(deng.act(asked, 'register')).rejects.toMatchObject({ code: 'contract.opinionFirst' });
  await expect(deng.act(asked, 'review', {})).rejects.toMatchObject({ code: 'contract.opinionFirst' });
  const opinion = {
    body: '云川市技术市场专家组',
    on: today,
    advice: 'register',
    votesFor: 4,
    votesAgainst: 1,
    opinion: '有明确的技术指标。',
    experts: '甲一、乙二',
  };
  await expect(seller.act(asked, 'recordOpinion', opinion)).rejects.toMatchObject({ status: 403 });
  for (const [more, path] of [
    [{ on: '2020-01-01' }, 'on'],
    [{ votesFor: 0, votesAgainst: 0 }, 'votesFor'],
    [{ attachments: [organizations.seller] }, 'attachments.0'],
  ] as const)
    await expect(deng.act(asked, 'recordOpinion', { ...opinion, ...more })).rejects.toMatchObject({ errors: [{ path }] });
  await deng.act(asked, 'recordOpinion', opinion);
  const shown = async (who: Person) => JSON.stringify((await who.get(`/contracts/${asked.id}`))['expertReviews']);
  expect(await shown(deng)).toContain('甲一、乙二');
  for (const other of [seller, buyer, bureau]) {
    expect(await shown(other)).toContain('有明确的技术指标');
    expect(await shown(other)).not.toContain('甲一');
  }
  expect(await deng.act(asked, 'register')).toMatchObject({ state: 'registered' });
});

test('receipts come to technical income on their day, within the contract’s amounts; confirmed they stand', async () => {
  const costs = [{ kind: 'equipment', what: '试验台', amount: '1000000' }];
  const schedule = [{ amount: '2000000', on: today }, { amount: '1000000' }];
  const contract = await registered({ costs, schedule, paymentMode: 'instalments' });
  const first = await seller.act(contract, 'noteReceipt', { on: today, amount: '1000000', instalment: 1 });
  expect(first).toMatchObject({ received: '1000000.00', technicalIncome: '666666.67' });
  expect(first['dues']).toMatchObject([{ paid: '1000000.00', state: 'partly' }, { state: 'open' }]);
  await seller.act(contract, 'noteReceipt', { on: today, amount: '2000000' });
  expect(await posted('technicalIncome', contract)).toEqual(['666666.67', '1333333.33']);
  for (const [more, path] of [
    [{ amount: '0.01' }, 'amount'],
    [{ on: '2999-01-01' }, 'on'],
    [{ on: '2001-01-01' }, 'on'],
    [{ instalment: 3 }, 'instalment'],
    [{ technologyAmount: '2' }, 'technologyAmount'],
  ] as const)
    await expect(seller.act(contract, 'noteReceipt', { on: today, amount: '1', ...more })).rejects.toMatchObject({
      status: 422,
      errors: [{ path }],
    });
  for (const other of [buyer, deng])
    await expect(other.act(contract, 'noteReceipt', { on: today, amount: '1' })).rejects.toMatchObject({ status: 403 });
  await seller.act(contract, 'voidReceipt', { number: 2, reason: '记错合同' });
  expect(net(await posted('technicalIncome', contract))).toBeCloseTo(666_666.67);
  const confirmed = await deng.act(contract, 'confirmIncome', { through: today });
  expect(confirmed['confirmations']).toMatchObject([{ receipts: '1000000.00', income: '666666.67' }]);
  await expect(seller.act(contract, 'voidReceipt', { number: 1, reason })).rejects.toMatchObject({
    code: 'contract.confirmedThrough',
  });
  const sheet = await buyer.send('GET', `/contracts/${contract.id}/receipts.xlsx`);
  expect([
    sheet.status,
    Buffer.from(await sheet.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ]).toEqual([200, 'PK']);
  expect((await stranger.send('GET', `/contracts/${contract.id}/receipts.xlsx`)).status).toBe(404);
  // Revoked it never counted.
  await deng.act(contract, 'revoke', { ground: 'false' });
  expect(net(await posted('technicalIncome', contract))).toBeCloseTo(0);
});

test('ten working days after it was sent back the seller is reminded, once', async () => {
  const submitted = await seller.act(await seller.create('contracts', drone()), 'submit');
  const back = await deng.act(submitted, 'sendBack', { defects: [{ words: '请补充' }] });
  const sentBack = (days: number) =>
    house.tables.ownerPool.query(`update ${testSchema}.contracts set sent_back_on = $2::date - $3::int where id = $1`, [
      back.id,
      today,
      days,
    ]);
  const reminders = async () => {
    await house.house.contracts.fallDue();
    const { items } = await seller.get<{ items: { action: string }[] }>(`/contracts/${back.id}/events`);
    return items.filter((one) => one.action === 'remindSupplement').length;
  };
  expect(await reminders()).toBe(0);
  await sentBack(26);
  expect([await reminders(), await reminders()]).toEqual([1, 1]);
  expect(await seller.get(`/contracts/${back.id}`)).toMatchObject({ state: 'sentBack' });
});

test('bad input is refused with its field and its reason; what is not asked for is not kept', async () => {
  await bureau.act(await bureau.get<Recorded>(`/organizations/${organizations.gone}`), 'merge', { into: organizations.other });
  const path = (more: object) => seller.send('POST', '/contracts', { body: drone(more) });
  const faults = async (more: object) => {
    const answer = await path(more);
    const body = (await answer.json()) as { errors?: { path: string; words: string }[] };
    return [answer.status, body.errors?.[0]?.path, (body.errors?.[0]?.words ?? '').length > 0];
  };
  for (const [more, field, status] of [
    [{ amount: '300万' }, 'amount', 400],
    [{ amount: '3亿' }, 'amount', 400],
    [{ amount: '３０００' }, 'amount', 400],
    [{ amount: '3,000,000' }, 'amount', 400],
    [{ technologyAmount: '3000000.01' }, 'technologyAmount', 422],
    [{ validFrom: '2026-05-01', validTo: '2026-04-30' }, 'validTo', 422],
    [{ items: [{ type: 'inventionPatent', number: 'ZL202310000000.9' }] }, 'items.0.number', 422],
    [{ items: [{ type: 'design', number: '12345' }] }, 'items.0.number', 422],
    [
      { parties: [{ role: 'technologyManager', person: true, name: '甲', manager: organizations.other }] },
      'parties.0.manager',
      422,
    ],
    [{ parties: [{ role: 'intermediary', name: '某' }], intermediaryFee: '3000001' }, 'intermediaryFee', 422],
    [{ parties: [{ role: 'buyer', organization: organizations.gone }] }, 'parties.0.organization', 422],
    [{ contact: { name: '甲', phone: 'x' } }, 'contact.phone', 400],
  ] as const)
    expect([more, ...(await faults(more))]).toEqual([more, status, field, true]);
  const kept = await seller.create(
    'contracts',
    drone({
      newInput: '5',
      trainees: 3,
      royalty: { base: 'sales', rate: '3' },
      contact: { name: '沈知远', phone: '13912345678' },
    }),
  );
  expect(kept).toMatchObject({ newInput: null, trainees: null, royalty: null, contact: { name: '沈知远' } });
  await seller.act(kept, 'submit');
  expect(await bureau.get(`/contracts/${kept.id}`)).toMatchObject({ contact: { name: '沈*', phone: '139******78' } });
});

test('a file that runs macros, is locked or too large is refused over HTTP with the reason, and nothing of it is kept', async () => {
  const dot =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const locked = await pdfmake.createPdf({ content: [{ image: dot, width: 40 }], userPassword: 'secret' }).getBuffer();
  const parts = [
    ['[Content_Types].xml', '<Types/>'],
    ['word/document.xml', '<d/>'],
    ['word/vbaProject.bin', 'x'],
  ] as const;
  const made = zip(parts.map(([name, content]) => ({ name, content })));
  const files: [string, string, Buffer][] = [
    ['file.macros', '合同.docx', Buffer.from('bytes' in made ? made.bytes : [])],
    ['reading.locked', '合同.pdf', locked],
    // The house takes 32 MB: what comes after that is not read, however long it is.
    ['input.tooLarge', '合同.pdf', Buffer.alloc(33 * 1024 * 1024)],
  ];
  for (const [code, name, content] of files)
    await expect(seller.upload('/contracts/read', { name, content })).rejects.toMatchObject({ code });
});
