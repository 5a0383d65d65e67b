// Importing a file into a register: choose it, watch it being judged, read the preview, commit, see what was written. Kept in the URL.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useChangeSearch, usePath, useSearch } from '../../platform/web/address.ts';
import { address, call, ProblemError } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Verdict } from '../../platform/web/Parts.tsx';
import { queries } from '../../platform/web/query.ts';
import { useSession } from '../../platform/web/session.ts';
import { importers, importRoutes, type ImportStatus } from '../import.ts';
import { ImportRows } from './ImportRows.tsx';
import { importTargetAt, type ImportTarget } from './importing.ts';
import { Back } from './Parts.tsx';
import { SendFile } from './SendFile.tsx';

const askEvery = 500;

export default function ImportPage() {
  const t = useWords();
  const target = importTargetAt(usePath());
  const session = useSession();
  const { import: id } = useSearch();
  if (!target || session === undefined) return <div className="page">{target ? <Skeleton lines={6} /> : null}</div>;
  const may = session?.roles.some((role) => (target.importers ?? importers).includes(role)) ?? false;
  return (
    <div className="page">
      <Back to={target.list}>{t(`pages:import.back.${target.section}`)}</Back>
      <PageHead title={t(`pages:import.title.${target.section}`)} note={t('pages:import.note')} />
      {may ? (
        id ? (
          <Following target={target} id={id} />
        ) : (
          <Choosing target={target} />
        )
      ) : (
        <section className="card">
          <EmptyState title={t(target.importers ? 'pages:import.onlySome' : 'pages:import.onlyOfficers')}>
            <p>{t('pages:import.signIn')}</p>
            {session === null ? (
              <Link className="button button-primary" to="/sign-in" search={{ next: `${target.path}/import` } as never}>
                {t('shell:signIn.title')}
              </Link>
            ) : null}
          </EmptyState>
        </section>
      )}
    </div>
  );
}

function Choosing({ target }: { target: ImportTarget }) {
  const t = useWords();
  const change = useChangeSearch();
  return (
    <SendFile
      path={`${target.path}/imports`}
      onSent={({ id }: { id: string }) => change({ import: id, verdict: undefined }, true)}
      accept=".xlsx,.csv,.txt"
      words={{
        drop: 'pages:import.drop',
        choose: 'pages:import.choose',
        sending: 'pages:import.uploading',
        refused: 'pages:import.wholeFile',
      }}
      card
    >
      <p className="note">{t('pages:import.formats')}</p>
      <a href={address(`${target.path}/imports/template`)} download>
        {t('pages:import.template')}
      </a>
    </SendFile>
  );
}

function Progress({ title, done, total, children }: { title: string; done?: number; total?: number; children?: ReactNode }) {
  const t = useWords();
  const share = done !== undefined && total ? Math.round((100 * done) / total) : null;
  return (
    <section className="card progress" aria-live="polite">
      <b>{title}</b>
      <progress aria-label={title} max={100} value={share ?? undefined} />
      {children}
      {share === null ? null : <p className="note">{t('pages:import.leave')}</p>}
    </section>
  );
}

/** Lists and figures that were read before the rows were written do not hold them. */
function readAnewWhenWritten(status: ImportStatus): ImportStatus {
  if (status.state === 'written') void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'import' });
  return status;
}

const working = (state: ImportStatus['state'] | undefined) => state === 'judging' || state === 'writing';

function Following({ target, id }: { target: ImportTarget; id: string }) {
  const t = useWords();
  const language = useLanguage();
  const change = useChangeSearch();
  const routes = importRoutes(target.path);
  const [refused, setRefused] = useState<unknown>(null);
  const [sending, setSending] = useState(false);
  const key = ['import', target.path, id, language];
  const asked = useQuery({
    queryKey: key,
    queryFn: () => call(routes.status, { params: { id } }).then(readAnewWhenWritten),
    refetchInterval: (query) => (working(query.state.data?.state) ? askEvery : false),
    staleTime: 0,
  });
  const again = (
    <button type="button" className="button" onClick={() => change({ import: undefined, verdict: undefined }, true)}>
      {t('pages:import.other')}
    </button>
  );
  if (asked.isPending) return <Skeleton lines={5} height={260} />;
  if (asked.isLoadingError)
    return (
      <>
        <ProblemView problem={asked.error} again={() => void asked.refetch()} />
        {again}
      </>
    );
  const status = asked.data;
  const commit = async (fingerprint: string) => {
    setSending(true);
    setRefused(null);
    try {
      queries.setQueryData(key, readAnewWhenWritten(await call(routes.commit, { params: { id }, body: { fingerprint } })));
      change({ verdict: undefined });
    } catch (problem) {
      setRefused(problem);
      if (problem instanceof ProblemError && problem.status === 409) await queries.invalidateQueries({ queryKey: ['import'] });
    }
    setSending(false);
  };
  const { file, done, total, state } = status;
  if (state === 'judging') return <Progress title={t('pages:import.judging', { file, done, total })} {...{ done, total }} />;
  if (state === 'writing') return <Progress title={t('pages:import.writing', { done, total })} {...{ done, total }} />;
  return (
    <section className="card" aria-label={t('pages:import.preview', { file })}>
      <Outcome target={target} status={status} sending={sending} commit={commit} again={again} />
      {refused === null ? null : <ProblemView problem={refused} />}
      {status.ignored.length > 0 ? (
        <p className="note">{t('pages:import.ignored', { columns: status.ignored.join(t('pages:import.comma')) })}</p>
      ) : null}
      <ImportRows target={target} status={status} />
    </section>
  );
}

type OutcomeProps = {
  target: ImportTarget;
  status: ImportStatus;
  sending: boolean;
  commit: (fingerprint: string) => Promise<void>;
  again: ReactNode;
};

/** What came of it so far, and the next step as one button. */
function Outcome({ target, status, sending, commit, again }: OutcomeProps) {
  const t = useWords();
  const { file, state, fingerprint, rows } = status;
  const count = rows.create + rows.change;
  const next =
    state === 'judged' && fingerprint !== null && count > 0 ? (
      <button type="button" className="button button-primary" disabled={sending} onClick={() => void commit(fingerprint)}>
        {sending ? t('shell:form.sending') : t('pages:import.commit', { count })}
      </button>
    ) : null;
  const title = state === 'written' ? 'written' : state === 'failed' ? 'failed' : 'preview';
  return (
    <>
      <h2>{t(`pages:import.${title}`, { file })}</h2>
      <div className="import-bar" aria-live="polite">
        {state === 'written' ? (
          <>
            <Verdict tone="good">{t('pages:import.writtenRows', { count: status.done })}</Verdict>
            <Link className="button button-primary" to={target.list}>
              {t('pages:import.see')}
            </Link>
          </>
        ) : null}
        {state === 'failed' ? <p>{status.problem}</p> : null}
        {state === 'judged' && count === 0 ? <p>{t('pages:import.nothing')}</p> : null}
        {next}
        {again}
      </div>
    </>
  );
}
