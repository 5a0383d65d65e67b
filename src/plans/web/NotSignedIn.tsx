// What a working page says to who has not signed in: that it is for officers, and the way in.
import { Link } from '@tanstack/react-router';
import { usePath } from '../../platform/web/address.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead } from '../../platform/web/Parts.tsx';

export function NotSignedIn({ title }: { title: string }) {
  const t = useWords();
  return (
    <div className="page">
      <PageHead title={title} />
      <div className="card">
        <EmptyState title={t('atWork:forOfficers')}>
          <Link className="button" to="/sign-in" search={{ next: usePath() }}>
            {t('shell:signIn.title')}
          </Link>
        </EmptyState>
      </div>
    </div>
  );
}
