// What stands beside a contract's figures, over HTTP: tax benefits claimed on it, who is told when it changes; what only its seller is told; technology managers who confirm that they were in it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSale } from '../../../test/harness/sale.ts';
import { testSchema } from '../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';

let house: TestHouse;
let [seller, buyer, stranger, deng, bureau]: Person[] = [];
let today: string;
let year: number;
let organizations: Record<'seller' | 'buyer' | 'other', string>;
const be = (who: Person | undefined): Person => who as Person;
beforeAll(async () => {
  house = await startHouse();
  const sale = await openSale(house, {
    seller: '云川申报无人机有限公司',
    buyer: '云川申报农服集团有限公司',
    other: '云川申报中介有限公司',
  });
  ({ bureau, today, seller, buyer, stranger, registrar: deng, organizations } = sale);
  year = Number(today.slice(0, 4));
});
afterAll(() => house.close());

const parties = () => [
  { role: 'buyer', organization: organizations.buyer },
  { role: 'intermediary', organization: organizations.other },
];
async function submitted(title: string): Promise<Acted> {
  const said = { title, type: 'development', amount: '3000000', signedOn: today, parties: parties() };
  return be(seller).act(await be(seller).create('contracts', said), 'submit');
}
async function registered(title: string): Promise<Acted> {
  return be(deng).act(await be(deng).act(await submitted(title), 'accept'), 'register');
}
/** What a person has been told of a contract, in words. */
async function told(who: Person | undefined, title: string): Promise<string[]> {
  await house.house.board.notices.work();
  const { items } = await be(who).get<{ items: { text: string }[] }>('/notices', { limit: 100 });
  return items.map((one) => JSON.stringify(one)).filter((one) => one.includes(title));
}
const claim = (more: object = {}) => ({ benefit: 'transferIncome', year, role: 'seller', reference: 'A-1', ...more });

test('a party records what it claimed, the bureau what a tax body wrote; each takes back its own', async () => {
  const contract = await registered('申报一号');
  const mine = await be(seller).act(contract, 'recordTaxClaim', claim());
  expect(mine['taxClaims']).toMatchObject([
    { number: 1, benefit: 'transferIncome', from: 'party', organizationName: '云川申报无人机有限公司', mine: true },
  ]);
  await be(buyer).act(contract, 'recordTaxClaim', claim({ benefit: 'superDeduction', role: 'buyer' }));
  const paper = { from: 'tax', body: '云川市税务局', reference: '云税函8号' };
  await be(bureau).act(contract, 'recordTaxClaim', claim({ ...paper, benefit: 'vat' }));
  expect((await be(deng).get<Acted>(`/contracts/${contract.id}`))['taxClaims']).toMatchObject([
    { mine: false },
    { role: 'buyer', mine: false },
    { from: 'tax', body: '云川市税务局', mine: false },
  ]);
  await expect(be(buyer).act(contract, 'withdrawTaxClaim', { claim: 1, reason: '非我方' })).rejects.toMatchObject({
    errors: [{ path: 'claim' }],
  });
  await expect(be(seller).act(contract, 'withdrawTaxClaim', { claim: 3, reason: '非我方' })).rejects.toMatchObject({
    errors: [{ path: 'claim' }],
  });
  const back = await be(seller).act(contract, 'withdrawTaxClaim', { claim: 1, reason: '未实际申报' });
  expect(back['taxClaims']).toMatchObject([{ withdrawnOn: today, withdrawnFor: '未实际申报', mine: false }, {}, {}]);
  await be(seller).act(contract, 'recordTaxClaim', claim());
  // Nobody else learns of it: no stranger, no visitor, not the public page.
  const foreign = await house.as({ account: 'fei', roles: ['member'] });
  expect((await foreign.send('GET', `/contracts/${contract.id}`)).status).toBe(404);
  expect((await house.visitor().send('GET', `/contracts/${contract.id}`)).status).toBe(401);
  const sheet = await be(buyer).send('GET', '/contracts/register?format=csv');
  expect(await sheet.text()).toContain(
    `研发费用加计扣除（委托境内） ${year}; 增值税 ${year}; 企业所得税（技术转让所得） ${year}`,
  );
});

