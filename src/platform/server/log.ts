// The structured log: JSON lines on standard error, as quiet as `LOG_LEVEL` says. Not the audit trail (events, security_log).
import type { FastifyServerOptions } from 'fastify';
import type { LogLevel } from './env.ts';

type LogOptions = Exclude<FastifyServerOptions['logger'], boolean | undefined>;

/** Of an error: what and where. PostgreSQL also tells the values at fault (in `detail`, and after the colon of what it calls bad input): those stay out. */
function errorLine(error: Error & { code?: string; table?: string; constraint?: string }) {
  const { name, code, table, constraint } = error;
  const isDatabase = 'severity' in error;
  const message = isDatabase ? error.message.replace(/: ".*/s, '') : error.message;
  const stack = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n'); // its first lines repeat the message
  return { type: name, message, stack, code, table, constraint };
}

/** Lines never carry what a person typed: no bodies, no cookies, no query strings. */
export const logTo = (level: LogLevel, stream: { write(line: string): void } = process.stderr): LogOptions => ({
  level,
  stream,
  base: null,
  timestamp: () => `,"at":"${new Date().toISOString()}"`,
  formatters: { level: (label) => ({ level: label }) },
  serializers: {
    err: errorLine,
    req: (request) => ({ method: request.method, path: request.url.split('?')[0] ?? '' }),
    res: (reply) => ({ statusCode: reply.statusCode }),
  },
});
