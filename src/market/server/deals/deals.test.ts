// Deals over HTTP: interest, admission, terms of confidentiality, offers, contract draft and registration; the public notice of a public institution's price; who sees what.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../../platform/shared/dates.ts';
import { freshCode } from '../../../../test/harness/codes.ts';
import { testSchema } from '../../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import type { Acted, Person } from '../../../../test/harness/http.ts';

let house: TestHouse;
let zhou: Person;
let registrar: Person;
let owner: Person;
let asker: Person;
let stranger: Person;
let institute: Person;
let today: string;
const firms: Record<string, string> = {};
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  registrar = await house.as({ account: 'deng', roles: ['registrar'] });
  today = String((await zhou.get('/health'))['today']);
  for (const [who, name, code] of [
    ['owner', '云川供方有限公司', freshCode()],
    ['asker', '云川需方有限公司', freshCode()],
    ['other', '云川旁观有限公司', freshCode()],
    ['institute', '云川研究院', freshCode('12')],
  ] as const)
    firms[who] = (await zhou.create('organizations', { name, region: 'YC-CH', creditCode: code })).id;
  owner = await house.as({ account: 'gong', roles: ['organizationAdmin'], organization: firms['owner'] ?? '' });
  asker = await house.as({ account: 'xu', roles: ['member'], organization: firms['asker'] ?? '' });
  stranger = await house.as({ account: 'tuo', roles: ['member'], organization: firms['other'] ?? '' });
  institute = await house.as({ account: 'yuan', roles: ['organizationAdmin'], organization: firms['institute'] ?? '' });
});
afterAll(() => house.close());

const supply = (more: object = {}) => ({
  sort: 'knowHow',
  title: '高导热封装材料配方',
  text: '导热系数十二瓦每米开的封装材料配方和工艺。',
  field: '01',
  industry: '34',
  cooperation: ['02'],
  confidentiality: 'onAdmission',
  ...more,
});
const published = async (who: Person, said: object): Promise<Acted> => {
  const made = await who.act(await who.create('listings', said), 'submit', { noSecret: true });
  return zhou.act(made, 'publish');
};
const interest = (who: Person, listing: { id: string }) =>
  who.create('deals', { listing: listing.id, message: '我公司需要这项技术，希望尽快面谈。' });
const read = (who: Person, of: { id: string }) => who.get<Acted>(`/deals/${of.id}`) as Promise<Acted>;
const offered = (more: object = {}) => ({
  amount: '300000',
  paymentMode: 'lumpSum',
  cooperation: '02',
  ownership: 'provider',
  validUntil: addDays(today, 10),
  milestones: [{ what: '交付配方', on: addDays(today, 20) }],
  ...more,
});
const stateOf = async (listing: { id: string }) => (await zhou.get(`/listings/${listing.id}`))['state'];
const inHall = async (listing: { id: string }) => (await house.visitor().send('GET', `/market/listings/${listing.id}`)).status;
const later = (deal: { id: string }, days: number, what: string) =>
  house.tables.ownerPool.query(
    `update ${testSchema}.deals set ${what} where id = '${deal.id}'`.replaceAll('$day', addDays(today, -days)),
  );
const toldOf = async (who: Person, record: { id: string }) => {
  await house.house.board.notices.work();
  const { items } = await who.get<{ items: { record: string; words: string }[] }>('/notices', { limit: 200 });
  return items.filter((one) => one.record === record.id).map((one) => one.words);
};
const agreedOn = async (listing: Acted, provider: Person, taker: Person, more: object = {}) => {
  const deal = await provider.act(await interest(taker, listing), 'admit');
  const made = await provider.act(deal, 'offer', offered(more));
  return taker.act(made, 'acceptOffer', { offer: 1 });
};

