// Records of venues: an organization's own; for officers those in their charge, to be opened.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { type Page, useCreates, WaysIn } from '../../../records/web/index.ts';
import { life, venueKinds } from '../../venue.ts';
import { stateTone, useServed, type Venue, venuesApi } from './venue-view.ts';

export default function VenueRecordsPage() {
  const t = useWords();
  const creates = useCreates(venuesApi, life);
  const choice = (key: string, words: string, of: readonly string[]): Filter => ({
    kind: 'select',
    key,
    title: t(`venues:${words}`),
    options: of.map((value) => ({ value, title: t(`venues:${words}s.${value}`) })),
  });
  return (
    <div className="page">
      <PageHead
        title={t('venues:list.title')}
        note={t('venues:list.note')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button button-primary" to={'/venues/new' as string}>
              {t('venues:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<Venue>
          name="venues"
          caption={t('venues:list.title')}
          list={(query) => request<Page<Venue>>('GET', venuesApi, { query })}
          columns={useColumns()}
          filters={[
            { kind: 'search', key: 'q', title: t('venues:list.search') },
            choice('state', 'state', life.states),
            choice('venueKind', 'kind', venueKinds),
          ]}
          open={(row) => `/venues/${row.id}`}
          empty={<EmptyState title={t('venues:list.empty')}>{t('venues:list.emptyWhy')}</EmptyState>}
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<Venue>[] {
  const t = useWords();
  const served = useServed();
  const said = (key: string, title: string, text: (row: Venue) => string | null): Column<Venue> => ({
    key,
    title: t(`venues:${title}`),
    cell: (row) => text(row) ?? '',
    text,
  });
  return [
    {
      key: 'name',
      title: t('venues:name'),
      cell: (row) => (
        <Link to={`/venues/${row.id}` as string}>
          <AsWritten>{row.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.name,
    },
    said('venueKind', 'kind', (row) => t(`venues:kinds.${row.venueKind}`)),
    {
      key: 'organization',
      title: t('venues:organization'),
      cell: (row) => <AsWritten>{row.organization.name}</AsWritten>,
      text: (row) => row.organization.name,
    },
    said('territory', 'territory', served.territory),
    {
      key: 'state',
      title: t('venues:state'),
      cell: (row) => <Tag tone={stateTone(row.state)}>{t(`venues:states.${row.state}`)}</Tag>,
      text: (row) => t(`venues:states.${row.state}`),
    },
    said('openedOn', 'openedOn', (row) => row.openedOn),
    said('closedOn', 'closedOn', (row) => row.closedOn),
  ];
}
