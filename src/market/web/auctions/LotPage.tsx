// The record of a lot, for its owner, the operator and officers: terms and result, bidders, what goes to an exchange and comes back, what may be done.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownDay, shownInstant } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordFiles, RecordPage, useRecord } from '../../../records/web/index.ts';
import { life } from '../../auction.ts';
import { namesOf, useCooperation } from '../listing-view.ts';
import { type Auction, auctionAsked, auctionsApi, toneOf, useAuctionSources, useReason, useYuan } from './auction-view.tsx';
import { Bidders } from './Bidders.tsx';
import { AtExchange } from './AtExchange.tsx';
import './auctions.css';

/** The next step, by the state. */
const steps = ['announce', 'handOver', 'enterListing', 'enterSale'];

export default function LotPage() {
  const t = useWords();
  const { asked, key } = useRecord<Auction>(auctionsApi, usePathParam('id'), { signedIn: true });
  return (
    <RecordPage asked={asked} back={{ to: '/auctions', words: t('auctions:list.back') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: Auction; onDone: (after: Auction) => void }) {
  const t = useWords();
  const exchange = one.way === 'exchange';
  const actions = one.actions.filter(({ name }) => name !== 'handOver' || exchange);
  const listed = one.state !== 'atExchange' || one.exchangeNumber !== null;
  const first = steps.find((step) => actions.some(({ name }) => name === step) && !(listed && step === 'enterListing'));
  const given = (action: string) => (action === 'amend' ? { ...one, reason: '' } : undefined);
  const announced = !exchange && one.state !== 'draft' && one.state !== 'withdrawn';
  return (
    <>
      <PageHead title={one.title} note={<Tag tone={toneOf(one.state)}>{t(`auctions:states.${one.state}`)}</Tag>} />
      <div className="two">
        <div className="stack">
          <Facts one={one} />
          {announced ? <Bidders one={one} /> : null}
          {exchange && one.state !== 'withdrawn' ? <AtExchange one={one} onDone={onDone} /> : null}
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={auctionsApi}
            words="auctions"
            actions={actions}
            {...(first ? { primary: first } : {})}
            danger={['withdraw', 'decline', 'cancel', 'enterNoSale']}
            asked={auctionAsked}
            sources={useAuctionSources()}
            given={given}
            note={
              <>
                {announced ? (
                  <p>
                    <Link to={`/market/auctions/${one.id}` as string}>{t('auctions:page.live')}</Link>
                  </p>
                ) : null}
                {one.deal === null ? null : (
                  <p>
                    <Link to={`/deals/${one.deal.id}` as string}>{t('auctions:page.openDeal')}</Link>
                  </p>
                )}
              </>
            }
            onDone={onDone}
          />
          <RecordFiles kind="auction" record={one.id} version={one.version} />
          <History api={auctionsApi} id={one.id} words="auctions" title={t('auctions:page.history')} />
        </div>
      </div>
    </>
  );
}

function Facts({ one }: { one: Auction }) {
  const t = useWords();
  const yuan = useYuan();
  const modes = useCooperation();
  const reason = useReason()(one.reason);
  const title = (key: string) => t(`auctions:${key}`);
  const known = <T,>(said: T | null, shown: (said: T) => string): string | undefined => (said === null ? undefined : shown(said));
  const sealed = one.way === 'auction' && one.reserveDigest !== null && one.reserve === null;
  return (
    <section className="card" aria-label={title('page.facts')}>
      <h2>{title('page.facts')}</h2>
      <FactList
        facts={[
          [title('way'), title(`ways.${one.way}`)],
          [
            title('listing'),
            <Link key="listing" to={`/listings/${one.listing}` as string}>
              {title('page.open')}
            </Link>,
          ],
          [title('owner'), one.owner.name],
          [title('operator'), one.operator?.name],
          [title('cooperation'), namesOf([one.cooperation], modes, '')],
          [title('startPrice'), known(one.startPrice, yuan)],
          [title('step'), known(one.step, yuan)],
          [title('opensAt'), known(one.opensAt, shownInstant)],
          [title('closesAt'), known(one.closesAt, shownInstant)],
          [title('extendMinutes'), known(one.extendMinutes, String)],
          [title('reserve'), sealed ? title('page.sealed') : known(one.reserve, yuan)],
          [title('reserveDigest'), one.reserveDigest === null ? undefined : <code key="digest">{one.reserveDigest}</code>],
          [title('exchange'), one.exchange ?? undefined],
          [title('exchangeNumber'), one.exchangeNumber ?? undefined],
          [title('listedOn'), known(one.listedOn, shownDay)],
          [title('bidsHeld'), known(one.bidsHeld, String)],
          [title('price'), known(one.price, yuan)],
          [title('buyer'), one.buyer?.name],
          [title('endedOn'), known(one.endedOn, shownDay)],
          [title('reason'), reason === null ? undefined : <AsWritten key="reason">{reason}</AsWritten>],
        ]}
      />
    </section>
  );
}
