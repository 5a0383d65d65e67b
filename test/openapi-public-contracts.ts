// What everybody reads of contracts, and buyers' requests to register, as the printed API says: each asked once by the test of the whole.
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

export async function askPublicContracts({ ask, house, zhou, region }: Around): Promise<void> {
  const firm = async (name: string) => (await zhou.create('organizations', { name, region })).id;
  const [selling, buying] = [await firm('印证公开卖方有限公司'), await firm('印证公开买方有限公司')];
  const seller = await house.as({ account: 'open-seller', roles: ['organizationAdmin'], organization: selling });
  const buyer = await house.as({ account: 'open-buyer', roles: ['member'], organization: buying });
  const deng = await house.as({ account: 'open-registrar', roles: ['registrar'] });
  const visitor = house.visitor();
  const said = { title: '印证公开合同', type: 'service', amount: '1', signedOn: '2025-01-01', disclosure: 'all' };
  const draft = await seller.create('contracts', said);
  await seller.act(draft, 'submit');
  await deng.act(draft, 'accept');
  const { id, event } = await deng.act(draft, 'register');
  await house.sealNow();
  await ask(visitor, 'get', '/public/contracts', { count: 'yes' });
  await ask(visitor, 'get', '/public/contracts/{id}/standing', { id, event: event.id });
  for (const path of ['figures', 'figures.csv', 'figures.xlsx', 'figures/entries', 'figures/changes'])
    await ask(deng, 'get', `/contracts/${path}`);
  await ask(deng, 'get', '/contracts/{id}/counts', { id });
  await ask(deng, 'get', '/organizations/{id}/contracts', { id: selling });
  const named = { name: '印证经理人', certificateLevel: 'junior', issuedOn: '2024-01-01' };
  const manager = await zhou.create('technology-managers', named);
  await ask(zhou, 'get', '/technology-managers/{id}/contracts', { id: manager.id });
  await house.as({ account: 'open-manager', roles: ['technologyManager'] });
  await zhou.act(manager, 'edit', { account: 'open-manager' });
  await askNamings(ask, house, seller, { contract: id, manager: manager.id });
  for (const ending of ['', '.csv', '.xlsx']) await ask(visitor, 'get', `/public/contract-statistics${ending}`);

  const make = async (title: string) => {
    const body = { seller: selling, title, use: 'superDeduction', neededOn: '2999-12-31' };
    return { id: String((await ask(buyer, 'post', '/registration-requests', {}, body)).body['id']) };
  };
  const one = await make('印证请求一');
  await ask(seller, 'get', '/registration-requests');
  await ask(seller, 'get', '/registration-requests/{id}', one);
  await ask(seller, 'post', '/registration-requests/{id}/takeUp', one, {});
  await ask(buyer, 'post', '/registration-requests/{id}/withdraw', one, {});
  const two = await make('印证请求二');
  await ask(seller, 'post', '/registration-requests/{id}/decline', two, { reason: '印证' });
  const three = await make('印证请求三');
  await house.house.requests.act('expire', { actor: clock, id: three.id, input: {} });
  await house.sealNow();
  const { body } = await ask(buyer, 'get', '/registration-requests/{id}/events', three);
  await ask(buyer, 'get', '/registration-requests/{id}/proof', {
    ...three,
    event: (body['items'] as { id: string }[])[0]?.id ?? '',
  });
}

/** A manager who is named, confirms and declines; another asking that is withdrawn. */
async function askNamings(
  ask: Ask,
  house: TestHouse,
  seller: Person,
  body: { contract: string; manager: string },
): Promise<void> {
  const manager = await house.as({ account: 'open-manager', roles: ['technologyManager'] });
  await ask(seller, 'get', '/manager-namings/managers', { q: '印证经理人' });
  const name = async () => ({ id: String((await ask(seller, 'post', '/manager-namings', {}, body)).body['id']) });
  const first = await name();
  await ask(seller, 'post', '/manager-namings/{id}/withdraw', first, { reason: '印证' });
  const one = await name();
  await ask(manager, 'get', '/manager-namings', { count: 'yes' });
  await ask(manager, 'get', '/manager-namings/{id}', one);
  await ask(manager, 'post', '/manager-namings/{id}/confirmManager', one, {});
  await ask(manager, 'post', '/manager-namings/{id}/declineManager', one, { reason: '印证' });
  await house.sealNow();
  const { body: events } = await ask(manager, 'get', '/manager-namings/{id}/events', one);
  await ask(manager, 'get', '/manager-namings/{id}/proof', { ...one, event: (events['items'] as { id: string }[])[0]?.id ?? '' });
}
