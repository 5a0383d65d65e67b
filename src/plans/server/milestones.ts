// What happens to milestones: planned, moved with a reason, reported done with evidence, accepted by another officer or sent back.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { hasRole } from '../../platform/shared/actor.ts';
import { wrongField } from '../../platform/shared/errors.ts';
import { type Condition, openKind, papersByPlace } from '../../records/server/index.ts';
import { milestoneRecords, nobodyResponsible, noEvidence } from '../milestone.ts';
import { isOverdue, taskClosed } from '../planTask.ts';
import {
  type Around,
  checkDepartment,
  checkLinks,
  checkRegion,
  departmentName,
  isAnotherOfficer,
  isDistrictOf,
  isOf,
  like,
  seenByOfficers,
  sharedFilters,
  shownLinks,
  taskTitle,
  todayIn,
  todayOn,
} from './around.ts';
import type { PlanTables } from './tables.ts';
import { milestoneTells } from '../tells.ts';
import { milestoneWaits } from './waits.ts';

type Tx = Transaction<PlanTables>;
export type MilestoneRow = Selectable<PlanTables['milestones']>;

export function openMilestonesKind(around: Around, db: Kysely<PlanTables>) {
  const { kernel } = around;
  return openKind(kernel, db, {
    kind: milestoneRecords,
    table: 'milestones',
    related: async (rows, on) => {
      const ids = [...new Set(rows.map((row) => row.plan_task))];
      const tasks =
        ids.length === 0 ? [] : await on.selectFrom('plan_tasks').select(['id', 'plan', 'task']).where('id', 'in', ids).execute();
      return {
        tasks: new Map(tasks.map((one) => [one.id, one])),
        titles: await around.linkedTitles(
          rows.flatMap((row) => row.evidence?.records ?? []),
          on,
        ),
        today: await todayOn(kernel, on),
      };
    },
    present: (row, _personal, { language }, { related }) => {
      const of = related?.tasks.get(row.plan_task);
      const { evidence } = row;
      return {
        planTask: row.plan_task,
        plan: of?.plan ?? '',
        task: of?.task ?? 0,
        taskTitle: of ? taskTitle(around, of.plan, of.task, language) : '',
        what: row.what,
        startOn: row.start_on,
        dueOn: row.due_on,
        moves: row.moves,
        department: row.department,
        departmentName: departmentName(around, row.department, language),
        region: row.region,
        overdue: isOverdue({ state: row.state, dueOn: row.due_on }, related?.today ?? ''),
        evidence: evidence && {
          documentNumber: evidence.documentNumber,
          records: shownLinks(evidence.records, related?.titles ?? new Map(), language),
        },
        note: evidence?.note ?? null,
        doneOn: row.done_on,
        acceptedOn: row.accepted_on,
        returnedFor: row.returned_for,
      };
    },
    title: (row, _personal, language) => (language === 'en' ? (row.what.en ?? row.what.zh) : row.what.zh),
    waits: milestoneWaits,
    tells: milestoneTells,
    concerns: (row) => ({ region: row.region, organizations: [] }),
    papers: { ...papersByPlace(), retention: 'thirtyYears', closed: ['accepted', 'dropped'] },
    visible: (actor) => seenByOfficers(actor, isOf),
    parties: {
      /** The district that answers for it; the bureau where a department does, which has no account here. */
      responsible: (actor, row) =>
        row !== null && (isDistrictOf(actor, row.region) || (row.department !== null && hasRole(actor, 'bureauOfficer'))),
      anotherOfficer: (actor, row) => row?.state === 'reported' && isAnotherOfficer(actor, row.reported_by, row.hands_for),
    },
    filters: filtersOf(around),
    handlers: {
      create: async ({ tx, input }) => {
        const { planTask, what, startOn, dueOn, department, region } = input;
        await openTask(tx, planTask);
        checkResponsible(around, department, region);
        checkDays(startOn, dueOn);
        return { plan_task: planTask, what, start_on: startOn, due_on: dueOn, department, region };
      },
      edit: ({ record, input }) => {
        const department = input.department === undefined ? record.department : input.department;
        const region = input.region === undefined ? record.region : input.region;
        const startOn = input.startOn === undefined ? record.start_on : input.startOn;
        checkResponsible(around, department, region);
        checkDays(startOn, record.due_on);
        return { department, region, start_on: startOn, ...(input.what === undefined ? {} : { what: input.what }) };
      },
      move: ({ record, input, day }) => {
        if (input.dueOn === record.due_on) throw wrongField('dueOn', 'same', 'milestones:refusals.sameDay', { day: input.dueOn });
        checkDays(record.start_on, input.dueOn);
        const moves = [...record.moves, { dueOn: record.due_on, movedOn: day, reason: input.reason }];
        return { due_on: input.dueOn, moves };
      },
      reportDone: async ({ tx, record, input, actor, day }) => {
        await openTask(tx, record.plan_task);
        const { doneOn, documentNumber, records, note } = input;
        if (doneOn > day) throw wrongField('doneOn', 'inFuture', 'milestones:refusals.inFuture', { on: doneOn, today: day });
        if (documentNumber === null && records.length === 0 && note === null) throw noEvidence();
        await checkLinks(around, tx, records);
        const evidence = { documentNumber, records, note };
        return { evidence, done_on: doneOn, reported_by: actor.account, hands_for: actor.for ?? null, returned_for: null };
      },
      accept: ({ day }) => ({ accepted_on: day }),
      sendBack: async ({ tx, record, input }) => {
        await openTask(tx, record.plan_task);
        return { returned_for: input.reason, accepted_on: null };
      },
      restore: async ({ tx, record }) => {
        await openTask(tx, record.plan_task);
        return undefined;
      },
    },
  });
}

/** The task must not be closed off, and stays so until this act is done. */
async function openTask(tx: Tx, id: string): Promise<void> {
  const task = await tx.selectFrom('plan_tasks').select('state').where('id', '=', id).forShare().executeTakeFirst();
  if (!task) throw wrongField('planTask', 'unknown', 'milestones:refusals.planTask');
  if (task.state === 'closing' || task.state === 'closedOff') throw taskClosed();
}

function checkResponsible(around: Around, department: string | null, region: string | null): void {
  checkDepartment(around, department);
  checkRegion(around, region);
  if (department === null && region === null) throw nobodyResponsible();
}

function checkDays(startOn: string | null, dueOn: string): void {
  if (startOn !== null && startOn > dueOn)
    throw wrongField('startOn', 'afterDue', 'milestones:refusals.startAfterDue', { start: startOn, due: dueOn });
}

function filtersOf(around: Around) {
  const { state, region, department } = sharedFilters(around);
  const today = todayIn(around);
  return {
    state,
    region,
    department,
    plan: (value: string): Condition => sql<boolean>`plan_task in (select id from plan_tasks where plan = ${value})`,
    task: (value: string): Condition => sql<boolean>`plan_task in (select id from plan_tasks where task = ${Number(value)})`,
    overdue: (value: string): Condition =>
      sql<boolean>`(state in ('planned', 'sentBack') and due_on < ${today}) = ${value === 'yes'}`,
    dueBy: (value: string): Condition => sql<boolean>`state in ('planned', 'sentBack') and due_on <= ${value}::date`,
    q: (value: string): Condition => sql<boolean>`lower((what->>'zh') || ' ' || coalesce(what->>'en', '')) like ${like(value)}`,
  };
}
