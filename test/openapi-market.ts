// The market, as the printed API says: each operation of a listing and of the hall asked once by the test of the whole.
import { clock } from '../src/platform/shared/actor.ts';
import { askAuctions } from './openapi-auctions.ts';
import { askBrokering } from './openapi-brokering.ts';
import { freshCode } from './harness/codes.ts';
import type { TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';
import { askEvents } from './openapi-events.ts';
import { askVisits } from './openapi-visits.ts';
import { askSynonyms } from './openapi-synonyms.ts';
import { askChain } from './openapi-chain.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { [field: string]: unknown } }>;
type Around = { ask: Ask; house: TestHouse; zhou: Person; region: string };

const said = {
  sort: 'problem',
  title: '印证技术难题',
  text: '印证用的说明，不少于十个字。',
  field: '01',
  cooperation: ['03'],
  demandType: '00',
};

const supply = {
  sort: 'patent',
  title: '印证专利成果',
  text: '印证用的说明，不少于十个字。',
  field: '01',
  cooperation: ['01'],
  transfer: { owner: 'institution' },
};
const offer = {
  amount: '10',
  paymentMode: 'lumpSum',
  cooperation: '01',
  ownership: 'taker',
  validUntil: '2999-12-31',
  milestones: [{ what: '印证' }],
};

/** Who has a deal, and how they act on it. */
async function dealers({ ask, house, zhou, region }: Around) {
  const at = async (name: string, creditCode: string) => (await zhou.create('organizations', { name, region, creditCode })).id;
  const institute = await house.as({
    account: 'deal-owner',
    roles: ['organizationAdmin'],
    organization: await at('印证研究院', freshCode('12')),
  });
  const asker = await house.as({
    account: 'deal-asker',
    roles: ['member'],
    organization: await at('印证受让有限公司', freshCode()),
  });
  const listed = async () => {
    const made = await institute.create('listings', supply);
    return zhou.act(await institute.act(made, 'submit', { noSecret: true }), 'publish');
  };
  const interest = async () => {
    const { body } = await ask(asker, 'post', '/deals', {}, { listing: (await listed()).id, message: '印证用的合作意向' });
    return { id: String(body['id']) };
  };
  const act = (who: Person, one: { id: string }, action: string, body: object = {}) =>
    ask(who, 'post', `/deals/{id}/${action}`, one, body);
  return { institute, asker, interest, act };
}

/** A deal from interest to a draft, and the ways out of it. */
async function askDeals(around: Around): Promise<void> {
  const { ask, house, zhou } = around;
  const of = await dealers(around);
  const { institute, asker, interest, act } = of;
  await act(institute, await interest(), 'decline', { reason: '印证' });
  await act(asker, await interest(), 'withdraw');
  const one = await interest();
  await act(institute, one, 'admit');
  await ask(house.visitor(), 'get', '/market/nda');
  for (const who of [institute, asker]) await act(who, one, 'acceptNda', { version: '1' });
  await house.sealNow();
  await ask(asker, 'get', '/deals/{id}/nda.pdf', one);
  await act(asker, one, 'say', { text: '印证' });
  await act(institute, one, 'offer', offer);
  await act(asker, one, 'declineOffer', { offer: 1, reason: '印证' });
  await act(institute, one, 'offer', offer);
  await act(asker, one, 'acceptOffer', { offer: 2 });
  await act(asker, one, 'reconsider', { reason: '印证' });
  await askNotice(around, of, one);
  await act(institute, one, 'offer', { ...offer, cooperation: '07' });
  await act(asker, one, 'acceptOffer', { offer: 4 });
  await act(institute, one, 'draftContract');
  await act(asker, one, 'reachMilestone', { milestone: 1, on: '2020-01-01' });
  const two = await interest();
  await act(institute, two, 'admit');
  await act(institute, two, 'end', { reason: '印证' });
  await ask(zhou, 'get', '/market/deals');
  await ask(asker, 'get', '/deals', { count: 'yes' });
  await ask(asker, 'get', '/deals/{id}', one);
  await house.sealNow();
  const { body } = await ask(asker, 'get', '/deals/{id}/events', one);
  await ask(asker, 'get', '/deals/{id}/proof', { ...one, event: (body['items'] as { id: string }[])[0]?.id ?? '' });
}

type Dealers = Awaited<ReturnType<typeof dealers>>;
async function askNotice({ ask, house }: Around, { institute, asker, act }: Dealers, one: { id: string }): Promise<void> {
  const visitor = house.visitor();
  await act(institute, one, 'offer', offer);
  await act(asker, one, 'acceptOffer', { offer: 3 });
  await act(institute, one, 'giveNotice');
  await ask(visitor, 'get', '/market/notices');
  await ask(visitor, 'get', '/market/notices.atom');
  const object = () =>
    ask(visitor, 'post', '/market/notices/{id}/objections', one, { name: '印证人', text: '印证用的异议，十个字以上。' });
  await object();
  await act(institute, one, 'dismissObjection', { objection: 1, reason: '印证' });
  await object();
  await act(institute, one, 'upholdObjection', { objection: 2, reason: '印证' });
}

export async function askMarket(around: Around): Promise<void> {
  await askDeals(around);
  await askAuctions(around);
  await askListings(around);
  await askBrokering(around);
  await askChain(around.ask, { visitor: around.house.visitor(), zhou: around.zhou });
}

async function askListings({ ask, house, zhou, region }: Around): Promise<void> {
  const { id: organization } = await zhou.create('organizations', { name: '印证市场有限公司', region });
  const owner = await house.as({ account: 'market-owner', roles: ['organizationAdmin'], organization });
  const visitor = house.visitor();
  const make = async () => ({ id: String((await ask(owner, 'post', '/listings', {}, said)).body['id']) });
  const act = (who: Person, one: { id: string }, action: string, body: object = {}) =>
    ask(who, 'post', `/listings/{id}/${action}`, one, body);
  const one = await make();
  await ask(owner, 'post', '/market/writing', {}, { title: said.title, text: `${said.text}电话13800138000。` });
  await ask(owner, 'get', '/listings/{id}/looked-through', one);
  await act(owner, one, 'edit', { keywords: ['印证'] });
  await act(owner, one, 'submit', { noSecret: true });
  await act(zhou, one, 'sendBack', { reason: '印证' });
  await act(owner, one, 'submit', { noSecret: true });
  await act(zhou, one, 'publish');
  await ask(visitor, 'get', '/market/listings', { count: 'yes' });
  await house.house.search.work();
  await ask(visitor, 'get', '/search', { q: '印证' });
  await ask(visitor, 'get', '/search/export', { q: '印证' });
  await ask(visitor, 'get', '/search/suggestions', { q: '印证' });
  await ask(zhou, 'get', '/search/synonyms');
  await ask(visitor, 'get', '/market/listings/{id}', one);
  await act(zhou, one, 'correct', { reason: '印证' });
  await house.house.listings.act('expire', { actor: clock, id: one.id, input: {} });
  await act(zhou, one, 'askOwner');
  await act(owner, one, 'confirm');
  await act(owner, one, 'close', { outcome: 'other', reason: '印证' });
  await act(zhou, one, 'void', { reason: '印证' });
  const two = await make();
  await act(owner, two, 'submit', { noSecret: true });
  await act(owner, two, 'revise');
  await act(owner, two, 'withdraw');
  await ask(owner, 'get', '/listings', { count: 'yes' });
  await ask(owner, 'get', '/listings/{id}', two);
  await askLinks({ ask, house, zhou, region }, organization);
  await askVenues({ ask, house, zhou, region }, organization);
  await askFairs({ ask, house, zhou, region }, organization);
  await askEvents({ ask, house, zhou }, organization);
  await askVisits(ask, zhou, organization, house.sealNow);
  await askSynonyms(ask, zhou, house.sealNow);
  const three = await make();
  const declined = await declining(ask, { owner, zhou, one: three });
  await house.sealNow();
  const { body } = await ask(owner, 'get', '/listings/{id}/events', two);
  await ask(owner, 'get', '/listings/{id}/proof', { ...two, event: (body['items'] as { id: string }[])[0]?.id ?? '' });
  const { body: events } = await ask(owner, 'get', '/declined-matches/{id}/events', declined);
  await ask(owner, 'get', '/declined-matches/{id}/proof', {
    ...declined,
    event: (events['items'] as { id: string }[])[0]?.id ?? '',
  });
}

/** Entered on behalf of a firm, which says by a link what becomes of it. */
async function askLinks({ ask, house, zhou }: Around, organization: string): Promise<void> {
  const visitor = house.visitor();
  const linked = async () => {
    const made = await zhou.create('listings', { ...said, organization });
    const one = await zhou.act(await zhou.act(made, 'submit', { noSecret: true }), 'publish');
    const { body } = await ask(zhou, 'post', '/listings/{id}/links', { id: one.id }, {});
    return { token: String(body['path']).split('/').at(-1) ?? '', version: Number(one['version']) };
  };
  const [first, second, third] = [await linked(), await linked(), await linked()];
  const { body: entered } = await ask(zhou, 'post', '/listings/enter', {}, { ...said, organization, noSecret: true });
  await ask(zhou, 'get', '/listings/to-confirm');
  await ask(zhou, 'post', '/listing-links/many', {}, { listings: [entered['id'], organization] });
  await ask(zhou, 'get', '/listings/export');
  await ask(visitor, 'post', '/listing-links/read', {}, { token: first.token });
  await ask(visitor, 'post', '/listing-links/confirm', {}, first);
  await ask(visitor, 'post', '/listing-links/change', {}, { ...second, title: '印证的改正', text: said.text, deadline: null });
  await ask(visitor, 'post', '/listing-links/refuse', {}, { ...third, reason: '印证' });
}

/** What fits a listing, and what does not. */
async function declining(
  ask: Ask,
  { owner, zhou, one }: { owner: Person; zhou: Person; one: { id: string } },
): Promise<{ id: string }> {
  await ask(owner, 'get', '/listings/{id}/matches', one);
  const { id: candidate } = await zhou.create('organizations', { name: '印证不合适有限公司' });
  const { body: made } = await ask(
    owner,
    'post',
    '/declined-matches',
    {},
    { listing: one.id, kind: 'organization', candidate, why: 'other' },
  );
  const declined = { id: String(made['id']) };
  await ask(owner, 'get', '/declined-matches', { count: 'yes' });
  await ask(owner, 'get', '/declined-matches/{id}', declined);
  await ask(owner, 'post', '/declined-matches/{id}/restore', declined);
  return declined;
}

async function askVenues({ ask, house, zhou }: Around, organization: string): Promise<void> {
  const at = async (action: string, one: { id: string }, body: object) => ask(zhou, 'post', `/venues/{id}/${action}`, one, body);
  const make = async (name: string) => {
    const body = {
      kind: 'workstation',
      organization,
      name,
      address: '印证路一号',
      contactName: '王小明',
      contactPhone: '13812345678',
    };
    return { id: String((await ask(zhou, 'post', '/venues', {}, body)).body['id']) };
  };
  const reason = { reason: '印证' };
  const one = await make('印证工作站');
  await at('edit', one, { staff: 4 });
  await at('open', one, { on: '2025-01-01' });
  await ask(house.visitor(), 'get', '/market/venues', { kind: 'workstation' });
  await ask(house.visitor(), 'get', '/market/venues/{id}', one);
  await at('close', one, { on: '2025-02-01', ...reason });
  await at('reopen', one, reason);
  await at('eraseContact', one, reason);
  await at('void', one, reason);
  await at('decline', await make('印证二站'), reason);
  await ask(zhou, 'get', '/venues', { count: 'yes' });
  await ask(zhou, 'get', '/venues/{id}', one);
  await house.sealNow();
  const { body } = await ask(zhou, 'get', '/venues/{id}/events', one);
  await ask(zhou, 'get', '/venues/{id}/proof', { ...one, event: (body['items'] as { id: string }[])[0]?.id ?? '' });
}

async function askFairs({ ask, house, zhou }: Around, organization: string): Promise<void> {
  const reason = { reason: '印证' };
  const make = async (path: string, body: object) => ({ id: String((await ask(zhou, 'post', path, {}, body)).body['id']) });
  const head = { name: '印证展洽会', from: '2025-05-18', to: '2025-05-19', place: '会展中心', organizer: '科技局' };
  const fair = await make('/fairs', head);
  await ask(zhou, 'post', '/fairs/{id}/correct', fair, { ...reason, place: '印证馆' });
  const one = await make('/fair-projects', {
    fair: fair.id,
    title: '印证项目',
    first: '印证市场有限公司',
    firstOrganization: organization,
    second: '乙方',
    stage: 'signed',
    amount: '100',
  });
  const act = (action: string, body: object) => ask(zhou, 'post', `/fair-projects/{id}/${action}`, one, body);
  await act('correct', { ...reason, title: '印证项目二' });
  await act('advance', { stage: 'contract', on: '2025-06-01', amount: '90', evidence: '合同' });
  await act('reportNoChange', reason);
  const { number } = await registered(house, organization);
  await act('link', { contract: number });
  await ask(zhou, 'get', '/fairs/{id}/ledger', fair);
  await act('unlink', reason);
  await act('lapse', { on: '2025-07-01', ...reason });
  await act('revive', reason);
  await act('void', reason);
  await ask(zhou, 'post', '/fairs/{id}/void', fair, reason);
  await house.sealNow();
  for (const [path, of] of [
    ['/fairs', fair],
    ['/fair-projects', one],
  ] as const) {
    await ask(zhou, 'get', path, { count: 'yes' });
    await ask(zhou, 'get', `${path}/{id}`, of);
    const { body } = await ask(zhou, 'get', `${path}/{id}/events`, of);
    await ask(zhou, 'get', `${path}/{id}/proof`, { ...of, event: (body['items'] as { id: string }[])[0]?.id ?? '' });
  }
}

/** A contract of this seller that is registered. */
async function registered(house: TestHouse, organization: string): Promise<{ number: string }> {
  const seller = await house.as({ account: 'fair-seller', roles: ['organizationAdmin'], organization });
  const registrar = await house.as({ account: 'fair-registrar', roles: ['registrar'] });
  const said = { title: '印证合同', type: 'service', amount: '90', signedOn: '2025-06-01', text: '文本', noSecrets: true };
  const contract = await seller.act(await seller.create('contracts', said), 'submit');
  await registrar.act(contract, 'accept');
  const after = await registrar.act(contract, 'register');
  return { number: String(after['registrationNumber'] ?? after['ownNumber']) };
}
