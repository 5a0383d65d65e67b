// Operations of statistics beside those that every record kind has: its documents. Pure.
import { documentFormats, documentRoute, recordId } from '../platform/shared/document.ts';

export const getSlip = documentRoute('/reported-figures/:id/slip', 'pdf', {
  summary: 'statistics:routes.slip',
  access: 'public',
  params: recordId,
});
export const bulletinRoutes = documentFormats.map((format) => ({
  format,
  route: documentRoute('/releases/:id/bulletin', format, {
    summary: 'statistics:routes.bulletin',
    access: 'public',
    params: recordId,
  }),
}));
