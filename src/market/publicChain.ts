// The service chain as HTTP operations: the matrix and what stands behind each figure for everybody; gaps, months and whom to recruit for officers. Pure; how it is told: serviceChain.ts.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { technologyFields } from '../contracts/terms.ts';
import { total } from '../records/record.ts';
import { sides, sorts } from './listing.ts';
import { marketScope } from './scopes.ts';
import { gapReasons, otherIndustry, partCode, reasons } from './serviceChain.ts';

/** In place of a link: what belongs to none. */
export const noLink = 'none';
const officers = ['bureauOfficer', 'districtOfficer'] as const;
const asOf = day.optional();
const figure = z.number().int();
/** `industry` `other`: of no key industry, or not said; `link` null: of no link of the chain. */
const place = { industry: partCode, link: partCode.nullable() };

export const chainShown = z.strictObject({
  asOf: day,
  today: day,
  /** Before it nothing was known here. */
  firstDay: day,
  links: z.array(z.strictObject({ code: partCode, name: z.string(), what: z.string() })),
  /** The last is `other`. */
  industries: z.array(z.strictObject({ code: partCode, name: z.string(), source: z.string().nullable() })),
  /** Cells in which anything stands; of others all figures are 0. */
  cells: z.array(z.strictObject({ ...place, supplies: figure, organizations: figure, demands: figure })),
  /** Small and micro service organizations that were entered in the register since then, by link. The register keeps no day of founding. */
  newSmall: z.strictObject({ from: day, links: z.array(z.strictObject({ link: partCode, organizations: figure })) }),
});
export type ChainShown = z.output<typeof chainShown>;
export const getChain = route({
  method: 'GET',
  path: '/market/chain',
  summary: 'chain:routes.chain',
  access: 'public',
  keyed: marketScope,
  query: z.strictObject({ asOf }),
  response: chainShown,
});

const because = z.strictObject({ by: z.enum(reasons), value: z.string() });
const named = z.strictObject({ id: z.string(), name: z.string() });
/** Null stands for what is not shown to everybody: owner and district of an anonymous demand. */
const listingThere = z.strictObject({
  kind: z.literal('listing'),
  id: z.string(),
  title: z.string(),
  side: z.enum(sides),
  sort: z.enum(sorts),
  organization: named.nullable(),
  region: z.string().nullable(),
  publishedOn: day,
  /** Whether it is shown to everybody today. */
  shown: z.boolean(),
  because: z.strictObject({ link: because.nullable(), industry: because }),
});
const organizationThere = z.strictObject({
  kind: z.literal('organization'),
  id: z.string(),
  name: z.string(),
  region: z.string().nullable(),
  enteredOn: day,
  because: z.strictObject({ link: because.nullable(), industry: because.nullable() }),
});
export type ListingThere = z.output<typeof listingThere>;
export type OrganizationThere = z.output<typeof organizationThere>;
const there = z.discriminatedUnion('kind', [listingThere, organizationThere]);

export const behind = ['supplies', 'organizations', 'demands', 'newSmall'] as const;
const asked = { asOf, industry: partCode.optional(), link: partCode.optional() };
export const listChainRecords = route({
  method: 'GET',
  path: '/market/chain/records',
  summary: 'chain:routes.records',
  access: 'public',
  keyed: marketScope,
  query: z.strictObject({ ...pageQuery, count: z.literal('yes').optional(), ...asked, what: z.enum(behind) }),
  response: pageOf(there).extend({ total: total.optional() }),
});

/** The months are split by key industry, by technology field or by link. */
export const splits = ['industry', 'field', 'link'] as const;
const monthOf = z.strictObject({
  month: z.string(),
  asOf: day,
  gaps: figure,
  parts: z.array(
    z.strictObject({ industry: partCode, field: z.enum(technologyFields), link: partCode.nullable(), gaps: figure }),
  ),
});
export const chainGaps = z.strictObject({
  asOf: day,
  unansweredAfterDays: figure,
  /** The last day on which the market looked for fits; null: it has not yet, and what does not fit is not known. */
  lookedOn: day.nullable(),
  cells: z.array(z.strictObject({ ...place, gaps: figure, unanswered: figure })),
  /** The end of each month, and the day asked as the last. */
  months: z.array(monthOf),
});
export type ChainGaps = z.output<typeof chainGaps>;
export const getChainGaps = route({
  method: 'GET',
  path: '/market/chain/gaps',
  summary: 'chain:routes.gaps',
  access: officers,
  query: z.strictObject({ asOf }),
  response: chainGaps,
});

export const gapLists = ['gaps', 'unanswered'] as const;
export const listChainGaps = route({
  method: 'GET',
  path: '/market/chain/gaps/records',
  summary: 'chain:routes.gapRecords',
  access: officers,
  query: z.strictObject({
    ...pageQuery,
    count: z.literal('yes').optional(),
    ...asked,
    field: z.enum(technologyFields).optional(),
    what: z.enum(gapLists),
  }),
  response: pageOf(listingThere.extend({ why: z.enum(gapReasons).nullable(), field: z.enum(technologyFields) })).extend({
    total: total.optional(),
  }),
});

/** `link`: serves at this link, and not yet this industry; `industry`: serves this industry, and not yet at this link. */
export const recruits = ['link', 'industry'] as const;
export const listChainCandidates = route({
  method: 'GET',
  path: '/market/chain/candidates',
  summary: 'chain:routes.candidates',
  access: officers,
  query: z.strictObject({
    ...pageQuery,
    count: z.literal('yes').optional(),
    asOf,
    industry: partCode,
    link: partCode,
    from: z.enum(recruits),
  }),
  response: pageOf(
    organizationThere.extend({
      industries: z.array(partCode),
      links: z.array(partCode),
      /** Public contracts and published supplies. */
      work: figure,
    }),
  ).extend({ total: total.optional() }),
});

export const getChainSheet = route({
  method: 'GET',
  path: '/market/chain/gaps/export',
  summary: 'chain:routes.sheet',
  access: officers,
  query: z.strictObject({ asOf, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
  response: z.any(),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});

export { otherIndustry };
