// One technology manager: who, with which certificates, where affiliated; whether that counts and what would; what may be done; history.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { usePath, usePathParam } from '../../platform/web/address.ts';
import { DocumentButtons } from '../../platform/web/Documents.tsx';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { call } from '../../platform/web/call.ts';
import { shownInstant } from '../../platform/web/format.ts';
import { useWords } from '../../platform/web/i18n.ts';
import { EmptyState, PageHead, ProblemView, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { useHealth, useSession } from '../../platform/web/session.ts';
import { acted, Back, FactList, History, RecordActions, RecordFiles } from '../../records/web/index.ts';
import { life } from '../technologyManager.ts';
import { listPersonalReads } from '../routes.ts';
import { Affiliations, Certificates } from './Affiliations.tsx';
import { asAsked, givenOf, useFormSources } from './form.tsx';
import { Standing } from './Standing.tsx';
import { clausesOn } from './clauses.ts';
import { allSections } from './sections.ts';
import { api, codeOf, type Person, useHasRole, usePerson } from './view.ts';
import './people.css';

export default function PersonPage() {
  const t = useWords();
  const session = useSession();
  const path = usePath();
  const { asked, key } = usePerson(usePathParam('id'));
  return (
    <div className="page">
      <Back to="/people">{t('people:page.back')}</Back>
      {session === null ? (
        <>
          <PageHead title={t('people:one')} />
          <section className="card">
            <EmptyState title={t('people:list.closed')}>
              <p>{t('people:list.closedWhy')}</p>
              <Link className="button button-primary" to={'/sign-in' as string} search={{ next: path }}>
                {t('shell:signIn.title')}
              </Link>
            </EmptyState>
          </section>
        </>
      ) : null}
      {session !== null && asked.isPending ? (
        <>
          <PageHead title={t('shell:loading')} />
          <Skeleton lines={12} height={520} />
        </>
      ) : null}
      {session && asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {session && asked.data ? <Shown one={asked.data} onDone={(after) => acted(key, after)} /> : null}
    </div>
  );
}

function Shown({ one, onDone }: { one: Person; onDone: (after: Person) => void }) {
  const t = useWords();
  const sources = useFormSources();
  const security = useHasRole('securityAdmin', 'auditAdmin');
  const primary = useNextStep(one);
  return (
    <>
      <PageHead
        title={one.name ?? codeOf(one.id)}
        note={
          <span className="head-names">
            <code>{codeOf(one.id)}</code>
            <span>{t(`people:titles.${one.certificateLevel}`)}</span>
            <Tag tone={one.state === 'registered' ? 'blue' : one.state === 'voided' ? 'bad' : 'none'}>
              {t(`people:states.${one.state}`)}
            </Tag>
            {one.masked ? <Tag>{t('people:masked')}</Tag> : null}
          </span>
        }
        aside={<DocumentButtons path={`${api}/${one.id}/standing`} name={t('people:paper.button')} />}
      />
      <div className="two">
        <div className="stack">
          <Standing one={one} />
          <Affiliations one={one} />
          <Certificates one={one} />
          {allSections().map(({ order, Shown }) => (
            <Suspense key={order} fallback={<Skeleton lines={4} />}>
              <Shown person={one.id} />
            </Suspense>
          ))}
          <Facts one={one} />
          <RecordFiles kind="technologyManager" record={one.id} version={one.version} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={api}
            words="people"
            primary={primary}
            danger={['endAffiliation', 'erase', 'void']}
            asked={asAsked}
            sources={sources}
            given={(action) => givenOf(one, action)}
            warns
            onDone={onDone}
          />
          <History api={api} id={one.id} words="people" title={t('people:page.history')} />
          {security ? <Reads id={one.id} /> : null}
        </div>
      </div>
    </>
  );
}

/** The action that would make the manager count, where the reader may do it. */
function useNextStep(one: Person): string {
  const today = useHealth()?.today ?? '';
  const offered = new Set(one.actions.map((each) => each.name));
  const mends = clausesOn(one, today).map((clause) => clause.mend);
  return mends.find((mend) => mend !== null && offered.has(mend)) ?? (offered.has('confirm') ? 'confirm' : '');
}

function Facts({ one }: { one: Person }) {
  const t = useWords();
  const gone = one.state === 'erased' ? t('people:page.gone') : null;
  return (
    <section className="card" aria-label={t('people:page.facts')}>
      <h2>{t('people:page.facts')}</h2>
      <FactList
        facts={[
          [t('people:name'), one.name ?? gone],
          [
            t('people:certificateNumber'),
            one.certificateNumber === null ? gone : <code key="number">{one.certificateNumber}</code>,
          ],
          [t('people:phone'), one.phone ?? gone],
          [t('people:issuedOn'), one.issuedOn],
          [t('people:validTo'), one.validTo ?? t('people:list.noEnd')],
          [t('people:trainingBase'), one.trainingBase],
          [t('people:technologyFields'), one.technologyFields.join(t('people:page.comma')) || null],
        ]}
      />
      <p className="note">{t(one.masked ? 'people:page.maskedWhy' : 'people:page.logged')}</p>
    </section>
  );
}

/** Who read the personal values, for those who watch over them. */
function Reads({ id }: { id: string }) {
  const t = useWords();
  const asked = useQuery({ queryKey: ['personal-reads', id], queryFn: () => call(listPersonalReads, { params: { id } }) });
  return (
    <section className="card" aria-label={t('people:page.reads')}>
      <h2>{t('people:page.reads')}</h2>
      {asked.isPending ? <Skeleton lines={3} /> : null}
      {asked.isError ? <ProblemView problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data?.items.length === 0 ? <EmptyState title={t('people:page.noReads')} /> : null}
      <ul className="reads">
        {asked.data?.items.map((one) => (
          <li key={one.id}>
            <code>{one.account}</code>
            <span>{one.fields.map((field) => t(`people:${field}`)).join(t('people:page.comma'))}</span>
            <time className="note" dateTime={one.at}>
              {shownInstant(one.at)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
