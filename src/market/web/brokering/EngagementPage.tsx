// One listing that a technology manager takes on: who, since when, the contacts that he logged, what may be done. For its owner and him.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { hasWords, useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordPage, useRecord } from '../../../records/web/index.ts';
import { life } from '../../engagement.ts';
import { stateTone } from '../listing-view.ts';
import { brokeringAsked, type Engagement, engagementsApi } from './brokering-view.ts';
import { Manager } from './Manager.tsx';
import { StandsTag } from './Stands.tsx';
import { useHealth } from '../../../platform/web/session.ts';

export default function EngagementPage() {
  const t = useWords();
  const { asked, key } = useRecord<Engagement>(engagementsApi, usePathParam('id'), { signedIn: true });
  return (
    <RecordPage asked={asked} back={{ to: '/engagements', words: t('engagements:page.backList') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: Engagement; onDone: (after: Engagement) => void }) {
  const t = useWords();
  const today = useHealth()?.today;
  return (
    <>
      <PageHead
        title={one.title}
        note={
          <span className="head-names">
            <StandsTag one={one} />
            <span>{t('engagements:one')}</span>
          </span>
        }
      />
      <div className="two">
        <div className="stack">
          <Facts one={one} />
          <Contacts one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={engagementsApi}
            words="engagements"
            primary={one.state === 'proposed' ? 'accept' : 'logContact'}
            danger={['decline', 'withdraw', 'end']}
            asked={brokeringAsked}
            given={(action) => (action === 'logContact' && today ? { on: today } : undefined)}
            keeps={['logContact']}
            note={
              one.mine === 'manager' && one.state === 'standing' ? (
                <p className="brokering-next">
                  <Link className="button" to={`/listings/${one.listing}` as string}>
                    {t('engagements:page.propose')}
                  </Link>
                </p>
              ) : null
            }
            onDone={onDone}
          />
          <History api={engagementsApi} id={one.id} words="engagements" title={t('engagements:page.history')} />
        </div>
      </div>
    </>
  );
}

function Facts({ one }: { one: Engagement }) {
  const t = useWords();
  const title = (key: string) => t(`engagements:${key}`);
  const why = one.reason !== null && hasWords(`engagements:reasons.${one.reason}`) ? title(`reasons.${one.reason}`) : one.reason;
  const reads = one.mine === 'owner' || one.state === 'standing';
  return (
    <section className="card" aria-label={title('page.facts')}>
      <h2>{title('page.facts')}</h2>
      <FactList
        facts={[
          [
            title('listing'),
            <span key="listing" className="head-names">
              <Tag tone={stateTone(one.listingState)}>{t(`market:states.${one.listingState}`)}</Tag>
              <Link to={(reads ? `/listings/${one.listing}` : `/market/${one.listing}`) as string}>
                {title('page.openListing')}
              </Link>
            </span>,
          ],
          [title('shownUntil'), one.shownUntil === null ? undefined : shownDay(one.shownUntil)],
          [title('owner'), one.owner === null ? title('page.anonymous') : <AsWritten key="owner">{one.owner.name}</AsWritten>],
          [title('manager'), <Manager key="manager" one={one.manager} />],
          [title('proposedBy'), title(`by.${one.proposedBy}`)],
          [title('note'), one.note === null ? undefined : <AsWritten key="note">{one.note}</AsWritten>],
          [title('askedOn'), shownDay(one.askedOn)],
          [title('since'), one.since === null ? undefined : shownDay(one.since)],
          [title('nextOn'), one.nextOn === null ? undefined : shownDay(one.nextOn)],
          [title('endedOn'), one.endedOn === null ? undefined : shownDay(one.endedOn)],
          [title('reason'), why === null ? undefined : <AsWritten key="reason">{why}</AsWritten>],
        ]}
      />
    </section>
  );
}

function Contacts({ one }: { one: Engagement }) {
  const t = useWords();
  if (one.since === null) return null;
  return (
    <section className="card" aria-label={t('engagements:contacts')}>
      <h2>{t('engagements:contacts')}</h2>
      <p className="note">{t('engagements:page.both')}</p>
      {one.contacts.length === 0 ? <p>{t('engagements:page.noContacts')}</p> : null}
      {one.contacts.toReversed().map((each) => (
        <div key={each.number} className="brokering-part">
          <p className="head-names">
            <strong>{shownDay(each.on)}</strong>
            <Tag>{t(`engagements:ways.${each.how}`)}</Tag>
            <AsWritten>{each.with}</AsWritten>
          </p>
          <p className="brokering-text">
            <AsWritten>{each.note}</AsWritten>
          </p>
          {each.nextOn === null ? null : (
            <p className="note">
              {t('engagements:nextOn')} {shownDay(each.nextOn)}
            </p>
          )}
        </div>
      ))}
    </section>
  );
}
