// Accounts of others over HTTP: three administrators of whom none does what is another's, and the log that the third reads.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RefusedError, startApp, testPassword, type Person, type TestApp } from '../../../test/harness/http.ts';
import type { KeptAccount } from '../shared/accounts.ts';
import { type Role, roles } from '../shared/actor.ts';
import type { SecurityLine } from '../shared/securityLog.ts';
import { createAccount } from './accounts.ts';

let house: TestApp;
let system: Person;
let security: Person;
let audit: Person;
beforeAll(async () => {
  house = await startApp();
  [system, security, audit] = [await house.as('systemAdmin'), await house.as('securityAdmin'), await house.as('auditAdmin')];
});
afterAll(() => house.close());

type Made = { account: KeptAccount; password: string };
const reason = { reason: '岗位变动' };
const make = (account: string, duty = 'business') => system.post<Made>('/accounts', { account, name: `${account}先生`, duty });
const at = (one: { account: KeptAccount }, action: string) => `/accounts/${one.account.id}/${action}`;
const refused = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => null,
    (one: unknown) => one,
  );
  if (!(error instanceof RefusedError)) throw new Error('was not refused');
  return error;
};
const enter = async (account: string, password: string): Promise<Person> => {
  const person = house.visitor();
  await person.post('/session', { account, password });
  return person;
};
const logOf = (query: Record<string, string>) =>
  audit.get<{ items: SecurityLine[]; next: string | null }>('/security-log', query);

/** What stands here may be asked by these roles; a visitor by none of it. */
const powers: Record<string, readonly Role[]> = {
  'GET /accounts': ['systemAdmin', 'securityAdmin'],
  'GET /accounts/:id': ['systemAdmin', 'securityAdmin'],
  'POST /accounts': ['systemAdmin'],
  'POST /accounts/:id/disable': ['systemAdmin'],
  'POST /accounts/:id/enable': ['systemAdmin'],
  'POST /accounts/:id/roles': ['securityAdmin'],
  'POST /accounts/:id/reset-password': ['securityAdmin'],
  'POST /accounts/:id/reset-factor': ['securityAdmin'],
  'POST /accounts/:id/unlock': ['securityAdmin'],
  'GET /security-log': ['auditAdmin'],
  'GET /security-log/export': ['auditAdmin'],
};

test('each role may do what the list of powers says and nothing else; nobody both makes an account and gives it rights', async () => {
  const mounted = house.app.mounted.filter(({ path }) => /^\/(accounts|security-log)/.test(path));
  const named = mounted.map(({ method, path, access }) => [`${method} ${path}`, access]);
  expect(Object.fromEntries(named)).toEqual(powers);
  const one = await make('for-powers');
  const wrong: string[] = [];
  for (const role of roles) {
    const person = await house.as(role);
    for (const [power, allowed] of Object.entries(powers)) {
      const [method = '', path = ''] = power.split(' ');
      const body = method === 'POST' ? {} : undefined;
      const { status } = await person.send(method, path.replace(':id', one.account.id), body === undefined ? {} : { body });
      // An empty body is a bad one for whoever may ask at all.
      if ((status === 403) === allowed.includes(role)) wrong.push(`${role} ${power}: ${status}`);
    }
  }
  for (const power of Object.keys(powers)) {
    const [method = '', path = ''] = power.split(' ');
    const { status } = await house.visitor().send(method, path.replace(':id', one.account.id));
    if (status !== 401) wrong.push(`visitor ${power}: ${status}`);
  }
  expect(wrong).toEqual([]);
});

test('an account is made by one, given its role by another, and its owner chooses the password', async () => {
  const made = await make('Zhao');
  expect(made.account).toMatchObject({ account: 'zhao', roles: [], state: 'active', initial: true, factor: false });
  expect(made.password).toMatch(/^\w{4}(-\w{4}){3}$/);
  expect(await security.post(at(made, 'roles'), { roles: ['districtOfficer'], region: 'CZ-WJ', ...reason })).toMatchObject({
    roles: ['districtOfficer'],
    region: 'CZ-WJ',
    actions: ['grant', 'resetPassword'],
  });
  const zhao = await enter('zhao', made.password);
  expect(await zhao.get('/session')).toMatchObject({ needs: 'newPassword' });
  await zhao.post('/account/password', { current: made.password, next: testPassword });
  expect(await zhao.get('/session')).toMatchObject({ needs: 'secondFactor' });
  expect((await logOf({ event: 'rolesChanged' })).items[0]).toMatchObject({
    name: 'securityadmin',
    outcome: 'done',
    address: '127.0.0.1',
    object: { kind: 'account', id: made.account.id, name: 'zhao' },
    detail: { roles: ['districtOfficer'], region: 'CZ-WJ', reason: '岗位变动' },
  });
});

