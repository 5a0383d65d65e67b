// Facts over HTTP: each filled item is the records behind its link, follows what happens to them and to their organization, and is told to nobody else.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import type { Acted, Person } from '../../../../test/harness/http.ts';
import { openSale } from '../../../../test/harness/sale.ts';
import { openPack } from '../../../platform/server/pack.ts';
import { addDays } from '../../../platform/shared/dates.ts';
import { sum } from '../../../platform/shared/money.ts';
import { type Statements, standingOn } from '../../../people/contributes.ts';
import { openForms } from '../../../forms/server/index.ts';
import type { FactSource } from '../../fact.ts';
import type { FactsSaid } from '../../facts.ts';
import { openFacts } from './open.ts';

let house: TestHouse;
let sale: Awaited<ReturnType<typeof openSale>>;
let lin: Person;
let count = 0;
/** Contracts by what the test calls them. */
const made = new Map<string, Acted>();
const period = '2025';

const register = async (called: string, more: object = {}): Promise<Acted> => {
  const { id } = await sale.bureau.post<{ id: string }>('/contracts/recordRegistered', {
    title: called,
    type: 'transfer',
    subtype: 'patent',
    amount: '1000000',
    technologyAmount: '800000',
    signedOn: '2024-12-01',
    seller: sale.organizations.seller,
    registeredOn: '2025-05-01',
    registrationNumber: `2025320400${String(++count).padStart(6, '0')}`,
    parties: [{ role: 'buyer', organization: sale.organizations.buyer, nature: '150' }],
    ...more,
  });
  made.set(called, await sale.bureau.get<Acted>(`/contracts/${id}`));
  return of(called);
};
const of = (called: string): Acted => made.get(called) as Acted;

beforeAll(async () => {
  house = await startHouse();
  sale = await openSale(house);
  lin = await house.as({ account: 'lin', roles: ['districtOfficer'], region: 'YC-CH' });
  const { organizations } = sale;
  const own = [{ role: 'seller', organization: organizations.seller }];
  await register('first day', { registeredOn: '2025-01-01' });
  await register('last day', { registeredOn: '2025-12-31', amount: '300000.50', technologyAmount: '1' });
  await register('day before', { registeredOn: '2024-12-31' });
  await register('day after', { registeredOn: '2026-01-01', signedOn: '2025-07-01' });
  await register('licensed', { type: 'licence', subtype: 'patentLicence', amount: '20000', technologyAmount: '20000' });
  await register('for shares', { subtype: 'equity', amount: '5000000', technologyAmount: '5000000' });
  await register('developed', {
    type: 'development',
    subtype: 'commissioned',
    parties: [...own, { role: 'buyer', name: '外地公司' }],
  });
  await register('mediated', {
    type: 'service',
    subtype: 'general',
    amount: '12000000',
    technologyAmount: '12000000',
    crossing: 'export',
    parties: [
      { role: 'buyer', name: '某大学', nature: '020' },
      { role: 'intermediary', organization: organizations.other },
    ],
  });
  await register('mediated too', {
    seller: organizations.buyer,
    amount: '10000000',
    parties: [
      { role: 'buyer', name: '买方有限公司', nature: '150' },
      { role: 'buyer', name: '买方二号有限公司', nature: '160' },
      { role: 'intermediary', organization: organizations.other },
    ],
  });
  // Who registers an import buys: nothing was sold by it.
  await register('imported', {
    crossing: 'import',
    parties: [
      { role: 'seller', name: 'Overseas Ltd', country: '502' },
      { role: 'buyer', organization: organizations.seller },
    ],
  });
});
afterAll(() => house.close());

const facts = (who: Person, form: string, more: object = {}) => who.get<FactsSaid>(`/facts/${form}`, { period, ...more });
/** The records that the link of an item leads to, as its reader finds them. */
async function behind(who: Person, said: FactsSaid, code: string): Promise<Record<string, unknown>[]> {
  const address = new URL(said.items.find((one) => one.code === code)?.address ?? '', 'http://x');
  const path = address.pathname === '/people' ? '/technology-managers' : address.pathname;
  const query = { ...Object.fromEntries(address.searchParams), limit: 200 };
  return (await who.get<{ items: Record<string, unknown>[] }>(path, query)).items;
}
const values = ({ items }: FactsSaid) => Object.fromEntries(items.map((one) => [one.code, one.value]));
const inTenThousands = (amounts: readonly unknown[]) => Number(sum(amounts.map(String))) / 10_000;

