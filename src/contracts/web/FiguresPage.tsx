// Figures of contracts for officers: as of a day and as known, by one dimension, beside the year before; each line opens its entries.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { address, call } from '../../platform/web/call.ts';
import { exactNumber } from '../../platform/web/format.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { useHealth } from '../../platform/web/session.ts';
import { TimeControl } from '../../platform/web/TimeControl.tsx';
import { figureDimensions, getContractFigures } from '../figures.ts';
import { FigureBeside } from './FigureBeside.tsx';
import { FigureChanges } from './FigureChanges.tsx';
import { FigureEntries } from './FigureEntries.tsx';
import { FigureTable } from './FigureTable.tsx';
import { changeOf, Change } from './FigureChange.tsx';
import { type Figures, useFiguresAsked } from './figures-view.ts';
import './contracts.css';
import './public.css';

/** The plan's first year is early enough: before it nothing was registered here. */
const firstDay = '2020-01-01';

export default function FiguresPage() {
  const t = useWords();
  const language = useLanguage();
  const query = useFiguresAsked();
  const today = useHealth()?.today;
  const asked = useQuery({
    queryKey: ['contracts', 'figures', query, language],
    queryFn: () => call(getContractFigures, { query }),
    placeholderData: keepPreviousData,
  });
  const asOf = asked.data?.asOf ?? query.asOf ?? today;
  return (
    <div className="page">
      <PageHead
        title={t('contractFigures:nav')}
        note={t('contractFigures:note')}
        aside={asOf && today ? <TimeControl from={firstDay} to={today} asOf={asOf} /> : null}
      />
      <Bar query={query} />
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending ? <Skeleton lines={12} height={560} /> : null}
      {asked.data ? <Shown of={asked.data} stale={asked.isPlaceholderData} /> : null}
    </div>
  );
}

function Bar({ query }: { query: ReturnType<typeof useFiguresAsked> }) {
  const t = useWords();
  const change = useChangeSearch();
  const regions = (useRegions().data?.items ?? []).filter((one) => one.kind !== 'city');
  return (
    <div className="card public-bar">
      <label className="filter">
        <span>{t('contractFigures:by')}</span>
        <select className="input" value={query.by} onChange={(event) => change({ by: event.target.value, key: undefined })}>
          {figureDimensions.map((one) => (
            <option key={one} value={one}>
              {t(`publicContracts:by.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="filter">
        <span>{t('contractFigures:region')}</span>
        <select
          className="input"
          value={query.region ?? ''}
          onChange={(event) => change({ region: event.target.value, key: undefined })}
        >
          <option value="">{t('contractFigures:wholeCity')}</option>
          {regions.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <span className="spread" />
      {['csv', 'xlsx'].map((format) => (
        <a key={format} className="button" href={address(`/contracts/figures.${format}`, query)} download>
          {format.toUpperCase()}
        </a>
      ))}
    </div>
  );
}

function Shown({ of, stale }: { of: Figures; stale: boolean }) {
  const t = useWords();
  const { key } = useSearch();
  const { all, completeBefore } = of;
  return (
    <div className="stack" aria-busy={stale}>
      {of.complete ? null : <p className="card public-incomplete">{t('contractFigures:incomplete')}</p>}
      <dl className="card contract-amounts">
        {(['count', 'amount', 'technologyAmount'] as const).map((field) => (
          <div key={field}>
            <dt>{t(`publicContracts:columns.${field}`)}</dt>
            <dd>{exactNumber(all[field])}</dd>
            <Change of={completeBefore ? changeOf(all[field], all.before[field]) : null} />
          </div>
        ))}
      </dl>
      {completeBefore ? null : <p className="note">{t('contractFigures:incompleteBefore')}</p>}
      {of.items.length === 0 ? (
        <div className="card">
          <EmptyState title={t('contractFigures:empty')}>
            <p>{t('contractFigures:emptyWhy')}</p>
          </EmptyState>
        </div>
      ) : (
        <FigureTable of={of} />
      )}
      {key === undefined ? null : <FigureEntries of={of} />}
      <div className="public-tables">
        <FigureChanges />
        <FigureBeside of={of} />
      </div>
    </div>
  );
}
