// One deal, for its two sides: how it stands, details and terms, offers, messages, notice, contract; what may be done, files, history.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { hasWords, useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordFiles, RecordPage, useRecord } from '../../../records/web/index.ts';
import { life } from '../../deal.ts';
import { type Deal, dealAsked, dealsApi, toneOfDeal, useDealSources, useGiven, useYuan } from './deal-view.ts';
import { HallFiles } from '../listings/HallFiles.tsx';
import { CarriedCard } from '../brokering/CarriedCard.tsx';
import { Details, Milestones, Messages, NoticeCard } from './DealParts.tsx';
import { Offers } from './Offers.tsx';

const danger = ['decline', 'declineOffer', 'withdraw', 'end', 'upholdObjection'];
/** The next step, by the state and by what lies on the table. */
const steps = ['admit', 'acceptNda', 'acceptOffer', 'dismissObjection', 'draftContract', 'offer', 'say'];

export default function DealPage() {
  const t = useWords();
  const { asked, key } = useRecord<Deal>(dealsApi, usePathParam('id'), { signedIn: true });
  return (
    <RecordPage asked={asked} back={{ to: '/deals', words: t('deals:list.back') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

/** What makes no sense now is not offered: a notice that nobody asks for, terms that this side has accepted, answers to nothing. */
function sensible(one: Deal) {
  const undecided = one.notice?.objections.some((each) => each.decision === null) ?? false;
  const no: Record<string, boolean> = {
    acceptNda: !one.ndaNeeded || one.ndas.some((each) => each.side === one.mine),
    giveNotice: !one.noticeNeeded,
    draftContract: one.noticeNeeded,
    reconsider: one.pricing !== null,
    dismissObjection: !undecided,
    upholdObjection: !undecided,
    reachMilestone: one.milestones.length === 0,
  };
  return one.actions.filter(({ name }) => no[name] !== true);
}

function Shown({ one, onDone }: { one: Deal; onDone: (after: Deal) => void }) {
  const t = useWords();
  const actions = sensible(one);
  const first = (one.noticeNeeded ? ['giveNotice', ...steps] : steps).find((step) => actions.some(({ name }) => name === step));
  return (
    <>
      <PageHead
        title={one.title}
        note={
          <span className="head-names">
            <Tag tone={toneOfDeal(one.state)}>{t(`deals:states.${one.state}`)}</Tag>
            <span>{t(`deals:sides.${one.mine}`)}</span>
          </span>
        }
      />
      <div className="two">
        <div className="stack">
          <Facts one={one} />
          <Details one={one} />
          {one.mine === 'asker' && one.state !== 'interested' ? (
            <HallFiles listing={one.listing} title={t('market:files.ofListing')} version={one.version} />
          ) : null}
          <Offers one={one} />
          <Milestones one={one} />
          <NoticeCard one={one} />
          <Messages one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={dealsApi}
            words="deals"
            actions={actions}
            {...(first ? { primary: first } : {})}
            danger={danger}
            asked={dealAsked}
            sources={useDealSources()}
            given={useGiven(one)}
            keeps={['offer', 'say']}
            onDone={onDone}
          />
          <CarriedCard deal={one.id} state={one.state} />
          <RecordFiles kind="deal" record={one.id} version={one.version} />
          <History api={dealsApi} id={one.id} words="deals" title={t('deals:page.history')} />
        </div>
      </div>
    </>
  );
}

function Facts({ one }: { one: Deal }) {
  const t = useWords();
  const yuan = useYuan();
  const title = (key: string) => t(`deals:${key}`);
  const why = one.reason !== null && hasWords(`deals:reasons.${one.reason}`) ? title(`reasons.${one.reason}`) : one.reason;
  const on = (said: string | null) => (said === null ? undefined : shownDay(said));
  return (
    <section className="card" aria-label={title('page.facts')}>
      <h2>{title('page.facts')}</h2>
      <FactList
        facts={[
          [title('sides.owner'), one.owner?.name ?? title('anonymousOwner')],
          [title('sides.asker'), one.asker.name],
          [title('message'), one.message === '' ? undefined : one.message],
          [title('askedOn'), shownDay(one.askedOn)],
          [title('dueOn'), one.answeredOn === null ? on(one.dueOn) : undefined],
          [title('answeredOn'), on(one.answeredOn)],
          [title('amount'), yuan(one.amount)],
          [title('pricing'), one.pricing === null ? undefined : <Pricing key="pricing" one={one} of={one.pricing} />],
          [
            title('page.contract'),
            one.state === 'contracted' || one.contract !== null ? <Contract key="c" one={one} /> : undefined,
          ],
          [title('registeredOn'), on(one.registeredOn)],
          [title('reason'), why ?? undefined],
          [
            title('listing'),
            <Link key="listing" to={(one.mine === 'owner' ? `/listings/${one.listing}` : `/market/${one.listing}`) as string}>
              {title('page.open')}
            </Link>,
          ],
        ]}
      />
    </section>
  );
}

/** What made the price; an auction here is open to everybody, a lot at an exchange to its owner. */
function Pricing({ one, of }: { one: Deal; of: NonNullable<Deal['pricing']> }) {
  const t = useWords();
  const words = t(`deals:pricing.${of.way}`);
  const to = of.way === 'auction' ? `/market/auctions/${of.auction}` : one.mine === 'owner' ? `/auctions/${of.auction}` : null;
  return to === null ? words : <Link to={to as string}>{words}</Link>;
}

/** A draft is its seller's alone. */
function Contract({ one: { contract, contractState } }: { one: Deal }) {
  const t = useWords();
  if (contract === null) return <span className="note">{t('deals:page.contractHidden')}</span>;
  return (
    <>
      <AsWritten>{t(`contracts:states.${contractState}`)}</AsWritten>{' '}
      <Link to={`/contracts/${contract}` as string}>{t('deals:page.openContract')}</Link>
    </>
  );
}