test('a report of transformed results is filled by how the technology was passed on, each item by the records behind its link', async () => {
  const said = await facts(sale.seller, 'transformation-year');
  expect(said).toMatchObject({ period, from: '2025-01-01', to: '2025-12-31', of: 15 });
  expect(said.items).toHaveLength(9);
  expect(values(said)).toMatchObject({
    transfers: '2',
    transferAmount: '130.00005',
    licences: '1',
    licenceAmount: '2',
    investments: '1',
    investmentAmount: '500',
    services: '2',
    serviceAmount: '1300',
    received: null,
  });
  for (const [counted, summed] of [
    ['transfers', 'transferAmount'],
    ['licences', 'licenceAmount'],
    ['investments', 'investmentAmount'],
    ['services', 'serviceAmount'],
  ] as const) {
    const records = await behind(sale.seller, said, counted);
    expect([counted, String(records.length)]).toEqual([counted, values(said)[counted]]);
    expect([summed, inTenThousands(records.map((one) => one['amount']))]).toEqual([summed, Number(values(said)[summed])]);
    expect(await behind(sale.bureau, said, summed)).toHaveLength(records.length);
  }
  expect(said.items.find((one) => one.code === 'transfers')?.words).toBe('2025-01-01至2025-12-31登记的2份合同');
  // Years of which the register is not complete: typed.
  expect(Object.values(values(await facts(sale.seller, 'transformation-year', { period: '2023' })))).toEqual(Array(9).fill(null));
  const research = values(await facts(sale.seller, 'new-research-year'));
  expect(research).toEqual({ legalForm: '企业', floorArea: null, contractAmount: '19320.0005' });
});

test('a return comes filled with them and locked; what they do not tell is typed', async () => {
  const { bureau, seller, organizations } = sale;
  const made = await bureau.create('returns', { form: 'transformation-year', period, organization: organizations.seller });
  type Sheet = { filled: { item: string; value: string; address: string }[]; given: { items: Record<string, string | null> } };
  const sheet = await seller.get<Sheet>(`/returns/${made.id}/sheet`);
  expect(sheet.filled.map(({ item }) => item)).toHaveLength(8);
  expect(sheet.filled.find(({ item }) => item === 'transferAmount')).toMatchObject({
    value: '130.00005',
    address: `/contracts?seller=${organizations.seller}&sale=transfer&registeredFrom=2025-01-01&registeredTo=2025-12-31`,
  });
  // Another figure typed over it is not taken.
  const body = { items: { transfers: '99', received: '7' }, tables: {}, revision: 0 };
  expect((await seller.send('PUT', `/returns/${made.id}/draft`, { body })).status).toBe(200);
  const { given } = await seller.get<Sheet>(`/returns/${made.id}/sheet`);
  expect(given.items).toMatchObject({ transfers: '2', received: '7' });
});

test('what was received comes from receipts that hold, on contracts of any year; without any it is not nought', async () => {
  const { seller } = sale;
  const noted = async (called: string, on: string, amount: string) =>
    made.set(called, await seller.act(await seller.get<Acted>(`/contracts/${of(called).id}`), 'noteReceipt', { on, amount }));
  await noted('day before', '2025-03-01', '100000');
  await noted('day before', '2026-01-02', '200000');
  await noted('first day', '2025-12-31', '50000');
  await noted('licensed', '2025-06-01', '7000');
  await seller.act(of('licensed'), 'voidReceipt', { number: 1, reason: '误记' });
  const said = await facts(seller, 'transformation-year');
  expect(values(said)['received']).toBe('15');
  expect((await behind(seller, said, 'received')).map((one) => one['title']).sort()).toEqual(['day before', 'first day']);
  // Four fifths of them are for technology.
  expect(values(await facts(seller, 'transfer-year'))['technicalRevenue']).toBe('120');
});

