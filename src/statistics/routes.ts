// Operations of statistics beside those that every record kind has: its documents. Pure.
import { z } from 'zod';
import { documentFormats, documentRoute, recordId } from '../platform/shared/document.ts';

export const getSlip = documentRoute('/reported-figures/:id/slip', 'pdf', {
  summary: 'statistics:routes.slip',
  access: 'public',
  params: recordId,
});
/** One figure of a release on one page: by district, with rank, growth and pace, in two sentences each. */
export const flashRoutes = documentFormats.map((format) => ({
  format,
  route: documentRoute('/releases/:id/flash', format, {
    summary: 'flash:routes.flash',
    access: 'public',
    params: recordId,
    query: z.strictObject({
      /** A figure of the release that has districts; the first one when absent. */
      indicator: z.string().max(100).optional(),
    }),
  }),
}));
export const bulletinRoutes = documentFormats.map((format) => ({
  format,
  route: documentRoute('/releases/:id/bulletin', format, {
    summary: 'statistics:routes.bulletin',
    access: 'public',
    params: recordId,
  }),
}));
