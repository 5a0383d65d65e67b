// A visit: what was noted, what came of it and how that stands, and the next step: a demand for the firm, a policy question, a task.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordPage, useRecord } from '../../../records/web/index.ts';
import { itemSorts, life } from '../../visit.ts';
import { stateTone, useCooperation, useDemandTypes, useRegionName } from '../listing-view.ts';
import { asAsked, toneOf, type Visit, visitsApi } from './visit-view.ts';
import './visits.css';

export default function VisitPage() {
  const t = useWords();
  const { asked, key } = useRecord<Visit>(visitsApi, usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/visits', words: t('visits:page.back') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: Visit; onDone: (after: Visit) => void }) {
  const t = useWords();
  const sources = { options: { cooperation: useCooperation(), demandType: useDemandTypes() } };
  const given = (action: string) =>
    action === 'correct'
      ? { ...one, reason: '' }
      : action === 'raiseDemand'
        ? { text: one.text, cooperation: ['03'] }
        : undefined;
  return (
    <>
      <PageHead
        title={one.organization.name}
        note={
          <>
            {shownDay(one.on)} · {t(`visits:purposes.${one.purpose}`)}{' '}
            {one.state === 'voided' ? <Tag tone="bad">{t('visits:states.voided')}</Tag> : null}
          </>
        }
      />
      <div className="two">
        <div className="stack">
          <Facts one={one} />
          <Came one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={visitsApi}
            words="visits"
            primary="raiseDemand"
            danger={['void', 'eraseMet']}
            asked={asAsked}
            sources={sources}
            given={given}
            onDone={onDone}
          />
          <History api={visitsApi} id={one.id} words="visits" title={t('visits:page.history')} />
        </div>
      </div>
    </>
  );
}

function Facts({ one }: { one: Visit }) {
  const t = useWords();
  const region = useRegionName();
  return (
    <section className="card" aria-label={t('visits:page.facts')}>
      <h2>{t('visits:page.facts')}</h2>
      <FactList
        facts={[
          [
            t('visits:organization'),
            <Link key="firm" to={`/organizations/${one.organization.id}` as string}>
              <AsWritten>{one.organization.name}</AsWritten>
            </Link>,
          ],
          [t('visits:region'), region(one.region)],
          [t('visits:officer'), <AsWritten key="officer">{one.officer.name}</AsWritten>],
          [t('visits:met'), one.met === null ? t('visits:page.metErased') : <AsWritten key="met">{one.met}</AsWritten>],
          ...(one.reason === null ? [] : [[t('visits:reason'), <AsWritten key="reason">{one.reason}</AsWritten>] as const]),
        ]}
      />
      <p className="visit-text">
        <AsWritten>{one.text}</AsWritten>
      </p>
    </section>
  );
}

/** Each with how it stands; the ways on below. */
function Came({ one }: { one: Visit }) {
  const t = useWords();
  const none = one.demands.length === 0 && one.items.length === 0;
  return (
    <section className="card" aria-label={t('visits:page.came')}>
      <h2>{t('visits:page.came')}</h2>
      {none ? <p className="note">{t('visits:page.nothing')}</p> : null}
      <ul className="visit-came">
        {one.demands.map((demand) => (
          <li key={demand.id}>
            <Tag tone={stateTone(demand.state)}>{t(`market:states.${demand.state}`)}</Tag>{' '}
            <Link to={`/listings/${demand.id}` as string}>
              <AsWritten>{demand.title}</AsWritten>
            </Link>
            <span className="note">{t('visits:demands')}</span>
          </li>
        ))}
        {one.items.map((item) => (
          <li key={item.id}>
            <Tag tone={item.late ? 'bad' : toneOf(item.state)}>
              {t(item.late ? 'visits:late' : `visits:states.${item.state}`)}
            </Tag>{' '}
            <Link to={`/visit-items/${item.id}` as string}>
              <AsWritten>{item.title}</AsWritten>
            </Link>
            <span className="note">
              {t(`visits:sorts.${item.sort}`)} ·{' '}
              {item.outcome === null ? (
                <AsWritten>{t('visits:page.due', { owner: item.owner, due: shownDay(item.dueOn) })}</AsWritten>
              ) : (
                <AsWritten>{item.outcome}</AsWritten>
              )}
            </span>
          </li>
        ))}
      </ul>
      {one.state === 'logged' && one.actions.length > 0 ? (
        <div className="visit-more">
          {itemSorts.map((sort) => (
            <Link key={sort} className="button" to={`/visit-items/new?visit=${one.id}&sort=${sort}` as string}>
              + {t(`visits:sorts.${sort}`)}
            </Link>
          ))}
        </div>
      ) : null}
    </section>
  );
}
