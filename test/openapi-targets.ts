// Targets at work, asked as printed: allocations, shares, sheets, drafts of the next plan, what a second officer compares. Called by openapi.test.ts.
import type { Person } from './harness/http.ts';

type Answer = { status: number; body: { id: string; items: { id: string }[]; [field: string]: unknown } };
export type Asking = {
  ask: (
    who: Person,
    method: 'get' | 'post' | 'delete',
    path: string,
    at?: Record<string, string>,
    body?: unknown,
  ) => Promise<Answer>;
  /** Says that an operation was asked in another way: an upload. */
  checked: Set<string>;
  zhou: Person;
  /** A second bureau officer. */
  second: Person;
  sealNow: () => Promise<unknown>;
  region: string;
  series: string;
};

const code = 'yunchuan-three-years';

export async function askTargets({ ask, checked, zhou, second, sealNow, region, series }: Asking): Promise<void> {
  const parts = [{ place: region, amount: '5', department: 'bureau' }];
  const made = async () =>
    (await ask(zhou, 'post', '/allocations', {}, { plan: code, target: 'clusters', year: 2026, parts })).body.id;
  const [id, other] = [await made(), await made()];
  await ask(zhou, 'post', '/allocations/{id}/edit', { id }, { reason: null });
  await ask(zhou, 'post', '/allocations/{id}/submit', { id }, {});
  await ask(zhou, 'post', '/allocations/{id}/sendBack', { id }, { reason: '印证' });
  await ask(zhou, 'post', '/allocations/{id}/submit', { id }, {});
  await ask(zhou, 'post', '/allocations/{id}/decide', { id }, {});
  await ask(second, 'post', '/allocations/{id}/decide', { id }, {});
  await ask(zhou, 'post', '/allocations/{id}/withdraw', { id: other }, { reason: '印证' });
  await ask(zhou, 'get', '/plans/{code}/shares', { code, asOf: '2026-01-31' });
  await ask(zhou, 'get', '/plans/{code}/shares', { code, target: 'clusters', functionalAreas: 'out' });
  await ask(zhou, 'get', '/plans/{code}/shares/sheet', { code });
  await ask(zhou, 'get', '/plans/{code}/allocation-choices', { code });
  const sheet = '/plans/{code}/targets/{target}/allocation-sheet';
  await ask(zhou, 'get', sheet, { code, target: 'clusters', year: '2026', allocation: id });
  await zhou.upload(sheet.replace('{code}', code).replace('{target}', 'clusters'), {
    name: 'a.csv',
    content: '地区或单位,任务(家)\n石渡市,1\n',
  });
  checked.add(`post ${sheet}`);

  const name = { zh: '下一个', en: 'Next' };
  const drafted = async (as: string) =>
    (await ask(zhou, 'post', '/plan-drafts', {}, { predecessor: code, code: as, name })).body.id;
  const [draft, dropped] = [await drafted('next-one'), await drafted('next-two')];
  await ask(zhou, 'post', '/plan-drafts/{id}/edit', { id: draft }, { targets: [{ code: 'clusters', value: '6' }] });
  await ask(zhou, 'post', '/plan-drafts/{id}/takeClosing', { id: draft }, {});
  await ask(zhou, 'post', '/plan-drafts/{id}/propose', { id: draft }, {});
  await ask(zhou, 'post', '/plan-drafts/{id}/sendBack', { id: draft }, { reason: '印证' });
  await ask(zhou, 'post', '/plan-drafts/{id}/propose', { id: draft }, {});
  await ask(second, 'post', '/plan-drafts/{id}/adopt', { id: draft }, {});
  await ask(zhou, 'post', '/plan-drafts/{id}/withdraw', { id: dropped }, { reason: '印证' });
  await ask(zhou, 'get', '/plan-drafts/{id}/comparison', { id: draft });
  await ask(zhou, 'get', '/plans/{code}', { code: 'next-one' });

  const reported = { series, region, period: '2002', value: '5', reason: '补报' };
  const figure = (await ask(zhou, 'post', '/reported-figures', {}, reported)).body.id;
  await ask(second, 'post', '/reported-figures/{id}/sendBack', { id: figure }, { reason: '印证' });
  await ask(zhou, 'post', '/reported-figures/{id}/revise', { id: figure }, { value: '6', reason: '印证' });
  await ask(zhou, 'get', '/reported-figures/{id}/compared', { id: figure });
  await ask(second, 'post', '/reported-figures/{id}/confirm', { id: figure }, {});
  await ask(zhou, 'post', '/reported-figures/{id}/amend', { id: figure }, { value: '7', reason: '印证' });
  await ask(second, 'post', '/reported-figures/{id}/decline', { id: figure }, { reason: '印证' });
  await sealNow();
  for (const [path, record] of [
    ['/allocations', id],
    ['/plan-drafts', draft],
  ] as const) {
    await ask(zhou, 'get', path);
    await ask(zhou, 'get', `${path}/{id}`, { id: record });
    const { items } = (await ask(zhou, 'get', `${path}/{id}/events`, { id: record })).body;
    await ask(zhou, 'get', `${path}/{id}/proof`, { id: record, event: items[0]?.id ?? '' });
  }
}
