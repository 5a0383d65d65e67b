// What visits led to: of a span the whole, by month, by district and by officer.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { useChangeSearch, useSearch } from '../../../platform/web/address.ts';
import { call } from '../../../platform/web/call.ts';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, TableHead } from '../../../platform/web/Parts.tsx';
import { Back } from '../../../records/web/index.ts';
import { getVisitFigures, type LedTo } from '../../visit.ts';
import { useRegionName } from '../listing-view.ts';
import { monthsTo } from './VisitsPage.tsx';
import { useAtHand } from './visit-view.ts';
import '../../../platform/web/table.css';
import './visits.css';

const keys = ['visits', 'firms', 'demands', 'published', 'agreed', 'questions', 'answered', 'tasks', 'done', 'late'] as const;

export default function FiguresPage() {
  const t = useWords();
  const language = useLanguage();
  const { from, to } = useSearch();
  const region = useRegionName();
  const asked = useQuery({
    queryKey: ['visit figures', from ?? null, to ?? null, language],
    queryFn: () => call(getVisitFigures, { query: { ...(from ? { from } : {}), ...(to ? { to } : {}) } }),
    placeholderData: (before) => before,
  });
  const data = asked.data;
  return (
    <div className="page">
      <Back to="/visits">{t('visits:page.back')}</Back>
      <PageHead
        title={t('visits:figures.title')}
        note={data ? t('visits:figures.note', { from: data.from, to: data.to }) : ''}
        aside={data ? <Span from={data.from} to={data.to} /> : null}
      />
      {asked.isPending ? <Skeleton lines={8} height={360} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {data?.whole.visits === 0 ? (
        <section className="card">
          <EmptyState title={t('visits:figures.none')} />
        </section>
      ) : null}
      {data && data.whole.visits > 0 ? (
        <>
          <section className="card" aria-label={t('visits:figures.title')}>
            <dl className="visit-figures">
              {keys.map((key) => (
                <div key={key}>
                  <dt className="note">{t(`visits:figures.${key}`)}</dt>
                  <dd>{data.whole[key]}</dd>
                </div>
              ))}
            </dl>
          </section>
          <Parts by="month" rows={data.months.map(({ month, ...led }) => ({ name: month, value: month, ...led }))} />
          <Parts by="region" rows={data.regions.map((one) => ({ ...one, name: region(one.region) ?? '–', value: one.region }))} />
          <Parts
            by="officer"
            rows={data.officers.map(({ officer, ...led }) => ({ name: officer.name, value: officer.id, ...led }))}
          />
        </>
      ) : null}
    </div>
  );
}

function Span({ from, to }: { from: string; to: string }) {
  const t = useWords();
  const change = useChangeSearch();
  const months = monthsTo(useAtHand()?.today);
  const choice = (key: 'from' | 'to', value: string) => (
    <label className="field-label">
      {t(`visits:figures.${key}`)}{' '}
      <select className="input" value={value} onChange={(event) => change({ [key]: event.target.value })}>
        {[...new Set([value, ...months])].map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="visit-span">
      {choice('from', from)}
      {choice('to', to)}
    </div>
  );
}

type Part = LedTo & { name: string; value: string | null };
/** A month opens its visits, a district and an officer all of theirs. */
function Parts({ by, rows }: { by: 'month' | 'region' | 'officer'; rows: readonly Part[] }) {
  const t = useWords();
  const head = t(`visits:figures.${by}s`);
  const titles = [t(`visits:${by}`), ...keys.map((key) => t(`visits:figures.${key}`))];
  return (
    <section className="card" aria-label={head}>
      <h2>{head}</h2>
      <table className="table table-list">
        <TableHead caption={head} titles={titles} />
        <tbody>
          {rows.map(({ name, value, ...led }) => (
            <tr key={value ?? name}>
              <td data-title={titles[0]}>
                {value === null ? (
                  name
                ) : (
                  <Link to={`/visits?${new URLSearchParams({ [by]: value })}` as string}>
                    <AsWritten>{name}</AsWritten>
                  </Link>
                )}
              </td>
              {keys.map((key, at) => (
                <td key={key} data-title={titles[at + 1]}>
                  {led[key]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
