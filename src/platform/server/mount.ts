// Mounts a route on the server: who may call it, what it takes, what it answers. The handler gets only what has passed.
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { hasRole, type Actor } from '../shared/actor.ts';
import { unshowableIn } from '../shared/characters.ts';
import { malformed, notAllowed, notFound, notSignedIn, Refusal, type FieldError } from '../shared/errors.ts';
import { unfinished } from '../shared/session.ts';
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, Route } from '../shared/route.ts';
import { codeOf } from './database.ts';
import { formErrors, refusalOf, strictly, wrongCharacter } from './form.ts';
import { admitKey } from './keys.ts';
import { wrongType } from './problems.ts';

/** The one `file` of a multipart upload, in memory. */
export type Upload = { name: string; type: string; content: Buffer };

/** What a handler gets. `file` only on routes with `upload`. */
export type Call<R extends Route = Route> = {
  params: ParamsOf<R>;
  query: QueryOf<R>;
  body: BodyOf<R>;
  actor: Actor;
  headers: { idempotencyKey: string | null; ifMatch: number | null };
  file: R['upload'] extends true ? Upload : undefined;
  request: FastifyRequest;
  reply: FastifyReply;
};

/** An answer that is a file and no JSON: a template, an export, a certificate. Without a name it is shown and not saved. */
export type Attachment = { attachment: Buffer | string | Readable; type: string; name?: string };
const isAttachment = (answer: unknown): answer is Attachment =>
  typeof answer === 'object' && answer !== null && 'attachment' in answer;

/** An answer whose JSON is written already: what is the same in every answer need not be written anew. */
export type Written = { json: Buffer; items?: number };
const isWritten = (answer: unknown): answer is Written => typeof answer === 'object' && answer !== null && 'json' in answer;

type Answered<R extends Route> = ResponseOf<R> | Attachment | Written;
export type Handler<R extends Route> = (call: Call<R>) => Promise<Answered<R>> | Answered<R>;

/** Mounts `route` under `/api`. In tests the answer is checked against the route's schema. */
export function mount<const R extends Route>(app: FastifyInstance, route: R, handler: Handler<R>): void {
  const read = readerOf(route);
  const status = route.status ?? 200;
  app.mounted.push(route);
  app.route({
    method: route.method,
    url: `/api${route.path}`,
    config: { route },
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    onRequest: async (request) => admit(route, request),
    handler: async (request, reply) => {
      const file = await fileOf(app, route, request);
      const given = read(request);
      const headers = {
        idempotencyKey: keyIn(request.headers['idempotency-key']),
        ifMatch: versionIn(request.headers['if-match']),
      };
      const answer = await handler({ ...given, actor: request.actor, headers, file, request, reply } as Call<R>);
      if (isAttachment(answer)) {
        request.fileShown = true;
        return sendAttachment(reply, answer);
      }
      request.itemsShown = itemsIn(answer);
      if (process.env['NODE_ENV'] === 'test') checkAnswer(route, isWritten(answer) ? JSON.parse(answer.json.toString()) : answer);
      if (status === 204) return reply.code(204).send();
      const version: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'version') : undefined;
      if (typeof version === 'number') reply.header('etag', `"${version}"`);
      return reply
        .code(status)
        .type('application/json; charset=utf-8')
        .send(isWritten(answer) ? answer.json : Buffer.from(JSON.stringify(answer)));
    },
  });
}

/** How many rows a list has, for the access log; null for what is no list. */
function itemsIn(answer: unknown): number | null {
  if (isWritten(answer)) return answer.items ?? null;
  const items: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'items') : undefined;
  return Array.isArray(items) ? items.length : null;
}

/** Refuses who may not call the route at all; rows and actions are decided further in. */
function admit(route: Route, { actor, found, key }: FastifyRequest): void {
  const { access, unfinished: open } = route;
  if (key !== null) return admitKey(route, key);
  if (access === 'public') return;
  if (found !== null && found.session.needs !== null) {
    if (open && access === 'signedIn') return;
    throw unfinished();
  }
  if (actor.account === null) throw notSignedIn();
  if (access !== 'signedIn' && !hasRole(actor, ...access)) throw notAllowed();
}

