// Price by exchange or auction over HTTP: the sealed reserve, admission, bids in one order, void on a change, many at once, the result anew from the events; and an exchange's result that becomes a contract.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCode } from '../../../../test/harness/codes.ts';
import { testSchema } from '../../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import type { Acted, Person } from '../../../../test/harness/http.ts';
import type { ResponseOf } from '../../../platform/shared/route.ts';
import type { readReturn } from '../../auctionLot.ts';
import { reserveDigest } from './reserve.ts';
import { replay } from '../../auctionRules.ts';
import type { AuctionLive, AuctionRecord } from '../../publicAuction.ts';
import { provenOutcome } from './proof.ts';

let house: TestHouse;
let zhou: Person;
let owner: Person;
let operator: Person;
let institute: Person;
let today: string;
const bidders: Person[] = [];
const ids: string[] = [];
const buyerCode = freshCode();
type Returned = ResponseOf<typeof readReturn>;
const operatorCode = '91320400MA9YCPM01A';
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  today = String((await zhou.get('/health'))['today']);
  const made = async (name: string, creditCode: string) =>
    (await zhou.create('organizations', { name, region: 'YC-CH', creditCode })).id;
  const of = async (account: string, organization: string) => house.as({ account, roles: ['organizationAdmin'], organization });
  owner = await of('gong', await made('云川供方有限公司', freshCode()));
  institute = await of('yuan', await made('云川研究院', freshCode('12')));
  operator = await of('pai', await made('云川技术产权拍卖有限公司', operatorCode));
  for (let at = 1; at <= 12; at++) {
    const id = await made(`云川竞买${at}号有限公司`, at === 3 ? buyerCode : freshCode());
    ids.push(id);
    bidders.push(await of(`mai${at}`, id));
  }
});
afterAll(() => house.close());

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
async function listed(title: string, more: object = {}, who = owner): Promise<Acted> {
  const said = { sort: 'patent', title, text: '导热系数十二瓦每米开的封装材料。', field: '01', cooperation: ['01'], ...more };
  const made = await who.act(await who.create('listings', said), 'submit', { noSecret: true });
  return zhou.act(made, 'publish');
}
const terms = (more: object = {}) => ({
  way: 'auction',
  startPrice: '1000',
  step: '100',
  reserve: '1500',
  opensAt: later(-1),
  closesAt: later(60),
  extendMinutes: 5,
  ...more,
});
async function announced(title: string, more: object = {}, who = owner): Promise<Acted> {
  const transfer = who === institute ? { transfer: { owner: 'institution' } } : {};
  const made = await who.create('auctions', { listing: (await listed(title, transfer, who)).id, ...terms(more) });
  return operator.act(await operator.get<Acted>(`/auctions/${made.id}`), 'announce') as Promise<Acted>;
}
const admitted = async (auction: Acted, who: Person | undefined): Promise<Acted> => {
  const applied = await (who ?? owner).create('auction-bidders', { auction: auction.id });
  return operator.act(applied, 'admit', { reason: '保证金已到账，凭证 12' });
};
const live = (who: Person, auction: { id: string }) => who.get<AuctionLive>(`/market/auctions/${auction.id}`);
const bid = (who: Person | undefined, bidder: { id: string }, amount: string, round = 1) =>
  who?.send('POST', `/auction-bidders/${bidder.id}/bid`, { body: { amount, round } });
/** As if it had run until its end, and the grace after it. */
const overNow = async (auction: { id: string }) => {
  await house.tables.ownerPool.query(
    `update ${testSchema}.auction_standings set closes_at = now() - interval '1 minute' where auction = '${auction.id}'`,
  );
  await house.house.endAuctions();
};