test('a claim that cannot be is refused with its field', async () => {
  const waiting = await submitted('申报二号');
  await expect(be(seller).act(waiting, 'recordTaxClaim', claim())).rejects.toMatchObject({ status: 409 });
  const contract = await registered('申报三号');
  await be(seller).act(contract, 'recordTaxClaim', claim());
  for (const [who, more, wrong] of [
    [seller, {}, { status: 409, code: 'contract.claimedAlready' }],
    [seller, { year: year + 1 }, { status: 422, errors: [{ path: 'year', code: 'inFuture' }] }],
    [seller, { year: year - 1 }, { status: 422, errors: [{ path: 'year', code: 'beforeSigning' }] }],
    [seller, { role: 'buyer' }, { status: 422, errors: [{ path: 'role', code: 'notYours' }] }],
    [seller, { from: 'tax', body: '税务局' }, { status: 422, errors: [{ path: 'from', code: 'ofBureau' }] }],
    [bureau, { benefit: 'vat' }, { status: 422, errors: [{ path: 'from', code: 'required' }] }],
    [bureau, { from: 'tax' }, { status: 422, errors: [{ path: 'body', code: 'required' }] }],
    [seller, { benefit: 'localSubsidy' }, { status: 400 }],
    [seller, { year: '今年' }, { status: 400 }],
    [seller, { reference: 'x'.repeat(101) }, { status: 400 }],
    [seller, { due: true }, { status: 400 }],
    // An intermediary claims nothing on it; a registrar does not speak for anybody.
    [stranger, {}, { status: 403 }],
    [deng, {}, { status: 403 }],
  ] as const)
    await expect(be(who).act(contract, 'recordTaxClaim', claim(more))).rejects.toMatchObject(wrong);
  const strange = await be(seller).send('POST', '/contracts/x/recordTaxClaim', { body: claim() });
  expect(strange.status).toBe(404);
});

test('whoever claimed is told when the contract is amended or revoked; the other parties as ever', async () => {
  const contract = await registered('申报四号');
  await be(buyer).act(contract, 'recordTaxClaim', claim({ benefit: 'superDeduction', role: 'buyer' }));
  const amount = { amount: '2000000', technologyAmount: '2000000', reason: '补充协议' };
  await be(deng).act(contract, 'amend', amount);
  await be(deng).act(contract, 'revoke', { ground: 'false' });
  const [claimant, other] = [(await told(buyer, '申报四号')).join(), (await told(seller, '申报四号')).join()];
  expect(claimant).toContain('的金额已变更；贵单位曾以其申报税收优惠');
  expect(claimant).toContain('的登记已撤销；贵单位曾以其申报税收优惠');
  expect(other).toContain('的登记已撤销');
  expect(other).not.toContain('曾以其申报税收优惠');
  // Put right afterwards, the record of it too.
  await be(buyer).act(contract, 'withdrawTaxClaim', { claim: 1, reason: '已更正申报' });
});

test('what only the seller can mend is told to the seller alone', async () => {
  const back = await be(deng).act(await submitted('申报五号'), 'sendBack', { defects: [{ words: '请补充' }] });
  const sentBack = (days: number) =>
    house.tables.ownerPool.query(`update ${testSchema}.contracts set sent_back_on = $2::date - $3::int where id = $1`, [
      back.id,
      today,
      days,
    ]);
  await sentBack(26);
  await house.house.contracts.fallDue();
  await sentBack(100);
  await house.house.contracts.fallDue();
  const said = (await told(seller, '申报五号')).join();
  for (const words of ['被退回补正', '尚待补正', '逾期未补正']) expect(said).toContain(words);
  for (const who of [buyer, stranger]) expect(await told(who, '申报五号')).toEqual([]);
});

