// Price by exchange or auction over HTTP: the sealed reserve, admission, bids in one order, void on a change, many at once, the result anew from the events; and an exchange's result that becomes a contract.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCode } from '../../../../test/harness/codes.ts';
import { testSchema } from '../../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import type { Acted, Person } from '../../../../test/harness/http.ts';
import { reserveDigest } from './reserve.ts';
import type { AuctionLive } from '../../auction.ts';
import { provenOutcome } from './proof.ts';

let house: TestHouse;
let zhou: Person;
let owner: Person;
let operator: Person;
let today: string;
const bidders: Person[] = [];
const ids: string[] = [];
const operatorCode = '91320400MA9YCPM01A';
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  today = String((await zhou.get('/health'))['today']);
  const made = async (name: string, creditCode: string) =>
    (await zhou.create('organizations', { name, region: 'YC-CH', creditCode })).id;
  const of = async (account: string, organization: string) => house.as({ account, roles: ['organizationAdmin'], organization });
  owner = await of('gong', await made('云川供方有限公司', freshCode()));
  operator = await of('pai', await made('云川技术产权拍卖有限公司', operatorCode));
  for (let at = 1; at <= 12; at++) {
    const id = await made(`云川竞买${at}号有限公司`, freshCode());
    ids.push(id);
    bidders.push(await of(`mai${at}`, id));
  }
});
afterAll(() => house.close());

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
async function listed(title: string, more: object = {}): Promise<Acted> {
  const said = { sort: 'patent', title, text: '导热系数十二瓦每米开的封装材料。', field: '01', cooperation: ['01'], ...more };
  const made = await owner.act(await owner.create('listings', said), 'submit', { noSecret: true });
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
async function announced(title: string, more: object = {}): Promise<Acted> {
  const made = await owner.create('auctions', { listing: (await listed(title)).id, ...terms(more) });
  return operator.act(await operator.get<Acted>(`/auctions/${made.id}`), 'announce') as Promise<Acted>;
}
const admit = (auction: Acted, organization: string | undefined) =>
  operator.create('auction-bidders', { auction: auction.id, organization, reason: '保证金已到账，凭证 12' });
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
  const digest = String(auction['reserveDigest']);
  const events = await house.tables.ownerPool.query(`select body from ${testSchema}.events where record = '${auction.id}'`);
  expect(JSON.stringify(events.rows)).not.toContain('1500');
  const [one, two] = [await admit(auction, ids[0]), await admit(auction, ids[1])];
  await expect(admit(auction, ids[0])).rejects.toMatchObject({ code: 'auction.admittedAlready' });
  await expect(admit(auction, String((auction['owner'] as { id: string }).id))).rejects.toMatchObject({ status: 422 });
  expect((await bid(bidders[0], one, '999'))?.status).toBe(409);
  expect((await bid(bidders[0], one, '1000'))?.status).toBe(200);
  expect((await bid(bidders[1], two, '1000'))?.status).toBe(409);
  expect((await bid(bidders[1], two, '1600'))?.status).toBe(200);
  expect((await bid(bidders[0], two, '1900'))?.status).toBe(404);
  const seen = await live(bidders[0] ?? owner, auction);
  expect(seen).toMatchObject({ price: '1600.00', least: '1700', bids: 2, reserve: null, mine: { paddle: 1, leads: false } });
  expect(seen.lines).toMatchObject([
    { number: 2, paddle: 2, bidder: null },
    { number: 1, paddle: 1, bidder: null },
  ]);
  expect((await owner.send('GET', `/auction-bidders/${one.id}`)).status).toBe(404);
  expect((await bidders[1]?.send('GET', `/auction-bidders/${one.id}`))?.status).toBe(404);
  await overNow(auction);
  const sold = await owner.get<Acted>(`/auctions/${auction.id}`);
  expect(sold).toMatchObject({ state: 'sold', price: '1600.00', buyer: { id: ids[1] }, reserve: '1500.00', bidsHeld: 2 });
  expect(reserveDigest('1500.00', String(sold['reserveSalt']))).toBe(digest);
  expect(await provenOutcome(house.house.kernel.db, auction.id)).toMatchObject({ winner: two.id, price: '1600.00', faults: [] });
  const late = await bid(bidders[0], one, '5000');
  expect(late?.status).toBe(409);
  const contract = await owner.act(sold as Acted, 'draftContract');
  expect(await owner.get(`/contracts/${String(contract['contract'])}`)).toMatchObject({ amount: '1600.00', type: 'transfer' });
  expect(await owner.get(`/listings/${String(sold['listing'])}`)).toMatchObject({ state: 'closed' });
});

