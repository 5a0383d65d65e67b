// The built pages: files of `dist`, hashed assets kept for ever, `index.html` for every address of the web. Not the API.
import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '../shared/errors.ts';
import { sendProblem } from './problems.ts';

const forEver = 'public, max-age=31536000, immutable';
const anew = 'no-cache';

/** Serves the pages from `folder`. While it holds no `index.html`, every address says how to build it. */
export async function serveSite(app: FastifyInstance, folder: string): Promise<void> {
  const assets = `${sep}assets${sep}`;
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes(assets) ? forEver : anew);
    },
  });
  app.get<{ Params: { '*': string } }>('/*', (request, reply) => {
    const { '*': path } = request.params;
    if (path === 'api' || path.startsWith('api/')) return reply.callNotFound();
    if (!existsSync(join(folder, 'index.html'))) return notBuilt(app, request, reply);
    if (!/\.[a-z0-9]+$/i.test(path)) return reply.sendFile('index.html');
    const outside = /(^|[/\\])\.|\0/.test(path);
    return !outside && existsSync(join(folder, path)) ? reply.sendFile(path) : sendProblem(request, reply, notFound(), app.say);
  });
}

function notBuilt(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const say = (key: string) => app.say(request.language, `platform:notBuilt.${key}`);
  const page = `<!doctype html><html lang="${request.language}"><meta charset="utf-8"><title>${say('title')}</title>
<body style="font-family:system-ui,sans-serif;max-width:40em;margin:4em auto;padding:0 1em"><h1>${say('title')}</h1><p>${say('what')}</p></body></html>`;
  return reply.code(503).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
}
