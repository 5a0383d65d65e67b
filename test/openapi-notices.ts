// The operations of notices and comments, asked as each is printed. Called by openapi.test.ts.
import type { Person } from './harness/http.ts';

type Answer = { status: number; body: { id: string; items: { id: string }[] } };
type Ask = (
  who: Person,
  method: 'get' | 'post' | 'put' | 'delete',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<Answer>;

/** `work` is what the job does beside requests; `lin` and `zhou` are two officers, `record` one that both see. */
export async function askNotices(
  ask: Ask,
  of: { zhou: Person; lin: Person; record: string; work: () => Promise<void>; codeSent: () => string },
): Promise<void> {
  const { zhou, lin, record, work, codeSent } = of;
  await ask(lin, 'put', '/follows/{record}', { record });
  await ask(lin, 'get', '/follows', { record });
  const people = await ask(zhou, 'get', '/comments/people', { record, audience: 'officers', q: '' });
  const mentions = people.body.items.map((one) => one.id);
  const { id } = (await ask(zhou, 'post', '/comments', {}, { record, audience: 'officers', body: '印证', mentions })).body;
  await ask(zhou, 'put', '/comments/{id}', { id }, { body: '印证二' });
  await ask(lin, 'get', '/comments', { record });
  await work();
  await ask(zhou, 'post', '/comments/{id}/withdraw', { id }, {});
  const { items } = (await ask(lin, 'get', '/notices', { limit: '5' })).body;
  await ask(lin, 'get', '/notices/{id}', { id: items[0]?.id ?? '' });
  await ask(lin, 'get', '/notices/count');
  await ask(lin, 'post', '/notices/read', {}, { all: true });
  await ask(lin, 'post', '/notices/unread', {}, { ids: items.map((one) => one.id) });
  await ask(lin, 'delete', '/follows/{record}', { record });
  await ask(lin, 'get', '/notices/settings');
  await ask(lin, 'put', '/notices/settings', {}, { choices: [{ topic: 'titles', channel: 'inApp', how: 'daily' }] });
  await ask(lin, 'delete', '/notices/settings');
  await ask(lin, 'post', '/notices/contacts/{channel}', { channel: 'mail' }, { address: 'lin@example.cn' });
  await ask(lin, 'post', '/notices/contacts/{channel}/verify', { channel: 'mail' }, { code: codeSent() });
  await ask(lin, 'delete', '/notices/contacts/{channel}', { channel: 'mail' });
}
