// Contracts as the printed API says: each operation of the record asked once by the test of the whole.
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
const reason = '印证';

export async function askContracts({ ask, house, zhou, region }: Around): Promise<void> {
  const { id: organization } = await zhou.create('organizations', { name: '印证合同卖方有限公司', region });
  const seller = await house.as({ account: 'printed-seller', roles: ['organizationAdmin'], organization });
  const [deng, fu] = [await house.as('registrar'), await house.as({ account: 'printed-registrar', roles: ['registrar'] })];
  const said = {
    title: '印证合同',
    type: 'service',
    amount: '6000000',
    signedOn: '2025-01-01',
    text: '文本',
    noSecrets: true,
    paymentMode: 'royalty',
  };
  const made = async (of: object = {}) => {
    const { body } = await ask(seller, 'post', '/contracts', {}, { ...said, ...of });
    return { id: String(body['id']) };
  };
  const doTo = (who: Person, at: { id: string }, action: string, body: object = {}) =>
    ask(who, 'post', `/contracts/{id}/${action}`, at, body);
  const one = await made();
  await doTo(seller, one, 'edit', { title: '印证合同二' });
  await doTo(seller, one, 'submit');
  await doTo(deng, one, 'sendBack', { defects: [{ words: reason }] });
  await doTo(seller, one, 'supplement');
  await doTo(deng, one, 'accept');
  await doTo(deng, one, 'askExperts', { reason });
  const opinion = {
    body: reason,
    on: String((await zhou.get('/health'))['today']),
    advice: 'register',
    votesFor: 1,
    opinion: reason,
  };
  await deng.post(`/contracts/${one.id}/recordOpinion`, opinion);
  await doTo(deng, one, 'review', {});
  const { body } = await doTo(fu, one, 'register');
  await ask(deng, 'get', '/contracts');
  await ask(deng, 'get', '/contracts/{id}', one);
  await ask(deng, 'get', '/contracts/{id}/events', one);
  await ask(deng, 'get', '/contracts/{id}/text', one);
  await ask(seller, 'get', '/contracts/{id}/text-reads', one);
  await house.sealNow();
  const event = String((body['event'] as { id: string }).id);
  await ask(deng, 'get', '/contracts/{id}/proof', { ...one, event });
  await doTo(deng, one, 'amend', { amount: '2', technologyAmount: '2', reason });
  await doTo(deng, one, 'settle', { amount: '3', technologyAmount: '3', reason });
  await doTo(deng, one, 'noteOfficial', { registrationNumber: '20260000000001' });
  await doTo(deng, one, 'cancel', { on: String((await zhou.get('/health'))['today']), reason });
  await doTo(deng, one, 'revoke', { ground: 'other' });
  const past = { ...said, seller: organization, registrationNumber: '2024000000000001', registeredOn: '2025-02-01' };
  const { text: _text, noSecrets: _noSecrets, ...recorded } = past;
  await ask(deng, 'post', '/contracts/recordRegistered', {}, recorded);
  const other = await made({ amount: '1' });
  await doTo(seller, other, 'submit');
  await doTo(deng, other, 'accept');
  await doTo(deng, other, 'refuse', { ground: 'other' });
  const third = await made({ amount: '1' });
  await doTo(seller, third, 'submit');
  await doTo(deng, third, 'sendBack', { defects: [{ words: reason }] });
  await house.house.contracts.act('lapse', { actor: clock, id: third.id, input: {} });
  await doTo(seller, third, 'reopen');
  await doTo(seller, third, 'withdraw');
}
