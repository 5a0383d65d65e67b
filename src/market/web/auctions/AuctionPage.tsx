// One auction as everybody sees it: price and time left by the server's clock, the bid form for who is admitted, the order of bids, result and proof.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { textIn } from '../../../platform/shared/words.ts';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { call } from '../../../platform/web/call.ts';
import { FailedPage } from '../../../platform/web/ErrorPage.tsx';
import { shownInstant } from '../../../platform/web/format.ts';
import { useLanguage, useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Skeleton, Tag } from '../../../platform/web/Parts.tsx';
import { Back, FactList } from '../../../records/web/index.ts';
import { type AuctionLive, getPublicAuction } from '../../publicAuction.ts';
import { namesOf, useCooperation } from '../listing-view.ts';
import { toneOf, useReason, useYuan } from './auction-view.tsx';
import { Bidding } from './Bidding.tsx';
import { BidOrder } from './BidOrder.tsx';
import { Proof } from './Proof.tsx';
import './auctions.css';

/** Asked anew often near the end, else now and then. */
const often = (one: AuctionLive | undefined): number | false => {
  if (one?.state !== 'open') return false;
  return Date.parse(one.closesAt) - Date.parse(one.now) < 600_000 ? 2000 : 10_000;
};

export default function AuctionPage() {
  const t = useWords();
  const id = usePathParam('id');
  const asked = useQuery({
    queryKey: ['auction', id],
    queryFn: () => call(getPublicAuction, { params: { id } }),
    enabled: id !== '',
    refetchInterval: ({ state }) => often(state.data),
  });
  const one = asked.data;
  return (
    <div className="page">
      <Back to="/market/auctions">{t('auctions:list.back')}</Back>
      {asked.isPending ? (
        <>
          <PageHead title={t('shell:loading')} />
          <Skeleton lines={10} height={420} />
        </>
      ) : null}
      {asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {one ? <Shown one={one} at={asked.dataUpdatedAt} again={() => void asked.refetch()} /> : null}
    </div>
  );
}

function Shown({ one, at, again }: { one: AuctionLive; at: number; again: () => void }) {
  const t = useWords();
  const reason = useReason()(one.reason);
  return (
    <>
      <PageHead
        title={one.title}
        note={<Tag tone={toneOf(one.state)}>{t(`auctions:states.${one.state}`)}</Tag>}
        aside={
          one.own ? (
            <Link className="button" to={`/auctions/${one.id}` as string}>
              {t('auctions:page.manage')}
            </Link>
          ) : null
        }
      />
      <div className="two">
        <div className="stack">
          {one.round > 1 ? (
            <p className="card note">
              <AsWritten>{t('auctions:page.changed', { times: one.round - 1, reason: reason ?? '' })}</AsWritten>
            </p>
          ) : null}
          <Standing one={one} at={at} />
          <BidOrder one={one} />
          {one.state === 'open' ? null : <Proof one={one} />}
        </div>
        <div className="stack">
          {one.state === 'open' ? <Bidding one={one} again={again} /> : null}
          <Terms one={one} />
        </div>
      </div>
    </>
  );
}

const everyHalfSecond = (watcher: () => void) => {
  const ticking = setInterval(watcher, 500);
  return () => clearInterval(ticking);
};
/** Milliseconds of the server's clock, carried on from the last answer. */
const useServerClock = (now: string, at: number): number =>
  Date.parse(now) + useSyncExternalStore(everyHalfSecond, () => Math.floor(Date.now() / 500) * 500) - at;

function Standing({ one, at }: { one: AuctionLive; at: number }) {
  const t = useWords();
  const yuan = useYuan();
  const now = useServerClock(one.now, at);
  const [opens, closes] = [Date.parse(one.opensAt), Date.parse(one.closesAt)];
  const open = one.state === 'open';
  return (
    <section className="card auction-standing" aria-label={t('auctions:page.result')}>
      <div>
        <p className="note">{t(open ? 'auctions:current' : 'auctions:price')}</p>
        <p className="auction-price">{one.price === null || one.state === 'unsold' ? '—' : yuan(one.price)}</p>
        <p className="note">
          {open
            ? t('auctions:page.least', { least: yuan(one.least) })
            : one.state === 'sold'
              ? t('auctions:page.resultSold', { paddle: one.winner ?? '', price: yuan(one.price ?? '0') })
              : t('auctions:page.resultUnsold')}
        </p>
      </div>
      <div>
        <p className="note">{t(now < opens ? 'auctions:page.opensIn' : 'auctions:page.left')}</p>
        <p className="auction-price">
          {!open ? (
            t('auctions:page.over')
          ) : now >= closes ? (
            t('auctions:page.deciding')
          ) : (
            <Left ms={(now < opens ? opens : closes) - now} />
          )}
        </p>
        <p className="note">{t('auctions:page.byServer')}</p>
      </div>
    </section>
  );
}

function Left({ ms }: { ms: number }) {
  const t = useWords();
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  return t('auctions:page.clock', {
    days: Math.floor(seconds / 86_400),
    hours: two(Math.floor(seconds / 3600) % 24),
    minutes: two(Math.floor(seconds / 60) % 60),
    seconds: two(seconds % 60),
  });
}

function Terms({ one }: { one: AuctionLive }) {
  const t = useWords();
  const yuan = useYuan();
  const language = useLanguage();
  const modes = useCooperation();
  const title = (key: string) => t(`auctions:${key}`);
  const digest = one.reserveDigest === null ? title('page.noReserve') : <code key="digest">{one.reserveDigest}</code>;
  return (
    <section className="card" aria-label={title('page.terms')}>
      <h2>{title('page.terms')}</h2>
      <FactList
        facts={[
          [
            title('listing'),
            <Link key="listing" to={`/market/${one.listing}` as string}>
              {title('page.open')}
            </Link>,
          ],
          [title('owner'), one.owner],
          [title('cooperation'), namesOf([one.cooperation], modes, '')],
          [title('operator'), one.operator ? textIn(one.operator, language) : undefined],
          [title('licence'), one.licence ? textIn(one.licence, language) : undefined],
          [title('startPrice'), yuan(one.startPrice)],
          [title('step'), yuan(one.step)],
          [title('opensAt'), shownInstant(one.opensAt)],
          [title('closesAt'), shownInstant(one.closesAt)],
          [title('extendMinutes'), String(one.extendMinutes)],
          [title('reserveDigest'), digest],
        ]}
      />
      <p className="note auction-note">{title('extendHelp')}</p>
    </section>
  );
}
