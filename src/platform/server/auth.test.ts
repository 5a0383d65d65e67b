// Signing in over HTTP: sessions, lockout, renewal, fixation, demo accounts, and the three administrators who share nothing.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { personAt, RefusedError, startApp, testPassword, type Person, type TestApp } from '../../../test/harness/http.ts';
import { roles, type Role } from '../shared/actor.ts';
import { city } from '../shared/city.ts';
import { route } from '../shared/route.ts';
import type { DemoAccount } from '../shared/session.ts';
import { z } from 'zod';
import { createAccount } from './accounts.ts';
import { openSessions } from './auth.ts';
import { ensureDemoAccounts } from './demo.ts';
import { mount } from './mount.ts';

const minute = 60_000;
/** The house's clock, moved by the tests. */
let shift = 0;
const pass = (minutes: number) => (shift += minutes * minute);
const now = () => new Date(Date.UTC(2026, 10, 24, 3, 0) + shift);

const whoAmI = route({
  method: 'GET',
  path: '/actor',
  summary: 'platform:routes.session',
  access: 'public',
  response: z.object({
    roles: z.array(z.string()),
    region: z.string().nullable(),
    organization: z.string().nullable(),
    demo: z.boolean(),
  }),
});
const company = '0198c0de-0000-7000-8000-00000000c0de';

let house: TestApp;
beforeAll(async () => {
  house = await startApp(
    ({ app }) =>
      mount(app, whoAmI, ({ actor }) => ({
        roles: [...actor.roles],
        region: actor.region,
        organization: actor.organization,
        demo: actor.demo,
      })),
    { now },
  );
  const { db } = house.database;
  await createAccount(db, {
    account: 'Zhou',
    name: '周明',
    nameInEnglish: 'Zhou Ming',
    password: testPassword,
    roles: ['expert', 'technologyManager'],
    region: 'CZ-WJ',
  });
  await createAccount(db, {
    account: 'lin',
    name: '林芳',
    password: testPassword,
    roles: ['member'],
    organization: { id: company, since: '2026-11-24' },
  });
});
let days = 0;
beforeEach(() => (shift = ++days * 24 * 60 * minute));
afterAll(() => house.close());

