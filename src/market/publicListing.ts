// What everybody sees of the technology market: published listings as far as their owners show them, as HTTP operations. Pure; the record itself is listing.ts.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { money } from '../platform/shared/money.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { technologyFields } from '../contracts/terms.ts';
import { total } from '../records/record.ts';
import { cooperationCodes } from './codes.ts';
import { confidentialities, prices, sides, sorts } from './listing.ts';
import { ipItem, transferConditions } from './rights.ts';
import { marketScope } from './scopes.ts';

/** Null stands for what is not shown to everybody: description and standard of one that is shown on admission, owner and district of an anonymous one. */
export const publicListing = z.strictObject({
  id: z.string(),
  side: z.enum(sides),
  sort: z.enum(sorts),
  title: z.string(),
  text: z.string().nullable(),
  keywords: z.array(z.string()),
  field: z.enum(technologyFields),
  industry: z.string().nullable(),
  cooperation: z.array(z.string()),
  maturity: z.number().int().nullable(),
  demandType: z.string().nullable(),
  price: z.enum(prices),
  priceLow: money.nullable(),
  priceHigh: money.nullable(),
  deadline: day.nullable(),
  acceptance: z.string().nullable(),
  confidentiality: z.enum(confidentialities),
  anonymous: z.boolean(),
  ipItems: z.array(ipItem),
  transfer: transferConditions.nullable(),
  organization: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  region: z.string().nullable(),
  venue: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  publishedOn: day,
  lastConfirmedOn: day,
  shownUntil: day,
});
export type PublicListing = z.output<typeof publicListing>;

/** `best`: what answers the words best comes first; so it is where words are asked and no order is. */
export const orders = ['best', 'newest', 'confirmed'] as const;
/** What the hall, its files and its feed are asked by. */
export const marketFilters = {
  q: z.string().trim().min(1).max(100).optional(),
  side: z.enum(sides).optional(),
  sort: z.enum(sorts).optional(),
  field: z.enum(technologyFields).optional(),
  /** A section, or the beginning of a code. */
  industry: z
    .string()
    .regex(/^([A-T]|\d{2,4})$/)
    .optional(),
  region: z.string().max(40).optional(),
  venue: z.uuid().optional(),
  cooperation: z.enum(cooperationCodes as [string, ...string[]]).optional(),
  priceFrom: money.optional(),
  priceTo: money.optional(),
  /** This technology readiness level or higher. */
  maturity: z
    .string()
    .regex(/^[1-9]$/)
    .optional(),
  order: z.enum(orders).optional(),
};
/** A filter looks only at what is shown: no place finds an anonymous demand, no words a text that is kept back. */
export const listMarket = route({
  method: 'GET',
  path: '/market/listings',
  summary: 'market:routes.list',
  access: 'public',
  keyed: marketScope,
  query: z.strictObject({
    ...pageQuery,
    count: z.literal('yes').optional(),
    ...marketFilters,
  }),
  response: pageOf(publicListing).extend({ total: total.optional() }),
});

export const getMarketListing = route({
  method: 'GET',
  path: '/market/listings/:id',
  summary: 'market:routes.one',
  access: 'public',
  keyed: marketScope,
  params: z.object({ id: z.uuid() }),
  response: publicListing,
});
