// Visits to firms, as the printed API says: each operation of a visit and of what it left to do asked once by the test of the whole.
import type { Person } from './harness/http.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { [field: string]: unknown } }>;

const reason = { reason: '印证' };
const dueOn = '2999-12-31';

export async function askVisits(ask: Ask, zhou: Person, organization: string, sealNow: () => Promise<unknown>): Promise<void> {
  const { body } = await ask(zhou, 'post', '/visits', {}, { organization, text: '印证用的走访', met: '经理' });
  const one = { id: String(body['id']) };
  const demand = { title: '印证走访的需求', text: '印证用的说明，不少于十个字。', field: '01' };
  await ask(zhou, 'post', '/visits/{id}/raiseDemand', one, demand);
  await ask(zhou, 'post', '/visits/{id}/correct', one, { purpose: 'policy', ...reason });
  await ask(zhou, 'post', '/visits/{id}/eraseMet', one, reason);
  const said = { visit: one.id, sort: 'question', title: '印证问题', dueOn };
  const item = { id: String((await ask(zhou, 'post', '/visit-items', {}, said)).body['id']) };
  const at = (action: string, input: object) => ask(zhou, 'post', `/visit-items/{id}/${action}`, item, input);
  await at('pass', { dueOn, ...reason });
  await at('settle', { outcome: '印证' });
  await at('reopen', { dueOn, ...reason });
  await ask(zhou, 'get', '/visits', { count: 'yes' });
  await ask(zhou, 'get', '/visits/{id}', one);
  await ask(zhou, 'get', '/visits/at-hand');
  await ask(zhou, 'get', '/visits/figures');
  await ask(zhou, 'get', '/visits/export');
  await ask(zhou, 'get', '/visit-items', { mine: 'yes' });
  await ask(zhou, 'get', '/visit-items/{id}', item);
  await at('drop', reason);
  await ask(zhou, 'post', '/visits/{id}/void', one, reason);
  await sealNow();
  for (const [path, id] of [
    ['/visits', one],
    ['/visit-items', item],
  ] as const) {
    const { body: events } = await ask(zhou, 'get', `${path}/{id}/events`, id);
    await ask(zhou, 'get', `${path}/{id}/proof`, { ...id, event: (events['items'] as { id: string }[])[0]?.id ?? '' });
  }
}
