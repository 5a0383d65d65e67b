// What somebody tried and was refused, as a line of the security log: who, what, on which record, why. Not what a form merely lacked of visitors.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Refusal } from '../shared/errors.ts';
import type { AccountTables } from './accounts.ts';
import { doerOf, logged } from './securityLog.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether a line with more in it tells of this refusal already. */
    refusalTold: boolean;
  }
}

/** Refused by the rules of the house. Others: signing in tells of itself (401, 423), a stale form and too many requests say nothing of what was wanted. */
const ofRules = new Set([403, 404, 409, 413, 415, 422]);

/** The line stands before the answer goes out. A log that cannot be written is told to the operator; the answer is a refusal all the same. */
export function openRefusalLog(app: FastifyInstance, db: Kysely<AccountTables>, now: () => Date): void {
  app.decorateRequest('refusalTold', false);
  app.addHook('onSend', async (request) => {
    const { refused } = request;
    if (refused === null || request.refusalTold || !matters(request, refused)) return;
    const { route } = request.routeOptions.config;
    const id = Object.values((request.params ?? {}) as Record<string, string>)[0];
    const kind = route?.path.split('/')[1] ?? 'api';
    const said = { operation: `${request.method} ${route?.path ?? '/api'}`, why: refused.code };
    await logged(db, {
      ...doerOf(request),
      event: 'refused',
      outcome: 'refused',
      ...(id === undefined ? {} : { object: { kind, id: id.slice(0, 200) } }),
      detail: refused.errors.length === 0 ? said : { ...said, fields: refused.errors.map((one) => `${one.path}: ${one.code}`) },
      at: now(),
    }).catch((err: unknown) => app.log.error({ err }, 'a refusal could not be written to the security log'));
  });
}

function matters(request: FastifyRequest, refused: Refusal): boolean {
  if (refused.code === 'origin.foreign') return true;
  if (request.method === 'GET' || request.routeOptions.config.route === undefined || !ofRules.has(refused.status)) return false;
  return request.found !== null || !refused.code.startsWith('input.');
}
