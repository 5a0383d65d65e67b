// What one module makes and another shows: each kind that waits lies on the right desks, what was done is told, what falls due is reminded of, files and documents of the plan at work.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../src/platform/shared/dates.ts';
import type { DeskItem } from '../src/desk/desk.ts';
import { startHouse, type TestHouse } from './harness/house.ts';
import type { Acted, Person } from './harness/http.ts';

const plan = 'yunchuan-three-years';
let house: TestHouse;
let zhou: Person;
let wu: Person;
let lin: Person;
let sun: Person;
let chen: Person;
let today: string;
const here = 'YC-CH';
beforeAll(async () => {
  house = await startHouse({ anchor: new Date().getUTCFullYear() });
  zhou = await house.as('bureauOfficer');
  wu = await house.as({ account: 'wu', roles: ['bureauOfficer'] });
  lin = await house.as({ account: 'lin', roles: ['districtOfficer'], region: here });
  sun = await house.as({ account: 'sun', roles: ['districtOfficer'], region: here });
  chen = await house.as({ account: 'chen', roles: ['districtOfficer'], region: 'YC-WY' });
  today = String((await zhou.get('/health'))['today']);
});
afterAll(() => house.close());

const itemsOf = async (who: Person, record: { id: string }, view = 'todo') =>
  (await who.get<{ items: DeskItem[] }>('/desk', { limit: 200, view })).items.filter((one) => one.record === record.id);
/** What a record asks of each of the people, in their order. */
const asks = async (record: Acted, ...people: Person[]) =>
  Promise.all(people.map(async (who) => (await itemsOf(who, record)).map((one) => one.action).join(' ')));
type Noticed = { words: string; record: string; kind: string; topic: string };
const toldOf = async (who: Person, record: { id: string }): Promise<string[]> => {
  await house.house.board.notices.work();
  const { items } = await who.get<{ items: Noticed[] }>('/notices', { limit: 200 });
  return items.filter((one) => one.record === record.id).map((one) => one.words);
};
const text = { zh: '建成大厅', en: null };
const orderOf = (more: object = {}) =>
  zhou.create('follow-up-orders', {
    plan,
    task: 1,
    region: here,
    title: '补报进展',
    asked: '请说明进展。',
    dueOn: today,
    ...more,
  });

test('a figure waits for another officer than the one who reported it; sent back, for who reported it', async () => {
  const figure = await lin.create('reported-figures', {
    series: 'revenue',
    region: here,
    period: '2024-03',
    value: '2000000000',
  });
  expect(await asks(figure, zhou, wu, lin, sun, chen)).toEqual(['confirm', 'confirm', '', 'confirm', '']);
  expect((await itemsOf(lin, figure, 'inHand')).map((one) => one.action)).toEqual(['confirm']);
  const back = await zhou.act(figure, 'sendBack', { reason: '单位有误' });
  expect(await asks(back, zhou, wu, lin, sun, chen)).toEqual(['', '', 'revise', 'revise', '']);
  expect(await toldOf(lin, figure)).toEqual([expect.stringContaining('被退回')]);
  const again = await lin.act(back, 'revise', { value: '2100000000', reason: '改正单位' });
  await sun.act(again, 'confirm');
  expect(await asks(figure, zhou, wu, lin, sun)).toEqual(['', '', '', '']);
});

test('milestones, closing off and orders go between district and bureau, and each side is told', async () => {
  const task = await zhou.act(await zhou.create('plan-tasks', { plan, task: 1, regions: [here] }), 'start');
  const hall = await zhou.create('milestones', { planTask: task.id, what: text, dueOn: addDays(today, 5), region: here });
  expect(await asks(hall, zhou, lin, sun, chen)).toEqual(['', 'reportDone', 'reportDone', '']);
  expect((await itemsOf(lin, hall))[0]).toMatchObject({ due: addDays(today, 5), asked: '待报完成' });
  expect(await toldOf(lin, hall)).toEqual([expect.stringContaining('由贵区负责')]);
  expect(await toldOf(chen, hall)).toEqual([]);
  const reported = await lin.act(hall, 'reportDone', { doneOn: today, note: '已开放' });
  expect(await asks(reported, zhou, wu, lin)).toEqual(['accept', 'accept', '']);
  expect(await toldOf(zhou, hall)).toEqual([expect.stringContaining('已报完成')]);
  await wu.act(reported, 'accept');
  const closing = await zhou.act(task, 'askClosing', { reason: '全部完成' });
  expect(await asks(closing, zhou, wu, lin)).toEqual(['', 'closeOff', '']);
  expect((await itemsOf(zhou, closing, 'inHand')).map((one) => one.action)).toEqual(['closeOff']);
  expect(await toldOf(wu, closing)).toEqual([expect.stringContaining('申请销号')]);

  const order = await orderOf();
  expect(await asks(order, zhou, wu, lin, chen)).toEqual(['', '', 'answer', '']);
  expect(await toldOf(sun, order)).toEqual([expect.stringContaining('收到督办单')]);
  const answered = await lin.act(order, 'answer', { text: '已办。' });
  expect(await asks(answered, zhou, wu, lin)).toEqual(['accept', 'accept', '']);
  const accepted = await wu.act(answered, 'accept');
  expect(await asks(accepted, zhou, wu)).toEqual(['closeOff', 'closeOff']);
  await zhou.act(accepted, 'closeOff', { conclusion: '办结' });
  expect(await asks(order, zhou, wu, lin)).toEqual(['', '', '']);
  const ofDepartment = await orderOf({ region: null, department: 'finance' });
  expect(await asks(ofDepartment, zhou, lin)).toEqual(['answer', '']);
});

