// Deputies, posts that change hands, the auditor's question and a person's own data, asked for the test of what is printed (openapi.test.ts).
import { addDays } from '../src/platform/shared/dates.ts';
import type { Person } from './harness/http.ts';
import type { TestHouse } from './harness/house.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post' | 'delete',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { [field: string]: unknown } }>;

/** Asks every operation of rights once; `audit` is an audit administrator. */
export async function askRights(house: TestHouse, ask: Ask, audit: Person): Promise<void> {
  const [absent, deputy] = [
    await house.as({ account: 'absent', roles: ['registrar'] }),
    await house.as({ account: 'deputy', roles: ['registrar'] }),
  ];
  const today = String((await ask(absent, 'get', '/account/deputies')).body['today']);
  const wanted = { deputy: 'deputy', from: today, to: addDays(today, 3) };
  const named = (await ask(absent, 'post', '/account/deputies', {}, wanted)).body['named'] as { id: string }[];
  const id = named[0]?.id ?? '';
  await ask(deputy, 'post', '/session/for', {}, { account: 'absent' });
  await ask(deputy, 'post', '/session/for', {}, { account: null });
  await ask(absent, 'post', '/account/deputies/{id}/shorten', { id }, { to: today });
  await ask(absent, 'post', '/account/deputies/{id}/end', { id });
  await ask(absent, 'get', '/hand-overs');
  for (const how of ['withdraw', 'decline', 'confirm']) {
    const asked = await ask(absent, 'post', '/hand-overs', {}, { to: 'deputy', reason: '印证' });
    await ask(how === 'withdraw' ? absent : deputy, 'post', `/hand-overs/{id}/${how}`, { id: String(asked.body['id']) });
  }
  await ask(deputy, 'post', '/exports', {}, { caption: '印证', rows: 1 });
  await ask(audit, 'get', '/audit', { account: 'deputy' });
  await ask(audit, 'get', '/audit/export', { account: 'deputy' });
  const person = await house.as({ account: 'held', roles: ['expert'] });
  await ask(person, 'get', '/account/my-data');
  await ask(person, 'get', '/account/my-data/export');
  await askErasures(house, ask, person);
}

async function askErasures(house: TestHouse, ask: Ask, person: Person): Promise<void> {
  const security = await house.as('securityAdmin');
  for (const how of ['withdraw', 'decline', 'carryOut']) {
    const id = String((await ask(person, 'post', '/erasure-requests', {}, {})).body['id']);
    const by = how === 'withdraw' ? person : security;
    await ask(by, 'get', '/erasure-requests', { count: 'yes' });
    await ask(by, 'get', '/erasure-requests/{id}', { id });
    const events = (await ask(by, 'get', '/erasure-requests/{id}/events', { id })).body['items'] as { id: string }[];
    await house.sealNow();
    await ask(by, 'get', '/erasure-requests/{id}/proof', { id, event: events[0]?.id ?? '' });
    await ask(by, 'post', `/erasure-requests/{id}/${how}`, { id }, how === 'decline' ? { reason: '印证' } : {});
  }
}
