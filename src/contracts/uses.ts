// Where one contract counts, and what an organization sold and bought: HTTP operations, each answered only as far as the reader sees contracts. Pure.
import { z } from 'zod';
import { day, instant } from '../platform/shared/dates.ts';
import { decimal } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';

const params = z.object({ id: z.uuid() });

export const getCounts = route({
  method: 'GET',
  path: '/contracts/:id/counts',
  summary: 'contractUses:routes.counts',
  access: 'signedIn',
  params,
  response: z.strictObject({
    entries: z.array(z.strictObject({ measure: z.string(), on: day, amount: decimal, region: z.string() })),
    /** Indicators that count them. */
    indicators: z.array(z.strictObject({ code: z.string(), name: z.string() })),
    /** Targets of plans that look at those. */
    targets: z.array(z.strictObject({ plan: z.string(), planName: z.string(), indicator: z.string(), name: z.string() })),
    countedAt: instant,
  }),
});
export type Counts = z.output<(typeof getCounts)['response']>;

const years = z.array(
  z.strictObject({ year: z.number().int(), count: z.number().int(), amount: decimal, technologyAmount: decimal }),
);
export const getContractsOf = route({
  method: 'GET',
  path: '/organizations/:id/contracts',
  summary: 'contractUses:routes.ofOrganization',
  access: 'signedIn',
  params,
  response: z.strictObject({
    /** Registered ones, by the year of registration. */
    sold: years,
    bought: years,
    /** The latest that the reader sees, in whatever state. */
    items: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        state: z.string(),
        side: z.enum(['sold', 'bought']),
        registeredOn: day.nullable(),
        amount: decimal.nullable(),
      }),
    ),
  }),
});
export type ContractsOf = z.output<(typeof getContractsOf)['response']>;
