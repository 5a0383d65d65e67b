// What a district tells the bureau (工作信息、经验、建议): drafted, sent, returned, noted, answered, selected as a case. Fields, life, statistics. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { line } from '../platform/shared/line.ts';
import { route } from '../platform/shared/route.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import { officers, planCode, reasonOf, taskNumber } from './planTask.ts';

export const reportTypes = ['work', 'experience', 'proposal'] as const;
export type ReportType = (typeof reportTypes)[number];

/** A month or a quarter: `2026-05`, `2026-Q2`. */
const period = z
  .string()
  .regex(/^[1-9]\d{3}-(?:0[1-9]|1[0-2]|Q[1-4])$/)
  .meta({ title: 'workReports:period' });
const type = z.enum(reportTypes).meta({ title: 'workReports:type' });
const title = line(120).meta({ title: 'workReports:title' });
const body = z.string().trim().min(1).max(10_000).meta({ title: 'workReports:body' });
const plan = planCode.nullable().meta({ title: 'workReports:plan' });
const task = taskNumber.nullable().meta({ title: 'workReports:task' });
const organizations = z.array(z.uuid()).max(20).meta({ title: 'workReports:organizations' });
const reason = reasonOf('workReports:reason');
const answerDueOn = day.meta({ title: 'workReports:answerDueOn' });

export const WorkReportInput = z.strictObject({
  type,
  period,
  title,
  body,
  /** Task of the plan that it is about, if it is about one. */
  plan: plan.default(null),
  task: task.default(null),
  /** Organizations that it mentions. */
  organizations: organizations.default([]),
});

export const life = lifecycle('workReport', {
  states: ['draft', 'sent', 'returned', 'noted', 'answered', 'selected', 'withdrawn'],
  parties: ['author'],
  actions: {
    /** The district is that of the officer who writes. */
    create: { from: 'nothing', to: 'draft', by: 'districtOfficer', input: WorkReportInput },
    edit: {
      from: ['draft', 'returned'],
      to: 'same',
      by: 'author',
      input: z.strictObject({
        type: type.optional(),
        period: period.optional(),
        title: title.optional(),
        body: body.optional(),
        plan: plan.optional(),
        task: task.optional(),
        organizations: organizations.optional(),
      }),
    },
    send: { from: ['draft', 'returned'], to: 'sent', by: 'author' },
    withdraw: { from: ['draft', 'sent', 'returned'], to: 'withdrawn', by: 'author', input: z.strictObject({ reason }) },
    /** More is asked for. */
    returnForMore: { from: 'sent', to: 'returned', by: 'bureauOfficer', input: z.strictObject({ reason }) },
    takeNote: { from: 'sent', to: 'noted', by: 'bureauOfficer' },
    postponeAnswer: { from: ['sent', 'noted'], to: 'same', by: 'bureauOfficer', input: z.strictObject({ answerDueOn, reason }) },
    answer: {
      from: ['sent', 'noted'],
      to: 'answered',
      by: 'bureauOfficer',
      input: z.strictObject({ answer: z.string().trim().min(1).max(4000).meta({ title: 'workReports:answer' }) }),
    },
    /** A typical case is written of it; the case is a record of its own. */
    selectAsCase: { from: ['noted', 'answered', 'sent'], to: 'selected', by: 'bureauOfficer' },
    unselect: { from: 'selected', to: 'noted', by: 'bureauOfficer', input: z.strictObject({ reason }) },
  },
});

/** Days of the calendar within which a proposal is answered, unless the bureau gives itself longer with a reason. */
export const answerDays = 30;

export const fields = z.object({
  region: z.string(),
  type: z.enum(reportTypes),
  period: z.string(),
  title: z.string(),
  body: z.string(),
  plan: z.string().nullable(),
  task: z.number().int().nullable(),
  taskTitle: z.string().nullable(),
  organizations: z.array(z.object({ id: z.string(), name: z.string() })),
  sentOn: z.string().nullable(),
  answerDueOn: z.string().nullable(),
  overdue: z.boolean(),
  answer: z.string().nullable(),
  answeredOn: z.string().nullable(),
  returnedFor: z.string().nullable(),
  /** The case written of it. */
  case: z.object({ id: z.string(), state: z.string() }).nullable(),
});

export const workReportRecords = recordKind({
  life,
  path: '/work-reports',
  fields,
  filters: {
    type: z.enum(reportTypes).optional(),
    region: z.string().max(40).optional(),
    state: z.enum(life.states).optional(),
    period: z.string().max(10).optional(),
    plan: planCode.optional(),
    task: z.coerce.number().int().min(1).max(99).optional(),
    overdue: z.enum(['yes', 'no']).optional(),
    q: z.string().trim().min(1).max(50).optional(),
  },
  readers: officers,
});

/** What each district sent between two days, and what became of it: material for the yearly assessment. */
export const getReportStatistics = route({
  method: 'GET',
  path: '/work-report-statistics',
  summary: 'workReports:routes.statistics',
  access: officers,
  query: z.strictObject({ from: day.optional(), to: day.optional() }),
  response: z.object({
    from: day,
    to: day,
    items: z.array(
      z.object({
        region: z.string(),
        sent: z.number().int(),
        work: z.number().int(),
        experience: z.number().int(),
        proposal: z.number().int(),
        answered: z.number().int(),
        selected: z.number().int(),
        published: z.number().int(),
      }),
    ),
  }),
});
