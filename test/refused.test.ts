// What somebody tried and was refused stands before the auditor: who, what, on which record, why. Over HTTP on a whole house.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCode } from './harness/codes.ts';
import { startHouse, type TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';
import { paperPdf, paperPng } from './harness/papers.ts';

let house: TestHouse;
let zhou: Person;
let audit: Person;
let visitor: Person;
let [here, there]: string[] = [];
beforeAll(async () => {
  house = await startHouse({ anchor: 2024 });
  zhou = await house.as({ account: 'zhou', roles: ['bureauOfficer'] });
  audit = await house.as('auditAdmin');
  visitor = house.visitor();
  [here, there] = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id);
});
afterAll(() => house.close());

/** More than the city's 45. */
const wanted = {
  plan: 'yunchuan-three-years',
  target: 'offshore-centres',
  year: 2024,
  parts: [{ place: 'YC-CH', amount: '99' }],
};

type Line = {
  doing: string;
  operation: string | null;
  outcome: string;
  what: string;
  object: { kind: string; id: string } | null;
  detail: Record<string, unknown>;
};
const triedBy = async (account: string): Promise<Line[]> =>
  (await audit.get<{ items: Line[] }>('/audit', { account, what: 'changed' })).items.filter((one) => one.doing === 'refused');
type Logged = { name: string; account: string | null; detail: Record<string, unknown>; address: string };
const refusals = async (): Promise<Logged[]> =>
  (await audit.get<{ items: Logged[] }>('/security-log', { event: 'refused', limit: 100 })).items;

test('an allocation above the city’s, a report for a closed period, a file that is not its name: each with its reason', async () => {
  const allocation = await zhou.create('allocations', wanted);
  await expect(zhou.act(allocation, 'submit')).rejects.toMatchObject({ code: 'allocation.above' });
  await zhou.create('releases', { title: '2024年度数据', asOf: '2024-12-31' });
  const source = { title: '统计公报', verified: true, address: 'https://tj.example.cn/2024', confidence: 'high', note: null };
  const late = { series: 'staff', region: there, period: '2024', value: '9000', source };
  await expect(zhou.create('reported-figures', late)).rejects.toMatchObject({ errors: [{ path: 'period', code: 'closed' }] });
  await expect(zhou.upload('/files', { name: '照片.pdf', content: paperPng })).rejects.toMatchObject({ code: 'file.notItsName' });
  const tried = await triedBy('zhou');
  expect(tried.map(({ detail }) => [detail['operation'], detail['why']])).toEqual([
    ['POST /files', 'file.notItsName'],
    ['POST /reported-figures', 'input.invalid'],
    ['POST /allocations/:id/submit', 'allocation.above'],
  ]);
  expect(tried[1]?.detail['fields']).toEqual(['period: closed']);
  expect(tried[2]).toMatchObject({ outcome: 'refused', what: 'changed', object: { kind: 'allocation', id: allocation.id } });
  for (const { operation } of tried) expect(operation).toMatch(/\p{Script=Han}/u);
  // Nothing half done: the record is as it was, and asking by the record finds the try too.
  expect(await zhou.get(`/allocations/${allocation.id}`)).toMatchObject({ state: 'draft', version: 1 });
  const { items } = await audit.get<{ items: Line[] }>('/audit', { record: allocation.id, what: 'changed' });
  expect(items.map((one) => one.doing)).toEqual(['refused', 'create']);
  expect((await audit.get<{ items: Line[] }>('/audit', { account: 'zhou', what: 'rights' })).items).toEqual([]);
});

test('a forged origin, somebody else’s record, a letter of another organization: also of whoever is not signed in', async () => {
  const forged = await zhou.send('POST', '/organizations', {
    body: { name: '云川伪造有限公司', region: here },
    headers: { origin: 'https://evil.example' },
  });
  expect(forged.status).toBe(403);
  const member = await house.as('member');
  await expect(member.create('allocations', wanted)).rejects.toMatchObject({ status: 403 });
  const content = paperPdf('one scan');
  const letter = () => visitor.upload<{ upload: string; secret: string }>('/sign-ups/letters', { name: '授权书.pdf', content });
  const apply = async () => {
    const { upload, secret } = await letter();
    const person = { administrator: '沈知远', phone: '13800001234', email: null, account: 'shen' };
    const said = { creditCode: freshCode(), name: '云川有限公司', region: here, ...person, letter: { upload, secret } };
    return visitor.post('/sign-ups/apply', said);
  };
  await apply();
  await expect(apply()).rejects.toMatchObject({ code: 'signUp.letterUsed' });
  const all = await refusals();
  const by = (why: string) => all.find((one) => one.detail['why'] === why);
  expect(by('origin.foreign')).toMatchObject({ account: null, address: '127.0.0.1' });
  expect(by('notAllowed')).toMatchObject({ detail: { operation: 'POST /allocations' } });
  expect(by('signUp.letterUsed')).toMatchObject({ account: null, detail: { operation: 'POST /sign-ups/apply' } });
});

test('a typing mistake of a visitor, a stale page, and what tells of itself leave no such line', async () => {
  const before = (await refusals()).length;
  await expect(visitor.post('/sign-ups/look-up', { creditCode: '1' })).rejects.toMatchObject({ status: 422 });
  await expect(visitor.post('/session', { account: 'zhou', password: 'wrong' })).rejects.toMatchObject({ status: 401 });
  const made = await zhou.create('organizations', { name: '云川陈旧有限公司', region: here });
  await zhou.act(made, 'edit', { aliases: ['陈旧'] });
  await expect(zhou.act(made, 'edit', { aliases: ['更旧'] }, { ifMatch: 1 })).rejects.toMatchObject({ status: 412 });
  await expect(zhou.post('/account/deputies', { deputy: 'zhou', from: '2026-01-01', to: '2026-01-02' })).rejects.toMatchObject({
    status: 422,
  });
  expect(await refusals()).toHaveLength(before);
});
