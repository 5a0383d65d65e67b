// Members and experts: invited by link, joined, promoted, ended, leaving; the last administrator stays; another organization's people are not there.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Mailbox, openMailbox, textOf } from '../../../test/harness/mailbox.ts';
import type { Person } from '../../../test/harness/http.ts';
import { forgetInvited } from './invitations.ts';
import { openMailer } from './mail.ts';

let house: TestHouse;
let mailbox: Mailbox;
let now = new Date();
let organization: string;
let admin: Person;
let other: Person;
beforeAll(async () => {
  mailbox = await openMailbox();
  const mailer = openMailer({ url: mailbox.url, from: 'touyan@example.cn' });
  house = await startHouse({ now: () => now, sending: { mailer, sms: null, publicUrl: 'https://touyan.test' } });
  const zhou = await house.as('bureauOfficer');
  organization = (await zhou.create('organizations', { name: '云川成员有限公司' })).id;
  const elsewhere = (await zhou.create('organizations', { name: '云川别家有限公司' })).id;
  admin = await house.as({ account: 'admin', roles: ['organizationAdmin'], organization });
  other = await house.as({ account: 'other-admin', roles: ['organizationAdmin'], organization: elsewhere });
});
afterAll(async () => {
  await house.close();
  await mailbox.close();
});

type Invited = { invitation: { id: string; state: string }; token: string; mailed: boolean };
type Listed = { items: { id: string; account: string; role: string; until: string | null; actions: string[] }[] };
const invite = (body: object, who = admin) => who.post<Invited>('/organization/invitations', body);
const members = (who = admin) => who.get<Listed>('/organization/members');
const idOf = async (account: string) =>
  (await members()).items.find((one) => one.account === account && one.until === null)?.id ?? '';
const password = 'My-own-pass-1';
const accept = (token: string, account: string) =>
  house.visitor().post('/invitations/accept', { token, account, name: '梁静', password });
const signIn = async (account: string) => {
  const who = house.visitor();
  await who.post('/session', { account, password });
  return who;
};

test('an invitation by link makes a member’s account, once; what it said of the person goes with it', async () => {
  const { token, mailed } = await invite({ name: '梁静', email: 'liang@example.cn' });
  expect(mailed).toBe(true);
  expect(textOf(mailbox.mails.at(-1) ?? { raw: '' })).toContain(`https://touyan.test/invitation/${token}`);
  expect(await house.visitor().post('/invitations/read', { token })).toMatchObject({
    role: 'member',
    name: '梁静',
    organization: '云川成员有限公司',
  });
  await expect(
    house.visitor().post('/invitations/accept', { token, account: 'liang', name: '梁静', password: 'weak' }),
  ).rejects.toMatchObject({
    status: 422,
  });
  const both = await Promise.allSettled([accept(token, 'liang'), accept(token, 'liang-two')]);
  expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await expect(accept(token, 'liang-three')).rejects.toMatchObject({ code: 'invitation.over' });
  await expect(house.visitor().post('/invitations/read', { token: 'z'.repeat(43) })).rejects.toMatchObject({ status: 404 });
  const { items } = await admin.get<{ items: Record<string, unknown>[] }>('/organization/invitations');
  expect(items[0]).toMatchObject({ state: 'accepted', name: null, email: null });
  const { rows } = await house.tables.pool.query<{ said: string }>('select invitations::text as said from invitations');
  expect(rows.map((one) => one.said).join()).not.toContain(token);
});

test('it ends by time, by being revoked, and is renewed with another link; only the account that it names may accept', async () => {
  const revoked = await invite({ name: '甲' });
  await admin.post(`/invitations/${revoked.invitation.id}/revoke`);
  await expect(accept(revoked.token, 'a1')).rejects.toMatchObject({ code: 'invitation.over' });
  const old = await invite({ name: '乙', account: 'yi' });
  now = new Date(now.getTime() + 8 * 86_400_000);
  admin = await house.as({ account: 'admin', roles: ['organizationAdmin'], organization });
  other = await house.as({ account: 'other-admin', roles: ['organizationAdmin'] });
  await expect(accept(old.token, 'yi')).rejects.toMatchObject({ code: 'invitation.over' });
  const anew = await admin.post<Invited>(`/invitations/${old.invitation.id}/renew`);
  await expect(accept(old.token, 'yi')).rejects.toMatchObject({ status: 404 });
  await expect(accept(anew.token, 'somebody')).rejects.toMatchObject({ code: 'invitation.otherAccount' });
  await accept(anew.token, 'YI');
  expect((await members()).items.map((one) => one.account)).toContain('yi');
});