test('an amendment counts from its day, an end changes nothing, a revocation takes out', async () => {
  const deng = sale.registrar;
  await deng.act(of('last day'), 'amend', { amount: '400000.50', technologyAmount: '1', on: '2026-02-01', reason: '补充协议' });
  const amount = async (more: object = {}) => values(await facts(sale.seller, 'transformation-year', more))['transferAmount'];
  expect(await amount()).toBe('130.00005');
  await deng.act(of('developed'), 'amend', { amount: '1500000', technologyAmount: '800000', on: '2025-09-01', reason: '追加' });
  expect(values(await facts(sale.seller, 'transformation-year'))['serviceAmount']).toBe('1350');
  await deng.act(await deng.get<Acted>(`/contracts/${of('licensed').id}`), 'cancel', { on: '2026-03-01', reason: '协商解除' });
  expect(values(await facts(sale.seller, 'transformation-year'))['licences']).toBe('1');
  await deng.act(await deng.get<Acted>(`/contracts/${of('last day').id}`), 'revoke', { ground: 'duplicate' });
  expect(await amount()).toBe('100');
  expect(await behind(sale.seller, await facts(sale.seller, 'transformation-year'), 'transfers')).toHaveLength(1);
});

test('a transfer organization is filled by what it mediated and by its managers of that day', async () => {
  const { bureau, organizations } = sale;
  const admin = await house.as({ account: 'guan', roles: ['organizationAdmin'], organization: organizations.other });
  const person = { name: '高望山', certificateLevel: 'senior', issuedOn: '2021-03-01', account: 'gao' };
  const gao = await house.as({ account: 'gao', roles: ['technologyManager'] });
  let manager = await bureau.create('technology-managers', { ...person, certificateNumber: 'YC-1' });
  manager = await bureau.act(manager, 'affiliate', { organization: organizations.other, on: '2025-01-10' });
  manager = await admin.act(manager, 'confirm', { on: '2025-02-01' });
  const said = await facts(admin, 'transfer-year');
  expect(values(said)).toEqual({
    managers: '1',
    technicalRevenue: null,
    projects: '2',
    projectAmount: '22000',
    internationalAmount: '12000',
    largeProjects: '2',
    clients: '2',
    needsSolved: '1',
  });
  const titles = async (code: string) => (await behind(admin, said, code)).map((one) => one['title']).sort();
  expect(await titles('projects')).toEqual(['mediated', 'mediated too']);
  expect(await titles('internationalAmount')).toEqual(['mediated']);
  expect(await titles('largeProjects')).toEqual(['mediated', 'mediated too']);
  expect(await titles('needsSolved')).toEqual(['mediated too']);
  expect(await behind(admin, said, 'managers')).toHaveLength(1);
  // A member is told how many there are; the roll is closed to him.
  const told = await facts(sale.stranger, 'transfer-year');
  expect(told.items.find((one) => one.code === 'managers')).toMatchObject({ value: '1', address: null });
  // On its own contract it names its manager: once he confirms it was brought about by it; one of another's house is not its own.
  const sold = await register('by its manager', { seller: organizations.other, amount: '1', technologyAmount: '1' });
  const naming = await admin.create('manager-namings', { contract: sold.id, manager: manager.id });
  expect(values(await facts(admin, 'transfer-year'))['projects']).toBe('2');
  await gao.act(naming, 'confirmManager');
  expect(values(await facts(admin, 'transfer-year'))['projects']).toBe('3');
  const foreign = await sale.seller.create('manager-namings', { contract: of('developed').id, manager: manager.id });
  await gao.act(foreign, 'confirmManager');
  expect(values(await facts(admin, 'transfer-year'))['projects']).toBe('3');
  // A list tells nobody of what he does not see: the buyer learns of no naming, the seller of no other contract that was mediated.
  const listed = async (who: Person, query: Record<string, string>) =>
    (await who.get<{ items: Record<string, unknown>[] }>('/contracts', query)).items.map((one) => one['title']).sort();
  const by = { broughtAboutBy: organizations.other, registeredFrom: '2025-01-01' };
  expect(await listed(admin, by)).toEqual(['by its manager', 'mediated', 'mediated too']);
  expect(await listed(sale.buyer, by)).toEqual(['mediated too']);
  expect(await listed(sale.seller, by)).toEqual(['mediated']);
  // He leaves within the year: not on its last day.
  await admin.act(await admin.get<Acted>(`/technology-managers/${manager.id}`), 'endAffiliation', {
    on: '2025-12-31',
    reason: '离职',
  });
  expect(values(await facts(admin, 'transfer-year'))).toMatchObject({ managers: '0', projects: '3' });
});

