// What happens to orders to follow up: issued with a number, answered by who was asked, accepted or returned, closed off; marked when late.
import { type Kysely, type Selectable, sql } from 'kysely';
import { type Actor, clock, hasRole, type Language } from '../../platform/shared/actor.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import { textIn } from '../../platform/shared/words.ts';
import { type Condition, openKind, papersByPlace } from '../../records/server/index.ts';
import { endOrYear } from '../../records/waits.ts';
import { aboutWhat, type Answered, isLate, type OrderInput, orderRecords, toWhom } from '../followUpOrder.ts';
import type { z } from 'zod';
import {
  type Around,
  checkDepartment,
  checkLinks,
  checkPlan,
  checkRegion,
  checkTask,
  departmentName,
  isAnotherOfficer,
  isDistrictOf,
  isOf,
  like,
  type OnPlan,
  planOf,
  seenByOfficers,
  sharedFilters,
  shownLinks,
  taskTitle,
  todayIn,
  todayOn,
} from './around.ts';
import type { PlanTables } from './tables.ts';
import { orderTells } from '../tells.ts';
import { orderWaits } from './waits.ts';

type Row = Selectable<PlanTables['follow_up_orders']>;

export function openOrders(around: Around, db: Kysely<PlanTables>) {
  const { kernel } = around;
  const opened = openKind(kernel, db, {
    kind: orderRecords,
    table: 'follow_up_orders',
    related: async (rows, on) => ({
      titles: await around.linkedTitles(
        rows.flatMap((row) => row.answers.flatMap((one) => one.evidence.records)),
        on,
      ),
      today: await todayOn(kernel, on),
    }),
    present: (row, _personal, { language }, { related }) => ({
      number: row.number,
      plan: row.plan,
      task: row.task,
      target: row.target,
      about: aboutOf(around, row, language),
      region: row.region,
      department: row.department,
      departmentName: departmentName(around, row.department, language),
      title: row.title,
      asked: row.asked,
      issuedOn: row.issued_on,
      days: row.days,
      daysKind: row.days_kind,
      dueOn: row.due_on,
      overdue: isLate({ state: row.state, dueOn: row.due_on }, related?.today ?? ''),
      escalatedOn: row.escalated_on,
      answers: row.answers.map((one) => ({
        ...one,
        evidence: { ...one.evidence, records: shownLinks(one.evidence.records, related?.titles ?? new Map(), language) },
      })),
      conclusion: row.conclusion,
    }),
    title: (row) => [row.number, row.title].filter(Boolean).join(' '),
    waits: orderWaits,
    tells: orderTells,
    concerns: (row) => ({ region: row.region, organizations: [] }),
    papers: { ...papersByPlace(), retention: 'thirtyYears', closed: ['closedOff', 'withdrawn'] },
    visible: (actor) => seenByOfficers(actor, isOf),
    parties: {
      /** The district asked; the bureau for a department, which has no account here. */
      addressee: (actor, row) => row !== null && mayAnswer(actor, row),
      anotherOfficer: (actor, row) => row?.state === 'answered' && isAnotherOfficer(actor, row.answered_by, row.hands_for),
    },
    filters: filtersOf(around),
    handlers: {
      create: async ({ tx, input, day }) => {
        const { plan, task, target, region, department, title, asked, days, daysKind } = input;
        checkAbout(around, input);
        checkAddressee(around, input);
        const dueOn = await dueOf(around, tx, input, day);
        return { plan, task, target, region, department, title, asked, issued_on: day, days, days_kind: daysKind, due_on: dueOn };
      },
      postpone: ({ input, day }) => ({ due_on: notBefore(input.dueOn, day), escalated_on: null, days: null, days_kind: null }),
      answer: async ({ tx, record, input, actor, day }) => {
        const { text, documentNumber, records } = input;
        await checkLinks(around, tx, records);
        const said: Answered = {
          on: day,
          text,
          evidence: { documentNumber, records },
          verdict: null,
          verdictOn: null,
          reason: null,
        };
        return { answers: [...record.answers, said], answered_by: actor.account, hands_for: actor.for ?? null };
      },
      accept: ({ record, day }) => ({ answers: judged(record, { verdict: 'accepted', verdictOn: day, reason: null }) }),
      sendBack: ({ record, input, day }) => ({
        answers: judged(record, { verdict: 'returned', verdictOn: day, reason: input.reason }),
        ...(input.dueOn === null ? {} : { due_on: notBefore(input.dueOn, day), escalated_on: null }),
      }),
      closeOff: ({ input }) => ({ conclusion: input.conclusion }),
      reopen: ({ input, day }) => ({ due_on: notBefore(input.dueOn, day), escalated_on: null, conclusion: null }),
      escalate: ({ day }) => ({ escalated_on: day }),
    },
    numbers: {
      create: {
        column: 'number',
        series: (_row, day) => `followUpOrder ${day.slice(0, 4)}`,
        format: (n, day) => `${day.slice(0, 4)}-${String(n).padStart(3, '0')}`,
      },
    },
  });
  return {
    ...opened,
    /** Marks the orders whose day has passed without an answer; an event of its own for each, by the clock. How many it marked. */
    async escalateLate(): Promise<number> {
      const { rows } = await sql<{ id: string; version: number }>`
        select id, version from follow_up_orders
        where state in ('issued', 'returned') and escalated_on is null and due_on < ${todayIn(around)} order by id limit 500`.execute(
        kernel.db,
      );
      // Another process may have been quicker, or an answer may have come: then there is nothing left to mark.
      const done = await Promise.allSettled(
        rows.map(({ id, version }) => opened.act('escalate', { actor: clock, id, version, input: {} })),
      );
      return done.filter((one) => one.status === 'fulfilled').length;
    },
  };
}

