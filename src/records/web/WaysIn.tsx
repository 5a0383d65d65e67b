// The ways into a register, for those who may enter: their place is kept while that is being asked, so that the list does not jump.
import type { ReactNode } from 'react';
import { useSession } from '../../platform/web/session.ts';
import { type Life, listOf } from '../lifecycle.ts';
import { useOffers } from './asking.ts';

/** Whether the caller may create: `perhaps` while it is asked, where the lifecycle names a role of theirs. */
export function useCreates(api: string, life: Life): 'yes' | 'no' | 'perhaps' {
  const offers = useOffers(api);
  const session = useSession();
  if (offers) return offers.some((one) => one.name === 'create') ? 'yes' : 'no';
  const by = listOf(life.actions['create']?.by ?? []);
  const named = session?.roles.some(
    (role) => by.includes(role) || (role === 'districtOfficer' && by.includes('districtInCharge')),
  );
  return named ? 'perhaps' : 'no';
}

export function WaysIn({ creates, children }: { creates: ReturnType<typeof useCreates>; children: ReactNode }) {
  if (creates === 'no') return null;
  const waits = creates === 'perhaps';
  return (
    <div className={waits ? 'head-buttons head-buttons-waiting' : 'head-buttons'} inert={waits}>
      {children}
    </div>
  );
}
