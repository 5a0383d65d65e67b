// An officer goes on leave: the deputy chooses to act for him, the history names both, and the auditor finds it. In a real browser.
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity, type Reader } from '../harness/browser.ts';
import { type Person, personAt } from '../harness/http.ts';
import { inspected } from './inspect.ts';
import { said } from './say.ts';

let city: City;
const demo = new Map<string, { account: string; password: string }>();
beforeAll(async () => {
  city = await openCity('example');
  const { items } = await personAt(city.url).get<{ items: { role: string; account: string; password: string }[] }>(
    '/session/demo-accounts',
  );
  for (const { role, account, password } of items) demo.set(role, { account, password });
});
afterAll(() => city?.close());

const as = async (role: string): Promise<Person> => {
  const person = personAt(city.url);
  await person.post('/session', demo.get(role));
  return person;
};
const word = (key: `${string}:${string}`, params: Record<string, string> = {}) => said(key, params, 'en');

/** An officer of the bureau who has been through the first hour; a reader who is signed in as that officer. */
async function officer(account: string, name: string, nameInEnglish: string): Promise<Reader> {
  const [system, security] = [await as('systemAdmin'), await as('securityAdmin')];
  const made = await system.post<{ account: { id: string }; password: string }>('/accounts', {
    account,
    name,
    nameInEnglish,
    duty: 'business',
  });
  await security.post(`/accounts/${made.account.id}/roles`, { roles: ['bureauOfficer'], reason: '到岗' });
  const reader = await city.reader({ language: 'en' });
  const post = (path: string, data: object) => reader.page.request.post(`/api${path}`, { data });
  await post('/session', { account, password: made.password });
  await post('/account/password', { current: made.password, next: 'My-own-pass-1' });
  const { secret } = (await (await post('/account/factor', {})).json()) as { secret: string };
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
  expect((await post('/account/factor/confirm', { code: totp.generate() })).status()).toBe(200);
  return reader;
}

test('an officer goes on leave and the deputy acts; history and auditor name both', { timeout: 90_000 }, async () => {
  const zhou = await officer('zhou-min', '周敏', 'Zhou Min');
  const li = await officer('li-na', '李娜', 'Li Na');
  await zhou.goTo('/account/deputies');
  await zhou.page.selectOption('#deputy', 'li-na');
  await zhou.page.getByRole('button', { name: word('rights:deputy.name') }).click();
  await zhou.page.getByText(word('rights:deputy.done', { name: 'Li Na' })).waitFor();
  expect(await inspected(zhou)).toEqual([]);

  await li.goTo('/desk');
  await li.page.getByRole('button', { name: word('rights:acting.choose', { name: 'Zhou Min' }) }).click();
  await li.page.getByText(word('rights:acting.now', { name: 'Zhou Min' })).waitFor();
  expect(await inspected(li)).toEqual([]);
  const acted = await li.page.request.post('/api/organizations', { data: { name: '代办测试有限公司', region: 'YC-CH' } });
  const { id } = (await acted.json()) as { id: string };
  await li.goTo(`/organizations/${id}`);
  await li.page.getByText(word('shell:events.for', { deputy: 'Li Na', absent: 'Zhou Min' })).waitFor();
  await li.page.getByRole('button', { name: word('rights:acting.stop') }).click();
  await li.page.getByText(word('rights:acting.now', { name: 'Zhou Min' })).waitFor({ state: 'detached' });

  const audit = await city.reader({ language: 'en' });
  await audit.page.request.post('/api/session', { data: demo.get('auditAdmin') });
  await audit.goTo('/audit?account=zhou-min&what=changed');
  const both = word('audit:actedFor', { name: 'Li Na (li-na)', absent: 'Zhou Min (zhou-min)' });
  await audit.page.getByText(both).first().waitFor();
  expect(await inspected(audit)).toEqual([]);
  await audit.goTo(`/audit?record=${id}&what=saw`);
  await audit.page.getByText('Li Na (li-na)').first().waitFor();
  await li.goTo('/account/my-data');
  expect(await inspected(li)).toEqual([]);
  expect([...zhou.faults, ...li.faults, ...audit.faults]).toEqual([]);
});
