// Operations of recognitions beside those that every record kind has: the kinds, levels and stages of the city's pack. Pure.
import { z } from 'zod';
import { route } from '../platform/shared/route.ts';

export const listKinds = route({
  method: 'GET',
  path: '/recognitions/kinds',
  summary: 'recognitions:routes.kinds',
  access: 'public',
  response: z.object({
    groups: z.array(z.object({ code: z.string(), name: z.string() })),
    kinds: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        formerNames: z.array(z.string()),
        group: z.string(),
        tasks: z.array(z.number().int()),
        levels: z.array(z.string()),
        /** Records known, voided ones left out, and those that count now. */
        known: z.number().int(),
        counting: z.number().int(),
      }),
    ),
    levels: z.array(z.object({ code: z.string(), name: z.string(), rank: z.number().int() })),
    stages: z.array(z.object({ code: z.string(), name: z.string(), counts: z.boolean() })),
  }),
});
