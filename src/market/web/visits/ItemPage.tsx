// A follow-up of a visit: what is to be done, by whom, until when, and its outcome. A firm reads its answered questions here.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Tag } from '../../../platform/web/Parts.tsx';
import { useSession } from '../../../platform/web/session.ts';
import { acted, FactList, History, RecordActions, RecordPage, useRecord } from '../../../records/web/index.ts';
import { itemLife } from '../../visit.ts';
import { officers } from '../readers.ts';
import { asAsked, asOptions, itemsApi, toneOf, useAtHand, type VisitItem } from './visit-view.ts';
import './visits.css';

export default function ItemPage() {
  const t = useWords();
  const { asked, key } = useRecord<VisitItem>(itemsApi, usePathParam('id'));
  const officer = useSession()?.roles.some((role) => officers.some((one) => one === role)) ?? false;
  return (
    <RecordPage asked={asked} back={{ to: '/visit-items', words: t('visits:items.nav') }}>
      {(one) => (
        <>
          <PageHead
            title={one.title}
            note={
              <>
                {t(`visits:sorts.${one.sort}`)}{' '}
                <Tag tone={one.late ? 'bad' : toneOf(one.state)}>
                  {t(one.late ? 'visits:late' : `visits:states.${one.state}`)}
                </Tag>
              </>
            }
          />
          <div className="two">
            <div className="stack">
              <Facts one={one} officer={officer} />
            </div>
            <div className="stack">
              {officer ? <Actions one={one} onDone={(after) => acted(key, after)} /> : null}
              <History api={itemsApi} id={one.id} words="visits" title={t('visits:page.history')} />
            </div>
          </div>
        </>
      )}
    </RecordPage>
  );
}

function Actions({ one, onDone }: { one: VisitItem; onDone: (after: VisitItem) => void }) {
  const atHand = useAtHand(one.region);
  return (
    <RecordActions
      one={one}
      life={itemLife}
      api={itemsApi}
      words="visits"
      primary="settle"
      danger={['drop']}
      asked={asAsked}
      sources={{ options: { owner: asOptions(atHand?.officers ?? []) } }}
      given={(action) => (action === 'pass' ? { owner: one.owner.id, dueOn: one.dueOn, reason: '' } : undefined)}
      onDone={onDone}
    />
  );
}

function Facts({ one, officer }: { one: VisitItem; officer: boolean }) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('visits:item')}>
      <h2>{t('visits:item')}</h2>
      <FactList
        facts={[
          [
            t('visits:organization'),
            <Link key="firm" to={`/organizations/${one.organization.id}` as string}>
              <AsWritten>{one.organization.name}</AsWritten>
            </Link>,
          ],
          [
            t('visits:on'),
            officer ? (
              <Link key="visit" to={`/visits/${one.visit.id}` as string}>
                {shownDay(one.visit.on)}
              </Link>
            ) : (
              shownDay(one.visit.on)
            ),
          ],
          [t('visits:owner'), <AsWritten key="owner">{one.owner.name}</AsWritten>],
          [t('visits:dueOn'), shownDay(one.dueOn)],
          ...(one.settledOn === null ? [] : [[t('visits:settledOn'), shownDay(one.settledOn)] as const]),
          ...(one.reason === null ? [] : [[t('visits:reason'), <AsWritten key="reason">{one.reason}</AsWritten>] as const]),
        ]}
      />
      {one.outcome === null ? null : (
        <p className="visit-text">
          {t('visits:outcome')}: <AsWritten>{one.outcome}</AsWritten>
        </p>
      )}
    </section>
  );
}