test('interest waits five working days for an answer; details and offers only once both have accepted the terms; countered, accepted', async () => {
  const listing = await published(owner, supply());
  const asked = await interest(asker, listing);
  expect(asked).toMatchObject({ state: 'interested', mine: 'asker', details: null, owner: { name: '云川供方有限公司' } });
  const desk = await owner.get<{ items: { record: string; action: string; due: string; workingDaysLeft?: number }[] }>('/desk');
  const [waits] = desk.items.filter((one) => one.record === asked.id);
  expect(waits).toMatchObject({ action: 'admit', due: asked['dueOn'] });
  expect(String(asked['dueOn']) > addDays(today, 4)).toBe(true);
  expect(await toldOf(owner, asked)).toEqual([expect.stringContaining('新的合作意向')]);

  let deal = await owner.act(asked, 'admit');
  expect(deal).toMatchObject({ state: 'talking', mine: 'owner', answeredOn: today });
  expect(await stateOf(listing)).toBe('inNegotiation');
  expect(await inHall(listing)).toBe(200);
  expect((await read(asker, deal))['details']).toBeNull();
  await expect(owner.act(deal, 'offer', offered())).rejects.toMatchObject({ code: 'deal.noNda' });

  await expect(asker.act(deal, 'acceptNda', { version: '0' })).rejects.toMatchObject({ code: 'deal.ndaVersion' });
  deal = await asker.act(deal, 'acceptNda', { version: '1' });
  expect(deal['details']).toBeNull();
  await expect(asker.act(deal, 'acceptNda', { version: '1' })).rejects.toMatchObject({ code: 'deal.ndaAlready' });
  deal = await owner.act(deal, 'acceptNda', { version: '1' });
  const terms = await house.visitor().get<{ digest: string }>('/market/nda');
  expect(deal['ndas']).toMatchObject([
    { side: 'asker', digest: terms.digest },
    { side: 'owner', digest: terms.digest },
  ]);
  expect((await read(asker, deal))['details']).toMatchObject({ text: supply().text });
  await house.sealNow();
  const paper = await asker.send('GET', `/deals/${deal.id}/nda.pdf`);
  expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf']);

  deal = await asker.act(deal, 'say', { text: '价格能否再谈？' });
  deal = await owner.act(deal, 'offer', offered());
  await expect(owner.act(deal, 'acceptOffer', { offer: 1 })).rejects.toMatchObject({ status: 403 });
  deal = await asker.act(
    deal,
    'offer',
    offered({ amount: '250000', paymentMode: 'instalments', schedule: [{ amount: '100000' }, { amount: '150000' }] }),
  );
  expect(deal['offers']).toMatchObject([{ standing: 'countered' }, { version: 2, by: 'asker', standing: 'open' }]);
  await expect(owner.act(deal, 'acceptOffer', { offer: 1 })).rejects.toMatchObject({ code: 'deal.offerNotOpen' });
  deal = await owner.act(deal, 'acceptOffer', { offer: 2 });
  expect(deal).toMatchObject({ state: 'agreed', amount: '250000.00', noticeNeeded: false });
  expect(await stateOf(listing)).toBe('matched');
  expect(await inHall(listing)).toBe(404);
});

