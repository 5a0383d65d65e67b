// Documents of contracts as the printed API says: each asked once by the test of the whole.
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

export async function askContractPapers({ ask, house, zhou, region }: Around): Promise<void> {
  const { id: organization } = await zhou.create('organizations', { name: '印证文书卖方有限公司', region });
  const seller = await house.as({ account: 'paper-seller', roles: ['organizationAdmin'], organization });
  const deng = await house.as({ account: 'paper-registrar', roles: ['registrar'] });
  const submitted = async () => {
    const said = { title: '印证文书合同', type: 'service', amount: '1', signedOn: '2025-01-01' };
    return seller.act(await seller.create('contracts', said), 'submit');
  };
  const registered = await submitted();
  await deng.act(registered, 'accept');
  await deng.act(registered, 'register');
  const back = await submitted();
  await deng.act(back, 'sendBack', { defects: [{ words: '印证' }] });
  const refused = await submitted();
  await deng.act(refused, 'accept');
  await deng.act(refused, 'refuse', { ground: 'other' });
  await house.sealNow();
  await ask(deng, 'get', '/contracts/{id}/slip.pdf', { id: registered.id });
  await ask(deng, 'get', '/contracts/{id}/certificate.pdf', { id: registered.id });
  await ask(deng, 'get', '/contracts/{id}/registration-form.docx', { id: registered.id });
  await ask(deng, 'get', '/contracts/{id}/copy-card', { id: registered.id });
  await ask(deng, 'get', '/contracts/{id}/supplement-notice.docx', { id: back.id });
  await ask(deng, 'get', '/contracts/{id}/refusal-notice.docx', { id: refused.id });
  const told = await seller.create('contracts', { title: '印证文本合同', text: '技术服务合同', noSecrets: true });
  await ask(seller, 'get', '/contracts/{id}/text.pdf', { id: told.id });
  await ask(seller, 'get', '/contracts/{id}/model.docx', { id: registered.id });
  await ask(house.visitor(), 'get', '/contracts/models');
  await ask(house.visitor(), 'get', '/contracts/models/{code}/text.docx', { code: 'licence' });
  await ask(deng, 'get', '/contracts/register', {});
  await askLists({ ask, house, deng, contract: registered.id });
}

/** A certified list from its making to its withdrawal, and what its paper leads to. */
async function askLists({ ask, house, deng, contract }: Pick<Around, 'ask' | 'house'> & { deng: Person; contract: string }) {
  const { body } = await ask(deng, 'post', '/certified-lists', {}, { contracts: [contract], purpose: '印证' });
  const list = { id: String(body['id']) };
  await house.sealNow();
  await ask(deng, 'get', '/certified-lists');
  await ask(deng, 'get', '/certified-lists/{id}', list);
  await ask(deng, 'get', '/certified-lists/{id}/contracts', list);
  await ask(deng, 'get', '/certified-lists/{id}/events', list);
  const event = String((body['event'] as { id: string }).id);
  await ask(deng, 'get', '/certified-lists/{id}/proof', { ...list, event });
  for (const format of ['pdf', 'xlsx']) await ask(deng, 'get', `/certified-lists/{id}/list.${format}`, list);
  await ask(house.visitor(), 'get', '/list-standings/{number}', { number: String(body['number']), code: String(body['code']) });
  await ask(deng, 'post', '/certified-lists/{id}/withdraw', list, { reason: '印证' });
}
