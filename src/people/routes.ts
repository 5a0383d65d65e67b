// Operations of people beside those that every record kind has: who read the personal values of a record. Pure.
import { z } from 'zod';
import { instant } from '../platform/shared/dates.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';

export const personalFields = ['name', 'certificateNumber', 'phone'] as const;
export type PersonalField = (typeof personalFields)[number];

export const listPersonalReads = route({
  method: 'GET',
  path: '/technology-managers/:id/reads',
  summary: 'people:routes.reads',
  access: ['auditAdmin', 'securityAdmin'],
  params: z.object({ id: z.uuid() }),
  query: z.strictObject(pageQuery),
  response: pageOf(z.object({ id: z.string(), account: z.string(), fields: z.array(z.enum(personalFields)), at: instant })),
});
