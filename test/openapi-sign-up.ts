// Signing up, members, invitations and the portal as the printed API says: asked once each by the test of the whole.
import { expect } from 'vitest';
import { freshCode } from './harness/codes.ts';
import type { TestHouse } from './harness/house.ts';
import { type Person, testPassword } from './harness/http.ts';
import { paperPdf } from './harness/papers.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post' | 'delete',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { [field: string]: unknown } }>;
type Around = { ask: Ask; house: TestHouse; zhou: Person; audit: Person; region: string; checked: Set<string> };
const reason = '印证';

export async function askSignUp(around: Around): Promise<void> {
  await askApplying(around);
  await askJoining(around);
  const { house, checked } = around;
  // Without a portal its addresses are not there; with one they lead away (oidc.test.ts).
  for (const path of ['/session/oidc', '/session/oidc/callback']) {
    expect((await house.visitor().send('GET', path)).status).toBe(404);
    checked.add(`get ${path}`);
  }
  await around.ask(house.visitor(), 'get', '/session/ways');
}

async function askApplying({ ask, house, zhou, audit, region, checked }: Around): Promise<void> {
  const visitor = house.visitor();
  const form = () => ({
    creditCode: freshCode(),
    name: `印证入驻${freshCode()}公司`,
    region,
    administrator: '印证人',
    phone: '13800001234',
    account: 'printed-sign-up',
  });
  const applied = async () => {
    const { upload, secret } = await visitor.upload<{ upload: string; secret: string }>('/sign-ups/letters', {
      name: 'a.pdf',
      content: paperPdf(freshCode()),
    });
    checked.add('post /sign-ups/letters');
    const { body } = await ask(visitor, 'post', '/sign-ups/apply', {}, { ...form(), letter: { upload, secret } });
    return { id: String(body['id']), key: String(body['key']) };
  };
  await ask(visitor, 'post', '/sign-ups/look-up', {}, { creditCode: freshCode() });
  await ask(visitor, 'post', '/sign-ups/letter.pdf', {}, form());
  const { id, key } = await applied();
  await ask(visitor, 'post', '/sign-ups/{id}/receipt', { id }, { key });
  await ask(zhou, 'post', '/sign-ups/{id}/sendBack', { id }, { reason });
  await ask(visitor, 'post', '/sign-ups/{id}/complete', { id }, { key, administrator: '印证某' });
  await ask(zhou, 'get', '/sign-ups/{id}/letter', { id });
  await ask(zhou, 'post', '/sign-ups/{id}/confirm', { id }, {});
  await ask(visitor, 'post', '/sign-ups/{id}/first-password', { id }, { key, password: testPassword });
  await ask(zhou, 'post', '/sign-ups/{id}/erase', { id }, { reason });
  const refused = await applied();
  await ask(zhou, 'post', '/sign-ups/{id}/refuse', { id: refused.id }, { reason });
  const withdrawn = await applied();
  await ask(visitor, 'post', '/sign-ups/{id}/withdraw', { id: withdrawn.id }, { key: withdrawn.key });
  await ask(zhou, 'get', '/sign-ups', { count: 'yes' });
  await ask(zhou, 'get', '/sign-ups/{id}', { id });
  const { items } = (await ask(zhou, 'get', '/sign-ups/{id}/events', { id })).body as { items: { id: string }[] };
  await house.sealNow();
  await ask(zhou, 'get', '/sign-ups/{id}/proof', { id, event: items[0]?.id ?? '' });
  await ask(audit, 'get', '/sign-ups/{id}/reads', { id });
}

async function askJoining({ ask, house, zhou }: Around): Promise<void> {
  const organization = (await zhou.create('organizations', { name: `印证成员${freshCode()}公司` })).id;
  const admin = await house.as({ account: 'printed-admin', roles: ['organizationAdmin'], organization });
  const visitor = house.visitor();
  const invited = async (who: Person, path: string) => {
    const { body } = await ask(who, 'post', path, {}, { name: '印证' });
    return { id: (body['invitation'] as { id: string }).id, token: String(body['token']) };
  };
  const member = await invited(admin, '/organization/invitations');
  await ask(visitor, 'post', '/invitations/read', {}, { token: member.token });
  const account = { account: 'printed-member', name: '印证', password: testPassword };
  await ask(visitor, 'post', '/invitations/accept', {}, { token: member.token, ...account });
  const joining = await invited(admin, '/organization/invitations');
  const expert = await house.as({ account: 'printed-expert', roles: ['expert'] });
  await ask(expert, 'post', '/invitations/join', {}, { token: joining.token });
  const { id } = await invited(zhou, '/experts/invitations');
  await ask(zhou, 'post', '/invitations/{id}/renew', { id });
  await ask(zhou, 'post', '/invitations/{id}/revoke', { id });
  await ask(zhou, 'get', '/experts/invitations');
  await ask(admin, 'get', '/organization/invitations');
  const { items } = (await ask(admin, 'get', '/organization/members')).body as { items: { id: string; account: string }[] };
  const idOf = (name: string) => ({ id: items.find((one) => one.account === name)?.id ?? '' });
  await ask(admin, 'post', '/organization/members/{id}/role', idOf('printed-member'), { role: 'organizationAdmin' });
  await ask(admin, 'post', '/organization/members/{id}/end', idOf('printed-expert'));
  await ask(admin, 'post', '/organization/leave');
}
