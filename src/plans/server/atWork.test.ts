// The plan at work over HTTP: a task from opening to closing off, milestones, orders to follow up, district reports, published cases; who sees what.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../../test/harness/house.ts';
import type { Acted, Person } from '../../../test/harness/http.ts';
import { addDays } from '../../platform/shared/dates.ts';
import { verify } from '../../records/server/index.ts';
import type { Progress } from '../planTask.ts';

const plan = 'yunchuan-three-years';
let house: TestHouse;
let zhou: Person;
let wu: Person;
let lin: Person;
let chen: Person;
let visitor: Person;
let here: string;
let there: string;
let today: string;
beforeAll(async () => {
  house = await startHouse();
  [here, there] = house.house.parts.regions.filter((one) => one.kind === 'district').map((one) => one.id) as [string, string];
  zhou = await house.as('bureauOfficer');
  wu = await house.as({ account: 'second-bureau', roles: ['bureauOfficer'] });
  lin = await house.as({ roles: ['districtOfficer'], region: here });
  chen = await house.as({ roles: ['districtOfficer'], region: there });
  visitor = house.visitor();
  today = String((await visitor.get<{ today: string }>('/health')).today);
});
afterAll(() => house.close());

const said = (zh: string, en: string | null = null) => ({ zh, en });
const openTask = (task: number, more: object = {}) => zhou.create('plan-tasks', { plan, task, regions: [here], ...more });
const milestone = (planTask: Acted, more: object = {}) =>
  zhou.create('milestones', {
    planTask: planTask.id,
    what: said('建成公共服务大厅', 'Open the service hall'),
    dueOn: today,
    region: here,
    ...more,
  });
const statusOf = async (who: Person, method: string, path: string, body?: object) =>
  (await who.send(method, path, body === undefined ? {} : { body })).status;
type Task = {
  state: string | null;
  progress: Progress;
  owner: string | null;
  milestones: { id: string; evidence: unknown; state: string }[];
};
const taskPage = (number: number, who = visitor) => who.get<Task>(`/plans/${plan}/tasks/${number}`);

test('a task is opened once, with the plan’s owner; another owner needs a source', async () => {
  expect(await taskPage(1)).toMatchObject({ state: null, owner: '云川市科学技术局', progress: { total: 0, nextDueOn: null } });
  const task = await openTask(1, { coOperating: ['finance'] });
  expect(task).toMatchObject({ kind: 'planTask', state: 'open', owner: 'bureau', title: '实验室体系', regions: [here] });
  await expect(openTask(1)).rejects.toMatchObject({ status: 409, code: 'planTask.duplicate' });
  await expect(openTask(2, { owner: 'finance' })).rejects.toMatchObject({ status: 422, errors: [{ path: 'ownerSource' }] });
  await expect(openTask(99)).rejects.toMatchObject({ status: 422, errors: [{ path: 'task' }] });
  await expect(openTask(2, { regions: ['YC'] })).rejects.toMatchObject({ status: 422, errors: [{ path: 'regions.0' }] });
  const assigned = await zhou.act(task, 'assign', { owner: 'finance', ownerSource: '云科发〔2026〕1号' });
  expect(assigned).toMatchObject({ ownerName: '云川市财政局', ownerSource: '云科发〔2026〕1号' });
  // The source of one owner says nothing of the next.
  await expect(zhou.act(assigned, 'assign', { owner: 'statistics' })).rejects.toMatchObject({ status: 422 });
  expect(await zhou.act(assigned, 'assign', { owner: 'bureau' })).toMatchObject({ owner: 'bureau', ownerSource: null });
});

