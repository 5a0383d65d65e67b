// One application, for who decides on it: what was handed in, the letter beside it with its check code, what may be done, and what was.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { usePathParam } from '../../platform/web/address.ts';
import { address, request } from '../../platform/web/call.ts';
import { FailedPage } from '../../platform/web/ErrorPage.tsx';
import { useLanguage, useWords } from '../../platform/web/i18n.ts';
import { OnlyFor } from '../../platform/web/OnlyFor.tsx';
import { PageHead, Skeleton, Tag } from '../../platform/web/Parts.tsx';
import { acted, Back, FactList, History, RecordActions } from '../../records/web/index.ts';
import { life } from '../signUp.ts';
import { type SignUp, signUpsApi, toneOf } from './signUpView.ts';
import { useRegionName } from './view.ts';
import './sign-up.css';

export default function SignUpRecordPage() {
  const t = useWords();
  return <OnlyFor title={t('signUps:one')}>{() => <One />}</OnlyFor>;
}

function One() {
  const t = useWords();
  const id = usePathParam('id');
  const key = ['signUp', id, useLanguage()];
  const asked = useQuery({ queryKey: key, queryFn: () => request<SignUp>('GET', `${signUpsApi}/${id}`), enabled: id !== '' });
  return (
    <div className="page">
      <Back to="/sign-ups">{t('signUps:page.back')}</Back>
      {asked.isPending ? <Skeleton lines={10} height={420} /> : null}
      {asked.isLoadingError ? <FailedPage problem={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.data ? <Shown one={asked.data} onDone={(after) => acted(key, after)} /> : null}
    </div>
  );
}

function Shown({ one, onDone }: { one: SignUp; onDone: (after: SignUp) => void }) {
  const t = useWords();
  return (
    <>
      <PageHead
        title={one.name}
        note={
          <span className="head-names">
            <code>{one.number}</code> <Tag tone={toneOf(one.state)}>{t(`signUps:states.${one.state}`)}</Tag>{' '}
            {t(`signUps:purposes.${one.purpose}`)}
          </span>
        }
      />
      <div className="two">
        <div className="stack">
          <Facts one={one} />
          <Letter one={one} />
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            life={life}
            api={signUpsApi}
            words="signUps"
            primary="confirm"
            danger={['refuse', 'erase']}
            onDone={onDone}
          />
          <History api={signUpsApi} id={one.id} words="signUps" title={t('signUps:page.history')} />
        </div>
      </div>
    </>
  );
}

function Facts({ one }: { one: SignUp }) {
  const t = useWords();
  const region = useRegionName();
  const { administrators } = one;
  return (
    <section className="card" aria-label={t('signUps:page.facts')}>
      <h2>{t('signUps:page.facts')}</h2>
      <FactList
        facts={[
          [t('signUps:creditCode'), <code key="code">{one.creditCode}</code>],
          [
            t('signUps:organization'),
            one.organization === null ? (
              t('signUps:page.newOrganization')
            ) : (
              <Link key="to" to={`/organizations/${one.organization}` as string}>
                {t('signUps:page.toOrganization')}
              </Link>
            ),
          ],
          [t('signUps:region'), region(one.region)],
          [
            t('signUps:administrators'),
            administrators === null
              ? undefined
              : administrators === 0
                ? t('signUps:administratorsNone')
                : t('signUps:administratorsSome', { count: administrators }),
          ],
          [t('signUps:administrator'), one.administrator],
          [t('signUps:phone'), one.phone],
          [t('signUps:email'), one.email],
          [t('signUps:account'), one.account],
          [t('signUps:submittedOn'), one.submittedOn],
          [t('signUps:decidedOn'), one.decidedOn ?? undefined],
          [t('signUps:reason'), one.returned ?? undefined],
        ]}
      />
      {one.replaced > 0 ? <p>{t('signUps:page.replacedCount', { count: one.replaced })}</p> : null}
      {one.masked ? null : <p className="note">{t('signUps:page.personNote')}</p>}
    </section>
  );
}

function Letter({ one }: { one: SignUp }) {
  const t = useWords();
  const at = address(`${signUpsApi}/${one.id}/letter`);
  const title = t('signUps:page.letter');
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <p>{t('signUps:page.letterCheck', { code: one.letterCode })}</p>
      {one.letterType === null || one.masked ? (
        <p className="note">{t('signUps:page.noLetter')}</p>
      ) : (
        <>
          {one.letterType.startsWith('image/') ? <img className="sign-up-picture" src={at} alt={title} /> : null}
          {one.letterType === 'application/pdf' && navigator.pdfViewerEnabled ? (
            <iframe className="sign-up-frame" title={title} src={at} />
          ) : null}
          <p>
            <a className="button" href={at} target="_blank" rel="noreferrer">
              {t('signUps:page.openLetter')}
            </a>
          </p>
        </>
      )}
    </section>
  );
}
