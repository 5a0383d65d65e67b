// What a second officer looks at before confirming a reported figure: the periods before it, and what other sources say of the same. Pure.
import { z } from 'zod';
import { day } from '../platform/shared/dates.ts';
import { decimal } from '../platform/shared/money.ts';
import { route } from '../platform/shared/route.ts';
import { sourceSaid } from '../indicators/indicator.ts';

const earlier = z.object({
  id: z.string(),
  period: z.string(),
  value: decimal,
  /** How far the new value is from it, in per cent; null from 0. */
  difference: decimal.nullable(),
});

export const compareReported = route({
  method: 'GET',
  path: '/reported-figures/:id/compared',
  summary: 'statistics:routes.compared',
  access: 'signedIn',
  params: z.object({ id: z.uuid() }),
  response: z.object({
    /** The value that would count: that of the correction, if one waits. */
    value: decimal,
    /** What counts now, where a correction waits, and how far the correction is from it. */
    standing: z.object({ value: decimal, difference: decimal.nullable() }).nullable(),
    /** The last period of the same length before it, and the same period of the year before. */
    last: earlier.nullable(),
    yearBefore: earlier.nullable(),
    /** What other sources say of the same day and place; `difference` is that of the new value from theirs. */
    others: z.array(
      sourceSaid
        .pick({ source: true, series: true, name: true })
        .extend({ value: decimal, asOf: day, difference: decimal.nullable(), apart: z.boolean() }),
    ),
  }),
});