test('from what was agreed to a registered contract with nothing typed again, and the listing follows', async () => {
  const listing = await published(owner, supply({ confidentiality: 'public' }));
  const schedule = [{ amount: '100000' }, { amount: '150000' }];
  let deal = await agreedOn(listing, owner, asker, { amount: '250000', paymentMode: 'instalments', schedule });
  await expect(asker.act(deal, 'draftContract')).rejects.toMatchObject({ status: 403 });
  deal = await owner.act(await read(owner, deal), 'draftContract');
  expect(await read(asker, deal)).toMatchObject({ state: 'contracted', contract: null, contractState: null });
  let contract = (await owner.get<Acted>(`/contracts/${String(deal['contract'])}`)) as Acted;
  expect(contract).toMatchObject({
    title: '高导热封装材料配方',
    type: 'licence',
    subtype: 'technicalSecretLicence',
    amount: '250000.00',
    paymentMode: 'instalments',
    technologyField: '01',
    industry: '34',
    seller: firms['owner'],
    state: 'draft',
  });
  expect(contract['parties']).toMatchObject([{ role: 'seller' }, { role: 'buyer', organization: firms['asker'] }]);
  const linked = await owner.get<{ items: { id: string }[] }>('/deals', { contract: contract.id });
  expect(linked.items.map((one) => one.id)).toEqual([deal.id]);
  expect((await stranger.get<{ items: unknown[] }>('/deals', { contract: contract.id })).items).toEqual([]);

  // A contract that is withdrawn gives the deal back; a second draft begins from the same.
  await owner.act(contract, 'withdraw');
  deal = await read(owner, deal);
  expect(deal).toMatchObject({ state: 'agreed', contract: null, reason: 'withdraw' });
  deal = await owner.act(deal, 'draftContract');
  contract = (await owner.get<Acted>(`/contracts/${String(deal['contract'])}`)) as Acted;
  contract = await owner.act(contract, 'edit', { signedOn: today });
  contract = await registrar.act(await owner.act(contract, 'submit'), 'accept');
  await registrar.act(contract, 'register');
  deal = await read(asker, deal);
  expect(deal).toMatchObject({ state: 'registered', contract: contract.id, contractState: 'registered', registeredOn: today });
  expect(await zhou.get(`/listings/${listing.id}`)).toMatchObject({ state: 'closed', outcome: 'agreed' });
  expect(await toldOf(asker, deal)).toContainEqual(expect.stringContaining('已登记'));
  expect(await asker.act(deal, 'reachMilestone', { milestone: 1, on: today })).toMatchObject({
    milestones: [{ what: '交付配方', reachedOn: today }],
  });
});

test('an anonymous owner is known to who is admitted, and to nobody before: not by record, history, proof or notice', async () => {
  const demand = {
    ...supply(),
    sort: 'problem',
    title: '窑炉余热回收难题',
    demandType: '00',
    cooperation: ['03'],
    anonymous: true,
  };
  const listing = await published(owner, demand);
  const first = await interest(asker, listing);
  expect(first['owner']).toBeNull();
  expect(JSON.stringify(await read(asker, first))).not.toContain(firms['owner']);
  expect(await toldOf(owner, first)).toEqual([expect.stringContaining('新的合作意向')]);
  const declined = await owner.act(first, 'decline', { reason: '方向不符' });
  expect(await read(asker, declined)).toMatchObject({ state: 'declined', reason: '方向不符', owner: null });
  expect((await asker.get<{ items: unknown[] }>(`/deals/${first.id}/events`)).items).toEqual([]);
  await house.sealNow();
  const [event] = (await owner.get<{ items: { id: string }[] }>(`/deals/${first.id}/events`)).items;
  expect((await asker.send('GET', `/deals/${first.id}/proof?event=${event?.id}`)).status).toBe(404);
  const admitted = await owner.act(await interest(asker, listing), 'admit');
  expect((await read(asker, admitted))['owner']).toMatchObject({ name: '云川供方有限公司' });
});

test('not on one’s own, not on what is not shown, not twice; what ends before an answer is ended with the reason', async () => {
  const listing = await published(owner, supply({ title: '只能问一次的配方' }));
  await expect(interest(owner, listing)).rejects.toMatchObject({ status: 409, code: 'deal.ownListing' });
  const draft = await owner.create('listings', supply({ title: '草稿里的配方' }));
  await expect(interest(asker, draft)).rejects.toMatchObject({ status: 422, errors: [{ path: 'listing', code: 'unknown' }] });
  const asked = await interest(asker, listing);
  await expect(interest(asker, listing)).rejects.toMatchObject({ code: 'deal.askedAlready' });
  await asker.act(asked, 'withdraw');
  const again = await interest(asker, listing);
  await house.house.listings.act('expire', {
    actor: (await import('../../../platform/shared/actor.ts')).clock,
    id: listing.id,
    input: {},
  });
  await expect(interest(stranger, listing)).rejects.toMatchObject({ status: 409, code: 'deal.notShown' });
  await expect(owner.act(again, 'admit')).rejects.toMatchObject({ code: 'deal.notShown' });
  await owner.act((await owner.get<Acted>(`/listings/${listing.id}`)) as Acted, 'close', {
    outcome: 'noLonger',
    reason: '不再提供',
  });
  expect(await read(asker, again)).toMatchObject({ state: 'ended', reason: 'listingEnded' });
  await expect(owner.act(again, 'admit')).rejects.toMatchObject({ status: 409 });
});

