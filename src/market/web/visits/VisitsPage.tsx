// Visits to firms as a list, by district, month and officer, with what of each is still open.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { useRegions } from '../../../platform/web/regions.ts';
import { type Page, useCreates, WaysIn } from '../../../records/web/index.ts';
import { life, purposes } from '../../visit.ts';
import { useRegionName } from '../listing-view.ts';
import { useAtHand, type Visit, visitsApi } from './visit-view.ts';

export default function VisitsPage() {
  const t = useWords();
  const creates = useCreates(visitsApi, life);
  return (
    <div className="page">
      <PageHead
        title={t('visits:nav')}
        note={t('visits:list.note')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button" to={'/visits/figures' as string}>
              {t('visits:figures.title')}
            </Link>
            <Link className="button" to={'/visit-items' as string}>
              {t('visits:items.nav')}
            </Link>
            <Link className="button button-primary" to={'/visits/new' as string}>
              {t('visits:form.title')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<Visit>
          name="visits"
          caption={t('visits:nav')}
          list={(query) => request<Page<Visit>>('GET', visitsApi, { query })}
          columns={useColumns()}
          filters={useFilters()}
          fixed={{ state: 'logged' }}
          open={(row) => `/visits/${row.id}`}
          exportPath="/visits/export"
          empty={<EmptyState title={t('visits:list.empty')}>{t('visits:list.emptyWhy')}</EmptyState>}
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<Visit>[] {
  const t = useWords();
  const region = useRegionName();
  const count = (row: Visit, sort: 'question' | 'task') => row.items.filter((one) => one.sort === sort).length;
  const came = (key: string, of: (row: Visit) => number): Column<Visit> => ({
    key,
    title: t(`visits:${key}`),
    numeric: true,
    cell: (row) => of(row) || '',
    text: (row) => String(of(row)),
  });
  return [
    {
      key: 'organization',
      title: t('visits:organization'),
      cell: (row) => (
        <Link to={`/visits/${row.id}` as string}>
          <AsWritten>{row.organization.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.organization.name,
    },
    { key: 'on', title: t('visits:on'), cell: (row) => row.on, text: (row) => row.on },
    {
      key: 'purpose',
      title: t('visits:purpose'),
      cell: (row) => t(`visits:purposes.${row.purpose}`),
      text: (row) => t(`visits:purposes.${row.purpose}`),
    },
    {
      key: 'officer',
      title: t('visits:officer'),
      cell: (row) => <AsWritten>{row.officer.name}</AsWritten>,
      text: (row) => row.officer.name,
    },
    { key: 'region', title: t('visits:region'), cell: (row) => region(row.region) ?? '', text: (row) => region(row.region) },
    came('demands', (row) => row.demands.length),
    came('questions', (row) => count(row, 'question')),
    came('tasks', (row) => count(row, 'task')),
    {
      key: 'open',
      title: t('visits:open'),
      cell: (row) => (row.open > 0 ? <Tag tone={row.items.some(({ late }) => late) ? 'bad' : 'warn'}>{row.open}</Tag> : ''),
      text: (row) => String(row.open),
    },
  ];
}

function useFilters(): readonly Filter[] {
  const t = useWords();
  const regions = (useRegions().data?.items ?? []).filter(({ kind }) => kind !== 'city');
  const atHand = useAtHand();
  return [
    { kind: 'search', key: 'q', title: t('visits:list.search') },
    {
      kind: 'select',
      key: 'region',
      title: t('visits:region'),
      options: regions.map(({ id, name }) => ({ value: id, title: name })),
    },
    {
      kind: 'select',
      key: 'month',
      title: t('visits:month'),
      options: monthsTo(atHand?.today).map((value) => ({ value, title: value })),
    },
    {
      kind: 'select',
      key: 'officer',
      title: t('visits:officer'),
      options: (atHand?.officers ?? []).map(({ id, name }) => ({ value: id, title: name })),
    },
    {
      kind: 'select',
      key: 'purpose',
      title: t('visits:purpose'),
      options: purposes.map((value) => ({ value, title: t(`visits:purposes.${value}`) })),
    },
    { kind: 'select', key: 'open', title: t('visits:open'), options: [{ value: 'yes', title: t('visits:openYes') }] },
  ];
}

/** Two years of months, the newest first. */
export function monthsTo(today: string | undefined): string[] {
  if (today === undefined) return [];
  const last = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  return Array.from({ length: 24 }, (_none, at) => {
    const month = last - at;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}
