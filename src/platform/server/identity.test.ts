// Two factors, passwords through time, and stolen sessions, over HTTP: what is asked at the door, what opens it, and what ends a session.
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { personAt, RefusedError, startApp, testPassword, type Person, type TestApp } from '../../../test/harness/http.ts';
import type { Account, OwnSession } from '../shared/account.ts';
import type { Role } from '../shared/actor.ts';
import { route } from '../shared/route.ts';
import { z } from 'zod';
import { createAccount } from './accounts.ts';
import { openCrypto } from './crypto.ts';
import { ensureDemoAccounts } from './demo.ts';
import { mount } from './mount.ts';

const minute = 60_000;
let shift = 0;
const pass = (minutes: number) => (shift += minutes * minute);
const now = () => new Date(Date.UTC(2026, 10, 24, 3, 0) + shift);
const work = route({
  method: 'GET',
  path: '/matters',
  summary: 'platform:routes.session',
  access: 'signedIn',
  response: z.object({ ok: z.boolean() }),
});
const front = route({ ...work, path: '/front', access: 'public' });

let house: TestApp;
beforeAll(async () => {
  const crypto = openCrypto({ suite: 'sm', secret: Buffer.alloc(32, 5) });
  house = await startApp(
    ({ app }) => {
      mount(app, work, () => ({ ok: true }));
      mount(app, front, ({ actor }) => ({ ok: actor.account !== null }));
    },
    { now, crypto, demo: true },
  );
});
let hours = 0;
beforeEach(() => (shift = ++hours * 60 * minute));
afterAll(() => house.close());

type Given = Partial<Parameters<typeof createAccount>[1]>;
const make = (account: string, roles: Role[], more: Given = {}) =>
  createAccount(house.database.db, { account, name: account, password: testPassword, roles, ...more });
const enter = async (account: string, more: object = {}, person: Person = house.visitor()): Promise<Person> => {
  await person.post('/session', { account, password: testPassword, ...more });
  return person;
};
const refused = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => null,
    (one: unknown) => one,
  );
  if (!(error instanceof RefusedError)) throw new Error('was not refused');
  return error;
};
/** An authenticator that has read the code. */
const authenticator = (secret: string) => {
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
  return (steps = 0) => totp.generate({ timestamp: now().getTime() + steps * 30_000 });
};
type Began = { secret: string; uri: string; qr: string };
type Codes = { recoveryCodes: string[] };
const enrol = async (person: Person, password?: string) => {
  const began = await person.post<Began>('/account/factor', password === undefined ? {} : { password });
  const code = authenticator(began.secret);
  const { recoveryCodes } = await person.post<Codes>('/account/factor/confirm', { code: code() });
  pass(1);
  return { code, recoveryCodes, began };
};
const logOf = async (name: string) =>
  (
    await house.database.pool.query('select event, outcome, detail, address from security_log where name = $1 order by id', [
      name,
    ])
  ).rows;

test('an officer is led to a second factor before anything else, and from then on is asked for a code', async () => {
  await make('wang', ['bureauOfficer']);
  const wang = await enter('wang');
  expect(await wang.get('/session')).toMatchObject({ needs: 'secondFactor', roles: ['bureauOfficer'] });
  for (const path of ['/matters', '/account/sessions', '/security-log', '/accounts'])
    expect(await refused(wang.get(path))).toMatchObject({ status: 403, code: 'session.unfinished' });
  // What is public is shown as to a visitor.
  expect(await wang.get('/front')).toEqual({ ok: false });
  const token = [...wang.cookies.values()][0];
  const { code, recoveryCodes, began } = await enrol(wang);
  expect(began.qr).toMatch(/^<svg /);
  expect(decodeURIComponent(began.uri)).toMatch(/^otpauth:\/\/totp\/Touyan:wang\?/);
  expect(new Set(recoveryCodes).size).toBe(10);
  expect([...wang.cookies.values()][0]).not.toBe(token);
  expect(await wang.get('/matters')).toEqual({ ok: true });
  expect(await wang.get('/account')).toMatchObject({ factor: { on: true, required: true, recoveryLeft: 10 } });

  const asked = await refused(enter('wang'));
  expect(asked).toMatchObject({ status: 401, code: 'session.codeRequired' });
  expect(await refused(enter('wang', { password: 'Wrong-one-1', code: code() }))).toMatchObject({ code: 'session.wrong' });
  pass(1);
  await enter('wang', { code: ` ${code().slice(0, 3)} ${code().slice(3)}` });
  expect(await refused(wang.post('/account/factor/remove', { code: code() }))).toMatchObject({ code: 'factor.required' });
});

