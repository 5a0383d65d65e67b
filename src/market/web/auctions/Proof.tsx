// The result worked out anew in the reader's browser, by the rules of bidding, from all bids as the events tell them; and the reserve against its digest.
import { useQuery } from '@tanstack/react-query';
import { compare } from '../../../platform/shared/money.ts';
import { call } from '../../../platform/web/call.ts';
import { saveFile } from '../../../platform/web/download.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { ProblemView, Skeleton, Verdict } from '../../../platform/web/Parts.tsx';
import { replay } from '../../auctionRules.ts';
import { type AuctionLive, type AuctionRecord, getAuctionRecord } from '../../publicAuction.ts';
import { useYuan } from './auction-view.tsx';

/** Hex of SHA-256, as reserve.ts of the server makes it; null where the browser has none to offer (a page without TLS). */
async function digestOf(reserve: string, salt: string): Promise<string | null> {
  const { subtle } = globalThis.crypto;
  if (subtle === undefined) return null;
  const bytes = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(`${salt}:${reserve}`)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function workedOut(id: string) {
  const record: AuctionRecord = await call(getAuctionRecord, { params: { id } });
  const { rounds, bids, reserve, reserveSalt } = record;
  const lines = bids.map(({ paddle, ...line }) => ({ ...line, bidder: String(paddle) }));
  const outcome = replay(new Map(rounds.map((one) => [one.round, one.terms])), lines, reserve);
  const digest = reserve === null || reserveSalt === null ? null : await digestOf(reserve, reserveSalt);
  return { record, outcome, digest };
}

export function Proof({ one }: { one: AuctionLive }) {
  const t = useWords();
  const yuan = useYuan();
  const asked = useQuery({ queryKey: ['auctionRecord', one.id], queryFn: () => workedOut(one.id) });
  if (asked.isPending) return <Skeleton lines={4} height={180} />;
  if (asked.isLoadingError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  if (!asked.data) return null;
  const { record, outcome, digest } = asked.data;
  const { reserve, reserveDigest } = record;
  const sold = one.state === 'sold';
  const calledOff = !sold && one.reason !== null && record.winner === null;
  const winner = calledOff ? null : outcome.winner;
  const same = sold
    ? winner === String(one.winner) && outcome.price !== null && compare(outcome.price, one.price ?? '0') === 0
    : winner === null;
  const faults = outcome.faults.length + record.faults.length;
  return (
    <section className="card" aria-label={t('auctions:page.proof')}>
      <h2>{t('auctions:page.proof')}</h2>
      <p className="note">{t('auctions:page.proofNote')}</p>
      <ul className="auction-proof">
        <li>
          <Verdict tone={faults === 0 ? 'good' : 'bad'}>
            {faults === 0
              ? t('auctions:page.proofBids', { count: record.bids.length })
              : t('auctions:page.proofFaults', { count: faults })}
          </Verdict>
        </li>
        <li>
          {winner === null || outcome.price === null
            ? t('auctions:page.proofNone')
            : t('auctions:page.proofWinner', { paddle: winner, price: yuan(outcome.price) })}
        </li>
        <li>
          <Verdict tone={same ? 'good' : 'bad'}>{t(same ? 'auctions:page.proofSame' : 'auctions:page.proofOther')}</Verdict>
        </li>
        <li>
          {reserve === null || digest === null ? (
            t('auctions:page.noReserve')
          ) : (
            <Verdict tone={digest === reserveDigest ? 'good' : 'bad'}>
              {t(digest === reserveDigest ? 'auctions:page.reserveIs' : 'auctions:page.reserveIsNot', { reserve: yuan(reserve) })}
            </Verdict>
          )}
        </li>
      </ul>
      <button
        type="button"
        className="button button-small"
        onClick={() =>
          saveFile(`auction-${one.id}.json`, new Blob([JSON.stringify(record, null, 2)], { type: 'application/json' }))
        }
      >
        {t('auctions:page.saveProof')}
      </button>
    </section>
  );
}
