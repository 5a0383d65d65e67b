// What everybody may read of registered contracts, as far as their parties agreed: the search and the statistics as HTTP operations. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { decimal, money } from '../platform/shared/money.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { total } from '../records/record.ts';
import { partyRoles } from './reading.ts';
import { contractTypes, technologyFields } from './terms.ts';

/** Characters of the words that this list is asked for. */
export const mostAsked = 100;
const year = z.string().regex(/^[12]\d{3}$/);

/**
 * One contract as far as it is disclosed. `title`: its name, type, field and the year of registration. `all`: also its parties, their
 * place, both amounts and the day. There is no text and no name of a natural person in either, and no id by which it could be found elsewhere.
 */
export const publicContract = z.strictObject({
  /** Its place on this list, for the page alone. */
  id: z.string(),
  title: z.string(),
  type: z.enum(contractTypes).nullable(),
  technologyField: z.string().nullable(),
  year: z.number().int(),
  state: z.enum(['registered', 'cancelled']),
  /** Null where only the title is disclosed. */
  more: z
    .strictObject({
      region: z.string().nullable(),
      registeredOn: day,
      registrationNumber: z.string().nullable(),
      amount: money.nullable(),
      technologyAmount: money.nullable(),
      /** `name` is null for a natural person, and for who is not named. */
      parties: z.array(z.strictObject({ role: z.enum(partyRoles), name: z.string().nullable(), person: z.boolean() })),
    })
    .nullable(),
});
export type PublicContract = z.output<typeof publicContract>;

/** A filter looks only at what is shown: a place finds those whose parties are disclosed, words find names of parties only there. */
export const listPublicContracts = route({
  method: 'GET',
  path: '/public/contracts',
  summary: 'publicContracts:routes.list',
  access: 'public',
  query: z.strictObject({
    ...pageQuery,
    count: z.literal('yes').optional(),
    q: z.string().trim().min(1).max(mostAsked).optional(),
    type: z.enum(contractTypes).optional(),
    technologyField: z.enum(technologyFields).optional(),
    region: z.string().max(40).optional(),
    year: year.optional(),
  }),
  response: pageOf(publicContract).extend({ total: total.optional() }),
});

/** What may have happened to a contract since a slip was made; nothing else is told of it. */
export const changesSince = ['amended', 'settled', 'officialNumber', 'cancelled', 'revoked', 'other'] as const;
/**
 * For whoever holds a verification slip: its two ids stand in the slip's QR code and nowhere else. How the registration stands today, and
 * since when; not what the contract says.
 */
export const getStanding = route({
  method: 'GET',
  path: '/public/contracts/:id/standing',
  summary: 'publicContracts:routes.standing',
  access: 'public',
  params: z.object({ id: z.uuid() }),
  query: z.strictObject({ event: z.uuid() }),
  response: z.strictObject({
    /** As it stands on the slip. */
    code: z.string(),
    /** When the slip's state came about. */
    saidAt: z.iso.datetime(),
    state: z.enum(['registered', 'cancelled', 'revoked']),
    ownNumber: z.string().nullable(),
    registrationNumber: z.string().nullable(),
    registeredOn: day.nullable(),
    changes: z.array(z.strictObject({ what: z.enum(changesSince), at: z.iso.datetime() })),
  }),
});

const sums = z.strictObject({ count: z.number().int(), amount: decimal, technologyAmount: decimal });
export const publicDimensions = ['type', 'region', 'technologyField', 'industry', 'sellerKind', 'buyerKind', 'month'] as const;
export type PublicDimension = (typeof publicDimensions)[number];
export const getPublicStatistics = route({
  method: 'GET',
  path: '/public/contract-statistics',
  summary: 'publicContracts:routes.statistics',
  access: 'public',
  query: z.strictObject({ year: year.optional() }),
  response: z.strictObject({
    year: z.number().int(),
    /** Years of which there is something. */
    years: z.array(z.number().int()),
    /** Last day that is counted: the end of a quarter. */
    through: day,
    /** Whether the register of contracts is complete for the year: else these are those registered here, and not the city's. */
    complete: z.boolean(),
    /** Null: withheld. */
    all: sums.nullable(),
    tables: z.array(
      z.strictObject({
        dimension: z.enum(publicDimensions),
        cells: z.array(z.strictObject({ key: z.string(), name: z.string(), sums: sums.nullable() })),
      }),
    ),
    rule: z.strictObject({ parties: z.number().int(), share: z.number().int() }),
  }),
});
const file = {
  method: 'GET',
  access: 'public',
  query: z.strictObject({ year: year.optional() }),
  response: z.unknown(),
} as const;
export const getPublicStatisticsCsv = route({
  ...file,
  path: '/public/contract-statistics.csv',
  summary: 'publicContracts:routes.statisticsFile',
  file: 'text/csv',
});
export const getPublicStatisticsXlsx = route({
  ...file,
  path: '/public/contract-statistics.xlsx',
  summary: 'publicContracts:routes.statisticsFile',
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});
