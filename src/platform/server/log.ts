// The structured log: JSON lines on standard error, as quiet as `LOG_LEVEL` says. Not the audit trail (events, sign_in_log).
import type { FastifyServerOptions } from 'fastify';
import type { LogLevel } from './env.ts';

type LogOptions = Exclude<FastifyServerOptions['logger'], boolean | undefined>;

/** Lines never carry what a person typed: no bodies, no cookies, no query strings. */
export const logTo = (level: LogLevel, stream: { write(line: string): void } = process.stderr): LogOptions => ({
  level,
  stream,
  base: null,
  timestamp: () => `,"at":"${new Date().toISOString()}"`,
  formatters: { level: (label) => ({ level: label }) },
  serializers: {
    req: (request) => ({ method: request.method, path: request.url.split('?')[0] ?? '' }),
    res: (reply) => ({ statusCode: reply.statusCode }),
  },
});
