// Registries as the printed API says: each operation of the record asked once by the test of the whole, and what moves contracts between them.
import { clock } from '../src/platform/shared/actor.ts';
import type { TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post' | 'delete',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { [field: string]: unknown } }>;
type Around = { ask: Ask; house: TestHouse; zhou: Person; region: string };
const reason = '印证';
const trained = { trainedOn: '2025-01-01', filedOn: '2025-01-02' };

export async function askRegistries({ ask, house, zhou, region }: Around): Promise<void> {
  const people = new Map<string, Person>();
  for (const name of ['reg-1', 'reg-2', 'reg-3', 'reg-4'])
    people.set(name, await house.as({ account: name, roles: ['registrar'] }));
  const { body: candidates } = await ask(zhou, 'get', '/registrars');
  const named = (name: string) => (candidates['items'] as { id: string; name: string }[]).find((one) => one.name === name)?.id;
  const doTo = (at: { id: string }, action: string, body: object = {}) =>
    ask(zhou, 'post', `/registries/{id}/${action}`, at, body);
  const made = async (code: string, ...names: string[]) => {
    const registrars = names.map((name) => ({ account: named(name), ...trained }));
    const { body } = await ask(zhou, 'post', '/registries', {}, { name: `印证${code}`, code, territory: [region], registrars });
    return { id: String(body['id']) };
  };
  const [one, other] = [await made('PA', 'reg-1', 'reg-2'), await made('PB', 'reg-3', 'reg-4')];
  await doTo(one, 'edit', { entrustedBy: '印证局' });
  await doTo(one, 'appoint', { account: named('reg-3'), ...trained });
  const { body } = await doTo(one, 'open');
  await doTo(other, 'open');
  const today = String((await zhou.get('/health'))['today']);
  await doTo(one, 'dismiss', { account: named('reg-3'), on: today });
  await ask(zhou, 'get', '/registries');
  await ask(zhou, 'get', '/registries/{id}', one);
  await ask(zhou, 'get', '/registries/{id}/events', one);
  await house.sealNow();
  await ask(zhou, 'get', '/registries/{id}/proof', { ...one, event: String((body['event'] as { id: string }).id) });

  const { id: organization } = await zhou.create('organizations', { name: '印证登记卖方有限公司', region });
  const seller = await house.as({ account: 'registry-seller', roles: ['organizationAdmin'], organization });
  const said = { title: '印证登记合同', type: 'service', amount: '1', signedOn: '2025-01-01' };
  const contract = await seller.act(await seller.create('contracts', said), 'submit');
  await ask(zhou, 'get', '/registries/{id}/open-cases', one);
  await ask(zhou, 'post', '/contracts/{id}/passTo', { id: contract.id }, { registry: other.id, reason });
  const registrar = people.get('reg-3') ?? zhou;
  await registrar.act(await registrar.act(contract, 'accept'), 'register');
  const drawn = { month: today.slice(0, 7), batch: 1, seed: '00' };
  await house.house.contracts.act('drawSpotCheck', { actor: clock, id: contract.id, input: drawn });
  await ask(people.get('reg-1') ?? zhou, 'post', '/contracts/{id}/spotCheck', { id: contract.id }, { finding: 'sound' });
  await ask(zhou, 'get', '/registries/{id}/draws', other);
  await doTo(one, 'suspend', { reason });
  await doTo(one, 'resume');
  for (const at of [one, other]) await doTo(at, 'suspend', { reason });
  await doTo(one, 'close', { reason });
}
