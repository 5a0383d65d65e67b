// The market's venues as everybody sees them, in the order of what came of them: quantity and truth apart.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call } from '../../../platform/web/call.ts';
import { type Column, DataTable, type Filter } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import { listMarketVenues, type PublicVenue, type VenueFigures } from '../../publicVenue.ts';
import { venueKinds } from '../../venue.ts';
import { listingReaders } from '../readers.ts';
import { useFigure, useServed } from './venue-view.ts';

const kindIn = (said: unknown) => venueKinds.find((one) => one === said);

export default function VenuesPage() {
  const t = useWords();
  const reader = useSession()?.roles.some((role) => listingReaders.some((one) => one === role)) ?? false;
  const filters: readonly Filter[] = [
    {
      kind: 'select',
      key: 'kind',
      title: t('venues:kind'),
      options: venueKinds.map((value) => ({ value, title: t(`venues:kinds.${value}`) })),
    },
  ];
  return (
    <div className="page">
      <PageHead
        title={t('venues:hall.title')}
        note={t('venues:hall.note')}
        aside={
          reader ? (
            <Link className="button" to={'/venues' as string}>
              {t('venues:hall.manage')}
            </Link>
          ) : null
        }
      />
      <div className="card">
        <DataTable<PublicVenue>
          name="market-venues"
          caption={t('venues:hall.title')}
          list={async (query) => {
            const kind = kindIn(query['kind']);
            return { ...(await call(listMarketVenues, { query: kind ? { kind } : {} })), next: null };
          }}
          columns={useColumns()}
          filters={filters}
          open={(row) => `/market/venues/${row.id}`}
          empty={<EmptyState title={t('venues:hall.empty')}>{t('venues:hall.emptyWhy')}</EmptyState>}
        />
        <p className="note">{t('venues:figures.note')}</p>
      </div>
    </div>
  );
}

function useColumns(): readonly Column<PublicVenue>[] {
  const t = useWords();
  const figure = useFigure();
  const served = useServed();
  const figured = (part: keyof VenueFigures, title: string = part): Column<PublicVenue> => ({
    key: part,
    title: t(`venues:figures.${title}`),
    cell: (row) => figure(row.figures, part),
    text: (row) => row.figures[part],
  });
  return [
    {
      key: 'name',
      title: t('venues:name'),
      cell: (row) => (
        <Link to={`/market/venues/${row.id}` as string}>
          <AsWritten>{row.name}</AsWritten>
        </Link>
      ),
      text: (row) => row.name,
    },
    {
      key: 'kind',
      title: t('venues:kind'),
      cell: (row) => <Tag tone="blue">{t(`venues:kinds.${row.kind}`)}</Tag>,
      text: (row) => t(`venues:kinds.${row.kind}`),
    },
    { key: 'territory', title: t('venues:territory'), cell: served.territory, text: served.territory },
    figured('contracts', 'contractsShort'),
    figured('talks'),
    figured('answered', 'answeredShort'),
    figured('confirmed'),
    figured('stale'),
    {
      key: 'organization',
      title: t('venues:organization'),
      hidden: true,
      cell: (row) => <AsWritten>{row.organization.name}</AsWritten>,
      text: (row) => row.organization.name,
    },
    {
      key: 'titles',
      title: t('venues:titles.title'),
      hidden: true,
      cell: (row) => <AsWritten>{row.titles.map(({ title }) => title).join('；')}</AsWritten>,
      text: (row) => row.titles.map(({ title }) => title).join('；'),
    },
  ];
}
