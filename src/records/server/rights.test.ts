// Deputies, posts that change hands, what an account saw, and what is held of a person: over HTTP, with the city's clock in the test's hand.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Person, personAt, sessionOf } from '../../../test/harness/http.ts';
import { createAccount } from '../../platform/server/accounts.ts';
import { addDays } from '../../platform/shared/dates.ts';
import { verify } from './verify.ts';

let house: TestHouse;
/** Where the clock of accounts stands; events take the database's own. */
let ahead = 0;
let today: string;
let zhou: Person;
let li: Person;
let wang: Person;
let audit: Person;
let security: Person;

beforeAll(async () => {
  house = await startHouse({ now: () => new Date(Date.now() + ahead) });
  for (const [account, name, english] of [
    ['zhou', '周敏', 'Zhou Min'],
    ['li', '李娜', 'Li Na'],
    ['wang', '王磊', 'Wang Lei'],
  ] as const)
    await createAccount(house.database.db, { account, name, nameInEnglish: english, password: null, roles: ['bureauOfficer'] });
  [zhou, li, wang] = [await officer('zhou'), await officer('li'), await officer('wang')];
  [audit, security] = [await house.as('auditAdmin'), await house.as('securityAdmin')];
  today = (await zhou.get<{ today: string }>('/account/deputies')).today;
});
afterAll(() => house.close());

/** Signed in anew: the account was made above. */
async function officer(account: string): Promise<Person> {
  const person = personAt(house.url);
  person.cookies.set(house.app.cookieName, await sessionOf(house.database.db, house.sessions, account));
  return person;
}
type Audit = {
  items: {
    what: string;
    doing: string;
    name: string;
    for: { account: string } | null;
    object: { id: string } | null;
    outcome: string;
    items: number | null;
    detail: Record<string, unknown> | null;
  }[];
  next: string | null;
};
const figure = (period: string) => ({
  series: house.house.parts.series[0],
  region: house.house.parts.regions.find((one) => one.kind === 'city')!.id,
  period,
  value: '12',
  basis: { zh: '统计口径', en: 'As counted' },
});
type Deputies = {
  named: { id: string; state: string; to: string; deputy: { name: string } }[];
  standsIn: { id: string }[];
  colleagues: { account: string }[];
};

test('an officer names a colleague of the same office; whoever cannot stand in is refused with the reason, and the auditor finds it', async () => {
  const [from, to] = [today, addDays(today, 9)];
  const district = await house.as({
    account: 'far',
    roles: ['districtOfficer'],
    region: house.house.parts.regions.find((one) => one.kind === 'district')!.id,
  });
  const refused: [Person, object, number, string][] = [
    [zhou, { deputy: 'zhou', from, to }, 422, 'deputy.self'],
    [zhou, { deputy: 'far', from, to }, 422, 'deputy.otherOffice'],
    [zhou, { deputy: 'nobody-at-all', from, to }, 422, 'deputy.otherOffice'],
    [zhou, { deputy: 'li', from: addDays(today, -1), to }, 422, 'input.invalid'],
    [zhou, { deputy: 'li', from, to: addDays(from, 90) }, 422, 'input.invalid'],
    [zhou, { deputy: 'li', from: to, to: from }, 422, 'input.invalid'],
    [zhou, { deputy: 'li', from: '2026-02-30', to }, 400, 'input.malformed'],
    [zhou, { deputy: 'l\u0000i', from, to }, 400, 'input.malformed'],
    [zhou, { deputy: 'x'.repeat(101), from, to }, 400, 'input.malformed'],
    [district, { deputy: 'li', from, to }, 422, 'deputy.otherOffice'],
    [audit, { deputy: 'li', from, to }, 403, 'notAllowed'],
  ];
  for (const [who, body, status, code] of refused)
    await expect(who.post('/account/deputies', body)).rejects.toMatchObject({ status, code });
  expect((await zhou.get<Deputies>('/account/deputies')).colleagues.map((one) => one.account)).toEqual(['li', 'wang']);

  const after = await zhou.post<Deputies>('/account/deputies', { deputy: 'li', from, to });
  expect(after.named).toMatchObject([{ state: 'running', to, deputy: { name: '李娜' } }]);
  // The deputy is himself away; a chain; twice at once.
  await expect(wang.post('/account/deputies', { deputy: 'zhou', from, to })).rejects.toMatchObject({
    code: 'deputy.away',
    problem: { detail: expect.stringContaining('李娜') },
  });
  await expect(li.post('/account/deputies', { deputy: 'wang', from, to })).rejects.toMatchObject({ code: 'deputy.chain' });
  await expect(zhou.post('/account/deputies', { deputy: 'wang', from: to, to })).rejects.toMatchObject({
    code: 'deputy.overlap',
  });
  const { items } = await audit.get<Audit>('/audit', { account: 'wang', what: 'rights' });
  expect(items).toMatchObject([{ doing: 'deputyNamed', outcome: 'refused', detail: { why: 'deputy.away', deputy: 'zhou' } }]);

  // Two who name each other at once: one of them is away by then.
  const [first, second] = [addDays(today, 40), addDays(today, 41)];
  const both = await Promise.allSettled([
    wang.post('/account/deputies', { deputy: 'li', from: first, to: second }),
    li.post('/account/deputies', { deputy: 'wang', from: first, to: second }),
  ]);
  expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  for (const who of [wang, li])
    for (const one of (await who.get<Deputies>('/account/deputies')).named) {
      await who.post(`/account/deputies/${one.id}/end`);
      await expect(who.post(`/account/deputies/${one.id}/end`)).rejects.toMatchObject({ code: 'deputy.over' });
      await expect(zhou.post(`/account/deputies/${one.id}/end`)).rejects.toMatchObject({ status: 404 });
    }
});

