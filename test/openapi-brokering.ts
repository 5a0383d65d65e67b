// Technology managers at work, as the printed API says: each operation of an engagement, a proposal, a carried deal, shares and a record asked once by the test of the whole.
import { freshCode } from './harness/codes.ts';
import type { TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { [field: string]: unknown } }>;
type Around = { ask: Ask; house: TestHouse; zhou: Person; region: string };
type One = { id: string };

const reason = { reason: '印证' };
const text = '印证用的说明，不少于十个字。';
const problem = { sort: 'problem', title: '印证受托需求', text, field: '01', cooperation: ['03'], demandType: '00' };
const service = { sort: 'service', title: '印证推荐服务', text, field: '01', cooperation: ['07'] };

/** Two firms with their people, a manager of the register, and what is asked of them. */
async function those({ ask, house, zhou, region }: Around) {
  const firm = async (account: string, name: string) => {
    const { id: organization } = await zhou.create('organizations', { name, region, creditCode: freshCode() });
    return { id: organization, who: await house.as({ account, roles: ['organizationAdmin'], organization }) };
  };
  const [owner, provider] = [await firm('entrusting', '印证委托有限公司'), await firm('providing', '印证供给有限公司')];
  const third = await firm('asking', '印证意向有限公司');
  const manager = await house.as({ account: 'brokering', roles: ['technologyManager'] });
  const said = { name: '印证受托经理', account: 'brokering', certificateLevel: 'senior', issuedOn: '2024-01-01' };
  const { id: person } = await zhou.create('technology-managers', said);
  const published = async (who: Person, input: object) =>
    zhou.act(await who.act(await who.create('listings', input), 'submit', { noSecret: true }), 'publish');
  const made = async (who: Person, path: string, input: object): Promise<One> => ({
    id: String((await ask(who, 'post', path, {}, input)).body['id']),
  });
  const act = (who: Person, path: string, one: One, action: string, input: object = {}) =>
    ask(who, 'post', `${path}/{id}/${action}`, one, input);
  const read = async (who: Person, path: string, one: One) => {
    await ask(who, 'get', path, { count: 'yes' });
    await ask(who, 'get', `${path}/{id}`, one);
    await house.sealNow();
    const { body } = await ask(who, 'get', `${path}/{id}/events`, one);
    await ask(who, 'get', `${path}/{id}/proof`, { ...one, event: (body['items'] as One[])[0]?.id ?? '' });
  };
  return { owner, provider, third, manager, person, published, made, act, read };
}
type Those = Awaited<ReturnType<typeof those>>;

export async function askBrokering(around: Around): Promise<void> {
  const of = await those(around);
  const listing = await askEngagements(around, of);
  await askProposals(of, listing);
  await askCarried(of);
  await askShares(of);
  const { ask, house } = around;
  await house.sealNow();
  await ask(of.manager, 'get', '/technology-managers/{id}/market-record', { id: of.person });
  await ask(of.manager, 'get', '/technology-managers/{id}/market-record.pdf', { id: of.person });
}

async function askEngagements({ ask }: Around, { owner, manager, person, published, made, act, read }: Those): Promise<One> {
  const path = '/engagements';
  const offered = async () => made(manager, path, { listing: (await published(owner.who, problem)).id });
  await act(manager, path, await offered(), 'withdraw');
  await act(owner.who, path, await offered(), 'decline', reason);
  const over = await offered();
  await act(owner.who, path, over, 'accept');
  await act(owner.who, path, over, 'end', reason);
  const listing = await published(owner.who, problem);
  const one = await made(owner.who, path, { listing: listing.id, manager: person });
  await act(manager, path, one, 'accept');
  await act(manager, path, one, 'logContact', { how: 'phone', with: '总监', note: '印证' });
  await ask(manager, 'post', '/listings/{id}/confirmForOwner', { id: listing.id });
  await read(manager, path, one);
  return listing;
}

async function askProposals({ owner, provider, manager, published, made, act, read }: Those, listing: One): Promise<void> {
  const path = '/proposals';
  const proposed = async () => {
    const candidate = (await published(provider.who, service)).id;
    return made(manager, path, { listing: listing.id, candidate, argument: '印证用的推荐理由' });
  };
  await act(manager, path, await proposed(), 'withdraw');
  await act(owner.who, path, await proposed(), 'decline', { why: 'price' });
  const one = await proposed();
  await act(owner.who, path, one, 'accept', { message: '印证用的合作意向' });
  await read(owner.who, path, one);
}

async function askCarried({ third, provider, manager, person, published, made, act, read }: Those): Promise<void> {
  const path = '/carried-deals';
  const listing = await published(provider.who, service);
  const deal = await third.who.create('deals', { listing: listing.id, message: '印证用的合作意向' });
  await provider.who.act(deal, 'admit');
  const named = () => made(third.who, path, { deal: deal.id, manager: person, sees: 'standing' });
  await act(provider.who, path, await named(), 'decline', reason);
  const one = await named();
  await act(third.who, path, one, 'changeSight', { sees: 'talks' });
  await act(provider.who, path, one, 'admit', { sees: 'talks' });
  await act(manager, path, one, 'takeUp');
  await act(manager, path, one, 'note', { text: '印证备忘' });
  await read(manager, path, one);
  await act(manager, path, one, 'end', reason);
}

async function askShares({ owner, provider, manager, person, made, act, read }: Those): Promise<void> {
  const path = '/deal-shares';
  const shares = [{ manager: person, percent: '100' }];
  const parties = { provider: provider.id, taker: owner.id, amount: '10' };
  const one = await made(manager, path, { title: '印证成交', ...parties, concludedOn: '2026-01-01', evidence: '印证', shares });
  await act(owner.who, path, one, 'confirm');
  await act(provider.who, path, one, 'dispute', reason);
  await act(manager, path, one, 'restate', { shares });
  await read(manager, path, one);
  await act(manager, path, one, 'withdraw', reason);
}
