// A project signed at a fair: who, its stages with their evidence, its registered contract, and what may be said of it now.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { FailedPage } from '../../../platform/web/ErrorPage.tsx';
import { shownDay } from '../../../platform/web/format.ts';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Skeleton, Tag } from '../../../platform/web/Parts.tsx';
import { acted, Back, FactList, History, RecordActions, useRecord } from '../../../records/web/index.ts';
import { projectLife } from '../../fair.ts';
import { asAsked, type FairProject, projectsApi, stateTone, useFairSources, useYuan } from './fair-view.ts';

export default function ProjectPage() {
  const t = useWords();
  const { asked, key } = useRecord<FairProject>(projectsApi, usePathParam('id'));
  return (
    <div className="page">
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

function Shown({ one, onDone }: { one: FairProject; onDone: (after: FairProject) => void }) {
  const t = useWords();
  const { firstOrganization, secondOrganization } = one;
  const organizations = { firstOrganization: firstOrganization?.id ?? null, secondOrganization: secondOrganization?.id ?? null };
  const given = (action: string) => (action === 'correct' ? { ...one, ...organizations, reason: '' } : undefined);
  return (
    <>
      <Back to={`/fairs/${one.fair.id}`}>
        <AsWritten>{one.fair.name}</AsWritten>
      </Back>
      <PageHead
        title={one.title}
        note={
          <>
            <Tag tone={stateTone(one.state)}>{t(`fairs:states.${one.state}`)}</Tag>{' '}
            <Tag tone="blue">{t(`fairs:stages.${one.stage}`)}</Tag>
          </>
        }
      />
      <div className="two">
        <div className="stack">
          {one.reason === null ? null : (
            <p className="card note">
              {t('fairs:reason')}: <AsWritten>{one.reason}</AsWritten>
            </p>
          )}
          <Steps of={one.steps} />
          <Facts one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            actions={one.actions.filter(({ name }) => name !== 'unlink' || one.contract !== null)}
            life={projectLife}
            api={projectsApi}
            words="fairs"
            primary="advance"
            danger={['void', 'lapse']}
            asked={asAsked}
            sources={useFairSources()}
            given={given}
            onDone={onDone}
          />
          <History api={projectsApi} id={one.id} words="fairs" title={t('fairs:page.history')} />
        </div>
      </div>
    </>
  );
}

function Steps({ of }: { of: FairProject['steps'] }) {
  const t = useWords();
  const yuan = useYuan();
  return (
    <section className="card" aria-label={t('fairs:page.steps')}>
      <h2>{t('fairs:page.steps')}</h2>
      <table className="table">
        <thead>
          <tr>
            {['stage', 'on', 'amount', 'evidence'].map((key) => (
              <th key={key} scope="col">
                {t(`fairs:${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.map((one) => (
            <tr key={one.stage}>
              <td data-title={t('fairs:stage')}>{t(`fairs:stages.${one.stage}`)}</td>
              <td data-title={t('fairs:on')}>{shownDay(one.on)}</td>
              <td data-title={t('fairs:amount')}>{one.amount === null ? '' : yuan(one.amount)}</td>
              <td data-title={t('fairs:evidence')}>
                {one.of === 'contract' ? t('fairs:page.ofContract') : <AsWritten>{one.evidence ?? ''}</AsWritten>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Facts({ one }: { one: FairProject }) {
  const t = useWords();
  const party = (name: string, of: FairProject['firstOrganization']) =>
    of === null ? (
      <AsWritten>{name}</AsWritten>
    ) : (
      <Link to={`/organizations/${of.id}` as string}>
        <AsWritten>{name}</AsWritten>
      </Link>
    );
  return (
    <section className="card" aria-label={t('fairs:page.facts')}>
      <h2>{t('fairs:page.facts')}</h2>
      <FactList
        facts={[
          [t('fairs:first'), party(one.first, one.firstOrganization)],
          [t('fairs:second'), party(one.second, one.secondOrganization)],
          [t('fairs:beganOn'), shownDay(one.beganOn)],
          [t('fairs:saidOn'), shownDay(one.saidOn)],
          ...(one.lapsedOn === null ? [] : [[t('fairs:lapsedOn'), shownDay(one.lapsedOn)] as const]),
          ...(one.contract === null
            ? []
            : [
                [
                  t('fairs:page.contract'),
                  <Link key="contract" to={`/contracts/${one.contract.id}` as string}>
                    <AsWritten>{one.contract.number ?? one.contract.title}</AsWritten>
                  </Link>,
                ] as const,
              ]),
        ]}
      />
    </section>
  );
}