test('a change while it is open voids the bids, and who bids on what he has not read is refused with the reason', async () => {
  const auction = await announced('变更的专利', { reserve: null });
  const one = await admit(auction, ids[0]);
  expect((await bid(bidders[0], one, '1000'))?.status).toBe(200);
  const { startPrice, step, extendMinutes } = terms() as { startPrice: string; step: string; extendMinutes: number };
  const again = { startPrice, step, extendMinutes, opensAt: later(-1), closesAt: later(1), reason: '附图更正' };
  await expect(owner.act(auction, 'amend', again)).rejects.toMatchObject({ status: 403 });
  await operator.act(auction, 'amend', again);
  expect(await live(owner, auction)).toMatchObject({ price: null, round: 2, lines: [{ number: 1, void: true }] });
  const stale = await bid(bidders[0], one, '1100', 1);
  expect([stale?.status, JSON.stringify(await stale?.json())]).toEqual([409, expect.stringContaining('附图更正')]);
  expect((await bid(bidders[0], one, '1000', 2))?.status).toBe(200);
  expect(Date.parse((await live(owner, auction)).closesAt)).toBeGreaterThan(Date.now() + 4 * 60_000);
  await overNow(auction);
  expect(await provenOutcome(house.house.kernel.db, auction.id)).toMatchObject({ winner: one.id, price: '1000.00', faults: [] });
});

test('many at once: each bid that is answered stands in the events, in one order for all', async () => {
  const auction = await announced('很多人要的专利', { reserve: null, startPrice: '1', step: '1' });
  const admitted: Acted[] = [];
  for (const id of ids) admitted.push(await admit(auction, id));
  const answers = await Promise.all(
    Array.from({ length: 120 }, async (_, at) => {
      const who = at % ids.length;
      const answer = await bid(bidders[who], admitted[who] ?? auction, String(at + 1));
      return { amount: `${at + 1}.00`, status: answer?.status };
    }),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  const taken = answers.filter(({ status }) => status === 200).map(({ amount }) => amount);
  const proven = await provenOutcome(house.house.kernel.db, auction.id);
  expect(proven.faults).toEqual([]);
  expect(proven.amounts.toSorted()).toEqual(taken.toSorted());
  expect((await live(owner, auction)).price).toBe(proven.price);
});

test('on a licensed exchange: handed over, what came back entered, a contract drafted; and no auction where nobody is licensed', async () => {
  const listing = await listed('挂牌的专利');
  let lot = await owner.create('auctions', { listing: listing.id });
  await expect(owner.create('auctions', { listing: listing.id })).rejects.toMatchObject({ code: 'auction.already' });
  lot = await owner.act(lot, 'handOver', { exchange: '云川技术产权交易所' });
  lot = await owner.act(lot, 'enterListing', { listedOn: today, exchangeNumber: 'YC-1' });
  lot = await zhou.act(lot, 'enterSale', { price: '88000', buyer: ids[2], bidsHeld: 3, on: today });
  expect(lot).toMatchObject({ state: 'sold', price: '88000.00', buyer: { id: ids[2] } });
  const contract = String((await owner.act(lot, 'draftContract'))['contract']);
  expect(await owner.get(`/contracts/${contract}`)).toMatchObject({ amount: '88000.00' });
  const service = await listed('不能卖的服务', { sort: 'service', cooperation: ['07'] });
  await expect(owner.create('auctions', { listing: service.id })).rejects.toMatchObject({ code: 'auction.notForSale' });
});
