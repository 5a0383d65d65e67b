// The public names over HTTP, as scripts of users call them: statuses, codes and headers name by name. The shapes are openapi.test.ts's.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from './harness/house.ts';
import type { Acted, Person, Sending } from './harness/http.ts';

let house: TestHouse;
let zhou: Person;
let visitor: Person;
let region: string;
let organization: Acted;
beforeAll(async () => {
  house = await startHouse();
  visitor = house.visitor();
  zhou = await house.as('bureauOfficer');
  region = house.house.parts.regions.find((one) => one.kind === 'district')?.id ?? '';
  organization = await zhou.create('organizations', { name: '约定测试有限公司', region });
});
afterAll(() => house.close());

const absent = '0198c0de-0000-7000-8000-000000000001';
const cursor = (held: unknown) => Buffer.from(JSON.stringify(held)).toString('base64url');
/** Status and code of an answer, the code null where it is no problem. */
async function told(who: Person, method: string, path: string, sending?: Sending): Promise<[number, string | null]> {
  const answer = await who.send(method, path, sending);
  const type = answer.headers.get('content-type') ?? '';
  if (!type.startsWith('application/problem+json')) return [answer.status, null];
  const { code, status } = (await answer.json()) as { code: string; status: number };
  expect(status).toBe(answer.status);
  return [answer.status, code];
}
const lists = ['/organizations', '/recognitions', '/reported-figures', '/releases', '/technology-managers'];
const malformed = [400, 'input.malformed'];

test.each(lists)('%s: what a list may not be asked is a 400, what is not there or not seen the same 404', async (path) => {
  const asked = [
    'colour=red',
    'limit=0',
    'limit=201',
    'limit=1e3',
    'limit=1&limit=2',
    'after=zz',
    `after=${cursor({ id: 'x' })}`,
    'after=a&after=b',
    'state=%00',
  ];
  for (const query of asked) expect([query, await told(zhou, 'GET', `${path}?${query}`)]).toEqual([query, malformed]);
  for (const id of [absent, 'abc', '1', '__proto__'])
    expect([id, await told(zhou, 'GET', `${path}/${id}`)]).toEqual([id, [404, 'notFound']]);
  expect(await told(zhou, 'POST', `${path}/${absent}/explode`)).toEqual([404, 'notFound']);
  expect(await told(zhou, 'GET', `${path}/${absent}/events`)).toEqual([404, 'notFound']);
  expect(await told(zhou, 'GET', `${path}/${absent}/proof?event=${absent}`)).toEqual([404, 'notFound']);
});

test('a place, a kind, a level, a stage or a series that there is not is a 400 that says which there are', async () => {
  const asked = [
    '/organizations?region=ZZ',
    '/recognitions?region=ZZ',
    '/recognitions?kind=incubator,spaceship',
    '/recognitions?level=cosmic',
    '/recognitions?state=landed',
    '/reported-figures?region=ZZ',
    '/reported-figures?series=zz',
  ];
  for (const path of asked) expect([path, await told(visitor, 'GET', path)]).toEqual([path, malformed]);
  const { errors } = (await (await visitor.send('GET', '/organizations?region=ZZ')).json()) as {
    errors: { path: string; words: string }[];
  };
  expect(errors).toMatchObject([{ path: 'region', words: expect.stringContaining(region) }]);
  for (const path of [
    '/recognitions?state=counting',
    '/recognitions?state=applied,recognised',
    `/organizations?region=${region}`,
  ])
    expect(await told(visitor, 'GET', path)).toEqual([200, null]);
});

test('a day after this year is a 400 wherever figures or registers are asked', async () => {
  const next = `${Number((await house.house.organizations.today()).slice(0, 4)) + 1}-01-01`;
  const { items } = await visitor.get<{ items: { code: string }[] }>('/plans');
  for (const path of ['/indicators', '/indicators/clusters/entries', `/plans/${items[0]?.code}`, '/recognitions'])
    for (const asOf of [next, '9999-12-31', '2026-02-30', '0000-01-01', ''])
      expect([path, asOf, await told(visitor, 'GET', path, { query: { asOf } })]).toEqual([path, asOf, malformed]);
});

test('a cursor of somebody’s own making is a 400, whatever it holds', async () => {
  const own = { knownAt: '2026-01-01T00:00:00Z', on: '2026-01-01', event: absent, position: 1 };
  for (const wrong of [
    { on: 'abc' },
    { on: '2026-02-30' },
    { position: 40_000 },
    { position: 1e12 },
    { knownAt: '2999-01-01T00:00:00Z' },
  ]) {
    const after = cursor({ ...own, ...wrong });
    expect([wrong, await told(visitor, 'GET', '/indicators/clusters/entries', { query: { after } })]).toEqual([wrong, malformed]);
  }
  expect(await told(visitor, 'GET', '/indicators/clusters/entries', { query: { after: cursor(own) } })).toEqual([200, null]);
  for (const version of [1e12, -1, 'x'])
    expect(
      await told(visitor, 'GET', `/organizations/${organization.id}/events`, { query: { after: cursor({ version }) } }),
    ).toEqual(malformed);
});

test('what figures are asked must make sense', async () => {
  for (const query of [
    'by=colour',
    'every=day',
    'functionalAreas=maybe',
    'region=ZZ',
    'code=nope',
    'code=',
    'knownAt=soon',
    'knownAt=2999-01-01T00:00:00Z',
    'by=kind&by=level',
  ])
    expect([query, await told(visitor, 'GET', `/indicators?${query}`)]).toEqual([query, malformed]);
  expect(await told(visitor, 'GET', '/indicators/nope/entries')).toEqual([404, 'notFound']);
  expect(await told(visitor, 'GET', '/indicators/clusters/entries?by=region')).toEqual(malformed);
});

