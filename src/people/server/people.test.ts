// Technology managers over HTTP: who counts from which day, one place at a time, who reads whose name, what erasing leaves.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import { verify } from '../../records/server/index.ts';
import { addDays } from '../../platform/shared/dates.ts';

type Part = { key: string; value: string | null };
type Figure = { value: string | null; parts?: Part[] };

let house: TestHouse;
let zhou: Person;
let transfer: { id: string };
let institute: { id: string };
let transferAdmin: Person;
let instituteAdmin: Person;
let places: string[];
let today: string;
let count = 0;
beforeAll(async () => {
  house = await startHouse();
  places = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id);
  today = await house.house.organizations.today();
  zhou = await house.as('bureauOfficer');
  transfer = await zhou.create('organizations', { name: '云桥技术转移中心有限公司', region: places[0] });
  institute = await zhou.create('organizations', { name: '云帆产业技术研究院', region: places[1] });
  transferAdmin = await house.as({ account: 'transfer-admin', roles: ['organizationAdmin'], organization: transfer.id });
  instituteAdmin = await house.as({ account: 'institute-admin', roles: ['organizationAdmin'], organization: institute.id });
});
afterAll(() => house.close());

const input = (more: object = {}) => {
  count++;
  return {
    name: `王小明${count}`,
    certificateNumber: `JS-2021-${1000 + count}`,
    phone: '13812345678',
    certificateLevel: 'intermediate',
    issuedOn: '2021-03-01',
    validTo: null,
    trainingBase: '国家技术转移苏南中心',
    technologyFields: ['新能源'],
    ...more,
  };
};
const register = (more: object = {}) => zhou.create('technology-managers', input(more));
const again = <T extends { id: string }>(of: T, at: Person) => at.get<Acted>(`/technology-managers/${of.id}`);
const stock = async (asOf: string, more: object = {}) => {
  const { items } = await house.visitor().get<{ items: Figure[] }>('/indicators', { code: 'technology-managers', asOf, ...more });
  return items[0]!;
};
const counted = async (asOf: string, more: object = {}) => Number((await stock(asOf, more)).value);
const partOf = async (asOf: string, by: string, key: string) =>
  Number((await stock(asOf, { by })).parts?.find((one) => one.key === key)?.value ?? 0);
/** The house's figures answer from the first day of the invented plan on. */
const day = (n: number) => addDays('2025-01-01', n);

test('counts from the organization’s word on, for 365 days after it, where the organization reports', async () => {
  const made = await register();
  expect(made).toMatchObject({ state: 'registered', counting: false, organization: null });
  const [before, inPlace] = [await counted(day(40)), await partOf(day(40), 'region', places[0]!)];
  await zhou.act(made, 'affiliate', { organization: transfer.id, on: day(0) });
  expect(await counted(day(40))).toBe(before);
  await again(made, transferAdmin);
  const confirmed = await transferAdmin.act(made, 'confirm', { on: day(10) });
  expect(confirmed).toMatchObject({ confirmedUntil: day(375), organizationName: '云桥技术转移中心有限公司' });
  expect(await counted(day(9))).toBe(before);
  expect(await counted(day(10))).toBe(before + 1);
  expect(await counted(day(375))).toBe(before + 1);
  expect(await counted(day(376))).toBe(before);
  expect(await partOf(day(40), 'region', places[0]!)).toBe(inPlace + 1);
  const level = await partOf(day(40), 'level', 'intermediate');
  expect(level).toBeGreaterThan(0);
  await transferAdmin.act(made, 'confirm', { on: day(300) });
  expect(await counted(day(376))).toBe(before + 1);
});

test('works at one place at a time: the new one ends the old one on its day, and counts once confirmed there', async () => {
  const made = await register();
  await zhou.act(made, 'affiliate', { organization: transfer.id, on: day(0) });
  await transferAdmin.act(made, 'confirm', { on: day(0) });
  const [at50, at80] = [await counted(day(50)), await counted(day(80))];
  await expect(zhou.act(made, 'affiliate', { organization: transfer.id, on: day(20) })).rejects.toMatchObject({
    status: 409,
    code: 'technologyManager.alreadyAffiliated',
  });
  const moved = await zhou.act(made, 'affiliate', { organization: institute.id, on: day(60) });
  expect(moved['affiliations']).toMatchObject([{ endedOn: day(60) }, { organization: institute.id, endedOn: null }]);
  expect([await counted(day(50)), await counted(day(80))]).toEqual([at50, at80 - 1]);
  await expect(transferAdmin.act(made, 'confirm', {})).rejects.toMatchObject({ status: 404 });
  await expect(zhou.act(made, 'confirm', {})).rejects.toMatchObject({ status: 403 });
  await instituteAdmin.act(made, 'confirm', { on: day(70) });
  expect([await counted(day(65)), await counted(day(80))]).toEqual([at80 - 1, at80]);
  await instituteAdmin.act(made, 'endAffiliation', { on: day(75), reason: '离职' });
  expect([await counted(day(74)), await counted(day(80))]).toEqual([at80, at80 - 1]);
  await expect(zhou.act(made, 'endAffiliation', { on: day(80), reason: '再次' })).rejects.toMatchObject({
    status: 409,
    code: 'technologyManager.notAffiliated',
  });
  await expect(zhou.act(made, 'affiliate', { organization: transfer.id, on: day(70) })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'on' }],
  });
});

