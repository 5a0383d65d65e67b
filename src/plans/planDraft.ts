// The next plan: drafted as data from an old one, compared with it, adopted by a second officer. Fields, life, refusals, and the plan it becomes. Pure.
import { z } from 'zod';
import { addDays, day, instant, yearOf } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { compare, decimal, multiply, ratio, subtract } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';
import { text } from '../platform/shared/words.ts';
import { display } from '../indicators/indicator.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import { forces } from './allocation.ts';
import { pacePath } from './pace.ts';
import { comparators, type Plan, type PlanTarget } from './plan.ts';

const code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/)
  .max(80);
const words = (max: number) => z.string().trim().min(1).max(max);
const said = z.strictObject({ zh: words(500), en: words(500) });
const value = decimal
  .refine((one) => compare(one, '0') > 0, 'plans:refusals.notAboveNothing')
  .refine((one) => one.replace(/\D/g, '').length <= 18, 'plans:refusals.digits');
const kinds = ['stock', 'cumulative', 'flow'] as const;

/** A target of the new plan, with what the old one came to. */
export const draftTarget = z.object({
  code: z.string(),
  indicator: z.string(),
  name: text,
  /** The old plan's; null for a target that is new. */
  old: z
    .object({ comparator: z.enum(comparators), value: decimal, tolerance: decimal.nullable(), by: day, everyYear: z.boolean() })
    .nullable(),
  /** What the old plan's figure was at its close, as known at the settled instant; null is "no data". */
  closing: z.object({
    value: decimal.nullable(),
    on: day,
    source: z.enum(['register', 'reported', 'sum', 'formula']).nullable(),
  }),
  /** What the new plan starts from: the closing value unless an officer writes another. */
  baseline: decimal.nullable(),
  /** Whether the new plan has it. */
  kept: z.boolean(),
  comparator: z.enum(comparators),
  value: decimal,
  tolerance: decimal.nullable(),
  kind: z.enum(kinds),
  everyYear: z.boolean(),
  partOf: z.string().nullable(),
  /** Shares of the old plan's last allocation, as parts of 1. */
  shares: z.array(
    z.object({ place: z.string(), department: z.string().nullable(), share: decimal, force: z.enum(forces), pace: pacePath }),
  ),
});
export type DraftTarget = z.infer<typeof draftTarget>;

const PlanDraftInput = z.strictObject({
  /** Code of the plan that it follows. */
  predecessor: code.meta({ title: 'plans:draft.predecessor' }),
  code: code.meta({ title: 'plans:draft.code' }),
  name: said.meta({ title: 'plans:draft.name' }),
  /** The day after the old plan's last one, for as many years, unless said. */
  from: day.optional().meta({ title: 'plans:draft.from' }),
  to: day.optional().meta({ title: 'plans:draft.to' }),
  summary: said.optional().meta({ title: 'plans:draft.summary' }),
});
/** Changes of one target by its code; a code that is not there yet needs an indicator, a name and a value. */
const targetEdit = z.strictObject({
  code,
  indicator: code.optional(),
  name: said.optional(),
  kept: z.boolean().optional(),
  comparator: z.enum(comparators).optional(),
  value: value.optional(),
  tolerance: decimal.nullable().optional(),
  kind: z.enum(kinds).optional(),
  everyYear: z.boolean().optional(),
  partOf: code.nullable().optional(),
  baseline: decimal.nullable().optional(),
});
export type TargetEdit = z.output<typeof targetEdit>;
const PlanDraftEdit = z.strictObject({
  name: said.optional(),
  summary: said.optional(),
  from: day.optional(),
  to: day.optional(),
  documentNumber: words(100).nullable().optional(),
  targets: z.array(targetEdit).max(100).optional(),
});
const why = z.strictObject({ reason: words(500).meta({ title: 'plans:allocation.reason' }) });
const Adoption = z.strictObject({
  documentNumber: words(100).nullable().default(null).meta({ title: 'plans:draft.documentNumber' }),
});

