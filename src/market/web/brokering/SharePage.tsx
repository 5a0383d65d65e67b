// Shares of technology managers in one deal: the parties, the amount, each manager's part, who has confirmed, what was disputed.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordPage, useRecord } from '../../../records/web/index.ts';
import { life } from '../../dealShare.ts';
import { useYuan } from '../deals/deal-view.ts';
import { brokeringAsked, type Shared, sharesApi } from './brokering-view.ts';
import { toneOfBrokering } from './Stands.tsx';
import { Manager, pickManager } from './Manager.tsx';

export default function SharePage() {
  const t = useWords();
  const { asked, key } = useRecord<Shared>(sharesApi, usePathParam('id'), { signedIn: true });
  return (
    <RecordPage asked={asked} back={{ to: '/deal-shares', words: t('dealShares:page.back') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: Shared; onDone: (after: Shared) => void }) {
  const t = useWords();
  const named = one.shares.map(({ manager, percent }) => ({ manager: manager.id, percent }));
  const options = one.shares.map(({ manager }) => ({ value: manager.id, title: manager.title }));
  return (
    <>
      <PageHead
        title={one.title}
        note={
          <span className="head-names">
            <Tag tone={toneOfBrokering(one.state)}>{t(`dealShares:states.${one.state}`)}</Tag>
            <span>{t(one.counts ? 'dealShares:counts.yes' : 'dealShares:counts.no')}</span>
          </span>
        }
      />
      <div className="two">
        <div className="stack">
          <Like one={one} />
          <Facts one={one} />
          <Parts one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={sharesApi}
            words="dealShares"
            primary="confirm"
            danger={['dispute', 'withdraw']}
            asked={brokeringAsked}
            sources={{ controls: { manager: pickManager(options, t('engagements:card.find')) } }}
            given={(action) => (action === 'restate' ? { shares: named } : undefined)}
            onDone={onDone}
          />
          <History api={sharesApi} id={one.id} words="dealShares" title={t('dealShares:page.history')} />
        </div>
      </div>
    </>
  );
}

/** Before it is confirmed: what may be the same deal, stated by another. */
function Like({ one }: { one: Shared }) {
  const t = useWords();
  const yuan = useYuan();
  if (one.alike === 0) return null;
  return (
    <section className="card warns" aria-label={t('dealShares:like.title')}>
      <h2>{t('dealShares:like.title')}</h2>
      <p>{t('dealShares:like.note', { count: one.alike })}</p>
      <ul>
        {one.like.map((each) => (
          <li key={each.id}>
            <Link to={`/deal-shares/${each.id}` as string}>
              <AsWritten>{each.title}</AsWritten>
            </Link>{' '}
            {yuan(each.amount)} · {shownDay(each.concludedOn)} · {t(`dealShares:states.${each.state}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ one }: { one: Shared }) {
  const t = useWords();
  const yuan = useYuan();
  const title = (key: string) => t(`dealShares:${key}`);
  const on = (day: string | null) => (day === null ? undefined : shownDay(day));
  return (
    <section className="card" aria-label={title('page.facts')}>
      <h2>{title('page.facts')}</h2>
      <FactList
        facts={[
          [title('provider'), <AsWritten key="provider">{one.provider.name}</AsWritten>],
          [title('taker'), <AsWritten key="taker">{one.taker.name}</AsWritten>],
          [title('amount'), yuan(one.amount)],
          [title('concludedOn'), shownDay(one.concludedOn)],
          [title('evidence'), one.evidence === null ? undefined : <AsWritten key="evidence">{one.evidence}</AsWritten>],
          [title('statedOn'), shownDay(one.statedOn)],
          [title('providerOn'), on(one.providerOn)],
          [title('takerOn'), on(one.takerOn)],
        ]}
      />
    </section>
  );
}

function Parts({ one }: { one: Shared }) {
  const t = useWords();
  const yuan = useYuan();
  return (
    <section className="card" aria-label={t('dealShares:shares')}>
      <h2>{t('dealShares:shares')}</h2>
      <table className="table table-list">
        <thead>
          <tr>
            {['manager', 'percent', 'part'].map((key) => (
              <th key={key} scope="col">
                {t(`dealShares:${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {one.shares.map(({ manager, percent, amount }) => (
            <tr key={manager.id}>
              <td data-title={t('dealShares:manager')}>
                <Manager one={manager} />
              </td>
              <td data-title={t('dealShares:percent')}>{percent}</td>
              <td data-title={t('dealShares:part')}>{yuan(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {one.disputes.map((each, at) => (
        <div key={`${at} ${each.on}`} className="brokering-part">
          <p className="head-names">
            <Tag tone={each.settledOn === null ? 'bad' : 'none'}>{t('dealShares:disputes')}</Tag>
            <span>{t(`dealShares:by.${each.by}`)}</span>
            <span className="note">{shownDay(each.on)}</span>
          </p>
          <p className="brokering-text">
            <AsWritten>{each.reason}</AsWritten>
          </p>
        </div>
      ))}
    </section>
  );
}
