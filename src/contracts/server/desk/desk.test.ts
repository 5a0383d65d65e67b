// The registrar's desk over HTTP: the queue by deadline, what is clean, many decided at once and the same again, working time, figures; who is refused.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshCode } from '../../../../test/harness/codes.ts';
import { testSchema } from '../../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import type { Acted, Person } from '../../../../test/harness/http.ts';
import { seenAs } from '../../../platform/server/database.ts';
import { addDays } from '../../../platform/shared/dates.ts';
import { eraseWork } from './work.ts';

let house: TestHouse;
let seller: Person;
let registrar: Person;
let second: Person;
let bureau: Person;
let today: string;
let buyer: string;
const none = '0198c0de-0000-7000-8000-0000000000ff';
beforeAll(async () => {
  house = await startHouse();
  bureau = await house.as('bureauOfficer');
  today = String((await bureau.get('/health'))['today']);
  const make = async (name: string) =>
    (await bureau.create('organizations', { name, region: 'YC-CH', creditCode: freshCode() })).id;
  const organization = await make('云川青禾无人机有限公司');
  buyer = await make('云川农服集团有限公司');
  seller = await house.as({ account: 'shen', roles: ['organizationAdmin'], organization });
  registrar = await house.as({ account: 'deng', roles: ['registrar'] });
  second = await house.as({ account: 'fu', roles: ['registrar'] });
});
afterAll(() => house.close());

const text = (amount = '300,000.00') =>
  [
    '技术开发（委托）合同',
    '项目名称：植保无人机避障系统开发',
    '委托方（甲方）：云川农服集团有限公司',
    '受托方（乙方）：云川青禾无人机有限公司',
    '签订时间：2026年1月5日',
    '有效期限：2026年1月5日至2099年12月31日',
    '甲方委托乙方研究开发植保无人机避障系统，并支付研究开发经费和报酬，乙方接受委托并进行此项研究开发工作。该方案在本合同签订时尚未掌握。',
    '第一条 技术目标：检出率不低于99.5%，误检率不高于0.3%。验收方法：按约定的样本现场测试。',
    `第二条 合同总金额为人民币${amount}元，验收合格后一次支付。`,
    '甲方（盖章）：云川农服集团有限公司',
    '乙方（盖章）：云川青禾无人机有限公司',
  ].join('\n');
const said = (more: object = {}) => ({
  title: '植保无人机避障系统开发',
  type: 'development',
  subtype: 'commissioned',
  amount: '300000',
  signedOn: '2026-01-05',
  validFrom: '2026-01-05',
  validTo: '2099-12-31',
  paymentMode: 'lumpSum',
  technologyField: '02',
  objective: '10',
  industry: '73',
  parties: [{ role: 'buyer', organization: buyer }],
  text: text(),
  noSecrets: true,
  ...more,
});
const submitted = async (more: object = {}) => seller.act(await seller.create('contracts', said(more)), 'submit');
type Queue = {
  items: { id: string; dueOn: string | null; left: object | null }[];
  today: { decided: number; averageSeconds: number | null };
};
const queue = (who: Person, query: Record<string, string> = {}) => who.get<Queue>('/contracts/desk', query);
type Answer = {
  items: { id: string; done: boolean; state: string | null; version: number; refusal: { code: string; words: string } | null }[];
};
const decide = (decisions: object[], more: object = {}, key?: string) =>
  registrar.post<Answer>('/contracts/decisions', { decisions, ...more }, key === undefined ? {} : { key });
const of = ({ id, version }: Acted, action: string, input: object = {}) => ({ id, version, action, input });
const sql = (query: string, values: unknown[]) => house.tables.ownerPool.query(query.replaceAll('$schema', testSchema), values);

