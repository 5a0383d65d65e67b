// A buyer's request over HTTP: asked, taken up with a draft or a contract that is there, fulfilled by the registration; declined, reopened, expired; who sees and is told what.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../platform/shared/dates.ts';
import { freshCode } from '../../../test/harness/codes.ts';
import { testSchema } from '../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';

let house: TestHouse;
let buyer: Person;
let seller: Person;
let stranger: Person;
let registrar: Person;
let today: string;
const firms = { buyer: '', seller: '', other: '' };
beforeAll(async () => {
  house = await startHouse();
  const bureau = await house.as('bureauOfficer');
  today = String((await bureau.get('/health'))['today']);
  for (const [who, name] of [
    ['buyer', '云川农服集团有限公司'],
    ['seller', '云川青禾无人机有限公司'],
    ['other', '云川他人有限公司'],
  ] as const)
    firms[who] = (await bureau.create('organizations', { name, region: 'YC-CH', creditCode: freshCode() })).id;
  buyer = await house.as({ account: 'mai', roles: ['member'], organization: firms.buyer });
  seller = await house.as({ account: 'shen', roles: ['organizationAdmin'], organization: firms.seller });
  stranger = await house.as({ account: 'tuo', roles: ['member'], organization: firms.other });
  registrar = await house.as({ account: 'deng', roles: ['registrar'] });
});
afterAll(() => house.close());

const said = (more: object = {}) => ({
  seller: firms.seller,
  title: '植保无人机避障系统开发',
  amount: '3000000',
  signedOn: today,
  use: 'superDeduction',
  neededOn: addDays(today, 30),
  ...more,
});
const ask = (more: object = {}) => buyer.create('registration-requests', said(more));
const read = (who: Person, of: { id: string }) => who.get(`/registration-requests/${of.id}`);
const registerIt = async (contract: Acted) => {
  await seller.act(contract, 'edit', { type: 'development' });
  await seller.act(contract, 'submit');
  await registrar.act(contract, 'accept');
  return registrar.act(contract, 'register');
};
const contractOf = async (request: { id: string }) => {
  const id = String((await read(seller, request))['contract']);
  return (await seller.get<Acted>(`/contracts/${id}`)) as Acted;
};
const toldOf = async (who: Person, record: { id: string }) => {
  await house.house.board.notices.work();
  const { items } = await who.get<{ items: { record: string; words: string }[] }>('/notices', { limit: 200 });
  return items.filter((one) => one.record === record.id).map((one) => one.words);
};

test('taken up with a draft that begins from what was asked, and fulfilled by its registration: both sides are told', async () => {
  const request = await ask();
  expect(request).toMatchObject({ state: 'asked', side: 'buyer', buyerName: '云川农服集团有限公司', contract: null });
  const desk = await seller.get<{ items: { record: string; action: string; due: string }[] }>('/desk');
  expect(desk.items.filter((one) => one.record === request.id)).toMatchObject([{ action: 'takeUp', due: addDays(today, 30) }]);
  expect(await toldOf(seller, request)).toEqual([expect.stringContaining('请求登记合同')]);
  const taken = await seller.act(request, 'takeUp');
  expect(taken).toMatchObject({ state: 'takenUp', side: 'seller', contractState: 'draft' });
  const contract = await contractOf(request);
  expect(contract).toMatchObject({
    title: '植保无人机避障系统开发',
    amount: '3000000.00',
    signedOn: today,
    seller: firms.seller,
  });
  expect(contract['parties']).toMatchObject([{ role: 'seller' }, { role: 'buyer', organization: firms.buyer }]);
  // A draft is its seller's alone, here as everywhere.
  expect(await read(buyer, request)).toMatchObject({ state: 'takenUp', contract: null, contractState: null });
  await registerIt(contract);
  expect(await read(buyer, request)).toMatchObject({ state: 'fulfilled', contract: contract.id, contractState: 'registered' });
  for (const who of [buyer, seller]) expect(await toldOf(who, request)).toContainEqual(expect.stringContaining('已登记'));
});

