// Pages of a list: `limit` and an opaque `after` cursor. Not sorting or filtering.
import { z } from 'zod';
import { malformed } from './errors.ts';

/** Digits alone: `1e2` and `0x10` are numbers to JavaScript and to nobody who writes an address. */
const digits = (said: unknown): unknown => (typeof said === 'string' && !/^\d{1,9}$/.test(said) ? Number.NaN : said);
const limit = z.preprocess(digits, z.coerce.number<unknown>().int().min(1).max(200)).default(25);
export const pageQuery = { limit, after: z.string().max(500).optional() };
/** A whole number in a cursor, as far as PostgreSQL's `int` goes. */
export const cursorNumber = z.int32().min(0);
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });
export type Page<T> = { items: T[]; next: string | null };

/** A cursor is base64url of JSON; what it holds is the list's own matter. */
export const writeCursor = (held: unknown): string =>
  btoa(unescape(encodeURIComponent(JSON.stringify(held))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** Reads a cursor with the list's own schema; a bad one is a 400 that names `after`. */
export function readCursor<T extends z.ZodType>(after: string | undefined, held: T): z.infer<T> | null {
  if (after === undefined) return null;
  try {
    return held.parse(JSON.parse(decodeURIComponent(escape(atob(after.replaceAll('-', '+').replaceAll('_', '/'))))));
  } catch {
    throw malformed({}, [{ path: 'after', code: 'cursor', words: 'platform:form.cursor' }]);
  }
}
