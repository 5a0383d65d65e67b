// One listing above scale: whom it lists, from when, by which document; what may be done; history.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { useWords } from '../../platform/web/i18n.ts';
import { PageHead, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { acted, Back, FactList, History, RecordActions, RecordFiles } from '../../records/web/index.ts';
import { life } from '../listing.ts';
import { asAsked, type Listing, listingsApi, useFormSources } from './above-scale-view.ts';
import { stateTone } from './ListingsPage.tsx';
import { useRecord, useRegionName } from './view.ts';

export default function ListingPage() {
  const t = useWords();
  const { asked, key } = useRecord<Listing>(listingsApi, usePathParam('id'));
  return (
    <div className="page">
      <Back to="/above-scale/listings">{t('listings:page.back')}</Back>
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

function Shown({ one, onDone }: { one: Listing; onDone: (after: Listing) => void }) {
  const t = useWords();
  const region = useRegionName();
  const sources = useFormSources();
  return (
    <>
      <PageHead title={one.name} note={<Tag tone={stateTone(one.state)}>{t(`listings:states.${one.state}`)}</Tag>} />
      <div className="two">
        <section className="card" aria-label={t('listings:page.facts')}>
          <h2>{t('listings:page.facts')}</h2>
          <FactList
            facts={[
              [
                t('listings:organization'),
                one.organization ? (
                  <Link key="organization" to={`/organizations/${one.organization.id}` as string}>
                    <AsWritten>{one.organization.name}</AsWritten>
                  </Link>
                ) : (
                  t('listings:known.no')
                ),
              ],
              [t('listings:creditCode'), one.creditCode],
              [t('listings:region'), one.region && region(one.region)],
              [t('listings:industry'), one.industry],
              [t('listings:listedOn'), one.listedOn],
              [t('listings:delistedOn'), one.delistedOn],
              [t('listings:document'), one.document],
            ]}
          />
        </section>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={listingsApi}
            words="listings"
            danger={['void']}
            asked={asAsked}
            sources={sources}
            given={(action) => (action === 'correct' ? { ...one, organization: one.organization?.id ?? null } : undefined)}
            onDone={onDone}
          />
          <RecordFiles kind="aboveScaleListing" record={one.id} version={one.version} />
          <History api={listingsApi} id={one.id} words="listings" title={t('listings:page.history')} />
        </div>
      </div>
    </>
  );
}
