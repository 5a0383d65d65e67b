// Visits to firms over HTTP: logged in a minute, turned into demands, questions and tasks with an owner and a day; officers' notes are theirs alone, what came of it is the firm's too.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testSchema } from '../../../../test/harness/database.ts';
import { startHouse, type TestHouse } from '../../../../test/harness/house.ts';
import { type Acted, type Person, RefusedError } from '../../../../test/harness/http.ts';
import { readSheet } from '../../../platform/server/documents/sheet.ts';

let house: TestHouse;
let zhou: Person;
let lin: Person;
let lu: Person;
let wang: Person;
let guo: Person;
let firm: Acted;
let today: string;
const idOf = async (account: string): Promise<string> =>
  (await house.tables.ownerPool.query(`select id from ${testSchema}.accounts where account = $1`, [account])).rows[0].id;
beforeAll(async () => {
  house = await startHouse();
  zhou = await house.as('bureauOfficer');
  lin = await house.as({ account: 'lin', roles: ['districtOfficer'], region: 'YC-CH' });
  lu = await house.as({ account: 'lu', roles: ['districtOfficer'], region: 'YC-CH' });
  wang = await house.as({ account: 'wang', roles: ['districtOfficer'], region: 'YC-WY' });
  firm = await zhou.create('organizations', { name: '云川走访精工有限公司', region: 'YC-CH', industry: '3425' });
  guo = await house.as({ account: 'guo', roles: ['organizationAdmin'], organization: firm.id });
  today = String((await zhou.get('/health'))['today']);
});
afterAll(() => house.close());

const refused = (asked: Promise<unknown>) =>
  asked.catch((fault: unknown) => (fault instanceof RefusedError ? fault : Promise.reject(fault)));
const notes = '老板私下说明年想迁厂；刀具崩刃质检才发现，想在线监测。';
const visit = (who: Person, more: object = {}) => who.create('visits', { organization: firm.id, text: notes, ...more });
const item = (who: Person, one: Acted, more: object = {}) =>
  who.create('visit-items', { visit: one.id, sort: 'question', title: '研发设备补贴怎么申请', dueOn: '2999-12-31', ...more });
type Waits = { items: { record: string; action: string; due: string | null }[] };
const waits = async (who: Person, record: string) => (await who.get<Waits>('/desk')).items.filter((one) => one.record === record);

test('firm and a few words are enough; day, purpose and officer follow, and the firm is at hand the next time', async () => {
  const one = await visit(lin);
  expect(one).toMatchObject({
    on: today,
    purpose: 'needs',
    met: null,
    officer: { id: await idOf('lin') },
    region: 'YC-CH',
    open: 0,
  });
  expect(await lin.get('/visits/at-hand')).toMatchObject({ today, firms: [{ id: firm.id, name: '云川走访精工有限公司' }] });
  expect((await lu.get<{ firms: object[] }>('/visits/at-hand')).firms).toEqual([]);
  expect(await refused(visit(lin, { on: '2999-01-01' }))).toMatchObject({ status: 422, errors: [{ path: 'on', code: 'ahead' }] });
  expect(await refused(visit(wang))).toMatchObject({ status: 403 });
  expect(await refused(visit(guo))).toMatchObject({ status: 403 });
  for (const body of [
    {},
    { organization: firm.id },
    { organization: firm.id, text: '', on: 7 },
    { organization: 'x', text: '好' },
  ])
    expect((await lin.send('POST', '/visits', { body })).status).toBeGreaterThanOrEqual(400);
});

test('officers’ notes are the officers’ in charge: neither the firm nor the neighbour reads them, by no door', async () => {
  const one = await visit(lin, { met: '王经理 13800138000', text: `${notes}电话 13900139001` });
  expect(one).toMatchObject({ met: '王经理 ***', text: expect.stringContaining('***') });
  expect(await lu.get(`/visits/${one.id}`)).toMatchObject({ text: expect.stringContaining('迁厂') });
  for (const path of [`/visits/${one.id}`, `/visits/${one.id}/events`]) {
    expect((await wang.send('GET', path)).status).toBe(404);
    expect((await guo.send('GET', path)).status).toBeGreaterThanOrEqual(403);
  }
  for (const path of ['/visits', '/visits/figures', '/visits/export', '/visits/at-hand'])
    expect((await guo.send('GET', path)).status).toBe(403);
  expect((await wang.get<{ items: object[] }>('/visits')).items).toEqual([]);
  // Who was met is kept apart: no event holds it in its text, and it can be erased.
  await house.sealNow();
  const { rows } = await house.tables.ownerPool.query(`select string_agg(e::text, ' ') as all from ${testSchema}.events e`);
  for (const secret of ['王经理', '13800138000', '13900139001']) expect(String(rows[0].all)).not.toContain(secret);
  expect(await lin.act(one, 'eraseMet', { reason: '本人要求' })).toMatchObject({ met: null });
});

