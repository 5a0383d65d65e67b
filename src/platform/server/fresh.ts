// Answers that anybody may keep: what they are marked with, and whether the asker has the present one already (RFC 9110). Not what is answered.
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A mark of all that an answer is made of: another one as soon as any of it is. */
export const markOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27);

type Exchange = { request: FastifyRequest; reply: FastifyReply };
/** `vary`: headers of the request on which the answer hangs, beside its address. `changed`: when its content last did, if that is known. */
type Marked = { mark: string; changed?: Date | null; vary?: readonly string[] };

/** Marks the answer; true where the asker has it: then it is a 304 without content. The mark is weak, since answers are compressed on the way. */
export function isKept({ request, reply }: Exchange, { mark, changed = null, vary = [] }: Marked): boolean {
  const tag = `W/"${mark}"`;
  // Whoever is signed in gets his session renewed with an answer: what carries that is kept by nobody else.
  reply.header('cache-control', request.token === null ? 'public, no-cache' : 'private, no-cache').header('etag', tag);
  if (vary.length > 0) reply.header('vary', vary.join(', '));
  if (changed) reply.header('last-modified', changed.toUTCString());
  const kept = hasTag(request.headers['if-none-match'], mark) ?? hasSince(request.headers['if-modified-since'], changed);
  if (kept) reply.code(304);
  return kept;
}

/** Null where no tag is named; then a day may be. */
function hasTag(named: string | undefined, mark: string): boolean | null {
  if (named === undefined) return null;
  return named.trim() === '*' || named.split(',').some((one) => one.trim().replace(/^W\//, '') === `"${mark}"`);
}

function hasSince(since: string | undefined, changed: Date | null): boolean {
  if (since === undefined || changed === null) return false;
  // The header tells whole seconds.
  return Math.floor(changed.getTime() / 1000) * 1000 <= Date.parse(since);
}