/** A manager of the register who signs in; affiliated with the organization, if one is said. */
async function manager(name: string, number: string, more: { account?: string; at?: string; validTo?: string } = {}) {
  const said = { name, certificateNumber: number, certificateLevel: 'senior', issuedOn: '2024-01-01' };
  const made = await be(bureau).create('technology-managers', {
    ...said,
    ...(more.validTo ? { validTo: more.validTo } : {}),
    ...(more.account ? { account: more.account } : {}),
  });
  if (more.at) await be(bureau).act(made, 'affiliate', { organization: more.at, on: '2025-01-01' });
  return made;
}
const find = async (who: Person | undefined, q: string) =>
  (await be(who).get<{ items: { id: string; title: string }[] }>('/manager-namings/managers', { q })).items;
type Managed = { registered: { count: number; amount: string }; count: number; items: Record<string, unknown>[] };

test('who mediates finds a manager by name or number and names him; he confirms, and once registered it counts in his record', async () => {
  const qin = await house.as({ account: 'qin', roles: ['technologyManager'] });
  const one = await manager('秦怀远', 'YC2024000001', { account: 'qin', at: organizations.other });
  await manager('秦怀旧', 'YC2024000002', { validTo: '2025-01-01' });
  const [found] = await find(stranger, '秦怀远');
  expect(found).toMatchObject({ id: one.id, level: 'senior', organizationName: '云川申报中介有限公司', signsIn: true });
  expect(found?.title).toMatch(/^秦\* TM-/);
  expect(await find(seller, 'YC2024000001')).toMatchObject([{ id: one.id }]);
  // A part of a name finds nobody, nor does whose certificate has run out.
  for (const q of ['秦怀', '怀远', 'YC2024', '秦怀旧', '%%', "秦怀远' or '1'='1"]) expect(await find(seller, q)).toEqual([]);
  for (const who of [be(deng), be(bureau)])
    expect((await who.send('GET', '/manager-namings/managers?q=%E7%A7%A6%E6%80%80%E8%BF%9C')).status).toBe(403);

  const contract = await submitted('经理人一号');
  const naming = await be(stranger).create('manager-namings', { contract: contract.id, manager: one.id });
  expect((await told(qin, '经理人一号')).join()).toContain('请确认');
  const { items: desk } = await qin.get<{ items: { record: string | null }[] }>('/desk', { limit: 50 });
  expect(desk.map((each) => each.record)).toContain(naming.id);
  const shown = await qin.get<Record<string, unknown>>(`/manager-namings/${naming.id}`);
  expect(shown).toMatchObject({ contractTitle: '经理人一号', contractState: 'submitted', amount: null, parties: [], mine: true });
  const [asked, managed] = [`/technology-managers/${one.id}/contracts`, () => qin.get<Managed>(asked)];
  expect((await managed()).count).toBe(0);
  await expect(be(stranger).act(naming, 'confirmManager')).rejects.toMatchObject({ status: 403 });
  await expect(be(bureau).act(naming, 'declineManager', { reason: '代办' })).rejects.toMatchObject({ status: 403 });
  await qin.act(naming, 'confirmManager');
  expect(await managed()).toMatchObject({ registered: { count: 0 }, count: 1, items: [{ naming: naming.id, amount: null }] });
  await be(deng).act(await be(deng).act(contract, 'accept'), 'register');
  expect(await managed()).toMatchObject({ registered: { count: 1, amount: '3000000.00' }, items: [{ amount: '3000000.00' }] });
  expect(await qin.get(`/manager-namings/${naming.id}`)).toMatchObject({ amount: '3000000.00', contractState: 'registered' });
  // The contract itself, its text, history, proofs and papers stay closed to him.
  for (const of of ['', '/events', '/text', '/slip.pdf', '/registration-form.docx', '/counts', '/receipts.xlsx'])
    expect([of, (await qin.send('GET', `/contracts/${contract.id}${of}`)).status]).toEqual([of, 404]);
  // Whoever does not see the manager learns nothing of him by his contracts.
  for (const who of [buyer, deng, stranger]) expect((await be(who).send('GET', asked)).status).toBe(404);
  expect((await house.visitor().send('GET', asked)).status).toBe(401);
  expect((await be(buyer).send('GET', `/manager-namings/${naming.id}`)).status).toBe(404);
  expect(await be(bureau).get(asked)).toMatchObject({
    count: 1,
    items: [{ naming: null, sellerName: '云川申报无人机有限公司' }],
  });
});

