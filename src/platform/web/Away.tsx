// A line at the foot of the page while the server cannot be reached: what is on the page stays, and is asked again when it answers.
import { useQuery } from '@tanstack/react-query';
import { request } from './call.ts';
import { useWords } from './i18n.ts';
import { queries, setAway, useAway } from './query.ts';

const askEvery = 5000;

export function Away() {
  const t = useWords();
  const away = useAway();
  useQuery({
    queryKey: ['away'],
    enabled: away,
    retry: false,
    gcTime: 0,
    staleTime: 0,
    refetchInterval: askEvery,
    queryFn: async () => {
      await request('GET', '/health');
      setAway(false);
      void queries.refetchQueries({ predicate: ({ state, queryKey }) => state.status === 'error' && queryKey[0] !== 'away' });
      return true;
    },
  });
  return away ? <output className="away">{t('shell:problem.away')}</output> : null;
}