const signIn = async (account: string, password = testPassword, person: Person = house.visitor()): Promise<Person> => {
  await person.post('/session', { account, password });
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
const tokenOf = (person: Person) => person.cookies.get('touyan-test') ?? '';
const withToken = (token: string): Person => {
  const person = personAt(house.url);
  person.cookies.set('touyan-test', token);
  return person;
};
test('who signs in is told who they are, and so is the server', async () => {
  const zhou = await signIn(' ZHOU ');
  const told = {
    account: 'zhou',
    name: '周明',
    roles: ['expert', 'technologyManager'],
    organization: null,
    region: 'CZ-WJ',
    language: 'zh-CN',
    demo: false,
    needs: null,
    idleSeconds: 1800,
    for: null,
  };
  expect(await zhou.get('/session')).toEqual(told);
  expect(await (await zhou.send('GET', '/session', { headers: { 'accept-language': 'en' } })).json()).toEqual({
    ...told,
    name: 'Zhou Ming',
  });
  expect(await zhou.get('/actor')).toEqual({
    roles: ['expert', 'technologyManager'],
    region: 'CZ-WJ',
    organization: null,
    demo: false,
  });
  const lin = await signIn('lin');
  expect(await lin.get('/actor')).toMatchObject({ roles: ['member'], organization: company });
});

test('the cookie is HttpOnly and Lax, lasts as long as the browser, and is Secure behind https', async () => {
  const sent = { body: { account: 'zhou', password: testPassword } };
  const plain = (await house.visitor().send('POST', '/session', sent)).headers.getSetCookie();
  expect(plain).toEqual([expect.stringMatching(/^touyan-test=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)]);
  const behind = await startApp(() => {}, { publicUrl: 'https://touyan.example.cn', database: house.database, now });
  const secure = await personAt(behind.url).send('POST', '/session', sent);
  expect(secure.headers.getSetCookie()[0]).toMatch(/; Secure$/);
  expect(secure.headers.get('strict-transport-security')).toContain('max-age=');
  const origin = (from: string) => personAt(behind.url).send('DELETE', '/session', { headers: { origin: from } });
  expect((await origin('https://touyan.example.cn')).status).toBe(204);
  expect((await origin('https://touyan.example.com')).status).toBe(403);
  await behind.app.close();
});

test('only a digest of the token is kept, and the password never', async () => {
  const zhou = await signIn('zhou');
  const { rows } = await house.database.pool.query(
    `select s::text, a.password_hash from sessions s join accounts a on a.id = s.account`,
  );
  expect(JSON.stringify(rows)).not.toContain(tokenOf(zhou));
  for (const row of rows) expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('without a session there is none, and signing out ends it at once, for the cookie as well', async () => {
  expect(await refused(house.visitor().get('/session'))).toMatchObject({ status: 401, code: 'session.none' });
  const zhou = await signIn('zhou');
  const token = tokenOf(zhou);
  expect((await zhou.send('DELETE', '/session')).status).toBe(204);
  expect(zhou.cookies.size).toBe(0);
  expect(await refused(withToken(token).get('/session'))).toMatchObject({ status: 401 });
  expect((await house.visitor().send('DELETE', '/session')).status).toBe(204);
});

test('a wrong password and an unknown account get the same answer, at the same cost', async () => {
  const took: Record<string, number[]> = { zhou: [], nobody: [] };
  for (const account of ['zhou', 'nobody', 'nobody', 'zhou']) {
    const began = performance.now();
    const { problem } = await refused(signIn(account, 'Wrong-password-1'));
    took[account]?.push(performance.now() - began);
    expect(problem).toMatchObject({ status: 401, code: 'session.wrong', title: '需要登录', errors: [] });
    expect(problem.detail).toMatch(/^账号或密码不正确，还可尝试 [34] 次$/);
  }
  expect(Math.min(...(took['nobody'] ?? []))).toBeGreaterThan(Math.min(...(took['zhou'] ?? [])) / 3);
});

test.each(['zhou', 'nobody'])(
  'five wrong passwords in a quarter of an hour lock %s for a quarter of an hour',
  async (account) => {
    for (let tries = 1; tries <= 5; tries++) expect((await refused(signIn(account, `Wrong-${tries}`))).status).toBe(401);
    const locked = await refused(signIn(account, testPassword));
    expect(locked).toMatchObject({ status: 423, code: 'session.locked' });
    expect(locked.problem.detail).toBe('密码错误次数过多，该账号已锁定至 11:15');
    pass(14);
    expect((await refused(signIn(account))).status).toBe(423);
    pass(2);
    const after = await house.visitor().send('POST', '/session', { body: { account, password: testPassword } });
    expect(after.status).toBe(account === 'zhou' ? 200 : 401);
  },
);

test('wrong passwords far apart, or before a right one, do not lock', async () => {
  for (let tries = 0; tries < 4; tries++) await refused(signIn('lin', 'Wrong'));
  pass(16);
  for (let tries = 0; tries < 4; tries++) await refused(signIn('lin', 'Wrong'));
  await signIn('lin');
  for (let tries = 0; tries < 4; tries++) await refused(signIn('lin', 'Wrong'));
  expect(await (await signIn('lin')).get('/session')).toMatchObject({ account: 'lin' });
});

test('many guesses at once are no way round the lock', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => refused(signIn('lin', `Guess-${n}`))));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 423)).toHaveLength(15);
});

test('every sign-in, right, wrong, locked, and every sign-out is logged with its time and address', async () => {
  const { rows: before } = await house.database.pool.query<{ n: string }>('select count(*) as n from security_log');
  const zhou = await signIn('zhou');
  await refused(signIn('zhou', 'Wrong'));
  await zhou.delete('/session');
  const { rows } = await house.database.pool.query(
    'select name, event, outcome, address, at from security_log order by id offset $1',
    [before[0]?.n],
  );
  expect(rows.map(({ event, outcome }) => [event, outcome])).toEqual([
    ['signIn', 'done'],
    ['signIn', 'refused'],
    ['signOut', 'done'],
  ]);
  expect(rows[0]).toMatchObject({ name: 'zhou', address: '127.0.0.1', at: now() });
});

