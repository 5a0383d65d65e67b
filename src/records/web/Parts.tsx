// Parts of a record's page: the way back, facts with their source, history with its proofs. No queries of their own.
import { Link } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { textIn } from '../../platform/shared/words.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { type Among, Timeline } from '../../platform/web/Timeline.tsx';
import { Beside } from './beside.ts';
import './records.css';

/** The way back to the list that a record stands in. */
export function Back({ to, children }: { to: string; children: ReactNode }) {
  return (
    <p className="back">
      <Link to={to}>← {children}</Link>
    </p>
  );
}

export function NotVerified() {
  const t = useWords();
  return <Tag tone="warn">{t('pages:notVerified')}</Tag>;
}

/** Names and values; what is not known says so. Undefined leaves a line out. */
export function FactList({ facts }: { facts: readonly (readonly [title: string, value: ReactNode])[] }) {
  const t = useWords();
  return (
    <dl className="fact-list">
      {facts.map(([title, value]) =>
        value === undefined ? null : (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              {value === null || value === '' ? (
                <span className="note">{t('pages:unknown')}</span>
              ) : typeof value === 'string' ? (
                <AsWritten>{value}</AsWritten>
              ) : (
                value
              )}
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

export type Source = {
  verified: boolean;
  address: string | null;
  confidence: 'high' | 'medium' | 'low' | null;
  note: { zh: string; en: string } | null;
  statedOn?: string | null;
};

/** Where a record is known from, and whether the original was seen. */
export function SourceLine({ source }: { source: Source | null }) {
  const t = useWords();
  const language = useLanguage();
  if (source === null) return <>{t('pages:source.house')}</>;
  return (
    <div className="source">
      <Tag tone={source.verified ? 'good' : 'warn'}>{t(source.verified ? 'pages:source.verified' : 'pages:notVerified')}</Tag>
      {source.confidence ? <span className="note">{t(`pages:source.confidence.${source.confidence}`)}</span> : null}
      {source.address ? (
        <a href={source.address} target="_blank" rel="noreferrer">
          {t('pages:source.open')} ↗
        </a>
      ) : null}
      {source.statedOn ? <p>{t('pages:source.statedOn', { day: source.statedOn })}</p> : null}
      {source.verified ? null : <p>{t('pages:source.notVerified')}</p>}
      {source.note ? (
        <p className="note">
          <AsWritten>{textIn(source.note, language)}</AsWritten>
        </p>
      ) : null}
    </div>
  );
}

type HistoryProps = {
  api: string;
  id: string;
  words: string;
  title: string;
  /** Day on which another source had it already: what came before anything that was done here. */
  statedOn?: string | null | undefined;
};

/** What was done to a record, with proofs and the way to check them. */
export function History({ api, id, words, title, statedOn = null }: HistoryProps) {
  const t = useWords();
  const session = useSession();
  const before = statedOn === null ? null : t('pages:source.statedOn', { day: statedOn });
  const timeline = (among: readonly Among[]) => <Timeline api={api} id={id} words={words} before={before} among={among} />;
  return (
    <section className="card" aria-label={title}>
      <h2>
        {title}
        <span className="spread" />
        <Link className="card-link" to="/verify">
          {t('pages:history.verify')}
        </Link>
      </h2>
      {session ? (
        <Suspense fallback={timeline([])}>
          <Beside record={id}>{timeline}</Beside>
        </Suspense>
      ) : (
        timeline([])
      )}
    </section>
  );
}
