// What is watched on every page while somebody is signed in: a session that still needs something is led there, and one that is left alone ends.
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { usePath, useSearch } from './address.ts';
import { useSession } from './session.ts';

const Idle = lazy(() => import('./Idle.tsx'));
export const firstPath = '/account/first';

export function Watch() {
  const session = useSession();
  const path = usePath();
  const { next = path } = useSearch();
  const navigate = useNavigate();
  const led = Boolean(session?.needs) && path !== firstPath;
  useEffect(() => {
    const search = next === '/' || next === '/sign-in' ? {} : { next };
    if (led) void navigate({ to: firstPath as string, search, replace: true });
  }, [led, next, navigate]);
  if (!session) return null;
  return (
    <Suspense>
      <Idle key={session.account} seconds={session.idleSeconds} />
    </Suspense>
  );
}
