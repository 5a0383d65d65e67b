// A lot at a licensed exchange: its files to send, what the exchange sent back read in, and kept by one button each.
import { useState } from 'react';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call, request } from '../../../platform/web/call.ts';
import { DocumentButtons } from '../../../platform/web/Documents.tsx';
import { saveFile } from '../../../platform/web/download.ts';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { ProblemView, TableHead } from '../../../platform/web/Parts.tsx';
import type { ResponseOf } from '../../../platform/shared/route.ts';
import { SendFile } from '../../../records/web/index.ts';
import { getLotFile, type readReturn } from '../../auctionLot.ts';
import { type Auction, auctionsApi, useYuan } from './auction-view.tsx';

type Read = ResponseOf<typeof readReturn>;
type Props = { one: Auction; onDone: (after: Auction) => void };

export function AtExchange({ one, onDone }: Props) {
  const t = useWords();
  const entering = one.actions.some(({ name }) => name === 'enterSale');
  const saveJson = async () => {
    const lot = await call(getLotFile, { params: { id: one.id } });
    saveFile(`lot-${one.id}.json`, new Blob([JSON.stringify(lot, null, 2)], { type: 'application/json' }));
  };
  return (
    <section className="card" aria-label={t('auctions:page.lot')}>
      <h2>{t('auctions:page.lot')}</h2>
      <p className="note">{t('auctions:page.lotNote')}</p>
      <p className="auction-files">
        <DocumentButtons path={`${auctionsApi}/${one.id}/lot`} name={t('auctions:page.lotName')} formats={['pdf', 'xlsx']} />
        <button type="button" className="button button-small" onClick={() => void saveJson()}>
          {t('auctions:page.lotJson')}
        </button>
      </p>
      {entering ? <ReadIn one={one} onDone={onDone} /> : null}
      {one.bids.length === 0 ? null : <Held one={one} />}
    </section>
  );
}

function ReadIn({ one, onDone }: Props) {
  const t = useWords();
  const yuan = useYuan();
  const [read, setRead] = useState<Read | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const keep = async (action: string, body: object, left: Partial<Read>) => {
    setProblem(null);
    try {
      const after = await request<Auction>('POST', `${auctionsApi}/${one.id}/${action}`, { body });
      setRead(read && { ...read, ...left });
      onDone({ ...one, ...after });
    } catch (refused) {
      setProblem(refused);
    }
  };
  const button = (words: string, action: string, body: object, left: Partial<Read>) => (
    <p>
      <button type="button" className="button button-primary" onClick={() => void keep(action, body, left)}>
        <AsWritten>{words}</AsWritten>
      </button>
    </p>
  );
  return (
    <>
      <SendFile<Read>
        path={`${auctionsApi}/${one.id}/returned`}
        accept=".json,.xlsx,.csv"
        words={{ drop: 'auctions:page.read', choose: 'auctions:page.choose', sending: 'auctions:page.reading' }}
        onSent={setRead}
      />
      {problem === null ? null : <ProblemView problem={problem} />}
      {read && !read.listing && !read.sale && !read.noSale ? <p className="note">{t('auctions:page.readNothing')}</p> : null}
      {read?.listing
        ? button(
            t('auctions:page.keepListing', { number: read.listing.exchangeNumber, on: shownDay(read.listing.listedOn) }),
            'enterListing',
            read.listing,
            { listing: null },
          )
        : null}
      {read?.sale
        ? button(
            t('auctions:page.keepSale', { buyer: read.sale.buyer.name, price: yuan(read.sale.price) }),
            'enterSale',
            { ...read.sale, buyer: read.sale.buyer.id },
            { sale: null },
          )
        : null}
      {read?.noSale ? button(t('auctions:page.keepNoSale', read.noSale), 'enterNoSale', read.noSale, { noSale: null }) : null}
    </>
  );
}

/** Bids as the exchange said them. */
function Held({ one }: { one: Auction }) {
  const t = useWords();
  const yuan = useYuan();
  const titles = [t('auctions:page.heldAt'), t('auctions:bidder'), t('auctions:bidAmount')];
  return (
    <table className="table table-list">
      <TableHead caption={t('auctions:bids')} titles={titles} />
      <tbody>
        {one.bids.map((bid, at) => (
          <tr key={`${bid.at} ${at}`}>
            <th scope="row" data-title={titles[0]}>
              {bid.at}
            </th>
            <td data-title={titles[1]}>
              <AsWritten>{bid.bidder}</AsWritten>
            </td>
            <td data-title={titles[2]}>{yuan(bid.amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
