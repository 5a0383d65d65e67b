// What districts report: work in progress, experience, proposals; and what each sent in the year.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { call, request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter, type PageOf } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { useRegions } from '../../platform/web/regions.ts';
import { useSession } from '../../platform/web/session.ts';
import { useCreates, WaysIn } from '../../records/web/index.ts';
import { getReportStatistics, life, reportTypes } from '../workReport.ts';
import { type Report, reportsApi, toneOfState, useRegionName } from './at-work-view.ts';
import { WorkSections } from './WorkSections.tsx';

export default function ReportsPage() {
  const t = useWords();
  const creates = useCreates(reportsApi, life);
  const filters = useFilters();
  const columns = useColumns();
  return (
    <div className="page">
      <PageHead
        title={t('atWork:sections.reports')}
        note={t('workReports:list.note')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button button-primary" to={'/work-reports/new' as string}>
              {t('workReports:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <WorkSections />
      <div className="card">
        <DataTable<Report>
          name="work-reports"
          caption={t('atWork:sections.reports')}
          list={(query) => request<PageOf<Report>>('GET', reportsApi, { query })}
          filters={filters}
          open={(one) => `/work-reports/${one.id}`}
          empty={<EmptyState title={t('workReports:list.empty')}>{t('workReports:list.emptyWhy')}</EmptyState>}
          columns={columns}
        />
      </div>
      <ByDistrict />
    </div>
  );
}

function useColumns(): readonly Column<Report>[] {
  const t = useWords();
  const region = useRegionName();
  const state = (one: Report) => (one.overdue ? t('workReports:overdue') : t(`workReports:states.${one.state}`));
  return [
    {
      key: 'title',
      title: t('workReports:title'),
      cell: (one) => (
        <Link to={`/work-reports/${one.id}` as string}>
          <AsWritten>{one.title}</AsWritten>
        </Link>
      ),
      text: (one) => one.title,
    },
    {
      key: 'type',
      title: t('workReports:type'),
      cell: (one) => t(`workReports:types.${one.type}`),
      text: (one) => t(`workReports:types.${one.type}`),
    },
    {
      key: 'region',
      title: t('workReports:region'),
      cell: (one) => region(one.region),
      text: (one) => region(one.region),
    },
    { key: 'period', title: t('workReports:period'), cell: (one) => one.period, text: (one) => one.period },
    { key: 'sentOn', title: t('workReports:sentOn'), cell: (one) => one.sentOn ?? '', text: (one) => one.sentOn },
    {
      key: 'state',
      title: t('workReports:state'),
      cell: (one) => <Tag tone={one.overdue ? 'bad' : toneOfState(one.state)}>{state(one)}</Tag>,
      text: state,
    },
  ];
}

function useFilters(): readonly Filter[] {
  const t = useWords();
  const regions = useRegions().data?.items ?? [];
  return [
    { kind: 'search', key: 'q', title: t('workReports:title') },
    {
      kind: 'select',
      key: 'type',
      title: t('workReports:type'),
      options: reportTypes.map((value) => ({ value, title: t(`workReports:types.${value}`) })),
    },
    {
      kind: 'select',
      key: 'region',
      title: t('workReports:region'),
      options: regions.filter((one) => one.kind !== 'city').map((one) => ({ value: one.id, title: one.name })),
    },
    {
      kind: 'select',
      key: 'state',
      title: t('workReports:state'),
      options: life.states.map((value) => ({ value, title: t(`workReports:states.${value}`) })),
    },
  ];
}

const counted = ['sent', 'work', 'experience', 'proposal', 'answered', 'selected', 'published'] as const;
const own: readonly string[] = reportTypes;

/** What each district sent this year, and what became of it. */
function ByDistrict() {
  const t = useWords();
  const region = useRegionName();
  const account = useSession()?.account ?? null;
  const asked = useQuery({
    queryKey: [reportsApi, 'statistics', account],
    queryFn: () => call(getReportStatistics),
    enabled: account !== null,
  });
  const words = (key: string) => (own.includes(key) ? t(`workReports:types.${key}`) : t(`workReports:statistics.${key}`));
  return (
    <section className="card" aria-label={t('workReports:statistics.title')}>
      <h2>
        {t('workReports:statistics.title')}
        {asked.data ? <small> {t('workReports:statistics.note', { year: asked.data.from.slice(0, 4) })}</small> : null}
      </h2>
      {asked.isPending ? <Skeleton lines={6} height={220} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? (
        <div className="list-scroll">
          <table className="table table-list">
            <caption className="sr-only">{t('workReports:statistics.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('workReports:region')}</th>
                {counted.map((key) => (
                  <th key={key} scope="col" className="num">
                    {words(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {asked.data.items.map((row) => (
                <tr key={row.region}>
                  <td data-title={t('workReports:region')}>{region(row.region)}</td>
                  {counted.map((key) => (
                    <td key={key} data-title={words(key)} className="num">
                      {row[key]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </section>
  );
}
