// The HTTP server: trace ids, who asks and in which language, security headers, foreign origins, problems, listening. Not the routes (mount.ts).
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import fastifyCompress from '@fastify/compress';
import fastifyMultipart from '@fastify/multipart';
import Fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { visitor, type Actor, type Language } from '../shared/actor.ts';
import { malformed, notFound, type Refusal } from '../shared/errors.ts';
import type { Route } from '../shared/route.ts';
import { foreignOrigin } from '../shared/session.ts';
import type { Words } from '../shared/words.ts';
import type { Found, Sessions } from './auth.ts';
import { dropCookie, readCookie, writeCookie } from './cookie.ts';
import { codeOf } from './database.ts';
import { portTaken, type LogLevel } from './env.ts';
import { charactersRefused } from './form.ts';
import { type Keyed, keyOf, type Keys } from './keys.ts';
import { logTo } from './log.ts';
import { mountDocs } from './openapi.ts';
import { problemOf, sendProblem, traceHeader, wrongMethod, type Limits } from './problems.ts';
import { openRateLimits, type RateLimits } from './rateLimit.ts';
import { serveSite } from './site.ts';
import { openStopping } from './stopping.ts';
import { languageAsked, openWords, type Say } from './words.ts';

export type HttpOptions = {
  /** Words of all modules, by module (`src/words.ts`). */
  words: Record<string, Words>;
  /** The city's code names the cookie, so that two cities on one host do not sign each other out. */
  city: { code: string };
  /** Without it everybody is a visitor. */
  sessions?: Sessions;
  /** Keys of programs; without it `Authorization` is not read. */
  keys?: Keys;
  /** Folder of the built pages, with `index.html`; without it only `/api` answers. */
  site?: string;
  /** Address by which people reach the house (`https://…`), when a proxy stands before it. */
  publicUrl?: string;
  /** Whether `X-Forwarded-*` is believed: only behind a proxy that sets them. */
  trustProxy?: boolean;
  /** Who answers a request instead of this app; null for most. */
  elsewhere?: (request: IncomingMessage) => RequestListener | null;
  logLevel?: LogLevel;
  /** Where log lines go; standard error unless said. */
  log?: { write(line: string): void };
  /** How many times the usual may be asked a minute; null, or not given: as often as anybody likes. */
  rateLimit?: number | null;
  /** Largest JSON body and largest uploaded file, in bytes. */
  limits?: Partial<Limits>;
};

declare module 'fastify' {
  interface FastifyInstance {
    say: Say;
    /** What was mounted, in order: the OpenAPI document is made of it. */
    mounted: Route[];
    cookieName: string;
    limits: Limits;
    /** Address by which people reach the house, where one was told: what documents and mails point to. */
    publicUrl: string | null;
  }
  interface FastifyRequest {
    actor: Actor;
    /** The session's token as sent, null without one. */
    token: string | null;
    /** The session, also one that still needs something: then `actor` is a visitor. */
    found: Found | null;
    /** The key by which a program asks; then nobody's session counts. */
    key: Keyed | null;
    /** What the answer refuses, and why. */
    refused: Refusal | null;
    language: Language;
    isSecure: boolean;
  }
  interface FastifyContextConfig {
    route?: Route;
  }
}

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  // antd writes its styles into the page as it needs them.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  // What was fetched to be looked at: a PDF in the browser's viewer.
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
const securityHeaders = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** Opens the server. Mount routes, then `listen`. */
export async function openHttp(options: HttpOptions): Promise<FastifyInstance> {
  const limits = { body: 1024 * 1024, file: 32 * 1024 * 1024, ...options.limits };
  const say = openWords(options.words);
  const level = options.logLevel ?? 'warn';
  const { elsewhere } = options;
  const serverFactory = (own: RequestListener) =>
    createServer((request, response) => (elsewhere?.(request) ?? own)(request, response));
  const app: FastifyInstance = Fastify<Server>({
    ...(elsewhere ? { serverFactory } : {}),
    logger: logTo(level, options.log),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'trace' }),
    genReqId: (request) => traceOf(request.headers['traceparent']),
    trustProxy: options.trustProxy ?? false,
    bodyLimit: limits.body,
    // What comes on an open connection while the house ends is answered, and then the connection is closed.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: false },
    frameworkErrors: (error, request, reply) => {
      void sendProblem(known(request), reply.headers(securityHeaders), error, say);
    },
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end(unreadable(say));
    },
  });
  app.decorate('say', say);
  app.decorate('mounted', []);
  app.decorate('cookieName', `touyan-${options.city.code}`);
  app.decorate('limits', limits);
  app.decorate('publicUrl', options.publicUrl?.replace(/\/+$/, '') ?? null);
  app.decorateRequest('token', null);
  app.decorateRequest('found', null);
  app.decorateRequest('key', null);
  app.decorateRequest('refused', null);
  app.decorateRequest('language', 'zh-CN');
  app.decorateRequest('isSecure', false);
  app.decorateRequest('actor');
  await app.register(fastifyCompress, { encodings: ['br', 'gzip'], threshold: 1024 });
  await app.register(fastifyMultipart, { throwFileSizeLimit: true });
  openStopping(app);
  readJsonOnly(app);
  greet(app, options, await openRateLimits(app, options.rateLimit ?? null));
  logAnswers(app, level);
  answerProblems(app);
  mountDocs(app);
  if (options.site !== undefined) await serveSite(app, options.site);
  return app;
}

