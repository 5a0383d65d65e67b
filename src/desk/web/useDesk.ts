// The pages of the desk's list, asked one after the other.
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../platform/web/call.ts';
import { useLanguage } from '../../platform/web/i18n.ts';
import { getDesk, type View } from '../desk.ts';

const rowsAPage = 50;
export type DeskAsked = ReturnType<typeof useDesk>;

export function useDesk(query: { view: View }) {
  const language = useLanguage();
  return useInfiniteQuery({
    queryKey: ['desk', 'list', query, language],
    queryFn: ({ pageParam }) =>
      call(getDesk, {
        query: {
          ...query,
          limit: rowsAPage,
          ...(pageParam === undefined ? { count: 'yes' as const } : { after: pageParam }),
        },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
}