test('a certificate that runs out stops the count; a renewal begins on its own day, at its own level', async () => {
  const made = await register({ validTo: day(100) });
  await zhou.act(made, 'affiliate', { organization: transfer.id, on: day(0) });
  await transferAdmin.act(made, 'confirm', { on: day(50) });
  const [at100, at101, at150, seniors] = [
    await counted(day(100)),
    await counted(day(101)),
    await counted(day(150)),
    await partOf(day(150), 'level', 'senior'),
  ];
  expect(at101).toBe(at100 - 1);
  await zhou.act(made, 'renew', { on: day(140), validTo: null, certificateLevel: 'senior' });
  expect([await counted(day(120)), await counted(day(150))]).toEqual([at101, at150 + 1]);
  expect(await partOf(day(150), 'level', 'senior')).toBe(seniors + 1);
  await expect(zhou.act(made, 'renew', { on: day(20), validTo: null })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'on' }],
  });
  await zhou.act(made, 'void', { reason: '证书系误录' });
  expect([await counted(day(100)), await counted(day(150))]).toEqual([at100 - 1, at150]);
});

test('an organization that moves takes its managers along from that day', async () => {
  const mover = await zhou.create('organizations', { name: '云途技术转移有限公司', region: places[2] });
  const admin = await house.as({ account: 'mover-admin', roles: ['organizationAdmin'], organization: mover.id });
  const made = await register();
  await zhou.act(made, 'affiliate', { organization: mover.id, on: day(0) });
  await admin.act(made, 'confirm', { on: day(0) });
  const from = await partOf(day(90), 'region', places[2]!);
  const to = await partOf(day(90), 'region', places[3]!);
  await zhou.act(mover, 'move', { region: places[3], on: day(60) });
  expect([
    await partOf(day(59), 'region', places[2]!),
    await partOf(day(90), 'region', places[2]!),
    await partOf(day(90), 'region', places[3]!),
  ]).toEqual([from, from - 1, to + 1]);
});

test('names and numbers are for who works with them; a list masks numbers for all; each reading is logged', async () => {
  const account = await house.as({ account: 'xiaoming', roles: ['technologyManager'] });
  const stranger = await house.as({ account: 'stranger', roles: ['technologyManager'] });
  const made = await register({ account: 'xiaoming' });
  await account.act(made, 'affiliate', { organization: transfer.id, on: day(0) });
  const own = await again(made, account);
  expect(own).toMatchObject({ masked: false, phone: '13812345678', affiliations: [{ statedBy: 'manager' }] });
  expect(own.actions.map((one) => one.name).sort()).toEqual(['affiliate', 'endAffiliation']);
  expect(await again(made, transferAdmin)).toMatchObject({ masked: false, name: made['name'] });
  await expect(again(made, instituteAdmin)).rejects.toMatchObject({ status: 404 });
  await expect(again(made, stranger)).rejects.toMatchObject({ status: 404 });
  await expect(house.visitor().get('/technology-managers')).rejects.toMatchObject({ status: 401 });
  const security = await house.as('securityAdmin');
  const masked = await again(made, security);
  expect(masked).toMatchObject({ name: '王*', phone: '138******78', masked: true });
  expect(masked['certificateNumber']).toMatch(/^\*{4}.{4}$/);
  const { items } = await zhou.get<{ items: Record<string, unknown>[] }>('/technology-managers', { q: String(made['name']) });
  expect(items.map((one) => [one['id'], one['name'], one['phone']])).toEqual([[made.id, made['name'], '138******78']]);
  expect((await security.get<{ items: unknown[] }>('/technology-managers', { q: '王' })).items).toEqual([]);
  expect(
    (await zhou.get<{ items: unknown[] }>('/technology-managers', { certificateNumber: `js-2021-${1000 + count}` })).items,
  ).toHaveLength(1);

  const audit = await house.as('auditAdmin');
  const reads = await audit.get<{ items: { fields: string[] }[] }>(`/technology-managers/${made.id}/reads`);
  expect(reads.items.length).toBeGreaterThanOrEqual(4);
  expect(reads.items[0]).toMatchObject({ fields: ['name'] });
  expect(reads.items.at(-1)).toMatchObject({ fields: ['name', 'certificateNumber', 'phone'] });
  await expect(zhou.get(`/technology-managers/${made.id}/reads`)).rejects.toMatchObject({ status: 403 });
});

