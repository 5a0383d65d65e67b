// An allocation: how the city's target of a year falls to places and departments. Fields, life, refusals, and what summing means. Pure.
import { z } from 'zod';
import { day, yearOf } from '../platform/shared/dates.ts';
import { refusal } from '../platform/shared/errors.ts';
import { add, compare, decimal, multiply, ratio, roundedDown, subtract, sum } from '../platform/shared/money.ts';
import { display } from '../indicators/indicator.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind } from '../records/record.ts';
import { pacePath } from './pace.ts';
import { leastOf, type PlanTarget } from './plan.ts';

const code = (max: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/)
    .max(max);
const words = (max: number) => z.string().trim().min(1).max(max);
const digitsOf = (said: string): number => said.replace(/^-/, '').replace(/^0+/, '').replace('.', '').length;
/** In the base unit of the indicator, not below 0. */
const amount = decimal
  .refine((said) => compare(said, '0') >= 0, 'plans:refusals.negative')
  .refine((said) => digitsOf(said) <= 15, 'plans:refusals.digits');

/** 约束性 must be reached; 预期性 is what is hoped for. */
export const forces = ['binding', 'anticipated'] as const;
export const part = z.strictObject({
  /** Reporting unit: a district, a functional area, or the city's own units. */
  place: code(40),
  /** Responsible department; several may each have a part of the city's own units. */
  department: code(60).nullable().default(null),
  amount,
  force: z.enum(forces).default('binding'),
  pace: pacePath.default({ path: 'linear' }),
});
export type Part = z.output<typeof part>;

const stated = {
  /** What the city is to reach in the year, where the plan itself names no value for it. */
  total: amount.nullable(),
  parts: z.array(part).max(60),
  /** Why the parts do not come to the city's amount. */
  reason: words(500).nullable(),
  documentNumber: words(100).nullable(),
  holdsFrom: day,
};
const year = z.number().int().min(1990).max(2100);
export const AllocationInput = z.strictObject({
  plan: code(80),
  target: code(80),
  year,
  total: stated.total.default(null),
  parts: stated.parts.default([]),
  reason: stated.reason.default(null),
  documentNumber: stated.documentNumber.default(null),
  /** Absent: the year's first day for its first version, today for one that amends another. */
  holdsFrom: stated.holdsFrom.optional(),
});
export const AllocationEdit = z.strictObject({
  total: stated.total.optional(),
  parts: stated.parts.optional(),
  reason: stated.reason.optional(),
  documentNumber: stated.documentNumber.optional(),
  holdsFrom: stated.holdsFrom.optional(),
});
const why = z.strictObject({ reason: words(500).meta({ title: 'plans:allocation.reason' }) });

/** Drafted and submitted by one officer, decided by another. A decided one is amended by a new version, never changed. */
export const life = lifecycle('allocation', {
  states: ['draft', 'submitted', 'decided', 'withdrawn'],
  parties: [],
  actions: {
    create: { from: 'nothing', to: 'draft', by: 'bureauOfficer', input: AllocationInput },
    edit: { from: 'draft', to: 'draft', by: 'bureauOfficer', input: AllocationEdit },
    submit: { from: 'draft', to: 'submitted', by: 'bureauOfficer' },
    decide: { from: 'submitted', to: 'decided', by: 'bureauOfficer' },
    sendBack: { from: 'submitted', to: 'draft', by: 'bureauOfficer', input: why },
    withdraw: { from: ['draft', 'submitted'], to: 'withdrawn', by: 'bureauOfficer', input: why },
  },
});

