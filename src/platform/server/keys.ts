// Keys of programs, sent as `Authorization: Bearer …`: what one may read, and how often. Where keys are kept is a module's matter; the server only asks for them.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../shared/actor.ts';
import { refusal } from '../shared/errors.ts';
import type { Route } from '../shared/route.ts';

/** A key as it is now. `actor` has no account: nobody acts by a key, it reads alone. */
export type Keyed = { id: string; scopes: readonly string[]; perMinute: number; actor: Actor };
export type Keys = {
  /** Null for a token that is none, was revoked, or is over. */
  find: (token: string) => Promise<Keyed | null>;
};

export const keyUnknown = refusal('key.unknown', 401, 'platform:refusals.keyUnknown');
export const keyElsewhere = refusal('key.elsewhere', 403, 'platform:refusals.keyElsewhere');

/** The token of the header (RFC 6750); null without one, and for another scheme, which is a proxy's matter. */
function tokenIn(header: string | undefined): string | null {
  const given = /^bearer(?:\s+(.*))?$/i.exec(header?.trim() ?? '');
  return given === null ? null : (given[1] ?? '');
}

/** The key of a request; null where none was sent. @throws {Refusal} for one that is none. */
export async function keyOf({ headers }: FastifyRequest, reply: FastifyReply, keys: Keys | undefined): Promise<Keyed | null> {
  const token = keys === undefined ? null : tokenIn(headers.authorization);
  if (token === null) return null;
  const found = /^[\w-]{20,200}$/.test(token) ? await keys?.find(token) : null;
  if (found) return found;
  reply.header('www-authenticate', 'Bearer error="invalid_token"');
  throw keyUnknown();
}

/** A key reads what its scopes name, and nothing that is not for programs. */
export function admitKey({ method, keyed }: Route, { scopes }: Keyed): void {
  if (method !== 'GET' || keyed === undefined || !scopes.includes(keyed)) throw keyElsewhere();
}
