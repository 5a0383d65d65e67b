// The order of bids, newest first: numbers of bidders, amounts, times; those before a change of the lot are void.
import { shownInstant } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { TableHead, Tag } from '../../../platform/web/Parts.tsx';
import type { AuctionLive } from '../../publicAuction.ts';
import { useYuan } from './auction-view.tsx';

export function BidOrder({ one }: { one: AuctionLive }) {
  const t = useWords();
  const yuan = useYuan();
  const titles = ['bidNumber', 'paddle', 'bidAmount', 'bidAt', 'state'].map((key) => t(`auctions:${key}`));
  const first = one.lines.find((line) => line.round === one.round)?.number;
  const standing = (line: AuctionLive['lines'][number]) => {
    if (line.round !== one.round) return <Tag>{t('auctions:page.void')}</Tag>;
    if (line.number !== first) return t('auctions:page.valid');
    if (one.state === 'open') return <Tag tone="good">{t('auctions:page.leading')}</Tag>;
    return one.state === 'sold' ? <Tag tone="blue">{t('auctions:page.won')}</Tag> : t('auctions:page.valid');
  };
  return (
    <section className="card" aria-label={t('auctions:page.bids')}>
      <h2>{t('auctions:page.bids')}</h2>
      {one.lines.length === 0 ? (
        <p className="note">{t('auctions:page.noBids')}</p>
      ) : (
        <>
          <div>
            <table className="table table-list">
              <TableHead caption={t('auctions:page.bids')} titles={titles} />
              <tbody>
                {one.lines.map((line) => (
                  <tr key={line.number}>
                    <th scope="row" data-title={titles[0]}>
                      {line.number}
                    </th>
                    <td data-title={titles[1]}>
                      {line.paddle} {line.paddle === one.mine?.paddle ? <Tag tone="blue">{t('auctions:page.yours')}</Tag> : null}
                    </td>
                    <td data-title={titles[2]}>{yuan(line.amount)}</td>
                    <td data-title={titles[3]}>
                      {shownInstant(line.at)}:{line.at.slice(17, 23)}
                    </td>
                    <td data-title={titles[4]}>{standing(line)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="note auction-note">{t('auctions:page.bidsNote')}</p>
        </>
      )}
    </section>
  );
}