test('the deputy chooses for whom he acts: the sealed event, the history and the desk name both, and neither checks what the other did', async () => {
  const mine = await zhou.create('reported-figures', figure('2001'));
  await expect(wang.post('/session/for', { account: 'zhou' })).rejects.toMatchObject({ status: 403, code: 'deputy.notNow' });
  // As himself he is a second officer; in his name he is not.
  expect(await li.post('/session/for', { account: 'zhou' })).toMatchObject({ for: { account: 'zhou', name: '周敏' } });
  expect(await li.get('/session')).toMatchObject({ account: 'li', for: { account: 'zhou' } });
  await expect(li.act(mine, 'confirm')).rejects.toMatchObject({ code: 'reportedFigure.ownReport' });
  const theirs = await li.create('reported-figures', figure('2002'));
  type Events = { items: { actor: { name: string; for: { name: string } | null } }[] };
  const { items } = await wang.get<Events>(`/reported-figures/${theirs.id}/events`);
  expect(items[0]!.actor).toMatchObject({ name: '李娜', for: { name: '周敏' } });
  const stranger = await house.visitor().get<Events>(`/reported-figures/${theirs.id}/events`);
  expect(stranger.items[0]!.actor).toMatchObject({ name: null, for: { name: null } });
  // Back at work: what the deputy did in his name he did not check himself, and neither does the deputy as himself.
  await expect(zhou.act(theirs, 'confirm')).rejects.toMatchObject({ code: 'reportedFigure.ownReport' });
  await li.post('/session/for', { account: null });
  await expect(li.act(theirs, 'confirm')).rejects.toMatchObject({ code: 'reportedFigure.ownReport' });
  expect((await wang.act(theirs, 'confirm')).state).toBe('reported');
  const { items: done } = await zhou.get<{ items: { record: string }[] }>('/desk', { view: 'done' });
  expect(done.map((one) => one.record)).toContain(theirs.id);
  await house.sealNow();
  expect((await verify(house.house.kernel)).findings).toEqual([]);
  // Sealed: whoever alters for whom it was done is found out.
  await house.tables.ownerPool.query('update events set acted_for = null where record = $1', [theirs.id]);
  expect((await verify(house.house.kernel)).findings).not.toEqual([]);
  const { rows } = await house.tables.pool.query<{ id: string }>(`select id from accounts where account = 'zhou'`);
  await house.tables.ownerPool.query(`update events set acted_for = $2 where record = $1 and action = 'create'`, [
    theirs.id,
    rows[0]!.id,
  ]);
  expect((await verify(house.house.kernel)).findings).toEqual([]);
});