test('no secret, code or recovery code stands in the database as it is', async () => {
  await make('plain', ['registrar']);
  const person = await enter('plain');
  const { began, recoveryCodes } = await enrol(person);
  const { rows } = await house.database.pool.query(
    `select f.secret, array(select mac from recovery_codes r where r.account = f.account) as macs, (select json_agg(l) from security_log l) as log
     from second_factors f join accounts a on a.id = f.account where a.account = 'plain'`,
  );
  const bytes = Buffer.from(Secret.fromBase32(began.secret.replaceAll(' ', '')).bytes);
  expect(rows[0].secret.includes(bytes)).toBe(false);
  expect(JSON.stringify(rows)).not.toContain(began.secret.replaceAll(' ', ''));
  for (const code of recoveryCodes) expect(JSON.stringify(rows)).not.toContain(code);
});

test('a code is taken once, one step early or late, and no other', async () => {
  await make('step', ['registrar']);
  const { code } = await enrol(await enter('step'));
  const used = code();
  await enter('step', { code: used });
  expect(await refused(enter('step', { code: used }))).toMatchObject({ status: 401, code: 'session.wrongCode' });
  await enter('step', { code: code(1) });
  // A step before the last one taken is past, though its time is not.
  expect((await refused(enter('step', { code: code() }))).code).toBe('session.wrongCode');
  pass(5);
  for (const late of [code(-2), code(2), '000000', 'abcdef', '12345'])
    expect((await refused(enter('step', { code: late }))).status).toBeGreaterThanOrEqual(401);
  pass(20);
  const one = code();
  const both = await Promise.allSettled([enter('step', { code: one }), enter('step', { code: one })]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('wrong codes lock like wrong passwords, asking for the code does not count, and the lock is logged', async () => {
  await make('locks', ['registrar']);
  const { code } = await enrol(await enter('locks'));
  for (let tries = 0; tries < 8; tries++) expect((await refused(enter('locks'))).code).toBe('session.codeRequired');
  for (let tries = 1; tries <= 4; tries++) {
    expect((await refused(enter('locks', { code: '000000' }))).code).toBe('session.wrongCode');
    expect((await refused(enter('locks'))).code).toBe('session.codeRequired');
  }
  expect((await refused(enter('locks', { code: '000000' }))).code).toBe('session.wrongCode');
  expect((await refused(enter('locks', { code: code() }))).status).toBe(423);
  expect((await refused(enter('locks'))).status).toBe(423);
  const log = await logOf('locks');
  expect(log.filter(({ event }) => event === 'locked')).toMatchObject([{ outcome: 'done', address: '127.0.0.1' }]);
  expect(log.filter(({ detail }) => detail?.why === 'code')).toHaveLength(5);
  pass(16);
  await enter('locks', { code: code() });
});

test('a recovery code opens once in place of a code; new ones put the old out of use', async () => {
  await make('rescue', ['auditAdmin']);
  const person = await enter('rescue');
  const { code, recoveryCodes } = await enrol(person);
  const [first = '', second = ''] = recoveryCodes;
  await enter('rescue', { code: first.toLowerCase().replace('-', ' ') });
  expect((await refused(enter('rescue', { code: first }))).code).toBe('session.wrongCode');
  const { recoveryCodes: fresh } = await person.post<Codes>('/account/recovery-codes', { code: code() });
  expect((await refused(enter('rescue', { code: second }))).code).toBe('session.wrongCode');
  await enter('rescue', { code: fresh[0] });
  expect(await person.get('/account')).toMatchObject({ factor: { recoveryLeft: 9 } });
  await make('neighbour', ['auditAdmin']);
  await enrol(await enter('neighbour'));
  expect((await refused(enter('neighbour', { code: fresh[1] }))).code).toBe('session.wrongCode');
});

test('others turn it on with their password and off with a code, and are asked for one only between', async () => {
  await make('expert', ['expert']);
  const person = await enter('expert');
  expect((await refused(person.post('/account/factor', {}))).code).toBe('session.wrong');
  expect((await refused(person.post('/account/factor/confirm', { code: '123456' }))).code).toBe('factor.notBegun');
  expect((await refused(person.post('/account/recovery-codes', { code: '123456' }))).code).toBe('factor.none');
  const other = await enter('expert');
  const { code } = await enrol(person, testPassword);
  expect((await refused(other.get('/matters'))).status).toBe(401);
  expect((await refused(enter('expert'))).code).toBe('session.codeRequired');
  expect((await refused(person.post('/account/factor', { password: testPassword }))).code).toBe('factor.held');
  expect((await refused(person.post('/account/factor/remove', { code: '000000' }))).code).toBe('session.wrongCode');
  await person.post('/account/factor/remove', { code: code() });
  await enter('expert');
  expect((await logOf('expert')).map(({ event }) => event)).toContain('factorRemoved');
});

test('a first password opens nothing but its change, and none of the last five comes back', async () => {
  await make('first', ['expert'], { initial: true });
  const person = await enter('first');
  expect(await person.get('/session')).toMatchObject({ needs: 'newPassword' });
  expect((await refused(person.get('/matters'))).code).toBe('session.unfinished');
  const elsewhere = await enter('first');
  const change = (current: string, next: string) => person.post<Account>('/account/password', { current, next });
  expect((await refused(change('Wrong-one-1', 'Second-pass-2'))).code).toBe('session.wrong');
  expect(await refused(change(testPassword, 'short'))).toMatchObject({ status: 422, errors: [{ path: 'next', code: 'weak' }] });
  expect(await refused(change(testPassword, testPassword))).toMatchObject({ errors: [{ path: 'next', code: 'usedBefore' }] });
  const passwords = [testPassword, 'Second-pass-2', 'Third-pass-3', 'Fourth-pass-4', 'Fifth-pass-5', 'Sixth-pass-6'];
  for (const [at, next] of passwords.slice(1).entries()) await change(passwords[at] ?? '', next);
  expect(await refused(change('Sixth-pass-6', 'Second-pass-2'))).toMatchObject({ errors: [{ code: 'usedBefore' }] });
  await change('Sixth-pass-6', testPassword);
  expect(await person.get('/matters')).toEqual({ ok: true });
  expect((await refused(elsewhere.get('/session'))).status).toBe(401);
  const { rows } = await house.database.pool.query(
    `select count(*)::int as n from old_passwords o join accounts a on a.id = o.account where a.account = 'first'`,
  );
  expect(rows).toEqual([{ n: 4 }]);
});

test('after 90 days the password must be changed; who signs in by a portal has none', async () => {
  const { pool } = house.database;
  await make('old', ['expert']);
  await pool.query(`update accounts set password_changed_at = $1 where account = 'old'`, [
    new Date(now().getTime() - 90 * 86_400_000),
  ]);
  expect(await (await enter('old')).get('/session')).toMatchObject({ needs: 'newPassword' });
  const id = await make('portal', ['expert'], { password: null });
  expect((await refused(enter('portal'))).code).toBe('session.wrong');
  const opened = await house.sessions.openFor(id, { address: '127.0.0.1' });
  expect(opened?.found.session).toMatchObject({ account: 'portal', needs: null });
});

test('an administrator is out after 15 minutes, others after 30', async () => {
  await make('admin', ['systemAdmin']);
  const admin = await enter('admin');
  await enrol(admin);
  expect(await admin.get('/session')).toMatchObject({ idleSeconds: 900 });
  pass(14);
  await admin.get('/matters');
  pass(15);
  expect((await refused(admin.get('/matters'))).status).toBe(401);
});

test('a token from before renewal, replayed after the new one was seen, ends the session for both and is logged', async () => {
  await make('robbed', ['expert']);
  const owner = await enter('robbed');
  const name = house.app.cookieName;
  const thief = personAt(house.url);
  thief.cookies.set(name, owner.cookies.get(name) ?? '');
  pass(16);
  await owner.get('/matters');
  pass(0.1);
  await owner.get('/matters');
  pass(2);
  expect((await refused(thief.get('/matters'))).status).toBe(401);
  pass(0.1);
  expect((await refused(owner.get('/matters'))).status).toBe(401);
  expect((await logOf('robbed')).at(-1)).toMatchObject({ event: 'sessionReplayed', outcome: 'refused', address: '127.0.0.1' });
});

test('one sees where one is signed in, ends that, and no session of anybody else', async () => {
  await make('seen', ['expert']);
  const agent =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0';
  const desk = house.visitor();
  await desk.send('POST', '/session', { body: { account: 'seen', password: testPassword }, headers: { 'user-agent': agent } });
  pass(2);
  const phone = await enter('seen');
  const { items } = await phone.get<{ items: OwnSession[] }>('/account/sessions');
  expect(items).toMatchObject([{ present: true }, { present: false, browser: 'edge', system: 'windows', address: '127.0.0.1' }]);
  const stranger = await enter('expert');
  const foreign = await stranger.send('DELETE', `/account/sessions/${items[1]?.id}`);
  expect(foreign.status).toBe(404);
  await phone.delete(`/account/sessions/${items[1]?.id}`);
  expect((await refused(desk.get('/matters'))).status).toBe(401);
  await enter('seen');
  expect(await phone.post('/account/sessions/end-others')).toEqual({ ended: 1 });
  expect(await phone.get('/matters')).toEqual({ ok: true });
});

test('a demo account owes nothing and nobody changes it', async () => {
  const roles: Role[] = [
    'member',
    'organizationAdmin',
    'districtOfficer',
    'bureauOfficer',
    'registrar',
    'expert',
    'technologyManager',
  ];
  const admins: Role[] = ['systemAdmin', 'securityAdmin', 'auditAdmin'];
  const named = (role: Role) => [role, { account: `demo-${role.toLowerCase()}`, name: { zh: role, en: role }, region: null }];
  const accounts = Object.fromEntries([...roles, ...admins].map(named));
  await ensureDemoAccounts(house.database.db, { accounts, organization: null } as never);
  const demo = house.visitor();
  await demo.post('/session', { account: 'demo-bureauofficer', password: 'Touyan-demo-1' });
  expect(await demo.get('/session')).toMatchObject({ needs: null, demo: true });
  expect((await refused(demo.post('/account/password', { current: 'Touyan-demo-1', next: 'My-own-one-1' }))).code).toBe(
    'account.demo',
  );
  expect((await refused(demo.post('/account/factor', { password: 'Touyan-demo-1' }))).code).toBe('account.demo');
  expect((await refused(demo.post('/account/sessions/end-others'))).code).toBe('account.demo');
  // On a real city's pack its administrators see the demonstration alone, and change nothing.
  const admin = house.visitor();
  await admin.post('/session', { account: 'demo-systemadmin', password: 'Touyan-demo-1' });
  const { items } = await admin.get<{ items: { demo: boolean }[] }>('/accounts');
  expect(items.filter((one) => !one.demo)).toEqual([]);
  expect(items.length).toBe(10);
  expect((await refused(admin.post('/accounts', { account: 'mine', name: '我', duty: 'business' }))).code).toBe('notAllowed');
});
