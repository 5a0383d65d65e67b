// The registrar's desk as the printed API says: each operation asked once by the test of the whole.
import type { TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { [field: string]: unknown } }>;
type Around = { ask: Ask; house: TestHouse; zhou: Person; region: string };

export async function askContractDesk({ ask, house, zhou, region }: Around): Promise<void> {
  const { id: organization } = await zhou.create('organizations', { name: '印证工作台卖方有限公司', region });
  const seller = await house.as({ account: 'desk-seller', roles: ['organizationAdmin'], organization });
  const deng = await house.as({ account: 'desk-registrar', roles: ['registrar'] });
  const said = { title: '印证待办合同', type: 'service', amount: '1', signedOn: '2025-01-01', text: '文本', noSecrets: true };
  const { id, version } = await seller.act(await seller.create('contracts', said), 'submit');
  await ask(deng, 'get', '/contracts/desk');
  await ask(deng, 'post', '/contracts/desk/checks', {}, { ids: [id] });
  await ask(deng, 'post', '/contracts/{id}/working-time', { id }, { seconds: 5 });
  const decisions = [
    { id, version, action: 'accept', input: {} },
    { id, version, action: 'refuse', input: { ground: 'other' } },
    { id, version: version + 1, action: 'register', input: {} },
  ];
  await ask(deng, 'post', '/contracts/decisions', {}, { decisions });
  await ask(deng, 'get', '/contracts/desk/statistics');
  await ask(deng, 'get', '/contracts/desk/statistics/file', { format: 'csv' });
  await ask(deng, 'get', '/contracts/desk/decided');
}