test('the queue holds what waits for this registrar, overdue first; what he reviewed lies on another’s desk', async () => {
  const [fresh, soon, late, large] = [
    await submitted(),
    await submitted(),
    await submitted(),
    await submitted({ amount: '6000000' }),
  ];
  await registrar.act(soon, 'accept');
  await registrar.act(late, 'accept');
  await sql('update $schema.contracts set accepted_on = $1 where id = $2', [addDays(today, -60), late.id]);
  await registrar.act(await registrar.act(large, 'accept'), 'review');
  const { items } = await queue(registrar);
  expect(items.map(({ id }) => id)).toEqual([late.id, soon.id, fresh.id]);
  expect(items[0]).toMatchObject({
    left: { working: expect.any(Number) },
    sellerName: '云川青禾无人机有限公司',
    amount: '300000.00',
  });
  expect((await queue(second, { flag: 'secondReview' })).items.map(({ id }) => id)).toEqual([large.id]);
  expect((await queue(registrar, { state: 'accepted', q: '避障', type: 'development' })).items).toHaveLength(2);
  for (const query of [{ state: 'registered' }, { type: 'sale' }, { flag: 'x' }, { q: 'x'.repeat(101) }, { colour: 'red' }])
    await expect(queue(registrar, query)).rejects.toMatchObject({ status: 400 });
  for (const who of [seller, bureau]) await expect(queue(who)).rejects.toMatchObject({ status: 403 });
});

test('clean is what the rules hold for, nothing is missing of, and says the same amounts as its text', async () => {
  const [clean, slip, bare, wordless] = [
    await submitted(),
    await submitted({ amount: '3000000' }),
    await submitted({ industry: null }),
    await submitted({ text: null }),
  ];
  const ids = [clean, slip, bare, wordless].map(({ id }) => id);
  type Checks = { items: { id: string; clean: boolean; why: string[]; verdict: string | null }[] };
  const checked = () => registrar.post<Checks>('/contracts/desk/checks', { ids: [...ids, none] });
  // Clean is told of nothing whose signals nobody has reckoned yet.
  expect((await checked()).items.every((one) => !one.clean && one.why.includes('reckoning'))).toBe(true);
  await house.house.signals.work();
  // All of them say the same: a registrar explains it.
  for (const { key } of (await registrar.get<{ signals: { key: string }[] }>(`/contracts/${clean.id}/signals`)).signals)
    await registrar.create('signal-notes', { contract: clean.id, verdict: 'explained', reason: '同一文本的试样', key });
  const { items } = await checked();
  const why = Object.fromEntries(items.map((one) => [one.id, one.why.filter((each) => each !== 'signal').join()]));
  expect(ids.map((id) => why[id])).toEqual(['', 'differs', 'missing', 'noText']);
  expect(items.find(({ id }) => id === clean.id)).toMatchObject({ clean: true, verdict: 'registrable' });
  const draft = await seller.create('contracts', said());
  expect((await registrar.post<Checks>('/contracts/desk/checks', { ids: [draft.id] })).items).toEqual([]);
  for (const body of [{ ids: [] }, { ids: ['x'] }, { ids: Array.from({ length: 201 }, () => none) }, {}])
    await expect(registrar.post('/contracts/desk/checks', body)).rejects.toMatchObject({ status: 400 });

  const answer = await decide([of(clean, 'accept'), of(slip, 'accept')], { onlyClean: true });
  expect(answer.items.map(({ done, refusal }) => refusal?.code ?? done)).toEqual([true, 'contract.notClean']);
});