/** Reads parameters, query and body of a request by the route's schemas, strictly. */
function readerOf(route: Route) {
  const query = route.query && strictly(route.query);
  const body = route.body && strictly(route.body);
  return (request: FastifyRequest): { params: unknown; query: unknown; body: unknown } => {
    if (request.url.includes('%00')) throw wrongCharacter('', 'U+0000');
    const params = route.params ? paramsOf(route.params, request.params) : undefined;
    if (!query) noneGiven(request.query, 'platform:form.noneAllowed');
    if (!body && !route.upload) noneGiven(request.body ?? {}, 'platform:form.noBody');
    return {
      params,
      query: query && parsed(query, request.query),
      body: body && parsed(body, request.body ?? {}),
    };
  };
}

function parsed(schema: z.ZodType, given: unknown): unknown {
  const result = schema.safeParse(given);
  if (!result.success) throw refusalOf(result.error, schema, given);
  return result.data;
}

/** A parameter that cannot be one names nothing that there is. */
function paramsOf(schema: z.ZodType, given: unknown): unknown {
  const result = schema.safeParse(given);
  if (!result.success) throw notFound({}, formErrors(result.error, schema, given));
  return result.data;
}

function noneGiven(given: unknown, words: FieldError['words']): void {
  const keys = typeof given === 'object' && given !== null ? Object.keys(given) : [''];
  if (keys.length > 0)
    throw malformed(
      {},
      keys.map((path) => ({ path, code: 'unknown', words })),
    );
}

/** The key of `Idempotency-Key`, null without one. */
function keyIn(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === 'string' && /^[\x21-\x7e]{1,200}$/.test(header)) return header;
  throw malformed({}, [{ path: 'Idempotency-Key', code: 'format', words: 'platform:form.idempotencyKey' }]);
}

/** The version in `If-Match: "3"`; null without one and for `*`. */
export function versionIn(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const version = /^\s*"(\d{1,9})"\s*$/.exec(header)?.[1];
  if (version !== undefined) return Number(version);
  throw malformed({}, [{ path: 'If-Match', code: 'format', words: 'platform:form.ifMatch' }]);
}

async function fileOf(app: FastifyInstance, route: Route, request: FastifyRequest): Promise<Upload | undefined> {
  if (!route.upload) {
    if (request.isMultipart()) throw wrongType();
    return undefined;
  }
  if (!request.isMultipart()) throw wrongType();
  const limits = { files: 1, fields: 0, fileSize: app.limits.file };
  let found: Upload | null = null;
  try {
    // To the end: what comes after the file is refused as well.
    for await (const part of request.parts({ limits })) {
      if (part.type !== 'file' || part.fieldname !== 'file') throw fileWanted();
      found = { name: nameOf(part.filename), type: part.mimetype, content: await part.toBuffer() };
    }
  } catch (error) {
    if (error instanceof Refusal || codeOf(error)?.startsWith('FST_')) throw error;
    // What the form is made of cannot be read: no boundary, no end, no head of a part.
    throw fileWanted();
  }
  if (found === null) throw fileWanted();
  return found;
}

const fileWanted = (): Refusal => malformed({}, [{ path: 'file', code: 'required', words: 'platform:form.fileWanted' }]);
/** The name is shown, and is no path; what cannot be kept is left out. */
const nameOf = (said: string): string => [...said].map((one) => (unshowableIn(one) === null ? one : '_')).join('');

function sendAttachment(reply: FastifyReply, { attachment, type, name }: Attachment): FastifyReply {
  if (name === undefined) return reply.type(type).send(attachment);
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const disposition = `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`;
  return reply.type(type).header('content-disposition', disposition).send(attachment);
}

/** What we answer is what the route says: broken in a test, not at a user's. */
function checkAnswer(route: Route, answer: unknown): void {
  const sent: unknown = answer === undefined ? null : JSON.parse(JSON.stringify(answer));
  const result = route.response.safeParse(sent);
  if (result.success) return;
  const wrong = result.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('; ');
  throw new Error(`${route.method} ${route.path} answered what it does not declare: ${wrong}`);
}
