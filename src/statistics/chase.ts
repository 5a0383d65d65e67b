// Chasing returns that have not come: who is late by how much, whom to call, what was tried, a text to send. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { formCode } from '../forms/form.ts';
import { period } from '../forms/period.ts';
import { waysToCall } from './statisticalReturn.ts';

export const late = z.object({
  id: z.string(),
  version: z.number().int(),
  state: z.string(),
  organization: z.object({ id: z.string(), name: z.string() }),
  region: z.string().nullable(),
  dueOn: day,
  /** Days after the due day; 0 while it is not over. */
  days: z.number().int(),
  /** Returns of the last twelve months that came late or never, and how many were asked: who is always late is called first. */
  lateBefore: z.number().int(),
  askedBefore: z.number().int(),
  /** Null where the register has none. */
  contact: z.object({ name: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable() }).nullable(),
  calls: z.number().int(),
  lastCall: z
    .object({
      on: day,
      by: z.string().nullable(),
      how: z.enum(waysToCall),
      said: z.string().nullable(),
      promisedOn: day.nullable(),
    })
    .nullable(),
  /** What may be sent as it stands. */
  text: z.string(),
});
export type Late = z.infer<typeof late>;

/** Those most late first; of a day those who were late before. Reading contacts is logged. */
export const listLate = route({
  method: 'GET',
  path: '/collections/:form/:period/late',
  summary: 'chase:routes.late',
  access: ['bureauOfficer', 'districtOfficer'],
  params: z.object({ form: formCode, period }),
  query: z.strictObject({ limit: pageQuery.limit, region: z.string().max(40).optional() }),
  response: z.object({ total: z.number().int(), items: z.array(late) }),
});