test('what a weighty signal speaks of is not clean until it is explained; a party that is a registrar too learns nothing by it', async () => {
  const tells = await submitted({ technologyAmount: '300', costs: [] });
  type Checks = { items: { id: string; clean: boolean; why: string[] }[] };
  const whyOf = async (who: Person, { id }: Acted) =>
    (await who.post<Checks>('/contracts/desk/checks', { ids: [id] })).items[0]?.why.includes('signal');
  expect(await whyOf(registrar, tells)).toBe(false);
  await house.house.signals.work();
  type Told = { signals: { key: string; weight: number; note: { id: string; version: number } | null }[] };
  const told = async () => (await registrar.get<Told>(`/contracts/${tells.id}/signals`)).signals;
  const weighty = (await told()).filter(({ weight }) => weight >= 50);
  expect(weighty.map(({ key }) => key)).toContain('amountSlip.technology');
  expect([await whyOf(registrar, tells), (await whyOf(second, tells)) ?? null]).toEqual([true, true]);
  const answer = await decide([of(tells, 'accept')], { onlyClean: true });
  expect(answer.items[0]?.refusal?.code).toBe('contract.notClean');
  const both = await house.as({ account: 'both', roles: ['registrar', 'organizationAdmin'], organization: buyer });
  expect(await whyOf(both, tells)).not.toBe(true);

  const note = { contract: tells.id, verdict: 'ground', reason: '核对附件' };
  const notes = [];
  for (const { key } of weighty) notes.push(await registrar.create('signal-notes', { ...note, key }));
  expect(await whyOf(registrar, tells)).toBe(true);
  for (const one of notes) await registrar.act(one, 'revise', { verdict: 'explained', reason: '设备另行结算' });
  expect(await whyOf(registrar, tells)).toBe(false);
  expect((await told()).length).toBeGreaterThan(0);
});

test('many are decided each in its own act, what is refused stops no other, and the same request gets the same answer', async () => {
  const [one, two, draft] = [await submitted(), await submitted(), await seller.create('contracts', said())];
  const list = [
    of(one, 'accept'),
    { ...of(two, 'accept'), version: two.version + 1 },
    of(draft, 'accept'),
    of({ ...one, id: none }, 'accept'),
  ];
  const answers = await Promise.all([decide(list, {}, 'peak-1'), decide(list, {}, 'peak-1')]);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[0].items.map(({ done, refusal }) => refusal?.code ?? done)).toEqual([
    true,
    'record.stale',
    'notFound',
    'notFound',
  ]);
  expect(answers[0].items[1]?.refusal?.words).toMatch(/\p{Script=Han}/u);
  expect(await decide(list, {}, 'peak-1')).toEqual(answers[0]);
  await expect(decide(list.slice(1), {}, 'peak-1')).rejects.toMatchObject({ status: 422, code: 'request.repeatedDifferently' });
  const { items } = await registrar.get<{ items: { action: string }[] }>(`/contracts/${one.id}/events`);
  expect(items.map(({ action }) => action)).toEqual(['accept', 'submit', 'create']);

  const version = answers[0].items[0]?.version ?? 0;
  const both = await decide([{ ...of(one, 'register'), version }, of(two, 'sendBack', { defects: [{ words: '请补充' }] })]);
  expect(both.items.map(({ state }) => state)).toEqual(['registered', 'sentBack']);
  for (const decisions of [
    [],
    Array.from({ length: 201 }, () => of(one, 'accept')),
    [of(one, 'revoke', { ground: 'other' })],
    [of(one, 'refuse', { ground: 'because' })],
    [{ ...of(one, 'accept'), version: '1' }],
    [{ ...of(one, 'accept'), colour: 'red' }],
  ])
    await expect(decide(decisions)).rejects.toMatchObject({ status: 400 });
  const body = { decisions: [of(two, 'accept')] };
  for (const who of [seller, bureau]) await expect(who.post('/contracts/decisions', body)).rejects.toMatchObject({ status: 403 });
});

