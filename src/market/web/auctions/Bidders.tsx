// Who bids in an auction, for the operator that admits; for owner and bureau once it is over.
import { useQuery } from '@tanstack/react-query';
import { ActionBar } from '../../../platform/web/ActionBar.tsx';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { request } from '../../../platform/web/call.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { TableHead, Tag } from '../../../platform/web/Parts.tsx';
import { type Page, withControls } from '../../../records/web/index.ts';
import { type Auction, type Bidder, biddersApi, toneOf, useYuan } from './auction-view.tsx';

export function Bidders({ one }: { one: Auction }) {
  const t = useWords();
  const yuan = useYuan();
  const asked = useQuery({
    queryKey: ['auctionBidders', one.id],
    queryFn: () => request<Page<Bidder>>('GET', biddersApi, { query: { auction: one.id, limit: 200 } }),
    refetchInterval: one.state === 'open' ? 10_000 : false,
  });
  const rows = asked.data?.items ?? [];
  const titles = ['bidder', 'state', 'paddle', 'bidAmount', 'reason'].map((key) => t(`auctions:${key}`));
  return (
    <section className="card" aria-label={t('auctions:page.bidders')}>
      <h2>{t('auctions:page.bidders')}</h2>
      {rows.length === 0 ? (
        <p className="note">{t(one.state === 'open' ? 'auctions:page.noBidders' : 'auctions:page.noBids')}</p>
      ) : (
        <table className="table table-list">
          <TableHead caption={t('auctions:page.bidders')} titles={titles} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" data-title={titles[0]}>
                  <AsWritten>{row.organization.name}</AsWritten>
                </th>
                <td data-title={titles[1]}>
                  <Tag tone={toneOf(row.state)}>{t(`auctions:states.${row.state}`)}</Tag>
                </td>
                <td data-title={titles[2]}>{row.paddle ?? ''}</td>
                <td data-title={titles[3]}>{row.amount === null ? '' : yuan(row.amount)}</td>
                <td data-title={titles[4]}>
                  {row.reason === null ? null : <AsWritten>{row.reason}</AsWritten>}
                  {one.state === 'open' && row.actions.length > 0 ? (
                    <ActionBar
                      record={{
                        ...row,
                        actions: row.actions.map((offer) =>
                          withControls(offer, { controls: { reason: { control: 'textarea' } } }),
                        ),
                      }}
                      api={biddersApi}
                      words="auctions"
                      danger={['refuse']}
                      onDone={() => void asked.refetch()}
                    />
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