test('an order in working days falls due by the published calendar, and not in a year that nobody published', async () => {
  const order = await orderOf({ dueOn: null, days: 3, daysKind: 'working' });
  expect((await itemsOf(lin, order))[0]?.left?.working).toBe(3);
  await expect(orderOf({ dueOn: null, days: 365, daysKind: 'working' })).rejects.toMatchObject({ errors: [{ path: 'dueOn' }] });
});

test('reports and cases: read or answered by the bureau, written by one officer and published by another', async () => {
  const written = { type: 'proposal', period: '2026-05', title: '放宽门槛', body: '建议' };
  const draft = await lin.create('work-reports', written);
  expect(await asks(draft, zhou, lin, chen)).toEqual(['', 'send', '']);
  const sent = await lin.act(draft, 'send');
  expect(await asks(sent, zhou, lin)).toEqual(['answer', '']);
  expect((await itemsOf(zhou, sent))[0]?.due).toBe(addDays(today, 30));
  expect(await toldOf(zhou, sent)).toEqual([expect.stringContaining('收到区县报送')]);
  const answered = await zhou.act(await zhou.act(sent, 'takeNote'), 'answer', { answer: '已采纳。\n谢谢。' });
  expect(await toldOf(lin, sent)).toEqual(expect.arrayContaining([expect.stringContaining('已答复')]));
  expect(await asks(answered, zhou)).toEqual(['']);
  const news = await lin.act(await lin.create('work-reports', { ...written, type: 'work' }), 'send');
  expect(await asks(news, zhou)).toEqual(['takeNote']);
  await zhou.act(answered, 'selectAsCase');
  const one = await zhou.create('typical-cases', { report: sent.id, title: text, summary: text, body: text });
  const checking = await zhou.act(one, 'submit');
  expect(await asks(checking, zhou, wu, lin)).toEqual(['', 'publish', '']);
  await wu.act(checking, 'publish');
  expect(await toldOf(lin, one)).toEqual([expect.stringContaining('已发布')]);
  expect(await toldOf(zhou, one)).toEqual([expect.stringContaining('已发布')]);
});

test('allocations and drafts of the next plan wait for another officer, listings are told to the organization', async () => {
  const [target] = house.house.parts.plans[0]!.targets.filter((one) => one.kind === 'stock');
  const parts = [{ place: here, amount: '1' }];
  const draft = await zhou.create('allocations', {
    plan,
    target: target!.code,
    year: Number(today.slice(0, 4)),
    parts,
    reason: '试',
  });
  expect(await asks(draft, zhou, wu)).toEqual(['submit', '']);
  const submitted = await zhou.act(draft, 'submit');
  expect(await asks(submitted, zhou, wu, lin)).toEqual(['', 'decide', '']);
  expect((await itemsOf(zhou, submitted, 'inHand')).map((one) => one.action)).toEqual(['decide']);
  await house.sealNow();
  expect((await zhou.send('GET', `/allocations/${draft.id}/extract.pdf`)).status).toBe(409);
  await wu.act(submitted, 'decide');
  expect(await toldOf(lin, draft)).toEqual([expect.stringContaining('已审定')]);
  const next = await zhou.create('plan-drafts', { predecessor: plan, code: 'next', name: { zh: '下一轮', en: 'Next' } });
  const proposed = await zhou.act(next, 'propose');
  expect(await asks(proposed, zhou, wu, lin)).toEqual(['', 'adopt', '']);

  const { id: organization } = await zhou.create('organizations', { name: '规上试验有限公司', region: here });
  const member = await house.as({ account: 'member', roles: ['member'], organization });
  const listing = await zhou.create('above-scale-listings', { organization, name: '规上试验有限公司', listedOn: today });
  expect(await toldOf(member, listing)).toEqual([expect.stringContaining('新列入')]);
});

test('who has a record waiting is reminded before its day and on it, once each; who made it and others are not', async () => {
  const now = await orderOf({ title: '今日到期' });
  const soon = await orderOf({ title: '三日内到期', dueOn: null, days: 2, daysKind: 'working' });
  const far = await orderOf({ title: '以后到期', dueOn: addDays(today, 60) });
  await house.house.remind();
  await house.house.remind();
  const due = async (who: Person, record: Acted) => (await toldOf(who, record)).filter((words) => words.includes('到期'));
  // One after the other: who asks while another is telling reads what has been told so far.
  const lines = async (who: Person) => {
    const counts: number[] = [];
    for (const one of [now, soon, far]) counts.push((await due(who, one)).length);
    return counts;
  };
  // Titles say it as well: of the notice that the order came, and of the reminder.
  expect(await lines(lin)).toEqual([2, 2, 1]);
  expect((await toldOf(lin, now)).some((words) => words.includes(`今天（${today}）到期`))).toBe(true);
  expect(await lines(zhou)).toEqual([0, 0, 0]);
  expect(await lines(chen)).toEqual([0, 0, 0]);
});

