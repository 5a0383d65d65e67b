// A page for some roles alone: others are told so and nothing is asked of the server on their behalf. The server refuses them all the same.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Role } from '../shared/actor.ts';
import type { Session } from '../shared/session.ts';
import { usePath } from './address.ts';
import { useWords } from './i18n.ts';
import { EmptyState, PageHead, Skeleton } from './Parts.tsx';
import { useReading, useSession } from './session.ts';

type Props = { roles?: readonly Role[]; title: string; children: (session: Session) => ReactNode };

/** Without `roles` it is for whoever is signed in. */
export function OnlyFor({ roles, title, children }: Props) {
  const t = useWords();
  const path = usePath();
  const session = useSession();
  const { known } = useReading();
  if (session && (!roles || roles.some((role) => session.roles.includes(role)))) return <>{children(session)}</>;
  const waiting = session === undefined && !known;
  return (
    <div className="page">
      <PageHead title={title} />
      <div className="card">
        {waiting ? (
          <Skeleton lines={6} />
        ) : (
          <EmptyState title={t(session ? 'shell:only.others' : 'shell:only.signedIn')}>
            {roles ? <p>{roles.map((role) => t(`shell:roles.${role}`)).join(t('shell:only.and'))}</p> : null}
            {session ? null : (
              <Link className="button button-primary" to="/sign-in" search={{ next: path }}>
                {t('shell:signIn.title')}
              </Link>
            )}
          </EmptyState>
        )}
      </div>
    </div>
  );
}