test('an own auction: the reserve is sealed until the end, bids stand in one order, the winner follows from the events', async () => {
  const auction = await announced('封装材料专利');
  expect(auction).toMatchObject({ state: 'open', reserve: null, reserveSalt: null });
  const ofListing = (listing: unknown) =>
    house.visitor().get<{ items: { id: string }[] }>('/market/auctions', { listing: String(listing) });
  expect((await ofListing(auction['listing'])).items).toMatchObject([{ id: auction.id, state: 'open' }]);
  expect((await ofListing(auction.id)).items).toEqual([]);
  const digest = String(auction['reserveDigest']);
  const events = await house.tables.ownerPool.query(`select body from ${testSchema}.events where record = '${auction.id}'`);
  expect(JSON.stringify(events.rows)).not.toContain('1500');
  const [first, second] = bidders;
  if (!first || !second) throw new Error('nobody bids');
  const applied = await first.create('auction-bidders', { auction: auction.id });
  expect((await bid(first, applied, '1000'))?.status).toBe(409);
  await expect(first.act(applied, 'admit', { reason: '自己' })).rejects.toMatchObject({ status: 403 });
  const [one, two] = [await operator.act(applied, 'admit', { reason: '保证金已到账' }), await admitted(auction, second)];
  await expect(first.create('auction-bidders', { auction: auction.id })).rejects.toMatchObject({
    code: 'auction.appliedAlready',
  });
  for (const side of [owner, operator])
    await expect(side.create('auction-bidders', { auction: auction.id })).rejects.toMatchObject({ code: 'auction.own' });
  expect((await bid(bidders[0], one, '999'))?.status).toBe(409);
  expect((await bid(bidders[0], one, '1000'))?.status).toBe(200);
  expect((await bid(bidders[1], two, '1000'))?.status).toBe(409);
  expect((await bid(bidders[1], two, '1600'))?.status).toBe(200);
  expect((await bid(bidders[0], two, '1900'))?.status).toBe(404);
  const seen = await live(bidders[0] ?? owner, auction);
  expect(seen).toMatchObject({ price: '1600.00', least: '1700', bids: 2, reserve: null, mine: { paddle: 1, leads: false } });
  expect(seen.lines).toMatchObject([
    { number: 2, paddle: 2 },
    { number: 1, paddle: 1 },
  ]);
  expect(JSON.stringify(await live(house.visitor(), auction))).not.toContain(ids[1]);
  expect((await house.visitor().send('GET', `/market/auctions/${auction.id}/record`)).status).toBe(404);
  expect((await owner.send('GET', `/auction-bidders/${one.id}`)).status).toBe(404);
  expect((await bidders[1]?.send('GET', `/auction-bidders/${one.id}`))?.status).toBe(404);
  await overNow(auction);
  const sold = await owner.get<Acted>(`/auctions/${auction.id}`);
  expect(sold).toMatchObject({ state: 'sold', price: '1600.00', buyer: { id: ids[1] }, reserve: '1500.00', bidsHeld: 2 });
  expect(reserveDigest('1500.00', String(sold['reserveSalt']))).toBe(digest);
  expect(await provenOutcome(house.house.kernel.db, auction.id)).toMatchObject({ winner: two.id, price: '1600.00', faults: [] });
  const late = await bid(bidders[0], one, '5000');
  expect(late?.status).toBe(409);
  const record = await house.visitor().get<AuctionRecord>(`/market/auctions/${auction.id}/record`);
  expect(record).toMatchObject({ winner: 2, price: '1600.00', faults: [] });
  // Whoever reads it finds the same.
  const rounds = new Map(record.rounds.map((each) => [each.round, each.terms]));
  const lines = record.bids.map((each) => ({ ...each, bidder: String(each.paddle) }));
  expect(replay(rounds, lines, record.reserve)).toMatchObject({ winner: '2', price: '1600.00', faults: [] });
  expect(reserveDigest(record.reserve ?? '', record.reserveSalt ?? '')).toBe(record.reserveDigest);
});

test('what was sold goes on as a deal: no notice for a public institution, no new price, a contract draft with nothing typed', async () => {
  const auction = await announced('研究院的专利', {}, institute);
  const one = await admitted(auction, bidders[0]);
  expect((await bid(bidders[0], one, '2000'))?.status).toBe(200);
  await overNow(auction);
  const sold = await institute.get<Acted>(`/auctions/${auction.id}`);
  const buyer = bidders[0] ?? owner;
  const { id } = sold['deal'] as { id: string };
  const deal = await institute.get<Acted>(`/deals/${id}`);
  expect(deal).toMatchObject({ state: 'agreed', amount: '2000.00', noticeNeeded: false, asker: { id: ids[0] } });
  expect(deal).toMatchObject({ pricing: { way: 'auction', auction: auction.id }, offers: [{ standing: 'accepted' }] });
  expect(await buyer.get(`/deals/${id}`)).toMatchObject({ state: 'agreed', mine: 'asker' });
  expect(await zhou.get(`/listings/${String(sold['listing'])}`)).toMatchObject({ state: 'matched' });
  await expect(buyer.act(deal, 'reconsider', { reason: '再谈' })).rejects.toMatchObject({ code: 'deal.priceMade' });
  await expect(institute.act(deal, 'giveNotice')).rejects.toMatchObject({ code: 'deal.noNotice' });
  const drafted = await institute.act(deal, 'draftContract');
  const contract = await institute.get<Acted>(`/contracts/${String(drafted['contract'])}`);
  expect(contract).toMatchObject({ title: '研究院的专利', amount: '2000.00', type: 'transfer', subtype: 'patent' });
  expect(contract['parties']).toMatchObject([{ role: 'seller' }, { role: 'buyer', organization: ids[0] }]);
});

