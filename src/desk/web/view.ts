// What the desk's pages ask of the server, and where a thing of the desk leads.
import { useQuery } from '@tanstack/react-query';
import { parseSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { hasWords, useLanguage, useWords } from '../../platform/web/i18n.ts';
import { recordKind, type Search } from '../../platform/web/pages.ts';
import { useRegions } from '../../platform/web/regions.ts';
import { useSession } from '../../platform/web/session.ts';
import { getDeadlines, getWorkingYear } from '../deadline.ts';
import { getCounts } from '../desk.ts';
import { listSearches } from '../savedSearch.ts';

export type Where = { kind: string | null; record: string | null; page: string | null; action?: string };
/** Path and search of the page where it is done; null for a record without a page. */
export function whereTo({ kind, record, page, action }: Where): { to: string; search: Search } | null {
  const of = kind === null || record === null ? null : { kind: recordKind(kind), record };
  const worked = of && action !== undefined ? of.kind?.workedAt?.(of.record, action) : null;
  const found = page ?? worked ?? of?.kind?.page?.(of.record);
  if (found === undefined) return null;
  const [to = '/', search = ''] = found.split('?');
  return { to, search: parseSearch(search) };
}

/** The words of a kind stand in its module: `statistics:release.one`, `statistics:release.actions.create`. */
const wordsOf = (kind: string): string => (recordKind(kind)?.words ?? '').replace(/one$/, '');

/** Names of kinds, actions, states, and of who may do something, as their modules call them. */
export function useNames() {
  const t = useWords();
  const regions = useRegions().data?.items;
  const said = (key: string, otherwise: string) => (hasWords(key) ? t(key) : otherwise);
  return {
    kind: (kind: string) => said(`${wordsOf(kind)}one`, kind),
    action: (kind: string, action: string) => said(`${wordsOf(kind)}actions.${action}`, action),
    state: (kind: string, state: string | null) => (state === null ? null : said(`${wordsOf(kind)}states.${state}`, state)),
    by: (kind: string, by: string) => said(`${wordsOf(kind)}parties.${by}`, said(`shell:roles.${by}`, by)),
    region: (id: string | null) => (id === null ? null : (regions?.find((one) => one.id === id)?.name ?? id)),
  };
}

/** For the badge and the tabs: as it was a moment ago is soon enough. */
export function useCounts() {
  const session = useSession();
  return useQuery({
    queryKey: ['desk', 'counts', session?.account ?? null],
    queryFn: () => call(getCounts),
    enabled: session !== null && session !== undefined,
    staleTime: 60_000,
    refetchInterval: 120_000,
  });
}

export function useSearches() {
  const session = useSession();
  return useQuery({
    queryKey: ['saved-searches', session?.account ?? null],
    queryFn: () => call(listSearches),
    enabled: session !== null && session !== undefined,
  });
}

export function useDeadlines(year: number | undefined) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['deadlines', year ?? null, language],
    queryFn: () => call(getDeadlines, { query: year === undefined ? {} : { year } }),
    placeholderData: (before) => before,
  });
}
export const useWorkingYear = (year: number | undefined) =>
  useQuery({
    queryKey: ['working-year', year ?? null],
    queryFn: () => call(getWorkingYear, { params: { year: year ?? 0 } }),
    enabled: year !== undefined,
  });

/** The year of a page's address, as far as it can be one. */
export const yearIn = (said: string | undefined): number | undefined =>
  said && /^20\d\d$/.test(said) ? Number(said) : undefined;
