// Operations of contracts beside those that every record kind has: the text, and who has read it. Pure.
import { z } from 'zod';
import { instant } from '../platform/shared/dates.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';

const params = z.object({ id: z.uuid() });

/** The text as it was handed in: its parties and the registrars, each reading logged. */
export const getText = route({
  method: 'GET',
  path: '/contracts/:id/text',
  summary: 'contracts:routes.text',
  access: 'signedIn',
  params,
  response: z.object({ text: z.string(), digest: z.string() }),
});

/** Who has read the text: for the party that registers it. */
export const listTextReads = route({
  method: 'GET',
  path: '/contracts/:id/text-reads',
  summary: 'contracts:routes.textReads',
  access: ['member', 'organizationAdmin'],
  params,
  query: z.strictObject(pageQuery),
  response: pageOf(z.object({ id: z.string(), name: z.string(), at: instant })),
});
