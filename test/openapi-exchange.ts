// The exchange, as the printed API says: keys of programs, webhooks, and the files of the hall, each operation asked once by the test of the whole.
import type { TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { [field: string]: unknown } }>;
type Around = { ask: Ask; house: TestHouse; zhou: Person };

export async function askExchange({ ask, house, zhou }: Around): Promise<void> {
  const visitor = house.visitor();
  for (const format of ['json', 'atom']) await ask(visitor, 'get', `/market/exchange/listings.${format}`);
  await ask(visitor, 'get', '/market/exchange/listings', { format: 'xlsx' });
  const listings = [{ sort: 'service', name: '印证', technologyField: '01', cooperationMode: ['07'] }];
  const body = new FormData();
  const text = JSON.stringify({ format: 'touyan-market-listings', version: 1, listings });
  body.append('file', new File([text], 'a.json', { type: 'application/json' }));
  await ask(zhou, 'post', '/market/exchange/listings', {}, body);
  await askKeys({ ask, house, zhou });
  await askWebhooks({ ask, house, zhou });
}

async function eventsOf({ ask, house, zhou }: Around, path: string, id: string): Promise<void> {
  await ask(zhou, 'get', path, { count: 'yes' });
  await ask(zhou, 'get', `${path}/{id}`, { id });
  await house.sealNow();
  const { body } = await ask(zhou, 'get', `${path}/{id}/events`, { id });
  await ask(zhou, 'get', `${path}/{id}/proof`, { id, event: (body['items'] as { id: string }[])[0]?.id ?? '' });
}

async function askKeys(around: Around): Promise<void> {
  const { ask, house, zhou } = around;
  const expiresOn = house.house.kernel.dayOf(new Date());
  const said = { name: '印证系统', scopes: ['market'], expiresOn };
  const id = String((await ask(zhou, 'post', '/api-keys', {}, said)).body['id']);
  await ask(zhou, 'post', '/api-keys/{id}/token', { id });
  await ask(zhou, 'post', '/api-keys/{id}/allow', { id }, { perMinute: 60 });
  await eventsOf(around, '/api-keys', id);
  await ask(zhou, 'post', '/api-keys/{id}/revoke', { id }, { reason: '印证' });
}

async function askWebhooks(around: Around): Promise<void> {
  const { ask, zhou } = around;
  const said = { name: '印证系统', url: 'https://hooks.example.org/a', events: ['listing.published'] };
  const id = String((await ask(zhou, 'post', '/webhooks', {}, said)).body['id']);
  await ask(zhou, 'post', '/webhooks/{id}/secret', { id });
  await ask(zhou, 'post', '/webhooks/{id}/edit', { id }, { name: '印证的系统' });
  const { body: delivery } = await ask(zhou, 'post', '/webhooks/{id}/test-message', { id });
  await ask(zhou, 'post', '/webhooks/{id}/send-again', { id }, { delivery: delivery['id'] });
  await ask(zhou, 'get', '/webhooks/{id}/deliveries', { id });
  for (const action of ['pause', 'resume']) await ask(zhou, 'post', `/webhooks/{id}/${action}`, { id });
  await eventsOf(around, '/webhooks', id);
  await ask(zhou, 'post', '/webhooks/{id}/end', { id }, { reason: '印证' });
}
