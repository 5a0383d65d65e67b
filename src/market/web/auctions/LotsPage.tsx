// Lots on sale or sold, for their owners, the operator and officers: at an exchange or in an auction.
import { Link } from '@tanstack/react-router';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { type Column, DataTable } from '../../../platform/web/DataTable.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { EmptyState, PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { type Page, useCreates, WaysIn } from '../../../records/web/index.ts';
import { life } from '../../auction.ts';
import { type Auction, auctionsApi, toneOf, useYuan } from './auction-view.tsx';

export default function LotsPage() {
  const t = useWords();
  const creates = useCreates(auctionsApi, life);
  return (
    <div className="page">
      <PageHead
        title={t('auctions:records')}
        note={t('auctions:list.noteRecords')}
        aside={
          <WaysIn creates={creates}>
            <Link className="button button-primary" to={'/auctions/new' as string}>
              {t('auctions:actions.create')}
            </Link>
          </WaysIn>
        }
      />
      <div className="card">
        <DataTable<Auction>
          name="auctions"
          caption={t('auctions:records')}
          list={(query) => request<Page<Auction>>('GET', auctionsApi, { query })}
          columns={useColumns()}
          filters={[
            { kind: 'search', key: 'q', title: t('auctions:list.search') },
            {
              kind: 'select',
              key: 'state',
              title: t('auctions:state'),
              options: life.states.map((value) => ({ value, title: t(`auctions:states.${value}`) })),
            },
          ]}
          open={(row) => `/auctions/${row.id}`}
          empty={<EmptyState title={t('auctions:list.empty')}>{t('auctions:list.emptyWhy')}</EmptyState>}
        />
      </div>
    </div>
  );
}

function useColumns(): readonly Column<Auction>[] {
  const t = useWords();
  const yuan = useYuan();
  const title = (key: string) => t(`auctions:${key}`);
  const said = (key: string, text: (row: Auction) => string): Column<Auction> => ({ key, title: title(key), cell: text, text });
  return [
    {
      key: 'title',
      title: title('titleField'),
      cell: (row) => (
        <Link to={`/auctions/${row.id}` as string}>
          <AsWritten>{row.title}</AsWritten>
        </Link>
      ),
      text: (row) => row.title,
    },
    {
      key: 'owner',
      title: title('owner'),
      cell: (row) => <AsWritten>{row.owner.name}</AsWritten>,
      text: (row) => row.owner.name,
    },
    said('way', (row) => title(`ways.${row.way}`)),
    {
      key: 'state',
      title: title('state'),
      cell: (row) => <Tag tone={toneOf(row.state)}>{title(`states.${row.state}`)}</Tag>,
      text: (row) => title(`states.${row.state}`),
    },
    { ...said('price', (row) => (row.price === null ? '' : yuan(row.price))), numeric: true },
    said('endedOn', (row) => row.endedOn ?? ''),
  ];
}