test('the same person twice is refused, by number however written, and by name with base and day; two at once are one', async () => {
  const made = input();
  await zhou.create('technology-managers', made);
  const twice = (more: object) => zhou.create('technology-managers', { ...made, ...more });
  await expect(twice({ name: '李四', certificateNumber: ` ｊｓ－2021-${1000 + count} ` })).rejects.toMatchObject({
    status: 409,
    code: 'technologyManager.duplicate',
    errors: [{ path: 'certificateNumber' }],
  });
  await expect(twice({ certificateNumber: 'OTHER-1' })).rejects.toMatchObject({ status: 409, errors: [{ path: 'name' }] });
  const other = input();
  const both = await Promise.allSettled([1, 2].map(() => zhou.create('technology-managers', other)));
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { status: 409 } });
});

test('a correction changes what it names and nothing else', async () => {
  const made = await register({ validTo: '2027-01-01' });
  const edited = await zhou.act(made, 'edit', { phone: '13900000000' });
  for (const field of [
    'name',
    'certificateNumber',
    'certificateLevel',
    'issuedOn',
    'validTo',
    'trainingBase',
    'technologyFields',
  ])
    expect(edited[field]).toEqual(made[field]);
  expect(edited['phone']).toBe('13900000000');
  expect(await zhou.act(made, 'edit', { certificateLevel: 'senior' })).toMatchObject({
    certificateLevel: 'senior',
    certificates: [{ level: 'senior', from: '2021-03-01', to: '2027-01-01' }],
  });
  await expect(zhou.act(made, 'edit', { issuedOn: addDays(today, 1) })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'issuedOn' }],
  });
  await expect(zhou.act(made, 'edit', { validTo: '2020-01-01' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'validTo' }],
  });
  await expect(zhou.act(made, 'edit', { account: 'nobody' })).rejects.toMatchObject({
    status: 422,
    errors: [{ path: 'account' }],
  });
});

test('erasing leaves no value of the person, every figure until then, and every seal valid', async () => {
  const person = input({ name: '欧阳无名' });
  const made = await zhou.create('technology-managers', person);
  await zhou.act(made, 'affiliate', { organization: transfer.id, on: day(0) });
  await transferAdmin.act(made, 'confirm', { on: addDays(today, -30) });
  const [before, now] = [await counted(addDays(today, -10)), await counted(today)];
  const security = await house.as('securityAdmin');
  await again(made, security);
  const erased = await security.act(made, 'erase', { reason: '本人申请' });
  expect(erased).toMatchObject({ state: 'erased', name: null, certificateNumber: null, phone: null, organization: null });
  expect([await counted(addDays(today, -10)), await counted(today)]).toEqual([before, now - 1]);
  const owner = house.tables.ownerPool;
  const left = async (text: string, ...values: unknown[]) =>
    Number((await owner.query<{ n: string }>(`select count(*) as n from ${text}`, values)).rows[0]?.n);
  expect(await left('personal_values where record = $1', made.id)).toBe(0);
  expect(await left('events where body like $1', '%欧阳%')).toBe(0);
  expect(await left('person_keys k where not exists (select from technology_managers t where t.person = k.person)')).toBe(0);
  expect(await left('person_keys k join technology_managers t on t.person = k.person where t.id = $1', made.id)).toBe(0);
  await house.sealNow();
  expect((await verify(house.house.kernel)).findings).toEqual([]);
  expect(await zhou.create('technology-managers', person)).toMatchObject({ state: 'registered' });
});

test('what was void stays uncounted when its person is erased', async () => {
  const made = await register();
  await zhou.act(made, 'affiliate', { organization: transfer.id, on: day(0) });
  const before = await counted(day(20));
  await transferAdmin.act(made, 'confirm', { on: day(10) });
  const voided = await zhou.act(made, 'void', { reason: '误录' });
  await zhou.act(voided, 'erase', { reason: '清除误录' });
  expect(await counted(day(20))).toBe(before);
});
