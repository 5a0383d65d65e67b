// A person sees what is held of him, takes it away, and has it erased through everything: no row of any table holds his name afterwards, and every seal stays valid.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Acted, type Person, personAt, sessionOf } from '../../../test/harness/http.ts';
import { createAccount } from '../../platform/server/accounts.ts';
import { verify } from './verify.ts';

let house: TestHouse;
let zhou: Person;
let security: Person;
let shen: Person;
let organization: string;
const secrets = ['沈若兰', 'Shen Ruolan', '13900001234', 'shen@example.cn', 'JS-2024-0915'];
type Part = { part: string; kept: string | null; total: number; items: Record<string, unknown>[] };
type Mine = { parts: Part[]; request: { id: string; due: string | null } | null; blocked: string | null };

beforeAll(async () => {
  house = await startHouse();
  [zhou, security] = [await house.as('bureauOfficer'), await house.as('securityAdmin')];
  const region = house.house.parts.regions.find((one) => one.kind === 'district')!.id;
  organization = (await zhou.create('organizations', { name: '若谷技术转移有限公司', region })).id;
  await createAccount(house.database.db, {
    account: 'tm-0915',
    name: '沈若兰',
    nameInEnglish: 'Shen Ruolan',
    password: null,
    roles: ['member', 'technologyManager'],
    organization: { id: organization, since: '2024-01-01' },
  });
  shen = personAt(house.url);
  shen.cookies.set(house.app.cookieName, await sessionOf(house.database.db, house.sessions, 'tm-0915'));
});
afterAll(() => house.close());

/** Rows of any table, whatever their columns, that hold one of these texts. */
async function holding(texts: readonly string[]): Promise<string[]> {
  const { ownerPool } = house.tables;
  const { rows: tables } = await ownerPool.query<{ name: string }>(
    'select tablename as name from pg_tables where schemaname = current_schema()',
  );
  const found: string[] = [];
  for (const { name } of tables)
    for (const text of texts) {
      const { rowCount } = await ownerPool.query(`select from "${name}" t where position($1 in t::text) > 0 limit 1`, [text]);
      if (rowCount) found.push(`${name}: ${text}`);
    }
  return found;
}

/** What the person and those who work with her leave behind. */
async function lived(): Promise<Acted> {
  const manager = await zhou.create('technology-managers', {
    name: '沈若兰',
    certificateNumber: 'JS-2024-0915',
    phone: '13900001234',
    certificateLevel: 'senior',
    issuedOn: '2024-03-01',
    account: 'tm-0915',
  });
  await zhou.get(`/technology-managers/${manager.id}`);
  await shen.post('/comments', { record: organization, audience: 'organization', body: '我是沈若兰，请联系 13900001234' });
  await shen.post('/saved-searches', {
    name: '沈若兰的机构',
    path: '/organizations',
    search: 'q=若谷',
    shared: false,
    tell: false,
  });
  await shen.send('PUT', `/follows/${organization}`);
  const { rows } = await house.tables.ownerPool.query<{ id: string }>(`select id from accounts where account = 'tm-0915'`);
  await house.tables.ownerPool.query(
    `insert into account_contacts (account, channel, address, verified_at) values ($1, 'mail', 'shen@example.cn', now())`,
    [rows[0]!.id],
  );
  await zhou.act(await zhou.get<Acted>(`/organizations/${organization}`), 'edit', { size: 'small' });
  await house.house.board.notices.work();
  return manager;
}