test('a role that does not go with the account, the district or the organization is refused with its field', async () => {
  const made = await make('qian');
  const admin = await make('qian-admin', 'audit');
  const grant = async (one: Made, body: object) => refused(security.post(at(one, 'roles'), { ...reason, ...body }));
  expect(await grant(made, { roles: ['systemAdmin'] })).toMatchObject({ errors: [{ path: 'roles', code: 'separateDuties' }] });
  expect(await grant(made, { roles: ['registrar', 'auditAdmin'] })).toMatchObject({ status: 422 });
  expect(await grant(admin, { roles: ['securityAdmin'] })).toMatchObject({ errors: [{ code: 'separateDuties' }] });
  expect(await grant(made, { roles: ['member'] })).toMatchObject({ errors: [{ path: 'roles', code: 'ofOrganization' }] });
  expect(await grant(made, { roles: ['districtOfficer'] })).toMatchObject({ errors: [{ path: 'region' }] });
  expect(await grant(made, { roles: ['registrar'], region: 'CZ-WJ' })).toMatchObject({ errors: [{ path: 'region' }] });
  expect(await grant(made, { roles: ['districtOfficer'], region: 'YC-CH' })).toMatchObject({ errors: [{ code: 'unknown' }] });
  expect(await grant(made, { roles: ['king'] })).toMatchObject({ status: 400 });
  expect(await grant(made, { roles: ['registrar'], reason: ' ' })).toMatchObject({ status: 400 });
  const organization = '0198c0de-0000-7000-8000-00000000c0de';
  const { db } = house.database;
  const whose = { account: 'of-firm', name: '李', password: testPassword, roles: ['member'] as const };
  const id = await createAccount(db, { ...whose, organization: { id: organization, since: '2026-01-01' } });
  const officer = { roles: ['bureauOfficer'], ...reason };
  expect((await refused(security.post(`/accounts/${id}/roles`, officer))).errors).toMatchObject([{ code: 'ofOrganization' }]);
  expect((await system.get<{ roles: Role[] }>(`/accounts/${id}`)).roles).toEqual(['member']);
});

test('nobody changes himself, and the last administrator of a kind stays', async () => {
  const idOf = async (account: string) => (await system.get<{ items: KeptAccount[] }>('/accounts', { q: account })).items[0]?.id;
  const [own, other] = [await idOf('systemadmin'), await idOf('securityadmin')];
  expect((await refused(system.post(`/accounts/${own}/disable`, reason))).code).toBe('account.self');
  expect((await refused(security.post(`/accounts/${other}/roles`, { roles: [], ...reason }))).code).toBe('account.self');
  expect((await refused(system.post(`/accounts/${other}/disable`, reason))).code).toBe('account.last');
  expect((await refused(security.post(`/accounts/${own}/roles`, { roles: [], ...reason }))).code).toBe('account.last');
  const second = await make('second-admin', 'security');
  await security.post(at(second, 'roles'), { roles: ['securityAdmin'], ...reason });
  await system.post(`/accounts/${other}/disable`, reason);
  // The other way round there is only the second one left.
  expect((await refused(system.post(at(second, 'disable'), reason))).code).toBe('account.last');
  await system.post(`/accounts/${other}/enable`, reason);
  security = await house.as('securityAdmin');
});

test('disabling, resetting and withdrawing end what was open at once', async () => {
  const made = await make('sun');
  const sun = await enter('sun', made.password);
  await sun.get('/session');
  expect(await system.post(at(made, 'disable'), reason)).toMatchObject({ state: 'disabled', actions: ['enable'] });
  expect((await refused(sun.get('/session'))).status).toBe(401);
  expect((await refused(enter('sun', made.password))).code).toBe('session.wrong');
  expect((await refused(system.post(at(made, 'disable'), reason))).code).toBe('account.notNow');
  await system.post(at(made, 'enable'), reason);
  await enter('sun', made.password);
  const reset = await security.post<Made>(at(made, 'reset-password'), reason);
  expect((await refused(enter('sun', made.password))).code).toBe('session.wrong');
  expect(await (await enter('sun', reset.password)).get('/session')).toMatchObject({ needs: 'newPassword' });
  expect((await refused(security.post(at(made, 'reset-factor'), reason))).code).toBe('account.notNow');
  await house.database.db
    .insertInto('second_factors')
    .values({ account: made.account.id, secret: Buffer.alloc(0), begun_at: new Date(), confirmed_at: new Date() })
    .execute();
  expect((await refused(enter('sun', reset.password))).code).toBe('session.codeRequired');
  await security.post(at(made, 'reset-factor'), reason);
  await enter('sun', reset.password);
  for (let tries = 0; tries < 5; tries++) await refused(enter('sun', 'Wrong-one-1'));
  expect((await refused(enter('sun', reset.password))).status).toBe(423);
  expect(await security.get(`/accounts/${made.account.id}`)).toMatchObject({ state: 'locked' });
  await security.post(at(made, 'unlock'), reason);
  await enter('sun', reset.password);
});

