// The service chain, as the printed API says: each of its operations asked once by the test of the whole.
import type { Person } from './harness/http.ts';

type Ask = (who: Person, method: 'get', path: string, query?: Record<string, string>) => Promise<{ body: object }>;

export async function askChain(ask: Ask, { visitor, zhou }: { visitor: Person; zhou: Person }): Promise<void> {
  await ask(visitor, 'get', '/market/chain');
  for (const what of ['supplies', 'demands', 'organizations', 'newSmall'])
    await ask(visitor, 'get', '/market/chain/records', { what, count: 'yes' });
  await ask(zhou, 'get', '/market/chain/gaps');
  await ask(zhou, 'get', '/market/chain/gaps/records', { what: 'gaps', count: 'yes' });
  await ask(zhou, 'get', '/market/chain/candidates', { industry: 'cleanStorage', link: 'testing', from: 'link' });
  await ask(zhou, 'get', '/market/chain/gaps/export');
}