test('a cookie that somebody planted before is never the session after', async () => {
  const planted = 'p'.repeat(43);
  const zhou = await signIn('zhou', testPassword, withToken(planted));
  expect(tokenOf(zhou)).not.toBe(planted);
  expect((await refused(withToken(planted).get('/session'))).status).toBe(401);
  const attacker = await signIn('lin');
  const victim = await signIn('zhou', testPassword, withToken(tokenOf(attacker)));
  expect(tokenOf(victim)).not.toBe(tokenOf(attacker));
  expect(await victim.get('/session')).toMatchObject({ account: 'zhou' });
  expect((await refused(attacker.get('/session'))).status).toBe(401);
});

test('a session ends after 30 minutes without a request, and after 12 hours in any case', async () => {
  const idle = await signIn('zhou');
  pass(29);
  await idle.get('/session');
  pass(31);
  expect((await refused(idle.get('/session'))).status).toBe(401);

  const busy = await signIn('zhou');
  for (let hours = 0; hours < 11.5; hours += 0.4) {
    pass(24);
    await busy.get('/session');
  }
  pass(24);
  expect((await refused(busy.get('/session'))).status).toBe(401);
});

test('a token is renewed after a while; the old one serves what is on its way, then nothing', async () => {
  const zhou = await signIn('zhou');
  const first = tokenOf(zhou);
  pass(16);
  await Promise.all([zhou.get('/session'), zhou.get('/session'), zhou.get('/actor')]);
  const second = tokenOf(zhou);
  expect(second).not.toBe(first);
  pass(0.1);
  await zhou.get('/session');
  await withToken(first).get('/session');
  pass(2);
  expect((await refused(withToken(first).get('/session'))).status).toBe(401);
});

test('who lost the answer with the new token is given another', async () => {
  const zhou = await signIn('zhou');
  pass(16);
  await withToken(tokenOf(zhou)).get('/session');
  pass(5);
  const before = tokenOf(zhou);
  await zhou.get('/session');
  expect(tokenOf(zhou)).not.toBe(before);
  pass(5);
  await zhou.get('/session');
});

test('a disabled account is out within two seconds', async () => {
  const { db } = house.database;
  const expert = await house.as('expert');
  await db.updateTable('accounts').set({ disabled: true }).where('account', '=', 'expert').execute();
  pass(0.05);
  expect((await refused(expert.get('/session'))).status).toBe(401);
  expect((await refused(signIn('expert'))).code).toBe('session.wrong');
});

test('an account has five sessions at once, the oldest ends', async () => {
  const browsers = [];
  for (let n = 0; n < 6; n++) {
    browsers.push(await signIn('lin'));
    pass(1);
  }
  const [oldest, ...others] = browsers;
  expect((await refused(oldest!.get('/session'))).status).toBe(401);
  for (const one of others) await one.get('/session');
});

test('what has ended is swept away', async () => {
  await signIn('zhou');
  await refused(signIn('ghost', 'Wrong'));
  pass(40);
  await house.sessions.sweep();
  const { rows } = await house.database.pool.query(
    'select (select count(*) from sessions) as sessions, (select count(*) from sign_in_tries) as tries',
  );
  expect(rows).toEqual([{ sessions: '0', tries: '0' }]);
});

const administrators: Role[] = ['systemAdmin', 'securityAdmin', 'auditAdmin'];

test('the three administrators share no account, with each other or with anybody', async () => {
  const { db, pool } = house.database;
  const make = (held: Role[]) =>
    createAccount(db, { account: `admin${held.length}`, name: '管理员', password: testPassword, roles: held });
  expect(await refusalIn(make(['systemAdmin', 'auditAdmin']))).toMatchObject({
    status: 422,
    errors: [{ code: 'separateDuties' }],
  });
  expect(await refusalIn(make(['securityAdmin', 'bureauOfficer']))).toMatchObject({ status: 422 });
  for (const role of administrators) {
    const id = await createAccount(db, { account: role, name: '管理员', password: testPassword, roles: [role] });
    const { duty } = await db.selectFrom('accounts').select('duty').where('id', '=', id).executeTakeFirstOrThrow();
    for (const other of roles.filter((one) => one !== role)) {
      for (const claimed of ['business', 'system', 'security', 'audit'])
        await expect(
          pool.query('insert into account_roles (account, duty, role) values ($1, $2, $3)', [id, claimed, other]),
        ).rejects.toThrow(/violates (check|foreign key)/);
    }
    await expect(pool.query(`update accounts set duty = 'business' where id = $1`, [id])).rejects.toThrow(/violates foreign key/);
    await expect(
      pool.query(`insert into memberships (id, account, organization, role, since) values ($1, $1, $1, 'member', '2026-01-01')`, [
        id,
      ]),
    ).rejects.toThrow(/violates foreign key/);
    expect(duty).not.toBe('business');
  }
});

