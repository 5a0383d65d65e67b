// From an act to the bell, the mailbox and the telephone: over HTTP, with a real mail server and a real gateway, two workers at once.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openMailer } from '../../platform/server/mail.ts';
import { openSms, signatureOf } from '../../platform/server/sms.ts';
import { type Mailbox, openMailbox, textOf } from '../../../test/harness/mailbox.ts';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import type { Settings } from '../notices.ts';
import { remind } from './notices/due.ts';

const texts: { to: string; text: string; id: string }[] = [];
const gatewayAnswers: number[] = [];
const secret = 'a-secret-of-the-gateway';

let mailbox: Mailbox;
let gateway: Server;
let house: TestHouse;
let second: TestHouse['house'];
let [zhou, lin, admin, member]: Person[] = [];
let organization: string;
let region: string;
let count = 0;

beforeAll(async () => {
  mailbox = await openMailbox();
  gateway = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const stamp = String(request.headers['x-touyan-timestamp']);
      const right = request.headers['x-touyan-signature'] === `sha256=${signatureOf(secret, stamp, body)}`;
      const code = right ? (gatewayAnswers.shift() ?? 200) : 401;
      if (code === 200) texts.push(JSON.parse(body) as never);
      response.writeHead(code, code === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => void gateway.listen(0, '127.0.0.1', resolve));
  const sending = {
    mailer: openMailer({ url: mailbox.url, from: 'Touyan <touyan@example.cn>' }),
    sms: openSms({ url: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`, secret }),
    publicUrl: 'https://touyan.example/',
  };
  house = await startHouse({ sending });
  // A second process over the same database, as far as it matters here: its own kernel and workers.
  second = await house.another();
  region = house.house.parts.regions.find((one) => one.kind === 'district')!.id;
  zhou = await house.as('bureauOfficer');
  lin = await house.as({ roles: ['districtOfficer'], region });
  organization = (await zhou.create('organizations', { name: '通知测试有限公司', region })).id;
  admin = await house.as({ account: 'chen', roles: ['organizationAdmin'], organization });
  member = await house.as({ account: 'wu', roles: ['member'], organization, language: 'en' });
});
afterAll(async () => {
  await house.close();
  await mailbox.close();
  gateway.close();
});
beforeEach(() => {
  for (const list of [mailbox.mails, mailbox.answers, texts, gatewayAnswers]) list.length = 0;
});

type Noticed = { items: { id: string; words: string; topic: string; read: boolean; record: string }[]; next: string | null };
const wordsOf = async (who: Person): Promise<string[]> =>
  (await who.get<Noticed>('/notices', { limit: 200 })).items.map((one) => one.words);
const unread = async (who: Person) => (await who.get<{ unread: number }>('/notices/count')).unread;
const work = (at?: Date) => house.house.board.notices.work(at);
const title = (more: object = {}): Promise<Acted> =>
  zhou!.create('recognitions', { title: `通知${++count}号孵化器`, kind: 'incubator', region, organization, ...more });
const later = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);
const always = { digestHour: 9, weeklyDay: 1, quietFrom: null, quietTo: null, workingDaysOnly: false };
const idOf = async (account: string): Promise<string> =>
  (await house.tables.db.selectFrom('accounts').select('id').where('account', '=', account).executeTakeFirstOrThrow()).id;

/** Verifies an address by the code that arrives there. */
async function reach(who: Person, channel: 'mail' | 'sms', address: string): Promise<Settings> {
  await who.post(`/notices/contacts/${channel}`, { address });
  const said = channel === 'mail' ? textOf(mailbox.mails.pop()!) : texts.pop()!.text;
  const code = /(?<!\d)\d{6}(?!\d)/.exec(said)![0];
  return who.post<Settings>(`/notices/contacts/${channel}/verify`, { code });
}
test('what is done is told to whom it concerns, once, in the language of each; never to who did it', async () => {
  const one = await title();
  await zhou!.act(one, 'recognise');
  // Two processes, each of which begins twice.
  await Promise.all([work(), second.board.notices.work(), work(), second.board.notices.work()]);
  await work();
  const said = `“${String(one['title'])}”`;
  expect((await wordsOf(admin!)).filter((words) => words.includes(said))).toEqual([`${said}已获认定`]);
  expect((await wordsOf(member!)).filter((words) => words.includes(said))).toEqual([`${said} has been recognised`]);
  expect((await wordsOf(lin!)).filter((words) => words.includes(said))).toHaveLength(1);
  expect((await wordsOf(zhou!)).filter((words) => words.includes(said))).toHaveLength(0);
  const elsewhere = await house.as({ account: 'other', roles: ['organizationAdmin'] });
  expect(await wordsOf(elsewhere)).toEqual([]);
});

test('an act that is rolled back tells nothing', async () => {
  const one = await title();
  await work();
  const before = await house.tables.db.selectFrom('tellings').select('id').execute();
  const refused = await zhou!.send('POST', `/recognitions/${one.id}/recognise`, { body: { on: '2999-01-01' } });
  expect(refused.status).toBe(422);
  const { recognitions, kernel } = house.house;
  const actor = {
    account: null,
    roles: ['bureauOfficer' as const],
    organization: null,
    region: null,
    language: 'en' as const,
    demo: false,
  };
  const broken = house.tables.db.transaction().execute(async (tx) => {
    await recognitions.act('recognise', {
      actor: { ...actor, account: await idOf('bureauofficer') },
      id: one.id,
      input: {},
      within: tx as never,
    });
    throw new Error('broken off');
  });
  await expect(broken).rejects.toThrow('broken off');
  expect(kernel.teller).not.toBeNull();
  expect(await house.tables.db.selectFrom('tellings').select('id').execute()).toHaveLength(before.length);
});

test('a worker that dies between its steps leaves nothing half done and nothing twice', async () => {
  const one = await title();
  await zhou!.act(one, 'recognise');
  // It dies after the fan-out of a cause: its transaction is gone. Then as if the whole outbox were told anew.
  await work();
  await house.tables.db.updateTable('tellings').set({ told_at: null }).execute();
  await Promise.all([work(), second.board.notices.work()]);
  expect((await wordsOf(admin!)).filter((words) => words.includes(String(one['title'])))).toHaveLength(1);
});

test('notices are read, marked and taken back; another person’s do not exist', async () => {
  await zhou!.act(await title(), 'recognise');
  await work();
  const { items } = await admin!.get<Noticed>('/notices', { read: 'no' });
  const all = await unread(admin!);
  expect(all).toBe(items.length);
  await admin!.post('/notices/read', { ids: [items[0]!.id] });
  expect(await unread(admin!)).toBe(all - 1);
  const { count: marked, at } = await admin!.post<{ count: number; at: string }>('/notices/read', { all: true });
  expect([marked, await unread(admin!)]).toEqual([all - 1, 0]);
  // Taken back: what had been read before stays read.
  await admin!.post('/notices/unread', { at });
  expect(await unread(admin!)).toBe(all - 1);
  expect((await admin!.get<Noticed>('/notices', { topic: 'titles', read: 'yes' })).items).toHaveLength(1);
  expect((await member!.send('GET', `/notices/${items[0]!.id}`)).status).toBe(404);
  expect(await member!.post('/notices/read', { ids: [items[1]?.id ?? items[0]!.id] })).toMatchObject({ count: 0 });
  expect((await house.visitor().send('GET', '/notices')).status).toBe(401);
  for (const body of [{ ids: [] }, { ids: ['x'] }, { all: false }, {}, { at: 'yesterday' }])
    expect((await admin!.send('POST', '/notices/unread', { body })).status).toBeGreaterThanOrEqual(400);
});

test('who follows a record is told of every action and stops when he wants; what one does not see cannot be followed', async () => {
  const watched = await zhou!.create('organizations', { name: '被关注有限公司', region });
  const far = await house.as({ account: 'far', roles: ['registrar'] });
  await far.send('PUT', `/follows/${watched.id}`);
  await far.send('PUT', `/follows/${watched.id}`);
  expect((await far.get<{ items: { title: string }[] }>('/follows')).items.map((one) => one.title)).toEqual(['被关注有限公司']);
  await zhou!.post(`/organizations/${watched.id}/edit`, { size: 'small' });
  await work();
  expect(await wordsOf(far)).toEqual(['您关注的“被关注有限公司”有变动：修改']);
  await far.send('DELETE', `/follows/${watched.id}`);
  await zhou!.post(`/organizations/${watched.id}/edit`, { size: 'micro' });
  await work();
  expect(await wordsOf(far)).toHaveLength(1);
  const manager = await zhou!.create('technology-managers', { name: '钱某', certificateLevel: 'junior', issuedOn: '2024-01-01' });
  expect((await far.send('PUT', `/follows/${manager.id}`)).status).toBe(404);
  expect((await far.send('PUT', '/follows/0198c0de-0000-7000-8000-00000000000a')).status).toBe(404);
});

test('an address is used once its code has come back; it is masked, and wrong codes and floods are refused', async () => {
  const offer = (address: string) => admin!.send('POST', '/notices/contacts/mail', { body: { address } });
  for (const bad of ['a@b', 'a@b.cn\r\nBcc: x@y.cn', 'a@b.cn, c@d.cn', '"a"@b.cn', 'Chen <a@b.cn>', 'x'.repeat(250) + '@b.cn'])
    expect([bad, (await offer(bad)).status >= 400]).toEqual([bad, true]);
  expect(mailbox.mails).toEqual([]);
  expect(await reach(admin!, 'mail', 'chen@firm.cn')).toMatchObject({
    contacts: { mail: { on: true, address: 'c***@firm.cn', failed: false, waiting: null } },
  });
  expect(await reach(admin!, 'sms', '138 1234 5678')).toMatchObject({ contacts: { sms: { address: '138******78' } } });
  await admin!.post('/notices/contacts/mail', { address: 'second@firm.cn' });
  const tries = await Promise.all(
    Array.from({ length: 8 }, () => admin!.send('POST', '/notices/contacts/mail/verify', { body: { code: '000000' } })),
  );
  expect(new Set(tries.map((one) => one.status))).toEqual(new Set([422]));
  const code = /\d{6}/.exec(textOf(mailbox.mails.at(-1)!))![0];
  expect((await admin!.send('POST', '/notices/contacts/mail/verify', { body: { code } })).status).toBe(422);
  expect(await admin!.get<Settings>('/notices/settings')).toMatchObject({ contacts: { mail: { address: 'c***@firm.cn' } } });
  await offer('third@firm.cn');
  await offer('fourth@firm.cn');
  expect((await offer('fifth@firm.cn')).status).toBe(429);
});

test('a mail comes once, by TLS, in both forms, with a subject that is one line, whatever the title holds', async () => {
  await admin!.send('PUT', '/notices/settings', {
    body: { choices: [{ topic: 'titles', channel: 'mail', how: 'atOnce' }], times: always },
  });
  await house.tables.db.updateTable('deliveries').set({ left_out: 'read' }).where('message', 'is', null).execute();
  const one = await title({ title: '<b>注入&测试孵化器' });
  await zhou!.act(one, 'recognise');
  mailbox.answers.push(451);
  await work();
  expect(mailbox.mails).toEqual([]);
  // Refused for now: tried again a minute later, by whichever process; no third time.
  await Promise.all([work(later(2)), second.board.notices.work(later(2))]);
  await work(later(10));
  expect(mailbox.mails).toHaveLength(1);
  const [mail] = mailbox.mails;
  expect(mail).toMatchObject({ to: 'chen@firm.cn', secure: true });
  expect(mail!.id).toMatch(/^<[0-9a-f-]{36}@example\.cn>$/);
  expect(mail!.raw).toMatch(/^List-Unsubscribe: <https:\/\/touyan\.example\/notices\/settings>/im);
  expect(mail!.raw).toMatch(/multipart\/alternative/);
  const text = textOf(mail!);
  expect(text).toContain('“<b>注入&测试孵化器”已获认定');
  expect(text).toMatch(/https:\/\/touyan\.example\/notices\/[0-9a-f-]{36}/);
  expect(mail!.raw.slice(mail!.raw.indexOf('text/html'))).not.toContain('<b>');
});

test('a message taken by a worker that died is sent again under the same id', async () => {
  await zhou!.act(await title(), 'recognise');
  await work();
  expect(mailbox.mails).toHaveLength(1);
  const id = mailbox.mails[0]!.id.slice(1, 37);
  // The server had it, the process died before it wrote so.
  await house.tables.db
    .updateTable('messages')
    .set({ outcome: null, ended_at: null, taken_until: later(2) })
    .where('id', '=', id)
    .execute();
  await work(later(1));
  expect(mailbox.mails).toHaveLength(1);
  await work(later(3));
  expect(mailbox.mails.map((one) => one.id)).toEqual([mailbox.mails[0]!.id, mailbox.mails[0]!.id]);
});

test('a digest tells of what was neither read nor sent at once', async () => {
  const choices = [
    { topic: 'titles', channel: 'mail', how: 'daily' },
    { topic: 'titles', channel: 'sms', how: 'never' },
  ];
  await admin!.send('PUT', '/notices/settings', { body: { choices, times: always } });
  const [read, kept, other] = [await title(), await title(), await title()];
  for (const one of [read, kept, other]) await zhou!.act(one, 'recognise');
  await work();
  expect(mailbox.mails).toEqual([]);
  const { items } = await admin!.get<Noticed>('/notices', { read: 'no' });
  await admin!.post('/notices/read', { ids: items.filter((one) => one.record === read.id).map((one) => one.id) });
  await work(later(25 * 60));
  await work(later(49 * 60));
  expect(mailbox.mails).toHaveLength(1);
  const text = textOf(mailbox.mails[0]!);
  expect([read, kept, other].map((one) => text.includes(String(one['title'])))).toEqual([false, true, true]);
  // By SMS at once: the digest by mail does not repeat it.
  choices[1]!.how = 'atOnce';
  await admin!.send('PUT', '/notices/settings', { body: { choices } });
  await zhou!.act(await title(), 'recognise');
  await work();
  expect(texts).toHaveLength(1);
  await work(later(73 * 60));
  expect(mailbox.mails).toHaveLength(1);
});

test('a short message names no record and no person, is signed, and follows no redirect', async () => {
  const one = await title();
  await zhou!.act(one, 'recognise');
  gatewayAnswers.push(302, 503);
  await work();
  await work(later(2));
  await work(later(10));
  expect(texts).toHaveLength(1);
  expect([...texts[0]!.text].length).toBeLessThanOrEqual(70);
  expect(texts[0]).toMatchObject({ to: '13812345678', text: '【头雁】“认定与称号”有 1 条新通知，请登录查看。' });
});

test('an address refused for good is used no more, and its person reads so in the platform', async () => {
  await admin!.send('PUT', '/notices/settings', {
    body: {
      choices: [
        { topic: 'titles', channel: 'mail', how: 'atOnce' },
        { topic: 'titles', channel: 'sms', how: 'never' },
      ],
    },
  });
  await zhou!.act(await title(), 'recognise');
  mailbox.answers.push(550);
  await work();
  await work();
  await zhou!.act(await title(), 'recognise');
  await work(later(5));
  expect(mailbox.mails).toEqual([]);
  expect(await admin!.get<Settings>('/notices/settings')).toMatchObject({ contacts: { mail: { failed: true } } });
  expect((await wordsOf(admin!)).filter((words) => words.includes('无法送达'))).toHaveLength(1);
  const { rows } = await house.tables.ownerPool.query(`select string_agg(said, ' ') as said from messages`);
  expect(rows[0].said).not.toContain('chen');
});

test('defaults follow the roles; what cannot be chosen is refused; resetting brings them back', async () => {
  const fresh = await house.as({ account: 'fresh', roles: ['districtOfficer'], region });
  const of = async (topic: string) => (await fresh.get<Settings>('/notices/settings')).topics.find((one) => one.topic === topic);
  expect(await of('titles')).toEqual({ topic: 'titles', inApp: 'atOnce', mail: 'daily', sms: 'never' });
  await fresh.send('PUT', '/notices/settings', { body: { choices: [{ topic: 'titles', channel: 'inApp', how: 'never' }] } });
  expect(await of('titles')).toMatchObject({ inApp: 'never' });
  await zhou!.act(await title(), 'recognise');
  await work();
  expect(await wordsOf(fresh)).toEqual([]);
  for (const body of [
    { choices: [{ topic: 'delivery', channel: 'inApp', how: 'never' }] },
    { choices: [{ topic: 'titles', channel: 'post', how: 'never' }] },
    { times: { ...always, quietFrom: 3 } },
    { times: { ...always, digestHour: 24 } },
    { choices: 'all' },
  ])
    expect((await fresh.send('PUT', '/notices/settings', { body })).status).toBeGreaterThanOrEqual(400);
  await fresh.send('DELETE', '/notices/settings');
  expect(await of('titles')).toMatchObject({ inApp: 'atOnce' });
});

test('an import that has ended is told to whoever brought the file; a release to all officers; what falls due once', async () => {
  const { imports, kernel, board } = house.house;
  const actor = {
    account: await idOf('bureauofficer'),
    roles: ['bureauOfficer' as const],
    organization: null,
    region: null,
    language: 'zh-CN' as const,
    demo: false,
  };
  await imports.organizations.importContent(
    actor,
    { name: '机构.csv', content: Buffer.from(`name,region\n导入通知有限公司,${region}\n`) },
    { commit: true },
  );
  await zhou!.create('releases', { title: '一月', asOf: '2026-01-31' });
  await work();
  expect(await wordsOf(zhou!)).toContain('文件“机构.csv”已导入，共 1 行');
  expect((await wordsOf(lin!)).filter((words) => words.includes('一月'))).toHaveLength(1);
  expect((await wordsOf(member!)).filter((words) => words.includes('一月'))).toHaveLength(0);
  // Reminders come from a port: plugged, each is told once; not plugged, nothing is.
  expect(await board.notices.remind()).toBe(0);
  const due = [{ account: await idOf('wu'), kind: 'organization', record: organization, due: '2026-12-31' }];
  const plugged = { db: house.tables.db as never, kernel, ports: { dueSoon: async () => due } };
  await remind(plugged);
  await remind(plugged);
  await work();
  expect((await wordsOf(member!)).filter((words) => words.includes('is due on 2026-12-31'))).toHaveLength(1);
});

test('what is held of a person is shown and erased', async () => {
  const id = await idOf('chen');
  expect((await house.house.board.notices.heldOf(id)).contacts.map((one) => one.address)).toContain('chen@firm.cn');
  await house.house.board.notices.erase(id);
  const held = await house.house.board.notices.heldOf(id);
  expect(Object.values(held).map((rows) => rows.length)).toEqual([0, 0, 0, 0, 0]);
});
