// Deals that a technology manager carries and the shares in them, over HTTP: admitted by both sides, seen as far as both agreed, counted once both parties have confirmed; the record and its paper.
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCode } from '../../../../test/harness/codes.ts';
import { testSchema } from '../../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';

let house: TestHouse;
let [zhou, owner, asker, qin, he]: Person[] = [];
let today: string;
const be = (who: Person | undefined): Person => who as Person;
const firms: Record<string, string> = {};
const managers: Record<string, string> = {};
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  today = String((await zhou.get('/health'))['today']);
  for (const [who, name] of [
    ['owner', '云川发布方有限公司'],
    ['asker', '云川意向方有限公司'],
  ] as const)
    firms[who] = (await zhou.create('organizations', { name, region: 'YC-CH', creditCode: freshCode() })).id;
  owner = await house.as({ account: 'owner', roles: ['organizationAdmin'], organization: firms['owner'] ?? '' });
  asker = await house.as({ account: 'asker', roles: ['member'], organization: firms['asker'] ?? '' });
  qin = await house.as({ account: 'qin', roles: ['technologyManager'] });
  he = await house.as({ account: 'he', roles: ['technologyManager'] });
  for (const [account, name] of [
    ['qin', '秦怀远'],
    ['he', '何知秋'],
  ] as const) {
    const said = { name, account, certificateNumber: `YC-${account}`, certificateLevel: 'senior', issuedOn: '2024-01-01' };
    managers[account] = (await zhou.create('technology-managers', said)).id;
  }
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const status = async (who: Person | undefined, path: string) => (await be(who).send('GET', path)).status;
const read = (who: Person | undefined, path: string) => be(who).get<Record<string, unknown>>(path);
async function talking(title: string): Promise<Acted> {
  const said = { sort: 'service', title, text: '不少于十个字的技术服务说明。', field: '01', cooperation: ['07'] };
  const made = await be(owner).act(await be(owner).create('listings', said), 'submit', { noSecret: true });
  const listing = await be(zhou).act(made, 'publish');
  const deal = await be(asker).create('deals', { listing: listing.id, message: '我公司需要这项服务。' });
  return be(owner).act(deal, 'admit');
}
const name = (who: Person | undefined, deal: Acted, sees: string) =>
  be(who).create('carried-deals', { deal: deal.id, manager: managers['qin'], sees });

test('named by one side and admitted by the other he carries it, and sees what both let him', async () => {
  const deal = await talking('随谈的服务');
  await be(owner).act(deal, 'say', { text: '可以下周面谈。' });
  const made = await name(asker, deal, 'talks');
  expect(made).toMatchObject({ state: 'asked', mine: 'asker', askedBy: 'asker' });
  // Until the other side has admitted him there is nothing for him.
  expect(await status(qin, `/carried-deals/${made.id}`)).toBe(404);
  await expect(be(asker).act(made, 'admit', { sees: 'talks' })).rejects.toMatchObject({ status: 403 });
  expect(await refused(name(owner, deal, 'talks'))).toMatchObject({ status: 409, code: 'carriedDeal.already' });
  expect(await be(owner).act(made, 'admit', { sees: 'standing' })).toMatchObject({ state: 'admitted' });
  expect(await be(qin).act(made, 'takeUp')).toMatchObject({ state: 'carrying', dealState: 'talking', talks: null });
  expect(JSON.stringify(await read(qin, `/carried-deals/${made.id}`))).not.toContain('可以下周面谈');
  await be(owner).act(made, 'changeSight', { sees: 'talks' });
  expect(await read(qin, `/carried-deals/${made.id}`)).toMatchObject({ talks: { messages: [{ text: '可以下周面谈。' }] } });
  await be(qin).act(made, 'note', { text: '建议先做一次现场测试。' });
  expect(await read(owner, `/carried-deals/${made.id}`)).toMatchObject({
    notes: [{ text: '建议先做一次现场测试。' }],
    mine: 'owner',
  });
  // The deal itself, its history and papers stay closed to him; to everybody else all of it.
  for (const path of ['', '/events']) expect([403, 404]).toContain(await status(qin, `/deals/${deal.id}${path}`));
  for (const who of [zhou, he]) expect([403, 404]).toContain(await status(who, `/carried-deals/${made.id}`));
  await be(asker).act(deal, 'end', { reason: '预算不足' });
  expect(await read(qin, `/carried-deals/${made.id}`)).toMatchObject({ state: 'ended', reason: 'dealEnded' });
  expect(await refused(name(asker, deal, 'talks'))).toMatchObject({ code: 'carriedDeal.notTalking' });
});

/** A deal that he carried, its contract registered: the amount is what it agreed. */
async function registered(title: string): Promise<Acted> {
  const deal = await talking(title);
  const made = await name(owner, deal, 'talks');
  await be(asker).act(made, 'admit', { sees: 'talks' });
  await be(qin).act(made, 'takeUp');
  const offer = { amount: '300000', paymentMode: 'lumpSum', cooperation: '07', ownership: 'provider', validUntil: today };
  await be(owner).act(deal, 'offer', offer);
  await be(asker).act(deal, 'acceptOffer', { offer: 1 });
  const contracted = await be(owner).act(deal, 'draftContract');
  const contract = { id: String(contracted['contract']), kind: 'contract' };
  const missing = { signedOn: today, validFrom: today, validTo: '2999-12-31', text: '双方约定如下。', noSecrets: true };
  await be(owner).act(contract, 'edit', missing);
  await be(owner).act(contract, 'submit');
  const registrar = await house.as('registrar');
  await registrar.act(contract, 'accept');
  await registrar.act(contract, 'register');
  return deal;
}

