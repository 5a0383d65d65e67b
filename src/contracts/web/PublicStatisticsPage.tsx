// Statistics of registered contracts for everybody: a year's sums by each dimension, drawn and as tables, with what is withheld said.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { address, call } from '../../platform/web/call.ts';
import { exactNumber } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import type { ResponseOf } from '../../platform/shared/route.ts';
import { getPublicStatistics } from '../publicContract.ts';
import { Bars } from './Bars.tsx';
import './contracts.css';
import './public.css';

type Statistics = ResponseOf<typeof getPublicStatistics>;

export default function PublicStatisticsPage() {
  const t = useWords();
  const language = useLanguage();
  const { year } = useSearch();
  const change = useChangeSearch();
  const query = year !== undefined && /^[12]\d{3}$/.test(year) ? { year } : {};
  const asked = useQuery({
    queryKey: ['public', 'contract statistics', query, language],
    queryFn: () => call(getPublicStatistics, { query }),
    placeholderData: keepPreviousData,
  });
  const file = (format: string) => address(`/public/contract-statistics.${format}`, query);
  return (
    <div className="page">
      <PageHead
        title={t('publicContracts:statistics')}
        note={t('publicContracts:statisticsNote')}
        aside={
          <Link className="button" to={'/public/contracts' as string}>
            {t('publicContracts:searchLink')}
          </Link>
        }
      />
      <div className="card public-bar">
        <label className="filter">
          <span>{t('publicContracts:year')}</span>
          <select
            className="input"
            value={String(asked.data?.year ?? year ?? '')}
            onChange={(event) => change({ year: event.target.value })}
          >
            {yearsOf(asked.data).map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        {asked.data ? <span className="note">{t('publicContracts:through', { through: asked.data.through })}</span> : null}
        <span className="spread" />
        <a className="button" href={file('csv')} download>
          CSV
        </a>
        <a className="button" href={file('xlsx')} download>
          XLSX
        </a>
      </div>
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending ? <Skeleton lines={12} height={600} /> : null}
      {asked.data ? <Shown of={asked.data} stale={asked.isPlaceholderData} /> : null}
    </div>
  );
}

const yearsOf = (of: Statistics | undefined): number[] =>
  of ? [...new Set([of.year, ...of.years])].toSorted((a, b) => b - a) : [];

function Shown({ of, stale }: { of: Statistics; stale: boolean }) {
  const t = useWords();
  const { all, rule } = of;
  return (
    <div className="stack" aria-busy={stale}>
      {of.complete ? null : <p className="card public-incomplete">{t('publicContracts:incomplete')}</p>}
      {all === null ? (
        <div className="card">
          <EmptyState title={t('publicContracts:none')}>
            <p>{t('publicContracts:noneWhy')}</p>
          </EmptyState>
        </div>
      ) : (
        <>
          <dl className="card contract-amounts">
            {(['count', 'amount', 'technologyAmount'] as const).map((key) => (
              <div key={key}>
                <dt>{t(`publicContracts:columns.${key}`)}</dt>
                <dd>{exactNumber(String(all[key]))}</dd>
              </div>
            ))}
          </dl>
          <div className="public-tables">
            {of.tables.map(({ dimension, cells }) => (
              <section key={dimension} className="card" aria-label={t(`publicContracts:by.${dimension}`)}>
                <h2>{t(`publicContracts:by.${dimension}`)}</h2>
                <Bars
                  title={t('publicContracts:chart', { by: t(`publicContracts:by.${dimension}`), year: of.year })}
                  lines={cells.map(({ key, name, sums }) => ({ key, name, ...(sums ?? withheld) }))}
                  absent={t('publicContracts:withheld')}
                />
              </section>
            ))}
          </div>
        </>
      )}
      <p className="note">{t('publicContracts:rule', { parties: rule.parties, share: rule.share })}</p>
    </div>
  );
}
const withheld = { count: null, amount: null, technologyAmount: null };