test('the roll as a condition tells on every day what the ledger counts by', async () => {
  const { bureau, organizations } = sale;
  const organization = organizations.other;
  let manager = await bureau.create('technology-managers', {
    name: '高望海',
    certificateLevel: 'junior',
    issuedOn: '2023-03-01',
    validTo: '2025-03-01',
    certificateNumber: 'YC-2',
  });
  manager = await bureau.act(manager, 'affiliate', { organization, on: '2024-06-01' });
  const admin = await house.as({ account: 'guan', roles: ['organizationAdmin'], organization });
  manager = await admin.act(manager, 'confirm', { on: '2024-07-01' });
  manager = await bureau.act(manager, 'renew', { validTo: '2027-05-01', on: '2025-05-01' });
  manager = await admin.act(manager, 'confirm', { on: '2025-09-01' });
  await admin.act(manager, 'endAffiliation', { on: '2025-11-01', reason: '离职' });
  type Roll = { items: (Statements & { id: string })[] };
  const all = (await bureau.get<Roll>('/technology-managers', { limit: 200 })).items;
  const edges = ['2024-06-01', '2024-07-01', '2025-01-10', '2025-02-01', '2025-03-01', '2025-05-01', '2025-07-01', '2025-09-01'];
  for (const on of [...edges, '2025-11-01', '2025-12-31', '2026-02-01'].flatMap((day) => [
    addDays(day, -1),
    day,
    addDays(day, 1),
  ])) {
    const { items } = await bureau.get<Roll>('/technology-managers', { organization, countedOn: on, limit: 200 });
    const pure = all.filter((one) => standingOn(one, on)?.organization === organization);
    expect([on, items.map(({ id }) => id).sort()]).toEqual([on, pure.map(({ id }) => id).sort()]);
  }
});

test('they are told to its own people and to officers in charge, and to nobody else', async () => {
  const { seller, buyer, bureau, registrar, organizations } = sale;
  const ask = (who: Person, form: string, query: object) =>
    facts(who, form, query).catch((error: { status: number }) => error.status);
  const own = { organization: organizations.seller };
  for (const who of [seller, bureau, lin])
    expect(await ask(who, 'transformation-year', own)).toMatchObject({ organization: { id: organizations.seller } });
  const chen = await house.as({ account: 'chen', roles: ['districtOfficer'], region: 'YC-WY' });
  const audit = await house.as('auditAdmin');
  for (const who of [buyer, registrar, chen, audit]) expect(await ask(who, 'transformation-year', own)).toBe(403);
  expect(await ask(house.visitor(), 'transformation-year', own)).toBe(401);
  // Officers say whose; a strange form, organization, period.
  expect(await ask(bureau, 'transformation-year', {})).toBe(422);
  expect(await ask(bureau, 'transformation-year', { organization: crypto.randomUUID() })).toBe(404);
  expect(await ask(seller, 'nothing', {})).toBe(404);
  expect(await ask(seller, "a'b", {})).toBe(404);
  for (const [period, status] of [
    ['2025-03', 422],
    ['2999', 422],
    ['2025-13', 400],
    ["2025' or 1=1", 400],
  ] as const)
    expect([period, await ask(seller, 'transformation-year', { period })]).toEqual([period, status]);
  expect(await ask(seller, 'transformation-year', { organization: 'x' })).toBe(400);
  expect(await ask(seller, 'transformation-year', { strange: 'x' })).toBe(400);
  for (const [path, query] of [
    ['/contracts', { sale: 'gift' }],
    ['/contracts', { broughtAboutBy: "x' or 1=1" }],
    ['/contracts', { abroad: 'no' }],
    ['/contracts', { largeOn: '2025-02-30' }],
    ['/contracts', { receivedFrom: '0000-01-01' }],
    ['/technology-managers', { countedOn: 'yesterday' }],
  ] as const)
    expect([query, (await bureau.send('GET', path, { query })).status]).toEqual([query, 400]);
});

