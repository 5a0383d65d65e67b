// What goes on beside the official system, as the printed API says: each operation asked once by the test of the whole.
import type { TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post' | 'delete',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { [field: string]: unknown } }>;
type Around = { ask: Ask; house: TestHouse; zhou: Person; region: string; checked: Set<string> };

export async function askOfficial({ ask, house, zhou, region, checked }: Around): Promise<void> {
  const { id: organization } = await zhou.create('organizations', { name: '印证读回卖方有限公司', region });
  const seller = await house.as({ account: 'official-seller', roles: ['organizationAdmin'], organization });
  const deng = await house.as({ account: 'official-registrar', roles: ['registrar'] });
  const today = String((await zhou.get('/health'))['today']);
  const said = { title: '印证读回', type: 'service', amount: '1', signedOn: '2025-01-01' };
  const contract = await seller.act(await seller.create('contracts', said), 'submit');
  await deng.act(await deng.act(contract, 'accept'), 'register');
  await ask(deng, 'get', '/contracts/official/ways');
  await ask(deng, 'get', '/contracts/official/batch', { ids: contract.id });
  await ask(deng, 'get', '/contracts/official/batch.xlsx', { ids: contract.id });
  const content = `合同登记编号,项目名称,卖方名称,登记日期\n2026320401009999,印证读回,印证读回卖方有限公司,${today}\n`;
  const { id } = await deng.upload<{ id: string }>('/contracts/official/readings', { name: '清单.csv', content });
  checked.add('post /contracts/official/readings');
  await ask(deng, 'get', '/contracts/official/readings');
  await ask(deng, 'get', '/contracts/official/readings/{id}', { id });
  await ask(deng, 'get', '/contracts/official/readings/{id}/rows', { id });
  await ask(deng, 'get', '/contracts/official/readings/{id}/rows.xlsx', { id });
  await ask(deng, 'post', '/contracts/official/readings/{id}/note', { id });
  await house.house.officialReadings.idle();
}
