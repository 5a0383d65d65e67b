// One registry: its place and who entrusted it, its registrars, what may be done with it, the monthly draws, its history.
import { useQuery } from '@tanstack/react-query';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { usePathParam } from '../../platform/web/address.ts';
import { call } from '../../platform/web/call.ts';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { acted, FactList, History, RecordActions, RecordPage } from '../../records/web/index.ts';
import { getOpenCases, life } from '../registry.ts';
import { RegistryDraws } from './RegistryDraws.tsx';
import {
  asAsked,
  registriesApi,
  type Registry,
  toneOf,
  useIs,
  useRegistry,
  useRegistrySources,
  useTerritory,
} from './registry-view.ts';
import './registries.css';

export default function RegistryPage() {
  const t = useWords();
  const { asked, key } = useRegistry(usePathParam('id'));
  return (
    <RecordPage asked={asked} back={{ to: '/registries', words: t('registries:nav') }}>
      {(one) => <Shown one={one} onDone={(after) => acted(key, after)} />}
    </RecordPage>
  );
}

function Shown({ one, onDone }: { one: Registry; onDone: (after: Registry) => void }) {
  const t = useWords();
  const bureau = useIs('bureauOfficer');
  return (
    <>
      <PageHead
        title={one.name}
        note={
          <span className="head-names">
            <b>{one.code}</b>
            <Tag tone={toneOf(one.state)}>{t(`registries:states.${one.state}`)}</Tag>
          </span>
        }
      />
      <div className="two">
        <div className="stack">
          <Facts one={one} />
          {one.registrars ? <Registrars of={one.registrars} /> : null}
          <RegistryDraws registry={one.id} code={one.code} />
        </div>
        <div className="stack">
          {bureau ? <Actions one={one} onDone={onDone} /> : null}
          <History api={registriesApi} id={one.id} words="registries" title={t('registries:history')} />
        </div>
      </div>
    </>
  );
}

function Facts({ one }: { one: Registry }) {
  const t = useWords();
  const territory = useTerritory();
  return (
    <section className="card" aria-label={t('registries:facts')}>
      <h2>{t('registries:facts')}</h2>
      <FactList
        facts={[
          [t('registries:territory'), territory(one.territory)],
          [t('registries:organization'), one.organizationName ?? t('registries:notInRegister')],
          [t('registries:owners'), one.ownerNames.length > 0 ? one.ownerNames.join(t('registries:comma')) : undefined],
          [t('registries:entrustedBy'), one.entrustedBy],
          [t('registries:validFrom'), one.validFrom ?? undefined],
          [t('registries:validTo'), one.validTo ?? undefined],
          [t('registries:inOffice'), String(one.registrarsInOffice)],
          [t('registries:reason'), one.reason ?? undefined],
          [t('registries:handedTo'), one.handedToName ?? undefined],
        ]}
      />
      <p className="note registry-note">{t('registries:ownNote')}</p>
    </section>
  );
}

function Registrars({ of }: { of: NonNullable<Registry['registrars']> }) {
  const t = useWords();
  const columns = ['account', 'trainedOn', 'filedOn', 'office'] as const;
  return (
    <section className="card" aria-label={t('registries:registrars')}>
      <h2>{t('registries:registrars')}</h2>
      {of.length === 0 ? <p className="note">{t('registries:noRegistrars')}</p> : null}
      {of.length > 0 ? (
        <div className="list-scroll">
          <table className="table table-list">
            <caption className="sr-only">{t('registries:registrars')}</caption>
            <thead>
              <tr>
                {columns.map((one) => (
                  <th key={one} scope="col">
                    {t(`registries:${one}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {of.map((one) => (
                <tr key={`${one.account} ${one.from} ${one.until ?? ''}`}>
                  <td data-title={t('registries:account')}>
                    <AsWritten>{one.name ?? one.account}</AsWritten>
                  </td>
                  <td data-title={t('registries:trainedOn')}>{one.trainedOn}</td>
                  <td data-title={t('registries:filedOn')}>{one.filedOn}</td>
                  <td data-title={t('registries:office')}>
                    {one.until === null
                      ? t('registries:since', { from: one.from })
                      : t('registries:fromTo', { from: one.from, until: one.until })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </section>
  );
}

function Actions({ one, onDone }: { one: Registry; onDone: (after: Registry) => void }) {
  const sources = useRegistrySources(one);
  return (
    <RecordActions
      one={one}
      life={life}
      api={registriesApi}
      words="registries"
      danger={['suspend', 'close', 'dismiss']}
      asked={asAsked}
      sources={(action) => ({ ...sources(action), notes: { handTo: () => <OpenCases registry={one.id} /> } })}
      given={(action) => (action === 'edit' ? { ...one } : undefined)}
      onDone={onDone}
    />
  );
}

/** What would move when it is suspended. */
function OpenCases({ registry }: { registry: string }) {
  const t = useWords();
  const language = useLanguage();
  const asked = useQuery({
    queryKey: ['open cases', registry, language],
    queryFn: () => call(getOpenCases, { params: { id: registry } }),
  });
  if (asked.isError) return <ProblemView problem={asked.error} again={() => void asked.refetch()} />;
  if (!asked.data) return <Skeleton lines={2} />;
  const { total, states, items } = asked.data;
  if (total === 0) return <p className="note">{t('registries:cases.none')}</p>;
  return (
    <div className="open-cases">
      <p>
        {t('registries:cases.total', { count: total })}{' '}
        {states
          .map((one) => t('registries:cases.state', { state: t(`contracts:states.${one.state}`), count: one.count }))
          .join(t('registries:comma'))}
      </p>
      <ul>
        {items.map((one) => (
          <li key={one.id}>
            <AsWritten>{one.title}</AsWritten> <span className="note">{t(`contracts:states.${one.state}`)}</span>
          </li>
        ))}
      </ul>
      {total > items.length ? <p className="note">{t('registries:cases.more', { count: total - items.length })}</p> : null}
    </div>
  );
}