test('a milestone is moved with a reason, reported with evidence, accepted by another, and the task closed off by two', async () => {
  const task = await zhou.act(await openTask(3), 'start');
  const hall = await milestone(task, { startOn: addDays(today, -30), dueOn: addDays(today, -1) });
  expect(hall).toMatchObject({ overdue: true, taskTitle: '新型研发机构' });
  expect((await taskPage(3)).progress).toMatchObject({ total: 1, overdue: 1, accepted: 0, nextDueOn: addDays(today, -1) });
  const moved = await zhou.act(hall, 'move', { dueOn: addDays(today, 5), reason: '选址变更' });
  expect(moved).toMatchObject({ overdue: false, moves: [{ dueOn: addDays(today, -1), movedOn: today, reason: '选址变更' }] });
  await expect(zhou.act(moved, 'move', { dueOn: addDays(today, 9), reason: ' ' })).rejects.toMatchObject({ status: 400 });
  await expect(zhou.act(task, 'askClosing', { reason: '完成' })).rejects.toMatchObject({ code: 'planTask.openMilestones' });

  const title = await zhou.create('recognitions', {
    title: '青竹研究院',
    kind: 'newRdInstitution',
    region: here,
    stage: 'recognised',
  });
  await expect(lin.act(moved, 'reportDone', { doneOn: today })).rejects.toMatchObject({ code: 'milestone.noEvidence' });
  const foreign = { kind: 'recognition', id: '0198c0de-0000-7000-8000-00000000000a' };
  await expect(lin.act(moved, 'reportDone', { doneOn: today, records: [foreign] })).rejects.toMatchObject({ status: 422 });
  const done = {
    doneOn: today,
    documentNumber: '云科发〔2026〕9号',
    records: [{ kind: 'recognition', id: title.id }],
    note: '内部说明',
  };
  const reported = await lin.act(moved, 'reportDone', done);
  expect(reported).toMatchObject({ state: 'reported', evidence: { records: [{ title: '青竹研究院' }] } });
  // Not accepted yet: the public sees that it is reported, and nothing of the evidence.
  expect((await taskPage(3)).milestones).toMatchObject([{ state: 'reported', evidence: null }]);
  expect(await statusOf(lin, 'POST', `/milestones/${moved.id}/accept`, {})).toBe(403);
  const back = await zhou.act(reported, 'sendBack', { reason: '缺验收意见' });
  expect(back).toMatchObject({ state: 'sentBack', returnedFor: '缺验收意见' });
  const accepted = await zhou.act(await lin.act(back, 'reportDone', done), 'accept');
  expect(accepted).toMatchObject({ state: 'accepted', acceptedOn: today });
  const shown = await taskPage(3);
  expect(shown.milestones).toMatchObject([
    { evidence: { documentNumber: '云科发〔2026〕9号', records: [{ title: '青竹研究院' }] } },
  ]);
  expect(JSON.stringify(shown)).not.toContain('内部说明');

  const closing = await zhou.act(task, 'askClosing', { reason: '全部通过' });
  expect(closing.actions.map((one) => one.name)).not.toContain('closeOff');
  expect(await statusOf(zhou, 'POST', `/plan-tasks/${task.id}/closeOff`, { reason: '自己复核' })).toBe(403);
  await expect(milestone(task)).rejects.toMatchObject({ code: 'planTask.closed' });
  const closed = await wu.act(closing, 'closeOff', { reason: '核对无误' });
  expect(closed).toMatchObject({ state: 'closedOff', closedOn: today });
  await expect(zhou.act(accepted, 'sendBack', { reason: '再查' })).rejects.toMatchObject({ code: 'planTask.closed' });
  expect(await zhou.act(closed, 'reopen', { reason: '补充任务' })).toMatchObject({ state: 'inProgress', closedOn: null });
});

