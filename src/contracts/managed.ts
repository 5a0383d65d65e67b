// Contracts that a technology manager of the register confirmed to have been in, as far as the reader sees the manager and each contract: the HTTP operation. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { decimal } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';

export const getManaged = route({
  method: 'GET',
  path: '/technology-managers/:id/contracts',
  summary: 'managedContracts:routes.of',
  access: 'signedIn',
  params: z.object({ id: z.uuid() }),
  response: z.strictObject({
    /** Of all that the reader sees, those that are registered. */
    registered: z.strictObject({ count: z.number().int(), amount: decimal, technologyAmount: decimal }),
    /** How many the reader sees, in whatever state. */
    count: z.number().int(),
    /** The latest of them. */
    items: z.array(
      z.strictObject({
        id: z.string(),
        /** For the manager himself, who does not see the contract: his confirmation. */
        naming: z.string().nullable(),
        title: z.string(),
        state: z.string(),
        registeredOn: day.nullable(),
        amount: decimal.nullable(),
        sellerName: z.string().nullable(),
      }),
    ),
  }),
});