export const life = lifecycle('planDraft', {
  states: ['draft', 'proposed', 'adopted', 'withdrawn'],
  parties: [],
  actions: {
    create: { from: 'nothing', to: 'draft', by: 'bureauOfficer', input: PlanDraftInput },
    edit: { from: 'draft', to: 'draft', by: 'bureauOfficer', input: PlanDraftEdit },
    /** Takes the closing values anew, as they are known now. */
    takeClosing: { from: 'draft', to: 'draft', by: 'bureauOfficer' },
    propose: { from: 'draft', to: 'proposed', by: 'bureauOfficer' },
    sendBack: { from: 'proposed', to: 'draft', by: 'bureauOfficer', input: why },
    adopt: { from: 'proposed', to: 'adopted', by: 'bureauOfficer', input: Adoption },
    withdraw: { from: ['draft', 'proposed'], to: 'withdrawn', by: 'bureauOfficer', input: why },
  },
});

export const fields = z.object({
  code: z.string(),
  name: text,
  summary: text,
  from: day,
  to: day,
  predecessor: z.string(),
  predecessorName: z.string(),
  closingAsOf: day,
  closingKnownAt: instant,
  documentNumber: z.string().nullable(),
  adoptedOn: day.nullable(),
  own: z.boolean(),
  targets: z.array(
    draftTarget.extend({
      shownName: z.string(),
      unit: z.string(),
      display,
      /** New value less the closing one, and in per cent of it. */
      change: decimal.nullable(),
      changeShare: decimal.nullable(),
    }),
  ),
});

export const planDraftRecords = recordKind({
  life,
  path: '/plan-drafts',
  fields,
  filters: { state: z.enum(life.states).optional(), predecessor: z.string().max(80).optional() },
  readers: ['bureauOfficer', 'auditAdmin'],
});

export const ownDraft = refusal('planDraft.own', 409, 'plans:refusals.ownDraft');
export const codeTaken = refusal('planDraft.codeTaken', 409, 'plans:refusals.codeTaken');

export const getComparison = route({
  method: 'GET',
  path: '/plan-drafts/:id/comparison',
  summary: 'plans:routes.comparison',
  access: ['bureauOfficer', 'auditAdmin'],
  params: z.object({ id: z.uuid() }),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  response: z.unknown(),
});

/** The day after a plan, and the day as many years later. */
export function spanAfter(of: Pick<Plan, 'from' | 'to'>): { from: string; to: string } {
  const from = addDays(of.to, 1);
  const years = yearOf(addDays(of.to, 1)) - yearOf(of.from);
  return { from, to: addDays(`${yearOf(from) + Math.max(1, years)}${from.slice(4)}`, -1) };
}

/** How far a new value is from what the old plan came to. */
export function changeOf({ value: next, closing }: Pick<DraftTarget, 'value' | 'closing'>): {
  change: string | null;
  changeShare: string | null;
} {
  if (closing.value === null) return { change: null, changeShare: null };
  const change = subtract(next, closing.value);
  return { change, changeShare: ratio(multiply(change, '100'), closing.value, 1) };
}

export type Adoptable = {
  code: string;
  name: Plan['name'];
  summary: Plan['summary'];
  from: string;
  to: string;
  source: Plan['source'];
  targets: readonly DraftTarget[];
};
/** The plan that a draft becomes: its targets alone. Tasks and safeguards are of the document, and nobody has written them here. */
export function planOf({ targets, ...of }: Adoptable): Plan {
  const kept = targets.filter((one) => one.kept);
  return {
    ...of,
    version: '1',
    tasks: [],
    safeguards: [],
    corrections: [],
    targets: kept.map(
      (one): PlanTarget => ({
        code: one.code,
        indicator: one.indicator,
        name: one.name,
        comparator: one.comparator,
        value: one.value,
        tolerance: one.tolerance,
        kind: one.kind,
        everyYear: one.everyYear,
        partOf: kept.some((whole) => whole.code === one.partOf) ? one.partOf : null,
        by: of.to,
        tasks: [],
      }),
    ),
  };
}