test('the list is searched and filtered, and hostile questions get nothing', async () => {
  const list = (query: Record<string, string>) => system.get<{ items: KeptAccount[]; next: string | null }>('/accounts', query);
  expect((await list({ q: 'SUN先' })).items.map(({ account }) => account)).toEqual(['sun']);
  expect((await list({ q: '%' })).items).toEqual([]);
  expect((await list({ role: 'auditAdmin' })).items.map(({ account }) => account)).toEqual(['auditadmin']);
  expect((await list({ state: 'disabled' })).items).toEqual([]);
  expect(await list({ q: 'sun', count: 'yes' })).toMatchObject({ total: { rows: 1, more: false } });
  const first = await list({ limit: '2' });
  const second = await list({ limit: '2', after: first.next ?? '' });
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(4);
  for (const query of [{ role: 'king' }, { after: 'x' }, { q: 'x'.repeat(101) }, { junk: '1' }])
    expect((await system.send('GET', '/accounts', { query })).status).toBe(400);
  const nobody = '0198c0de-0000-7000-8000-000000000000';
  expect((await system.send('GET', `/accounts/${nobody}`)).status).toBe(404);
  expect((await system.send('POST', `/accounts/${nobody}/disable`, { body: reason })).status).toBe(404);
  for (const account of ['a b', 'x'.repeat(65), 'zh\u0000ao', '\ud800x', ''])
    expect(
      (await system.send('POST', '/accounts', { body: { account, name: '赵', duty: 'business' } })).status,
    ).toBeGreaterThanOrEqual(400);
  expect((await refused(make('zhao'))).code).toBe('account.taken');
});

test('the log is filtered by account, event and day, paged, taken away, and its being taken is logged', async () => {
  const { items } = await logOf({ account: 'SUN', event: 'signIn', outcome: 'refused' });
  expect(items.length).toBeGreaterThan(5);
  for (const one of items) expect(one).toMatchObject({ name: 'sun', event: 'signIn', outcome: 'refused' });
  const whole = (await logOf({ limit: '200' })).items.map(({ id }) => id);
  const paged: string[] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page: Awaited<ReturnType<typeof logOf>> = await logOf({ limit: '7', ...(after ? { after } : {}) });
    paged.push(...page.items.map(({ id }) => id));
    after = page.next ?? undefined;
  }
  expect(paged).toEqual(whole);
  expect(await logOf({ count: 'yes' })).toMatchObject({ total: { rows: whole.length, more: false } });
  expect((await logOf({ from: '2999-01-01' })).items).toEqual([]);
  expect((await logOf({ to: '2020-01-01' })).items).toEqual([]);
  expect((await audit.send('GET', '/security-log', { query: { from: '2026-02-30' } })).status).toBe(400);
  const file = await audit.send('GET', '/security-log/export', { query: { account: 'sun' } });
  const lines = (await file.text()).trim().split('\r\n');
  expect([file.headers.get('content-type'), lines[0]]).toEqual(['text/csv; charset=utf-8', expect.stringContaining('时间,')]);
  expect(lines.length - 1).toBe((await logOf({ account: 'sun', limit: '200' })).items.length);
  expect((await logOf({ event: 'export' })).items[0]).toMatchObject({ name: 'auditadmin', object: { kind: 'securityLog' } });
});

test('nobody changes or removes a line of the log: not the app, and within six months not the owner', async () => {
  const { pool, ownerPool } = house.database;
  for (const change of ['delete from security_log', `update security_log set name = 'x'`, 'truncate security_log'])
    await expect(pool.query(change)).rejects.toThrow(/permission denied/);
  for (const change of ['delete from security_log', `update security_log set name = 'x'`, 'truncate security_log'])
    await expect(ownerPool.query(change)).rejects.toThrow(/only ever added to/);
  const old = `insert into security_log (id, at, name, event, outcome, address) values (gen_random_uuid(), now() - interval '7 months', 'old', 'signIn', 'done', '')`;
  await ownerPool.query(old);
  expect((await ownerPool.query(`delete from security_log where name = 'old'`)).rowCount).toBe(1);
});