test('what a department is responsible for the bureau reports, and another officer accepts', async () => {
  const task = await openTask(4);
  await expect(milestone(task, { region: null })).rejects.toMatchObject({ code: 'milestone.nobodyResponsible' });
  const one = await milestone(task, { region: null, department: 'finance' });
  const reported = await zhou.act(one, 'reportDone', { doneOn: today, note: '资金已拨付' });
  expect(await statusOf(zhou, 'POST', `/milestones/${one.id}/accept`, {})).toBe(403);
  expect(await wu.act(reported, 'accept')).toMatchObject({ state: 'accepted' });
  const dropped = await zhou.act(await milestone(task), 'drop', { reason: '并入任务五' });
  expect((await taskPage(4)).progress).toMatchObject({ total: 1, accepted: 1 });
  expect((await taskPage(4)).milestones).toHaveLength(1);
  await zhou.act(dropped, 'restore', { reason: '恢复' });
  expect((await taskPage(4)).progress).toMatchObject({ total: 2, accepted: 1 });
});

const order = (more: object = {}) =>
  zhou.create('follow-up-orders', {
    plan,
    task: 5,
    region: here,
    title: '加快认定',
    asked: '说明进度',
    dueOn: addDays(today, 7),
    ...more,
  });

test('an order is numbered, answered with evidence, returned, accepted and closed off', async () => {
  const one = await order();
  expect(one).toMatchObject({
    state: 'issued',
    number: expect.stringMatching(/^\d{4}-\d{3}$/),
    about: '创业孵化平台',
    overdue: false,
  });
  await expect(order({ task: null })).rejects.toMatchObject({ code: 'followUpOrder.aboutWhat' });
  await expect(order({ target: 'clusters' })).rejects.toMatchObject({ code: 'followUpOrder.aboutWhat' });
  await expect(order({ department: 'finance' })).rejects.toMatchObject({ code: 'followUpOrder.toWhom' });
  await expect(order({ dueOn: addDays(today, -1) })).rejects.toMatchObject({ errors: [{ path: 'dueOn' }] });
  await expect(order({ dueOn: null, days: 365, daysKind: 'working' })).rejects.toMatchObject({ errors: [{ path: 'dueOn' }] });
  expect(await order({ dueOn: null, days: 5, daysKind: 'calendar' })).toMatchObject({ dueOn: addDays(today, 5) });
  expect(await order({ task: null, target: 'clusters', region: null, department: 'finance' })).toMatchObject({
    departmentName: '云川市财政局',
  });

  const first = await lin.act(one, 'answer', { text: '正在办理' });
  const back = await zhou.act(first, 'sendBack', { reason: '请给出数据' });
  const second = await lin.act(back, 'answer', { text: '已认定三家', documentNumber: '湖科〔2026〕3号' });
  const accepted = await zhou.act(second, 'accept');
  expect(accepted['answers']).toMatchObject([
    { text: '正在办理', verdict: 'returned', reason: '请给出数据' },
    { text: '已认定三家', verdict: 'accepted', verdictOn: today, evidence: { documentNumber: '湖科〔2026〕3号' } },
  ]);
  expect(await zhou.act(accepted, 'closeOff', { conclusion: '按期完成' })).toMatchObject({
    state: 'closedOff',
    conclusion: '按期完成',
  });
});

test('an order whose day has passed is marked once, by the clock; a later day takes the mark away', async () => {
  const late = await order();
  const { db } = house.tables;
  // The day passes: no clock of the database can be turned, so the day is.
  await db
    .updateTable('follow_up_orders')
    .set({ due_on: addDays(today, -2) })
    .where('id', '=', late.id)
    .execute();
  expect(await house.house.escalateLate()).toBe(1);
  expect(await house.house.escalateLate()).toBe(0);
  const read = await zhou.get<Acted>(`/follow-up-orders/${late.id}`);
  expect(read).toMatchObject({ overdue: true, escalatedOn: today, state: 'issued' });
  const { items } = await lin.get<{ items: { id: string }[] }>('/follow-up-orders', { overdue: 'yes' });
  expect(items.map((one) => one.id)).toEqual([late.id]);
  expect(await zhou.act(read, 'postpone', { dueOn: addDays(today, 3), reason: '同意延期' })).toMatchObject({
    escalatedOn: null,
    overdue: false,
  });
});

