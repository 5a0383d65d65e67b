// What every record page asks and does alike: the actions that a list offers, one record, and what is read anew after an act.
import { useQuery } from '@tanstack/react-query';
import { request } from '../../platform/web/call.ts';
import { useLanguage } from '../../platform/web/i18n.ts';
import { ProblemError } from '../../platform/web/problem.ts';
import { useSession } from '../../platform/web/session.ts';
import { queries } from '../../platform/web/query.ts';
import type { Offer, Total } from '../record.ts';

export type Page<Row> = { items: Row[]; next: string | null; total?: Total; actions?: Offer[] };
/** What the kernel says of every record. */
export type RecordHead = { id: string; state: string; version: number; recordedAt: string; actions: Offer[] };

/** A record as this reader gets it, in his language; `key` is where its answer is kept. `signedIn`: visitors do not ask for it. */
export function useRecord<R extends RecordHead>(api: string, id: string, { signedIn = false } = {}) {
  const language = useLanguage();
  const account = useSession()?.account ?? null;
  const key = [api, id, language, account];
  const enabled = id !== '' && (!signedIn || account !== null);
  return { key, asked: useQuery({ queryKey: key, queryFn: () => request<R>('GET', `${api}/${id}`), enabled }) };
}

/** Actions that create, as the list of a kind offers them to this caller; undefined while not known. */
export function useOffers(api: string): readonly Offer[] | undefined {
  const session = useSession();
  const asked = useQuery({
    queryKey: ['offers', api, session?.account ?? null],
    queryFn: () => request<Page<unknown>>('GET', api, { query: { limit: 1 } }),
    select: (page) => page.actions ?? [],
    enabled: Boolean(session),
    staleTime: 300_000,
  });
  const refused = asked.error instanceof ProblemError && asked.error.status === 403;
  return session === null || refused ? [] : asked.data;
}

const untilSealed = 4000;

/** After an act: the record as answered, everything else read anew, and the history once more when its batch has been sealed. */
export function acted(key: readonly unknown[], record: unknown): void {
  queries.setQueryData(key, record);
  void queries.invalidateQueries();
  setTimeout(() => void queries.invalidateQueries({ queryKey: ['events'] }), untilSealed);
}