test('roles change and memberships end at once, dated and logged; the last administrator neither leaves nor steps down', async () => {
  const { token } = await invite({ name: '丙' });
  await accept(token, 'bing');
  const bing = await signIn('bing');
  await expect(admin.post(`/organization/members/${await idOf('admin')}/end`)).rejects.toMatchObject({ code: 'member.last' });
  await expect(admin.post(`/organization/members/${await idOf('admin')}/role`, { role: 'member' })).rejects.toMatchObject({
    code: 'member.last',
  });
  await expect(admin.post('/organization/leave')).rejects.toMatchObject({ code: 'member.last' });
  await expect(members(bing)).rejects.toMatchObject({ status: 403 });
  await admin.post(`/organization/members/${await idOf('bing')}/role`, { role: 'organizationAdmin' });
  expect((await members(bing)).items.length).toBeGreaterThan(1);
  // Two administrators who end one another at once: one stays.
  const [mine, his] = [await idOf('admin'), await idOf('bing')];
  const ended = await Promise.allSettled([
    admin.post(`/organization/members/${his}/end`),
    bing.post(`/organization/members/${mine}/end`),
  ]);
  expect(ended.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  const left = ended[0]?.status === 'fulfilled' ? admin : bing;
  const gone = left === admin ? bing : admin;
  await expect(members(gone)).rejects.toMatchObject({ status: 403 });
  const { items } = await members(left);
  expect(items.filter((one) => one.until === null && one.role === 'organizationAdmin')).toHaveLength(1);
  expect(items.filter((one) => one.until !== null).length).toBeGreaterThan(1);
  // Who has left comes back by another invitation, with the account that there is.
  const back = await invite({ name: '回', role: 'organizationAdmin' }, left);
  await gone.post('/invitations/join', { token: back.token });
  admin = left;
  expect((await members(gone)).items.length).toBeGreaterThan(2);
  await gone.post('/organization/leave');
  await expect(members(gone)).rejects.toMatchObject({ status: 403 });
  const audit = await house.as('auditAdmin');
  for (const event of ['invited', 'memberJoined', 'memberChanged', 'memberEnded', 'invitationRevoked'])
    expect((await audit.get<{ items: unknown[] }>('/security-log', { event })).items.length).toBeGreaterThan(0);
});

test('another organization’s members and invitations are not there; officers act for none; a member elsewhere joins no second one', async () => {
  const { items } = await members();
  const id = items.find((one) => one.until === null && one.role === 'member')?.id ?? '';
  const { invitation, token } = await invite({ name: '丁' });
  for (const path of [
    `/organization/members/${id}/end`,
    `/invitations/${invitation.id}/revoke`,
    `/invitations/${invitation.id}/renew`,
  ])
    await expect(other.post(path)).rejects.toMatchObject({ status: 404 });
  await expect(other.post(`/organization/members/${id}/role`, { role: 'organizationAdmin' })).rejects.toMatchObject({
    status: 404,
  });
  const zhou = await house.as('bureauOfficer');
  await expect(zhou.post(`/invitations/${invitation.id}/revoke`)).rejects.toMatchObject({ status: 404 });
  await expect(zhou.post('/invitations/join', { token })).rejects.toMatchObject({ code: 'member.ofHouse' });
  await expect(other.post('/invitations/join', { token })).rejects.toMatchObject({ code: 'member.elsewhere' });
  for (const body of [
    { name: 'a\u0000b' },
    { name: '' },
    { name: 'x', email: 'no' },
    { name: 'x', role: 'bureauOfficer' },
    { name: 'x', organization: id },
  ])
    await expect(invite(body)).rejects.toMatchObject({ status: 400 });
});

test('the bureau invites an expert, who is an expert and nothing else', async () => {
  const zhou = await house.as('bureauOfficer');
  await expect(admin.post('/experts/invitations', { name: '顾' })).rejects.toMatchObject({ status: 403 });
  const { token, invitation } = await zhou.post<Invited>('/experts/invitations', { name: '顾' });
  await expect(admin.post(`/invitations/${invitation.id}/revoke`)).rejects.toMatchObject({ status: 404 });
  await accept(token, 'gu');
  expect(await (await signIn('gu')).get('/session')).toMatchObject({ roles: ['expert'], organization: null });
  expect((await zhou.get<{ items: object[] }>('/experts/invitations')).items[0]).toMatchObject({
    state: 'accepted',
    acceptedBy: 'gu',
  });
});

test('what an invitation says of a person is not kept once it has long run out', async () => {
  await invite({ name: '贺久', email: 'he@example.cn' });
  const held = async () => JSON.stringify(await house.database.db.selectFrom('invitations').select(['name', 'email']).execute());
  const { db } = house.database;
  await forgetInvited({ db, sessions: house.sessions });
  expect(await held()).toContain('贺久');
  now = new Date(now.getTime() + 90 * 86_400_000);
  await forgetInvited({ db, sessions: house.sessions });
  expect(await held()).not.toMatch(/贺久|he@example/);
});