const report = (who: Person, more: object = {}) =>
  who.create('work-reports', { type: 'experience', period: '2026-05', title: '一站式登记', body: '在园区设服务窗口。', ...more });

test('a draft is its district’s own; sent, the bureau reads, returns, answers; proposals have a day', async () => {
  const draft = await report(lin, { type: 'proposal', plan, task: 15 });
  expect(draft).toMatchObject({ state: 'draft', region: here, taskTitle: '互联互通的技术交易市场' });
  expect(await statusOf(zhou, 'GET', `/work-reports/${draft.id}`)).toBe(404);
  expect(await statusOf(chen, 'GET', `/work-reports/${draft.id}`)).toBe(404);
  expect(await statusOf(chen, 'POST', `/work-reports/${draft.id}/send`, {})).toBe(404);
  expect(await statusOf(zhou, 'POST', '/work-reports', { type: 'work', period: '2026-05', title: 'x', body: 'x' })).toBe(403);
  await expect(report(lin, { period: '2026-13' })).rejects.toMatchObject({ status: 400 });
  await expect(report(lin, { plan })).rejects.toMatchObject({ errors: [{ path: 'task' }] });
  const nobody = '0198c0de-0000-7000-8000-00000000000b';
  await expect(report(lin, { organizations: [nobody] })).rejects.toMatchObject({ errors: [{ path: 'organizations.0' }] });
  const firm = await zhou.create('organizations', { name: '云川远山检测有限公司', region: here });
  const edited = await lin.act(draft, 'edit', { organizations: [firm.id], period: '2026-Q2' });
  expect(edited).toMatchObject({ period: '2026-Q2', organizations: [{ name: '云川远山检测有限公司' }], title: '一站式登记' });
  const sent = await lin.act(edited, 'send');
  expect(sent).toMatchObject({ state: 'sent', sentOn: today, answerDueOn: addDays(today, 30) });
  const back = await zhou.act(sent, 'returnForMore', { reason: '请补充成效' });
  const again = await lin.act(await lin.act(back, 'edit', { body: '在园区设服务窗口，办理时间减半。' }), 'send');
  await expect(zhou.act(again, 'postponeAnswer', { answerDueOn: today, reason: '会商' })).rejects.toMatchObject({ status: 422 });
  const answered = await zhou.act(again, 'answer', { answer: '将在全市推广' });
  expect(answered).toMatchObject({ state: 'answered', answeredOn: today, returnedFor: null });
});

type Published = { items: { id: string; title: { zh: string; en: string | null } }[] };
const text = { title: said('一站式登记', 'One-stop registration'), summary: said('窗口设到园区'), body: said('办理时间减半。') };

test('a selected report becomes a case, checked by a second officer, read by everybody, withdrawn with a reason', async () => {
  const sent = await lin.act(await report(lin), 'send');
  await expect(zhou.create('typical-cases', { report: sent.id, ...text })).rejects.toMatchObject({
    code: 'typicalCase.notSelected',
  });
  const selected = await zhou.act(sent, 'selectAsCase');
  const made = await zhou.create('typical-cases', { report: sent.id, ...text });
  await expect(zhou.create('typical-cases', { report: sent.id, ...text })).rejects.toMatchObject({
    code: 'typicalCase.alreadyWritten',
  });
  await expect(zhou.act(selected, 'unselect', { reason: '不选了' })).rejects.toMatchObject({ status: 409 });
  const checking = await zhou.act(made, 'submit');
  expect((await visitor.get<Published>('/cases')).items).toEqual([]);
  expect(await statusOf(visitor, 'GET', `/cases/${made.id}`)).toBe(404);
  expect(await statusOf(chen, 'GET', `/typical-cases/${made.id}`)).toBe(404);
  expect(await statusOf(zhou, 'POST', `/typical-cases/${made.id}/publish`, {})).toBe(403);
  const published = await wu.act(checking, 'publish');
  expect((await visitor.get<Published>('/cases')).items).toMatchObject([{ id: made.id, title: { en: 'One-stop registration' } }]);
  const read = await visitor.get<Record<string, unknown>>(`/cases/${made.id}`);
  expect(Object.keys(read).sort()).toEqual(['body', 'id', 'publishedOn', 'region', 'summary', 'title']);
  type Counted = { items: { region: string; sent: number; selected: number; published: number; answered: number }[] };
  const { items } = await zhou.get<Counted>('/work-report-statistics');
  expect(items.find((one) => one.region === here)).toMatchObject({ sent: 2, selected: 1, published: 1, answered: 1 });
  expect((await chen.get<Counted>('/work-report-statistics')).items).toMatchObject([{ region: there, sent: 0 }]);
  await wu.act(published, 'withdraw', { reason: '内容需更新' });
  expect(await statusOf(visitor, 'GET', `/cases/${made.id}`)).toBe(404);
  expect((await visitor.get<Published>('/cases')).items).toEqual([]);
});

