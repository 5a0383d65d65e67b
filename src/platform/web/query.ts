// The one TanStack Query client: all state that the server owns. Repeats only what a fault of the net may have lost.
import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problem.ts';

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && !(error instanceof ProblemError && error.status < 500),
    },
  },
});