test('a saved search tells of records made since, once, and of those alone that fit', async () => {
  const saved = await zhou.post<{ id: string }>('/saved-searches', {
    name: '澄湖企业',
    path: '/organizations',
    search: `?region=${here}&sort=x`,
    tell: true,
  });
  const later = (minutes: number) => house.house.board.news(Date.now() + minutes * 60_000);
  expect(await later(0)).toBe(0);
  const one = await lin.create('organizations', { name: '筛选甲有限公司', region: here });
  await chen.create('organizations', { name: '筛选乙有限公司', region: 'YC-WY' });
  const second = await house.another();
  const both = await Promise.all([later(3), second.board.news(Date.now() + 180_000)]);
  expect(both.sort()).toEqual([0, 1]);
  expect(await toldOf(zhou, one)).toEqual(['“澄湖企业”有新记录：筛选甲有限公司']);
  const lookedTo = (looked_to: string) =>
    house.tables.db.updateTable('saved_searches').set({ looked_to }).where('id', '=', saved.id).execute();
  await lookedTo(one.id);
  expect(await later(3)).toBe(0);
  await lookedTo(one.id);
  await lin.create('organizations', { name: '筛选丙有限公司', region: here });
  await lin.create('organizations', { name: '筛选丁有限公司', region: here });
  expect(await later(4)).toBe(1);
  expect(await toldOf(zhou, saved)).toEqual(['“澄湖企业”新增 2 条记录']);
  await zhou.send('PUT', `/saved-searches/${saved.id}`, { body: { tell: false } });
  expect(await later(5)).toBe(0);
});

test('the Monday list lies on a district’s desk alone, and what was put off comes back to it', async () => {
  const week = async (who: Person) =>
    (await who.get<{ items: DeskItem[] }>('/desk', { limit: 200, kind: 'gapFollowUp' })).items.filter(
      (one) => one.page === '/monday',
    );
  await lin.create('recognitions', { title: '待认定孵化器', kind: 'newRdInstitution', region: here });
  const before = await week(lin);
  expect(before.length).toBeGreaterThan(0);
  expect(before[0]?.due).toBe(addDays(before[0]!.since, 4));
  expect(await week(zhou)).toEqual([]);
  const { targets } = await lin.get<{ targets: { target: string; items: { subject: object; region: string | null }[] }[] }>(
    `/plans/${plan}/monday`,
  );
  const [first] = targets;
  const put = await lin.create('gap-follow-ups', {
    plan,
    target: first!.target,
    region: here,
    subject: first!.items[0]!.subject,
    outcome: 'later',
    until: addDays(today, 7),
  });
  expect((await itemsOf(sun, put))[0]).toMatchObject({ action: 'change', due: addDays(today, 7) });
  expect(await asks(put, zhou, chen)).toEqual(['', '']);
});

test('an order has files and documents for those who see it, and its case leaves for the archive once closed', async () => {
  const order = await orderOf({ title: '附件与公文' });
  const standing = (who: Person, id = order.id) => who.send('GET', `/attachments/of/followUpOrder/${id}`);
  expect(await (await standing(lin)).json()).toMatchObject({
    sees: true,
    adds: true,
    archives: true,
    closed: false,
    retention: 'thirtyYears',
  });
  expect((await standing(chen)).status).toBe(404);
  await house.sealNow();
  const paper = async (who: Person, path: string) => (await who.send('GET', path)).status;
  for (const format of ['pdf', 'docx']) expect(await paper(lin, `/follow-up-orders/${order.id}/slip.${format}`)).toBe(200);
  expect(await paper(chen, `/follow-up-orders/${order.id}/slip.pdf`)).toBe(404);
  expect(await paper(house.visitor(), `/follow-up-orders/${order.id}/slip.pdf`)).toBe(401);
  const { items } = await lin.get<{ items: { id: string; state: string }[] }>('/work-reports', { state: 'selected' });
  expect(await paper(lin, `/work-reports/${items[0]!.id}/reply.docx`)).toBe(200);
  const { items: open } = await lin.get<{ items: { id: string }[] }>('/work-reports', { state: 'sent' });
  expect(await paper(lin, `/work-reports/${open[0]!.id}/reply.pdf`)).toBe(409);
  const { items: decided } = await lin.get<{ items: { id: string }[] }>('/allocations', { state: 'decided' });
  expect(await paper(lin, `/allocations/${decided[0]!.id}/extract.pdf`)).toBe(200);
  await zhou.act(order, 'withdraw', { reason: '不再需要' });
  expect(await (await standing(zhou)).json()).toMatchObject({ closed: true });
  await zhou.create('archives', { recordKind: 'followUpOrder', record: order.id });
});
