// The OpenAPI 3.1 document, made from the mounted routes, and the page that shows it. One document for everybody, words in both languages.
import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Route } from '../shared/route.ts';
import type { Say } from './words.ts';

type Json = Record<string, unknown>;
const problemSchema = { $ref: '#/components/schemas/Problem' };

/** The document; print it with `JSON.stringify(of, null, 2)`. */
export function openApiOf(mounted: readonly Route[], say: Say): Json {
  const both = (key: string): string => `${say('zh-CN', key)} / ${say('en', key)}`;
  const paths: Record<string, Json> = {};
  for (const route of mounted) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, both) };
  }
  return {
    openapi: '3.1.0',
    info: { title: both('platform:api.title'), version: '1', description: both('platform:api.description') },
    servers: [{ url: '/api' }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas: { Problem: schemaOf(problemShape, 'output', both) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'touyan-<city>' },
        key: { type: 'http', scheme: 'bearer', description: both('platform:api.key') },
      },
    },
  };
}

const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), words: z.string() })),
  trace: z.string(),
});

function operation(route: Route, both: (key: string) => string): Json {
  const { access, status = 200 } = route;
  const success =
    status === 204
      ? { description: both('platform:api.done') }
      : route.file !== undefined
        ? { description: both('platform:api.done'), content: { [route.file]: { schema: { type: 'string', format: 'binary' } } } }
        : jsonOf(schemaOf(route.response, 'output', both), both('platform:api.done'));
  return {
    operationId: operationName(route),
    tags: [route.path.split('/')[1] ?? ''],
    summary: both(route.summary),
    ...(Array.isArray(access) ? { description: access.map((role) => both(`platform:roles.${role}`)).join(', ') } : {}),
    security: securityOf(route),
    parameters: [
      ...parametersOf(route.params, 'path', both),
      ...parametersOf(route.query, 'query', both),
      ...(route.headers ?? []).map((name) => ({ name, in: 'header', required: false, schema: { type: 'string' } })),
    ],
    ...requestBody(route, both),
    responses: {
      [status]: success,
      default: { description: both('platform:api.problem'), content: { 'application/problem+json': { schema: problemSchema } } },
    },
  };
}

/** Of a key the scope is named; what is public needs none, and is counted by the key where one is sent. */
const securityOf = ({ access, keyed }: Route): Json[] => {
  const own = access === 'public' ? [] : [{ session: [] }];
  if (keyed === undefined) return own;
  return [...(access === 'public' ? [{}] : own), { key: [keyed] }];
};

const jsonOf = (schema: Json, description: string): Json => ({ description, content: { 'application/json': { schema } } });

/** `GET /plans/:code` is `getPlansCode`: stable as long as the path is. */
const operationName = ({ method, path }: Route): string =>
  method.toLowerCase() +
  path
    .split(/[^a-zA-Z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

function requestBody(route: Route, both: (key: string) => string): Json {
  if (route.upload) {
    const file = { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: file } } } };
  }
  if (!route.body) return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input', both) } } } };
}

function parametersOf(schema: z.ZodObject | undefined, where: 'path' | 'query', both: (key: string) => string): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, of]) => {
    const required = where === 'path' || !z.safeParse(z.object({ of: of as z.ZodType }), {}).success;
    return { name, in: where, required, schema: schemaOf(of as z.ZodType, 'input', both) };
  });
}

/** JSON Schema (2020-12, as OpenAPI 3.1 takes it) with titles said in words. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', both: (key: string) => string): Json {
  const made = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (typeof jsonSchema.title === 'string' && /^[\w-]+:[\w.-]+$/.test(jsonSchema.title))
        jsonSchema.title = both(jsonSchema.title);
    },
  });
  const { $schema: _, ...rest } = made;
  return rest;
}

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Touyan API</title><link rel="icon" href="/favicon.svg"></head>
<body><div id="app"></div><script src="/api/docs/scalar.js"></script><script src="/api/docs/start.js"></script></body></html>`;
/** Nothing is fetched from outside: no fonts, no telemetry, no proxy, no assistant. */
const configuration = {
  url: '/api/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
};
const start = `Scalar.createApiReference('#app', ${JSON.stringify(configuration)});`;

/** `GET /api/openapi.json` and the page at `/api/docs`. */
export function mountDocs(app: FastifyInstance): void {
  let viewer: Promise<string> | null = null;
  let document: string | null = null;
  const script = 'text/javascript; charset=utf-8';
  app.get('/api/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send((document ??= JSON.stringify(openApiOf(app.mounted, app.say)))),
  );
  app.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  app.get('/api/docs/start.js', (_request, reply) => reply.type(script).send(start));
  app.get('/api/docs/scalar.js', async (_request, reply) =>
    reply
      .type(script)
      .header('cache-control', 'max-age=86400')
      .send(await (viewer ??= readViewer())),
  );
}

/** The viewer's 4 MB are loaded when somebody opens the page; its package gives them only through a plugin. */
async function readViewer(): Promise<string> {
  const { default: plugin } = await import('@scalar/fastify-api-reference');
  const inner = Fastify();
  await inner.register(plugin, { routePrefix: '/docs', configuration: { content: '{}' } });
  const { body } = await inner.inject('/docs/js/scalar.js');
  await inner.close();
  return body;
}
