// Whether the reader enters listings for others, and through which open venues of his own.
import { useQuery } from '@tanstack/react-query';
import { request } from '../../../platform/web/call.ts';
import { useSession } from '../../../platform/web/session.ts';
import type { Page } from '../../../records/web/index.ts';

type Venue = { id: string; name: string };

/** `others`: he may say whose a new listing is. `venues`: the open ones of his organization. */
export function useEntering(): { others: boolean; venues: readonly Venue[]; own: string | null } {
  const session = useSession();
  const roles = session?.roles ?? [];
  const officer = roles.some((role) => role === 'bureauOfficer' || role === 'districtOfficer');
  const own = roles.some((role) => role === 'organizationAdmin' || role === 'member') ? (session?.organization ?? null) : null;
  const { data } = useQuery({
    queryKey: ['venues', 'own open', own],
    queryFn: () => request<Page<Venue>>('GET', '/venues', { query: { state: 'open', organization: own ?? '', limit: 20 } }),
    enabled: own !== null && !officer,
  });
  const venues = data?.items ?? [];
  return { others: officer || roles.includes('technologyManager') || venues.length > 0, venues, own };
}