test('while it is on sale nothing is agreed beside it and its owner takes nothing back; a correction voids the bids, a void ends it', async () => {
  const listing = await listed('在售的专利');
  const buyer = bidders[0] ?? owner;
  const talk = await owner.act(await buyer.create('deals', { listing: listing.id, message: '希望受让这项专利。' }), 'admit');
  const offer = { amount: '900', paymentMode: 'lumpSum', cooperation: '01', ownership: 'taker', validUntil: '2999-12-31' };
  const offered = await owner.act(talk, 'offer', offer);
  const made = await owner.create('auctions', { listing: listing.id, ...terms() });
  const auction = await operator.act(await operator.get<Acted>(`/auctions/${made.id}`), 'announce');
  await expect(buyer.act(offered, 'acceptOffer', { offer: 1 })).rejects.toMatchObject({ code: 'auction.onSale' });
  const now = await owner.get<Acted>(`/listings/${listing.id}`);
  await expect(owner.act(now, 'withdraw', {})).rejects.toMatchObject({ code: 'auction.onSale' });
  const one = await admitted(auction, bidders[0]);
  expect((await bid(bidders[0], one, '1600'))?.status).toBe(200);
  await zhou.act(await zhou.get<Acted>(`/listings/${listing.id}`), 'correct', { keywords: ['更正'], reason: '更正关键词' });
  expect(await live(owner, auction)).toMatchObject({ round: 2, price: null, reason: 'listingCorrected' });
  expect((await bid(bidders[0], one, '1700', 1))?.status).toBe(409);
  expect((await bid(bidders[0], one, '1700', 2))?.status).toBe(200);
  await overNow(auction);
  // The two talked already: their deal goes on.
  expect(await buyer.get(`/deals/${talk.id}`)).toMatchObject({
    state: 'agreed',
    amount: '1700.00',
    offers: [{ standing: 'countered' }, { version: 2, standing: 'accepted' }],
  });
  const other = await listed('作废的专利');
  const lot = await owner.create('auctions', { listing: other.id, ...terms() });
  await operator.act(await operator.get<Acted>(`/auctions/${lot.id}`), 'announce');
  await zhou.act(await zhou.get<Acted>(`/listings/${other.id}`), 'void', { reason: '权属不清' });
  expect(await owner.get(`/auctions/${lot.id}`)).toMatchObject({ state: 'unsold', reason: 'listingVoided', reserve: '1500.00' });
  expect(await provenOutcome(house.house.kernel.db, lot.id)).toMatchObject({ winner: null, faults: [] });
});

test('a change while it is open voids the bids, and who bids on what he has not read is refused with the reason', async () => {
  const auction = await announced('变更的专利', { reserve: null });
  const one = await admitted(auction, bidders[0]);
  expect((await bid(bidders[0], one, '1000'))?.status).toBe(200);
  const { startPrice, step, extendMinutes } = terms() as { startPrice: string; step: string; extendMinutes: number };
  const again = { startPrice, step, extendMinutes, opensAt: later(-1), closesAt: later(1), reason: '附图更正' };
  await expect(owner.act(auction, 'amend', again)).rejects.toMatchObject({ status: 403 });
  await operator.act(auction, 'amend', again);
  expect(await live(owner, auction)).toMatchObject({ price: null, round: 2, lines: [{ number: 1, round: 1 }] });
  const stale = await bid(bidders[0], one, '1100', 1);
  expect([stale?.status, JSON.stringify(await stale?.json())]).toEqual([409, expect.stringContaining('auction.changed')]);
  expect(await live(owner, auction)).toMatchObject({ reason: '附图更正' });
  expect((await bid(bidders[0], one, '1000', 2))?.status).toBe(200);
  expect(Date.parse((await live(owner, auction)).closesAt)).toBeGreaterThan(Date.now() + 4 * 60_000);
  await overNow(auction);
  expect(await provenOutcome(house.house.kernel.db, auction.id)).toMatchObject({ winner: one.id, price: '1000.00', faults: [] });
});

