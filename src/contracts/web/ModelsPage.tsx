// Model texts of contracts: each type with what it is for and what it rests on, its text to read, and a blank one to take away.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { listModels } from '../models.ts';
import './models.css';

const ask = () => call(listModels, {});
type Model = Awaited<ReturnType<typeof ask>>['items'][number];
type Basis = Model['basis'];

export default function ModelsPage() {
  const t = useWords();
  const language = useLanguage();
  const change = useChangeSearch();
  const { type = '' } = useSearch();
  const asked = useQuery({ queryKey: ['contract-models', language], queryFn: ask, staleTime: 600_000 });
  const items = asked.data?.items ?? [];
  const one = items.find(({ code }) => code === type) ?? items[0];
  return (
    <div className="page">
      <PageHead
        title={t('contractModels:title')}
        note={t('contractModels:note')}
        aside={
          <Link className="button button-small" to={'/contracts/check' as string}>
            {t('contractModels:check')}
          </Link>
        }
      />
      {asked.isPending ? <Skeleton lines={12} height={520} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {one ? (
        <div className="models">
          <nav className="card models-list" aria-label={t('contractModels:choose')}>
            {items.map((each) => (
              <button
                key={each.code}
                type="button"
                aria-current={each.code === one.code}
                onClick={() => change({ type: each.code })}
              >
                {each.name}
              </button>
            ))}
          </nav>
          <One key={one.code} one={one} />
        </div>
      ) : null}
    </div>
  );
}

function One({ one }: { one: Model }) {
  const t = useWords();
  return (
    <div className="stack">
      <section className="card" aria-label={one.name}>
        <h2>{one.name}</h2>
        <p>{one.use}</p>
        <p className="note">
          {t('contractModels:inChinese')} {t('contractModels:fill')}
        </p>
        <p className="models-take">
          <DocumentButtons path={`/contracts/models/${one.code}/text`} name={one.name} formats={['docx']} />
        </p>
        <details>
          <summary>{t('contractModels:basis')}</summary>
          <dl className="models-basis">
            <div>
              <dt>{one.name}</dt>
              <dd>
                <Bases of={one.basis} />
              </dd>
            </div>
            {one.articles.map(({ heading, basis }) => (
              <div key={heading}>
                <dt>
                  <AsWritten>{heading}</AsWritten>
                </dt>
                <dd>
                  <Bases of={basis} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      </section>
      <section className="card" aria-label={t('contractModels:preview')}>
        <h2>{t('contractModels:preview')}</h2>
        <article className="models-text" lang="zh-CN">
          <h3>
            <AsWritten>{one.title}</AsWritten>
          </h3>
          {one.lines.map(({ kind, text }, at) =>
            kind === 'heading' ? (
              <h4 key={`${at} ${text}`}>
                <AsWritten>{text}</AsWritten>
              </h4>
            ) : (
              <p key={`${at} ${text}`} className={kind}>
                <AsWritten>{text}</AsWritten>
              </p>
            ),
          )}
        </article>
      </section>
    </div>
  );
}

function Bases({ of }: { of: Basis }) {
  const t = useWords();
  return (
    <ul>
      {of.map(({ law, article, sure }) => (
        <li key={`${law} ${article}`}>
          {law} {t('contractModels:article', { article })}{' '}
          <Tag tone={sure === 'verified' ? 'good' : 'none'}>{t(`contractModels:sure.${sure}`)}</Tag>
        </li>
      ))}
    </ul>
  );
}
