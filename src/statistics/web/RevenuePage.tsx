// One organization's revenue of one year: the amount, where it is from; what may be done; history.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { exactNumber } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { PageHead, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { acted, Back, FactList, History, RecordActions, RecordFiles } from '../../records/web/index.ts';
import { life } from '../revenue.ts';
import { asAsked, type Revenue, revenuesApi, useFormSources } from './above-scale-view.ts';
import { useRecord, useRegionName } from './view.ts';

export default function RevenuePage() {
  const t = useWords();
  const { asked, key } = useRecord<Revenue>(revenuesApi, usePathParam('id'));
  return (
    <div className="page">
      <Back to="/above-scale/revenues">{t('revenues:page.back')}</Back>
      {asked.isPending ? (
        <>
          <PageHead title={t('shell:loading')} />
          <Skeleton lines={10} height={420} />
        </>
      ) : null}
      {asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Shown one={asked.data} onDone={(after) => acted(key, after)} /> : null}
    </div>
  );
}

function Shown({ one, onDone }: { one: Revenue; onDone: (after: Revenue) => void }) {
  const t = useWords();
  const region = useRegionName();
  const sources = useFormSources();
  return (
    <>
      <PageHead
        title={one.organization.name}
        note={
          <span className="head-names">
            <span>{one.year}</span>
            <Tag tone={one.state === 'stated' ? 'good' : 'bad'}>{t(`revenues:states.${one.state}`)}</Tag>
          </span>
        }
      />
      <div className="two">
        <section className="card" aria-label={t('revenues:page.facts')}>
          <h2>{t('revenues:page.facts')}</h2>
          <FactList
            facts={[
              [
                t('revenues:organization'),
                <Link key="organization" to={`/organizations/${one.organization.id}` as string}>
                  <AsWritten>{one.organization.name}</AsWritten>
                </Link>,
              ],
              [t('revenues:region'), one.region && region(one.region)],
              [t('revenues:year'), String(one.year)],
              [t('revenues:revenue'), exactNumber(one.revenue)],
              [t('revenues:document'), one.document],
            ]}
          />
        </section>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={revenuesApi}
            words="revenues"
            danger={['void']}
            asked={asAsked}
            sources={sources}
            given={(action) => (action === 'amend' ? { revenue: one.revenue, document: one.document } : undefined)}
            onDone={onDone}
          />
          <RecordFiles kind="yearlyRevenue" record={one.id} version={one.version} />
          <History api={revenuesApi} id={one.id} words="revenues" title={t('revenues:page.history')} />
        </div>
      </div>
    </>
  );
}
