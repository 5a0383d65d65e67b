// Fairs over HTTP: projects with their stages, a linked contract in place of what was typed, who sees what of it, the reminder on the desk, the ledger.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testSchema } from '../../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';

let house: TestHouse;
let zhou: Person;
let lin: Person;
let wang: Person;
let guo: Person;
let other: Person;
let stranger: Person;
let seller: Acted;
let buyer: Acted;
let fair: Acted;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  lin = await house.as({ account: 'lin', roles: ['districtOfficer'], region: 'YC-CH' });
  wang = await house.as({ account: 'wang', roles: ['districtOfficer'], region: 'YC-WY' });
  seller = await zhou.create('organizations', { name: '云川签约科技有限公司', region: 'YC-CH' });
  buyer = await zhou.create('organizations', { name: '云川采购有限公司', region: 'YC-WY' });
  const away = await zhou.create('organizations', { name: '云川旁观有限公司', region: 'YC-CH' });
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: seller.id });
  other = await house.as({ account: 'cai', roles: ['member'], organization: buyer.id });
  stranger = await house.as({ account: 'tuo', roles: ['member'], organization: away.id });
  fair = await zhou.create('fairs', {
    name: '科技展洽会',
    from: '2025-05-18',
    to: '2025-05-19',
    place: '会展中心',
    organizer: '科技局',
  });
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const enter = (more: object = {}, who: Person = zhou) =>
  who.create('fair-projects', {
    fair: fair.id,
    title: '射频模块转让',
    first: '签约科技',
    firstOrganization: seller.id,
    second: '采购公司',
    secondOrganization: buyer.id,
    stage: 'signed',
    amount: '1000000',
    ...more,
  });
type Ledger = {
  projects: number;
  withoutAmount: number;
  registered: string;
  received: string;
  looks: { months: number; of: number }[];
};
const ledger = () => zhou.get<Ledger>(`/fairs/${fair.id}/ledger`);
const fairAs = async (who: Person) => (await who.get<Acted>(`/fairs/${fair.id}`))['projects'];

let one: Acted;
test('entered by officers in charge; its parties see it and say what came of it, others do not', async () => {
  expect(await refused(enter({}, wang))).toMatchObject({ status: 403 });
  expect(await refused(enter({}, guo))).toMatchObject({ status: 403 });
  expect(await refused(enter({ secondOrganization: seller.id }))).toMatchObject({ errors: [{ path: 'secondOrganization' }] });
  expect(await refused(enter({ amount: '0' }))).toMatchObject({ errors: [{ path: 'amount', code: 'nothing' }] });
  one = await enter({}, lin);
  expect(one).toMatchObject({ beganOn: '2025-05-19', stage: 'signed', region: 'YC-CH' });
  for (const who of [wang, stranger]) expect(await refused(who.get(`/fair-projects/${one.id}`))).toMatchObject({ status: 404 });
  expect([await fairAs(guo), await fairAs(other), await fairAs(stranger), await fairAs(wang)]).toEqual([1, 1, 0, 0]);
  const step = { stage: 'contract', on: '2025-06-20', amount: '900000', evidence: '合同文本' };
  expect(await refused(guo.act(one, 'advance', { ...step, on: '2025-05-01' }))).toMatchObject({
    errors: [{ path: 'on', code: 'order' }],
  });
  expect(await refused(guo.act(one, 'advance', { ...step, evidence: null }))).toMatchObject({ errors: [{ path: 'evidence' }] });
  expect(await guo.act(one, 'advance', step)).toMatchObject({ stage: 'contract' });
});

test('a linked contract says stages and amounts itself; its price is for officers and its parties; it is linked once', async () => {
  const registrar = await house.as({ account: 'feng', roles: ['registrar'] });
  const said = {
    title: '射频模块合同',
    type: 'service',
    amount: '850000',
    signedOn: '2025-06-20',
    text: '文本',
    noSecrets: true,
  };
  const contract = await guo.act(await guo.create('contracts', said), 'submit');
  await registrar.act(contract, 'accept');
  expect(await refused(guo.act(one, 'link', { contract: '无此编号' }))).toMatchObject({ errors: [{ path: 'contract' }] });
  const after = await registrar.act(contract, 'register');
  const number = String(after['registrationNumber'] ?? after['ownNumber']);
  expect(await refused(other.act(one, 'link', { contract: number }))).toMatchObject({ errors: [{ path: 'contract' }] });
  const linked = await guo.act(one, 'link', { contract: number });
  expect(linked).toMatchObject({ stage: 'registered', contract: { id: contract.id } });
  expect(linked['steps']).toMatchObject([
    { stage: 'signed', of: 'said' },
    { stage: 'contract', amount: '850000.00', of: 'contract' },
    { stage: 'registered' },
  ]);
  const seen = await other.get<Acted>(`/fair-projects/${one.id}`);
  expect(seen).toMatchObject({ stage: 'registered', contract: null });
  expect(JSON.stringify(seen)).not.toContain('850000');
  const second = await enter({ title: '第二个项目' });
  expect(await refused(guo.act(second, 'link', { contract: number }))).toMatchObject({ status: 409, code: 'fair.linkedTwice' });
  expect(await ledger()).toMatchObject({ projects: 2, registered: '850000.00' });
  // It stands no longer: what was typed is what is left.
  await registrar.act(contract, 'revoke', { ground: 'duplicate', reason: '重复' });
  expect(await guo.get(`/fair-projects/${one.id}`)).toMatchObject({ stage: 'contract' });
  expect(await ledger()).toMatchObject({ registered: '0.00' });
});

test('its parties are asked after three months, until somebody says how it stands; officers where no party is known', async () => {
  const asked = async (who: Person, record: string) =>
    (await who.get<{ items: { record: string; action: string }[] }>('/desk')).items.some(
      (item) => item.record === record && item.action === 'advance',
    );
  const quiet = await enter({ title: '没有消息的项目' });
  expect([await asked(guo, quiet.id), await asked(other, quiet.id), await asked(zhou, quiet.id)]).toEqual([true, true, false]);
  await other.act(quiet, 'reportNoChange', { reason: '仍在商谈' });
  expect(await asked(guo, quiet.id)).toBe(false);
  const unknown = await enter({ title: '双方都不在名册', firstOrganization: null, secondOrganization: null });
  expect(await asked(zhou, unknown.id)).toBe(true);
});

test('the ledger: looks as they stood, what lapsed, what has no amount; void projects are none; a fair with projects stays', async () => {
  await house.tables.ownerPool.query(`update ${testSchema}.fair_projects set state = 'voided', contract = null`);
  const lapsing = await enter({ title: '没有谈成' });
  await guo.act(lapsing, 'lapse', { on: '2025-07-01', reason: '价格' });
  await enter({ title: '没有金额', amount: null });
  expect(await ledger()).toMatchObject({
    projects: 2,
    withoutAmount: 1,
    looks: [{ months: 0, of: 2 }, { months: 3, of: 2 }, { months: 6 }, { months: 12 }],
  });
  expect(await refused(guo.get(`/fairs/${fair.id}/ledger`))).toMatchObject({ status: 403 });
  expect(await refused(zhou.act(fair, 'void', { reason: '误' }))).toMatchObject({ status: 409, code: 'fair.hasProjects' });
  expect(
    await refused(zhou.create('fairs', { name: '错误', from: '2025-05-18', to: '2025-05-17', place: '某处', organizer: '某局' })),
  ).toMatchObject({
    errors: [{ path: 'to', code: 'beforeStart' }],
  });
});
