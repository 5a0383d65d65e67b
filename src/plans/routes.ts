// The progress report of a plan as an operation, in each format. Pure.
import { z } from 'zod';
import { documentFormats, documentRoute } from '../platform/shared/document.ts';
import { getPlan } from './progress.ts';

export const reportRoutes = documentFormats.map((format) => ({
  format,
  route: documentRoute('/plans/:code/report', format, {
    summary: 'plans:routes.report',
    access: 'public',
    params: z.object({ code: z.string() }),
    query: getPlan.query,
  }),
}));
