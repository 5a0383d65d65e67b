// Auctions that were announced, for everybody: what is sold, for how much so far, until when.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { type Column, DataTable, type PageOf } from '../../../platform/web/DataTable.tsx';
import { shownInstant } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import { listPublicAuctions, type PublicAuction } from '../../publicAuction.ts';
import { auctionReaders } from '../readers.ts';
import { toneOf, useYuan } from './auction-view.tsx';

export default function AuctionsPage() {
  const t = useWords();
  const reader = useSession()?.roles.some((role) => auctionReaders.some((one) => one === role)) ?? false;
  return (
    <div className="page">
      <PageHead
        title={t('auctions:nav')}
        note={t('auctions:list.note')}
        aside={
          reader ? (
            <Link className="button" to={'/auctions' as string}>
              {t('auctions:records')}
            </Link>
          ) : null
        }
      />
      <div className="card">
        <DataTable<PublicAuction>
          name="publicAuctions"
          caption={t('auctions:nav')}
          list={(query) => request<PageOf<PublicAuction>>('GET', listPublicAuctions.path, { query })}
          columns={useColumns()}
          open={(row) => `/market/auctions/${row.id}`}
          empty={<EmptyState title={t('auctions:list.publicEmpty')}>{t('auctions:list.publicEmptyWhy')}</EmptyState>}
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<PublicAuction>[] {
  const t = useWords();
  const yuan = useYuan();
  const title = (key: string) => t(`auctions:${key}`);
  const price = (row: PublicAuction) => (row.price === null ? '' : yuan(row.price));
  return [
    {
      key: 'title',
      title: title('titleField'),
      cell: (row) => (
        <Link to={`/market/auctions/${row.id}` as string}>
          <AsWritten>{row.title}</AsWritten>
        </Link>
      ),
      text: (row) => row.title,
    },
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <Tag tone={toneOf(row.state)}>{title(`states.${row.state}`)}</Tag>,
      text: (row) => title(`states.${row.state}`),
    },
    {
      key: 'start',
      title: title('startPrice'),
      cell: (row) => yuan(row.startPrice),
      text: (row) => row.startPrice,
      numeric: true,
    },
    { key: 'price', title: title('current'), cell: price, text: price, numeric: true },
    { key: 'bids', title: title('bidsHeld'), cell: (row) => row.bids, text: (row) => String(row.bids), numeric: true },
    { key: 'opensAt', title: title('opensAt'), cell: (row) => shownInstant(row.opensAt), text: (row) => row.opensAt },
    { key: 'closesAt', title: title('closesAt'), cell: (row) => shownInstant(row.closesAt), text: (row) => row.closesAt },
  ];
}
