// One deal that a technology manager carries: between whom, how it stands, what both sides let him see of it, his notes.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownDay, shownInstant } from '../../../platform/web/format.ts';
import { hasWords, useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordPage, useRecord } from '../../../records/web/index.ts';
import { life } from '../../carriedDeal.ts';
import { useYuan } from '../deals/deal-view.ts';
import { brokeringAsked, type Carried, carriedApi } from './brokering-view.ts';
import { toneOfBrokering } from './Stands.tsx';
import { Manager } from './Manager.tsx';

export default function CarriedPage() {
  const t = useWords();
  const { asked, key } = useRecord<Carried>(carriedApi, usePathParam('id'), { signedIn: true });
  return (
    <RecordPage asked={asked} back={{ to: '/carried-deals', words: t('carriedDeals:page.back') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: Carried; onDone: (after: Carried) => void }) {
  const t = useWords();
  return (
    <>
      <PageHead
        title={one.title}
        note={
          <span className="head-names">
            <Tag tone={toneOfBrokering(one.state)}>{t(`carriedDeals:states.${one.state}`)}</Tag>
            <span>{t('carriedDeals:one')}</span>
          </span>
        }
      />
      <div className="two">
        <div className="stack">
          <Facts one={one} />
          <Talks one={one} />
          <Notes one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={carriedApi}
            words="carriedDeals"
            primary={one.state === 'asked' ? 'admit' : one.state === 'admitted' ? 'takeUp' : 'note'}
            danger={['decline', 'end']}
            asked={brokeringAsked}
            given={(action) => (action === 'admit' ? { sees: 'talks' } : undefined)}
            note={
              one.mine === 'manager' && one.state === 'completed' ? (
                <p>
                  <Link to={'/deal-shares/new' as string} search={{ deal: one.deal, manager: one.manager.id }}>
                    {t('carriedDeals:page.shares')}
                  </Link>
                </p>
              ) : null
            }
            onDone={onDone}
          />
          <History api={carriedApi} id={one.id} words="carriedDeals" title={t('carriedDeals:page.history')} />
        </div>
      </div>
    </>
  );
}

function Facts({ one }: { one: Carried }) {
  const t = useWords();
  const title = (key: string) => t(`carriedDeals:${key}`);
  const why = one.reason !== null && hasWords(`carriedDeals:reasons.${one.reason}`) ? title(`reasons.${one.reason}`) : one.reason;
  const sight = (of: string | null) => (of === null ? undefined : title(`sights.${of}`));
  return (
    <section className="card" aria-label={title('page.facts')}>
      <h2>{title('page.facts')}</h2>
      <FactList
        facts={[
          [
            title('deal'),
            <span key="deal" className="head-names">
              <Tag tone="blue">{t(`deals:states.${one.dealState}`)}</Tag>
              {one.mine === 'manager' ? null : <Link to={`/deals/${one.deal}` as string}>{t('deals:one')}</Link>}
            </span>,
          ],
          [t('deals:sides.owner'), <AsWritten key="owner">{one.owner.name}</AsWritten>],
          [t('deals:sides.asker'), <AsWritten key="asker">{one.asker.name}</AsWritten>],
          [title('manager'), <Manager key="manager" one={one.manager} />],
          [title('askedBy'), t(`deals:sides.${one.askedBy}`)],
          [title('ownerSees'), sight(one.ownerSees)],
          [title('askerSees'), sight(one.askerSees)],
          [title('askedOn'), shownDay(one.askedOn)],
          [t('deals:registeredOn'), one.registeredOn === null ? undefined : shownDay(one.registeredOn)],
          [title('endedOn'), one.endedOn === null ? undefined : shownDay(one.endedOn)],
          [title('reason'), why === null ? undefined : <AsWritten key="reason">{why}</AsWritten>],
        ]}
      />
    </section>
  );
}

function Talks({ one }: { one: Carried }) {
  const t = useWords();
  const yuan = useYuan();
  if (one.mine !== 'manager' || (one.state !== 'carrying' && one.state !== 'completed')) return null;
  return (
    <section className="card" aria-label={t('carriedDeals:page.talks')}>
      <h2>{t('carriedDeals:page.talks')}</h2>
      {one.talks === null ? <p className="note">{t('carriedDeals:page.kept')}</p> : null}
      {one.talks !== null && one.talks.offers.length + one.talks.messages.length === 0 ? (
        <p className="note">{t('carriedDeals:page.nothingSaid')}</p>
      ) : null}
      {one.talks?.offers.map((each) => (
        <p key={each.version} className="head-names">
          <span>{t('carriedDeals:page.offer', { version: each.version })}</span>
          <span>{yuan(each.amount)}</span>
          <Tag>{t(`deals:sides.${each.by}`)}</Tag>
        </p>
      ))}
      {one.talks?.messages.map((each, at) => (
        <div key={`${at} ${each.at}`} className="brokering-part">
          <p className="note">
            {t(`deals:sides.${each.side}`)} · {shownInstant(each.at)}
          </p>
          <p className="brokering-text">
            <AsWritten>{each.text}</AsWritten>
          </p>
        </div>
      ))}
    </section>
  );
}

function Notes({ one }: { one: Carried }) {
  const t = useWords();
  if (one.notes.length === 0) return null;
  return (
    <section className="card" aria-label={t('carriedDeals:notes')}>
      <h2>{t('carriedDeals:notes')}</h2>
      {one.notes.toReversed().map((each) => (
        <div key={each.at} className="brokering-part">
          <p className="note">{shownInstant(each.at)}</p>
          <p className="brokering-text">
            <AsWritten>{each.text}</AsWritten>
          </p>
        </div>
      ))}
    </section>
  );
}
