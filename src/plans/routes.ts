// Documents of plans as operations, in each format: the progress report, the slip of an order, the reply to a report, the extract of an allocation. Pure.
import { z } from 'zod';
import { documentFormats, documentRoute, recordId } from '../platform/shared/document.ts';
import { refusal } from '../platform/shared/errors.ts';
import { getPlan } from './progress.ts';
import { officers } from './planTask.ts';

export const reportRoutes = documentFormats.map((format) => ({
  format,
  route: documentRoute('/plans/:code/report', format, {
    summary: 'plans:routes.report',
    access: 'public',
    params: z.object({ code: z.string() }),
    query: getPlan.query,
  }),
}));

const ofRecord = (path: `/${string}`, summary: string) =>
  documentFormats.map((format) => ({
    format,
    route: documentRoute(path, format, { summary: `planPapers:routes.${summary}`, access: officers, params: recordId }),
  }));
/** 督办单. */
export const orderSlipRoutes = ofRecord('/follow-up-orders/:id/slip', 'slip');
/** 复函. */
export const replyRoutes = ofRecord('/work-reports/:id/reply', 'reply');
export const allocationExtractRoutes = ofRecord('/allocations/:id/extract', 'extract');

/** There is nothing to hand out of a report that nobody has answered. */
export const notAnswered = refusal('workReport.notAnswered', 409, 'planPapers:refusals.notAnswered');
/** What is not decided is no allocation yet. */
export const notDecided = refusal('allocation.notDecided', 409, 'planPapers:refusals.notDecided');
