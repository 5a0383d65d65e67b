// What a working page shows to who is no officer: that it is for officers, and the way in; nothing yet while that is not known.
import { Link } from '@tanstack/react-router';
import { usePath } from '../../platform/web/address.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Skeleton } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';

export function NotSignedIn({ title }: { title: string }) {
  const t = useWords();
  const session = useSession();
  const path = usePath();
  return (
    <div className="page">
      <PageHead title={title} />
      <div className="card">
        {session === undefined ? (
          <Skeleton lines={8} height={320} />
        ) : (
          <EmptyState title={t('atWork:forOfficers')}>
            {session === null ? (
              <Link className="button" to="/sign-in" search={{ next: path }}>
                {t('shell:signIn.title')}
              </Link>
            ) : null}
          </EmptyState>
        )}
      </div>
    </div>
  );
}
