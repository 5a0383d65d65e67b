// Operations of statistics beside those that every record kind has: its documents. Pure.
import { z } from 'zod';
import { documentFormats, documentRoute, recordId } from '../platform/shared/document.ts';
import { route } from '../platform/shared/route.ts';

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

/** A brief is of the month or of the quarter that ends with the release's day. */
export const spans = ['month', 'quarter'] as const;
export type Span = (typeof spans)[number];
export const briefRoutes = documentFormats.map((format) => ({
  format,
  route: documentRoute('/releases/:id/brief', format, {
    summary: 'monitoring:routes.brief',
    access: 'public',
    params: recordId,
    query: z.strictObject({
      /** The quarter where the day ends one, else the month, when absent. */
      every: z.enum(spans).optional(),
    }),
  }),
}));
/** Of a release of a whole year. */
export const reportRoutes = documentFormats.map((format) => ({
  format,
  route: documentRoute('/releases/:id/report', format, {
    summary: 'monitoring:routes.report',
    access: 'public',
    params: recordId,
  }),
}));
/** What is drawn and tabled in the report, with all that says what it is. */
export const reportTables = route({
  method: 'GET',
  path: '/releases/:id/tables.xlsx',
  summary: 'monitoring:routes.tables',
  access: 'public',
  params: recordId,
  response: z.any(),
  file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});
