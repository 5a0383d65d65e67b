// Returns as the printed API says: asked, typed, handed in, sent back, accepted, put right. Called by openapi.test.ts.
import type { TestHouse } from './harness/house.ts';
import type { Acted, Person } from './harness/http.ts';

type Method = 'get' | 'post' | 'put' | 'delete';
type Ask = (who: Person, method: Method, path: string, at?: Record<string, string>, body?: unknown) => Promise<unknown>;
type Around = { house: TestHouse; zhou: Person; organization: string; checked: Set<string> };
const why = { reason: '印证' };
const whole = {
  items: {
    revenue: '9',
    serviceRevenue: '9',
    outsideRevenue: '0',
    profit: '1',
    staff: '1',
    technicalStaff: '1',
    pay: '9',
    clients: '1',
    orders: '0',
    orderAmount: '0',
  },
};

export async function askReturns(ask: Ask, { house, zhou, organization, checked }: Around): Promise<void> {
  const li = await house.as({ account: 'respondent', roles: ['member'], organization });
  const asked = { form: 'institution-month', period: '2025-01', organization };
  await ask(zhou, 'post', '/returns', {}, asked);
  const again = (period: string) => zhou.create('returns', { ...asked, period });
  const [one] = (await zhou.get<{ items: [Acted] }>('/returns', { organization })).items;
  const of = { id: one.id };
  await ask(zhou, 'get', '/returns');
  await ask(zhou, 'get', '/returns/{id}', of);
  await ask(li, 'get', '/returns/{id}/sheet', of);
  await ask(li, 'put', '/returns/{id}/draft', of, { ...whole, revision: 0 });
  await ask(li, 'get', '/returns/{id}/template', of);
  const template = Buffer.from(await (await li.send('GET', `/returns/${one.id}/template`)).arrayBuffer());
  await li.upload(`/returns/${one.id}/read`, { name: 'a.xlsx', content: template });
  checked.add('post /returns/{id}/read');
  await ask(li, 'delete', '/returns/{id}/draft', of);
  for (const path of ['/collections', '/growth', '/growth/open']) await ask(zhou, 'get', path);
  const act = (who: Person, action: string, body: object = {}) => ask(who, 'post', `/returns/{id}/${action}`, of, body);
  const accepted = () => act(zhou, 'acceptAtDistrict').then(() => act(zhou, 'accept'));
  const { event } = await li.act(one, 'submit', { whole });
  await house.sealNow();
  await ask(zhou, 'get', '/returns/{id}/events', of);
  await ask(zhou, 'get', '/returns/{id}/proof', { ...of, event: event.id });
  await act(li, 'recall');
  await act(li, 'submit', { whole });
  for (const again of [{}, { again: '印证' }]) {
    await act(zhou, 'sendBack', { queries: [{ place: null, words: '请核对' }], ...again });
    await act(li, 'submit', { whole: { ...whole, explanations: { '?0': '已与财务报表核对' } } });
  }
  await accepted();
  await act(zhou, 'reopen', why);
  await act(li, 'submit', { whole });
  await accepted();
  const more = (revenue: string) => ({ whole: { items: { ...whole.items, revenue } }, reason: '印证' });
  await act(li, 'amend', more('10'));
  await act(zhou, 'acceptAmendment');
  await act(li, 'amend', more('11'));
  await act(zhou, 'declineAmendment', why);
  await act(zhou, 'void', why);
  const [missing, locked] = [await again('2025-02'), await again('2025-03')];
  await ask(zhou, 'post', '/returns/{id}/remind', { id: missing.id }, {});
  await ask(zhou, 'post', '/returns/{id}/noteCall', { id: missing.id }, { how: 'phone', said: '印证' });
  await ask(zhou, 'get', '/collections/{form}/{period}/late', { form: asked.form, period: '2025-02' });
  await ask(zhou, 'post', '/returns/{id}/markMissing', { id: missing.id }, {});
  await li.act(locked, 'submit', { whole });
  await ask(
    zhou,
    'post',
    '/collections/{form}/{period}/act',
    { form: asked.form, period: '2025-03' },
    {
      action: 'acceptAtDistrict',
      returns: [{ id: locked.id, version: 2 }],
    },
  );
  await zhou.act(locked, 'accept');
  await ask(zhou, 'post', '/returns/{id}/lock', { id: locked.id }, {});
  await askCarried(ask, { zhou, li, organization }, locked.id);
  await askSealed(ask, { zhou, li, organization, checked });
}

/** Figures of it in an application of its respondent's own. */
async function askCarried(
  ask: Ask,
  { zhou, li, organization }: Pick<Around, 'zhou' | 'organization'> & { li: Person },
  id: string,
): Promise<void> {
  const title = { kind: 'incubator', title: '印证众创空间', organization, stage: 'applied' };
  const application = { kind: 'recognition', id: (await zhou.create('recognitions', title)).id };
  await ask(li, 'post', '/returns/{id}/carry', { id }, { application, items: ['revenue'], purpose: '印证' });
  await ask(zhou, 'get', '/carried-figures/{kind}/{id}', application);
  await ask(li, 'post', '/returns/{id}/withdrawCarried', { id }, { number: 1 });
}

/** A form that ends with its signed and stamped copy: printed, its scan read, given. */
async function askSealed(ask: Ask, { zhou, li, organization, checked }: Omit<Around, 'house'> & { li: Person }): Promise<void> {
  const form = 'maker-space-year';
  const { sections } = await zhou.get<{ sections: { items: { code: string }[] }[] }>(`/forms/${form}`);
  const items = Object.fromEntries(sections.flatMap((one) => one.items.map(({ code }) => [code, '0'])));
  const one = await zhou.create('returns', { form, period: '2025', organization });
  await li.act(one, 'submit', { whole: { items } });
  await ask(li, 'get', '/returns/{id}/print.pdf', { id: one.id });
  const content = Buffer.from(await (await li.send('GET', `/returns/${one.id}/print.pdf`)).arrayBuffer());
  const { upload } = await li.upload<{ upload: string }>(`/returns/${one.id}/scan`, { name: 'a.pdf', content });
  checked.add('post /returns/{id}/scan');
  await ask(li, 'post', '/returns/{id}/attachSealed', { id: one.id }, { upload });
}
