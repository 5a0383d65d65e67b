// One's own account, accounts of others and the security log, asked for the test of what is printed (openapi.test.ts).
import { Secret, TOTP } from 'otpauth';
import { testPassword, type Person } from './harness/http.ts';
import type { TestHouse } from './harness/house.ts';

type Ask = (
  who: Person,
  method: 'get' | 'post' | 'delete',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<{ body: { [field: string]: unknown } }>;

/** Asks every operation of identity once; `audit` is an audit administrator. */
export async function askIdentity(house: TestHouse, ask: Ask, audit: Person): Promise<void> {
  await askOwn(house, ask);
  await askOthers(house, ask);
  await ask(audit, 'get', '/security-log', { count: 'yes', event: 'signIn' });
  await ask(audit, 'get', '/security-log/export', { outcome: 'done' });
}

async function askOwn(house: TestHouse, ask: Ask): Promise<void> {
  const own = await house.as({ account: 'own-printed', roles: ['expert'] });
  await house.as({ account: 'own-printed', roles: ['expert'] });
  await ask(own, 'get', '/account');
  await ask(own, 'post', '/account/language', {}, { language: 'en' });
  const sessions = (await ask(own, 'get', '/account/sessions')).body['items'] as { id: string; present: boolean }[];
  await ask(own, 'delete', '/account/sessions/{id}', { id: sessions.find((one) => !one.present)?.id ?? '' });
  await ask(own, 'post', '/account/sessions/end-others');
  const next = `${testPassword}-next`;
  await ask(own, 'post', '/account/password', {}, { current: testPassword, next });
  const { secret } = (await ask(own, 'post', '/account/factor', {}, { password: next })).body;
  const totp = new TOTP({ secret: Secret.fromBase32(String(secret).replaceAll(' ', '')) });
  const confirmed = await ask(own, 'post', '/account/factor/confirm', {}, { code: totp.generate() });
  const [first, second] = confirmed.body['recoveryCodes'] as string[];
  const renewed = await ask(own, 'post', '/account/recovery-codes', {}, { code: first });
  await ask(own, 'post', '/account/factor/remove', {}, { code: second });
  await ask(own, 'post', '/account/factor/remove', {}, { code: (renewed.body['recoveryCodes'] as string[])[0] });
}

async function askOthers(house: TestHouse, ask: Ask): Promise<void> {
  const [system, security] = [await house.as('systemAdmin'), await house.as('securityAdmin')];
  const wanted = { account: 'printed-account', name: '印证', duty: 'business' };
  const made = (await ask(system, 'post', '/accounts', {}, wanted)).body['account'] as { id: string };
  const { id } = made;
  const reason = '印证';
  await ask(system, 'get', '/accounts', { q: 'printed', count: 'yes' });
  await ask(system, 'get', '/accounts/{id}', { id });
  await ask(security, 'post', '/accounts/{id}/roles', { id }, { roles: ['expert'], reason });
  await ask(security, 'post', '/accounts/{id}/reset-password', { id }, { reason });
  const row = { account: id, secret: Buffer.alloc(0), begun_at: new Date(), confirmed_at: new Date() };
  await house.database.db.insertInto('second_factors').values(row).execute();
  await ask(security, 'post', '/accounts/{id}/reset-factor', { id }, { reason });
  for (let tries = 0; tries < 5; tries++)
    await ask(house.visitor(), 'post', '/session', {}, { account: 'printed-account', password: 'x' });
  await ask(security, 'post', '/accounts/{id}/unlock', { id }, { reason });
  await ask(system, 'post', '/accounts/{id}/disable', { id }, { reason });
  await ask(system, 'post', '/accounts/{id}/enable', { id }, { reason });
}
