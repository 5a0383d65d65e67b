// The plan at work: opens its five kinds of records, reads them as everybody may, counts reports, marks what is late. Mounts their routes.
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import { type Actor, hasRole, type Language } from '../../platform/shared/actor.ts';
import { endOfYear, startOfYear, yearOf } from '../../platform/shared/dates.ts';
import { notFound } from '../../platform/shared/errors.ts';
import { textIn } from '../../platform/shared/words.ts';
import { mount } from '../../platform/server/mount.ts';
import { mountKind } from '../../records/server/index.ts';
import { getPlanAtWork, getTaskAtWork, listDepartments, type PublicMilestone, type TaskAtWork } from '../atWork.ts';
import type { Plan } from '../plan.ts';
import { isOverdue, progressOf } from '../planTask.ts';
import { getCase, listCases } from '../typicalCase.ts';
import { getReportStatistics } from '../workReport.ts';
import { type Around, departmentName, planOf, shownLinks, todayOn } from './around.ts';
import { openCases, publishedCase, publishedCases } from './cases.ts';
import { type MilestoneRow, openMilestonesKind } from './milestones.ts';
import { openOrders } from './orders.ts';
import { countedOf, openPlanTasks, type PlanTaskRow } from './planTasks.ts';
import type { PlanTables } from './tables.ts';
import { openWorkReports, statisticsOf } from './workReports.ts';

export type PlanAtWork = ReturnType<typeof openPlanAtWork>;

export function openPlanAtWork(around: Around, db: Kysely<PlanTables>) {
  const { kernel, regions } = around;
  const planTasks = openPlanTasks(around, db);
  const milestones = openMilestonesKind(around, db);
  const orders = openOrders(around, db);
  const workReports = openWorkReports(around, db);
  const cases = openCases(around, db);

  /** Districts whose reports the actor may count: all of the city, or his own. */
  function countable(actor: Actor): string[] {
    const all = regions.filter((one) => one.kind !== 'city').map((one) => one.id);
    return hasRole(actor, 'bureauOfficer', 'auditAdmin') ? all : all.filter((id) => id === actor.region);
  }

  return {
    planTasks,
    milestones,
    orders,
    workReports,
    cases,
    kinds: [planTasks, milestones, orders, workReports, cases],
    /** Every hour: orders whose day has passed. */
    escalateLate: () => orders.escalateLate(),
    mount(app: FastifyInstance) {
      mount(app, getPlanAtWork, ({ params, actor }) => planAtWork(around, db, params.code, actor.language));
      mount(app, getTaskAtWork, ({ params, actor }) => taskAtWork(around, db, params, actor.language));
      mount(app, getReportStatistics, async ({ query, actor }) => {
        const today = await todayOn(kernel, db);
        const from = query.from ?? startOfYear(today);
        const to = query.to ?? endOfYear(yearOf(today));
        return { from, to, items: await statisticsOf(db, countable(actor), from, to) };
      });
      mount(app, listDepartments, ({ actor }) => ({
        items: around.departments.map(({ code, name }) => ({ code, name: textIn(name, actor.language) })),
      }));
      mount(app, listCases, ({ query }) => publishedCases(db, query));
      mount(app, getCase, ({ params }) => publishedCase(db, params.id));
      mountKind(app, kernel, planTasks);
      mountKind(app, kernel, milestones);
      mountKind(app, kernel, orders);
      mountKind(app, kernel, workReports);
      mountKind(app, kernel, cases);
    },
  };
}

async function planAtWork(around: Around, db: Kysely<PlanTables>, code: string, language: Language) {
  const plan = planOf(around, code);
  if (!plan) throw notFound();
  const rows = await db.selectFrom('plan_tasks').selectAll().where('plan', '=', code).execute();
  const [counted, today] = await Promise.all([
    countedOf(
      db,
      rows.map((row) => row.id),
    ),
    todayOn(around.kernel, db),
  ]);
  const items = plan.tasks.map((task) => {
    const row = rows.find((one) => one.task === task.number);
    return shownTask(around, task, row, progressOf(row ? (counted.get(row.id) ?? []) : [], today), language);
  });
  return { today, from: plan.from, to: plan.to, items };
}

function shownTask(
  around: Around,
  task: Plan['tasks'][number],
  row: PlanTaskRow | undefined,
  progress: TaskAtWork['progress'],
  language: Language,
): TaskAtWork {
  return {
    number: task.number,
    title: textIn(task.title, language),
    state: row?.state ?? null,
    owner: departmentName(around, row ? row.owner : task.owner, language),
    ownerSource: row?.owner_source ?? null,
    coOperating: (row?.co_operating ?? []).map((one) => departmentName(around, one, language) ?? one),
    regions: row?.regions ?? [],
    closedOn: row?.closed_on ?? null,
    progress,
  };
}

async function taskAtWork(around: Around, db: Kysely<PlanTables>, of: { code: string; number: number }, language: Language) {
  const plan = planOf(around, of.code);
  const task = plan?.tasks.find((one) => one.number === of.number);
  if (!plan || !task) throw notFound();
  const row = await db
    .selectFrom('plan_tasks')
    .selectAll()
    .where('plan', '=', of.code)
    .where('task', '=', of.number)
    .executeTakeFirst();
  const today = await todayOn(around.kernel, db);
  const rows = row ? await milestonesOf(db, row.id) : [];
  const titles = await around.linkedTitles(
    rows.flatMap((one) => (one.state === 'accepted' ? (one.evidence?.records ?? []) : [])),
    db,
  );
  const counted = rows.map(({ state, due_on: dueOn }) => ({ state, dueOn }));
  return {
    ...shownTask(around, task, row, progressOf(counted, today), language),
    plan: plan.code,
    planName: textIn(plan.name, language),
    today,
    from: plan.from,
    to: plan.to,
    group: textIn(task.group, language),
    summary: textIn(task.summary, language),
    milestones: rows
      .filter((one) => one.state !== 'dropped')
      .map(
        (one): PublicMilestone => ({
          id: one.id,
          what: one.what,
          startOn: one.start_on,
          dueOn: one.due_on,
          moved: one.moves.length,
          department: departmentName(around, one.department, language),
          region: one.region,
          state: one.state,
          overdue: isOverdue({ state: one.state, dueOn: one.due_on }, today),
          doneOn: one.state === 'accepted' ? one.done_on : null,
          evidence:
            one.state === 'accepted' && one.evidence
              ? {
                  documentNumber: one.evidence.documentNumber,
                  records: shownLinks(one.evidence.records, titles, language),
                }
              : null,
        }),
      ),
  };
}

const milestonesOf = (db: Kysely<PlanTables>, task: string): Promise<MilestoneRow[]> =>
  db.selectFrom('milestones').selectAll().where('plan_task', '=', task).orderBy(sql`due_on, id`).execute();
