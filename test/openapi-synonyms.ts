// The table of synonyms, as the printed API says: each operation of a group, and what confirmed matches propose, asked once by the test of the whole.
import type { Person } from './harness/http.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { [field: string]: unknown } }>;

export async function askSynonyms(ask: Ask, zhou: Person, sealNow: () => Promise<unknown>): Promise<void> {
  const path = '/word-groups';
  const made = async (words: string[], at = path) => ({ id: String((await ask(zhou, 'post', at, {}, { words })).body['id']) });
  const act = (one: { id: string }, action: string, input: object = {}) =>
    ask(zhou, 'post', `${path}/{id}/${action}`, one, input);
  const one = await made(['印证甲', '印证乙']);
  await act(one, 'edit', { words: ['印证甲', '印证丙'] });
  await act(one, 'use');
  await act(one, 'retire', { reason: '印证' });
  await act(await made(['印证丁', '印证戊']), 'refuse', { reason: '印证' });
  await made(['印证己', '印证庚'], `${path}/add`);
  await ask(zhou, 'get', path, { count: 'yes' });
  await ask(zhou, 'get', `${path}/{id}`, one);
  await ask(zhou, 'get', '/market/word-pairs');
  await ask(zhou, 'get', `${path}/export`);
  await sealNow();
  const { body: events } = await ask(zhou, 'get', `${path}/{id}/events`, one);
  await ask(zhou, 'get', `${path}/{id}/proof`, { ...one, event: (events['items'] as { id: string }[])[0]?.id ?? '' });
}
