// Webhooks against a real server: signed, tried again, given up and its people told, sent again; only what its receiver may see, and only to public addresses.
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../test/harness/http.ts';
import { addressFault, isPublic, publicLookup } from './address.ts';
import { mostTries, pauses } from '../webhook.ts';
import { sendMessage } from './send.ts';

let house: TestHouse;
let zhou: Person;
let guo: Person;
let tuo: Person;
let receiver: Server;
let base: string;
type Got = { path: string; headers: IncomingHttpHeaders; body: string };
const got: Got[] = [];
/** What each path answers, one after the other; 200 when nothing is left. */
const answers = new Map<string, number[]>();
beforeAll(async () => {
  receiver = createServer((request, response) => {
    const path = request.url ?? '';
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      got.push({ path, headers: request.headers, body });
      const status = answers.get(path)?.shift() ?? 200;
      response.writeHead(status, status === 302 ? { location: `${base}/elsewhere` } : {}).end('ok');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  house = await startHouse({ webhookReach: { loopback: true } });
  zhou = await house.as('bureauOfficer');
  const [firm, other] = [
    await zhou.create('organizations', { name: '云川推送有限公司', region: 'YC-CH' }),
    await zhou.create('organizations', { name: '云川对方有限公司', region: 'YC-CH' }),
  ];
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: firm.id });
  tuo = await house.as({ account: 'tuo', roles: ['organizationAdmin'], organization: other.id });
});
afterAll(async () => {
  await house.close();
  receiver.close();
});
beforeEach(async () => {
  await house.house.exchange.webhooks.work();
  got.splice(0);
});

const work = (minutes = 0) => house.house.exchange.webhooks.work(new Date(Date.now() + minutes * 60_000 + 1000));
const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
type Drawn = { secret: string; webhook: Acted };
let made = 0;
async function hooked(who: Person, events: string[], more: object = {}) {
  const path = `/hook-${++made}`;
  const one = await who.create('webhooks', { name: `系统${made}`, url: `${base}${path}`, events, ...more });
  const { secret } = await who.post<Drawn>(`/webhooks/${one.id}/secret`, {});
  return { path, id: one.id, secret, at: () => got.filter((message) => message.path === path) };
}
const said = {
  sort: 'problem',
  title: '匿名的铸件检测难题',
  text: '每分钟三十件，要求识别零点二毫米以上的气孔。',
  field: '03',
  cooperation: ['03'],
  demandType: '11',
};
async function published(who: Person, more: object = {}): Promise<Acted> {
  const one = await who.create('listings', { ...said, ...more });
  await who.act(one, 'submit', { noSecret: true });
  return zhou.act(one, 'publish');
}
const deliveriesOf = async (id: string) =>
  (
    await guo.get<{ items: { id: string; message: string; state: string; tries: number; said: string | null }[] }>(
      `/webhooks/${id}/deliveries`,
    )
  ).items;
/** As a receiver verifies it, by the text of the standard and nothing of ours. */
function verified({ headers, body }: Got, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const text = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
}

test('what is published is told with a signature that its receiver verifies, once; a draft, and a correction, to nobody', async () => {
  const hook = await hooked(guo, ['listing.published', 'listing.withdrawn']);
  const one = await published(tuo, { anonymous: true, confidentiality: 'onAdmission' });
  await zhou.act(await zhou.get<Acted>(`/listings/${one.id}`), 'correct', { reason: '印证', keywords: ['铸件'] });
  await work();
  await work();
  const [message, ...more] = hook.at();
  expect(more).toEqual([]);
  expect(message && verified(message, hook.secret)).toBe(true);
  expect(message && verified({ ...message, body: `${message.body} ` }, hook.secret)).toBe(false);
  const body = JSON.parse(message?.body ?? '') as { id: string; type: string; timestamp: string; data: { listing: object } };
  expect(body).toMatchObject({ id: message?.headers['webhook-id'], type: 'listing.published' });
  expect(Math.abs(Number(message?.headers['webhook-timestamp']) * 1000 - Date.now())).toBeLessThan(60_000);
  // As everybody sees it: the anonymous owner, the district and what waits for admission are not in it.
  expect(body.data.listing).toMatchObject({ id: one.id, organization: null, region: null, text: null });
  expect(message?.body).not.toContain('气孔');
  await tuo.act(await tuo.get<Acted>(`/listings/${one.id}`), 'withdraw', {});
  await work();
  expect(JSON.parse(hook.at().at(-1)?.body ?? '')).toMatchObject({
    type: 'listing.withdrawn',
    data: { listing: { id: one.id } },
  });
  expect((await deliveriesOf(hook.id)).map(({ state, tries, said: answer }) => [state, tries, answer])).toEqual([
    ['sent', 1, 'http 200'],
    ['sent', 1, 'http 200'],
  ]);
});

