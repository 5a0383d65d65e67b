// What stands in the place of a page that is not there or broke. A fault of the page itself has no trace; the server's has.
import { Link } from '@tanstack/react-router';
import { usePath, useSearch } from './address.ts';
import { useWords } from './i18n.ts';
import { EmptyState, PageHead, ProblemView } from './Parts.tsx';
import { ProblemError } from './problem.ts';
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

/** In the place of a page whose first answer failed: what happened, and the way to where it can be asked again. */
export function FailedPage({ problem, again }: { problem: unknown; again: () => void }) {
  const t = useWords();
  const path = usePath();
  const search = useSearch();
  const status = problem instanceof ProblemError ? problem.status : 0;
  const title = status === 404 ? 'shell:notFound.title' : status === 400 ? 'shell:problem.address' : 'shell:problem.title';
  return (
    <>
      <PageHead title={t(title)} />
      <ProblemView problem={problem} again={again} />
      {status === 400 && Object.keys(search).length > 0 ? (
        <p>
          <Link to={path} search={{}} className="button button-primary">
            {t('shell:problem.withoutSearch')}
          </Link>
        </p>
      ) : null}
    </>
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