test('working time is added up no further than the clock went, and only of what the registrar is in charge of', async () => {
  const contract = await submitted();
  const note = (who: Person, seconds: unknown, id = contract.id) =>
    who.post<{ seconds: number }>(`/contracts/${id}/working-time`, { seconds });
  expect(await note(registrar, 100)).toEqual({ seconds: 100 });
  expect((await note(registrar, 600)).seconds).toBeLessThan(110);
  const other = await submitted();
  expect((await note(registrar, 600, other.id)).seconds).toBeLessThan(10);
  await sql(`update $schema.contract_work set at = at - interval '1 hour', seconds = 28790 where contract = $1`, [contract.id]);
  await sql(`update $schema.contract_work set at = at - interval '1 hour' where contract = $1`, [other.id]);
  expect(await note(registrar, 600)).toEqual({ seconds: 28800 });
  type Mine = { parts: { part: string; kept: string | null; total: number; items: { record: string; seconds: number }[] }[] };
  const held = async (who: Person) => (await who.get<Mine>('/account/my-data')).parts.find(({ part }) => part === 'workingTime');
  expect(await held(registrar)).toMatchObject({ kept: null, total: 2 });
  expect((await held(registrar))?.items).toContainEqual(expect.objectContaining({ record: contract.id, seconds: 28800 }));
  expect(await held(second)).toMatchObject({ total: 0, items: [] });
  for (const wrong of [0, -1, 601, 1.5, '9', null]) await expect(note(registrar, wrong)).rejects.toMatchObject({ status: 400 });
  for (const who of [seller, bureau]) await expect(note(who, 5)).rejects.toMatchObject({ status: 403 });
  const { rows } = await sql('select account from $schema.contract_work where contract = $1', [contract.id]);
  const whose = String((rows[0] as { account: string }).account);
  expect([await eraseWork(seenAs(house.tables.db), whose), await eraseWork(seenAs(house.tables.db), whose)]).toEqual([2, 0]);
  expect(await held(registrar)).toMatchObject({ total: 0, items: [] });
  for (const id of [none, (await seller.create('contracts', said())).id, 'x'])
    await expect(note(registrar, 5, id)).rejects.toMatchObject({ status: 404 });
});

test('figures: a registrar sees his own and not another’s, the bureau all; contracts stand behind them; taken away as files', async () => {
  const contract = await registrar.act(await submitted(), 'accept');
  await second.post(`/contracts/${contract.id}/working-time`, { seconds: 75 });
  await second.act(contract, 'register');
  type Counted = {
    of: string;
    name: string | null;
    own: boolean;
    all: Record<string, number | null>;
    periods: { period: string }[];
  };
  const figures = async (who: Person, query: Record<string, string> = {}) =>
    (await who.get<{ items: Counted[] }>('/contracts/desk/statistics', query)).items.filter((one) => one.of === 'registrar');
  const [own] = await figures(second);
  expect(own).toMatchObject({
    name: 'fu',
    own: true,
    all: { decided: 1, registered: 1, within: 1, medianDays: 0, medianSeconds: 75 },
  });
  expect(own?.periods.map(({ period }) => period)).toEqual([today.slice(0, 7)]);
  expect((await figures(registrar)).map(({ name }) => name)).toEqual(['deng']);
  expect((await figures(bureau, { by: 'year' })).map(({ name }) => name).sort()).toEqual(['deng', 'fu']);
  expect((await queue(second)).today).toEqual({ decided: 1, averageSeconds: 75 });

  type Listed = { items: { contract: string; by: string; seconds: number | null; what: string }[]; next: string | null };
  const listed = (who: Person, query: Record<string, string> = {}) => who.get<Listed>('/contracts/desk/decided', query);
  expect((await listed(second)).items).toMatchObject([{ contract: contract.id, by: 'fu', seconds: 75, what: 'registered' }]);
  const first = await listed(bureau, { limit: '1' });
  expect(first.items[0]).toMatchObject({ seconds: null });
  expect((await listed(bureau, { limit: '1', after: first.next ?? '' })).items).toHaveLength(1);
  expect((await listed(bureau, { what: 'sentBack' })).items).toMatchObject([{ by: 'deng' }]);
  await expect(listed(registrar, { account: none })).rejects.toMatchObject({ status: 403 });
  for (const query of [{ from: '2026-02-01', to: '2026-01-01' }, { from: '1990-01-01', to: today }, { by: 'week' }])
    await expect(figures(bureau, query)).rejects.toMatchObject({ status: 400 });
  for (const format of ['csv', 'xlsx']) {
    const file = await bureau.send('GET', '/contracts/desk/statistics/file', { query: { format } });
    expect([file.status, (await file.arrayBuffer()).byteLength > 200]).toEqual([200, true]);
  }
  await expect(figures(seller)).rejects.toMatchObject({ status: 403 });
});