test('a demand is drafted in the firm’s name with what is known, is open on the visit until the firm confirms, and says nothing of the notes', async () => {
  const one = await visit(lin);
  const said = { title: '刀具磨损在线监测', text: '三十台加工中心，刀具崩刃要等质检才发现。', field: '03' };
  const after = await lin.act(one, 'raiseDemand', said);
  expect(after).toMatchObject({ open: 1, demands: [{ title: '刀具磨损在线监测', state: 'draft' }] });
  const id = (after['demands'] as { id: string }[])[0]?.id ?? '';
  const listing = await lin.get<Acted>(`/listings/${id}`);
  expect(listing).toMatchObject({
    sort: 'problem',
    organization: { id: firm.id },
    industry: '3425',
    cooperation: ['03'],
    demandType: '99',
  });
  expect(JSON.stringify(await guo.get(`/listings/${id}`))).not.toContain('迁厂');
  await lin.act(await lin.act(listing, 'submit', { noSecret: true }), 'publish');
  expect(await lin.get(`/visits/${one.id}`)).toMatchObject({ open: 1, demands: [{ state: 'toConfirm' }] });
  await guo.act(listing, 'confirm');
  expect(await lin.get(`/visits/${one.id}`)).toMatchObject({ open: 0, demands: [{ state: 'published' }] });
  expect(await refused(lin.act(one, 'raiseDemand', { ...said, text: '太短' }))).toMatchObject({ errors: [{ path: 'text' }] });
});

test('a question lies on its owner’s desk until it is settled; then the firm reads the answer, and never a task', async () => {
  const one = await visit(lin);
  const asked = await item(lin, one, { owner: await idOf('lu') });
  const task = await item(lin, one, { sort: 'task', title: '协调供电扩容', dueOn: '2999-06-30' });
  expect(await lin.get(`/visits/${one.id}`)).toMatchObject({ open: 2 });
  expect(await waits(lu, asked.id)).toMatchObject([{ action: 'settle', due: '2999-12-31' }]);
  for (const other of [lin, zhou, wang, guo]) expect(await waits(other, asked.id)).toEqual([]);
  expect(await waits(lin, task.id)).toMatchObject([{ due: '2999-06-30' }]);
  expect(await refused(guo.get(`/visit-items/${asked.id}`))).toMatchObject({ status: 404 });
  // Passed on, it lies on the next desk.
  await lu.act(asked, 'pass', { owner: await idOf('bureauofficer'), dueOn: '2999-11-30', reason: '归市里答复' });
  expect(await waits(lu, asked.id)).toEqual([]);
  expect(await waits(zhou, asked.id)).toMatchObject([{ due: '2999-11-30' }]);
  expect(await refused(lu.act(asked, 'pass', { owner: await idOf('wang'), dueOn: '2999-11-30', reason: '外区' }))).toMatchObject({
    errors: [{ path: 'owner', code: 'unknown' }],
  });
  await zhou.act(asked, 'settle', { outcome: '按设备投入的百分之十，五月申报。' });
  await lin.act(task, 'settle', { outcome: '已与供电公司约定。' });
  expect(await lin.get(`/visits/${one.id}`)).toMatchObject({ open: 0 });
  // The firm is told the answer, of the task nothing; who has it is told that it is his.
  await house.house.board.notices.work();
  const toldOf = async (who: Person) =>
    (await who.get<{ items: { record: string; words: string }[] }>('/notices', { limit: 200 })).items
      .filter(({ record }) => record === asked.id || record === task.id)
      .map(({ record, words }) => [record === asked.id ? 'question' : 'task', words]);
  expect(await toldOf(guo)).toEqual([
    ['question', '走访时提的问题“研发设备补贴怎么申请”有了答复：按设备投入的百分之十，五月申报。'],
  ]);
  expect(await toldOf(zhou)).toEqual([['question', '走访事项“研发设备补贴怎么申请”由您承办，2999-11-30前办结']]);
  const { items } = await guo.get<{ items: { id: string }[] }>('/visit-items');
  expect(items.map(({ id }) => id)).toEqual([asked.id]);
  expect(items[0]).toMatchObject({ title: '研发设备补贴怎么申请', outcome: '按设备投入的百分之十，五月申报。', actions: [] });
  expect(await refused(guo.get(`/visit-items/${task.id}`))).toMatchObject({ status: 404 });
  await zhou.act(asked, 'reopen', { dueOn: '2999-12-31', reason: '标准有变' });
  expect((await guo.get<{ items: object[] }>('/visit-items')).items).toEqual([]);
  expect(await zhou.act(asked, 'drop', { reason: '企业不再需要' })).toMatchObject({ state: 'dropped', reason: '企业不再需要' });
});

