// Asks every operation of the plan at work once, for the test that checks answers against the printed API.
import type { TestHouse } from './harness/house.ts';
import type { Person } from './harness/http.ts';

type Answer = { status: number; body: { id: string; version: number; items: { id: string }[]; [field: string]: unknown } };
type Ask = (
  who: Person,
  method: 'get' | 'post' | 'delete',
  path: string,
  at?: Record<string, string>,
  body?: unknown,
) => Promise<Answer>;

const text = (zh: string) => ({ zh, en: null });

const reason = { reason: '印证' };

async function around(ask: Ask, house: TestHouse) {
  const region = house.house.parts.regions.find((one) => one.kind === 'district')?.id ?? '';
  const zhou = await house.as('bureauOfficer');
  return {
    ask,
    house,
    region,
    zhou,
    wu: await house.as({ account: 'printed-second', roles: ['bureauOfficer'] }),
    lin: await house.as({ account: 'printed-district', roles: ['districtOfficer'], region }),
    plan: house.house.parts.plans[0]?.code ?? '',
    today: String((await zhou.get<{ today: string }>('/health')).today),
    acted:
      (path: string, id: string) =>
      async (who: Person, action: string, body: object = {}) =>
        void (await ask(who, 'post', `${path}/{id}/${action}`, { id }, body)),
    made: async (who: Person, path: string, body: object): Promise<string> => (await ask(who, 'post', path, {}, body)).body.id,
  };
}
type Around = Awaited<ReturnType<typeof around>>;

async function askTasks({ zhou, wu, lin, plan, region, today, acted, made }: Around) {
  const planTask = await made(zhou, '/plan-tasks', { plan, task: 1, regions: [region] });
  const onTask = acted('/plan-tasks', planTask);
  await onTask(zhou, 'assign', { owner: 'finance', ownerSource: '印证文件' });
  await onTask(zhou, 'start');

  const what = { planTask, what: text('印证'), dueOn: today, region };
  const milestone = await made(zhou, '/milestones', what);
  const onMilestone = acted('/milestones', milestone);
  await onMilestone(zhou, 'edit', { what: text('印证二') });
  await onMilestone(zhou, 'move', { dueOn: '2030-01-01', ...reason });
  await onMilestone(lin, 'reportDone', { doneOn: today, note: '印证' });
  await onMilestone(zhou, 'sendBack', reason);
  await onMilestone(zhou, 'drop', reason);
  await onMilestone(zhou, 'restore', reason);
  await onMilestone(lin, 'reportDone', { doneOn: today, note: '印证' });
  await onMilestone(zhou, 'accept');

  await onTask(zhou, 'askClosing', reason);
  await onTask(zhou, 'refuseClosing', reason);
  await onTask(zhou, 'askClosing', reason);
  await onTask(wu, 'closeOff', reason);
  await onTask(zhou, 'reopen', reason);

  return { '/plan-tasks': planTask, '/milestones': milestone };
}

async function askOrders({ zhou, lin, plan, region, acted, made }: Around) {
  const asked = { plan, task: 1, region, title: '印证', asked: '印证', dueOn: '2030-01-01' };
  const order = await made(zhou, '/follow-up-orders', asked);
  const onOrder = acted('/follow-up-orders', order);
  await onOrder(zhou, 'postpone', { dueOn: '2030-02-01', ...reason });
  await onOrder(lin, 'answer', { text: '印证' });
  await onOrder(zhou, 'sendBack', reason);
  await onOrder(lin, 'answer', { text: '印证' });
  await onOrder(zhou, 'accept');
  await onOrder(zhou, 'closeOff', { conclusion: '印证' });
  await onOrder(zhou, 'reopen', { dueOn: '2030-03-01', ...reason });
  await onOrder(zhou, 'withdraw', reason);

  return { '/follow-up-orders': order };
}

async function askReports({ ask, house, zhou, wu, lin, acted, made }: Around) {
  const written = { type: 'proposal', period: '2026-05', title: '印证', body: '印证' };
  const report = await made(lin, '/work-reports', written);
  const onReport = acted('/work-reports', report);
  await onReport(lin, 'edit', { title: '印证二' });
  await onReport(lin, 'send');
  await onReport(zhou, 'returnForMore', reason);
  await onReport(lin, 'send');
  await onReport(zhou, 'postponeAnswer', { answerDueOn: '2030-01-01', ...reason });
  await onReport(zhou, 'takeNote');
  await onReport(zhou, 'answer', { answer: '印证' });
  await onReport(zhou, 'selectAsCase');
  await onReport(zhou, 'unselect', reason);
  await onReport(zhou, 'selectAsCase');
  const other = await made(lin, '/work-reports', written);
  await acted('/work-reports', other)(lin, 'withdraw', reason);

  const typicalCase = await made(zhou, '/typical-cases', {
    report,
    title: text('印证'),
    summary: text('印证'),
    body: text('印证'),
  });
  const onCase = acted('/typical-cases', typicalCase);
  await onCase(zhou, 'edit', { title: text('印证二') });
  await onCase(zhou, 'submit');
  await onCase(zhou, 'sendBack', reason);
  await onCase(zhou, 'submit');
  await onCase(wu, 'publish');
  await ask(house.visitor(), 'get', '/cases');
  await ask(house.visitor(), 'get', '/cases/{id}', { id: typicalCase });
  await onCase(zhou, 'withdraw', reason);

  return { '/work-reports': report, '/typical-cases': typicalCase };
}

/** Each kind made, taken through all its actions, listed, read and proved; then what everybody may read. */
export async function askPlanAtWork(ask: Ask, house: TestHouse): Promise<void> {
  const of = await around(ask, house);
  const { zhou, plan } = of;
  const all = { ...(await askTasks(of)), ...(await askOrders(of)), ...(await askReports(of)) };
  await house.sealNow();
  for (const [path, id] of Object.entries(all)) {
    await ask(zhou, 'get', path, { limit: '5' });
    await ask(zhou, 'get', `${path}/{id}`, { id });
    const { items } = (await ask(zhou, 'get', `${path}/{id}/events`, { id })).body;
    await ask(zhou, 'get', `${path}/{id}/proof`, { id, event: items[0]?.id ?? '' });
  }
  await ask(house.visitor(), 'get', '/plans/{code}/tasks', { code: plan });
  await ask(house.visitor(), 'get', '/plans/{code}/tasks/{number}', { code: plan, number: '1' });
  await ask(zhou, 'get', '/work-report-statistics');
  await ask(zhou, 'get', '/departments');
}
