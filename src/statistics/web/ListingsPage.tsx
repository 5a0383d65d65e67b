// The register of what the statistics bureau lists above scale: who, from when, until when, by which document.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { request } from '../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../platform/web/DataTable.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../platform/web/Parts.tsx';
import { Back, type Page, useCreates, WaysIn } from '../../records/web/index.ts';
import { life } from '../listing.ts';
import { type Listing, listingsApi, useRegionFilter } from './above-scale-view.ts';
import { useRegionName } from './view.ts';

const tones = { listed: 'good', delisted: 'none', voided: 'bad' } as const;
export const stateTone = (state: string) => tones[state as keyof typeof tones] ?? 'none';

export default function ListingsPage() {
  const t = useWords();
  const creates = useCreates(listingsApi, life);
  return (
    <div className="page">
      <Back to="/above-scale">{t('listings:nav')}</Back>
      <PageHead
        title={t('listings:list.title')}
        note={t('listings:list.note')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button" to={'/above-scale-listings/import' as string}>
              {t('listings:work.importListings')}
            </Link>
            <Link className="button button-primary" to={'/above-scale/listings/new' as string}>
              {t('listings:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<Listing>
          name="above-scale-listings"
          caption={t('listings:list.title')}
          list={(query) => request<Page<Listing>>('GET', listingsApi, { query })}
          columns={useColumns()}
          filters={useFilters()}
          open={(row) => `/above-scale/listings/${row.id}`}
          empty={<EmptyState title={t('listings:list.empty')} />}
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<Listing>[] {
  const t = useWords();
  const region = useRegionName();
  const title = (key: string) => t(`listings:${key}`);
  const none = (shown: string | null) => shown ?? <span className="note">{t('pages:unknown')}</span>;
  return [
    {
      key: 'name',
      title: title('name'),
      cell: (row) => (
        <span className="cell-name">
          <Link to={`/above-scale/listings/${row.id}` as string}>
            <AsWritten>{row.name}</AsWritten>
          </Link>
          {row.organization === null ? <Tag tone="warn">{title('known.no')}</Tag> : null}
        </span>
      ),
      text: (row) => row.name,
    },
    {
      key: 'creditCode',
      title: title('creditCode'),
      cell: (row) => (row.creditCode ? <code>{row.creditCode}</code> : none(null)),
      text: (row) => row.creditCode,
    },
    {
      key: 'region',
      title: title('region'),
      cell: (row) => none(row.region && region(row.region)),
      text: (row) => row.region && region(row.region),
    },
    { key: 'industry', title: title('industry'), cell: (row) => none(row.industry), text: (row) => row.industry },
    { key: 'listedOn', title: title('listedOn'), cell: (row) => row.listedOn, text: (row) => row.listedOn },
    { key: 'delistedOn', title: title('delistedOn'), cell: (row) => row.delistedOn ?? '', text: (row) => row.delistedOn },
    {
      key: 'document',
      title: title('document'),
      hidden: true,
      cell: (row) => none(row.document),
      text: (row) => row.document,
    },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <Tag tone={stateTone(row.state)}>{title(`states.${row.state}`)}</Tag>,
      text: (row) => title(`states.${row.state}`),
    },
  ];
}

function useFilters(): readonly Filter[] {
  const t = useWords();
  const title = (key: string) => t(`listings:${key}`);
  return [
    { kind: 'search', key: 'q', title: title('list.search') },
    useRegionFilter(title('region')),
    {
      kind: 'select',
      key: 'state',
      title: title('state'),
      options: life.states.map((value) => ({ value, title: title(`states.${value}`) })),
    },
    {
      kind: 'select',
      key: 'known',
      title: title('known'),
      options: ['yes', 'no'].map((value) => ({ value, title: title(`known.${value}`) })),
    },
  ];
}
