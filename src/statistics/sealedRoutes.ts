// Operations of sealed copies beside the action itself: the return as it is printed to be signed, and its scan read. Pure.
import { z } from 'zod';
import { documentRoute, recordId } from '../platform/shared/document.ts';
import { route } from '../platform/shared/route.ts';
import { readers } from './statisticalReturn.ts';

/** As it is signed and stamped; a draft says that it is one, and has no version code. */
export const printReturn = documentRoute('/returns/:id/print', 'pdf', {
  summary: 'sealed:routes.print',
  access: readers,
  params: recordId,
  /** What waits to be put in the place of what was accepted, with the code that it will have then. */
  query: z.strictObject({ amendment: z.literal('yes').optional() }),
});

/** What a scan says; the file waits a day for the action that takes it. A scan of another version or another return is refused here. */
export const scanRead = z.object({
  upload: z.uuid(),
  name: z.string(),
  /** Whether the version code of what is asked was found; if not, it is typed. */
  found: z.boolean(),
  pages: z.number().int(),
});
export const readScan = route({
  method: 'POST',
  path: '/returns/:id/scan',
  summary: 'sealed:routes.scan',
  access: readers,
  params: recordId,
  upload: true,
  status: 201,
  response: scanRead,
});