test('acting ends with the absence, and with the office', async () => {
  await li.post('/session/for', { account: 'zhou' });
  const { named } = await zhou.get<Deputies>('/account/deputies');
  const running = named.find((one) => one.state === 'running')!;
  await expect(zhou.post(`/account/deputies/${running.id}/shorten`, { to: running.to })).rejects.toMatchObject({ status: 422 });
  await expect(li.post(`/account/deputies/${running.id}/shorten`, { to: today })).rejects.toMatchObject({ status: 404 });
  await zhou.post(`/account/deputies/${running.id}/shorten`, { to: today });
  expect(await li.get('/session')).toMatchObject({ for: { account: 'zhou' } });
  await house.database.db.updateTable('accounts').set({ disabled: true }).where('account', '=', 'zhou').execute();
  house.sessions.forget();
  expect(await li.get('/session')).toMatchObject({ for: null });
  await house.database.db.updateTable('accounts').set({ disabled: false }).where('account', '=', 'zhou').execute();
  ahead = 86_400_000;
  try {
    const next = await officer('li');
    await expect(next.post('/session/for', { account: 'zhou' })).rejects.toMatchObject({ code: 'deputy.notNow' });
  } finally {
    ahead = 0;
    house.sessions.forget();
  }
});

test('a post changes hands in one action: matters pass, rights end, and the successor does not check what the other one reported', async () => {
  const mine = await zhou.create('reported-figures', figure('2003'));
  await zhou.send('PUT', `/follows/${mine.id}`);
  type Asked = { id: string; may: string[]; state: string };
  await expect(zhou.post('/hand-overs', { from: 'wang', to: 'li', reason: '离岗' })).rejects.toMatchObject({ status: 403 });
  await expect(zhou.post('/hand-overs', { to: 'far', reason: '离岗' })).rejects.toMatchObject({ code: 'handOver.otherOffice' });
  const before = await zhou.get<{ passes: Record<string, number>; successors: object[] }>('/hand-overs');
  expect(before.passes).toMatchObject({ inHand: expect.any(Number) });
  expect(before.successors).toHaveLength(2);
  const asked = await zhou.post<Asked>('/hand-overs', { to: 'wang', reason: '调任' });
  expect(asked).toMatchObject({ state: 'asked', may: ['withdraw'] });
  await expect(zhou.post('/hand-overs', { to: 'li', reason: '调任' })).rejects.toMatchObject({ code: 'handOver.asked' });
  await expect(li.post(`/hand-overs/${asked.id}/confirm`)).rejects.toMatchObject({ status: 404 });
  await expect(zhou.post(`/hand-overs/${asked.id}/confirm`)).rejects.toMatchObject({ status: 404 });
  expect(await wang.post(`/hand-overs/${asked.id}/confirm`)).toMatchObject({ state: 'done' });
  await expect(wang.post(`/hand-overs/${asked.id}/decline`)).rejects.toMatchObject({ code: 'handOver.over' });
  // The rights have ended, with the session.
  await expect(zhou.get('/account')).rejects.toMatchObject({ status: 401 });
  const left = await officer('zhou');
  await expect(left.get('/hand-overs')).rejects.toMatchObject({ status: 403 });
  const { items: follows } = await wang.get<{ items: { record: string }[] }>('/follows');
  expect(follows.map((one) => one.record)).toContain(mine.id);
  await expect(wang.act(mine, 'confirm')).rejects.toMatchObject({ code: 'reportedFigure.ownReport' });
  expect((await li.act(mine, 'confirm')).state).toBe('reported');
  const history = await li.get<{ items: { action: string; actor: { handedTo: { name: string; on: string } | null } }[] }>(
    `/reported-figures/${mine.id}/events`,
  );
  expect(history.items.find((one) => one.action === 'create')?.actor.handedTo).toEqual({ name: '王磊', on: today });
  expect(history.items.find((one) => one.action === 'confirm')?.actor.handedTo).toBeNull();
  // The security administrator's word is enough.
  await expect(security.post('/hand-overs', { from: 'nobody-there', to: 'li', reason: '离岗' })).rejects.toMatchObject({
    code: 'handOver.from',
  });
  const done = await security.post<Asked>('/hand-overs', { from: 'wang', to: 'li', reason: '离岗' });
  expect(done).toMatchObject({ state: 'done' });
  const { items: log } = await audit.get<Audit>('/audit', { account: 'securityadmin', what: 'rights' });
  expect(log.map((one) => [one.doing, one.outcome])).toEqual([
    ['handedOver', 'done'],
    ['handOverAsked', 'refused'],
  ]);
});

