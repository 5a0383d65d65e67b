// Who asks too often: by address, by account, for what is dear; told in the asker's language and when to come back. Counting by minutes is the plugin's.
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type Person, startApp, type TestApp } from '../../../test/harness/http.ts';
import { route } from '../shared/route.ts';
import { mount } from './mount.ts';

const of = { method: 'GET', summary: 'platform:routes.health', response: z.unknown() } as const;
const open = route({ ...of, path: '/open', access: 'public', query: z.strictObject({ q: z.string().optional() }) });
const file = route({ ...of, path: '/file', access: 'public', file: 'text/plain' });
const upload = route({ ...of, method: 'POST', path: '/upload', access: 'signedIn', upload: true });

const apps: TestApp[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});
/** A house with so many times the usual limits, behind a proxy that is believed. */
async function limited(rateLimit: number | null): Promise<TestApp> {
  const started = await startApp(
    ({ app }) => {
      mount(app, open, () => ({}));
      mount(app, file, () => ({ attachment: 'x', type: 'text/plain', name: 'x.txt' }));
      mount(app, upload, () => ({}));
    },
    { rateLimit, trustProxy: true },
  );
  apps.push(started);
  return started;
}
const from = (address: string, language = 'zh-CN') => ({ headers: { 'x-forwarded-for': address, 'accept-language': language } });
async function statuses(count: number, ask: () => Promise<Response>): Promise<Record<number, number>> {
  const found: Record<number, number> = {};
  for (let at = 0; at < count; at += 1) {
    const { status } = await ask();
    found[status] = (found[status] ?? 0) + 1;
  }
  return found;
}

test('an address that asks too often is told so in its language, with the seconds to wait; others are not held up', async () => {
  const { visitor } = await limited(0.001);
  expect(await statuses(8, () => visitor().send('GET', '/open', from('10.0.0.1')))).toEqual({ 200: 6, 429: 2 });
  const refused = await visitor().send('GET', '/open', from('10.0.0.1', 'en'));
  const seconds = Number(refused.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(refused.headers.get('content-type')).toContain('application/problem+json');
  expect(refused.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(await refused.json()).toMatchObject({
    status: 429,
    code: 'rate.limited',
    detail: `Too many requests: please try again in ${seconds} s`,
  });
  const chinese = (await (await visitor().send('GET', '/open', from('10.0.0.1'))).json()) as { detail: string };
  expect(chinese.detail).toContain('秒后再试');
  expect((await visitor().send('GET', '/open', from('10.0.0.2'))).status).toBe(200);
  // The next of a network of its own (IPv6) is the same asker.
  expect(await statuses(8, () => visitor().send('GET', '/open', from(`2001:db8::${Math.floor(Math.random() * 9999)}`)))).toEqual({
    200: 6,
    429: 2,
  });
});

test('signing in, taking files and searching have limits of their own', async () => {
  const { visitor } = await limited(0.05);
  const wrong = { account: 'nobody', password: 'wrong-password' };
  const tries = await statuses(8, () => visitor().send('POST', '/session', { ...from('10.0.1.1'), body: wrong }));
  expect(tries[429]).toBe(2);
  expect(await statuses(5, () => visitor().send('GET', '/file', from('10.0.1.2')))).toEqual({ 200: 3, 429: 2 });
  expect(await statuses(14, () => visitor().send('GET', '/open', { ...from('10.0.1.3'), query: { q: 'x' } }))).toEqual({
    200: 12,
    429: 2,
  });
  expect((await visitor().send('GET', '/open', from('10.0.1.3'))).status).toBe(200);
});

test('an account is counted wherever it asks from; two accounts behind one address are two', async () => {
  const house = await limited(0.05);
  const [one, two] = [await house.as('bureauOfficer'), await house.as('registrar')];
  const sent = (person: Person, address: string) => {
    const body = new FormData();
    body.append('file', new File(['x'], 'x.txt'));
    return person.send('POST', '/upload', { ...from(address), body });
  };
  let last = 0;
  expect(await statuses(4, () => sent(one, `10.0.2.${++last}`))).toEqual({ 200: 2, 429: 2 });
  expect((await sent(two, '10.0.2.1')).status).toBe(200);
  expect(await statuses(62, () => one.send('GET', '/open', from(`10.0.3.${++last}`)))).toMatchObject({ 429: expect.any(Number) });
});

test('without limits nobody is held up', async () => {
  const { visitor } = await limited(null);
  expect(await statuses(30, () => visitor().send('GET', '/file', from('10.0.4.1')))).toEqual({ 200: 30 });
});
