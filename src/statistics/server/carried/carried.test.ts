// Closed figures where they are read, and the one lawful way out of them: the respondent carries its own into its own application, and takes its consent back.
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';
import { isConfidential } from '../../../platform/shared/confidential.ts';
import { compiled, type ContractFacts } from '../../../rules/fixtures.ts';
import { evaluate } from '../../../rules/server/index.ts';
import { periodBefore, periodOf } from '../../../forms/period.ts';
import type { CarriedItem, CarriedSaid } from '../../carried.ts';

let house: TestHouse;
let zhou: Person;
let wang: Person;
let li: Person;
let other: Person;
let firm: Acted;
let application: { kind: 'recognition'; id: string };
let foreign: { kind: 'recognition'; id: string };
let one: Acted;
let month: string;
const items = {
  revenue: '1200',
  serviceRevenue: '900',
  outsideRevenue: '100',
  profit: '-20',
  staff: '30',
  technicalStaff: '20',
  pay: '300',
  clients: '12',
  orders: '4',
  orderAmount: '500',
};
const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const carried = async (who: Person, id = application.id) =>
  (await who.get<{ items: CarriedSaid[] }>(`/carried-figures/recognition/${id}`)).items;
const apply = async (organization: string, title: string) =>
  ({ kind: 'recognition', id: (await zhou.create('recognitions', { kind, title, organization, stage: 'applied' })).id }) as const;
let kind: string;
const input = (more: object = {}) => ({ application, items: ['revenue', 'staff'], purpose: '申报省级众创空间', ...more });

beforeAll(async () => {
  house = await startHouse({ anchor: new Date().getUTCFullYear() });
  const [here, there] = house.house.parts.regions.filter((of) => of.kind === 'district').map(({ id }) => id);
  kind = house.house.parts.kinds.kinds[0]?.code ?? '';
  zhou = await house.as('bureauOfficer');
  wang = await house.as({ roles: ['districtOfficer'], region: here ?? '' });
  firm = await zhou.create('organizations', { name: '云川海图检测有限公司', region: here, industry: '7452', size: 'small' });
  const rival = await zhou.create('organizations', { name: '云川瑞谷软件有限公司', region: there, industry: '6513' });
  li = await house.as({ roles: ['member'], organization: firm.id });
  other = await house.as({ roles: ['member'], organization: rival.id });
  application = await apply(firm.id, '海图众创空间');
  foreign = await apply(rival.id, '瑞谷众创空间');
  const last = periodBefore(periodOf('month', await house.house.organizations.today()));
  month = periodBefore(last);
  one = await zhou.create('returns', { form: 'institution-month', period: month, organization: firm.id });
});
afterAll(() => house.close());

test('an unsubmitted return, and one that nobody has accepted, is not carried', async () => {
  expect(await refused(li.act(one, 'carry', input()))).toMatchObject({ status: 409, code: 'action.notNow' });
  await li.act(one, 'submit', { whole: { items, explanations: {} } });
  expect(await refused(li.act(one, 'carry', input()))).toMatchObject({ status: 409, code: 'action.notNow' });
  await wang.act(one, 'acceptAtDistrict');
  one = await zhou.act(one, 'accept');
  expect(one).toMatchObject({ state: 'accepted', carried: [] });
});

test('whoever comes by the row of a return comes by closed figures, in a transaction, a hook or a query', async () => {
  const { kernel } = house.house;
  const row = await kernel.db.selectFrom('statistical_returns').selectAll().where('id', '=', one.id).executeTakeFirstOrThrow();
  expect(['answers', 'filled', 'superseded', 'rounds'].map((column) => isConfidential(row[column]))).toEqual(Array(4).fill(true));
  expect([row['proposed'], isConfidential(row['carried'])]).toEqual([null, false]);
  const within = await kernel.db.transaction().execute((tx) => tx.selectFrom('statistical_returns as r').selectAll().execute());
  expect(within.every(({ answers }) => isConfidential(answers))).toBe(true);
});

test('only its respondent carries, into an application of its own that waits, what stands in the return', async () => {
  expect(await refused(zhou.act(one, 'carry', input()))).toMatchObject({ status: 403 });
  expect(await refused(other.act(one, 'carry', input({ application: foreign })))).toMatchObject({ status: 404 });
  expect(await refused(li.act(one, 'carry', input({ application: foreign })))).toMatchObject({
    status: 422,
    code: 'carried.notOwn',
  });
  const nowhere = { kind: 'recognition', id: firm.id };
  expect(await refused(li.act(one, 'carry', input({ application: nowhere })))).toMatchObject({ code: 'carried.notOwn' });
  expect(await refused(li.act(one, 'carry', input({ items: ['revenue', 'nothing'] })))).toMatchObject({ status: 422 });
  const decided = await zhou.create('recognitions', {
    kind,
    title: '已认定众创空间',
    organization: firm.id,
    stage: 'recognised',
  });
  const there = { kind: 'recognition', id: decided.id };
  expect(await refused(li.act(one, 'carry', input({ application: there })))).toMatchObject({
    status: 409,
    code: 'carried.decided',
  });
  expect(await carried(zhou)).toEqual([]);
});

test('what is carried is read with whose it is and of which return, by who judges the application, until it is withdrawn', async () => {
  const after = await li.act(one, 'carry', input());
  expect(after).toMatchObject({ state: 'accepted', carried: [{ number: 1, edition: 1, withdrawnOn: null }] });
  const [given] = await carried(zhou);
  expect(given).toMatchObject({
    purpose: '申报省级众创空间',
    return: { id: one.id, period: month },
    respondent: { id: firm.id, name: '云川海图检测有限公司' },
    older: false,
    items: [
      { item: 'revenue', value: '1200' },
      { item: 'staff', value: '30', unit: 'person' },
    ],
  });
  expect(given).not.toHaveProperty('answers');
  expect((await carried(wang)).length).toBe(1);
  expect((await carried(li)).length).toBe(1);
  expect(await carried(other)).toEqual([]);
  expect(await refused(carried(house.visitor()))).toMatchObject({ status: 401 });
  expect(await refused(li.act(after, 'carry', input({ items: ['pay'] })))).toMatchObject({
    status: 409,
    code: 'carried.already',
  });
  // Its owner gave it: a plain value, which a rule may be asked of.
  expectTypeOf<CarriedItem['value']>().toExtend<string>();
  const [rule] = compiled('contract.amount > 5');
  const facts: ContractFacts = { contract: { amount: BigInt(given?.items[0]?.value ?? '0') } };
  expect(rule && evaluate(rule, facts).verdict).toBe(true);

  expect(await refused(zhou.act(after, 'withdrawCarried', { number: 1 }))).toMatchObject({ status: 403 });
  const without = await li.act(after, 'withdrawCarried', { number: 1 });
  expect(await carried(zhou)).toEqual([]);
  expect(await refused(li.act(without, 'withdrawCarried', { number: 1 }))).toMatchObject({
    status: 409,
    code: 'carried.notCarried',
  });
  const { items: events } = await li.get<{ items: { action: string }[] }>(`/returns/${one.id}/events`);
  expect(events.map(({ action }) => action)).toEqual(expect.arrayContaining(['carry', 'withdrawCarried']));
  // The consent is given anew, for other figures.
  expect((await li.act(without, 'carry', input({ items: ['pay'] }))).carried).toMatchObject([{ number: 1 }, { number: 2 }]);
});
