// Premises over HTTP: entered by whose they are and by officers, changed from a day on, put right, closed; impossible areas and the same place twice refused; what stands on a day fills a return.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../test/harness/http.ts';

/** What a form comes filled with. */
type FactsSaid = { of: number; items: { code: string; value: string | null; words: string; address: string | null }[] };

let house: TestHouse;
let zhou: Person;
let lin: Person;
let wang: Person;
let guo: Person;
let stranger: Person;
let park: Acted;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  lin = await house.as({ account: 'lin', roles: ['districtOfficer'], region: 'YC-CH' });
  wang = await house.as({ account: 'wang', roles: ['districtOfficer'], region: 'YC-WY' });
  park = await zhou.create('organizations', { name: '云川创谷孵化器有限公司', region: 'YC-CH' });
  const other = await zhou.create('organizations', { name: '云川他人有限公司', region: 'YC-CH' });
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: park.id });
  stranger = await house.as({ account: 'tuo', roles: ['member'], organization: other.id });
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const place = { name: '一期', address: '云川市创新路1号A座1-3层', region: 'YC-CH', openedOn: '2023-03-01' };
const areas = { use: 'incubation', tenure: 'leased', area: '12000', tenantArea: '9000', sharedArea: '1500.5' };
const enter = (more: object = {}, who: Person = guo) => who.create('premises', { ...place, ...areas, ...more });
const again = (one: Acted, who: Person = guo) => who.get<Acted>(`/premises/${one.id}`);
const act = (one: Acted, action: string, body: object, who: Person = guo) =>
  who.post<Acted>(`/premises/${one.id}/${action}`, body);
const listed = async (query: object, who: Person = guo) =>
  (await who.get<{ items: Acted[] }>('/premises', query as Record<string, string>)).items.map((one) => one['name']);
const facts = async (period: string, form = 'incubator-year') => {
  const said = await guo.get<FactsSaid>(`/facts/${form}`, { period });
  return Object.fromEntries(said.items.map((one) => [one.code, one]));
};

let first: Acted;
test('an organization enters its own places; what cannot be is refused at its field', async () => {
  first = await enter();
  expect(first).toMatchObject({
    state: 'inUse',
    organization: { id: park.id },
    extents: [{ from: '2023-03-01', area: '12000.00', tenantArea: '9000.00', sharedArea: '1500.50', seats: null }],
  });
  const wrong = (more: object) => refused(enter({ name: '二期', address: '云川市创新路2号', ...more }));
  expect(await wrong({ area: '0' })).toMatchObject({ status: 422, errors: [{ path: 'area', code: 'none' }] });
  expect(await wrong({ area: '10000000.01' })).toMatchObject({ status: 422, errors: [{ path: 'area', code: 'tooLarge' }] });
  expect(await wrong({ sharedArea: '3000.01' })).toMatchObject({ errors: [{ path: 'sharedArea', code: 'aboveWhole' }] });
  expect(await wrong({ tenantArea: '12000.01', sharedArea: null })).toMatchObject({ errors: [{ path: 'tenantArea' }] });
  expect(await wrong({ openedOn: '2999-01-01' })).toMatchObject({ errors: [{ path: 'openedOn', code: 'inFuture' }] });
  expect(await wrong({ region: 'YC' })).toMatchObject({ errors: [{ path: 'region', code: 'unknown' }] });
});

test('one place is entered once at a time, however its address is written; another organization may be in the same house', async () => {
  expect(await refused(enter({ name: '另名', address: '云川市创新路１号 Ａ座1-3层' }))).toMatchObject({
    status: 409,
    code: 'premises.twice',
  });
  expect(await refused(enter({ address: '云川市创新路9号' }))).toMatchObject({ status: 409, code: 'premises.twice' });
  expect(await enter({}, stranger)).toMatchObject({ state: 'inUse' });
});

test('officers in charge enter and see what an organization runs; nobody else does', async () => {
  const said = { organization: park.id, name: '二期', address: '云川市创新路2号', openedOn: '2024-06-01', area: '3000' };
  const parts = { tenantArea: '2000', sharedArea: '500' };
  expect(await refused(enter({ ...said, ...parts }, wang))).toMatchObject({ status: 403 });
  expect(await refused(enter({ ...said, ...parts }, stranger))).toMatchObject({ status: 403 });
  const second = await enter({ ...said, ...parts }, lin);
  expect(second).toMatchObject({ organization: { id: park.id } });
  expect(await refused(again(second, wang))).toMatchObject({ status: 404 });
  expect(await refused(again(second, stranger))).toMatchObject({ status: 404 });
  expect(await listed({ organization: park.id }, zhou)).toHaveLength(2);
  expect(await refused(enter({ ...said, ...parts, organization: null }, zhou))).toMatchObject({
    errors: [{ path: 'organization' }],
  });
});