test('who becomes one with another brings its facts, and a move takes them along', async () => {
  const { bureau, buyer, organizations } = sale;
  const before = values(await facts(sale.seller, 'transformation-year'));
  const bought = values(await facts(buyer, 'transformation-year'));
  expect([before['transfers'], bought['transfers']]).toEqual(['1', '1']);
  await bureau.act(await bureau.get<Acted>(`/organizations/${organizations.buyer}`), 'merge', { into: organizations.seller });
  const said = await facts(sale.seller, 'transformation-year');
  expect(values(said)['transfers']).toBe('2');
  expect(await behind(sale.bureau, said, 'transfers')).toHaveLength(2);
  await bureau.act(await bureau.get<Acted>(`/organizations/${organizations.seller}`), 'move', {
    region: 'YC-WY',
    on: '2025-06-01',
  });
  expect(values(await facts(sale.bureau, 'transformation-year', { organization: organizations.seller }))['transfers']).toBe('2');
  // Its new district asks from now on.
  await expect(facts(lin, 'transformation-year', { organization: organizations.seller })).rejects.toMatchObject({ status: 403 });
});

test('a form says what fills its items, in the reader’s language', async () => {
  type Form = { sections: { items: { code: string; fact: string | null; filledBy: string | null }[] }[] };
  const { sections } = await house.visitor().get<Form>('/forms/transfer-year');
  expect(sections.flatMap(({ items }) => items).filter(({ filledBy }) => filledBy !== null)).toHaveLength(8);
  expect(sections[0]?.items.at(-1)).toMatchObject({ fact: 'managers.attached', filledBy: '技术经理人名册' });
  const english = await house.as({ account: 'eve', roles: ['member'], organization: sale.organizations.other, language: 'en' });
  expect((await english.get<Form>('/forms/transfer-year')).sections[0]?.items.at(-1)?.filledBy).toBe(
    'the roll of technology managers',
  );
});

test('what is typed stands beside what a register knows: less than that is to be explained, with the records one click away', async () => {
  const { bureau, seller, organizations } = sale;
  const made = await bureau.create('returns', {
    form: 'institution-month',
    period: '2025-07',
    organization: organizations.seller,
  });
  type Judged = {
    verdict: { findings: { check: string; level: string; about: string[]; words: string; address: string | null }[] };
  };
  const typed = async (revision: number, items: object) => {
    const answer = await seller.send('PUT', `/returns/${made.id}/draft`, { body: { revision, items } });
    const { verdict } = (await answer.json()) as Judged;
    return verdict.findings.filter(({ check }) => check === 'source');
  };
  const [orders, amount, ...more] = await typed(0, { orders: '0', orderAmount: '900' });
  expect(more).toEqual([]);
  expect(orders).toMatchObject({ level: 'warning', about: ['orders'] });
  expect(amount).toMatchObject({
    about: ['orderAmount'],
    words: '2025-01-01至2025-07-31签订并已登记的1份合同：1000千元；所填为900千元。',
    address: `/contracts?seller=${organizations.seller}&sale=any&signedFrom=2025-01-01&signedTo=2025-07-31`,
  });
  // More was signed than was registered; within a twentieth it is the same.
  expect(await typed(1, { orders: '7', orderAmount: '960' })).toEqual([]);
});

test('a form that asks for what no source knows stops the start; each fact of the forms has its words', () => {
  const forms = openForms(openPack('changzhou')).list();
  const source: FactSource<object> = {
    codes: ['contracts.transfers', 'contracts.signed', 'contracts.signedAmount'],
    tables: [],
    read: async () => ({ facts: {}, rows: {} }),
  };
  const yearly = forms.filter(({ code }) => code === 'institution-year');
  expect(() => openFacts([source], { forms: yearly, city: 'changzhou' })).toThrow(
    /changzhou\/forms\/institution-year: version 1: nature: no source knows the fact organization\.nature/,
  );
  const asked = forms.flatMap((one) => one.versions.flatMap(({ sections }) => sections.flatMap(({ items }) => items)));
  const keys = asked.flatMap(({ fact }) => (fact === undefined ? [] : [`facts:names.${fact}`]));
  expect(keys.filter((key) => house.app.say('en', key) === key)).toEqual([]);
  for (const [code, least] of [
    ['transformation-year', 0.6],
    ['transfer-year', 0.6],
  ] as const) {
    const items =
      forms
        .find((one) => one.code === code)
        ?.versions.at(-1)
        ?.sections.flatMap((one) => one.items) ?? [];
    expect(items.filter(({ fact }) => fact !== undefined).length / items.length).toBeGreaterThanOrEqual(least);
  }
});
