// Auctions, as the printed API says: each operation of a lot and of a bidder asked once by the test of the whole.
import { operatorCode } from './harness/bidding.ts';
import { testSchema } from './harness/database.ts';
import type { TestHouse } from './harness/house.ts';
import type { Acted, Person } from './harness/http.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { [field: string]: unknown } }>;
type Around = { ask: Ask; house: TestHouse; zhou: Person; region: string };
type One = { id: string };

const later = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const terms = () => ({ startPrice: '1', step: '1', opensAt: later(-1), closesAt: later(600), extendMinutes: 1 });
const reason = { reason: '印证' };

async function people({ house, zhou, region }: Around) {
  const at = async (name: string, more: object = {}) => (await zhou.create('organizations', { name, region, ...more })).id;
  const buying = await at('印证竞买有限公司');
  const as = (account: string, organization: string) => house.as({ account, roles: ['organizationAdmin'], organization });
  const owner = await as('auction-owner', await at('印证出让有限公司'));
  const operator = await as('auction-operator', await at('印证拍卖有限公司', { creditCode: operatorCode }));
  return { owner, operator, bidder: await as('auction-bidder', buying), buying };
}

export async function askAuctions(around: Around): Promise<void> {
  const { ask, house, zhou } = around;
  const of = await people(around);
  const { owner, operator } = of;
  const lot = async (more: object = {}): Promise<One> => {
    const said = {
      sort: 'patent',
      title: '印证拍品专利',
      text: '印证用的说明，不少于十个字。',
      field: '01',
      cooperation: ['01'],
    };
    const listing = await owner.act(await owner.create('listings', said), 'submit', { noSecret: true });
    await zhou.act(listing, 'publish');
    return { id: String((await ask(owner, 'post', '/auctions', {}, { listing: listing.id, ...more })).body['id']) };
  };
  const act = (who: Person, one: One, action: string, body: object = {}) =>
    ask(who, 'post', `/auctions/{id}/${action}`, one, body);
  const auction = () => lot({ way: 'auction', ...terms() });
  await act(owner, await lot(), 'withdraw', reason);
  await act(operator, await auction(), 'decline', reason);
  const called = await auction();
  await act(operator, called, 'announce');
  await act(operator, called, 'cancel', reason);
  const one = await auction();
  await act(operator, one, 'announce');
  await act(operator, one, 'amend', { ...terms(), ...reason });
  const bidder = await askBidder(around, of, one);
  await house.tables.ownerPool.query(
    `update ${testSchema}.auction_standings set closes_at = now() - interval '1 minute' where auction = '${one.id}'`,
  );
  await house.house.endAuctions();
  const visitor = house.visitor();
  await ask(visitor, 'get', '/market/auctions', { count: 'yes' });
  await ask(visitor, 'get', '/market/auctions/{id}', one);
  await ask(visitor, 'get', '/market/auctions/{id}/record', one);
  await askExchange(around, of, lot, act);
  for (const [path, record] of [
    ['/auctions', one],
    ['/auction-bidders', bidder],
  ] as const) {
    const who = path === '/auctions' ? owner : of.bidder;
    await ask(who, 'get', path, { count: 'yes' });
    await ask(who, 'get', `${path}/{id}`, record);
    await house.sealNow();
    const { body } = await ask(who, 'get', `${path}/{id}/events`, record);
    await ask(who, 'get', `${path}/{id}/proof`, { ...record, event: (body['items'] as One[])[0]?.id ?? '' });
  }
}

type People = Awaited<ReturnType<typeof people>>;
async function askBidder({ ask }: Around, { bidder, operator }: People, lot: One): Promise<One> {
  const one = { id: String((await ask(bidder, 'post', '/auction-bidders', {}, { auction: lot.id })).body['id']) };
  const act = (who: Person, action: string, body: object) => ask(who, 'post', `/auction-bidders/{id}/${action}`, one, body);
  await act(operator, 'refuse', reason);
  await act(operator, 'admit', reason);
  await act(bidder, 'bid', { amount: '1', round: 2 });
  return one;
}

type Act = (who: Person, one: One, action: string, body?: object) => Promise<unknown>;
async function askExchange({ ask, house }: Around, { owner, buying }: People, lot: () => Promise<One>, act: Act): Promise<void> {
  const one = await lot();
  await act(owner, one, 'handOver', { exchange: '印证交易所' });
  await house.sealNow();
  for (const format of ['pdf', 'xlsx', 'json']) await ask(owner, 'get', `/auctions/{id}/lot.${format}`, one);
  const listing = { exchangeNumber: '1', listedOn: '2026-01-01' };
  const content = JSON.stringify({ format: 'touyan-lot-return-1', lot: one.id, listing });
  await owner.upload(`/auctions/${one.id}/returned`, { name: 'returned.json', content });
  await act(owner, one, 'enterListing', listing);
  await act(owner, one, 'enterSale', { price: '9', buyer: buying, bidsHeld: 1, on: '2026-01-02' });
  const other = await lot();
  await act(owner, other, 'handOver', { exchange: '印证交易所' });
  await act(owner, other, 'enterNoSale', reason);
  await owner.get<Acted>(`/auctions/${other.id}`);
}