test('what cannot be is refused with its field: a day that has passed, a foreign visit, a voided one', async () => {
  const one = await visit(lin);
  expect(await refused(item(lin, one, { dueOn: '2020-01-01' }))).toMatchObject({ errors: [{ path: 'dueOn', code: 'past' }] });
  expect(await refused(item(wang, one))).toMatchObject({ status: 404 });
  expect(await refused(item(guo, one))).toMatchObject({ status: 403 });
  await lin.act(one, 'void', { reason: '记错了企业' });
  expect(await refused(item(lin, one))).toMatchObject({ errors: [{ path: 'visit', code: 'voided' }] });
  expect(
    await refused(lin.act(one, 'raiseDemand', { title: '作废的需求', text: '不少于十个字的需求说明。', field: '03' })),
  ).toMatchObject({
    status: 409,
  });
});

type Led = Record<string, number>;
type Figures = {
  whole: Led;
  months: (Led & { month: string })[];
  regions: object[];
  officers: { officer: { id: string }; visits: number }[];
};
test('figures say what visits led to, by month, district and officer; the list narrows by them and goes out as a sheet', async () => {
  const other = await zhou.create('organizations', { name: '云川走访材料有限公司', region: 'YC-WY' });
  const before = await zhou.get<Figures>('/visits/figures', { from: '2020-01', to: '2020-12' });
  expect(before.whole).toMatchObject({ visits: 0, firms: 0 });
  const first = await zhou.create('visits', {
    organization: other.id,
    text: '去年的走访记录',
    on: '2020-03-05',
    purpose: 'policy',
    met: '赵主任',
  });
  await zhou.create('visits', { organization: other.id, text: '又去了一次', on: '2020-04-06' });
  await zhou.act(first, 'raiseDemand', { title: '走访来的需求一', text: '不少于十个字的需求说明。', field: '03' });
  const asked = await item(zhou, first);
  await zhou.act(asked, 'settle', { outcome: '已答复' });
  await item(zhou, first, { sort: 'task', title: '联系高校' });
  const span = { from: '2020-01', to: '2020-12' };
  const figures = await zhou.get<Figures>('/visits/figures', span);
  expect(figures.whole).toMatchObject({
    visits: 2,
    firms: 1,
    demands: 1,
    published: 0,
    questions: 1,
    answered: 1,
    tasks: 1,
    done: 0,
    late: 0,
  });
  expect(figures.months.map(({ month, visits }) => [month, visits])).toEqual([
    ['2020-04', 1],
    ['2020-03', 1],
  ]);
  expect(figures.officers).toMatchObject([{ officer: { id: await idOf('bureauofficer') }, visits: 2 }]);
  // A district counts its own.
  expect((await lin.get<Figures>('/visits/figures', span)).whole['visits']).toBe(0);
  expect((await wang.get<Figures>('/visits/figures', span)).whole['visits']).toBe(2);
  expect(await refused(zhou.get('/visits/figures', { from: '2021-01', to: '2020-01' }))).toMatchObject({
    errors: [{ path: 'from' }],
  });
  const listed = async (query: Record<string, string>) =>
    (await zhou.get<{ items: { id: string }[] }>('/visits', query)).items.map(({ id }) => id);
  expect(await listed({ month: '2020-03' })).toEqual([first.id]);
  expect(await listed({ month: '2020-03', region: 'YC-CH' })).toEqual([]);
  expect(await listed({ open: 'yes', region: 'YC-WY' })).toEqual([first.id]);
  expect(await listed({ purpose: 'policy', officer: await idOf('bureauofficer') })).toEqual([first.id]);
  expect(await listed({ q: '材料 去年' })).toEqual([first.id]);
  const answer = await zhou.send('GET', '/visits/export', { query: { month: '2020-03' } });
  const { rows } = await readSheet({ name: 'a.xlsx', bytes: Buffer.from(await answer.arrayBuffer()) });
  expect(rows).toHaveLength(1);
  expect(rows[0]?.cells).toMatchObject({ 走访日期: '2020-03-05', 企业: '云川走访材料有限公司', 目的: '政策服务', 未办结: '2' });
  expect(rows[0]?.cells['政策问题']).toContain('已答复');
  // Who was met goes out with it, and that it was taken away is logged.
  expect(rows[0]?.cells['见到的人']).toBe('赵主任');
  const reads = await house.tables.ownerPool.query(`select fields from ${testSchema}.personal_reads where record = $1`, [
    first.id,
  ]);
  expect(JSON.stringify(reads.rows)).toContain('met');
});