test('he declines what he was not in, follows with another account, and is named once; what cannot be is refused', async () => {
  const he = await house.as({ account: 'he', roles: ['technologyManager'] });
  const one = await manager('何知秋', 'YC2024000003');
  const [contract, draft] = [await submitted('经理人二号'), await be(seller).create('contracts', { title: '经理人草稿' })];
  const naming = await be(seller).create('manager-namings', { contract: contract.id, manager: one.id });
  expect((await he.send('GET', `/manager-namings/${naming.id}`)).status).toBe(404);
  await be(bureau).act(one, 'edit', { account: 'he' });
  await he.act(naming, 'declineManager', { reason: '未参与' });
  expect((await told(seller, '经理人二号')).join()).toContain('未认可');
  for (const [who, body, wrong] of [
    [seller, { contract: contract.id, manager: one.id }, { status: 409, code: 'managerNaming.namedAlready' }],
    [buyer, { contract: contract.id, manager: one.id }, { errors: [{ path: 'contract', code: 'unknown' }] }],
    [seller, { contract: draft.id, manager: one.id }, { errors: [{ path: 'contract', code: 'ended' }] }],
    [seller, { contract: one.id, manager: one.id }, { errors: [{ path: 'contract', code: 'unknown' }] }],
    [seller, { contract: contract.id, manager: contract.id }, { errors: [{ path: 'manager', code: 'unknown' }] }],
    [seller, { contract: 'x', manager: one.id }, { status: 400 }],
    [seller, { contract: contract.id, manager: one.id, state: 'confirmed' }, { status: 400 }],
    [he, { contract: contract.id, manager: one.id }, { status: 403 }],
  ] as const)
    await expect(be(who).create('manager-namings', body)).rejects.toMatchObject(wrong);
  await expect(he.act(naming, 'declineManager', { reason: '再次' })).rejects.toMatchObject({ status: 409 });
  await he.act(naming, 'confirmManager');
  await expect(he.act(naming, 'declineManager', { reason: 'x'.repeat(1001) })).rejects.toMatchObject({ status: 400 });
  await expect(be(seller).act(naming, 'withdraw', { reason: '误列' })).rejects.toMatchObject({ status: 409 });
  // Revoked it counts for nobody.
  await be(deng).act(await be(deng).act(contract, 'accept'), 'register');
  await be(deng).act(contract, 'revoke', { ground: 'false' });
  expect(await he.get(`/technology-managers/${one.id}/contracts`)).toMatchObject({ registered: { count: 0 }, count: 1 });
});

test('a manager among the parties of what is handed in is asked by itself', async () => {
  const one = await manager('柳知行', 'YC2024000004', { at: organizations.seller });
  const party = { role: 'technologyManager', person: true, name: '柳知行', manager: one.id };
  const said = { title: '经理人三号', type: 'service', amount: '1', signedOn: today, parties: [party] };
  const contract = await be(seller).act(await be(seller).create('contracts', said), 'submit');
  const { items } = await be(seller).get<{ items: unknown[] }>('/manager-namings', { contract: contract.id });
  expect(items).toMatchObject([{ state: 'asked', manager: one.id }]);
  expect(JSON.stringify(items)).not.toContain('柳知行');
});
