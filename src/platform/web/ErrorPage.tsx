// What stands in the place of a page that is not there, broke, or could not be loaded. A fault of the page itself has no trace; the server's has.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { usePath, useSearch } from './address.ts';
import { request } from './call.ts';
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
  const unreached = error instanceof ProblemError && error.status === 0;
  return (
    <div className="page">
      <h1>{t('shell:problem.title')}</h1>
      {unreached ? <Unreached problem={error} /> : <ProblemView problem={error} again={reset} />}
    </div>
  );
}

/** A page whose code did not come: begun anew as soon as the server answers. Once in a minute: what is never there is not asked for ever. */
function Unreached({ problem }: { problem: unknown }) {
  const path = usePath();
  const asked = useQuery({
    queryKey: ['unreached', path],
    queryFn: () => request('GET', '/health'),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  useEffect(() => {
    if (!asked.isSuccess) return;
    const key = `touyan.begun ${path}`;
    if (Date.now() - Number(sessionStorage.getItem(key)) < 60_000) return;
    sessionStorage.setItem(key, String(Date.now()));
    location.reload();
  }, [asked.isSuccess, path]);
  return <ProblemView problem={problem} again={() => location.reload()} />;
}
