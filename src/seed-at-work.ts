// How the invented city carries out its plan: tasks opened, milestones met, moved or missed, orders, district reports and cases, as the pack's `at-work.json` says.
import { z } from 'zod';
import { addDays, day, yearOf } from './platform/shared/dates.ts';
import { text } from './platform/shared/words.ts';
import { reportTypes } from './plans/workReport.ts';
import type { Calendar, Deed } from './seed-deed.ts';
import type { Chance } from './seed-random.ts';

const words = z.string().min(1);
const milestone = z.strictObject({
  what: text,
  start: day,
  due: day,
  department: z.string().nullable(),
  region: z.string().nullable(),
  /** A later day that it was moved to, some weeks before its own. */
  move: z.strictObject({ to: day, reason: words }).nullable(),
  /** Why its first report was sent back. */
  returned: words.nullable(),
  /** How it ends: nobody reports it, it waits to be accepted, it is accepted. */
  ends: z.enum(['open', 'reported', 'accepted']),
  document: words.nullable(),
});
const task = z.strictObject({
  task: z.number().int(),
  coOperating: z.array(z.string()),
  regions: z.array(z.string()),
  opened: day,
  milestones: z.array(milestone).min(1),
  closed: z.strictObject({ on: day, reason: words, check: words }).nullable(),
});
const order = z.strictObject({
  task: z.number().int().nullable(),
  target: z.string().nullable(),
  region: z.string().nullable(),
  department: z.string().nullable(),
  title: words,
  asked: words,
  on: day,
  days: z.number().int().positive(),
  answers: z.array(
    z.strictObject({ after: z.number().int().positive(), text: words, document: words.nullable(), returned: words.nullable() }),
  ),
  /** Null while the bureau has not judged the last answer. */
  conclusion: words.nullable(),
});
const typicalCase = z.strictObject({
  on: day,
  ends: z.enum(['checking', 'published']),
  title: text,
  summary: text,
  body: text,
});
const report = z.strictObject({
  region: z.string(),
  type: z.enum(reportTypes),
  /** Year against the anchor's, and its month or quarter. */
  period: z.strictObject({ year: z.number().int(), part: z.string().regex(/^(?:0[1-9]|1[0-2]|Q[1-4])$/) }),
  sent: day,
  title: words,
  body: words,
  task: z.number().int(),
  ends: z.enum(['sent', 'noted', 'answered', 'returned', 'selected']),
  /** What the bureau answered, or asked for more. */
  answer: words.nullable(),
  case: typicalCase.nullable(),
});
export const atWorkPlan = z.strictObject({
  note: text,
  tasks: z.array(task),
  orders: z.array(order),
  reports: z.array(report),
});
type AtWorkPlan = z.infer<typeof atWorkPlan>;

type Making = { of: AtWorkPlan; plan: string; calendar: Calendar; chance: Chance; last: string };

/** All that was done, in no order. */
export function makeAtWork({ of, ...around }: Making): Deed[] {
  return [
    ...of.tasks.flatMap((one) => taskDeeds(one, around)),
    ...of.orders.flatMap((one, at) => orderDeeds(one, at, around)),
    ...of.reports.flatMap((one, at) => reportDeeds(one, at, around)),
  ];
}

type Around = Omit<Making, 'of'>;

function taskDeeds(of: AtWorkPlan['tasks'][number], { plan, calendar, chance }: Around): Deed[] {
  const key = `plan task ${of.task}`;
  const on = (action: string, at: Date, input: Record<string, unknown>): Deed => ({ of: 'planTask', key, action, at, input });
  const { task: number, coOperating, regions, opened, closed } = of;
  const deeds = [
    on('create', calendar.after(opened, 0, chance), { plan, task: number, coOperating, regions }),
    on('start', calendar.after(opened, 10, chance), {}),
    ...of.milestones.flatMap((one, at) => milestoneDeeds(one, `${key} milestone ${at}`, key, opened, { calendar, chance })),
  ];
  if (closed === null) return deeds;
  return [
    ...deeds,
    on('askClosing', calendar.after(closed.on, 0, chance), { reason: closed.reason }),
    on('closeOff', calendar.after(closed.on, 5, chance), { reason: closed.check }),
  ];
}

type Milestone = AtWorkPlan['tasks'][number]['milestones'][number];

