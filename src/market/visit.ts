// A visit to a firm (走访) and what it left to do: fields, lives, HTTP operations. An officer's notes are the officers' alone; the firm sees what came of it. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { line } from '../platform/shared/line.ts';
import { route } from '../platform/shared/route.ts';
import { technologyFields } from '../contracts/terms.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import { cooperationCodes, demandCodes } from './codes.ts';

/** 了解需求, 政策服务, 项目跟进, 日常走访, 其他. */
export const purposes = ['needs', 'policy', 'project', 'routine', 'other'] as const;
const officers = ['bureauOfficer', 'districtOfficer'] as const;
const inCharge = ['bureauOfficer', 'districtInCharge'] as const;

const reason = z.string().trim().min(1).max(500).meta({ title: 'visits:reason' });
const said = {
  on: day.meta({ title: 'visits:on' }),
  purpose: z.enum(purposes).meta({ title: 'visits:purpose' }),
  /** Name or office of whoever was met, no more: a personal value. */
  met: line(60).nullable().meta({ title: 'visits:met' }),
  text: z.string().trim().min(1).max(2000).meta({ title: 'visits:text' }),
};
export const VisitInput = z.strictObject({
  organization: z.uuid().meta({ title: 'visits:organization' }),
  ...said,
  /** Today unless said. */
  on: said.on.nullable().default(null),
  purpose: said.purpose.default('needs'),
  met: said.met.default(null),
});
const codes = (of: readonly string[]) => z.enum(of as [string, ...string[]]);
/** A draft listing for the firm: the rest is filled in on its own page. */
export const DemandInput = z.strictObject({
  title: line(100, 4).meta({ title: 'market:titleField' }),
  text: z.string().trim().min(10).max(5000).meta({ title: 'market:text' }),
  field: z.enum(technologyFields).meta({ title: 'market:field' }),
  cooperation: z.array(codes(cooperationCodes)).min(1).max(10).default(['03']).meta({ title: 'market:cooperation' }),
  demandType: codes(demandCodes).default('99').meta({ title: 'market:demandType' }),
});

export const life = lifecycle('visit', {
  states: ['logged', 'voided'],
  /** `districtInCharge`: the district where the firm reports. */
  parties: ['districtInCharge'],
  actions: {
    create: { from: 'nothing', to: 'logged', by: inCharge, input: VisitInput },
    raiseDemand: { from: 'logged', to: 'same', by: inCharge, input: DemandInput },
    correct: { from: 'logged', to: 'same', by: inCharge, input: z.strictObject(said).partial().extend({ reason }) },
    eraseMet: { from: ['logged', 'voided'], to: 'same', by: inCharge, input: z.strictObject({ reason }) },
    /** It never was. What came of it stays. */
    void: { from: 'logged', to: 'voided', by: inCharge, input: z.strictObject({ reason }) },
  },
});

const named = z.object({ id: z.string(), name: z.string() });
export const itemSorts = ['question', 'task'] as const;
export type ItemSort = (typeof itemSorts)[number];

export const fields = z.object({
  organization: named,
  region: z.string().nullable(),
  on: day,
  purpose: z.enum(purposes),
  met: z.string().nullable(),
  text: z.string(),
  officer: named,
  demands: z.array(z.object({ id: z.string(), title: z.string(), state: z.string() })),
  items: z.array(
    z.object({
      id: z.string(),
      sort: z.enum(itemSorts),
      title: z.string(),
      state: z.string(),
      owner: z.string(),
      dueOn: day,
      late: z.boolean(),
      outcome: z.string().nullable(),
    }),
  ),
  /** How many of what came of it are not done: drafts that were not handed in, questions, tasks. */
  open: z.number().int(),
  reason: z.string().nullable(),
});
const month = z.string().regex(/^[12]\d{3}-(0[1-9]|1[0-2])$/);
const narrowing = {
  region: z.string().max(40).optional(),
  month: month.optional(),
  officer: z.uuid().optional(),
  purpose: z.enum(purposes).optional(),
};
export const visitRecords = recordKind({
  life,
  path: '/visits',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    ...narrowing,
    organization: z.uuid().optional(),
    state: z.enum(life.states).optional(),
    open: z.literal('yes').optional(),
  },
  readers: officers,
});