test('offers that cannot be are refused by field; one whose day has passed expires and cannot be accepted', async () => {
  const listing = await published(owner, supply({ title: '公开的配方', confidentiality: 'public' }));
  let deal = await owner.act(await interest(asker, listing), 'admit');
  for (const [more, path] of [
    [{ amount: null }, 'amount'],
    [{ amount: '0' }, 'amount'],
    [{ amount: '2000000000000' }, 'amount'],
    [{ validUntil: addDays(today, -1) }, 'validUntil'],
    [{ paymentMode: 'instalments' }, 'schedule'],
    [{ schedule: [{ amount: '1' }] }, 'schedule'],
    [{ paymentMode: 'royalty' }, 'royalty'],
    [{ validFrom: today, validTo: addDays(today, -1) }, 'validTo'],
    [{ items: [{ type: 'inventionPatent', number: 'ZL202010000000.1' }] }, 'items.0.number'],
  ] as const)
    await expect(owner.act(deal, 'offer', offered(more))).rejects.toMatchObject({ status: 422, errors: [{ path }] });
  deal = await owner.act(deal, 'offer', offered({ validUntil: today }));
  await later(deal, 1, `offers = jsonb_set(offers, '{0,validUntil}', '"$day"')`);
  await expect(asker.act(deal, 'acceptOffer', { offer: 1 })).rejects.toMatchObject({ code: 'deal.offerExpired' });
  await house.house.deals.fallDue();
  deal = await read(asker, deal);
  expect(deal['offers']).toMatchObject([{ standing: 'expired' }]);
  deal = await asker.act(deal, 'end', { reason: '谈不拢' });
  expect(await stateOf(listing)).toBe('published');
  await expect(owner.act(deal, 'offer', offered())).rejects.toMatchObject({ status: 409 });
});

test('a public institution’s agreed price stands in a public notice first; objections by name are decided, and no contract comes before', async () => {
  const listing = await published(
    institute,
    supply({ transfer: { owner: 'institution' }, title: '低温催化剂', confidentiality: 'public' }),
  );
  let deal = await agreedOn(listing, institute, asker);
  expect(deal).toMatchObject({ state: 'agreed', noticeNeeded: true });
  deal = await read(institute, deal);
  await expect(institute.act(deal, 'draftContract')).rejects.toMatchObject({ code: 'deal.noticeFirst' });
  deal = await institute.act(deal, 'giveNotice');
  expect(deal).toMatchObject({ state: 'underNotice', notice: { openedOn: today, until: addDays(today, 15) } });
  await expect(institute.act(deal, 'draftContract')).rejects.toMatchObject({ status: 409 });
  const visitor = house.visitor();
  const notices = await visitor.get<{ items: { id: string; price: string; institution: string; standing: string }[] }>(
    '/market/notices',
  );
  expect(notices.items.find((one) => one.id === deal.id)).toMatchObject({
    price: '300000.00',
    institution: '云川研究院',
    standing: 'open',
  });
  const feed = await visitor.send('GET', '/market/notices.atom', { headers: { 'accept-language': 'zh-CN' } });
  expect(feed.headers.get('content-type')).toContain('application/atom+xml');
  const told = await feed.text();
  expect(told).toContain(`<id>urn:uuid:${deal.id}</id>`);
  expect(told).toContain(`云川研究院，拟交易价格 300000.00 元。公示期 ${today} 至 ${addDays(today, 15)}，公示中。异议 0 件`);
  const object = (body: object) => visitor.send('POST', `/market/notices/${deal.id}/objections`, { body });
  expect((await object({ name: '', text: '价格偏低，请复核依据。' })).status).toBe(400);
  expect((await object({ name: '李四', text: '价格明显偏低，请说明依据。' })).status).toBe(200);
  expect((await read(institute, deal))['notice']).toMatchObject({ names: ['李四'], objections: [{ number: 1, decision: null }] });
  expect((await read(asker, deal))['notice']).toMatchObject({ names: [null] });
  await later(deal, 1, `notice = jsonb_set(notice, '{until}', '"$day"')`);
  expect((await object({ name: '王五', text: '期满后的异议，请说明依据。' })).status).toBe(409);
  await house.house.deals.fallDue();
  expect(await read(institute, deal)).toMatchObject({ state: 'underNotice' });
  deal = await read(institute, deal);
  await expect(asker.act(deal, 'dismissObjection', { objection: 1, reason: '不成立' })).rejects.toMatchObject({ status: 403 });
  await institute.act(deal, 'dismissObjection', { objection: 1, reason: '以评估报告为依据' });
  await house.house.deals.fallDue();
  deal = await read(institute, deal);
  expect(deal).toMatchObject({ state: 'agreed', noticeNeeded: false, notice: { endedOn: today } });
  expect(await institute.act(deal, 'draftContract')).toMatchObject({ state: 'contracted' });
});

