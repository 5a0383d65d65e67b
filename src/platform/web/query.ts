// The one TanStack Query client: all state that the server owns. Repeats only what a fault of the net may have lost; knows whether the server is away.
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { ProblemError } from './problem.ts';

const watchers = new Set<() => void>();
let away = false;
/** What was answered last says nothing of now: an older question may be answered after a younger one was not. `Away` asks, and says when it is over. */
export function setAway(now: boolean): void {
  if (now === away) return;
  away = now;
  for (const watcher of watchers) watcher();
}

/** Whether a question was not answered, and the server has not answered since. */
export const useAway = (): boolean =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => away,
  );

export const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (problem) => {
      if (problem instanceof ProblemError && problem.status === 0) setAway(true);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // Asked also where the browser thinks that there is no net: a house in one's own building answers all the same.
      networkMode: 'always',
      // A call lost on its way is sent once more; a reader does not wait longer to be told.
      retry: (failures, error) => {
        const status = error instanceof ProblemError ? error.status : 500;
        return status === 0 ? failures < 1 : status >= 500 && failures < 2;
      },
    },
    mutations: { networkMode: 'always' },
  },
});