export const fields = z.object({
  plan: z.string(),
  planName: z.string(),
  target: z.string(),
  targetName: z.string(),
  indicator: z.string(),
  year: z.number().int(),
  unit: z.string(),
  display,
  total: decimal.nullable(),
  /** What the parts are to come to: the plan's value for the year, or the total written; null while neither is there. */
  city: decimal.nullable(),
  sum: decimal,
  /** Sum less the city's amount. */
  difference: decimal.nullable(),
  balanced: z.boolean(),
  parts: z.array(
    z.object({
      place: z.string(),
      placeName: z.string(),
      department: z.string().nullable(),
      departmentName: z.string().nullable(),
      amount: decimal,
      force: z.enum(forces),
      pace: pacePath,
    }),
  ),
  reason: z.string().nullable(),
  documentNumber: z.string().nullable(),
  holdsFrom: day,
  /** The decided version that it takes the place of. */
  replaces: z.string().nullable(),
  decidedOn: day.nullable(),
  /** Whether the reader drafted it: then another officer decides. */
  own: z.boolean(),
});

export const officers = ['bureauOfficer', 'districtOfficer', 'auditAdmin'] as const;
export const allocationRecords = recordKind({
  life,
  path: '/allocations',
  fields,
  filters: {
    plan: z.string().max(80).optional(),
    target: z.string().max(80).optional(),
    year: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    state: z.enum(life.states).optional(),
    /** Allocations in which a place has a part. */
    place: z.string().max(40).optional(),
  },
  readers: officers,
});

export const unbalanced = refusal('allocation.unbalanced', 422, 'plans:refusals.unbalanced');
export const above = refusal('allocation.above', 422, 'plans:refusals.above');
export const ownAllocation = refusal('allocation.own', 409, 'plans:refusals.ownAllocation');

/** The plan's own value for a year; null for a year that it does not speak of. */
export const planValueOf = (target: Pick<PlanTarget, 'everyYear' | 'by' | 'value'>, of: number): string | null =>
  target.everyYear || yearOf(target.by) === of ? target.value : null;

export type Balance = { city: string | null; sum: string; difference: string | null; balanced: boolean };
/**
 * Whether parts come to the city's amount, to the last decimal. Parts of a flow are what each place brings in the year, those of a stock
 * the levels at the year's end: both add up. Of "more than" the least figure that reaches the target sums as well.
 */
export function balanceOf(
  target: Pick<PlanTarget, 'comparator' | 'value' | 'tolerance' | 'everyYear' | 'by'>,
  { year: of, total, parts }: { year: number; total: string | null; parts: readonly { amount: string }[] },
  scale: number,
): Balance {
  const said = planValueOf(target, of);
  const city = said ?? total;
  const all = sum(parts.map((one) => one.amount));
  if (city === null) return { city, sum: all, difference: null, balanced: false };
  const least = target.comparator === 'moreThan' && said !== null ? leastOf(target, scale) : city;
  return {
    city,
    sum: all,
    difference: subtract(all, city),
    balanced: parts.length > 0 && (compare(all, city) === 0 || compare(all, least) === 0),
  };
}

/** Amounts for places in the proportion of others, each with so many decimals, that come to a total exactly: what is left goes to the largest remainders. */
export function inProportion(total: string, weights: readonly string[], scale: number): string[] {
  const all = sum(weights);
  if (weights.length === 0) return [];
  if (compare(all, '0') <= 0) return weights.map(() => roundedDown('0', scale));
  const exact = weights.map((weight) => ratio(multiply(total, weight), all, 20) ?? '0');
  const parts = exact.map((one) => roundedDown(one, scale));
  const step = scale === 0 ? '1' : `0.${'0'.repeat(scale - 1)}1`;
  const rest = exact.map((one, at) => ({ at, rest: subtract(one, parts[at] ?? '0') }));
  rest.sort((a, b) => compare(b.rest, a.rest) || a.at - b.at);
  let left = subtract(roundedDown(total, scale), sum(parts));
  for (const { at } of rest) {
    if (compare(left, step) < 0) break;
    parts[at] = add(parts[at] ?? '0', step);
    left = subtract(left, step);
  }
  return parts.map((one) => roundedDown(one, scale));
}