const owner = z.uuid().nullable().default(null).meta({ title: 'visits:owner' });
const dueOn = day.meta({ title: 'visits:dueOn' });
/** Of a question the firm reads title and answer once it is answered. */
const title = line(200, 2).meta({ title: 'visits:itemTitle' });
export const itemLife = lifecycle('visitItem', {
  states: ['open', 'done', 'dropped'],
  parties: ['districtInCharge'],
  actions: {
    create: {
      from: 'nothing',
      to: 'open',
      by: inCharge,
      input: z.strictObject({
        visit: z.uuid().meta({ title: 'visits:one' }),
        sort: z.enum(itemSorts).meta({ title: 'visits:sort' }),
        title,
        owner,
        dueOn,
      }),
    },
    settle: {
      from: 'open',
      to: 'done',
      by: inCharge,
      input: z.strictObject({ outcome: z.string().trim().min(1).max(2000).meta({ title: 'visits:outcome' }) }),
    },
    pass: { from: 'open', to: 'same', by: inCharge, input: z.strictObject({ owner, dueOn, reason }) },
    reopen: { from: ['done', 'dropped'], to: 'open', by: inCharge, input: z.strictObject({ dueOn, reason }) },
    drop: { from: 'open', to: 'dropped', by: inCharge, input: z.strictObject({ reason }) },
  },
});
export const itemFields = z.object({
  visit: z.object({ id: z.string(), on: day }),
  organization: named,
  region: z.string().nullable(),
  sort: z.enum(itemSorts),
  title: z.string(),
  owner: named,
  dueOn: day,
  late: z.boolean(),
  outcome: z.string().nullable(),
  settledOn: day.nullable(),
  reason: z.string().nullable(),
});
export const itemRecords = recordKind({
  life: itemLife,
  path: '/visit-items',
  fields: itemFields,
  filters: {
    visit: z.uuid().optional(),
    organization: z.uuid().optional(),
    sort: z.enum(itemSorts).optional(),
    state: z.enum(itemLife.states).optional(),
    mine: z.literal('yes').optional(),
  },
  /** A firm's people read the questions of their own that were answered. */
  readers: [...officers, 'organizationAdmin', 'member'],
});

/** Firms that this officer visited last, and who may be given what is to be done. */
export const getVisiting = route({
  method: 'GET',
  path: '/visits/at-hand',
  summary: 'visits:routes.atHand',
  access: officers,
  query: z.strictObject({ region: z.string().max(40).optional() }),
  response: z.object({ today: day, firms: z.array(named), officers: z.array(named) }),
});
export type AtHand = z.output<typeof getVisiting.response>;

const led = {
  visits: z.number().int(),
  firms: z.number().int(),
  demands: z.number().int(),
  /** Of these demands: shown to everybody, then or since; agreed on. */
  published: z.number().int(),
  agreed: z.number().int(),
  questions: z.number().int(),
  answered: z.number().int(),
  tasks: z.number().int(),
  done: z.number().int(),
  late: z.number().int(),
};
export const ledTo = z.object(led);
export type LedTo = z.output<typeof ledTo>;
/** Visits of a span and what they led to until now; the twelve months to this one unless said. */
export const getVisitFigures = route({
  method: 'GET',
  path: '/visits/figures',
  summary: 'visits:routes.figures',
  access: officers,
  query: z.strictObject({ from: month.optional(), to: month.optional(), region: narrowing.region, officer: narrowing.officer }),
  response: z.object({
    from: month,
    to: month,
    whole: ledTo,
    months: z.array(z.object({ month, ...led })),
    regions: z.array(z.object({ region: z.string().nullable(), ...led })),
    officers: z.array(z.object({ officer: named, ...led })),
  }),
});
export const getVisitsSheet = route({
  method: 'GET',
  path: '/visits/export',
  summary: 'visits:routes.sheet',
  access: officers,
  query: z.strictObject({ ...visitRecords.filters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  response: z.any(),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

/** One visit as it is counted. */
export type Counted = Omit<LedTo, 'visits' | 'firms'> & { organization: string };
/** Sums of visits; a firm that was visited twice is one. */
export function ledOf(rows: readonly Counted[]): LedTo {
  const sum = (key: Exclude<keyof Counted, 'organization'>) => rows.reduce((all, row) => all + row[key], 0);
  return {
    visits: rows.length,
    firms: new Set(rows.map((row) => row.organization)).size,
    demands: sum('demands'),
    published: sum('published'),
    agreed: sum('agreed'),
    questions: sum('questions'),
    answered: sum('answered'),
    tasks: sum('tasks'),
    done: sum('done'),
    late: sum('late'),
  };
}
/** A demand that its officer has not handed in yet is still to be done. */
export const openDemandStates: readonly string[] = ['draft', 'underReview', 'toConfirm'];
export const isOpenDemand = (state: string): boolean => openDemandStates.includes(state);