test('a person is shown, and may take away, everything that is held; then has it erased', async () => {
  const manager = await lived();
  expect((await holding(secrets)).length).toBeGreaterThan(5);
  const mine = await shen.get<Mine>('/account/my-data');
  const of = (part: string) => mine.parts.find((one) => one.part === part)!;
  expect(of('account').items).toMatchObject([{ name: '沈若兰', account: 'tm-0915' }]);
  expect(of('memberships').items).toMatchObject([{ name: '若谷技术转移有限公司' }]);
  expect(of('contacts').items).toMatchObject([{ address: 'shen@example.cn' }]);
  expect(of('comments').items).toMatchObject([{ body: expect.stringContaining('沈若兰') }]);
  expect(of('searches').items).toMatchObject([{ name: '沈若兰的机构' }]);
  expect(of('technologyManager').items.map((one) => one['value'])).toContain('JS-2024-0915');
  expect(of('readBy').items).not.toEqual([]);
  expect(of('readBy').items[0]).toMatchObject({ name: 'bureauofficer', fields: expect.arrayContaining(['name']) });
  expect(of('securityLog')).toMatchObject({ kept: 'securityLog', total: 1 });
  expect(of('acts')).toMatchObject({ kept: 'events' });
  expect(mine).toMatchObject({ request: null, blocked: null });
  const file = await shen.send('GET', '/account/my-data/export');
  expect(file.headers.get('content-disposition')).toContain('my-data.json');
  expect(await file.json()).toMatchObject({ account: 'tm-0915' });

  const asked = await shen.create('erasure-requests', {});
  expect(asked).toMatchObject({ state: 'asked', own: true, person: { name: '沈若兰' } });
  await expect(shen.create('erasure-requests', {})).rejects.toMatchObject({ status: 409, code: 'erasure.asked' });
  await shen.act(asked, 'withdraw');
  const again = await shen.create('erasure-requests', {});
  expect((await shen.get<Mine>('/account/my-data')).request).toMatchObject({ id: again.id });

  await expect(zhou.get(`/erasure-requests/${again.id}`)).rejects.toMatchObject({ status: 404 });
  await expect(zhou.act(again, 'carryOut')).rejects.toMatchObject({ status: 404 });
  await expect(shen.act(again, 'carryOut')).rejects.toMatchObject({ status: 403 });
  expect((await house.visitor().send('POST', `/erasure-requests/${again.id}/carryOut`, { body: {} })).status).toBe(401);
  await expect(shen.create('erasure-requests', { account: 'zhou' })).rejects.toMatchObject({ status: 400 });
  const { items: waiting } = await security.get<{ items: { record: string; action: string }[] }>('/desk');
  expect(waiting).toContainEqual(expect.objectContaining({ record: again.id, action: 'carryOut' }));

  const done = await security.act(again, 'carryOut');
  expect(done).toMatchObject({
    state: 'carriedOut',
    person: null,
    erased: { account: 1, comments: 1, searches: 1, technologyManager: 1 },
  });
  expect(await holding(secrets)).toEqual([]);
  // A process may know an ended session for two seconds more.
  house.sessions.forget();
  await expect(shen.get('/account')).rejects.toMatchObject({ status: 401 });
  expect(await house.sessions.openFor((await idOf()) ?? '', { address: '' })).toBeNull();
  expect((await zhou.get<Acted>(`/technology-managers/${manager.id}`)).state).toBe('erased');
  await house.sealNow();
  const verified = await verify(house.house.kernel);
  expect(verified.findings).toEqual([]);
  expect(verified.events).toBeGreaterThan(5);
  await expect(security.act(again, 'carryOut')).rejects.toMatchObject({ status: 409, code: 'action.notNow' });
});

const idOf = async () =>
  (await house.tables.ownerPool.query<{ id: string }>(`select id from accounts where account like 'erased-%'`)).rows[0]?.id;

test('who holds an office hands over first; a declined request says why', async () => {
  expect(await zhou.get<Mine>('/account/my-data')).toMatchObject({ blocked: 'office' });
  await expect(zhou.create('erasure-requests', {})).rejects.toMatchObject({ status: 409, code: 'erasure.inOffice' });
  await expect(security.create('erasure-requests', {})).rejects.toMatchObject({ code: 'erasure.inOffice' });
  const expert = await house.as('expert');
  const asked = await expert.create('erasure-requests', {});
  expect(await security.act(asked, 'decline', { reason: '评审未结束' })).toMatchObject({
    state: 'declined',
    reason: '评审未结束',
  });
  expect(await expert.get(`/erasure-requests/${asked.id}`)).toMatchObject({ reason: '评审未结束', own: true });
  const other = await house.as({ account: 'other', roles: ['expert'] });
  await expect(other.get(`/erasure-requests/${asked.id}`)).rejects.toMatchObject({ status: 404 });
  // Two at once: one of them waits.
  const both = await Promise.allSettled([expert.create('erasure-requests', {}), expert.create('erasure-requests', {})]);
  expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'erasure.asked' } });
});
