// Documents as HTTP operations: their formats, media types and routes. Pure; not what stands in them (server/documents).
import { z } from 'zod';
import type { WordsKey } from './errors.ts';
import { refusal } from './errors.ts';
import { type Route, route } from './route.ts';

/** A PDF is what is handed out and proved; a DOCX is what an officer goes on writing in. */
export const documentFormats = ['pdf', 'docx'] as const;
export type DocumentFormat = (typeof documentFormats)[number];
export const documentTypes: Record<DocumentFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** The record changed a moment ago and is not sealed yet: a document without its proof is not handed out. */
export const notSealed = refusal('document.notSealed', 409, 'documents:refusals.notSealed');
/** More are waiting than can be made in reasonable time. */
export const pressBusy = refusal('document.busy', 503, 'documents:refusals.busy');
/** Making it took longer than anybody waits. */
export const pressSlow = refusal('document.slow', 503, 'documents:refusals.slow');

/** The file of one document in one format: `/recognitions/:id/certificate.pdf`. In the language of the caller. */
export const documentRoute = <
  const F extends DocumentFormat,
  P extends z.ZodObject,
  const Q extends z.ZodObject | undefined = undefined,
>(
  path: `/${string}`,
  format: F,
  of: { summary: WordsKey; access: Route['access']; params: P; query?: Q },
) =>
  route({
    method: 'GET',
    path: `${path}.${format}`,
    summary: of.summary,
    access: of.access,
    params: of.params,
    ...(of.query === undefined ? {} : { query: of.query }),
    response: z.any(),
    file: documentTypes[format],
  } as const);

export const recordId = z.object({ id: z.uuid() });

/** Page on which whoever holds a document checks it: where its QR code leads. */
export const verifyPath = (kind: string, id: string, event: string): string => `/verify/${kind}/${id}?event=${event}`;

/** The first 16 hex digits of the sealed text's hash, as people read them out: `3F2A-09BC-…`. */
export const checkCode = (hash: string): string => (hash.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join('-');
