// How often somebody may ask: by address before anybody is looked up, by key or account afterwards. Counted in this process; who guesses passwords is locked out by the database (auth.ts).
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusal } from '../shared/errors.ts';

export const tooOften = refusal('rate.limited', 429, 'platform:refusals.tooOften');

/** Requests a minute. A whole bureau may stand behind one address: those by address are wide, and hold up who floods. */
const perMinute = {
  address: 6000,
  signIn: 120,
  account: 1200,
  upload: 30,
  file: 60,
  search: 240,
} as const;
type Kind = keyof typeof perMinute;

export type RateLimits = {
  /** Throws `tooOften` for an address that asks too often; to be asked first. */
  address: (request: FastifyRequest) => Promise<void>;
  /** The same for who is signed in, and for what is dear: uploads, files to take away, searches. */
  account: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
};

/** Limits times `factor`; null: none. Behind a proxy the address is right only with `TRUST_PROXY`. */
export async function openRateLimits(app: FastifyInstance, factor: number | null): Promise<RateLimits> {
  if (factor === null) return { address: async () => {}, account: async () => {} };
  await app.register(rateLimit, { global: false });
  const limiter = (kind: Kind, keyGenerator?: (request: FastifyRequest) => string) => {
    const max = Math.max(1, Math.round(perMinute[kind] * factor));
    const ask = app.createRateLimit({ max, timeWindow: 60_000, ...(keyGenerator && { keyGenerator }) });
    return async (request: FastifyRequest) => {
      const found = await ask(request);
      if (!found.isAllowed && found.isExceeded) throw tooOften({ retryAfter: Math.max(1, found.ttlInSeconds) });
    };
  };
  const byKey = keyLimiter(app, factor);
  const who = ({ actor, ip }: FastifyRequest): string => actor.account ?? ip;
  const [byAddress, signingIn] = [limiter('address'), limiter('signIn')];
  const [byAccount, uploading, taking, searching] = (['account', 'upload', 'file', 'search'] as const).map((kind) =>
    limiter(kind, who),
  );
  return {
    address: async (request) => {
      await byAddress(request);
      // Every operation of signing in begins there, whatever its second step is called.
      if (request.method === 'POST' && /^\/api\/session(\/|$)/.test(request.url)) await signingIn(request);
    },
    account: async (request, reply) => {
      // A program is counted by its key alone, and told how much is left.
      if (request.key !== null) return byKey(request, reply);
      const { route } = request.routeOptions.config;
      if (request.actor.account !== null) await byAccount?.(request);
      if (route?.upload) await uploading?.(request);
      // What only watches (metrics) is no file that somebody takes away.
      if (route?.file !== undefined && route.path !== '/metrics') await taking?.(request);
      if (/[?&]q=/.test(request.url)) await searching?.(request);
    },
  };
}

/** As many a minute as each key says; every answer tells what is left (`RateLimit-…`). */
function keyLimiter(app: FastifyInstance, factor: number) {
  const ask = app.createRateLimit({
    timeWindow: 60_000,
    keyGenerator: ({ key }) => `key ${key?.id ?? ''}`,
    max: ({ key }) => Math.max(1, Math.round((key?.perMinute ?? 1) * factor)),
  });
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const found = await ask(request);
    if (found.isAllowed) return;
    reply.header('ratelimit-limit', found.max).header('ratelimit-remaining', found.remaining);
    reply.header('ratelimit-reset', found.ttlInSeconds);
    if (found.isExceeded) throw tooOften({ retryAfter: Math.max(1, found.ttlInSeconds) });
  };
}