const refusalIn = (made: Promise<unknown>) =>
  made.then(
    () => null,
    (error: unknown) => error,
  );

test('an account that cannot be is refused: taken, weak password, odd name, no organization', async () => {
  const { db } = house.database;
  const make = (of: object) =>
    refusalIn(createAccount(db, { account: 'new', name: '新人', password: testPassword, roles: ['expert'], ...of }));
  expect(await make({ account: 'ZHOU' })).toMatchObject({ status: 409, code: 'account.taken' });
  for (const password of ['Short-1', 'onlysmallletters', 'New-password-1'])
    expect(await make({ password })).toMatchObject({ status: 422, errors: [{ path: 'password' }] });
  expect(await make({ account: 'a b' })).toMatchObject({ status: 422, errors: [{ path: 'account' }] });
  expect(await make({ roles: [] })).toMatchObject({ status: 422, errors: [{ path: 'roles' }] });
  expect(await make({ roles: ['member'] })).toMatchObject({ status: 422, errors: [{ path: 'organization' }] });
});

const named = (role: Role) => ({
  account: `demo-${role.toLowerCase()}`,
  name: { zh: `演示·${role}`, en: `Demo: ${role}` },
  region: role === 'districtOfficer' ? 'YC-CH' : null,
});
const accounts = city.shape.demo.shape.accounts.parse(Object.fromEntries(roles.map((role) => [role, named(role)])));

test('demo accounts: one for each role, listed with the password that signs them in; again: no change', async () => {
  const shown = await startApp(({ app }) => mount(app, whoAmI, ({ actor }) => ({ ...actor, roles: [...actor.roles] })), {
    demo: true,
    now,
  });
  const { db, pool } = shown.database;
  await Promise.all([
    ensureDemoAccounts(db, { accounts, organization: null }),
    ensureDemoAccounts(db, { accounts, organization: null }),
  ]);
  const listed = async () => (await shown.visitor().get<{ items: DemoAccount[] }>('/session/demo-accounts')).items;
  const items = await listed();
  expect(items.map(({ role }) => role)).toEqual(roles);
  expect(items[2]).toEqual({
    account: 'demo-districtofficer',
    password: items[0]?.password,
    role: 'districtOfficer',
    name: '演示·districtOfficer',
    region: 'YC-CH',
  });
  for (const { account, password, role } of items) {
    const person = shown.visitor();
    await person.post('/session', { account, password });
    expect(await person.get('/actor')).toMatchObject({ roles: [role], demo: true });
  }
  const dump = async () =>
    (
      await pool.query(
        'select a::text, r::text, m::text from accounts a left join account_roles r on r.account = a.id left join memberships m on m.account = a.id order by 1',
      )
    ).rows;
  await ensureDemoAccounts(db, { accounts, organization: { id: company, since: '2020-01-01' } });
  const before = await dump();
  await ensureDemoAccounts(db, { accounts, organization: { id: company, since: '2020-01-01' } });
  expect(await dump()).toEqual(before);
  const ours = (await listed()).filter(({ organization }) => organization === company);
  expect(ours.map(({ role }) => role)).toEqual(['member', 'organizationAdmin']);
  await shown.close();
});

test('with the demonstration off they are not listed, and as if they were not there', async () => {
  const { db } = house.database;
  await ensureDemoAccounts(db, { accounts, organization: null });
  const on = await openSessions({ db, timeZone: 'Asia/Shanghai', demo: true, now });
  const { token } = await on.signIn({
    account: 'demo-registrar',
    password: 'Touyan-demo-1',
    address: '127.0.0.1',
    replaces: null,
  });
  expect(await refused(house.visitor().get('/session/demo-accounts'))).toMatchObject({ status: 404, code: 'notFound' });
  expect(await refused(signIn('demo-registrar', 'Touyan-demo-1'))).toMatchObject({ status: 401, code: 'session.wrong' });
  expect((await refused(withToken(token).get('/session'))).status).toBe(401);
});