let seen = '';
let all: Audit['items'] = [];
test('the auditor is told what an account saw, changed, took away and where it signed in, and who saw a record', async () => {
  const reader = await house.as({ account: 'reader', roles: ['bureauOfficer'] });
  const one = await reader.create('organizations', {
    name: '审计测试有限公司',
    region: house.house.parts.regions.find((of) => of.kind === 'district')!.id,
  });
  await reader.get('/organizations', { q: '审计测试', limit: 5 });
  await reader.get(`/organizations/${one.id}`);
  await reader.send('GET', '/organizations/export', { query: { format: 'csv' } });
  expect((await reader.send('POST', '/exports', { body: { caption: '机构', rows: 3 } })).status).toBe(204);
  expect((await house.visitor().send('POST', '/exports', { body: { caption: 'x', rows: 1 } })).status).toBe(401);
  for (const body of [
    { caption: '', rows: 1 },
    { caption: 'a', rows: -1 },
    { caption: 'x'.repeat(201), rows: 1 },
    { caption: 'a\u0000', rows: 1 },
  ])
    expect((await reader.send('POST', '/exports', { body })).status).toBe(400);
  const { items } = await audit.get<Audit>('/audit', { account: 'reader', from: today, to: today });
  const told = items.map((line) => [line.what, line.doing]);
  expect(told).toContainEqual(['saw', '/organizations']);
  expect(told).toContainEqual(['saw', '/organizations/:id']);
  expect(told).toContainEqual(['changed', 'create']);
  expect(told).toContainEqual(['exported', 'export']);
  expect(told).toContainEqual(['signed', 'signIn']);
  expect(items.find((line) => line.doing === '/organizations')).toMatchObject({
    items: 1,
    detail: { q: '审计测试', limit: '5' },
  });
  seen = one.id;
  all = items;
});

test('the answer comes page by page, also for a record, and the auditor is audited', async () => {
  // Page by page it is the same, without a gap.
  const paged: unknown[] = [];
  let after: string | undefined;
  do {
    const page: Audit = await audit.get<Audit>('/audit', {
      account: 'reader',
      from: today,
      to: today,
      limit: 2,
      ...(after ? { after } : {}),
    });
    paged.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined);
  expect(paged).toEqual(all);
  const of = await audit.get<Audit>('/audit', { record: seen });
  expect(of.items).toContainEqual(
    expect.objectContaining({
      what: 'saw',
      name: 'reader',
      object: expect.objectContaining({ kind: 'organization', title: '审计测试有限公司' }),
    }),
  );
  // The auditor is audited.
  const self = await audit.get<Audit>('/audit', { account: 'auditadmin', what: 'saw' });
  expect(self.items).toContainEqual(
    expect.objectContaining({ doing: '/audit', detail: expect.objectContaining({ account: 'reader' }) }),
  );
  const csv = await (await audit.send('GET', '/audit/export', { query: { account: 'reader' } })).text();
  expect(csv).toContain('/organizations/:id');
  const taken = await audit.get<Audit>('/audit', { account: 'auditadmin', what: 'exported' });
  expect(taken.items.map((line) => line.doing).sort()).toEqual(['/audit/export', 'export']);
  await expect(audit.get('/audit')).rejects.toMatchObject({ status: 422, code: 'audit.askOneOf' });
  for (const query of [
    { record: 'x' },
    { account: 'a', from: '2026-13-01' },
    { account: 'a', after: 'bm8' },
    { account: 'a', other: '1' },
  ])
    await expect(audit.get('/audit', query)).rejects.toMatchObject({ status: 400 });
  await expect(li.get('/audit', { account: 'reader' })).rejects.toMatchObject({ status: 403 });
  expect((await audit.get<Audit>('/audit', { account: "x' or 1=1 --" })).items).toEqual([]);
});

test('nobody changes or removes what was seen before its time; what is older the house forgets', async () => {
  const { ownerPool, pool } = house.tables;
  for (const change of ['delete from access_log', `update access_log set address = 'x'`, 'truncate access_log']) {
    await expect(pool.query(change)).rejects.toMatchObject({ code: '42501' });
    await expect(ownerPool.query(change)).rejects.toMatchObject({ code: '42501' });
  }
  await ownerPool.query(`insert into access_log (id, at, account, session, address, route, file)
    select gen_random_uuid(), now() - interval '7 months', gen_random_uuid(), gen_random_uuid(), '', '/old', false`);
  const old = async () => (await pool.query(`select from access_log where route = '/old'`)).rowCount;
  await pool.query('select forget_access(12)');
  expect(await old()).toBe(1);
  await pool.query('select forget_access(0)');
  expect(await old()).toBe(0);
});