test('areas of any day: changed from a day on, said anew with a reason, taken back; the list and the return follow', async () => {
  await act(first, 'change', { on: '2025-01-01', ...areas, area: '15000', sharedArea: '2000' });
  expect(await facts('2024')).toMatchObject({ area: { value: '15000' }, sharedArea: { value: '2000.5' } });
  const { area } = await facts('2025');
  expect(area).toMatchObject({ value: '18000', words: '2025-12-31在用的2处场地' });
  const behind = new URL(area?.address ?? '', 'http://x');
  expect(behind.pathname).toBe('/premises');
  expect((await listed(Object.fromEntries(behind.searchParams))).toSorted()).toEqual(['一期', '二期']);
  const anew = { on: '2025-01-01', ...areas, area: '14000', sharedArea: '2000' };
  expect(await refused(act(first, 'change', anew))).toMatchObject({ errors: [{ path: 'reason', code: 'required' }] });
  await act(first, 'change', { ...anew, reason: '按产权证' });
  expect((await facts('2025'))['area']).toMatchObject({ value: '17000' });
  expect(await refused(act(first, 'change', { ...anew, on: '2022-01-01' }))).toMatchObject({
    errors: [{ path: 'on', code: 'notRun' }],
  });
  expect(await refused(act(first, 'withdraw', { on: '2023-03-01', reason: '误' }))).toMatchObject({ errors: [{ path: 'on' }] });
  await act(first, 'withdraw', { on: '2025-01-01', reason: '未扩租' });
  expect((await facts('2025'))['area']).toMatchObject({ value: '15000' });
});

test('a part that one place does not tell is typed; what an organization runs as something else does not count', async () => {
  const lab = { name: '实验楼', address: '云川市创新路8号', openedOn: '2024-01-01', use: 'laboratory', area: '800' };
  const made = await enter({ ...lab, tenantArea: null, sharedArea: null });
  expect((await facts('2025'))['area']).toMatchObject({ value: '15000' });
  expect(await facts('2025', 'new-research-year')).toMatchObject({ floorArea: { value: '15800' } });
  await act(made, 'change', { on: '2025-05-01', ...areas, area: '800', tenantArea: null, sharedArea: null });
  expect(await facts('2025')).toMatchObject({ area: { value: '15800' }, sharedArea: { value: null } });
  expect(await listed({ on: '2025-04-30', use: 'laboratory' })).toEqual(['实验楼']);
  expect(await listed({ on: '2025-05-01', use: 'laboratory' })).toEqual([]);
  await act(made, 'void', { reason: '误' });
  const desks = { name: '创客', address: '云川市创新路7号', use: 'makerSpace', area: '600', sharedArea: null, tenantArea: null };
  await enter({ ...desks, openedOn: '2024-01-01', seats: 120 });
  expect(await facts('2025', 'maker-space-year')).toMatchObject({ area: { value: '600' }, seats: { value: '120' } });
  expect((await facts('2022'))['area']).toMatchObject({ value: null, address: null });
});

test('closed from a day on, opened again, put right, void: each day says what was run then', async () => {
  expect(await refused(act(first, 'close', { on: '2023-03-01', reason: '退租' }))).toMatchObject({ errors: [{ path: 'on' }] });
  await act(first, 'close', { on: '2025-12-31', reason: '退租' });
  expect((await facts('2025'))['area']).toMatchObject({ value: '3000' });
  expect((await facts('2024'))['area']).toMatchObject({ value: '15000' });
  // The place is free again from that day on, for whoever enters it, and its former record cannot be opened beside it.
  const next = await enter({ openedOn: '2025-12-31', area: '10000', tenantArea: '5000' });
  expect((await facts('2025'))['area']).toMatchObject({ value: '13000' });
  expect(await refused(act(first, 'reopen', { reason: '续租' }))).toMatchObject({ status: 409, code: 'premises.twice' });
  await act(next, 'void', { reason: '误' });
  await act(first, 'reopen', { reason: '续租' });
  expect(await refused(act(first, 'correct', { closedOn: '2025-01-01', reason: '误' }))).toMatchObject({
    errors: [{ path: 'closedOn' }],
  });
  await act(first, 'correct', { openedOn: '2024-12-31', name: '一期（A座）', reason: '按合同' });
  expect(await again(first)).toMatchObject({ name: '一期（A座）', openedOn: '2024-12-31', extents: [{ from: '2024-12-31' }] });
  expect((await facts('2023'))['area']).toMatchObject({ value: null });
});

test('at least 60 of a hundred items that incubators and transfer organizations are asked come from what the platform has', async () => {
  for (const [form, items] of [
    ['incubator-year', 37],
    ['transfer-year', 13],
  ] as const) {
    const said = await guo.get<FactsSaid>(`/facts/${form}`, { period: '2025' });
    expect(said.of).toBe(items);
    expect(said.items.length / said.of).toBeGreaterThanOrEqual(0.6);
  }
});
