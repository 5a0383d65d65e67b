// A registration: its code to be shown on the phone as QR, checking in, whom they met. The QR opens this page with the code filled in.
import { useQuery } from '@tanstack/react-query';
import { usePathParam, useSearch } from '../../../platform/web/address.ts';
import { AsWritten } from '../../../platform/web/AsWritten.tsx';
import { FailedPage } from '../../../platform/web/ErrorPage.tsx';
import { useWords } from '../../../platform/web/i18n.ts';
import { PageHead, Skeleton, Tag } from '../../../platform/web/Parts.tsx';
import { acted, Back, FactList, History, RecordActions, useRecord } from '../../../records/web/index.ts';
import { registrationLife } from '../../matchEvent.ts';
import { asAsked, type Registration, registrationsApi, stateTone } from './event-view.ts';

export default function RegistrationPage() {
  const t = useWords();
  const { asked, key } = useRecord<Registration>(registrationsApi, usePathParam('id'));
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

function Shown({ one, onDone }: { one: Registration; onDone: (after: Registration) => void }) {
  const t = useWords();
  const { code } = useSearch();
  const written = (key: 'attendee' | 'met' | 'about' | 'reason') =>
    one[key] === null ? [] : [[t(`events:${key}`), <AsWritten key={key}>{one[key]}</AsWritten>] as const];
  return (
    <>
      <Back to={`/match-events/${one.event.id}`}>
        <AsWritten>{one.event.name}</AsWritten>
      </Back>
      <PageHead
        title={one.event.name}
        note={
          <>
            <Tag tone={stateTone(one.state)}>{t(`events:states.${one.state}`)}</Tag>{' '}
            {one.waiting ? <Tag tone="warn">{t('events:waiting')}</Tag> : null}
          </>
        }
      />
      <div className="two">
        <div className="stack">
          {one.code !== null && one.state === 'registered' ? <Code id={one.id} code={one.code} /> : null}
          <section className="card" aria-label={t('events:page.facts')}>
            <h2>{t('events:page.facts')}</h2>
            <FactList
              facts={[
                [t('events:attendeeOrganization'), <AsWritten key="organization">{one.organization.name}</AsWritten>],
                ...written('attendee'),
                ...written('met'),
                ...written('about'),
                ...(one.due === null ? [] : [[t('events:due'), one.due] as const]),
                ...written('reason'),
              ]}
            />
          </section>
        </div>
        <div className="stack">
          <RecordActions
            one={one}
            actions={one.actions.filter(({ name }) => name !== 'settle' || one.due !== null)}
            life={registrationLife}
            api={registrationsApi}
            words="events"
            danger={['cancel', 'erase']}
            asked={asAsked}
            given={(action) => (action === 'checkIn' && code !== undefined ? { code } : undefined)}
            onDone={onDone}
          />
          <History api={registrationsApi} id={one.id} words="events" title={t('events:page.history')} />
        </div>
      </div>
    </>
  );
}

function Code({ id, code }: { id: string; code: string }) {
  const t = useWords();
  const address = `${location.origin}/event-registrations/${id}?code=${code}`;
  const drawn = useQuery({
    queryKey: ['qr', address],
    queryFn: async () => {
      const { modules } = (await import('qrcode')).create(address, { errorCorrectionLevel: 'M' });
      const at = Array.from({ length: modules.size }, (_, one) => one);
      return {
        size: modules.size,
        path: at.flatMap((y) => at.flatMap((x) => (modules.get(y, x) ? `M${x + 4} ${y + 4}h1v1h-1z` : []))).join(''),
      };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section className="card" aria-label={t('events:code')}>
      <h2>{t('events:code')}</h2>
      {drawn.data ? (
        <svg
          role="img"
          aria-label={t('events:code')}
          width="240"
          height="240"
          viewBox={`0 0 ${drawn.data.size + 8} ${drawn.data.size + 8}`}
        >
          <rect width="100%" height="100%" fill="#fff" />
          <path d={drawn.data.path} fill="#000" />
        </svg>
      ) : null}
      <p>
        <strong>{code.replaceAll(/(.{4})(?=.)/g, '$1 ')}</strong>
      </p>
      <p className="note">{t('events:codeHelp')}</p>
    </section>
  );
}
