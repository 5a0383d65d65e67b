// Operations of contracts beside those that every record kind has: the text, and who has read it. Pure.
import { z } from 'zod';
import { instant } from '../platform/shared/dates.ts';
import { pageOf, pageQuery } from '../platform/shared/page.ts';
import { route } from '../platform/shared/route.ts';
import { refusal } from '../platform/shared/errors.ts';
import { reading } from './check.ts';

const params = z.object({ id: z.uuid() });

/** A file's text and what is read out of it. Nothing is kept; a file that is marked as secret is refused. */
export const readContract = route({
  method: 'POST',
  path: '/contracts/read',
  summary: 'contracts:routes.read',
  access: 'signedIn',
  upload: true,
  response: z.object({ name: z.string(), text: z.string(), pages: z.number().int().nullable(), fields: reading }),
});
/** Marked 秘密, 机密, 绝密 or 内部: it must not stand on this platform. */
export const markedSecret = refusal('contract.markedSecret', 422, 'contracts:refusals.markedSecret');

/** The text as it was handed in: its parties and the registrars, each reading logged. */
export const getText = route({
  method: 'GET',
  path: '/contracts/:id/text',
  summary: 'contracts:routes.text',
  access: 'signedIn',
  params,
  response: z.object({ text: z.string(), digest: z.string() }),
});

/** Who has read the text, or opened or taken away an attachment: for the party that registers it. */
export const listTextReads = route({
  method: 'GET',
  path: '/contracts/:id/text-reads',
  summary: 'contracts:routes.textReads',
  access: ['member', 'organizationAdmin'],
  params,
  query: z.strictObject(pageQuery),
  response: pageOf(
    z.object({
      id: z.string(),
      name: z.string(),
      at: instant,
      /** The attachment that was read; null for the text. */
      file: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
      /** Looked at here, or taken away as it is. */
      taken: z.boolean(),
    }),
  ),
});
