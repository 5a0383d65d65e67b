// What stands in the place of a page that is not there or broke. A fault of the page itself has no trace; the server's has.
import { Link } from '@tanstack/react-router';
import { useWords } from './i18n.ts';
import { EmptyState, PageHead, ProblemView } from './Parts.tsx';
import { useTitle } from './useTitle.ts';

export function NotFoundPage() {
  const t = useWords();
  return (
    <div className="page">
      <PageHead title={t('shell:notFound.title')} />
      <div className="card">
        <EmptyState title={t('shell:notFound.why')}>
          <Link to="/" className="button button-primary">
            {t('shell:notFound.home')}
          </Link>
        </EmptyState>
      </div>
    </div>
  );
}

export function ErrorPage({ error, reset }: { error: unknown; reset: () => void }) {
  const t = useWords();
  useTitle(t('shell:problem.title'));
  return (
    <div className="page">
      <h1>{t('shell:problem.title')}</h1>
      <ProblemView problem={error} again={reset} />
    </div>
  );
}
