// A year's operating revenue of an organization: what the above-scale threshold is compared with. Given for statistics, never shown outside the chain in charge. Pure.
import { z } from 'zod';
import { compare, decimal, money, subtract } from '../platform/shared/money.ts';
import { line } from '../platform/shared/line.ts';
import { refusal } from '../platform/shared/errors.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { lifecycle } from '../records/lifecycle.ts';
import { recordKind, total } from '../records/record.ts';

const reason = z.string().trim().min(1).max(500).meta({ title: 'revenues:reason' });
const revenue = money.meta({ title: 'revenues:revenue', unit: 'CNY' });
const document = line(200).nullable().meta({ title: 'revenues:document' });

export const RevenueInput = z.strictObject({
  organization: z.uuid().meta({ title: 'revenues:organization' }),
  year: z.number().int().min(1949).max(2100).meta({ title: 'revenues:year' }),
  /** Operating revenue (营业收入) of the legal unit in the year, in yuan. */
  revenue,
  document: document.default(null),
});

const officers = ['bureauOfficer', 'districtInCharge'] as const;
export const life = lifecycle('yearlyRevenue', {
  states: ['stated', 'voided'],
  parties: ['districtInCharge'],
  actions: {
    create: { from: 'nothing', to: 'stated', by: officers, input: RevenueInput },
    amend: {
      from: 'stated',
      to: 'stated',
      by: officers,
      input: z.strictObject({ revenue: revenue.optional(), document: document.optional(), reason }),
    },
    void: { from: 'stated', to: 'voided', by: officers, input: z.strictObject({ reason }) },
  },
});

export const fields = z.object({
  organization: z.object({ id: z.string(), name: z.string() }),
  region: z.string().nullable(),
  year: z.number().int(),
  revenue: decimal,
  document: z.string().nullable(),
});

export const revenueRecords = recordKind({
  life,
  path: '/yearly-revenues',
  fields,
  filters: {
    q: z.string().trim().min(1).max(100).optional(),
    region: z.string().max(40).optional(),
    organization: z.uuid().optional(),
    year: z.coerce.number().int().optional(),
    state: z.enum(life.states).optional(),
  },
  readers: ['bureauOfficer', 'districtOfficer', 'organizationAdmin', 'member'],
});

export const statedTwice = refusal('yearlyRevenue.statedTwice', 409, 'revenues:refusals.statedTwice');

/** From this share of the threshold on, what is not yet there is worth watching. */
const nearly = '0.9';
/**
 * How an organization stands to the list: `meets` the threshold and is not listed (a candidate), is `listed` and below it (may fall
 * out), comes `near` it, or agrees with the list (null).
 */
export const differences = ['meets', 'below', 'near'] as const;
export type Difference = (typeof differences)[number];
export function differenceOf(of: { revenue: string; threshold: string; listed: boolean }): Difference | null {
  const reached = compare(of.revenue, of.threshold) >= 0;
  if (of.listed) return reached ? null : 'below';
  if (reached) return 'meets';
  return Number(of.revenue) >= Number(of.threshold) * Number(nearly) ? 'near' : null;
}
/** What is above (or, negative, missing to) the threshold. */
export const marginOf = (of: { revenue: string; threshold: string }): string => subtract(of.revenue, of.threshold);

const candidate = z.object({
  organization: z.object({ id: z.string(), name: z.string(), creditCode: z.string().nullable() }),
  region: z.string().nullable(),
  industry: z.string(),
  difference: z.enum(differences),
  /** Operating revenue of the year, the threshold of the class, and what lies between, in yuan. */
  revenue: decimal,
  threshold: decimal,
  margin: decimal,
  /** The record that states the revenue. */
  stated: z.string(),
  listing: z.string().nullable(),
});
export type Candidate = z.infer<typeof candidate>;
const count = z.number().int();
/** `unknown` are those of the listed that the register of organizations does not have. */
const counts = z.object({ listed: count, unknown: count, meets: count, below: count, near: count });
export type Counts = z.infer<typeof counts>;

export const listCandidates = route({
  method: 'GET',
  path: '/above-scale/candidates',
  summary: 'revenues:routes.candidates',
  access: ['bureauOfficer', 'districtOfficer'],
  query: z.strictObject({
    ...pageQuery,
    /** Year of the revenue; the last one that anything is known of, when absent. */
    year: z.coerce.number().int().min(1949).max(2100).optional(),
    region: z.string().max(40).optional(),
    difference: z.enum(differences).optional(),
    q: z.string().trim().min(1).max(100).optional(),
    count: z.literal('yes').optional(),
  }),
  response: pageOf(candidate).extend({
    year: z.number().int().nullable(),
    years: z.array(z.number().int()),
    today: z.string(),
    total: total.optional(),
    city: counts,
    regions: z.array(counts.extend({ region: z.string().nullable() })),
  }),
});
