// Signals of contracts as the printed API says: of one, of all, and what a registrar notes of them.
import type { TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';
import { reckonedWithSignal, noteOf } from './signal-seeds.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post' | 'delete',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { [field: string]: unknown } }>;

export async function askSignals({ ask, house, zhou, region }: { ask: Ask; house: TestHouse; zhou: Person; region: string }) {
  const { id: organization } = await zhou.create('organizations', { name: '印证提示卖方有限公司', region });
  const seller = await house.as({ account: 'signal-seller', roles: ['organizationAdmin'], organization });
  const registrar = await house.as({ account: 'signal-registrar', roles: ['registrar'] });
  const contract = await reckonedWithSignal(house, seller);
  await ask(registrar, 'get', '/contracts/signals');
  await ask(registrar, 'get', '/contracts/{id}/signals', { id: contract.id });
  const { body } = await ask(registrar, 'post', '/signal-notes', {}, noteOf(contract));
  const note = { id: String(body['id']) };
  await ask(registrar, 'post', '/signal-notes/{id}/revise', note, { verdict: 'ground', reason: '印证' });
  await ask(zhou, 'get', '/signal-notes');
  await ask(zhou, 'get', '/signal-notes/{id}', note);
  await ask(zhou, 'get', '/signal-notes/{id}/events', note);
  await house.sealNow();
  await ask(zhou, 'get', '/signal-notes/{id}/proof', { ...note, event: String((body['event'] as { id: string }).id) });
}
