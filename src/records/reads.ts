// The operation by which those who audit see who read the personal values of a record. Pure; not the logging.
import { z } from 'zod';
import { instant } from '../platform/shared/dates.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';

/** Of a kind by the path of its records; `fields` are its personal values. */
export const personalReads = <F extends string>(path: `/${string}`, fields: readonly [F, ...F[]]) =>
  route({
    method: 'GET',
    path: `${path}/:id/reads`,
    summary: 'records:routes.reads',
    access: ['auditAdmin', 'securityAdmin'],
    params: z.object({ id: z.uuid() }),
    query: z.strictObject(pageQuery),
    response: pageOf(z.object({ id: z.string(), account: z.string(), fields: z.array(z.enum(fields)), at: instant })),
  });