test('taken up with a contract that is there; one of others, ended, or without this buyer is refused by name', async () => {
  const draft = (parties: object[], title = '已有合同') =>
    seller.create('contracts', { title, type: 'service', amount: '1', signedOn: today, parties });
  const theirs = await draft([{ role: 'buyer', organization: firms.buyer }]);
  const request = await ask({ title: '已有合同' });
  const elsewhere = await stranger.create('contracts', { title: '他人合同' });
  const ended = await seller.act(await draft([{ role: 'buyer', organization: firms.buyer }]), 'withdraw');
  for (const [contract, code] of [
    [elsewhere.id, 'unknown'],
    ['0198c0de-0000-7000-8000-0000000000ff', 'unknown'],
    [ended.id, 'ended'],
    [(await draft([{ role: 'buyer', organization: firms.other }])).id, 'notTheirs'],
  ] as const)
    await expect(seller.act(request, 'takeUp', { contract })).rejects.toMatchObject({
      status: 422,
      errors: [{ path: 'contract', code }],
    });
  await registerIt(theirs);
  expect(await seller.act(request, 'takeUp', { contract: theirs.id })).toMatchObject({ state: 'takenUp' });
  expect(await read(buyer, request)).toMatchObject({ state: 'fulfilled', contract: theirs.id });
});

test('a contract that is refused or withdrawn leaves the request standing; declined with a reason; expired by the clock', async () => {
  const request = await ask({ title: '会被撤回' });
  await seller.act(request, 'takeUp');
  await seller.act(await contractOf(request), 'withdraw');
  expect(await read(buyer, request)).toMatchObject({ state: 'asked', contract: null, reason: 'withdraw' });
  const declined = await seller.act(request, 'decline', { reason: '合同尚未生效' });
  expect(await read(buyer, declined)).toMatchObject({ state: 'declined', reason: '合同尚未生效' });
  await expect(seller.act(declined, 'takeUp')).rejects.toMatchObject({ status: 409 });
  const late = await ask({ title: '会逾期', neededOn: today });
  await house.house.requests.fallDue();
  expect(await read(buyer, late)).toMatchObject({ state: 'asked' });
  // The day before would have to pass: it is moved instead.
  await house.tables.ownerPool.query(`update ${testSchema}.registration_requests set needed_on = needed_on - 1 where id = $1`, [
    late.id,
  ]);
  await house.house.requests.fallDue();
  expect(await read(buyer, late)).toMatchObject({ state: 'expired' });
});

test('only its two sides see it and act; nonsense is refused by name', async () => {
  const request = await ask({ title: '双方可见' });
  for (const who of [stranger, registrar, await house.as('bureauOfficer'), house.visitor()]) {
    const answer = await who.send('GET', `/registration-requests/${request.id}`);
    expect([401, 403, 404]).toContain(answer.status);
  }
  await expect(stranger.act({ ...request, kind: 'registrationRequest' }, 'takeUp')).rejects.toMatchObject({ status: 404 });
  await expect(buyer.act(request, 'takeUp')).rejects.toMatchObject({ status: 403 });
  await expect(seller.act(request, 'withdraw')).rejects.toMatchObject({ status: 403 });
  expect((await stranger.get<{ items: unknown[] }>('/registration-requests')).items).toEqual([]);
  expect((await seller.get<{ items: unknown[] }>('/registration-requests', { side: 'buyer' })).items).toEqual([]);
  await expect(ask({ title: '双方可见' })).rejects.toMatchObject({ status: 409, code: 'registrationRequest.askedAlready' });
  for (const [more, path] of [
    [{ seller: firms.buyer }, 'seller'],
    [{ seller: request.id }, 'seller'],
    [{ neededOn: addDays(today, -1) }, 'neededOn'],
    [{ signedOn: addDays(today, 1) }, 'signedOn'],
  ] as const)
    await expect(ask({ title: '不成立', ...more })).rejects.toMatchObject({ status: 422, errors: [{ path }] });
  for (const more of [
    { amount: '3百万' },
    { title: '' },
    { title: 'x'.repeat(201) },
    { use: 'tax' },
    { seller: 'x' },
    { note: 'x'.repeat(1001) },
    { colour: 'red' },
  ])
    await expect(ask(more)).rejects.toMatchObject({ status: 400 });
});