test('steps of a deal are told to its two sides alone, without what is said in it; own listings to their owner alone', async () => {
  const [own, deals, others] = [
    await hooked(guo, ['listing.published'], { about: 'own' }),
    await hooked(guo, ['deal.step']),
    await hooked(
      await house.as({
        account: 'third',
        roles: ['organizationAdmin'],
        organization: (await zhou.create('organizations', { name: '云川第三方有限公司' })).id,
      }),
      ['deal.step'],
    ),
  ];
  const [mine] = [await published(guo, { title: '自己的检测难题' }), await published(tuo, { title: '别人的检测难题' })];
  const deal = await tuo.create('deals', { listing: mine.id, message: '机密的合作意向内容' });
  await guo.act(await guo.get<Acted>(`/deals/${deal.id}`), 'admit');
  await tuo.act(await tuo.get<Acted>(`/deals/${deal.id}`), 'say', { text: '只给对方看的话' });
  await work();
  expect(own.at().map(({ body }) => JSON.parse(body).data.listing.id)).toEqual([mine.id]);
  const steps = deals.at().map(({ body }) => JSON.parse(body).data as { step: string });
  expect(steps.sort((a, b) => (a.step < b.step ? 1 : -1))).toEqual([
    { deal: deal.id, listing: mine.id, step: 'create', state: 'interested' },
    { deal: deal.id, listing: mine.id, step: 'admit', state: 'talking' },
  ]);
  expect(others.at()).toEqual([]);
  expect(got.some(({ body }) => /机密|只给对方/.test(body))).toBe(false);
  // The bureau sees that there is a webhook, and neither its whole address nor what it was told.
  expect(await zhou.get(`/webhooks/${deals.id}`)).toMatchObject({ url: base, draws: false });
  expect(await refused(zhou.get(`/webhooks/${deals.id}/deliveries`))).toMatchObject({ status: 403, code: 'webhook.notHolder' });
  expect(await refused(tuo.get(`/webhooks/${deals.id}/deliveries`))).toMatchObject({ status: 404 });
});