test('an objection that is upheld takes the price back, and another notice is needed for the next one', async () => {
  const listing = await published(
    institute,
    supply({ transfer: { owner: 'institution' }, title: '高温催化剂', confidentiality: 'public' }),
  );
  let deal = await institute.act(await read(institute, await agreedOn(listing, institute, asker)), 'giveNotice');
  await house
    .visitor()
    .send('POST', `/market/notices/${deal.id}/objections`, { body: { name: '赵六', text: '另有单位愿出更高价格。' } });
  deal = await institute.act(await read(institute, deal), 'upholdObjection', { objection: 1, reason: '重新定价' });
  expect(deal).toMatchObject({ state: 'talking', amount: null, offers: [{ standing: 'setAside' }] });
  deal = await institute.act(deal, 'offer', offered({ amount: '400000' }));
  deal = await asker.act(deal, 'acceptOffer', { offer: 2 });
  expect(deal).toMatchObject({ state: 'agreed', noticeNeeded: true, notice: null });
});

test('a deal is its two sides’ alone; officers in charge read that it is there and how it stands', async () => {
  const listing = await published(owner, supply({ title: '双方可见的配方' }));
  const deal = await interest(asker, listing);
  const district = await house.as({ account: 'lin', roles: ['districtOfficer'], region: 'YC-CH' });
  const elsewhere = await house.as({ account: 'wang', roles: ['districtOfficer'], region: 'YC-WY' });
  for (const who of [stranger, zhou, district, registrar, house.visitor()])
    expect([401, 403, 404]).toContain((await who.send('GET', `/deals/${deal.id}`)).status);
  await expect(stranger.act({ ...deal, kind: 'deal' }, 'admit')).rejects.toMatchObject({ status: 404 });
  await expect(asker.act(deal, 'admit')).rejects.toMatchObject({ status: 403 });
  const seen = async (who: Person) =>
    (await who.get<{ items: { id: string }[] }>('/market/deals', { limit: 200 })).items.find((one) => one.id === deal.id);
  expect(await seen(zhou)).toMatchObject({
    title: '双方可见的配方',
    state: 'interested',
    late: false,
    asker: '云川需方有限公司',
  });
  expect(await seen(district)).toBeDefined();
  expect(await seen(elsewhere)).toBeUndefined();
  await later(deal, 1, `due_on = '$day'`);
  expect(await seen(zhou)).toMatchObject({ late: true });
  expect((await asker.send('GET', '/market/deals')).status).toBe(403);
});