test('a version that is past is a 412, a key used for something else a 422, an action out of its time a 409', async () => {
  const made = await zhou.post<Acted>('/organizations', { name: '约定二测试有限公司' }, { key: 'once' });
  expect(await zhou.post('/organizations', { name: '约定二测试有限公司' }, { key: 'once' })).toEqual(made);
  expect(await told(zhou, 'POST', '/organizations', { key: 'once', body: { name: '约定三测试有限公司' } })).toEqual([
    422,
    'request.repeatedDifferently',
  ]);
  const path = `/organizations/${made.id}`;
  expect(made).toMatchObject({ version: 1, event: { id: expect.any(String), recordedAt: made.recordedAt } });
  const edit = (ifMatch: number) => told(zhou, 'POST', `${path}/edit`, { ifMatch, body: { size: 'small' } });
  expect(await edit(9)).toEqual([412, 'record.stale']);
  expect(await edit(1)).toEqual([200, null]);
  expect(await edit(1)).toEqual([412, 'record.stale']);
  expect(await told(zhou, 'POST', `${path}/undoMerge`)).toEqual([409, 'action.notNow']);
  expect(await told(zhou, 'POST', `${path}/edit`, { body: { name: made['name'], version: 3 } })).toEqual(malformed);
  expect(await told(visitor, 'POST', `${path}/edit`, { body: {} })).toEqual([401, 'session.none']);
  expect(await told(await house.as('expert'), 'POST', `${path}/edit`, { body: {} })).toEqual([403, 'notAllowed']);
});

test('days that never were are refused in every action', async () => {
  const recognition = await zhou.create('recognitions', { title: '约定平台', kind: 'incubator', region });
  for (const on of ['2026-02-30', '0000-01-01', '0999-12-31', '20260101', '2026-1-1']) {
    expect(await told(zhou, 'POST', `/recognitions/${recognition.id}/recognise`, { body: { on } })).toEqual(malformed);
    expect(await told(zhou, 'POST', `/organizations/${organization.id}/move`, { body: { region, on } })).toEqual(malformed);
  }
  for (const recognisedOn of ['2026-02-30', '0000', '2026-13', '0000-01-01'])
    expect(await told(zhou, 'POST', '/recognitions', { body: { title: '约定日期', kind: 'incubator', recognisedOn } })).toEqual(
      malformed,
    );
  const manager = { name: '王小明', certificateLevel: 'junior', issuedOn: '0000-01-01' };
  expect(await told(zhou, 'POST', '/technology-managers', { body: manager })).toEqual(malformed);
  expect(await told(zhou, 'GET', '/technology-managers?lapsesBy=0000-01-01')).toEqual(malformed);
});

test('nothing of a file that is refused is kept, and its rows have a cursor of their own', async () => {
  const before = await house.tables.ownerPool.query('select count(*)::int as n from imports');
  const refused = async (content: string | Buffer) => told(zhou, 'POST', '/organizations/imports', { body: formOf(content) });
  expect(await refused('name\n=1+1"')).toEqual([422, 'sheet.quotes']);
  expect(await refused(Buffer.from('name\n约\0定'))).toEqual([422, 'sheet.nul']);
  expect(await refused(Buffer.from([0x6e, 0x0a, 0xff, 0xff, 0x81]))).toEqual([422, 'sheet.encoding']);
  expect(await refused('')).toEqual([422, 'sheet.empty']);
  expect(await refused('colour\nred')).toEqual([422, 'import.columnMissing']);
  const after = await house.tables.ownerPool.query('select count(*)::int as n from imports');
  expect(after.rows).toEqual(before.rows);
  const { id } = await zhou.upload<{ id: string }>('/organizations/imports', {
    name: 'a.csv',
    content: 'name\n约定四测试有限公司',
  });
  expect(await told(zhou, 'GET', `/organizations/imports/${id}/rows?after=${cursor({ row: 1e12 })}`)).toEqual(malformed);
  expect(await told(await house.as({ roles: ['districtOfficer'], region }), 'GET', `/organizations/imports/${id}`)).toEqual([
    404,
    'notFound',
  ]);
  expect(await told(zhou, 'GET', `/recognitions/imports/${id}`)).toEqual([404, 'notFound']);
});

function formOf(content: string | Buffer): FormData {
  const form = new FormData();
  form.append('file', new File([typeof content === 'string' ? content : Uint8Array.from(content)], 'a.csv'));
  return form;
}

test('the house measures itself, and names no record and no person', async () => {
  await visitor.get('/regions');
  const answer = await visitor.send('GET', '/metrics');
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  // An answer is counted when its last byte has left, which may be after it was read here.
  const counted = /touyan_http_requests_total\{method="GET",route="\/api\/regions",status="200"\} \d/;
  await expect.poll(async () => (await visitor.send('GET', '/metrics')).text()).toMatch(counted);
  const text = await (await visitor.send('GET', '/metrics')).text();
  expect(text).toMatch(/touyan_http_request_seconds_bucket\{le="\+Inf",method="GET",route="\/api\/organizations\/:id"\} \d/);
  for (const name of [
    'touyan_events_unsealed',
    'touyan_sealed_batch',
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
  ])
    expect(text).toMatch(new RegExp(`^${name} [\\d.]+$`, 'm'));
  expect(text).not.toContain(organization.id);
});