function milestoneDeeds(
  of: Milestone,
  key: string,
  planTask: string,
  opened: string,
  { calendar, chance }: Pick<Around, 'calendar' | 'chance'>,
): Deed[] {
  const on = (action: string, at: Date, input: Record<string, unknown>): Deed => ({ of: 'milestone', key, action, at, input });
  const due = of.move?.to ?? of.due;
  const done = addDays(due, -chance.int(3, 12));
  const report = (after: number) => {
    const at = calendar.after(done, after, chance);
    return on('reportDone', at, { doneOn: done, documentNumber: of.document, note: of.what.zh });
  };
  const deeds: Deed[] = [
    {
      ...on('create', calendar.after(opened, 20, chance), {
        what: of.what,
        startOn: of.start,
        dueOn: of.due,
        department: of.department,
        region: of.region,
      }),
      refers: { planTask },
    },
  ];
  if (of.move)
    deeds.push(on('move', calendar.after(addDays(of.due, -25), 0, chance), { dueOn: of.move.to, reason: of.move.reason }));
  if (of.ends === 'open') return deeds;
  deeds.push(report(1));
  if (of.returned !== null) deeds.push(on('sendBack', calendar.after(done, 6, chance), { reason: of.returned }), report(12));
  if (of.ends === 'accepted') deeds.push(on('accept', calendar.after(done, 18, chance), {}));
  return deeds;
}

function orderDeeds(of: AtWorkPlan['orders'][number], at: number, { plan, calendar, chance }: Around): Deed[] {
  const key = `follow-up order ${at}`;
  const deed = (action: string, days: number, input: Record<string, unknown>): Deed => ({
    of: 'followUpOrder',
    key,
    action,
    at: calendar.after(of.on, days, chance),
    input,
  });
  const { task: number, target, region, department, title, asked, days } = of;
  const made = { plan, task: number, target, region, department, title, asked, days, daysKind: 'calendar' };
  const last = of.answers.at(-1);
  return [
    deed('create', 0, made),
    ...of.answers.flatMap((one) => [
      deed('answer', one.after, { text: one.text, documentNumber: one.document }),
      ...(one.returned === null ? [] : [deed('sendBack', one.after + 3, { reason: one.returned })]),
    ]),
    ...(last && of.conclusion !== null
      ? [deed('accept', last.after + 4, {}), deed('closeOff', last.after + 8, { conclusion: of.conclusion })]
      : []),
  ];
}

function reportDeeds(of: AtWorkPlan['reports'][number], at: number, { plan, calendar, chance, last }: Around): Deed[] {
  const key = `work report ${at}`;
  const deed = (action: string, days: number, input: Record<string, unknown>): Deed => ({
    of: 'workReport',
    key,
    action,
    at: calendar.after(of.sent, days, chance),
    input,
  });
  /** What the district itself does: until it is sent the bureau does not see it. */
  const own = (action: string, days: number, input: Record<string, unknown>): Deed => ({
    ...deed(action, days, input),
    region: of.region,
  });
  const period = `${yearOf(last) + of.period.year}-${of.period.part}`;
  const { type, title, body, task: number } = of;
  const made = [own('create', 0, { type, period, title, body, plan, task: number }), own('send', 3, {})];
  switch (of.ends) {
    case 'sent':
      return made;
    case 'returned':
      return [...made, deed('returnForMore', 9, { reason: of.answer })];
    case 'answered':
      return [...made, deed('takeNote', 6, {}), deed('answer', 16, { answer: of.answer })];
    case 'noted':
      return [...made, deed('takeNote', 9, {})];
    case 'selected':
      return [...made, deed('takeNote', 6, {}), deed('selectAsCase', 9, {}), ...caseDeeds(of.case, key, calendar, chance)];
  }
}

function caseDeeds(of: z.infer<typeof typicalCase> | null, report: string, calendar: Calendar, chance: Chance): Deed[] {
  if (of === null) return [];
  const deed = (action: string, days: number, input: Record<string, unknown>): Deed => ({
    of: 'typicalCase',
    key: `case of ${report}`,
    action,
    at: calendar.after(of.on, days, chance),
    input,
  });
  const { title, summary, body } = of;
  const made = [{ ...deed('create', 0, { title, summary, body }), refers: { report } }, deed('submit', 3, {})];
  return of.ends === 'published' ? [...made, deed('publish', 7, {})] : made;
}
