// What the matrix test needs to try each action of the plan at work: a body for each, and records to try them on.
import type { TestHouse } from './harness/house.ts';
import type { Acted, Person } from './harness/http.ts';

type Bodies = Record<string, Record<string, () => object>>;
const text = { zh: '测试', en: null };
const reason = () => ({ reason: '测试' });

export const atWorkFolders: Record<string, string> = {
  planTask: 'plan-tasks',
  milestone: 'milestones',
  followUpOrder: 'follow-up-orders',
  workReport: 'work-reports',
  typicalCase: 'typical-cases',
};

/** `record` is the id of some record that is none of these. */
export function atWorkBodies(around: () => { plan: string; region: string; record: string }): Bodies {
  const done = () => ({ doneOn: '2026-01-01', note: '测试' });
  return {
    planTask: {
      create: () => ({ plan: around().plan, task: 3 }),
      assign: () => ({ regions: [around().region] }),
      askClosing: reason,
      closeOff: reason,
      refuseClosing: reason,
      reopen: reason,
    },
    milestone: {
      create: () => ({ planTask: around().record, what: text, dueOn: '2030-01-01', region: around().region }),
      edit: () => ({ what: text }),
      move: () => ({ dueOn: '2030-02-01', ...reason() }),
      reportDone: done,
      sendBack: reason,
      drop: reason,
      restore: reason,
    },
    followUpOrder: {
      create: () => ({
        plan: around().plan,
        task: 1,
        region: around().region,
        title: '测试',
        asked: '测试',
        dueOn: '2030-01-01',
      }),
      postpone: () => ({ dueOn: '2030-02-01', ...reason() }),
      answer: () => ({ text: '测试' }),
      sendBack: reason,
      closeOff: () => ({ conclusion: '测试' }),
      reopen: () => ({ dueOn: '2030-02-01', ...reason() }),
      withdraw: reason,
    },
    workReport: {
      create: () => ({ type: 'proposal', period: '2026-05', title: '测试', body: '测试' }),
      edit: () => ({ title: '测试' }),
      withdraw: reason,
      returnForMore: reason,
      postponeAnswer: () => ({ answerDueOn: '2030-01-01', ...reason() }),
      answer: () => ({ answer: '测试' }),
      unselect: reason,
    },
    typicalCase: {
      create: () => ({ report: around().record, title: text, summary: text, body: text }),
      edit: () => ({ title: text }),
      sendBack: reason,
      withdraw: reason,
    },
  };
}

type Around = { house: TestHouse; region: string; zhou: Person; bodies: Bodies };

/** Records to act on, of a district where none of the parties is in charge: a plan has only so many tasks, and only a district reports. */
export function atWorkMade(around: () => Around): Record<string, () => Promise<Acted>> {
  const kept = new Map<number, Promise<Acted>>();
  let writing: Promise<Person> | undefined;
  const taskOf = (task: number) => {
    const { zhou, house } = around();
    const plan = house.house.parts.plans[0]!.code;
    return kept.get(task) ?? kept.set(task, zhou.create('plan-tasks', { plan, task })).get(task)!;
  };
  const sent = async () => {
    const { house, region, bodies } = around();
    // Signing in is slow on purpose: once is enough.
    writing ??= house.as({ account: 'matrix-writer', roles: ['districtOfficer'], region });
    const writer = await writing;
    return writer.act(await writer.create('work-reports', bodies['workReport']!['create']!()), 'send');
  };
  return {
    planTask: () => taskOf(1),
    milestone: async () =>
      around().zhou.create('milestones', { ...around().bodies['milestone']!['create']!(), planTask: (await taskOf(2)).id }),
    workReport: sent,
    typicalCase: async () => {
      const { zhou } = around();
      const { id } = await zhou.act(await sent(), 'selectAsCase');
      return zhou.create('typical-cases', { report: id, title: text, summary: text, body: text });
    },
  };
}
