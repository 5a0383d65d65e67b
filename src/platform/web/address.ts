// The page's URL as its state: reading and changing search values as plain strings. Not the API's addresses (call.ts).
import { useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Search } from './pages.ts';

/** Plain `a=b` pairs: the router's own manner would quote digits and dates. */
export const parseSearch = (text: string): Search => Object.fromEntries(new URLSearchParams(text));
export function writeSearch(search: Record<string, unknown>): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(search))
    if (value !== undefined && value !== null && value !== '') asked.set(name, String(value));
  const text = asked.toString();
  return text ? `?${text}` : '';
}

export const useSearch = (): Search => useRouterState({ select: (state) => state.location.search as Search });
export const usePath = (): string => useRouterState({ select: (state) => state.location.pathname });

/** Changes some search values of this page; undefined takes one away. Replaces the history's entry unless `push`. */
export function useChangeSearch(): (changes: Record<string, string | undefined>, push?: boolean) => void {
  const navigate = useNavigate();
  return useCallback(
    (changes, push = false) => {
      void navigate({
        to: '.',
        search: (before: Search) => clean({ ...before, ...changes }),
        replace: !push,
        resetScroll: false,
      } as never);
    },
    [navigate],
  );
}
const clean = (search: Record<string, string | undefined>): Search =>
  Object.fromEntries(Object.entries(search).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== ''));

/** A parameter of the page's path, `''` when the route has none of that name. */
export function usePathParam(name: string): string {
  const params: Record<string, unknown> = useParams({ strict: false });
  const value = params[name];
  return typeof value === 'string' ? value : '';
}
