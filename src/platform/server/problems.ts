// Every error as an answer: `application/problem+json` in the caller's language. A fault of our own says nothing but its trace id.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Language } from '../shared/actor.ts';
import { malformed, notFound, Refusal, refusal, type FieldError, type Problem } from '../shared/errors.ts';
import { codeOf } from './database.ts';
import { titleAt } from './form.ts';
import type { Say } from './words.ts';

export const notJson = refusal('input.notJson', 400, 'platform:refusals.notJson');
export const tooLarge = refusal('input.tooLarge', 413, 'platform:refusals.tooLarge');
export const wrongType = refusal('input.contentType', 415, 'platform:refusals.contentType');
export const wrongMethod = refusal('method.notAllowed', 405, 'platform:refusals.wrongMethod');
export const databaseAway = refusal('database.away', 503, 'platform:refusals.databaseAway');
export const storeFull = refusal('database.full', 503, 'platform:refusals.storeFull');
const fault = refusal('fault', 500, 'platform:refusals.fault');

/** Largest JSON body and largest uploaded file, in bytes. */
export type Limits = { body: number; file: number };
const sizeOf = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${Math.floor(bytes / 1024 / 1024)} MB` : `${Math.floor(bytes / 1024)} kB`;

/** Fastify's own errors as refusals, by their code. */
const ofFastify: Record<string, (limits: Limits) => Refusal> = {
  FST_ERR_CTP_BODY_TOO_LARGE: (limits) => tooLarge({ body: sizeOf(limits.body), file: sizeOf(limits.file) }),
  FST_REQ_FILE_TOO_LARGE: (limits) => tooLarge({ body: sizeOf(limits.body), file: sizeOf(limits.file) }),
  FST_FILES_LIMIT: () => malformed({}, [{ path: 'file', code: 'tooMany', words: 'platform:form.oneFile' }]),
  FST_PARTS_LIMIT: () => malformed({}, [{ path: 'file', code: 'tooMany', words: 'platform:form.oneFile' }]),
  FST_FIELDS_LIMIT: () => malformed({}, [{ path: 'file', code: 'tooMany', words: 'platform:form.oneFile' }]),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => wrongType(),
  FST_INVALID_MULTIPART_CONTENT_TYPE: () => wrongType(),
  FST_ERR_CTP_INVALID_JSON_BODY: () => notJson(),
  FST_ERR_BAD_URL: () => notFound(),
  FST_ERR_MAX_PARAM_LENGTH: () => notFound(),
};

/** Lost connections, servers starting or stopping, too many connections (PostgreSQL classes 08, 53, 57P and the socket's own). */
const away = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|08\w{3}|57P0[1-3]|53300)$/;
const isDatabaseError = (error: unknown): boolean =>
  error instanceof Error && /Connection terminated|timeout exceeded when trying to connect/.test(error.message);

/** The refusal that an error is, or null for a fault of our own. */
export function refusalIn(error: unknown, limits: Limits): Refusal | null {
  if (error instanceof Refusal) return error;
  const code = codeOf(error) ?? '';
  if (ofFastify[code]) return ofFastify[code](limits);
  if (code === '53100' || code === 'ENOSPC') return storeFull();
  const syscall: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'syscall') : undefined;
  if (
    isDatabaseError(error) ||
    (away.test(code) && (syscall === undefined || syscall === 'connect' || syscall === 'read' || syscall === 'write'))
  )
    return databaseAway({ retryAfter: 5 });
  const status: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'statusCode') : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? malformed() : null;
}

/** The problem body of a refusal. Fields are named by their titles in `schemas`, else by their path. */
export function problemOf(of: Refusal, say: Say, language: Language, trace: string, schemas: readonly z.ZodType[] = []): Problem {
  const wordsOf = ({ path, code, words, params }: FieldError) => {
    const title = schemas.map((schema) => titleAt(schema, path)).find((key) => key !== null);
    const field = title ? say(language, title) : path === '' ? say(language, 'platform:form.whole') : path;
    return { path, code, words: say(language, words, { field, ...params }) };
  };
  return {
    type: `urn:touyan:problem:${of.code}`,
    title: say(language, `platform:problems.${of.status}`),
    status: of.status,
    code: of.code,
    detail: say(language, of.words, of.params),
    errors: of.errors.map(wordsOf),
    trace,
  };
}

export const traceHeader = 'trace-id';

/** Answers with a problem; a fault is logged with all that it says, a refusal as one line. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  say: Say,
  schemas: readonly z.ZodType[] = [],
): FastifyReply {
  const refused =
    refusalIn(error, { ...request.server.limits, body: request.routeOptions.bodyLimit ?? request.server.limits.body }) ?? fault();
  request.refused = refused;
  // What a standard knows and nobody offers here (501) is no fault of ours.
  if (refused.status >= 500 && refused.status !== 501) request.log.error({ err: error }, refused.code);
  const { retryAfter } = refused.params;
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  return reply
    .code(refused.status)
    .type('application/problem+json; charset=utf-8')
    .header('content-language', request.language)
    .header('cache-control', 'no-store')
    .header(traceHeader, request.id)
    .send(JSON.stringify(problemOf(refused, say, request.language, request.id, schemas)));
}
