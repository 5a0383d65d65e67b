// The market, as the printed API says: each operation of a listing and of the hall asked once by the test of the whole.
import { clock } from '../src/platform/shared/actor.ts';
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

const said = {
  sort: 'problem',
  title: '印证技术难题',
  text: '印证用的说明，不少于十个字。',
  field: '01',
  cooperation: ['03'],
  demandType: '00',
};

export async function askMarket({ ask, house, zhou, region }: Around): Promise<void> {
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
  await ask(visitor, 'get', '/market/listings/{id}', one);
  await act(zhou, one, 'correct', { reason: '印证' });
  await house.house.listings.act('expire', { actor: clock, id: one.id, input: {} });
  await act(owner, one, 'confirm');
  await act(owner, one, 'close', { outcome: 'other', reason: '印证' });
  await act(zhou, one, 'void', { reason: '印证' });
  const two = await make();
  await act(owner, two, 'submit', { noSecret: true });
  await act(owner, two, 'revise');
  await act(owner, two, 'withdraw');
  await ask(owner, 'get', '/listings', { count: 'yes' });
  await ask(owner, 'get', '/listings/{id}', two);
  await house.sealNow();
  const { body } = await ask(owner, 'get', '/listings/{id}/events', two);
  await ask(owner, 'get', '/listings/{id}/proof', { ...two, event: (body['items'] as { id: string }[])[0]?.id ?? '' });
}
