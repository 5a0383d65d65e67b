// Pages that are somebody's own: who is not signed in signs in first, and comes back.
import { Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePath } from '../../../platform/web/address.ts';
import { Skeleton } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';

export function SignedIn({ children }: { children: ReactNode }) {
  const session = useSession();
  const path = usePath();
  if (session === null) return <Navigate to={'/sign-in' as string} search={{ next: path }} replace />;
  if (session === undefined)
    return (
      <div className="page">
        <Skeleton lines={8} height={480} />
      </div>
    );
  return children;
}
