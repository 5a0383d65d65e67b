// What comes to a contract beside its decision, as the printed API says: experts' opinion, receipts, objections and their re-check, each operation asked once.
import { clock } from '../src/platform/shared/actor.ts';
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
type At = { id: string };
const reason = '印证';

export async function askContractLife({ ask, house, zhou, region }: Around): Promise<void> {
  const { id: organization } = await zhou.create('organizations', { name: '印证续办卖方有限公司', region });
  const seller = await house.as({ account: 'life-seller', roles: ['organizationAdmin'], organization });
  const deng = await house.as({ account: 'life-registrar', roles: ['registrar'] });
  const checker = await house.as({ account: 'life-checker', roles: ['registrar'] });
  const { items } = await zhou.get<{ items: (At & { name: string })[] }>('/registrars');
  const account = items.find((one) => one.name === 'life-checker')?.id;
  const today = String((await zhou.get('/health'))['today']);
  const doTo = (who: Person, at: At, action: string, body: object = {}) =>
    ask(who, 'post', `/contracts/{id}/${action}`, at, body);
  const accepted = async () => {
    const said = { title: '印证续办合同', type: 'service', amount: '5', signedOn: '2025-01-01' };
    const one = await seller.act(await seller.create('contracts', said), 'submit');
    return deng.act(one, 'accept');
  };
  const recheck = async (at: At, by: Person, action: string, body: object) => {
    await doTo(zhou, at, 'assignRecheck', { account });
    await doTo(by, at, action, body);
  };
  const one = { id: (await accepted()).id };
  await deng.post(`/contracts/${one.id}/askExperts`, { reason });
  await doTo(deng, one, 'recordOpinion', { body: reason, on: today, advice: 'register', votesFor: 3, opinion: reason });
  await deng.post(`/contracts/${one.id}/register`);
  await doTo(seller, one, 'noteReceipt', { on: today, amount: '1' });
  await ask(seller, 'get', '/contracts/{id}/receipts.xlsx', one);
  await doTo(deng, one, 'confirmIncome', { through: today });
  await doTo(deng, one, 'undoConfirmation', { reason });
  await doTo(seller, one, 'voidReceipt', { number: 1, reason });
  await doTo(seller, one, 'recordTaxClaim', { benefit: 'vat', year: Number(today.slice(0, 4)), role: 'seller' });
  await doTo(seller, one, 'withdrawTaxClaim', { claim: 1, reason });
  await doTo(seller, one, 'object', { against: 'amount', reason });
  await doTo(seller, one, 'withdrawObjection', { reason });
  await doTo(zhou, one, 'recordObjection', { against: 'type', from: 'tax', body: reason, documentOn: today, reason });
  await recheck(one, checker, 'uphold', { reason });
  await seller.post(`/contracts/${one.id}/object`, { against: 'amount', reason });
  await recheck(one, checker, 'amendOnRecheck', { amount: '3', technologyAmount: '3', reason });
  await seller.post(`/contracts/${one.id}/object`, { against: 'registration', reason });
  await recheck(one, checker, 'revokeOnRecheck', { reason });
  for (const action of ['registerOnRecheck', 'acceptAgain']) {
    const refused = { id: (await accepted()).id };
    await deng.post(`/contracts/${refused.id}/refuse`, { ground: 'other' });
    await seller.post(`/contracts/${refused.id}/object`, { against: 'refusal', reason });
    await recheck(refused, checker, action, { reason });
  }
  const back = await seller.act(
    await seller.create('contracts', { title: reason, type: 'service', amount: '1', signedOn: '2025-01-01' }),
    'submit',
  );
  await deng.act(back, 'sendBack', { defects: [{ words: reason }] });
  await house.house.contracts.act('remindSupplement', { actor: clock, id: back.id, input: {} });
}
