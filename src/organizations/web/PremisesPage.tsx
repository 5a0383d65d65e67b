// One place that an organization runs: where it is, how it stood from each day on; what may be done; its evidence and history.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { shownDay } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { PageHead, Skeleton, TableHead, Tag } from '../../platform/web/Parts.tsx';
import { acted, Back, FactList, History, RecordActions, RecordFiles, useRecord } from '../../records/web/index.ts';
import { extentOn, life, restOf } from '../premises.ts';
import { asAsked, changeable, type Premises, premisesApi, stateTone, useArea, useFormSources } from './premises-view.ts';
import { useRegionName } from './view.ts';
import '../../platform/web/table.css';

export default function PremisesPage() {
  const t = useWords();
  const { asked, key } = useRecord<Premises>(premisesApi, usePathParam('id'));
  return (
    <div className="page">
      <Back to="/premises">{t('premises:page.back')}</Back>
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

function Shown({ one, onDone }: { one: Premises; onDone: (after: Premises) => void }) {
  const t = useWords();
  const sources = useFormSources({ closed: one.closedOn !== null });
  const { name, address, region, openedOn, closedOn, document } = one;
  const given = {
    correct: { name, address, region, openedOn, closedOn: closedOn ?? '', document },
    change: { ...changeable(extentOn(one, null)), document },
  };
  return (
    <>
      <PageHead title={name} note={<Tag tone={stateTone(one.state)}>{t(`premises:states.${one.state}`)}</Tag>} />
      <div className="two">
        <div className="stack">
          <Where one={one} />
          <Extents one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={premisesApi}
            words="premises"
            danger={['void']}
            asked={asAsked}
            sources={sources}
            given={(action) => (action === 'correct' || action === 'change' ? given[action] : undefined)}
            onDone={onDone}
          />
          <RecordFiles kind="premises" record={one.id} version={one.version} />
          <History api={premisesApi} id={one.id} words="premises" title={t('premises:page.history')} />
        </div>
      </div>
    </>
  );
}

function Where({ one }: { one: Premises }) {
  const t = useWords();
  const region = useRegionName();
  return (
    <section className="card" aria-label={t('premises:page.facts')}>
      <h2>{t('premises:page.facts')}</h2>
      <FactList
        facts={[
          [
            t('premises:organization'),
            <Link key="organization" to={`/organizations/${one.organization.id}` as string}>
              <AsWritten>{one.organization.name}</AsWritten>
            </Link>,
          ],
          [t('premises:address'), one.address],
          [t('premises:region'), region(one.region)],
          [t('premises:openedOn'), shownDay(one.openedOn)],
          ...(one.closedOn === null ? [] : ([[t('premises:closedOn'), shownDay(one.closedOn)]] as const)),
          [t('premises:document'), one.document],
        ]}
      />
    </section>
  );
}

/** How it stood from each day on, the latest first. */
function Extents({ one }: { one: Premises }) {
  const t = useWords();
  const area = useArea();
  const titles = ['page.from', 'use', 'tenure', 'area', 'tenantArea', 'sharedArea', 'restArea', 'seats'].map((key) =>
    t(`premises:${key}`),
  );
  const unknown = <span className="note">{t('pages:unknown')}</span>;
  return (
    <section className="card" aria-label={t('premises:page.extents')}>
      <h2>{t('premises:page.extents')}</h2>
      <div className="list-scroll">
        <table className="table table-list">
          <TableHead caption={t('premises:page.extents')} titles={titles} />
          <tbody>
            {one.extents.toReversed().map((each) => (
              <tr key={each.from}>
                <td data-title={titles[0]}>{shownDay(each.from)}</td>
                <td data-title={titles[1]}>{t(`premises:uses.${each.use}`)}</td>
                <td data-title={titles[2]}>{t(`premises:tenures.${each.tenure}`)}</td>
                <td data-title={titles[3]}>{area(each.area)}</td>
                <td data-title={titles[4]}>{area(each.tenantArea) ?? unknown}</td>
                <td data-title={titles[5]}>{area(each.sharedArea) ?? unknown}</td>
                <td data-title={titles[6]}>{area(restOf(each)) ?? unknown}</td>
                <td data-title={titles[7]}>{each.seats ?? unknown}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