test('shares of a deal that he carried count once both parties have confirmed them and they sum to 100 %', async () => {
  const deal = await registered('成交的服务');
  const { items } = await be(qin).get<{ items: Acted[] }>('/carried-deals', { deal: deal.id });
  expect(items).toMatchObject([{ state: 'completed', registeredOn: today }]);
  const two = (first: string, second: string) => [
    { manager: managers['qin'], percent: first },
    { manager: managers['he'], percent: second },
  ];
  const state = (shares: object[], who = qin) => be(who).create('deal-shares', { deal: deal.id, shares });
  expect(await refused(state(two('60', '39.99')))).toMatchObject({ errors: [{ path: 'shares', code: 'sum' }] });
  expect(await refused(state([{ manager: managers['he'], percent: '100' }]))).toMatchObject({ errors: [{ code: 'notAmong' }] });
  expect(await refused(state(two('60', '40'), he))).toMatchObject({ code: 'dealShare.notCarried' });
  const made = await state(two('60', '40'));
  expect(made).toMatchObject({ state: 'stated', amount: '300000.00', provider: { id: firms['owner'] }, counts: false });
  expect(await refused(state(two('50', '50')))).toMatchObject({ code: 'dealShare.statedAlready' });
  const record = (who: string, by = qin) => read(by, `/technology-managers/${managers[who]}/market-record`);
  expect(await record('qin')).toMatchObject({ deals: 0, completed: 1, opens: 'all' });
  await expect(be(qin).act(made, 'confirm')).rejects.toMatchObject({ status: 403 });
  expect(await be(asker).act(made, 'confirm')).toMatchObject({ state: 'stated', takerOn: today });
  expect(await refused(be(asker).act(made, 'confirm'))).toMatchObject({ code: 'dealShare.confirmedAlready' });
  // Who is named with a share he does not agree with says so; it is stated anew, and both say it once more.
  await be(he).act(made, 'dispute', { reason: '约定是各半' });
  await be(qin).act(made, 'restate', { shares: two('50', '50') });
  await be(asker).act(made, 'confirm');
  expect(await be(owner).act(made, 'confirm')).toMatchObject({ state: 'confirmed', counts: true });
  expect(await record('qin')).toMatchObject({ deals: 1, amount: '300000.00', share: '150000.00', disputes: 1, openDisputes: 0 });
  expect(await record('he', zhou)).toMatchObject({ deals: 1, share: '150000.00', opens: 'shares' });
  expect(await status(asker, `/technology-managers/${managers['qin']}/market-record`)).toBe(404);
  // A registration that is taken back is no deal.
  await house.tables.ownerPool.query(`update ${testSchema}.deals set state = 'agreed' where id = $1`, [deal.id]);
  expect(await record('qin')).toMatchObject({ deals: 0 });
  await house.tables.ownerPool.query(`update ${testSchema}.deals set state = 'registered' where id = $1`, [deal.id]);
});

test('a deal made elsewhere counts in the same way; the paper says it with the code of its sealed record', async () => {
  const said = {
    title: '别处成交的专利许可',
    provider: firms['owner'],
    taker: firms['asker'],
    amount: '80000.5',
    concludedOn: today,
    evidence: '江苏省技术产权交易市场 2026-001',
    shares: [{ manager: managers['qin'], percent: '100' }],
  };
  for (const [more, path] of [
    [{ taker: firms['owner'] }, 'taker'],
    [{ amount: null }, 'amount'],
    [{ evidence: null }, 'evidence'],
    [{ concludedOn: '2999-01-01' }, 'concludedOn'],
    [{ provider: managers['qin'] }, 'provider'],
  ] as const)
    expect(await refused(be(qin).create('deal-shares', { ...said, ...more }))).toMatchObject({ errors: [{ path }] });
  expect(
    await refused(be(qin).create('deal-shares', { ...said, shares: [{ manager: managers['qin'], percent: '101' }] })),
  ).toMatchObject({
    status: 400,
  });
  const made = await be(qin).create('deal-shares', said);
  await be(owner).act(made, 'confirm');
  await be(asker).act(made, 'confirm');
  await house.sealNow();
  // Stated by another: the same number is refused however it is written, what is only like it is shown before it is confirmed.
  const again = { ...said, title: '同一笔许可', shares: [{ manager: managers['he'], percent: '100' }] };
  for (const evidence of ['合同编号：２０２６－００１', '2026 001-2026/001', '2026-001'])
    expect([evidence, await refused(be(he).create('deal-shares', { ...again, evidence }))]).toMatchObject([
      evidence,
      evidence.includes(' ') ? { state: 'stated' } : { status: 409, code: 'dealShare.sameContract' },
    ]);
  const [like] = (await be(he).get<{ items: Acted[] }>('/deal-shares', { q: '同一笔' })).items;
  expect(like).toMatchObject({ alike: 1, like: [] });
  expect(await read(owner, `/deal-shares/${like?.id}`)).toMatchObject({ alike: 1, like: [{ id: made.id, amount: '80000.50' }] });
  await be(he).act(like as Acted, 'withdraw', { reason: '重复' });
  expect(await read(owner, `/deal-shares/${made.id}`)).toMatchObject({ alike: 0, like: [] });
  const answer = await be(qin).send('GET', `/technology-managers/${managers['qin']}/market-record.pdf`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const content = Buffer.from(await answer.arrayBuffer());
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(content)), { mergePages: true });
  for (const amount of ['380,000.50', '80,000.50']) expect(text.replaceAll(/\s/g, '')).toContain(amount);
  expect(await status(asker, `/technology-managers/${managers['qin']}/market-record.pdf`)).toBe(404);
  expect(await read(qin, `/technology-managers/${managers['qin']}/market-record`)).toMatchObject({
    deals: 2,
    amount: '380000.50',
    share: '230000.50',
  });
});
