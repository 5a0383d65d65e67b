// Forms as the printed API says: the catalogue, a form, its template, an answer tried. Called by openapi.test.ts.
import type { Person } from './harness/http.ts';

type Ask = (who: Person, method: 'get' | 'post', path: string, at?: Record<string, string>, body?: unknown) => Promise<unknown>;

/** `checked` is told what was asked otherwise than by `ask`: the upload. */
export async function askForms(ask: Ask, who: Person, checked: Set<string>): Promise<void> {
  const of = { code: 'institution-month' };
  await ask(who, 'get', '/forms');
  await ask(who, 'get', '/forms/{code}', of);
  await ask(who, 'get', '/forms/{code}/difference', { ...of, from: '1', to: '1' });
  await ask(who, 'get', '/forms/{code}/template', of);
  for (const format of ['pdf', 'docx']) await ask(who, 'get', `/forms/{code}/print.${format}`, of);
  await ask(who, 'post', '/forms/{code}/check', of, { items: { revenue: '12万', staff: '5' } });
  const template = Buffer.from(await (await who.send('GET', '/forms/institution-month/template')).arrayBuffer());
  await who.upload('/forms/institution-month/read', { name: 'a.xlsx', content: template });
  checked.add('post /forms/{code}/read');
  const { items } = await who.get<{ items: { id: string }[] }>('/organizations', { limit: 1 });
  for (const form of ['transfer-year', 'new-research-year'])
    await ask(who, 'get', '/facts/{form}', { form, period: '2024', organization: items[0]?.id ?? '' });
}
