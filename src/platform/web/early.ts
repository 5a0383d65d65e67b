// The first calls of a cold page, sent while its code is still loading. Tiny on purpose: it imports only the language.
import type { Language } from '../shared/actor.ts';
import { firstLanguage } from './language.ts';

const sent = new Map<string, { language: Language; answer: Promise<Response> }>();

function send(path: string, language: Language): Promise<Response> {
  const answer = fetch(path, {
    headers: { Accept: 'application/json', 'Accept-Language': language },
    credentials: 'same-origin',
  });
  answer.catch(() => undefined);
  sent.set(path, { language, answer });
  return answer;
}

/** The address of a plan's figures; the early call and the page must ask for the very same one. */
export function planPath(
  code: string,
  search: { asOf?: string | undefined; knownAt?: string | undefined; functionalAreas?: string | undefined },
): string {
  const asked = new URLSearchParams();
  if (search.asOf) asked.set('asOf', search.asOf);
  if (search.knownAt) asked.set('knownAt', search.knownAt);
  if (search.functionalAreas === 'out') asked.set('functionalAreas', 'out');
  const query = asked.toString();
  return `/api/plans/${encodeURIComponent(code)}${query ? `?${query}` : ''}`;
}

/** Sends what every page needs, and for the cockpit its plan. */
export function startEarly(at: Location): void {
  const language = firstLanguage(at.search);
  send('/api/session', language).catch(() => undefined);
  send('/api/health', language).catch(() => undefined);
  if (at.pathname !== '/') return;
  const search = new URLSearchParams(at.search);
  send('/api/plans', language)
    .then(async (answer) => {
      const list: unknown = answer.ok ? await answer.clone().json() : null;
      const code = search.get('plan') ?? firstCode(list);
      if (code)
        await send(
          planPath(code, {
            asOf: search.get('asOf') ?? undefined,
            knownAt: search.get('knownAt') ?? undefined,
            functionalAreas: search.get('functionalAreas') ?? undefined,
          }),
          language,
        );
    })
    .catch(() => undefined);
}

function firstCode(list: unknown): string | null {
  if (typeof list !== 'object' || list === null || !('items' in list) || !Array.isArray(list.items)) return null;
  const one: unknown = list.items[0];
  return typeof one === 'object' && one !== null && 'code' in one && typeof one.code === 'string' ? one.code : null;
}

/** The answer of an early call to this address in this language, once; undefined when none was sent. */
export function takeEarly(path: string, language: string): Promise<Response> | undefined {
  const one = sent.get(path);
  sent.delete(path);
  return one?.language === language ? one.answer : undefined;
}