const mayAnswer = (actor: Actor, row: Row): boolean =>
  isDistrictOf(actor, row.region) || (row.department !== null && hasRole(actor, 'bureauOfficer'));

/** The last answer, with what became of it. */
const judged = ({ answers }: Row, verdict: Pick<Answered, 'verdict' | 'verdictOn' | 'reason'>): Answered[] =>
  answers.map((one, at) => (at === answers.length - 1 ? { ...one, ...verdict } : one));

function aboutOf(around: Around, { plan, task, target }: Row, language: Language): string {
  if (task !== null) return taskTitle(around, plan, task, language);
  const found = planOf(around, plan)?.targets.find((one) => one.code === target);
  return found ? textIn(found.name, language) : (target ?? '');
}

type Given = z.output<typeof OrderInput>;

/** A task or a target of the plan, one of the two. */
function checkAbout(around: Around, { plan, task, target }: Given): void {
  if ((task === null) === (target === null)) throw aboutWhat();
  if (task !== null) checkTask(around, plan, task);
  else if (!checkPlan(around, plan).targets.some((one) => one.code === target))
    throw wrongField('target', 'unknown', 'orders:refusals.target', { target: target ?? '' });
}

/** A district or a department, one of the two. */
function checkAddressee(around: Around, { region, department }: Given): void {
  if ((region === null) === (department === null)) throw toWhom();
  checkRegion(around, region);
  checkDepartment(around, department);
}

/** The day itself, or the end of so many days; whoever counts in a year that nobody published gives the day. */
async function dueOf({ workingDays }: Around, tx: OnPlan, { dueOn, days, daysKind }: Given, day: string): Promise<string> {
  if (dueOn !== null) return notBefore(dueOn, day);
  if (days === null || daysKind === null) throw wrongField('dueOn', 'required', 'orders:refusals.dueOn');
  const { on, unpublished } = endOrYear(await workingDays(tx), day, { days, kind: daysKind });
  if (on === null) throw wrongField('dueOn', 'workingDays', 'orders:refusals.workingDays', { year: String(unpublished) });
  return on;
}

function notBefore(dueOn: string, today: string): string {
  if (dueOn < today) throw wrongField('dueOn', 'past', 'orders:refusals.past', { due: dueOn, today });
  return dueOn;
}

function filtersOf(around: Around) {
  const late = sql`state in ('issued', 'returned') and due_on < ${todayIn(around)}`;
  return {
    ...sharedFilters(around),
    target: (value: string): Condition => sql<boolean>`target = ${value}`,
    overdue: (value: string): Condition => sql<boolean>`(${late}) = ${value === 'yes'}`,
    q: (value: string): Condition => sql<boolean>`lower(coalesce(number, '') || ' ' || title) like ${like(value)}`,
  };
}