test('another district’s records are not there; organizations and visitors see none; the same words to each', async () => {
  const task = await openTask(6);
  const one = await milestone(task);
  const two = await order({ task: 6 });
  const paths = [`/plan-tasks/${task.id}`, `/milestones/${one.id}`, `/follow-up-orders/${two.id}`];
  const member = await house.as('member');
  const audit = await house.as('auditAdmin');
  for (const path of paths) {
    expect([path, await statusOf(lin, 'GET', path), await statusOf(audit, 'GET', path)]).toEqual([path, 200, 200]);
    for (const beside of ['', '/events']) expect([path, await statusOf(chen, 'GET', `${path}${beside}`)]).toEqual([path, 404]);
    expect([path, await statusOf(member, 'GET', path), await statusOf(visitor, 'GET', path)]).toEqual([path, 403, 401]);
  }
  expect(await statusOf(chen, 'POST', `/follow-up-orders/${two.id}/answer`, { text: '冒答' })).toBe(404);
  expect(await statusOf(chen, 'POST', `/milestones/${one.id}/reportDone`, { doneOn: today, note: '冒报' })).toBe(404);
  for (const folder of ['/plan-tasks', '/milestones', '/follow-up-orders', '/work-reports', '/typical-cases']) {
    const { items } = await chen.get<{ items: { id: string }[] }>(folder);
    expect([folder, items]).toEqual([folder, []]);
  }
});

test('hostile input is refused by field, a repeated answer is one answer, and everything is as sealed', async () => {
  const one = await order();
  for (const body of [
    { text: 'x'.repeat(4001) },
    { text: 'a\u0000b' },
    { text: '\ud800' },
    { text: 5 },
    { text: '好', records: 'x' },
    {},
  ])
    expect(await statusOf(lin, 'POST', `/follow-up-orders/${one.id}/answer`, body)).toBe(400);
  expect(await statusOf(lin, 'GET', '/milestones?region=NOWHERE')).toBe(400);
  expect(await statusOf(lin, 'GET', '/milestones?task=0')).toBe(400);
  expect(await statusOf(visitor, 'GET', '/plans/none/tasks')).toBe(404);
  expect(await statusOf(visitor, 'GET', `/plans/${plan}/tasks/77`)).toBe(404);
  const sending = { body: { text: '已办' }, key: 'answer-once-0001' };
  const path = `/follow-up-orders/${one.id}/answer`;
  expect([(await lin.send('POST', path, sending)).status, (await lin.send('POST', path, sending)).status]).toEqual([200, 200]);
  expect((await lin.get<{ answers: unknown[] }>(`/follow-up-orders/${one.id}`)).answers).toHaveLength(1);
  expect(await statusOf(lin, 'POST', path, { text: '再答' })).toBe(409);
  await house.sealNow();
  expect((await verify(house.house.kernel)).findings).toEqual([]);
});
