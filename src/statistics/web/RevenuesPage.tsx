// The yearly revenues that thresholds are compared with: of whom, of which year, by which document. For the chain in charge alone.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { Back, type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { life } from '../revenue.ts';
import { type Revenue, revenuesApi, useAmount, useRegionFilter } from './above-scale-view.ts';
import { useRegionName } from './view.ts';

export default function RevenuesPage() {
  const t = useWords();
  const creates = useCreates(revenuesApi, life);
  return (
    <div className="page">
      <Back to="/above-scale">{t('listings:nav')}</Back>
      <PageHead
        title={t('revenues:list.title')}
        note={t('revenues:list.note')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button" to={'/yearly-revenues/import' as string}>
              {t('listings:work.importRevenues')}
            </Link>
            <Link className="button button-primary" to={'/above-scale/revenues/new' as string}>
              {t('revenues:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<Revenue>
          name="yearly-revenues"
          caption={t('revenues:list.title')}
          list={(query) => request<Page<Revenue>>('GET', revenuesApi, { query })}
          columns={useColumns()}
          filters={useFilters()}
          open={(row) => `/above-scale/revenues/${row.id}`}
          empty={<EmptyState title={t('revenues:list.empty')} />}
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<Revenue>[] {
  const t = useWords();
  const region = useRegionName();
  const amount = useAmount();
  const title = (key: string) => t(`revenues:${key}`);
  const place = (row: Revenue) => row.region && region(row.region);
  return [
    {
      key: 'organization',
      title: title('organization'),
      cell: (row) => (
        <Link to={`/above-scale/revenues/${row.id}` as string}>
          <AsWritten>{row.organization.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.organization.name,
    },
    { key: 'region', title: title('region'), cell: place, text: place },
    { key: 'year', title: title('year'), cell: (row) => row.year, text: (row) => String(row.year) },
    { key: 'revenue', title: title('revenue'), cell: (row) => amount(row.revenue), text: (row) => row.revenue },
    { key: 'document', title: title('document'), cell: (row) => row.document ?? '', text: (row) => row.document },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <Tag tone={row.state === 'stated' ? 'good' : 'bad'}>{title(`states.${row.state}`)}</Tag>,
      text: (row) => title(`states.${row.state}`),
    },
  ];
}

function useFilters(): readonly Filter[] {
  const t = useWords();
  const title = (key: string) => t(`revenues:${key}`);
  return [
    { kind: 'search', key: 'q', title: title('list.search') },
    useRegionFilter(title('region')),
    {
      kind: 'select',
      key: 'state',
      title: title('state'),
      options: life.states.map((value) => ({ value, title: title(`states.${value}`) })),
    },
  ];
}
