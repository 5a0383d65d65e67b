// One tenant of an incubator: since when, with which marks, what was asked of each year; what may be done; history.
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../platform/web/address.ts';
import { AsWritten } from '../../platform/web/AsWritten.tsx';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { shownDay } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { PageHead, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { useSession } from '../../platform/web/session.ts';
import { acted, Back, FactList, History, RecordActions } from '../../records/web/index.ts';
import { life } from '../tenancy.ts';
import { asAsked, askTones, formSources, stateTone, tenanciesApi, type Tenancy } from './tenant-view.ts';
import { useRecord } from './view.ts';
import './tenants.css';

export default function TenancyPage() {
  const t = useWords();
  const { asked, key } = useRecord<Tenancy>(tenanciesApi, usePathParam('id'));
  return (
    <div className="page">
      <Back to="/tenancies">{t('tenancies:page.back')}</Back>
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

function Shown({ one, onDone }: { one: Tenancy; onDone: (after: Tenancy) => void }) {
  const t = useWords();
  const session = useSession();
  const own = session?.organization === one.incubator.id;
  const { name, tenant, creditCode, joinedOn, area, returnees, students, ...rest } = one;
  const given = { name, tenant: tenant?.id ?? null, creditCode, joinedOn, area, returnees, students };
  const marks = { highTechFrom: rest.highTechFrom, highTechTo: rest.highTechTo, techSmeFrom: rest.techSmeFrom };
  return (
    <>
      <PageHead title={one.name} note={<Tag tone={stateTone(one.state)}>{t(`tenancies:states.${one.state}`)}</Tag>} />
      <div className="two">
        <div className="stack">
          <Facts one={one} own={own} />
          {own ? <Asks one={one} /> : null}
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={tenanciesApi}
            words="tenancies"
            danger={['void']}
            asked={asAsked}
            sources={formSources(one.leftOn !== null)}
            given={(action) =>
              action === 'correct' ? { ...given, ...marks, techSmeTo: rest.techSmeTo, leftOn: rest.leftOn ?? '' } : undefined
            }
            onDone={onDone}
          />
          <History api={tenanciesApi} id={one.id} words="tenancies" title={t('tenancies:page.history')} />
        </div>
      </div>
    </>
  );
}

function Facts({ one, own }: { one: Tenancy; own: boolean }) {
  const t = useWords();
  const span = (from: string | null, to: string | null) =>
    from === null
      ? null
      : to === null
        ? t('tenancies:page.from', { from: shownDay(from) })
        : t('tenancies:page.span', { from: shownDay(from), to: shownDay(to) });
  const link = (of: { id: string; name: string }) => (
    <Link key={of.id} to={`/organizations/${of.id}` as string}>
      <AsWritten>{of.name}</AsWritten>
    </Link>
  );
  return (
    <section className="card" aria-label={t('tenancies:page.facts')}>
      <h2>{t('tenancies:page.facts')}</h2>
      <FactList
        facts={[
          [t('tenancies:incubator'), link(one.incubator)],
          [t('tenancies:tenant'), one.tenant ? link(one.tenant) : t('tenancies:known.no')],
          [t('tenancies:creditCode'), one.creditCode],
          [t('tenancies:joinedOn'), shownDay(one.joinedOn)],
          ...(one.leftOn === null ? [] : ([[t('tenancies:leftOn'), shownDay(one.leftOn)]] as const)),
          [t('tenancies:area'), one.area && t('tenancies:areaValue', { value: one.area.replace(/\.?0+$/, '') })],
          [t('tenancies:highTech'), span(one.highTechFrom, one.highTechTo)],
          [t('tenancies:techSme'), span(one.techSmeFrom, one.techSmeTo)],
          [t('tenancies:returnees'), one.returnees && t(`tenancies:said.${one.returnees}`)],
          [t('tenancies:students'), one.students && t(`tenancies:said.${one.students}`)],
          ...(own ? ([[t('tenancies:email'), one.email]] as const) : []),
        ]}
      />
    </section>
  );
}

/** Each year that was asked of, with its answer one click away. */
function Asks({ one }: { one: Tenancy }) {
  const t = useWords();
  return (
    <section className="card" aria-label={t('tenancies:page.asks')}>
      <h2>{t('tenancies:page.asks')}</h2>
      {one.asks.length === 0 ? <p className="note">{t('tenancies:page.noAsks')}</p> : null}
      <ul className="tenant-asks">
        {one.asks.map(({ year, state, until, answeredOn, inPlace }) => (
          <li key={year}>
            <strong>{year}</strong>
            <Tag tone={askTones[state]}>{t(`tenancies:asks.${state}`)}</Tag>
            <span className="note">
              {answeredOn
                ? t('tenancies:page.answeredOn', { day: shownDay(answeredOn) })
                : t('tenancies:page.until', { day: shownDay(until) })}
              {inPlace ? ` · ${t('tenancies:page.inPlace')}` : ''}
            </span>
            <Link className="button button-small" to={`/tenancies/${one.id}/answers/${year}` as string}>
              {t(state === 'answered' ? 'tenancies:page.look' : 'tenancies:page.fill')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