test('500 and then 200: tried again after its pause under the same id, and delivered; sent again when that is asked', async () => {
  const hook = await hooked(guo, ['listing.published']);
  answers.set(hook.path, [500, 302]);
  await guo.post(`/webhooks/${hook.id}/test-message`, {});
  await work();
  await work();
  expect(hook.at().length).toBe(1);
  await work(pauses[0] + 1);
  // A redirect is not followed: it is a failure like another.
  expect([hook.at().length, got.some(({ path }) => path === '/elsewhere')]).toEqual([2, false]);
  await work(pauses[0] + pauses[1] + 2);
  const messages = hook.at();
  expect(messages.length).toBe(3);
  expect(new Set(messages.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(messages.every((message) => verified(message, hook.secret))).toBe(true);
  const [done] = await deliveriesOf(hook.id);
  expect(done).toMatchObject({ state: 'sent', tries: 3 });
  await guo.post(`/webhooks/${hook.id}/send-again`, { delivery: done?.id });
  await work();
  expect(hook.at().at(-1)?.headers['webhook-id']).toBe(done?.message);
});

test('what never answers is given up after nine tries and its people are told; resumed, it is told again; gone is gone at once', async () => {
  const hook = await hooked(guo, ['listing.published']);
  answers.set(hook.path, Array<number>(mostTries).fill(503));
  await guo.post(`/webhooks/${hook.id}/test-message`, {});
  let minutes = 0;
  for (const pause of [0, ...pauses]) {
    minutes += pause + 1;
    await work(minutes);
  }
  expect(hook.at().length).toBe(mostTries);
  expect(await guo.get(`/webhooks/${hook.id}`)).toMatchObject({ state: 'paused', reason: 'http 503' });
  expect((await deliveriesOf(hook.id))[0]).toMatchObject({ state: 'failed', tries: mostTries });
  await house.house.tell();
  const { items } = await guo.get<{ items: { words: string }[] }>('/notices');
  expect(JSON.stringify(items)).toContain('推送已暂停');
  await published(tuo, { title: '暂停期间的检测难题' });
  await work(minutes + 1);
  expect(hook.at().length).toBe(mostTries);
  expect(await refused(guo.post(`/webhooks/${hook.id}/test-message`, {}))).toMatchObject({
    status: 409,
    code: 'webhook.notActive',
  });
  await guo.act(await guo.get<Acted>(`/webhooks/${hook.id}`), 'resume');
  answers.set(hook.path, [410]);
  await guo.post(`/webhooks/${hook.id}/test-message`, {});
  await work();
  expect(await guo.get(`/webhooks/${hook.id}`)).toMatchObject({ state: 'paused', reason: 'http 410' });
});

test('two processes tell each thing once', async () => {
  const [hook, other] = [await hooked(guo, ['listing.published']), await hooked(tuo, ['listing.published'])];
  const second = await house.another();
  for (let at = 0; at < 6; at++) await published(tuo, { title: `第${at}个检测难题` });
  const at = new Date(Date.now() + 1000);
  for (let turn = 0; turn < 3; turn++)
    await Promise.all([house.house.exchange.webhooks.work(at), second.exchange.webhooks.work(at)]);
  for (const one of [hook, other]) {
    const ids = one.at().map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([6, 6]);
  }
});

test('only https addresses of the public internet are taken, as written and as resolved; no login, no name of this house’s own net', async () => {
  const fault = (url: string) => addressFault(url, {});
  expect(fault('https://hooks.example.cn/a?b=c')).toBe(null);
  for (const [url, code] of [
    ['http://hooks.example.cn/', 'https'],
    ['ftp://hooks.example.cn/', 'https'],
    ['file:///etc/passwd', 'https'],
    ['javascript:alert(1)', 'https'],
    ['not an address', 'form'],
    ['https://user:pass@hooks.example.cn/', 'login'],
    ['https://localhost/', 'public'],
    ['https://db/', 'public'],
    ['https://metadata.internal/', 'public'],
    ['https://127.0.0.1/', 'public'],
    ['https://2130706433/', 'public'],
    ['https://0x7f.1/', 'public'],
    ['https://10.1.2.3/', 'public'],
    ['https://169.254.169.254/latest/meta-data/', 'public'],
    ['https://[::1]/', 'public'],
    ['https://[::ffff:10.0.0.1]/', 'public'],
    ['https://[fd00::1]/', 'public'],
    ['https://[64:ff9b::a00:1]/', 'public'],
  ] as const)
    expect([url, fault(url)]).toEqual([url, code]);
  expect(['8.8.8.8', '2606:4700::1111', '100.64.0.1', '2002:a00:1::', 'x'].map(isPublic)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  // A name that leads into the house is refused where the connection is made, whatever was written.
  const resolved = await new Promise((resolve) => publicLookup({})('localhost', {}, (error) => resolve(error?.code)));
  expect(resolved).toBe('ENOTPUBLIC');
  const message = { id: 'x', body: '{}', secret: Buffer.from('x'), at: new Date() };
  expect(await sendMessage({ ...message, url: `${base}/inside` }, {})).toMatchObject({ how: 'failed', said: 'address https' });
  expect(got.some(({ path }) => path === '/inside')).toBe(false);
  for (const url of ['http://10.0.0.1/', 'https://192.168.0.1/', 'x'.repeat(600)])
    expect([
      url.slice(0, 30),
      (await guo.send('POST', '/webhooks', { body: { name: '内网', url, events: ['listing.published'] } })).status >= 400,
    ]).toEqual([url.slice(0, 30), true]);
});

test('the bureau hears of the market and of no deal; a secret is drawn by its holder alone, and kept sealed', async () => {
  const body = { name: '市局大屏', url: `${base}/bureau`, events: ['listing.published'] };
  expect(await refused(zhou.create('webhooks', { ...body, events: ['deal.step'] }))).toMatchObject({ status: 422 });
  expect(await refused(zhou.create('webhooks', { ...body, about: 'own' }))).toMatchObject({ status: 422 });
  const one = await zhou.create('webhooks', body);
  const { secret } = await zhou.post<Drawn>(`/webhooks/${one.id}/secret`, {});
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
  const kept = await house.tables.db
    .selectFrom('webhook_secrets')
    .selectAll()
    .where('webhook', '=', one.id)
    .executeTakeFirstOrThrow();
  expect(kept.secret.includes(Buffer.from(secret.slice(6), 'base64'))).toBe(false);
  const own = await guo.create('webhooks', { ...body, name: '单位系统' });
  expect(await refused(zhou.post(`/webhooks/${own.id}/secret`, {}))).toMatchObject({ status: 403, code: 'webhook.notHolder' });
  await zhou.act(await zhou.get<Acted>(`/webhooks/${own.id}`), 'end', { reason: '地址可疑' });
  expect(await refused(guo.post(`/webhooks/${own.id}/secret`, {}))).toMatchObject({ status: 403 });
});
