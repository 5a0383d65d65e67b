// What happens to a task of the plan as it is carried out: opened, assigned, closed off by two officers, reopened. Its progress is read from its milestones.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { wrongField } from '../../platform/shared/errors.ts';
import { openKind, papersOfBureau } from '../../records/server/index.ts';
import { type Counted, duplicate, openMilestones, planTaskRecords, progressOf } from '../planTask.ts';
import {
  type Around,
  checkDepartment,
  checkRegion,
  checkTask,
  departmentName,
  isAnotherOfficer,
  type OnPlan,
  seenByOfficers,
  sharedFilters,
  taskTitle,
  todayOn,
} from './around.ts';
import type { PlanTables } from './tables.ts';
import { taskTells } from '../tells.ts';
import { taskWaits } from './waits.ts';
import { oneAtATime } from '../../platform/server/locks.ts';

type Tx = Transaction<PlanTables>;
export type PlanTaskRow = Selectable<PlanTables['plan_tasks']>;

/** The milestones of tasks, as far as progress needs them. */
export async function countedOf(on: OnPlan, tasks: readonly string[]): Promise<Map<string, Counted[]>> {
  const { rows } = await sql<{ plan_task: string; state: Counted['state']; due_on: string }>`
    select plan_task, state, due_on from milestones where plan_task = any(${[...tasks]}::uuid[])`.execute(on);
  const found = new Map<string, Counted[]>();
  for (const { plan_task: task, state, due_on: dueOn } of rows) found.set(task, [...(found.get(task) ?? []), { state, dueOn }]);
  return found;
}

export function openPlanTasks(around: Around, db: Kysely<PlanTables>) {
  const { kernel } = around;
  const { plan, task, state } = sharedFilters(around);
  return openKind(kernel, db, {
    kind: planTaskRecords,
    table: 'plan_tasks',
    related: async (rows, on) => ({
      counted: await countedOf(
        on,
        rows.map((row) => row.id),
      ),
      today: await todayOn(kernel, on),
    }),
    present: (row, _personal, { language }, { related }) => ({
      plan: row.plan,
      task: row.task,
      title: taskTitle(around, row.plan, row.task, language),
      owner: row.owner,
      ownerName: departmentName(around, row.owner, language),
      ownerSource: row.owner_source,
      coOperating: row.co_operating,
      regions: row.regions,
      closingOn: row.closing_on,
      closingReason: row.closing_reason,
      closedOn: row.closed_on,
      progress: progressOf(related?.counted.get(row.id) ?? [], related?.today ?? ''),
    }),
    title: (row, _personal, language) => `${row.task} ${taskTitle(around, row.plan, row.task, language)}`,
    waits: taskWaits,
    tells: taskTells,
    papers: { ...papersOfBureau, retention: 'thirtyYears', closed: ['closedOff'] },
    visible: (actor) => seenByOfficers(actor, (region) => sql<boolean>`regions @> jsonb_build_array(${region}::text)`),
    parties: {
      secondOfficer: (actor, row) => row?.state === 'closing' && isAnotherOfficer(actor, row.closing_by, row.hands_for),
    },
    filters: { plan, task, state },
    handlers: {
      create: async ({ tx, input }) => {
        const { owner: packOwner } = checkTask(around, input.plan, input.task);
        await refuseDuplicate(tx, input.plan, input.task);
        const owner = input.owner === undefined ? packOwner : input.owner;
        checkAssigned(around, input, owner, packOwner, input.ownerSource ?? null);
        return {
          plan: input.plan,
          task: input.task,
          owner,
          owner_source: owner === null ? null : (input.ownerSource ?? null),
          co_operating: input.coOperating,
          regions: input.regions,
        };
      },
      assign: ({ record, input }) => {
        const owner = input.owner === undefined ? record.owner : input.owner;
        // The source of one owner says nothing of another.
        const before = input.owner === undefined || input.owner === record.owner ? record.owner_source : null;
        const source = input.ownerSource === undefined ? before : input.ownerSource;
        checkAssigned(around, input, owner, checkTask(around, record.plan, record.task).owner, source);
        return {
          owner,
          owner_source: owner === null ? null : source,
          ...(input.coOperating === undefined ? {} : { co_operating: input.coOperating }),
          ...(input.regions === undefined ? {} : { regions: input.regions }),
        };
      },
      askClosing: async ({ tx, record, input, actor, day }) => {
        const open = (await countedOf(tx, [record.id]))
          .get(record.id)
          ?.filter((one) => !['accepted', 'dropped'].includes(one.state));
        if (open?.length) throw openMilestones({ count: open.length });
        return { closing_by: actor.account, hands_for: actor.for ?? null, closing_on: day, closing_reason: input.reason };
      },
      closeOff: ({ day }) => ({ closed_on: day }),
      refuseClosing: () => ({ closing_by: null, hands_for: null, closing_on: null, closing_reason: null }),
      reopen: () => ({ closing_by: null, hands_for: null, closing_on: null, closing_reason: null, closed_on: null }),
    },
  });
}

type Assigned = { coOperating?: string[] | undefined; regions?: string[] | undefined };

/** An owner whom the plan does not name is known from somewhere; everybody named is there. */
function checkAssigned(
  around: Around,
  of: Assigned,
  owner: string | null,
  packOwner: string | null,
  source: string | null,
): void {
  checkDepartment(around, owner, 'owner');
  if (owner !== null && owner !== packOwner && source === null)
    throw wrongField('ownerSource', 'required', 'planTasks:refusals.ownerSource');
  for (const [at, code] of (of.coOperating ?? []).entries()) checkDepartment(around, code, `coOperating.${at}`);
  for (const [at, id] of (of.regions ?? []).entries()) checkRegion(around, id, `regions.${at}`);
}

/** A task is opened once; who opens it at the same time waits. */
async function refuseDuplicate(tx: Tx, plan: string, task: number): Promise<void> {
  const key = JSON.stringify([plan, task]);
  await oneAtATime(tx, 'plan tasks', key);
  const before = await tx
    .selectFrom('plan_tasks')
    .select('id')
    .where('plan', '=', plan)
    .where('task', '=', task)
    .executeTakeFirst();
  if (before) throw duplicate({ task, id: before.id });
}
