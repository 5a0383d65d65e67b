// The years of the contracts' figures as the printed API says: each operation asked once by the test of the whole.
import { checkLines } from '../src/contracts/contractYear.ts';
import type { TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post' | 'delete',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { [field: string]: unknown } }>;
type Around = { ask: Ask; house: TestHouse; zhou: Person; region: string };
const reason = '印证';

export async function askContractYears({ ask, house, zhou, region }: Around): Promise<void> {
  const { id: organization } = await zhou.create('organizations', { name: '印证年度卖方有限公司', region });
  const seller = await house.as({ account: 'year-seller', roles: ['organizationAdmin'], organization });
  const registrar = await house.as({ account: 'year-registrar', roles: ['registrar'] });
  const second = await house.as({ account: 'year-second', roles: ['bureauOfficer'] });
  const said = { title: '印证年度合同', type: 'service', amount: '1', signedOn: '2019-01-01' };
  const contract = await seller.act(await seller.create('contracts', said), 'submit');
  await registrar.act(await registrar.act(contract, 'accept'), 'register');
  await registrar.act(contract, 'noteOfficial', { registrationNumber: '20190000000001', registeredOn: '2019-02-01' });
  const { body } = await ask(zhou, 'post', '/contract-years', {}, { year: 2019 });
  const at = { id: String(body['id']) };
  const doTo = (who: Person, action: string, input: object = {}) => ask(who, 'post', `/contract-years/{id}/${action}`, at, input);
  while ((await house.house.judge()) > 0);
  for (const line of checkLines) await doTo(zhou, 'tick', { line, note: reason });
  await doTo(zhou, 'untick', { line: 'large' });
  await doTo(zhou, 'tick', { line: 'large', note: reason });
  await doTo(zhou, 'propose');
  await doTo(second, 'sendBack', { reason });
  await doTo(zhou, 'propose');
  const { body: closed } = await doTo(second, 'close');
  await doTo(zhou, 'proposeRevision', { reason, contracts: [contract.id] });
  await doTo(second, 'dropRevision', { reason });
  await doTo(zhou, 'proposeRevision', { reason, contracts: [contract.id] });
  await doTo(second, 'admitRevision');
  await doTo(zhou, 'concludeRevision', { note: reason });
  await ask(zhou, 'get', '/contract-years');
  for (const part of ['', '/events', '/check-list', '/figures', '/figures.xlsx'])
    await ask(zhou, 'get', `/contract-years/{id}${part}`, at);
  await ask(zhou, 'get', '/contract-years/{id}/contracts', { ...at, line: 'missingNumber' });
  await house.sealNow();
  await ask(zhou, 'get', '/contract-years/{id}/proof', { ...at, event: String((closed['event'] as { id: string }).id) });
}
