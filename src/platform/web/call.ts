// Calls of the server: typed by a route, or by address where a record kind is known only at run time. Throws ProblemError.
import type { CallOf, ResponseOf, Route } from '../shared/route.ts';
import { takeEarly } from './early.ts';
import { languageNow } from './i18n.ts';
import { problemOf, unreachable } from './problem.ts';
import { queries } from './query.ts';

export { ProblemError } from './problem.ts';

/** Values of a query string; absent ones are left out. */
export type Query = Record<string, string | number | boolean | undefined>;
export type Extras = {
  /** Sent as `Idempotency-Key`; make one with `newKey()` when the form opens, so that a second click is the same act. */
  idempotencyKey?: string;
  /** Version of the record that the reader saw, sent as `If-Match`. */
  ifMatch?: number;
  signal?: AbortSignal;
  /** Sent to its end though the page is left. */
  keepalive?: boolean;
};
export type Request = Extras & { query?: Query; body?: unknown };

export const newKey = (): string => crypto.randomUUID();

/** Address under `/api` with its query. */
export function address(path: string, query: Query = {}): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== '') asked.set(name, String(value));
  const text = asked.toString();
  return `/api${path}${text ? `?${text}` : ''}`;
}

/** Calls an address under `/api`. JSON in and out; a `FormData` body goes as multipart; 204 gives null. */
export async function request<T>(
  method: Route['method'],
  path: string,
  { query, body, idempotencyKey, ifMatch, signal, keepalive }: Request = {},
): Promise<T> {
  const at = address(path, query);
  const language = languageNow();
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language };
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers['Content-Type'] = 'application/json';
  if (idempotencyKey) headers['Idempotency-Key'] = idempotencyKey;
  if (ifMatch !== undefined) headers['If-Match'] = `"${ifMatch}"`;
  const send = () =>
    fetch(at, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
      ...(keepalive ? { keepalive } : {}),
    });
  const answer = await ((method === 'GET' ? takeEarly(at, language) : undefined) ?? send()).catch((fault: unknown) => {
    throw fault instanceof DOMException && fault.name === 'AbortError' ? fault : unreachable();
  });
  if (!answer.ok) {
    const problem = await problemOf(answer);
    // A wrong code or password is a 401 too, and ends nothing.
    if (problem.code === 'session.none' && path !== '/session') queries.setQueryData(['session'], null);
    throw problem;
  }
  return (answer.status === 204 ? null : await answer.json()) as T;
}

type Given<R extends Route> = CallOf<R> & Extras;
type Arguments<R extends Route> = object extends CallOf<R> ? [given?: Given<R>] : [given: Given<R>];

/** Calls a route: `call(getPlan, { params: { code }, query: { asOf } })`. */
export function call<R extends Route>(of: R, ...[given]: Arguments<R>): Promise<ResponseOf<R>> {
  const { params, query, body, ...extras }: Extras & { params?: object; query?: object; body?: unknown } = given ?? {};
  const path = of.path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(String(Reflect.get(params ?? {}, name))));
  return request<ResponseOf<R>>(of.method, path, {
    ...extras,
    ...(query ? { query: { ...query } } : {}),
    ...(body === undefined ? {} : { body }),
  });
}