/** The trace of the caller (W3C `traceparent`) is kept; else a new one, 32 hex digits. */
const traceOf = (parent: string | string[] | undefined): string =>
  (typeof parent === 'string' ? /^00-([0-9a-f]{32})-/.exec(parent)?.[1] : undefined) ?? randomUUID().replaceAll('-', '');

/** A request that failed before its hooks ran has no language and no actor yet. */
function known(request: FastifyRequest): FastifyRequest {
  request.language = languageAsked(request.headers['accept-language']) ?? 'zh-CN';
  request.actor = visitor;
  return request;
}

/** Answer to bytes that are no HTTP request. */
function unreadable(say: Say): string {
  const body = JSON.stringify(problemOf(malformed(), say, 'zh-CN', traceOf(undefined)));
  return `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${body}`;
}

/** JSON is the only body beside uploads; an empty one is none. */
function readJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body.toString();
    if (text.trim() === '') return done(null, undefined);
    return parse(request, text, (error, given) => (error ? done(error) : done(charactersRefused(given), given)));
  });
}

/** Before anything else: headers, language, who asks, and that the asking page is our own. */
function greet(app: FastifyInstance, { sessions, keys, publicUrl }: HttpOptions, often: RateLimits): void {
  const own = publicUrl === undefined ? null : new URL(publicUrl);
  const isOwn = (origin: string, host: string | undefined): boolean => {
    if (own?.origin === origin) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  };
  app.addHook('onRequest', async (request, reply) => {
    const { headers, url } = request;
    const asked = languageAsked(headers['accept-language']);
    request.language = asked ?? 'zh-CN';
    request.isSecure = own === null ? request.protocol === 'https' : own.protocol === 'https:';
    request.actor = visitor;
    reply.headers(securityHeaders);
    if (request.isSecure) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    if (!url.startsWith('/api')) return;
    reply.header('cache-control', 'no-store').header(traceHeader, request.id);
    await often.address(request);
    if (headers.origin !== undefined && !isOwn(headers.origin, headers.host)) throw foreignOrigin();
    request.key = await keyOf(request, reply, keys);
    if (request.key !== null) request.actor = request.key.actor;
    else request.token = readCookie(headers.cookie, app.cookieName);
    if (sessions && request.token !== null) await recognise(app, sessions, request, reply);
    request.language = asked ?? request.found?.actor.language ?? 'zh-CN';
    if (request.actor.language !== request.language) request.actor = { ...request.actor, language: request.language };
    await often.account(request, reply);
  });
}

const loudness: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

function logAnswers(app: FastifyInstance, quietest: LogLevel): void {
  app.addHook('onResponse', async (request, reply) => {
    // Reads are many and quiet; what writes, fails or is slow is told.
    const slow = reply.elapsedTime > 1000 || reply.statusCode >= 500;
    const level: 'warn' | 'debug' | 'info' = slow ? 'warn' : request.method === 'GET' ? 'debug' : 'info';
    if (loudness.indexOf(level) < loudness.indexOf(quietest)) return;
    const { actor, method, routeOptions } = request;
    const line = {
      method,
      route: routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      account: request.found?.actor.account ?? actor.account,
    };
    request.log[level](line, 'answered');
  });
}

async function recognise(app: FastifyInstance, sessions: Sessions, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const found = await sessions.find(request.token ?? '', request.ip);
  request.found = found;
  if (found?.session.needs === null) request.actor = found.actor;
  if (!found) reply.header('set-cookie', dropCookie(app.cookieName, request.isSecure));
  if (found?.renewed) reply.header('set-cookie', writeCookie(app.cookieName, found.renewed, request.isSecure));
}

function answerProblems(app: FastifyInstance): void {
  const routes: { method: string; steps: string[] }[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (url.startsWith('/api/')) routes.push({ method: one, steps: url.split('/') });
  });
  const methodsAt = (path: string): string[] => {
    const asked = path.split('/');
    const fits = (steps: string[]) =>
      steps.length === asked.length && steps.every((step, at) => step.startsWith(':') || step === asked[at]);
    return [...new Set(routes.filter(({ steps }) => fits(steps)).map(({ method }) => method))];
  };
  app.setErrorHandler((error, request, reply) => {
    const route = request.routeOptions.config.route;
    const schemas = [route?.body, route?.query, route?.params].filter((one) => one !== undefined);
    return sendProblem(request, reply, error, app.say, schemas);
  });
  app.setNotFoundHandler((request, reply) => {
    const allowed = methodsAt(request.url.split('?')[0] ?? '');
    if (allowed.length === 0 || allowed.includes(request.method)) return sendProblem(request, reply, notFound(), app.say);
    reply.header('allow', allowed.join(', '));
    return sendProblem(request, reply, wrongMethod({ allowed: allowed.join(', ') }), app.say);
  });
}

/** Listens and tells the address. A port that another program has is a `StartError` with a sentence for whoever started us. */
export async function listen(app: FastifyInstance, { port, host }: { port: number; host: string }): Promise<string> {
  try {
    await app.listen({ port, host });
  } catch (error) {
    throw codeOf(error) === 'EADDRINUSE' ? portTaken(port) : error;
  }
  const address = app.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
}
