// What sources report of the city, by series: value, period, place, basis, source. Filters in the URL; never a figure of another place.
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { textIn } from '../../platform/shared/words.ts';
import { useChangeSearch, useSearch } from '../../platform/web/address.ts';
import { saveCsv } from '../../platform/web/download.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { type Filter, TableBar } from '../../platform/web/TableBar.tsx';
import { useCreates, WaysIn } from '../../records/web/index.ts';
import { life } from '../reportedFigure.ts';
import { GroupTable } from './GroupTable.tsx';
import { type Group, groupsOf } from './lines.ts';
import { Sections } from './Sections.tsx';
import { SeriesChart } from './SeriesChart.tsx';
import { figuresApi, type Reported, useIndicators, usePeriod, useRegionName, useReported, useShownValue } from './view.ts';

export default function FiguresPage() {
  const t = useWords();
  const search = useSearch();
  const creates = useCreates(figuresApi, life);
  const asked = useReported(Object.fromEntries(['region', 'verified', 'year', 'state'].map((key) => [key, search[key]])));
  const root = useRegions().data?.items.find((one) => one.kind === 'city')?.id ?? '';
  const known = useIndicators();
  const indicators = known.data;
  // The series stand in the order of the indicators: they are shown when that is known, and do not change places.
  const pending = asked.isPending || known.isPending;
  const all = useMemo(
    () => groupsOf((pending ? undefined : asked.data?.rows) ?? [], indicators?.map((one) => one.code) ?? [], root),
    [asked.data, indicators, pending, root],
  );
  const shown = search['series'] ? all.filter((one) => one.series === search['series']) : all;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const toggle = (key: string) =>
    setHidden((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]));
  const columns = ['period', 'value', 'place', 'basis', 'source'].map((key) => ({ key, title: t(`statistics:columns.${key}`) }));
  return (
    <div className="page">
      <PageHead
        title={t('statistics:figures.title')}
        note={t('statistics:figures.note')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button button-primary" to={'/figures/new' as string}>
              {t('statistics:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <Sections />
      {search['series'] && shown[0] ? <SeriesChart group={shown[0]} /> : null}
      <section className="card" aria-label={t('statistics:figures.title')} aria-busy={asked.isFetching}>
        <TableBar filters={useFilters(all)} columns={columns} hidden={hidden} toggle={toggle} files={{ csv: null, xlsx: null }}>
          <Save groups={shown} />
        </TableBar>
        {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
        {pending ? <Skeleton lines={12} height={520} /> : null}
        {asked.isSuccess && !pending && shown.length === 0 ? <Nothing /> : null}
        {shown.length > 0 ? (
          <GroupTable
            groups={shown}
            columns={columns.filter((one) => !hidden.has(one.key))}
            known={new Set(indicators?.map((one) => one.code))}
            root={root}
            stale={asked.isPlaceholderData}
          />
        ) : null}
        {asked.data?.whole === false ? (
          <p className="note">{t('statistics:figures.notWhole', { count: asked.data.rows.length })}</p>
        ) : null}
      </section>
    </div>
  );
}

function useFilters(groups: readonly Group[]): readonly Filter[] {
  const t = useWords();
  const regions = useRegions().data?.items ?? [];
  const title = (key: string) => t(`statistics:${key}`);
  // What was chosen stays a choice, also where other filters leave no value of it.
  const kept = useSearch()['series'];
  const named = groups.map((one) => ({ value: one.series, title: one.name }));
  return [
    {
      kind: 'select',
      key: 'series',
      title: title('series'),
      options: kept && !named.some((one) => one.value === kept) ? [...named, { value: kept, title: kept }] : named,
    },
    {
      kind: 'select',
      key: 'region',
      title: title('region'),
      options: regions.filter((one) => one.kind !== 'city').map((one) => ({ value: one.id, title: one.name })),
    },
    {
      kind: 'select',
      key: 'verified',
      title: title('verified'),
      options: ['yes', 'no'].map((value) => ({
        value,
        title: t(value === 'yes' ? 'pages:source.verified' : 'pages:notVerified'),
      })),
    },
    {
      kind: 'select',
      key: 'state',
      title: title('state'),
      options: life.states.map((value) => ({ value, title: title(`states.${value}`) })),
    },
  ];
}

function Nothing(): ReactNode {
  const t = useWords();
  const search = useSearch();
  const change = useChangeSearch();
  const keys = ['series', 'region', 'verified', 'year', 'state'];
  if (!keys.some((key) => search[key]))
    return <EmptyState title={t('statistics:figures.empty')}>{t('statistics:figures.emptyWhy')}</EmptyState>;
  return (
    <EmptyState title={t('shell:list.nothingFits')}>
      <button type="button" className="button" onClick={() => change(Object.fromEntries(keys.map((key) => [key, undefined])))}>
        {t('shell:list.clear')}
      </button>
    </EmptyState>
  );
}

/** Saves exactly what is shown, every row of it, with the value in its base unit too. */
function Save({ groups }: { groups: readonly Group[] }) {
  const t = useWords();
  const language = useLanguage();
  const region = useRegionName();
  const period = usePeriod();
  const value = useShownValue();
  const head = ['series', 'period', 'value', 'display', 'region', 'scope', 'basis', 'verified', 'source', 'state'].map((key) =>
    t(`statistics:file.${key}`),
  );
  const line = (one: Reported) => [
    one.seriesName,
    period(one.period),
    one.value,
    value(one),
    region(one.region),
    one.scope,
    one.basis ? textIn(one.basis, language) : null,
    one.source ? t(one.source.verified ? 'pages:source.verified' : 'pages:notVerified') : t('pages:source.house'),
    one.source?.address ?? one.source?.title ?? null,
    t(`statistics:states.${one.state}`),
  ];
  return (
    <button
      type="button"
      className="button"
      disabled={groups.length === 0}
      onClick={() =>
        saveCsv(
          t('statistics:figures.title'),
          head,
          groups.flatMap((group) => group.rows.map(line)),
        )
      }
    >
      CSV
    </button>
  );
}