test('many at once: each bid that is answered stands in the events, in one order for all', async () => {
  const auction = await announced('很多人要的专利', { reserve: null, startPrice: '1', step: '1' });
  const all: Acted[] = [];
  for (const who of bidders) all.push(await admitted(auction, who));
  const answers = await Promise.all(
    Array.from({ length: 120 }, async (_, at) => {
      const who = at % ids.length;
      const answer = await bid(bidders[who], all[who] ?? auction, String(at + 1));
      return { amount: `${at + 1}.00`, status: answer?.status };
    }),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  const taken = answers.filter(({ status }) => status === 200).map(({ amount }) => amount);
  await overNow(auction);
  const proven = await provenOutcome(house.house.kernel.db, auction.id);
  expect(proven.faults).toEqual([]);
  expect(proven.lines.map(({ amount }) => amount).toSorted()).toEqual(taken.toSorted());
  expect((await live(owner, auction)).price).toBe(proven.price);
});

test('on a licensed exchange: handed over, what came back entered, a contract drafted; and no auction where nobody is licensed', async () => {
  const listing = await listed('挂牌的专利');
  let lot = await owner.create('auctions', { listing: listing.id });
  await expect(owner.create('auctions', { listing: listing.id })).rejects.toMatchObject({ code: 'auction.already' });
  lot = await owner.act(lot, 'handOver', { exchange: '云川技术产权交易所' });
  expect(await owner.get(`/auctions/${lot.id}/lot.json`)).toMatchObject({ lot: lot.id, title: '挂牌的专利', cooperation: '01' });
  await house.sealNow();
  expect((await owner.send('GET', `/auctions/${lot.id}/lot.pdf`)).status).toBe(200);
  const sheet = Buffer.from(await (await owner.send('GET', `/auctions/${lot.id}/lot.xlsx`)).arrayBuffer());
  const read = (content: string | Buffer, name: string) =>
    owner.upload<Returned>(`/auctions/${lot.id}/returned`, { name, content });
  expect(await read(sheet, '标的.xlsx')).toEqual({ listing: null, sale: null, noSale: null });
  const back = {
    format: 'touyan-lot-return-1',
    lot: lot.id,
    listing: { exchangeNumber: 'YC-1', listedOn: today },
    bids: [
      { at: `${today} 10:00`, bidder: '甲', amount: '80000' },
      { at: `${today} 10:05`, bidder: '乙', amount: '88000' },
    ],
    result: { sold: true, on: today, price: '88000', buyer: buyerCode },
  };
  await expect(read(JSON.stringify({ ...back, lot: listing.id }), 'other.json')).rejects.toMatchObject({ status: 422 });
  await expect(read('{"format"', 'broken.json')).rejects.toMatchObject({ status: 422 });
  const { listing: there, sale } = await read(JSON.stringify(back), '返回.json');
  expect(sale).toMatchObject({ buyer: { id: ids[2] }, bidsHeld: 2, price: '88000' });
  lot = await owner.act(lot, 'enterListing', there ?? {});
  const talk = { listing: listing.id, message: '希望受让这项专利。' };
  expect(await bidders[2]?.create('deals', talk)).toMatchObject({ state: 'interested' });
  lot = await zhou.act(lot, 'enterSale', { ...sale, buyer: sale?.buyer.id });
  expect(lot).toMatchObject({ state: 'sold', price: '88000.00', buyer: { id: ids[2] }, bids: [{ bidder: '甲' }, {}] });
  const { deal } = await owner.get<{ deal: { id: string } }>(`/auctions/${lot.id}`);
  const drafted = await owner.act(await owner.get<Acted>(`/deals/${deal.id}`), 'draftContract');
  expect(await owner.get(`/contracts/${String(drafted['contract'])}`)).toMatchObject({ amount: '88000.00' });
  const service = await listed('不能卖的服务', { sort: 'service', cooperation: ['07'] });
  await expect(owner.create('auctions', { listing: service.id })).rejects.toMatchObject({ code: 'auction.notForSale' });
});
