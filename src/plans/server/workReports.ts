// What happens to a district's reports: drafted, sent, returned for more, noted, answered, selected; and what each district sent in a period.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Actor, hasRole } from '../../platform/shared/actor.ts';
import { addDays } from '../../platform/shared/dates.ts';
import { notAllowed, wrongField } from '../../platform/shared/errors.ts';
import { type Condition, openKind, papersByPlace, type Sight } from '../../records/server/index.ts';
import { answerDays, workReportRecords } from '../workReport.ts';
import { alreadyWritten } from '../typicalCase.ts';
import {
  type Around,
  checkTask,
  isDistrictOf,
  isOf,
  like,
  type OnPlan,
  seenByOfficers,
  sharedFilters,
  taskTitle,
  todayIn,
  todayOn,
} from './around.ts';
import type { PlanTables } from './tables.ts';
import { reportTells } from '../tells.ts';
import { reportWaits } from './waits.ts';

type Tx = Transaction<PlanTables>;
type Row = Selectable<PlanTables['work_reports']>;

const isUnanswered = (row: Row): boolean => row.type === 'proposal' && (row.state === 'sent' || row.state === 'noted');

export function openWorkReports(around: Around, db: Kysely<PlanTables>) {
  const { kernel, organizations } = around;
  return openKind(kernel, db, {
    kind: workReportRecords,
    table: 'work_reports',
    related: async (rows, on) => ({
      names: await organizations.names([...new Set(rows.flatMap((row) => row.organizations))], on),
      cases: await casesOf(
        on,
        rows.map((row) => row.id),
      ),
      today: await todayOn(kernel, on),
    }),
    present: (row, _personal, { language }, { related }) => ({
      region: row.region,
      type: row.type,
      period: row.period,
      title: row.title,
      body: row.body,
      plan: row.plan,
      task: row.task,
      taskTitle: row.plan !== null && row.task !== null ? taskTitle(around, row.plan, row.task, language) : null,
      organizations: row.organizations.map((id) => ({ id, name: related?.names.get(id) ?? '' })),
      sentOn: row.sent_on,
      answerDueOn: row.answer_due_on,
      overdue: isUnanswered(row) && row.answer_due_on !== null && row.answer_due_on < (related?.today ?? ''),
      answer: row.answer,
      answeredOn: row.answered_on,
      returnedFor: row.returned_for,
      case: related?.cases.get(row.id) ?? null,
    }),
    title: (row) => row.title,
    waits: reportWaits,
    tells: reportTells,
    concerns: (row) => ({ region: row.region, organizations: [] }),
    papers: { ...papersByPlace(), retention: 'tenYears', closed: ['answered', 'selected', 'withdrawn'] },
    visible,
    parties: { author: (actor, row) => row !== null && isDistrictOf(actor, row.region) },
    filters: filtersOf(around),
    handlers: {
      create: async ({ tx, input, actor }) => {
        if (actor.region === null) throw notAllowed();
        await check(around, tx, input);
        const { type, period, title, body, plan, task } = input;
        return { region: actor.region, type, period, title, body, plan, task, organizations: input.organizations };
      },
      edit: async ({ tx, record, input }) => {
        const { type, period, title, body, plan, task, organizations: named } = { ...record, ...given(input) };
        await check(around, tx, { plan, task, organizations: input.organizations ?? [] });
        return { type, period, title, body, plan, task, organizations: named };
      },
      send: ({ record, day }) => ({
        sent_on: record.sent_on ?? day,
        answer_due_on: record.type === 'proposal' ? (record.answer_due_on ?? addDays(day, answerDays)) : null,
        returned_for: null,
      }),
      returnForMore: ({ input }) => ({ returned_for: input.reason }),
      postponeAnswer: ({ record, input }) => {
        if (record.answer_due_on === null) throw wrongField('answerDueOn', 'notProposal', 'workReports:refusals.notProposal');
        if (input.answerDueOn <= record.answer_due_on)
          throw wrongField('answerDueOn', 'notLater', 'workReports:refusals.notLater', { due: record.answer_due_on });
        return { answer_due_on: input.answerDueOn };
      },
      answer: ({ input, day }) => ({ answer: input.answer, answered_on: day }),
      unselect: async ({ tx, record }) => {
        if ((await casesOf(tx, [record.id])).size > 0) throw alreadyWritten();
        return undefined;
      },
    },
  });
}

/** What a district drafts, and withdrew before it was sent, is its own. */
function visible(actor: Actor): Sight {
  const sight = seenByOfficers(actor, isOf);
  return sight === 'all' && !hasRole(actor, 'clock') ? sql<boolean>`sent_on is not null` : sight;
}

type Named = { plan: string | null; task: number | null; organizations: readonly string[] };
async function check(around: Around, tx: Tx, { plan, task, organizations }: Named): Promise<void> {
  if ((plan === null) !== (task === null)) throw wrongField('task', 'together', 'workReports:refusals.planAndTask');
  if (plan !== null && task !== null) checkTask(around, plan, task);
  for (const [at, id] of organizations.entries())
    if (!(await around.organizations.isActive(tx, id)))
      throw wrongField(`organizations.${at}`, 'unknown', 'workReports:refusals.organization');
}

/** What was said; what is not named stays. */
const given = <T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

/** The case written of each report, unless it was withdrawn. */
export async function casesOf(on: OnPlan, reports: readonly string[]): Promise<Map<string, { id: string; state: string }>> {
  const { rows } = await sql<{ report: string; id: string; state: string }>`
    select report, id, state from typical_cases where report = any(${[...reports]}::uuid[]) and state <> 'withdrawn'`.execute(on);
  return new Map(rows.map(({ report, id, state }) => [report, { id, state }]));
}

function filtersOf(around: Around) {
  const { department: _none, ...shared } = sharedFilters(around);
  return {
    ...shared,
    type: (value: string): Condition => sql<boolean>`type = ${value}`,
    period: (value: string): Condition => sql<boolean>`period = ${value}`,
    overdue: (value: string): Condition =>
      sql<boolean>`(type = 'proposal' and state in ('sent', 'noted') and answer_due_on < ${todayIn(around)}) = ${value === 'yes'}`,
    q: (value: string): Condition => sql<boolean>`lower(title) like ${like(value)}`,
  };
}

type Counts = {
  sent: number;
  work: number;
  experience: number;
  proposal: number;
  answered: number;
  selected: number;
  published: number;
};

/** What each of some districts sent from one day to another, and what became of it until now. Reports that were withdrawn do not count. */
export async function statisticsOf(on: OnPlan, regions: readonly string[], from: string, to: string) {
  const { rows } = await sql<Counts & { region: string }>`
    select r.region, count(*)::int as sent,
      count(*) filter (where r.type = 'work')::int as work, count(*) filter (where r.type = 'experience')::int as experience,
      count(*) filter (where r.type = 'proposal')::int as proposal, count(r.answered_on)::int as answered,
      count(*) filter (where r.state = 'selected')::int as selected,
      count(*) filter (where exists (select from typical_cases c where c.report = r.id and c.state = 'published'))::int as published
    from work_reports r
    where r.sent_on between ${from} and ${to} and r.state <> 'withdrawn' and r.region = any(${[...regions]}::text[])
    group by r.region`.execute(on);
  const none: Counts = { sent: 0, work: 0, experience: 0, proposal: 0, answered: 0, selected: 0, published: 0 };
  return regions.map((region) => ({ ...none, ...rows.find((one) => one.region === region), region }));
}
